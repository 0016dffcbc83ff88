/** The fifteen conditions, each with the rounds it lasts. */
import { useState } from "react";
import { texts } from "../../../../texts/tabletop";
import type { Condition } from "../../proto";
import { conditionIds, conditionSigns } from "../figures/conditions";
import { Group, Words } from "./fields";
import style from "./sheets.module.css";

const t = texts.sheet;

export type Suffered = Pick<Condition, "id" | "rounds">;

export function Conditions({ value, set }: { value: Suffered[]; set: (value: Suffered[]) => void }) {
  const [other, setOther] = useState("");
  const ids = [...conditionIds, ...value.map((one) => one.id).filter((id) => !conditionIds.includes(id))];
  const add = () => {
    const id = other.trim();
    if (id && !value.some((one) => one.id === id)) set([...value, { id, rounds: 0 }]);
    setOther("");
  };
  return (
    <Group title={t.conditions}>
      <div className={style.conditions}>{ids.map((id) => <One key={id} id={id} value={value} set={set} />)}</div>
      <div onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), add())} onBlur={add}><Words label={t.ownCondition} max={40} value={other} set={setOther} /></div>
    </Group>
  );
}

function One({ id, value, set }: { id: string; value: Suffered[]; set: (value: Suffered[]) => void }) {
  const has = value.find((one) => one.id === id);
  const name = t.conditionNames[id] ?? id;
  return (
    <div className={style.condition}>
      <label>
        <input type="checkbox" checked={Boolean(has)} onChange={() => set(has ? value.filter((one) => one !== has) : [...value, { id, rounds: 0 }])} />
        <svg viewBox="0 0 16 16" width="17" height="17" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round"><path d={conditionSigns[id] ?? "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"} /></svg>
        {name}
      </label>
      {has && <input type="number" min={0} max={1000} aria-label={t.rounds(name)} title={t.rounds(name)} value={has.rounds}
        onChange={(event) => set(value.map((one) => (one === has ? { id, rounds: Math.max(0, event.currentTarget.valueAsNumber || 0) } : one)))} />}
    </div>
  );
}
