/** The teams of a league, or one of them; another for the commissioner to make. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { managerOf, useHere } from "./here";
import style from "./league.module.css";
import { Tick, wrong } from "./parts";
import type { LeagueTeam } from "./proto";
import { leagues, useAct } from "./reading";
import { Team } from "./team";

const t = texts.team;

export function Teams() {
  const { teams, place, commissioner } = useHere();
  const chosen = teams.find((team) => team.id === place.team);
  if (chosen) return <Team key={chosen.id} team={chosen} />;
  return (
    <div className={style.column}>
      <Panel title={t.title} id="teams">
        {teams.length === 0 ? <Empty icon="people" text={commissioner ? t.none : t.noneReader} /> : <ul className={style.cards}>{teams.map((team) => <Card key={team.id} team={team} />)}</ul>}
      </Panel>
      {commissioner && <Add />}
    </div>
  );
}

function Card({ team }: { team: LeagueTeam }) {
  const { go, userId } = useHere();
  return (
    <li className={style.card} data-team={team.name}>
      <button type="button" className={style.title} onClick={() => go({ tab: "teams", team: team.id })}>{team.name}</button>
      <span className="soft">{t.managed(managerOf(team, userId))} · {t.players(team.players)}</span>
      {team.stale && <span className={style.stale}><Icon name="clock" size={14} /> {t.stale}</span>}
    </li>
  );
}

function Add() {
  const { league } = useHere();
  const { act, pending, problem } = useAct();
  const [name, setName] = useState("");
  const [inventedRoster, setInvented] = useState(true);
  const pictures = league.rulebook?.cards === "image";
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (await act((commandId, options) => leagues.createTeam({ leagueId: league.id, name: name.trim(), inventedRoster, commandId }, options))) setName("");
  };
  return (
    <Panel title={t.add} id="add">
      <form className={style.form} onSubmit={(event) => void submit(event)}>
        <div className={style.duo}>
          <TextInput size="sm" required maxLength={80} label={t.name} value={name} error={wrong(problem, "name")} onChange={(event) => setName(event.currentTarget.value)} />
          {!pictures && <Tick label={t.invented} hint={t.inventedHint} checked={inventedRoster} onChange={setInvented} />}
        </div>
        <div className={style.row}><Button type="submit" loading={pending} disabled={!name.trim()}>{t.make}</Button></div>
        <Say problem={problem} />
      </form>
    </Panel>
  );
}
