/**
 * Where in its tracks a channel is. Everybody works it out alike from what the
 * server says and the server's clock, so that everybody hears the same moment.
 */
import type { Channel } from "../proto";

/** Millis is the length of a track by its asset, 0 or absent while it is not known. */
export type Millis = (assetId: string) => number;

export interface Heard {
  assetId: string;
  /** Place in Channel.asset_ids. */
  track: number;
  ms: number;
  playing: boolean;
}

type Played = Pick<Channel, "assetIds" | "track" | "playing" | "startMs" | "startedAt" | "loop" | "shuffle" | "seed">;

/** orderOf is the order in which the tracks sound: as they are given, or one that the seed decides. */
export function orderOf({ assetIds, shuffle, seed }: Pick<Channel, "assetIds" | "shuffle" | "seed">): number[] {
  const order = assetIds.map((_, i) => i);
  if (!shuffle) return order;
  const chance = mulberry(seed);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** mulberry is a small generator of numbers from 0 to 1, the same for the same seed everywhere. */
function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** startOf is when the channel was at start_ms, by the server's clock. */
export function startOf({ startedAt }: Pick<Channel, "startedAt">): number {
  return startedAt ? Number(startedAt.seconds) * 1000 + startedAt.nanos / 1e6 : 0;
}

/** heard is what sounds at a time of the server's clock; undefined for silence, also after the last track. */
export function heard(channel: Played, now: number, millis: Millis): Heard | undefined {
  const { assetIds, playing } = channel;
  if (assetIds.length === 0) return undefined;
  const order = orderOf(channel);
  let place = Math.max(0, order.indexOf(channel.track));
  let ms = channel.startMs + (playing ? Math.max(0, now - startOf(channel)) : 0);
  const length = (at: number) => millis(assetIds[order[at]!]!) || Infinity;
  const all = order.reduce((sum, _, at) => sum + length(at), 0);
  // Rounds of all tracks need not be walked one by one.
  if (channel.loop && ms > all) ms = restOf(ms, place, { order, length, all });
  while (ms >= length(place)) {
    ms -= length(place);
    place++;
    if (place < order.length) continue;
    if (!channel.loop) return undefined;
    place = 0;
  }
  return { assetId: assetIds[order[place]!]!, track: order[place]!, ms, playing };
}

function restOf(ms: number, place: number, round: { order: number[]; length: (at: number) => number; all: number }): number {
  const left = round.order.slice(place).reduce((sum, _, i) => sum + round.length(place + i), 0);
  return ms < left ? ms : left + ((ms - left) % round.all);
}

/** stepped is the track before or after another in the order of the channel; round and round. */
export function stepped(channel: Pick<Channel, "assetIds" | "shuffle" | "seed">, track: number, by: number): number {
  const order = orderOf(channel);
  const place = Math.max(0, order.indexOf(track));
  return order[(place + by + order.length) % order.length] ?? 0;
}

/** faded is the volume on its way from what it was. */
export function faded(from: number, to: number, fade: { elapsed: number; ms: number }): number {
  if (fade.ms <= 0 || fade.elapsed >= fade.ms) return to;
  return from + (to - from) * Math.max(0, fade.elapsed / fade.ms);
}

/** How a player that is not where it should be gets there. */
export type Correction = { seek: true } | { seek: false; rate: number };

/** Nobody hears less than this. */
const unheard = 15;
/** From here on it is corrected, as the contract wants 100 ms at most. */
const drifted = 60;
/** Too far for a change of speed. */
const lost = 500;

/** corrected decides by how far a player is ahead, in milliseconds; `rate` is its present speed. */
export function corrected(ahead: number, rate: number): Correction {
  const off = Math.abs(ahead);
  if (off > lost) return { seek: true };
  // Once it is being corrected it goes on until nothing is left of it.
  if (off > drifted || (rate !== 1 && off > unheard)) return { seek: false, rate: 1 - Math.sign(ahead) * Math.min(0.08, Math.max(0.02, off / 2_000)) };
  return { seek: false, rate: 1 };
}
