/** What stands on the field, as a plain list: a pure function of the view. */
import type { View } from "../proto";
import { batting, cardOf, fielderIds, fielding, nameIn, shortOf } from "../sides";
import { Hand, Phase } from "../proto";
import { bases, posts, type Spot } from "./ground";

export interface FigureItem extends Spot {
  /** f1 to f9 in the field, r1 to r3 on base, b at the plate. */
  id: string;
  playerId: string;
  name: string;
  home: boolean;
  role: "fielder" | "pitcher" | "runner" | "batter";
}

export interface Display {
  figures: FigureItem[];
  /** For the names of those who move. */
  names: Record<string, string>;
  bottom: boolean;
  board: { name: string; runs: number; hits: number; errors: number; line: (number | undefined)[]; bats: boolean }[];
  innings: number;
}

export function display(view: View): Display {
  const bats = batting(view);
  const fields = fielding(view);
  const offence = view[bats];
  const defence = view[fields];
  const on = view.phase === Phase.PLATE || view.phase === Phase.RUNNING || view.phase === Phase.RESULT;
  const figures: FigureItem[] = [];
  for (const [position, playerId] of Object.entries(fielderIds(defence))) {
    const n = Number(position);
    figures.push({ id: `f${n}`, ...posts[n]!, playerId, name: nameIn(defence, playerId), home: fields === "home", role: n === 1 ? "pitcher" : "fielder" });
  }
  for (const base of [1, 2, 3]) {
    const runner = view.bases[base];
    if (runner) figures.push({ id: `r${base}`, ...bases[base]!, playerId: runner.playerId, name: nameIn(offence, runner.playerId), home: bats === "home", role: "runner" });
  }
  if (on && view.batterId) {
    figures.push({ id: "b", ...boxOf(view), playerId: view.batterId, name: nameIn(offence, view.batterId), home: bats === "home", role: "batter" });
  }
  return {
    figures, bottom: view.bottom, names: Object.fromEntries((offence?.cards ?? []).map((card) => [card.id, card.name])),
    innings: Math.max(view.options?.innings ?? 9, view.inning),
    board: (["away", "home"] as const).map((side) => {
      const team = view[side];
      return { name: shortOf(team, view[side === "home" ? "away" : "home"]), runs: team?.runs ?? 0, hits: team?.hits ?? 0, errors: team?.errors ?? 0, line: team?.line ?? [], bats: on && side === bats };
    }),
  };
}

/** boxOf is the batter's box: right-handers stand to the left as seen from behind. Who bats both ways faces the pitcher's hand. */
function boxOf(view: View): Spot {
  const bats = cardOf(view[batting(view)], view.batterId)?.bats;
  const throws = cardOf(view[fielding(view)], view.pitcherId)?.throws;
  const left = bats === Hand.LEFT || (bats === Hand.BOTH && throws === Hand.RIGHT);
  return { x: left ? 0.75 : -0.75, y: 0.05 };
}

/** bounds are the part of the park that the camera shows. */
export const bounds = { x: -14.6, y: -22.2, width: 29.2, height: 24.8 };
