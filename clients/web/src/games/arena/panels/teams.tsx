/** How the teams stand: figures, a plot of each second, who commands them, what they do, and what failed. */
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/arena";
import { commanderOf, mayCommand, nameOfTeam, useDesk } from "../desk";
import { TeamMark } from "../mark";
import { Plot } from "../plot";
import type { Fault, Team, TeamMetrics } from "../proto";
import { useStore } from "../store";
import { type Figure, figures, linesOf } from "../world/record";
import { Assign } from "./assign";
import style from "./panels.module.css";

const t = texts.teams;

export function TeamsPanel() {
  const { view, feed } = useDesk();
  const { teams: metrics } = useStore(feed.store);
  const now = metrics.length > 0 ? metrics : view.result?.teams ?? [];
  return (
    <>
      <h2 className={style.title}>{t.title}</h2>
      <div className={style.cards}>
        {view.teams.map((team) => <TeamCard key={team.team} team={team} now={now.find((one) => one.team === team.team)} />)}
      </div>
      <Course />
      <Faults faults={view.faults} />
    </>
  );
}

function TeamCard({ team, now }: { team: Team; now: TeamMetrics | undefined }) {
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const { scene, userId, room } = desk;
  const commander = commanderOf(room, team.team);
  const name = nameOfTeam(desk.view.teams, team.team);
  const select = () => {
    const { crowd } = scene;
    scene.choose([...crowd.ids.subarray(0, crowd.count)].filter((id) => crowd.teamOf(id) === team.team));
  };
  const readable = Boolean(team.behavior?.source);
  return (
    <section className={style.card} data-team={team.team} data-alive={now?.alive} data-kills={now?.kills} aria-label={name}>
      <header className={style.teamHead}>
        <TeamMark team={team.team} size={20} /> <strong>{name}</strong>
        <span>{commander ? (commander.userId === userId ? t.you : t.commands(commander.displayName)) : t.nobody}</span>
      </header>
      <dl className={style.figures}>
        {[[t.alive, now?.alive ?? 0], [t.kills, now?.kills ?? 0], [t.health, texts.percent(now?.meanHealth ?? 0)], [t.damage, texts.round(now?.damageDealt ?? 0)]].map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}
      </dl>
      {now && (
        <details className={style.fold}>
          <summary>{t.held} {texts.percent(now.areaHeld)}, {t.cohesion} {texts.percent(now.cohesion)}</summary>
          <dl className={style.list}>
            {[[t.deaths, now.deaths], [t.assists, now.assists], [t.taken, texts.round(now.damageTaken)], [t.control, texts.round(now.control)], [t.lifetime, `${texts.round(now.meanLifetime)} s`], [t.distance, texts.round(now.distance)]].map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}
          </dl>
        </details>
      )}
      <p className={style.does}>
        {t.does} <strong data-testid={`does-${team.team}`}>{team.behavior?.name}</strong>{!readable && <span className="soft"> ({t.hidden})</span>}
      </p>
      <div className={style.row}>
        {mayCommand(desk, team.team) && <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{texts.agent.assign}</Button>}
        <Button size="compact-sm" variant="subtle" onClick={select}>{t.whole}</Button>
      </div>
      {open && <Assign who={{ team: team.team }} whom={name} done={() => setOpen(false)} />}
    </section>
  );
}

/** Course is the plot of one figure since the run began. */
function Course() {
  const { view, feed } = useDesk();
  const { record } = useStore(feed.store);
  const [figure, setFigure] = useState<Figure>("alive");
  if (record.length < 2) return <p className="soft">{t.none}</p>;
  const lines = linesOf(record, figure, view.teams.length);
  const rate = view.config?.tickRate ?? 30;
  const format = (value: number) => (figure === "meanHealth" || figure === "cohesion" || figure === "areaHeld" ? texts.percent(value) : texts.round(value));
  const values = (at: number) => view.teams.map((team, i) => `${nameOfTeam(view.teams, team.team)} ${format(lines[i]?.[at] ?? 0)}`).join(", ");
  const read = (at: number) => t.at(texts.clock(record[at]?.tick ?? 0, rate), values(at));
  return (
    <section className={style.part}>
      <NativeSelect label={t.plot} value={figure} onChange={(event) => setFigure(event.currentTarget.value as Figure)} data={figures.map((value) => ({ value, label: t.figures[value]! }))} />
      <Plot lines={lines} label={t.plotLabel(t.figures[figure]!, record.length, values(record.length - 1))} read={read} />
    </section>
  );
}

function Faults({ faults }: { faults: Fault[] }) {
  const { view, open } = useDesk();
  if (faults.length === 0) return <p className="soft">{t.noFaults}</p>;
  const idOf = (fault: Fault) => view.teams.find((one) => one.behavior?.name === fault.behavior)?.behavior?.behaviorId ?? "";
  return (
    <section className={style.part}>
      <h3>{t.faults}</h3>
      <ul className={style.faults}>
        {faults.toReversed().map((fault, i) => (
          <li key={`${fault.tick}-${i}`}>
            <strong>{t.fault(fault.tick, fault.behavior, fault.line)}</strong>
            <span>{fault.message}</span>
            {idOf(fault) && <Button size="compact-xs" variant="subtle" onClick={() => open(idOf(fault), fault.line)}>{t.toLine(fault.line)}</Button>}
          </li>
        ))}
      </ul>
    </section>
  );
}
