/** Things to put on the table: by dragging them there, or by choosing them and clicking where they shall stand. */
import { SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { panels } from "../../../texts/tabletop-panels";
import { Incoming } from "../campaign/drop";
import { useAssets, useCreatures } from "../campaign/lists";
import { More, Seek, Shown, Tick, useSlow } from "../campaign/parts";
import { type Draft, draftType } from "../desk";
import { AssetKind } from "../proto";
import { draftOfAsset, draftOfCreature } from "./drafts";
import type { PanelProps } from "./index";
import style from "./panels.module.css";
import { toCampaign } from "./to-campaign";

const t = texts.things;

export function Things({ desk }: PanelProps) {
  const [which, setWhich] = useState("creatures");
  const [text, setText] = useState("");
  const [hidden, setHidden] = useState(true);
  const [kind, setKind] = useState(AssetKind.IMAGE);
  const seek = useSlow(text);
  return (
    <>
      <p className="soft">{t.lead}</p>
      <SegmentedControl className={style.whole} fullWidth size="xs" aria-label={panels.things} value={which} onChange={setWhich} data={[{ value: "creatures", label: t.creatures }, { value: "pictures", label: t.pictures }]} />
      <div className={style.row}><Seek value={text} onChange={setText} /><Tick label={t.hidden} checked={hidden} onChange={setHidden} /></div>
      {which === "creatures" ? <Creatures desk={desk} text={seek} hidden={hidden} /> : <Pictures desk={desk} text={seek} hidden={hidden} kind={kind} setKind={setKind} />}
      <Link {...toCampaign(desk, { tab: "library", ...(which === "pictures" && { kind }) })}>{t.library}</Link>
    </>
  );
}

interface Props extends PanelProps {
  text: string;
  hidden: boolean;
}

function Creatures({ desk, text, hidden }: Props) {
  const query = useCreatures(desk.view.campaignId, text);
  return (
    <>
      <Shown query={query}>{({ pages }) => {
        const all = pages.flatMap((page) => page.creatures);
        return all.length === 0 ? <p className="soft">{t.none}</p> : (
          <ul className={style.things}>{all.map((one) => <Thing key={one.id} desk={desk} name={one.name} note={texts.creature.challengeOf(one.challenge)} draft={draftOfCreature(one, hidden)} />)}</ul>
        );
      }}</Shown>
      <More query={query} />
    </>
  );
}

function Pictures({ desk, text, hidden, kind, setKind }: Props & { kind: AssetKind; setKind: (kind: AssetKind) => void }) {
  const { query } = useAssets(desk.view.campaignId, { text, kind });
  return (
    <Incoming campaignId={desk.view.campaignId} kind={kind}>
      <SegmentedControl className={style.whole} size="xs" aria-label={t.pictures} value={String(kind)} onChange={(value) => setKind(Number(value))} data={[AssetKind.IMAGE, AssetKind.MAP].map((one) => ({ value: String(one), label: texts.library.kinds[one]! }))} />
      <Shown query={query}>{(all) => all.length === 0 ? <p className="soft">{text ? t.none : t.noneYet[kind]}</p> : (
        <ul className={style.things}>{all.map((one) => <Thing key={one.id} desk={desk} name={one.name} note={one.kind === AssetKind.MAP ? t.asMap : t.asToken} picture={one.thumbnailUrl} draft={draftOfAsset(one, desk.view, hidden && kind !== AssetKind.MAP)} />)}</ul>
      )}</Shown>
      <More query={query} />
    </Incoming>
  );
}

function Thing({ desk, name, note, picture, draft }: PanelProps & { name: string; note: string; picture?: string; draft: Draft }) {
  const colour = draft.kind?.case === "token" ? draft.kind.value.colour : undefined;
  const start = (event: React.DragEvent) => {
    event.dataTransfer.setData(draftType, JSON.stringify([draft]));
    event.dataTransfer.effectAllowed = "copy";
  };
  return (
    <li draggable onDragStart={start}>
      <button type="button" aria-label={t.place(name)} onClick={() => desk.place([draft])}>
        {picture ? <img src={picture} alt="" loading="lazy" draggable={false} /> : <span className={style.disc} style={{ backgroundColor: colour }}>{name.slice(0, 1)}</span>}
        <strong>{name}</strong><small>{note}</small>
      </button>
    </li>
  );
}
