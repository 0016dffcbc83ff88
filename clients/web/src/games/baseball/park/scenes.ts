/**
 * What is to be seen of plays: runners from base to base, the ball from hand to
 * hand. Pure: a list of plays and the bases after them become scenes with times.
 */
import type { Movement, Play } from "../proto";
import { bases, between, fenceAt, mound, posts, type Spot } from "./ground";

export const baseMs = 200;
const pitchMs = 230;
const throwMs = 210;
const lingerMs = 420;

/** Actor is a runner in a scene: his way over the bases, and what became of him. */
export interface Actor {
  playerId: string;
  /** Bases in order; 0 is the batter's box, 4 is home. One alone: he stays. */
  way: number[];
  out: boolean;
}

/** Leg is a part of the ball's way. */
export interface Leg {
  from: Spot;
  to: Spot;
  /** How high it goes, in units. */
  rise: number;
  start: number;
  end: number;
}

export interface Scene {
  number: number;
  bottom: boolean;
  actors: Actor[];
  ball: Leg[];
  /** When runners set off. */
  hit: number;
  ms: number;
  runs: number;
}

type Told = Pick<Play, "number" | "bottom" | "movements" | "kind" | "fielder" | "runs" | "outs" | "outsBefore">;

/** scenesOf makes scenes of plays in their order; `after` is who is on base, by base, after the last. */
export function scenesOf(plays: Told[], after: Record<number, { playerId: string } | undefined>): Scene[] {
  let then: Record<number, string> = {};
  for (const base of [1, 2, 3]) if (after[base]) then[base] = after[base].playerId;
  const scenes: Scene[] = [];
  for (const play of plays.toReversed()) {
    // The bases after the third out are empty, or the next half's.
    const left = play.outsBefore + play.outs >= 3 ? {} : then;
    const movers = moversOf(play.movements);
    const stay = Object.entries(left).filter(([, id]) => !movers.some((one) => one.playerId === id)).map(([base, playerId]) => ({ playerId, way: [Number(base)], out: false }));
    scenes.unshift(sceneOf(play, [...stay, ...movers]));
    then = Object.fromEntries([...stay, ...movers].filter(({ way }) => way[0]! > 0).map(({ way, playerId }) => [way[0], playerId]));
  }
  return scenes;
}

/** moversOf joins what one runner did in several steps into one way. */
export function moversOf(movements: Pick<Movement, "playerId" | "from" | "to" | "out">[]): Actor[] {
  const actors = new Map<string, Actor>();
  for (const { playerId, from, to, out } of movements) {
    const actor = actors.get(playerId) ?? { playerId, way: [from], out: false };
    for (let base = actor.way.at(-1)!; base < to;) actor.way.push(++base);
    if (to < actor.way.at(-1)!) actor.way.push(to);
    actor.out ||= out;
    actors.set(playerId, actor);
  }
  return [...actors.values()];
}

const nobodyHits = new Set(["stolen_base", "caught_stealing", "picked_off", "pickoff_error", "wild_pitch", "passed_ball", "balk", "indifference", "placed_runner"]);
const unhit = new Set(["strikeout", "walk", "intentional_walk", "hit_by_pitch", "interference", ...nobodyHits]);

function sceneOf(play: Told, actors: Actor[]): Scene {
  const ball = ballOf(play);
  const longest = Math.max(0, ...actors.map(({ way }) => way.length - 1)) * baseMs;
  const hit = pitchMs;
  return { number: play.number, bottom: play.bottom, actors, ball, hit, runs: play.runs, ms: Math.max(hit + longest, ball.at(-1)?.end ?? 0) + lingerMs };
}

/** ballOf is the ball's way: pitched, hit to where it was fielded, thrown from hand to hand. */
export function ballOf(play: Told): Leg[] {
  const legs: Leg[] = [];
  const go = (to: Spot, rise: number, ms: number) => {
    const last = legs.at(-1);
    const start = last?.end ?? 0;
    legs.push({ from: last?.to ?? mound, to, rise, start, end: start + ms });
  };
  go(unhit.has(play.kind) ? posts[2]! : bases[0]!, 0.5, pitchMs);
  if (play.kind === "home_run") go(over(play.number), 7, 900);
  else if (play.fielder > 0 && !unhit.has(play.kind)) go(fieldedAt(play), riseOf(play.kind), play.fielder > 6 ? 560 : 330);
  for (const movement of play.movements) {
    if (movement.hands.length === 0) continue;
    const last = movement.hands.length - 1;
    movement.hands.forEach((position, i) => {
      const to = i === last && movement.out && movement.hands.length > 1 ? bases[movement.to]! : posts[position] ?? mound;
      const at = legs.at(-1)!.to;
      if (Math.hypot(at.x - to.x, at.y - to.y) > 1.5) go(to, 1, throwMs);
    });
  }
  return legs;
}

/** over is beyond the fence; where, the play's number decides. */
function over(number: number): Spot {
  return between(bases[0]!, fenceAt(((number * 37) % 17) / 10 - 0.8), 1.12);
}

/** fieldedAt is where the ball was picked up: hits fall away from the fielder. */
function fieldedAt({ kind, fielder }: Told): Spot {
  const post = posts[fielder] ?? mound;
  const away = { single: 0.86, double: 1.12, triple: 1.22 }[kind] ?? 1;
  const aside = kind === "double" || kind === "triple" ? (post.x >= 0 ? 3 : -3) : 0;
  return { x: post.x * away + aside, y: post.y * away };
}

function riseOf(kind: string): number {
  return { fly_out: 6, pop_out: 7, line_out: 1.2, double: 3, triple: 3.5, single: 1.6 }[kind] ?? 0.4;
}

/** ballAt is where the ball is and how high; undefined when it rests. */
export function ballAt(legs: Leg[], ms: number): (Spot & { z: number }) | undefined {
  const leg = legs.find(({ end }) => ms < end);
  if (!leg || ms < leg.start) return undefined;
  const part = (ms - leg.start) / (leg.end - leg.start);
  return { ...between(leg.from, leg.to, part), z: 0.5 + 4 * leg.rise * part * (1 - part) };
}

/** runnerAt is where a runner is so long after he set off. */
export function runnerAt({ way }: Actor, ms: number): Spot {
  const gone = Math.max(0, ms) / baseMs;
  const leg = Math.min(Math.floor(gone), way.length - 1);
  const from = bases[way[leg]!]!;
  const to = way[leg + 1];
  return to === undefined ? from : between(from, bases[to]!, gone - leg);
}
