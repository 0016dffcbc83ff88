/** A first line-up to change, where nobody has written one, and a rotation being written. */
import { type Nine, plays } from "../nine";
import type { Card, LeagueTeam } from "./proto";

const endurance = (card: Card): number => (card.kind.case === "rated" ? card.kind.value.scoutingData?.enduranceStarting ?? 0 : 0);

/** startersOf are who can pitch, those who last longest first. */
export function startersOf(cards: readonly Card[]): Card[] {
  return cards.filter((card) => card.gloves.some((glove) => glove.position === 1)).toSorted((a, b) => endurance(b) - endurance(a));
}

const range = (card: Card, position: number): number => card.gloves.find((glove) => glove.position === position)?.range ?? 9;

/** filled puts a player on each of the positions, by augmenting paths; nothing when one cannot be filled. */
function filled(cards: readonly Card[], positions: readonly number[]): Map<number, string> | undefined {
  const at = new Map<number, string>();
  const place = (position: number, seen: Set<string>): boolean => {
    const able = cards.filter((card) => plays({ cards: [card] }, card.id, position)).toSorted((a, b) => range(a, position) - range(b, position));
    return able.some(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      const taken = [...at].find(([, who]) => who === id)?.[0];
      if (taken !== undefined && !place(taken, seen)) return false;
      at.set(position, id);
      return true;
    });
  };
  return positions.every((position) => place(position, new Set())) ? at : undefined;
}

/** draftOf is a line-up that is allowed; nothing when the cards do not make one. */
export function draftOf(cards: readonly Card[], hitter: boolean): Nine | undefined {
  const [pitcher] = startersOf(cards);
  const others = cards.filter((card) => card.gloves.every((glove) => glove.position !== 1));
  const at = filled(others, [2, 3, 4, 5, 6, 7, 8, 9]);
  if (!pitcher || !at) return undefined;
  const field = [...at].map(([position, playerId]) => ({ playerId, position })).toSorted((a, b) => b.position - a.position);
  const ninth = hitter ? others.find((card) => field.every((place) => place.playerId !== card.id)) : pitcher;
  return ninth && { order: [...field, { playerId: ninth.id, position: hitter ? 0 : 1 }], pitcherId: pitcher.id };
}

/** nineOf is a team's own line-up, with the first of its starters; nothing where the computer decides. */
export function nineOf({ order, rotation }: Pick<LeagueTeam, "order" | "rotation">, cards: readonly Card[]): Nine | undefined {
  if (order.length === 0) return undefined;
  const batting = order.find((slot) => slot.position === 1)?.playerId;
  return { order: order.map(({ playerId, position }) => ({ playerId, position })), pitcherId: rotation[0] ?? batting ?? startersOf(cards)[0]?.id ?? "" };
}

/** led is a rotation that somebody leads: he changes places with who did. */
export function led(rotation: readonly string[], first: string): string[] {
  const at = rotation.indexOf(first);
  if (at < 0) return [first, ...rotation.slice(1)];
  return rotation.with(at, rotation[0]!).with(0, first);
}

/** moved lets one change places with his neighbour. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  return to < 0 || to >= list.length ? [...list] : list.with(from, list[to]!).with(to, list[from]!);
}
