/** The league that is looked at, for all parts of its page. */
import { createContext, useContext } from "react";
import { texts } from "../../../texts/baseball-league";
import type { League, LeagueSeason, LeagueTeam } from "./proto";

/** Place is where in a league one looks; it stands in the address. */
export interface Place {
  tab?: string;
  season?: number;
  team?: string;
  day?: number;
}

export interface Here {
  league: League;
  teams: LeagueTeam[];
  userId: string;
  commissioner: boolean;
  /** The season that is looked at; none before the first schedule. */
  season: LeagueSeason | undefined;
  /** It is the last one: only that is played. */
  last: boolean;
  place: Place;
  /** Goes to another part of the page. What is not named is left behind, but the season. */
  go: (place: Place) => void;
  /** A team's name, also of one that is gone. */
  name: (teamId: string) => string;
}

const context = createContext<Here | undefined>(undefined);
export const HereProvider = context.Provider;

export function useHere(): Here {
  const here = useContext(context);
  if (!here) throw new Error("no league around");
  return here;
}

/** managerOf is a team's manager in words. */
export function managerOf(team: LeagueTeam, userId: string): string {
  return team.managerUserId === "" ? texts.computer : team.managerUserId === userId ? texts.you : team.managerName;
}
