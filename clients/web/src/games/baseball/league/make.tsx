/** How a schedule is made: a season's, or the playoffs' after it. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Say } from "../../../ui/pieces";
import { useHere } from "./here";
import style from "./league.module.css";
import { Choice, Count, wrong } from "./parts";
import { ScheduleKind } from "./proto";
import { leagues, useAct } from "./reading";
import { forget } from "./run";

const t = texts.make;

export function ScheduleForm() {
  const { league, go } = useHere();
  const { act, pending, problem } = useAct();
  const [kind, setKind] = useState<number>(ScheduleKind.SERIES);
  const [gamesPerTeam, setGames] = useState(162);
  const [seriesLength, setSeries] = useState(3);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!await act((commandId, options) => leagues.createSchedule({ leagueId: league.id, kind, gamesPerTeam, seriesLength: kind === ScheduleKind.SERIES ? seriesLength : 0, commandId }, options))) return;
    forget(league.id);
    go({ season: undefined });
  };
  return (
    <form className={style.form} onSubmit={(event) => void submit(event)}>
      <div className={style.duo}>
        <Choice label={t.kind} value={String(kind)} onChange={(value) => setKind(Number(value))} data={Object.entries(t.kinds)} />
        <Count label={t.games} min={1} max={162} value={gamesPerTeam} error={wrong(problem, "games_per_team")} onChange={setGames} />
        {kind === ScheduleKind.SERIES && <Count label={t.series} min={1} max={7} value={seriesLength} error={wrong(problem, "series_length")} onChange={setSeries} />}
      </div>
      <div className={style.row}><Button type="submit" variant="default" loading={pending}>{t.go}</Button></div>
      <Say problem={problem} />
    </form>
  );
}

export function PlayoffsForm() {
  const { league, teams: entrants } = useHere();
  const { act, pending, problem } = useAct();
  const most = Math.min(16, entrants.length);
  const [teams, setTeams] = useState(Math.min(4, most));
  const [bestOf, setBestOf] = useState("7");
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const made = await act((commandId, options) => leagues.createSchedule({ leagueId: league.id, kind: ScheduleKind.PLAYOFFS, gamesPerTeam: Number(bestOf), teams, commandId }, options));
    if (made) forget(league.id);
  };
  return (
    <form className={style.form} onSubmit={(event) => void submit(event)}>
      <div className={style.duo}>
        <Count label={t.teams} min={2} max={most} value={teams} error={wrong(problem, "teams")} onChange={setTeams} />
        <Choice label={t.bestOf} value={bestOf} onChange={setBestOf} error={wrong(problem, "games_per_team")} data={["1", "3", "5", "7"].map((n): [string, string] => [n, n])} />
      </div>
      <div className={style.row}><Button type="submit" loading={pending}>{t.goPlayoffs}</Button></div>
      <Say problem={problem} />
    </form>
  );
}
