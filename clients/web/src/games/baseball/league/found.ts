/** A league in one step: the league itself, its teams, their players, and the schedule of a first season. */
import { command } from "@playhouse/client";
import { teamNames } from "./names";
import { ScheduleKind } from "./proto";
import { leagues, refresh } from "./reading";

export interface Wish {
  name: string;
  ruleset: string;
  teams: number;
  games: number;
}

/** usual is what a newcomer gets with one click. */
export const usual: Wish = { name: "Sandlot League", ruleset: "pd", teams: 6, games: 162 };

/** found makes a league that is ready to be played, and tells how many teams are made so far. */
export async function found(wish: Wish, tell: (teams: number) => void): Promise<string> {
  const { name, ruleset } = wish;
  const { league } = await command((commandId, options) => leagues.createLeague({ name, ruleset, commandId }, options));
  const leagueId = league!.id;
  const names = teamNames(wish.teams, Math.floor(Math.random() * 1000));
  for (const [i, name] of names.entries()) {
    tell(i);
    await command((commandId, options) => leagues.createTeam({ leagueId, name, inventedRoster: true, commandId }, options));
  }
  if (wish.teams > 1) {
    await command((commandId, options) => leagues.createSchedule({ leagueId, kind: ScheduleKind.SERIES, gamesPerTeam: wish.games, commandId }, options));
  }
  refresh();
  return leagueId;
}
