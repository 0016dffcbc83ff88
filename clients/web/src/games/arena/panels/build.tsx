/** Building: walls and holes by a tool or by numbers, and agents. */
import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/arena";
import { Sure } from "../../../ui/sure";
import { arenaClient } from "../client";
import { nameOfTeam, useDesk } from "../desk";
import type { Wall } from "../proto";
import { useStore } from "../store";
import type { Adding } from "../world/scene";
import { type WallTool, wallOf, wallTools } from "../world/shapes";
import style from "./panels.module.css";

const t = texts.build;
/** As many walls are listed. */
const listed = 60;

export function BuildPanel() {
  const { runs } = useDesk();
  if (!runs) return <p className="soft">{t.host}</p>;
  return <><Walls /><Agents /></>;
}

function Walls() {
  const { view, walls, scene } = useDesk();
  const { tool } = useStore(scene.store);
  return (
    <section className={style.part}>
      <h2 className={style.title}>{t.walls}</h2>
      <p className="soft">{t.wallsLead}</p>
      <div className={style.row} role="group" aria-label={t.tool}>
        {wallTools.map((one) => <Button key={one} size="compact-sm" variant={tool === one ? "filled" : "default"} aria-pressed={tool === one} onClick={() => scene.store.set({ tool: tool === one ? "select" : one })}>{t.kinds[one]}</Button>)}
      </div>
      <ByNumbers />
      <div className={style.row}>
        <Button size="compact-sm" variant="default" disabled={!walls.undoable} onClick={() => void walls.undo()}>{t.undo}</Button>
        {view.walls.length > 0 && <Sure text={t.all} label={t.all} question={t.allAsk} go={() => void walls.remove(...view.walls)} />}
      </div>
      {view.walls.length === 0 && <p className="soft">{t.nothing}</p>}
      <ul className={style.walls} data-testid="walls" data-count={view.walls.length}>
        {view.walls.slice(-listed).toReversed().map((wall) => (
          <li key={wall.id}>
            <span>{inWords(wall)}</span>
            <Button size="compact-xs" variant="subtle" aria-label={t.remove(inWords(wall))} onClick={() => void walls.remove(wall)}>✕</Button>
          </li>
        ))}
      </ul>
      {view.walls.length > listed && <p className="soft">{t.more(view.walls.length - listed)}</p>}
    </section>
  );
}

/** inWords is a wall by its form, number and place. */
export function inWords({ id, shape }: Wall): string {
  const kind = t.kinds[shape.case ?? "box"]!;
  const at = (x = 0, y = 0) => `${texts.round(x)}, ${texts.round(y)}`;
  switch (shape.case) {
    case "box": return t.wall(id, kind, `${at(shape.value.least?.x, shape.value.least?.y)} – ${at(shape.value.most?.x, shape.value.most?.y)}`);
    case "segment": return t.wall(id, kind, `${at(shape.value.from?.x, shape.value.from?.y)} – ${at(shape.value.to?.x, shape.value.to?.y)}`);
    case "circle":
    case "hole": return t.wall(id, kind, `${at(shape.value.centre?.x, shape.value.centre?.y)}, r ${texts.round(shape.value.radius)}`);
    case "polygon": return t.wall(id, kind, texts.count(shape.value.corners.length, "corner", "corners"));
    case undefined: return t.wall(id, kind, "");
  }
}

/** ByNumbers builds without a pointer. */
function ByNumbers() {
  const { walls, view } = useDesk();
  const [kind, setKind] = useState<Exclude<WallTool, "polygon">>("box");
  const [at, setAt] = useState({ x: 300, y: 200, x2: 340, y2: 400, radius: 40 });
  const round = kind === "circle" || kind === "hole";
  const wall = round ? wallOf(kind, { x: at.x, y: at.y }, { x: at.x + at.radius, y: at.y }) : wallOf(kind, { x: at.x, y: at.y }, { x: at.x2, y: at.y2 });
  const most = Math.max(view.config?.areaWidth ?? 800, view.config?.areaHeight ?? 600);
  const fields = round ? (["x", "y", "radius"] as const) : (["x", "y", "x2", "y2"] as const);
  return (
    <details className={style.fold}>
      <summary>{t.byNumbers}</summary>
      <NativeSelect label={t.kind} value={kind} onChange={(event) => setKind(event.currentTarget.value as typeof kind)} data={wallTools.filter((one) => one !== "polygon").map((value) => ({ value, label: t.kinds[value]! }))} />
      <div className={style.pair}>
        {fields.map((field) => <NumberInput hideControls key={field} label={t.fields[field]} min={0} max={most} value={at[field]} onChange={(value) => setAt((now) => ({ ...now, [field]: Number(value) || 0 }))} />)}
      </div>
      <div><Button size="sm" disabled={!wall} onClick={() => wall && void walls.build(wall)}>{t.build}</Button></div>
    </details>
  );
}

function Agents() {
  const { view, scene, act } = useDesk();
  const { tool, chosen } = useStore(scene.store);
  const { team, count, radius } = useStore(scene.store).adding;
  const set = (change: Partial<Adding>) => scene.store.set({ adding: { ...scene.store.now.adding, ...change } });
  return (
    <section className={style.part}>
      <h2 className={style.title}>{t.agents}</h2>
      <p className="soft">{t.agentsLead}</p>
      <div className={style.pair}>
        <NativeSelect label={t.team} value={String(team)} onChange={(event) => set({ team: Number(event.currentTarget.value) })} data={view.teams.map((one) => ({ value: String(one.team), label: nameOfTeam(view.teams, one.team) }))} />
        <NumberInput hideControls label={t.count} min={1} max={10_000} value={count} onChange={(value) => set({ count: Number(value) || 1 })} />
        <NumberInput hideControls label={t.radius} min={0} max={5000} value={radius} onChange={(value) => set({ radius: Number(value) || 0 })} />
      </div>
      <div className={style.row}>
        <Button size="sm" variant="default" onClick={() => void act((base, options) => arenaClient.addAgents({ ...base, team, count }, options))}>{t.add}</Button>
        <Button size="sm" variant={tool === "add" ? "filled" : "default"} aria-pressed={tool === "add"} onClick={() => scene.store.set({ tool: tool === "add" ? "select" : "add" })}>{t.place}</Button>
        {chosen.size > 0 && <Button size="sm" variant="default" onClick={() => void act((base, options) => arenaClient.removeAgents({ ...base, who: { agents: [...chosen] } }, options))}>{t.removeChosen(chosen.size)}</Button>}
      </div>
    </section>
  );
}
