/** One channel: what plays, and what the game master does with it. */
import { Slider } from "@mantine/core";
import { create } from "@bufbuild/protobuf";
import { useEffect, useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { useAsset } from "../campaign/picture";
import { useAssets } from "../campaign/lists";
import { Choice, Count, Tick, Tool } from "../campaign/parts";
import { tables } from "../client";
import { AssetKind, type Channel, ChannelSchema } from "../proto";
import { orchestra } from "./audio";
import { serverNow, tuned } from "./clock";
import type { PanelProps } from "./index";
import style from "./panels.module.css";
import { heard, stepped } from "./position";

const t = texts.sounds;

interface Props extends PanelProps {
  id: string;
  channel: Channel | undefined;
}

/** Change is what a game master says of a channel; when it was so is the server's to say. */
export type Change = Partial<Omit<Channel, "$typeName" | "$unknown" | "startedAt">>;

/** channelName is what a channel is called. */
export const channelName = (id: string) => (id === "effects" ? t.board : t.channels[id] ?? id);

const millis = (id: string) => orchestra.assets.known(id)?.milliseconds ?? 0;

/** changed is the channel with a change, from where it sounds now: what is not changed goes on without a gap. */
export function changed(channel: Channel, change: Change, now: number, lengths = millis): Channel {
  const at = heard(channel, now, lengths);
  return create(ChannelSchema, { ...channel, track: at?.track ?? channel.track, startMs: Math.round(at?.ms ?? 0), playing: channel.playing && at !== undefined, fadeMs: 0, ...change });
}

function useNow(running: boolean): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    void tuned().then(() => setNow(serverNow()));
    if (!running) return;
    const timer = setInterval(() => setNow(serverNow()), 500);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

export function ChannelBox({ desk, id, channel }: Props) {
  const { sessionId, view: { campaignId }, gm, send: { send } } = desk;
  const now = useNow(channel?.playing ?? false);
  const [fade, setFade] = useState(1);
  const at = channel && heard(channel, Math.max(now, serverNow() - 500), millis);
  const asset = useAsset(campaignId, at?.assetId ?? "");
  const put = (change: Change) => {
    const next = changed(channel ?? create(ChannelSchema, { id, volume: 0.8, loop: true }), change, serverNow());
    void send((commandId, options) => tables.changeAudio({ sessionId, channel: next, commandId }, options));
  };
  return (
    <section className={style.channel} aria-label={channelName(id)} data-channel={id} data-playing={(at?.playing) || undefined}>
      <header><h3>{channelName(id)}</h3><span className="soft">{at ? `${asset?.name ?? t.unknown}${at.playing ? "" : ` · ${t.paused}`}` : t.silent}</span></header>
      {at && <progress max={asset?.milliseconds || 1} value={Math.min(at.ms, asset?.milliseconds || 1)} aria-label={t.of(t.seek, channelName(id))} />}
      {gm && channel && channel.assetIds.length > 0 && <Controls channel={channel} put={put} at={at} length={asset?.milliseconds ?? 0} fade={fade} setFade={setFade} />}
      {gm && <Tracks campaignId={campaignId} channel={channel} put={put} id={id} />}
    </section>
  );
}

type Put = (change: Change) => void;

function Controls({ channel, put, at, length, fade, setFade }: { channel: Channel; put: Put; at: ReturnType<typeof heard>; length: number; fade: number; setFade: (s: number) => void }) {
  const name = channelName(channel.id);
  const [loud, setLoud] = useState(channel.volume);
  useEffect(() => setLoud(channel.volume), [channel.volume]);
  const step = (by: number) => put({ track: stepped(channel, at?.track ?? channel.track, by), startMs: 0, playing: true });
  return (
    <>
      <div className={style.row}>
        <Tool icon="back" label={t.of(t.previous, name)} onClick={() => step(-1)} />
        {at?.playing ? <Tool icon="pause" label={t.of(t.pause, name)} onClick={() => put({ playing: false })} /> : <Tool icon="play" label={t.of(t.play, name)} onClick={() => put({ playing: true })} />}
        <Tool icon="next" label={t.of(t.next, name)} onClick={() => step(1)} />
        <Tick label={t.loop} checked={channel.loop} onChange={(loop) => put({ loop })} />
        <Tick label={t.shuffle} checked={channel.shuffle} onChange={(shuffle) => put({ shuffle })} />
        <Tool icon="close" label={t.of(t.stop, name)} onClick={() => put({ assetIds: [], track: 0, startMs: 0, playing: false })} />
      </div>
      {length > 0 && <div className={style.slide}><span className={style.label}>{t.seek}</span><Slider min={0} max={length} step={1000} value={Math.round(at?.ms ?? 0)} thumbLabel={t.of(t.seek, name)} label={null} onChange={() => {}} onChangeEnd={(startMs) => put({ startMs })} /></div>}
      <div className={style.slide}>
        <span className={style.label}>{t.loudness}</span>
        <Slider min={0} max={1} step={0.05} value={loud} thumbLabel={t.of(t.loudness, name)} label={null} onChange={setLoud} onChangeEnd={(volume) => put({ volume, fadeMs: fade * 1000 })} />
      </div>
      <div className={style.slide}><span className={style.label}>{t.fade}</span><Count bare label={t.of(t.fade, name)} min={0} max={60} value={fade} onChange={(to) => setFade(Math.max(0, Math.min(60, to)))} /></div>
    </>
  );
}

function Tracks({ campaignId, channel, put, id }: { campaignId: string; channel: Channel | undefined; put: Put; id: string }) {
  const { query } = useAssets(campaignId, { kind: AssetKind.AUDIO });
  const sounds = query.data ?? [];
  const mine = channel?.assetIds ?? [];
  const called = (assetId: string) => sounds.find((one) => one.id === assetId)?.name ?? t.unknown;
  const remove = (place: number) => put({ assetIds: mine.filter((_, i) => i !== place), track: 0, startMs: 0, playing: false });
  return (
    <>
      {mine.length > 1 && (
        <ul className={style.tracks}>{mine.map((assetId, i) => (
          <li key={`${assetId}-${i}`} data-now={i === channel?.track || undefined}>
            <button type="button" aria-label={t.playTrack(called(assetId))} onClick={() => put({ track: i, startMs: 0, playing: true })}>{called(assetId)}</button>
            <Tool icon="close" label={t.removeTrack(called(assetId))} onClick={() => remove(i)} />
          </li>
        ))}</ul>
      )}
      {sounds.length > 0 && <Choice bare label={t.of(t.addTrack, channelName(id))} value="" onChange={(assetId) => assetId && put({ assetIds: [...mine, assetId], ...(mine.length === 0 ? { track: 0, startMs: 0, playing: true } : {}) })} data={[["", `${t.addTrack} …`], ...sounds.map((one): [string, string] => [one.id, one.name])]} />}
    </>
  );
}
