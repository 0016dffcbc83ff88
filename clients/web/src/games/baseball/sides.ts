/** Who is who in a view: the side at bat, the side in the field, and players by their cards. */
import type { Card, Team, View } from "./proto";

export type Side = "away" | "home";

/** batting is the side at bat. */
export function batting(view: Pick<View, "bottom">): Side {
  return view.bottom ? "home" : "away";
}

export function fielding(view: Pick<View, "bottom">): Side {
  return view.bottom ? "away" : "home";
}

/** seatOf is the seat that manages a side. */
export function seatOf(side: Side): number {
  return side === "home" ? 1 : 2;
}

/** sideOf is the side that a seat manages; none for who only watches. */
export function sideOf(seat: number): Side | undefined {
  return seat === 1 ? "home" : seat === 2 ? "away" : undefined;
}

/** Names longer than this do not fit where several stand in a row. */
const roomy = 12;

/** shortOf is what a team is called where there is little room: "Anchor Bay Gulls" are the Gulls, but Anchor Bay when the other side are Gulls too. */
export function shortOf(team: Pick<Team, "name"> | undefined, other: Pick<Team, "name"> | undefined): string {
  const name = team?.name ?? "";
  const words = name.trim().split(/\s+/);
  const last = words.pop()!;
  if (name.length <= roomy || words.length === 0 || last.length < 3) return name;
  return other?.name.trim().endsWith(` ${last}`) ? words.join(" ") : last;
}

/** cardOf finds a player; the two sides may have players of the same id. */
export function cardOf(team: Team | undefined, playerId: string): Card | undefined {
  return team?.cards.find((card) => card.id === playerId);
}

export function nameIn(team: Team | undefined, playerId: string): string {
  return cardOf(team, playerId)?.name ?? playerId;
}

/** fielderIds are who plays where, by position 1 to 9. */
export function fielderIds(team: Team | undefined): Record<number, string> {
  const at: Record<number, string> = {};
  for (const { playerId, position } of team?.order ?? []) if (position > 0) at[position] = playerId;
  if (team?.pitcherId) at[1] = team.pitcherId;
  return at;
}
