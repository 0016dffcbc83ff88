/** Putting some into the order of the fight: figures that are chosen, creatures, or anybody by name. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { useCreatures } from "../campaign/lists";
import { type Fighter, fighterOf } from "../campaign/foes";
import { Choice, Count, Tick, wrong } from "../campaign/parts";
import { tables } from "../client";
import type { Desk } from "../desk";
import type { Creature, Element } from "../proto";
import type { PanelProps } from "./index";
import style from "./panels.module.css";

const t = texts.fight;

/** fightersOf makes fighters of the chosen figures that do not fight yet. */
export function fightersOf({ view, chosen }: Pick<Desk, "view" | "chosen">, creatures: Creature[]): Fighter[] {
  const there = new Set(view.initiative?.combatants.map((one) => one.tokenId));
  return [...chosen].map((id) => view.elements[id]).filter((one): one is Element => one?.kind.case === "token" && !there.has(one.id)).map(({ id, hidden, kind }) => {
    const token = kind.value as Extract<Element["kind"], { case: "token" }>["value"];
    const creature = creatures.find((one) => one.id === token.creatureId);
    const hp = token.maxHp > 0 ? 0 : creature?.hitPoints ?? 0;
    return { name: token.name || creature?.name || t.somebody, elementId: id, creatureId: token.creatureId, player: token.ownerIds.length > 0 || token.creatureId === "", hidden, hp, modifier: creature ? fighterOf({ creature, count: 1 }).modifier : 0 };
  });
}

const nobody = { name: "", count: 1, modifier: 0, hp: 0, hitDice: "", player: false, hidden: false, creatureId: "" };

export function AddFighters({ desk }: PanelProps) {
  const { sessionId, send: { send, pending, problem }, view } = desk;
  const [wish, setWish] = useState(nobody);
  const set = (change: Partial<typeof nobody>) => setWish((now) => ({ ...now, ...change }));
  const creatures = useCreatures(view.campaignId).data?.pages.flatMap((page) => page.creatures) ?? [];
  const chosen = fightersOf(desk, creatures);
  const add = (combatants: Fighter[]) => send((commandId, options) => tables.addCombatants({ sessionId, combatants, commandId }, options));
  const pick = (id: string) => {
    const creature = creatures.find((one) => one.id === id);
    if (!creature) return set({ creatureId: "" });
    const { name, modifier, hp, hitDice } = fighterOf({ creature, count: 1 });
    set({ creatureId: id, name: name!, modifier: modifier!, hp: hp!, hitDice: hitDice!, player: false });
  };
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (await add([wish])) setWish(nobody);
  };
  return (
    <details className={style.fold} open={!view.initiative?.combatants.length || undefined}>
      <summary>{t.add}</summary>
      {chosen.length > 0 && <Button size="sm" disabled={pending} onClick={() => void add(chosen)}>{t.addChosen(chosen.length)}</Button>}
      <form className={style.form} onSubmit={(event) => void submit(event)}>
        <Choice label={t.creature} value={wish.creatureId} onChange={pick} data={[["", t.byName], ...creatures.map((one): [string, string] => [one.id, one.name])]} />
        <TextInput size="sm" label={texts.name} required maxLength={80} value={wish.name} error={wrong(problem, "name")} onChange={(event) => set({ name: event.currentTarget.value })} />
        <div className={style.duo}>
          <Count label={t.howMany} min={1} max={30} value={wish.count} error={wrong(problem, "count")} onChange={(count) => set({ count })} />
          <Count label={t.modifier} min={-20} max={50} value={wish.modifier} error={wrong(problem, "modifier")} onChange={(modifier) => set({ modifier })} />
          <Count label={t.hitPoints} min={0} value={wish.hp} error={wrong(problem, "hp")} onChange={(hp) => set({ hp })} />
          <TextInput size="sm" label={t.hitDice} placeholder="2d8+2" maxLength={40} value={wish.hitDice} error={wrong(problem, "hit_dice")} onChange={(event) => set({ hitDice: event.currentTarget.value })} />
        </div>
        <div className={style.row}>
          <Tick label={t.player} checked={wish.player} onChange={(player) => set({ player })} />
          <Tick label={t.hide} checked={wish.hidden} onChange={(hidden) => set({ hidden })} />
        </div>
        <div className={style.row}><Button type="submit" size="sm" variant="default" disabled={pending || !wish.name.trim()}>{t.add}</Button></div>
      </form>
    </details>
  );
}
