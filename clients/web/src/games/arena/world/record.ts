/** What teams did, second by second, for plots. */
import type { TeamMetrics } from "../proto";

export interface Moment {
  run: number;
  tick: number;
  teams: TeamMetrics[];
}

/** Twenty minutes: more would not fit into a plot. */
const most = 1200;

/** remember adds a moment; what is of another run, or lies ahead, is forgotten. */
export function remember(record: Moment[], moment: Moment): Moment[] {
  const kept = record.filter((one) => one.run === moment.run && one.tick < moment.tick);
  return [...kept.slice(-most + 1), moment];
}

/** The figures that can be plotted. */
export const figures = ["alive", "kills", "damageDealt", "meanHealth", "cohesion", "areaHeld", "control"] as const;
export type Figure = (typeof figures)[number];

/** linesOf is a figure over time, one line for each team. */
export function linesOf(record: Moment[], figure: Figure, teams: number): number[][] {
  return Array.from({ length: teams }, (_, i) => record.map((moment) => moment.teams.find((one) => one.team === i + 1)?.[figure] ?? 0));
}
