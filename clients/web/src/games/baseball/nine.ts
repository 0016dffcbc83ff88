/**
 * A line-up being written: nine who bat and who pitches. Only legal choices are
 * offered; before the game everybody needs a rating where he plays, and at bat a
 * pinch hitter may be without one until his side takes the field.
 */
import type { Card, Slot, Team } from "./proto";

export interface Place {
  playerId: string;
  position: number;
}

export interface Nine {
  order: Place[];
  pitcherId: string;
}

export interface Rules {
  cards: Card[];
  /** Who may come in. */
  free: string[];
  /** Everybody needs a rating where he plays. */
  rated: boolean;
}

export function nineOf(team: { order: Pick<Slot, "playerId" | "position">[]; pitcherId: string }): Nine {
  return { order: team.order.map(({ playerId, position }) => ({ playerId, position })), pitcherId: team.pitcherId };
}

/** plays is true for a player with a rating at a position; anybody can be the designated hitter. */
export function plays(rules: Pick<Rules, "cards">, playerId: string, position: number): boolean {
  return position === 0 || (rules.cards.find((card) => card.id === playerId)?.gloves.some((glove) => glove.position === position) ?? false);
}

/** hasHitter is true while somebody bats for the pitcher. */
export function hasHitter(nine: Nine): boolean {
  return nine.order.every(({ position }) => position !== 1);
}

/** freeIn are those who may come in and are not in the draft. */
export function freeIn(nine: Nine, rules: Rules): string[] {
  return rules.free.filter((id) => id !== nine.pitcherId && nine.order.every(({ playerId }) => playerId !== id));
}

/** playersFor are who may bat in a slot, at the position that is played there; its own player first. */
export function playersFor(nine: Nine, rules: Rules, slot: number): string[] {
  const { playerId, position } = nine.order[slot]!;
  const needed = rules.rated || position === 1;
  return [playerId, ...freeIn(nine, rules).filter((id) => !needed || plays(rules, id, position))];
}

/** positionsFor are where a slot's player may play: whoever plays there must be able to take his place. */
export function positionsFor(nine: Nine, rules: Rules, slot: number): number[] {
  const own = nine.order[slot]!;
  return nine.order.flatMap((other) => {
    if (other === own) return [own.position];
    const swaps = (id: string, position: number) => plays(rules, id, position) || (!rules.rated && position !== 1);
    return other.position !== 1 && own.position !== 1 && swaps(own.playerId, other.position) && swaps(other.playerId, own.position) ? [other.position] : [];
  }).toSorted((a, b) => a - b);
}

export function withPlayer(nine: Nine, slot: number, playerId: string): Nine {
  const place = { ...nine.order[slot]!, playerId };
  return { order: nine.order.with(slot, place), pitcherId: place.position === 1 ? playerId : nine.pitcherId };
}

/** withPosition lets two players change places. */
export function withPosition(nine: Nine, slot: number, position: number): Nine {
  const from = nine.order[slot]!.position;
  return { ...nine, order: nine.order.map((place, i) => (i === slot ? { ...place, position } : place.position === position ? { ...place, position: from } : place)) };
}

/** exchanged lets two slots of the order change places. */
export function exchanged(nine: Nine, a: number, b: number): Nine {
  return { ...nine, order: nine.order.with(a, nine.order[b]!).with(b, nine.order[a]!) };
}

/** withPitcher brings a pitcher; where pitchers bat, he takes the pitcher's slot. */
export function withPitcher(nine: Nine, pitcherId: string): Nine {
  return { pitcherId, order: nine.order.map((place) => (place.position === 1 ? { ...place, playerId: pitcherId } : place)) };
}

/** withHitter lets somebody bat for the pitcher, or the pitcher bat himself. */
export function withHitter(nine: Nine, rules: Rules, hitter: boolean): Nine {
  if (hitter === hasHitter(nine)) return nine;
  const slot = nine.order.findIndex(({ position }) => position === (hitter ? 1 : 0));
  const bench = freeIn(nine, rules);
  const batter = bench.find((id) => !plays(rules, id, 1)) ?? bench[0];
  if (!hitter) return { ...nine, order: nine.order.with(slot, { playerId: nine.pitcherId, position: 1 }) };
  return batter === undefined ? nine : { ...nine, order: nine.order.with(slot, { playerId: batter, position: 0 }) };
}

/** pitchersFor are who may pitch, the one who does first. */
export function pitchersFor(nine: Nine, rules: Rules): string[] {
  return [nine.pitcherId, ...freeIn(nine, rules).filter((id) => plays(rules, id, 1))];
}

/** newIn are the slots whose players were in no slot before: only they may change slots in a game. */
export function newIn(nine: Nine, was: Nine): number[] {
  return nine.order.flatMap(({ playerId }, slot) => (was.order.every((place) => place.playerId !== playerId) ? [slot] : []));
}

export interface Change {
  slot: number;
  playerId: string;
  position: number;
}

/** changesOf is what makes one line-up of another; slot 0 is a pitcher who does not bat. */
export function changesOf(was: Nine, nine: Nine): Change[] {
  const changes = nine.order.flatMap((place, i): Change[] => {
    const before = was.order[i];
    return before?.playerId === place.playerId && before.position === place.position ? [] : [{ slot: i + 1, ...place }];
  });
  if (nine.pitcherId !== was.pitcherId && hasHitter(nine)) changes.push({ slot: 0, playerId: nine.pitcherId, position: 1 });
  return changes;
}

/** rulesOf are a team's: before the game the whole roster is free. */
export function rulesOf(team: Team, rated: boolean): Rules {
  return { cards: team.cards, free: team.bench, rated };
}
