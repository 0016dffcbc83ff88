/** The bestiary: creatures of the house and of one's own, and encounters made of them. */
import { Button, SegmentedControl } from "@mantine/core";
import { create } from "@bufbuild/protobuf";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { Sure } from "../../../ui/sure";
import { bestiary } from "../client";
import { AssetKind, type Creature, CreatureSchema } from "../proto";
import style from "./campaign.module.css";
import { CreatureForm } from "./creature-form";
import { Encounter } from "./encounter";
import { type Foe, withFoe } from "./foes";
import { useHere } from "./here";
import { useCreatures } from "./lists";
import { Choice, FileButton, More, Seek, Shown, Tool, useSlow } from "./parts";
import { useAct } from "./reading";
import { StatBlock } from "./stat-block";
import { uploaded } from "./upload";

const t = texts.creature;
const ratings = [0, 0.125, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30];

export function Bestiary() {
  const { campaign: { id: campaignId } } = useHere();
  const [text, setText] = useState("");
  const [most, setMost] = useState(0);
  const [view, setView] = useState("list");
  const [chosen, choose] = useState<string>();
  const [edited, edit] = useState<Creature>();
  const [foes, setFoes] = useState<Foe[]>([]);
  const query = useCreatures(campaignId, useSlow(text), most);
  const all = query.data?.pages.flatMap((page) => page.creatures) ?? [];
  const creature = all.find((one) => one.id === chosen) ?? all[0];
  const tools = (
    <div className={style.row}>
      <SegmentedControl size="xs" aria-label={t.title} value={view} onChange={setView} data={[{ value: "list", label: t.list }, { value: "build", label: t.build }]} />
      <Button size="xs" variant="default" onClick={() => edit(create(CreatureSchema, { size: "medium", type: "beast", armorClass: 10, hitPoints: 10, strength: 10, dexterity: 10, constitution: 10, intelligence: 10, wisdom: 10, charisma: 10 }))}>{t.create}</Button>
      <ImportList />
    </div>
  );
  if (edited) return <Panel title={edited.name || t.create}><CreatureForm creature={edited} done={(id) => { edit(undefined); if (id) choose(id); }} /></Panel>;
  return (
    <Panel title={t.title} tools={tools}>
      <div className={style.bar}>
        <Seek value={text} onChange={setText} />
        <Choice bare label={t.upTo} value={String(most)} onChange={(value) => setMost(Number(value))} data={ratings.map((one) => [String(one), one === 0 ? `${t.upTo} …` : `${t.upTo} ${t.challengeOf(one)}`])} />
      </div>
      <div className={style.split} data-build={view === "build" || undefined}>
        <Shown query={query}>{() => (
          <div className={style.column}>
            {all.length === 0 && <Empty icon="special" text={t.none} />}
            <ul className={style.list}>{all.map((one) => (
              <li key={one.id} data-chosen={(view === "list" && one === creature) || undefined}>
                <button type="button" aria-current={view === "list" && one === creature ? "true" : undefined} onClick={() => { choose(one.id); setView("list"); }}><strong>{one.name}</strong><small>{one.type}</small><b>{t.challengeOf(one.challenge)}</b></button>
                <Tool icon="plus" label={texts.encounter.addOf(one.name)} onClick={() => { setFoes((now) => withFoe(now, one, 1)); setView("build"); }} />
              </li>
            ))}</ul>
            <More query={query} />
          </div>
        )}</Shown>
        {view === "build" ? <Encounter foes={foes} setFoes={setFoes} /> : creature && <Chosen creature={creature} edit={edit} />}
      </div>
    </Panel>
  );
}

function ImportList() {
  const { campaign: { id: campaignId } } = useHere();
  const [told, setTold] = useState("");
  const { act, pending, problem } = useAct();
  const take = ([file]: File[]) => void (file && act(async (_, options) => {
    const { uploadId } = await uploaded(file, { campaignId, kind: AssetKind.CREATURES });
    const { creatures, warnings } = await bestiary.importCreatures({ campaignId, uploadId }, options);
    setTold([t.imported(creatures), ...warnings].join(" "));
  }));
  return (
    <>
      <FileButton text={t.import} accept=".json,application/json" loading={pending} onFiles={take} />
      {told && <span role="status">{told}</span>}
      <Say problem={problem} />
    </>
  );
}

function Chosen({ creature, edit }: { creature: Creature; edit: (creature: Creature) => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const { act, pending, problem } = useAct();
  const { id: creatureId, name, builtIn } = creature;
  return (
    <div className={style.column}>
      <StatBlock creature={creature} />
      <div className={style.row}>
        {!builtIn && <Button size="xs" variant="default" onClick={() => edit(creature)}>{texts.edit}</Button>}
        <Button size="xs" variant="default" onClick={() => edit({ ...creature, id: "", etag: "", builtIn: false })}>{t.copy}</Button>
        {!builtIn && <Sure text={texts.delete} label={`${texts.delete}: ${name}`} question={t.deleteSure(name)} variant="subtle" disabled={pending} go={() => void act((_, options) => bestiary.deleteCreature({ campaignId, creatureId }, options))} />}
        {builtIn && <span className="soft">{t.house}</span>}
      </div>
      <Say problem={problem} />
    </div>
  );
}
