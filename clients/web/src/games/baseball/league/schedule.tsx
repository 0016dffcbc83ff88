/** The games of a season, a week at a time: what was played, what is being played, what one may play. */
import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import { Empty, Panel, Say } from "../../../ui/pieces";
import { type Day, daysOf, today } from "./course";
import { useHere } from "./here";
import style from "./league.module.css";
import { Choice, Shown } from "./parts";
import { Pace, type ScheduledGame } from "./proto";
import { leagues, useAct, useGames } from "./reading";

const t = texts.schedule;

/** Days that are shown together. */
const week = 7;

export function Schedule() {
  const { league, season, go } = useHere();
  const query = useGames(league.id, season?.season ?? 0);
  const next = <Button variant="default" onClick={() => go({ tab: "standings" })}>{t.toStandings}</Button>;
  return (
    <Panel title={t.title} id="schedule">
      <Shown query={query}>{(games) => (games.length === 0 ? <Empty icon="clock" text={t.none} next={next} /> : <Weeks games={games} whole={query.whole} />)}</Shown>
    </Panel>
  );
}

function Weeks({ games, whole }: { games: ScheduledGame[]; whole: boolean }) {
  const { teams, place, go } = useHere();
  const days = useMemo(() => daysOf(games, place.team), [games, place.team]);
  const from = place.day ?? today(days);
  const at = Math.max(0, days.findIndex(({ day }) => day >= from));
  const shown = days.slice(at, at + week);
  const to = (index: number) => go({ tab: "schedule", team: place.team, day: days[Math.max(0, Math.min(days.length - 1, index))]?.day });
  return (
    <>
      <div className={style.duo}>
        <Choice label={t.team} value={place.team ?? ""} onChange={(team) => go({ tab: "schedule", team: team || undefined })} data={[["", t.everybody], ...teams.map((team): [string, string] => [team.id, team.name])]} />
        <div className={style.row}>
          <Button size="sm" variant="default" disabled={at === 0} onClick={() => to(at - week)} leftSection={<Icon name="back" size={15} />}>{t.earlier}</Button>
          <Button size="sm" variant="default" disabled={place.day === undefined} onClick={() => go({ tab: "schedule", team: place.team })}>{t.today}</Button>
          <Button size="sm" variant="default" disabled={at + week >= days.length} onClick={() => to(at + week)} rightSection={<Icon name="next" size={15} />}>{t.later}</Button>
        </div>
      </div>
      {!whole && <p className="soft" role="status">{t.loading(games.length)}</p>}
      {shown.length === 0 && <Empty icon="clock" text={t.noneOf} />}
      <div className={style.days}>{shown.map((day) => <Today key={day.day} day={day} />)}</div>
    </>
  );
}

function Today({ day: { day, playoffs, games } }: { day: Day }) {
  return (
    <section className={style.day} aria-label={t.day(day)}>
      <h3>{t.day(day)} {playoffs && <small>{t.playoffs}</small>}</h3>
      <ul>{games.map((game) => <Fixture key={game.id} game={game} />)}</ul>
    </section>
  );
}

/** mayPlay is true for those whom the server lets begin a game. */
function useMayPlay(game: ScheduledGame): boolean {
  const { commissioner, teams, userId, last } = useHere();
  const own = teams.some((team) => team.managerUserId === userId && (team.id === game.homeTeamId || team.id === game.awayTeamId));
  return last && !game.played && (commissioner || own);
}

function Fixture({ game }: { game: ScheduledGame }) {
  const { league, name } = useHere();
  const mayPlay = useMayPlay(game);
  const [away, home] = [name(game.awayTeamId), name(game.homeTeamId)];
  const homeWon = game.homeRuns > game.awayRuns;
  return (
    <li className={style.fixture} data-game={game.id} data-played={game.played || undefined}>
      <span className={style.sides}>
        <span data-won={(game.played && !homeWon) || undefined}>{away}{game.played && <b>{game.awayRuns}</b>}</span>
        <span data-won={(game.played && homeWon) || undefined}><small>{t.at}</small> {home}{game.played && <b>{game.homeRuns}</b>}</span>
      </span>
      {game.played && game.innings !== 9 && <small>{t.innings(game.innings)}</small>}
      {game.sessionId && <Link className={style.go} to="/$game/$sessionId" params={{ game: "baseball", sessionId: game.sessionId }} search={{ league: league.id } as never}>{game.played ? t.look : t.playing}</Link>}
      {mayPlay && <Play game={game} label={t.playOf(away, home)} />}
    </li>
  );
}

/** Play leads to the game's table. Against the computer there is no clock. */
function Play({ game, label }: { game: ScheduledGame; label: string }) {
  const { league, teams } = useHere();
  const { act, pending, problem } = useAct();
  const navigate = useNavigate();
  const people = teams.filter((team) => team.managerUserId !== "" && (team.id === game.homeTeamId || team.id === game.awayTeamId)).length;
  const play = () => void act(async (commandId, options) => {
    const { sessionId } = await leagues.startGame({ gameId: game.id, pace: people === 2 ? Pace.LIVE : Pace.UNTIMED, commandId }, options);
    await navigate({ to: "/$game/$sessionId", params: { game: "baseball", sessionId }, search: { league: league.id } as never });
  });
  return (
    <>
      <Button size="compact-sm" variant="light" loading={pending} aria-label={label} onClick={play}>{t.play}</Button>
      <Say problem={problem} />
    </>
  );
}
