/** Music and ambience for all at the same moment, sounds at a touch, and everybody's own volume. */
import { Button, Slider } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Incoming } from "../campaign/drop";
import { useAssets } from "../campaign/lists";
import { More, Tick } from "../campaign/parts";
import { tables } from "../client";
import { AssetKind } from "../proto";
import { orchestra } from "./audio";
import { ChannelBox, channelName } from "./channel";
import type { PanelProps } from "./index";
import style from "./panels.module.css";

const t = texts.sounds;

export function Sounds({ desk }: PanelProps) {
  const { view, gm } = desk;
  const ids = [...new Set([...Object.keys(t.channels), ...Object.keys(view.channels)])];
  return (
    <>
      <Listening channels={[...ids, "effects"]} />
      {ids.map((id) => (gm || view.channels[id]?.assetIds.length ? <ChannelBox key={id} desk={desk} id={id} channel={view.channels[id]} /> : null))}
      {gm && <Board desk={desk} />}
    </>
  );
}

function Listening({ channels }: { channels: string[] }) {
  const own = useSyncExternalStore(orchestra.subscribe, () => orchestra.own);
  const mute = (id: string, muted: boolean) => orchestra.choose({ muted: muted ? [...own.muted, id] : own.muted.filter((one) => one !== id) });
  return (
    <section className={style.listen} data-on={own.on || undefined}>
      <Tick label={t.on} checked={own.on} onChange={(on) => orchestra.choose({ on })} />
      {!own.on && <p className="soft">{t.onHint}</p>}
      {own.on && (
        <>
          <div><div className={style.label}>{t.volume}</div><Slider min={0} max={100} value={Math.round(own.volume * 100)} thumbLabel={t.volume} label={null} onChange={(volume) => orchestra.choose({ volume: volume / 100 })} /></div>
          <div className={style.row}>{channels.map((id) => <Tick key={id} label={t.muteOf(channelName(id))} checked={own.muted.includes(id)} onChange={(muted) => mute(id, muted)} />)}</div>
        </>
      )}
    </section>
  );
}

function Board({ desk }: PanelProps) {
  const { sessionId, view, send: { send, pending } } = desk;
  const { query } = useAssets(view.campaignId, { kind: AssetKind.AUDIO });
  const sounds = query.data ?? [];
  return (
    <section className={style.part}>
      <h3>{t.board}</h3>
      <Incoming campaignId={view.campaignId} kind={AssetKind.AUDIO}>
        <p className="soft">{sounds.length === 0 ? t.none : t.boardLead}</p>
        <div className={style.pads}>
          {sounds.map(({ id, name }) => <Button key={id} size="xs" variant="default" disabled={pending} aria-label={t.boardOf(name)} onClick={() => void send((commandId, options) => tables.playSound({ sessionId, assetId: id, volume: 1, commandId }, options))}>{name}</Button>)}
        </div>
        <More query={query} />
      </Incoming>
    </section>
  );
}
