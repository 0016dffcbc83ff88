/** The season that is under way: how far it is, who won it, and how it goes on. */
import { Button } from "@mantine/core";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { type Here, useHere } from "./here";
import style from "./league.module.css";
import { PlayoffsForm, ScheduleForm } from "./make";
import type { LeagueSeason } from "./proto";
import { type Run, start, stop, useRun } from "./run";

const t = texts.now;

export function Now() {
  const here = useHere();
  const { league, season, commissioner } = here;
  const run = useRun(league.id);
  if (!season) return <Unmade here={here} />;
  const running = run?.state === "running";
  return (
    <Panel title={texts.season(season.season)} id="season">
      {!running && <State season={season} />}
      {run && <Progress run={run} season={season} />}
      {running && <div className={style.row}><Button variant="default" onClick={() => stop(league.id)}>{t.stop}</Button></div>}
      {!running && commissioner && <Further season={season} />}
    </Panel>
  );
}

/** Unmade is a league without a schedule. */
function Unmade({ here: { league, commissioner, go } }: { here: Here }) {
  if (!commissioner) return <Empty icon="clock" text={`${t.none} ${t.wait}`} />;
  if (league.teams < 2) return <Empty icon="people" text={`${t.none} ${t.noneLead}`} next={<Button onClick={() => go({ tab: "teams" })}>{t.addTeams}</Button>} />;
  return <Panel title={t.none} id="season"><ScheduleForm /></Panel>;
}

/** State is how far a season is, in words; a champion gets a laurel. */
function State({ season }: { season: LeagueSeason }) {
  const { name } = useHere();
  if (season.championTeamId === "") return <p>{season.played === 0 ? t.ready(season.games) : t.under(season.played, season.games)}</p>;
  const champion = name(season.championTeamId);
  return (
    <div className={style.champion} data-testid="champion">
      <Icon name="crown" size={30} />
      <div><span className="overline">{t.champion(season.season)}</span><strong>{champion}</strong><p>{season.playoffs ? t.over(champion) : t.regularOver(champion)}</p></div>
    </div>
  );
}

function Progress({ run, season }: { run: Run; season: LeagueSeason }) {
  const { name } = useHere();
  const games = run.games || season.games;
  const played = run.games ? run.played : season.played;
  const { last } = run;
  return (
    <div className={style.progress} data-testid="run" data-state={run.state} data-played={played} data-games={games}>
      {run.state === "running" && <progress aria-label={t.bar} value={played} max={games} />}
      <p role="status">
        {run.state === "running" && [t.progress(played, games), last && t.day(last.day), run.gamesPerSecond > 0 && t.speed(run.gamesPerSecond)].filter(Boolean).join(" · ")}
        {run.state === "done" && t.done(played, run.gamesPerSecond)}
        {run.state === "done" && run.most === 0 && season.championTeamId === "" && played < games && ` ${t.left}`}
        {run.state === "stopped" && t.stopped}
      </p>
      {run.state === "running" && last && <p className="soft" aria-hidden="true">{t.last(name(last.awayTeamId), last.awayRuns, name(last.homeTeamId), last.homeRuns)}</p>}
      <Say problem={run.problem} />
    </div>
  );
}

/** Further is what the commissioner may do with the season now. */
function Further({ season }: { season: LeagueSeason }) {
  const { league } = useHere();
  const week = 7 * Math.floor(league.teams / 2);
  if (season.championTeamId === "") {
    return (
      <>
        <div className={style.row}>
          <Button leftSection={<Icon name="play" size={17} />} onClick={() => start(league.id, 0)}>{season.played === 0 ? t.simulate : t.rest}</Button>
          {season.games - season.played > week && <Button variant="default" onClick={() => start(league.id, week)}>{t.week}</Button>}
        </div>
        {season.played === 0 && <details className={style.fold}><summary>{t.another}</summary><ScheduleForm /></details>}
      </>
    );
  }
  return (
    <div className={style.halves}>
      {!season.playoffs && <section className={style.form} aria-label={t.playoffs}><h3>{t.playoffs}</h3><p className="soft">{t.playoffsLead}</p><PlayoffsForm /></section>}
      <section className={style.form} aria-label={t.next}><h3>{t.next}</h3><p className="soft">{t.nextLead(season.season + 1)}</p><ScheduleForm /></section>
    </div>
  );
}
