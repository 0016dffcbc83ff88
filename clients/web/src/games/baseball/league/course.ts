/** How a season went: each team's games over .500 by day, and series of the playoffs. */
import type { ScheduledGame } from "./proto";

export interface Line {
  teamId: string;
  /** Games over .500 after each day, from before the first. */
  over: number[];
}

/** courseOf is how the teams stood after each day that has been played; playoffs are no part of it. */
export function courseOf(games: readonly ScheduledGame[], teamIds: readonly string[]): Line[] {
  const played = games.filter((game) => game.played && !game.playoffs);
  const days = played.reduce((last, game) => Math.max(last, game.day), 0);
  const steps = new Map(teamIds.map((id) => [id, Array.from({ length: days + 1 }, () => 0)]));
  for (const { day, homeTeamId, awayTeamId, homeRuns, awayRuns } of played) {
    const won = homeRuns > awayRuns ? 1 : -1;
    const [home, away] = [steps.get(homeTeamId), steps.get(awayTeamId)];
    if (home) home[day]! += won;
    if (away) away[day]! -= won;
  }
  return teamIds.map((teamId) => {
    let sum = 0;
    return { teamId, over: steps.get(teamId)!.map((step) => (sum += step)) };
  });
}

/** bounds are the least and the most that a plot of the lines shows, never without the middle. */
export function bounds(lines: readonly Line[]): [least: number, most: number] {
  const all = lines.flatMap((line) => line.over);
  return [all.reduce((a, b) => Math.min(a, b), -1), all.reduce((a, b) => Math.max(a, b), 1)];
}

export interface Series {
  /** The two teams, in the order of their first meeting: the one at home first. */
  teamIds: [string, string];
  wins: [number, number];
}

/** seriesOf are the playoffs' series so far, in the order in which they began. */
export function seriesOf(games: readonly ScheduledGame[]): Series[] {
  const all = new Map<string, Series>();
  for (const game of games.filter((one) => one.playoffs)) {
    const key = [game.homeTeamId, game.awayTeamId].toSorted().join();
    const series: Series = all.get(key) ?? { teamIds: [game.homeTeamId, game.awayTeamId], wins: [0, 0] };
    all.set(key, series);
    if (game.played) series.wins[(game.homeRuns > game.awayRuns) === (game.homeTeamId === series.teamIds[0]) ? 0 : 1]++;
  }
  return [...all.values()];
}

export interface Day {
  day: number;
  playoffs: boolean;
  games: ScheduledGame[];
}

/** daysOf are the days on which a team (or anybody) plays. */
export function daysOf(games: readonly ScheduledGame[], teamId = ""): Day[] {
  const all = new Map<number, Day>();
  for (const game of games) {
    if (teamId && game.homeTeamId !== teamId && game.awayTeamId !== teamId) continue;
    const day = all.get(game.day) ?? { day: game.day, playoffs: game.playoffs, games: [] };
    day.games.push(game);
    all.set(game.day, day);
  }
  return [...all.values()].toSorted((a, b) => a.day - b.day);
}

/** today is the first day with a game to be played; the last one when there is none. */
export function today(days: readonly Day[]): number {
  return (days.find(({ games }) => games.some((game) => !game.played)) ?? days.at(-1))?.day ?? 1;
}
