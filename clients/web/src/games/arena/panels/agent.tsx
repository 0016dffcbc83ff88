/** The inspector: what the selected agents sense, which rule fired, what moves them. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/arena";
import { mayCommand, nameOfTeam, useDesk } from "../desk";
import { TeamMark } from "../mark";
import type { Inspection } from "../proto";
import { useStore } from "../store";
import { Assign } from "./assign";
import { Fired } from "./fired";
import style from "./panels.module.css";

const t = texts.agent;
/** Distances beyond this stand for what is not there. */
const far = 1e6;

export function AgentPanel() {
  const desk = useDesk();
  const { scene, feed, view } = desk;
  const { chosen } = useStore(scene.store);
  const { inspections } = useStore(feed.store);
  const ids = [...chosen];
  const here = ids.filter((id) => scene.crowd.has(id));
  const teams = [...new Set(here.map((id) => scene.crowd.teamOf(id)))];
  const one = ids.length === 1 ? inspections.find((inspection) => inspection.agent === ids[0]) : undefined;
  const commanded = teams.length > 0 && teams.every((team) => mayCommand(desk, team));
  return (
    <>
      <h2 className={style.title}>{t.title}</h2>
      {ids.length === 0 && <p className="soft">{t.none}</p>}
      {ids.length > 1 && (
        <section className={style.part}>
          <p><strong data-testid="chosen">{t.many(ids.length)}</strong>: {teams.map((team) => t.byTeam(here.filter((id) => scene.crowd.teamOf(id) === team).length, nameOfTeam(view.teams, team))).join(", ")}</p>
        </section>
      )}
      {one && <Inspected one={one} />}
      {ids.length === 1 && !one && here.length === 0 && <p className="soft">{t.gone}</p>}
      {commanded && <Assign who={{ agents: here }} whom={texts.assign.chosen(here.length)} />}
      <ByNumber />
    </>
  );
}

function ByNumber() {
  const { scene } = useDesk();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const go = (event: React.FormEvent) => {
    event.preventDefault();
    const id = Number(text);
    setWrong(scene.crowd.has(id) ? "" : t.noSuch(id));
    if (scene.crowd.has(id)) scene.choose([id]);
  };
  return (
    <form className={style.inline} onSubmit={go}>
      <TextInput label={t.byNumber} inputMode="numeric" value={text} error={wrong} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" variant="default">{t.select}</Button>
    </form>
  );
}

function Inspected({ one }: { one: Inspection }) {
  const { view } = useDesk();
  const speed = Math.hypot(one.velocityX, one.velocityY);
  const facts: [string, string][] = [
    [t.does, one.behavior], [t.target, one.target > 0 ? String(one.target) : t.nobody], [t.health, texts.round(one.health)], [t.energy, texts.round(one.energy)],
    [t.speed, `${texts.round(speed)} u/s`], [t.place, `${texts.round(one.x)}, ${texts.round(one.y)}`],
  ];
  return (
    <section className={style.part} data-testid="inspected" data-agent={one.agent} data-rule={one.rule}>
      <h3><TeamMark team={one.team} size={18} /> {t.name(one.agent, nameOfTeam(view.teams, one.team))}</h3>
      {!one.alive && <p>{t.fell}</p>}
      {one.fault && <p className={style.bad}>{t.fault}: {one.fault}</p>}
      <dl className={style.list}>{facts.map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}</dl>
      <Fired one={one} />
      <Forces one={one} />
      <Senses senses={one.senses} />
    </section>
  );
}

function Forces({ one }: { one: Inspection }) {
  const forces = Object.entries(one.forces).map(([name, { x, y }]) => ({ name, size: Math.hypot(x, y), angle: (Math.atan2(y, x) * 180) / Math.PI })).filter(({ size }) => size > 0.5).toSorted((a, b) => b.size - a.size);
  const most = Math.max(...forces.map(({ size }) => size), 1);
  return (
    <>
      <h4>{t.forces}</h4>
      {forces.length === 0 && <p className="soft">{t.noForces}</p>}
      <ul className={style.forces}>
        {forces.map(({ name, size, angle }) => (
          <li key={name}>
            <svg viewBox="-10 -10 20 20" width="18" height="18" aria-hidden="true"><path d="M-7 0H7M2-4 7 0 2 4" fill="none" stroke="currentColor" strokeWidth="2" transform={`rotate(${angle.toFixed(0)})`} /></svg>
            <span>{name}</span><meter aria-label={name} min={0} max={most} value={size} /><span>{t.force(size)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Senses({ senses }: { senses: Inspection["senses"] }) {
  const all = Object.entries(senses).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (
    <>
      <h4>{t.senses}</h4>
      {all.length === 0 && <p className="soft">{t.noSenses}</p>}
      <dl className={style.senses}>{all.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value >= far ? t.far : texts.round(value)}</dd></div>)}</dl>
    </>
  );
}
