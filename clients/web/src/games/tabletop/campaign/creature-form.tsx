/** A creature in the making. The server checks; what it finds is shown beside the field. */
import { Button, TextInput } from "@mantine/core";
import { Code } from "@connectrpc/connect";
import { useState } from "react";
import { texts as common } from "../../../texts";
import { texts } from "../../../texts/tabletop-campaign";
import { Say } from "../../../ui/pieces";
import { bestiary } from "../client";
import type { Creature } from "../proto";
import { listOf } from "./asset";
import style from "./campaign.module.css";
import { pairsIn, pairsOf, traitsIn, traitsOf } from "./creature-words";
import { useHere } from "./here";
import { Choice, Count, Words, wrong } from "./parts";
import { useAct } from "./reading";

const t = texts.creature;
const lists = ["vulnerabilities", "resistances", "immunities", "conditionImmunities"] as const;
const pairs = ["speed", "saves", "skills"] as const;
const words = ["hitDice", "type", "alignment", "senses", "languages"] as const;
const numbers = [["armorClass", t.armor], ["hitPoints", t.hitPoints], ["experience", t.experience], ["darkvision", t.darkvisionFeet], ["initiativeBonus", t.initiative]] as const;

/** What is typed, as text, for all that is more than a number or a word. */
type Typed = Record<(typeof lists)[number] | (typeof pairs)[number] | (typeof t.parts)[number][0], string>;

function typedOf(c: Creature): Typed {
  return Object.fromEntries([
    ...lists.map((key) => [key, c[key].join(", ")]),
    ...pairs.map((key) => [key, pairsIn(c[key])]),
    ...t.parts.map(([key]) => [key, traitsIn(c[key])]),
  ]) as Typed;
}

function creatureOf(typed: Typed) {
  return {
    ...Object.fromEntries(lists.map((key) => [key, listOf(typed[key])])),
    ...Object.fromEntries(pairs.map((key) => [key, pairsOf(typed[key])])),
    ...Object.fromEntries(t.parts.map(([key]) => [key, traitsOf(typed[key])])),
  };
}

export function CreatureForm({ creature, done }: { creature: Creature; done: (id?: string) => void }) {
  const { campaign: { id: campaignId } } = useHere();
  const [now, setNow] = useState(creature);
  const [typed, setTyped] = useState(() => typedOf(creature));
  const { act, pending, problem } = useAct();
  const set = (change: Partial<Creature>) => setNow((before) => ({ ...before, ...change }));
  const type = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  const { $typeName: _, $unknown: __, ...plain } = now;
  const store = (etag: string) => void act(async (commandId, options) => {
    const whole = { ...plain, ...creatureOf(typed), etag };
    const saved = now.id ? await bestiary.updateCreature({ campaignId, creature: whole }, options) : await bestiary.createCreature({ campaignId, creature: whole, commandId }, options);
    done(saved.creature!.id);
  });
  return (
    <form className={style.form} onSubmit={(event) => { event.preventDefault(); store(now.etag); }}>
      <Body now={now} set={set} problem={problem} />
      <div className={style.trio}>
        {pairs.map((key) => <TextInput key={key} size="sm" label={t[key]} placeholder={t.pairsHint} value={typed[key]} error={wrong(problem, key)} onChange={(event) => type({ [key]: event.currentTarget.value })} />)}
        {lists.map((key) => <TextInput key={key} size="sm" label={t[key]} placeholder={t.listHint} value={typed[key]} onChange={(event) => type({ [key]: event.currentTarget.value })} />)}
      </div>
      <div className={style.duo}>
        {t.parts.map(([key, title]) => <Words key={key} label={title || t.traits} hint={t.traitHint} rows={4} value={typed[key]} onChange={(value) => type({ [key]: value })} />)}
        <Words label={t.description} hint={texts.markdown} rows={4} most={20_000} value={now.description} onChange={(description) => set({ description })} />
      </div>
      <Say problem={problem} />
      <div className={style.row}>
        <Button type="submit" loading={pending}>{common.save}</Button>
        {problem?.code === Code.Aborted && <Button variant="default" onClick={() => store("")}>{texts.overwrite}</Button>}
        <Button variant="subtle" onClick={() => done()}>{common.cancel}</Button>
      </div>
    </form>
  );
}

const ratings = [0, 0.125, 0.25, 0.5, ...Array.from({ length: 30 }, (_, i) => i + 1)];
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function Body({ now, set, problem }: { now: Creature; set: (change: Partial<Creature>) => void; problem: Parameters<typeof wrong>[0] }) {
  return (
    <>
      <div className={style.trio}>
        <TextInput size="sm" label={texts.name} required maxLength={120} value={now.name} error={wrong(problem, "name")} onChange={(event) => set({ name: event.currentTarget.value })} />
        <Choice label={t.sizeOf} value={now.size} onChange={(size) => set({ size })} data={t.sizes.map((size): [string, string] => [size, size])} />
        <Choice label={t.challenge} value={String(now.challenge)} onChange={(challenge) => set({ challenge: Number(challenge) })} data={ratings.map((one): [string, string] => [String(one), t.challengeOf(one)])} />
        {words.map((key) => <TextInput key={key} size="sm" label={t[key]} required={key === "type"} value={now[key]} error={wrong(problem, snake(key))} onChange={(event) => set({ [key]: event.currentTarget.value })} />)}
        {numbers.map(([key, label]) => <Count key={key} label={label} value={now[key]} error={wrong(problem, snake(key))} onChange={(value) => set({ [key]: value })} />)}
      </div>
      <div className={style.six}>
        {t.abilities.map(([key, short]) => <Count key={key} label={short} min={1} max={30} value={now[key]} error={wrong(problem, key)} onChange={(value) => set({ [key]: value })} />)}
      </div>
    </>
  );
}
