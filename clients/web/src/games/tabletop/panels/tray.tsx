/** The dice tray: what one throws without writing it. */
import { SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import { Choice, Count } from "../campaign/parts";
import { tables } from "../client";
import { RollVisibility } from "../proto";
import type { PanelProps } from "./index";
import style from "./panels.module.css";
import { notationOf } from "./said";

const t = texts.talk;
const dice = [4, 6, 8, 10, 12, 20, 100];

export function Tray({ desk }: PanelProps) {
  const { sessionId, send: { send, pending } } = desk;
  const [wish, setWish] = useState({ count: 1, modifier: 0, advantage: 0 });
  const [visibility, setVisibility] = useState(RollVisibility.PUBLIC);
  const [label, setLabel] = useState("");
  const set = (change: Partial<typeof wish>) => setWish({ ...wish, ...change });
  const roll = (notation: string) => void send((commandId, options) => tables.roll({ sessionId, notation, visibility, label: label.trim(), commandId }, options));
  return (
    <section className={style.tray} aria-label={t.dice}>
      <div className={style.buttons}>
        {dice.map((faces) => {
          const notation = notationOf({ ...wish, faces });
          return <button key={faces} type="button" disabled={pending} aria-label={t.rollOf(notation)} title={notation} data-die={faces} onClick={() => roll(notation)}>d{faces}</button>;
        })}
      </div>
      <div className={style.trayRow}>
        <Count label={t.count} min={1} max={100} value={wish.count} disabled={wish.advantage !== 0} onChange={(count) => set({ count: Math.max(1, Math.min(100, Math.trunc(count))) })} />
        <Count label={t.modifier} min={-99} max={99} value={wish.modifier} onChange={(modifier) => set({ modifier: Math.trunc(modifier) })} />
        <Choice label={t.visibility} value={String(visibility)} onChange={(value) => setVisibility(Number(value))} data={[RollVisibility.PUBLIC, RollVisibility.GM, RollVisibility.SELF, RollVisibility.BLIND].map((one) => [String(one), t.visible[one]!])} />
      </div>
      <SegmentedControl className={style.whole} size="xs" fullWidth aria-label={t.advantage} value={String(wish.advantage)} onChange={(value) => set({ advantage: Number(value) })} data={t.advantages.map(([value, label]) => ({ value, label }))} />
      <TextInput size="xs" aria-label={t.label} placeholder={t.label} maxLength={100} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
    </section>
  );
}
