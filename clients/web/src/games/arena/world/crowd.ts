/**
 * Who is where: columns by agent id, no object for an agent. Frames come ten times a
 * second; between two of them everybody glides from where they were shown to where
 * they are.
 */
import type { Frame } from "../proto";

export interface Area {
  width: number;
  height: number;
}

/** Bits of an agent's state; the team is in the lowest three. See Frame.states. */
export const flags = { strikes: 8, struck: 16, forced: 32, tired: 64, failed: 128 } as const;

const full = 65535;
/** A glide lasts as long as frames usually are apart, within these bounds. */
const shortest = 30;
const longest = 260;

type Packed = Pick<Frame, "tick" | "run" | "key" | "ids" | "positions" | "headings" | "health" | "states" | "gone" | "holders">;

export class Crowd {
  tick = 0;
  run = 0;
  /** Owners of control points, by point. */
  holders: number[] = [];
  /** The agents that are there: the first `count` entries, in no order. */
  ids = new Int32Array(256);
  count = 0;
  /** By id: where it is, in units, and where its glide began. */
  x = new Float32Array(256);
  y = new Float32Array(256);
  fromX = new Float32Array(256);
  fromY = new Float32Array(256);
  /** By id: in 256ths of a turn, and health in 255ths. */
  heading = new Uint8Array(256);
  fromHeading = new Float32Array(256);
  health = new Uint8Array(256);
  state = new Uint8Array(256);
  /** By id: the place in ids plus 1; 0 for who is not there. */
  private place = new Int32Array(256);
  private seen = new Uint8Array(256);
  private began = 0;
  private last = 0;
  private span = 100;
  private changed = false;

  has(id: number): boolean {
    return (this.place[id] ?? 0) > 0;
  }

  teamOf(id: number): number {
    return (this.state[id]! & 7) + 1;
  }

  /** part is how far the glide is, 0 to 1. */
  part(now: number): number {
    return Math.min(1, Math.max(0, (now - this.began) / this.span));
  }

  /** settled is true when nobody moves until the next frame. */
  settled(now: number): boolean {
    return now >= this.began + this.span;
  }

  /** take moves everybody on to a frame; false when nothing looks different by it. */
  take(frame: Packed, area: Area, now: number): boolean {
    const jump = frame.run !== this.run || Math.abs(frame.tick - this.tick) > 600 || frame.tick < this.tick;
    const before = this.count;
    this.changed = jump;
    this.stand(now, jump);
    this.pace(now);
    this.tick = frame.tick;
    this.run = frame.run;
    if (frame.holders.join() !== this.holders.join() && (frame.holders.length > 0 || frame.key)) {
      this.holders = frame.holders;
      this.changed = true;
    }
    if (frame.key) this.seen.fill(0);
    this.unpack(frame, area, jump);
    if (frame.key) this.keepSeen();
    else this.drop(frame.gone);
    return this.changed || this.count !== before;
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.place[this.ids[i]!] = 0;
    this.count = 0;
    this.holders = [];
  }

  /** stand begins the next glide where everybody is shown now. */
  private stand(now: number, jump: boolean): void {
    const part = jump ? 1 : this.part(now);
    const { ids, x, y, fromX, fromY, heading, fromHeading } = this;
    for (let i = 0; i < this.count; i++) {
      const id = ids[i]!;
      fromX[id] = fromX[id]! + (x[id]! - fromX[id]!) * part;
      fromY[id] = fromY[id]! + (y[id]! - fromY[id]!) * part;
      fromHeading[id] = turned(fromHeading[id]!, heading[id]!, part);
    }
  }

  private pace(now: number): void {
    const gap = Math.min(longest, Math.max(shortest, now - this.last));
    this.span = this.last === 0 ? gap : Math.min(longest, this.span * 0.8 + gap * 0.22);
    this.last = this.began = now;
  }

  private unpack(frame: Packed, { width, height }: Area, jump: boolean): void {
    const { ids, positions, headings, health, states } = frame;
    const acrossFull = width / full;
    const downFull = height / full;
    let id = 0;
    for (let at = 0, n = 0; at < ids.length; n++) {
      let step = 0;
      for (let shift = 0, more = true; more && at < ids.length; shift += 7) {
        const byte = ids[at++]!;
        step |= (byte & 127) << shift;
        more = byte > 127;
      }
      id += step;
      this.reserve(id);
      const p = n * 4;
      const x = Math.fround((positions[p]! | (positions[p + 1]! << 8)) * acrossFull);
      const y = Math.fround((positions[p + 2]! | (positions[p + 3]! << 8)) * downFull);
      if (!this.changed) this.changed = this.x[id] !== x || this.y[id] !== y || this.heading[id] !== headings[n] || this.health[id] !== health[n] || this.state[id] !== states[n];
      this.x[id] = x;
      this.y[id] = y;
      this.heading[id] = headings[n]!;
      this.health[id] = health[n]!;
      this.state[id] = states[n]!;
      this.seen[id] = 1;
      if (this.enter(id) || jump) this.appear(id);
    }
  }

  /** enter adds who is not there yet. */
  private enter(id: number): boolean {
    if (this.place[id]! > 0) return this.isFar(id, 0.2);
    if (this.count === this.ids.length) this.ids = grown(this.ids, this.count * 2);
    this.ids[this.count++] = id;
    this.place[id] = this.count;
    return true;
  }

  /** isFar is true for who cannot have walked there: it came back at its base. */
  private isFar(id: number, share: number): boolean {
    const reach = 2000 * share;
    return Math.abs(this.x[id]! - this.fromX[id]!) > reach || Math.abs(this.y[id]! - this.fromY[id]!) > reach;
  }

  private appear(id: number): void {
    this.fromX[id] = this.x[id]!;
    this.fromY[id] = this.y[id]!;
    this.fromHeading[id] = this.heading[id]!;
  }

  private keepSeen(): void {
    for (let i = this.count - 1; i >= 0; i--) if (!this.seen[this.ids[i]!]) this.leave(this.ids[i]!);
  }

  private drop(gone: Uint8Array): void {
    let id = 0;
    for (let at = 0; at < gone.length; ) {
      let step = 0;
      for (let shift = 0, more = true; more && at < gone.length; shift += 7) {
        const byte = gone[at++]!;
        step |= (byte & 127) << shift;
        more = byte > 127;
      }
      id += step;
      this.leave(id);
    }
  }

  /** leave fills the gap with the last one. */
  private leave(id: number): void {
    const at = (this.place[id] ?? 0) - 1;
    if (at < 0) return;
    const last = this.ids[--this.count]!;
    this.ids[at] = last;
    this.place[last] = at + 1;
    this.place[id] = 0;
  }

  private reserve(id: number): void {
    if (id < this.x.length) return;
    const size = Math.max(id + 1, this.x.length * 2);
    this.x = grown(this.x, size);
    this.y = grown(this.y, size);
    this.fromX = grown(this.fromX, size);
    this.fromY = grown(this.fromY, size);
    this.fromHeading = grown(this.fromHeading, size);
    this.heading = grown(this.heading, size);
    this.health = grown(this.health, size);
    this.state = grown(this.state, size);
    this.seen = grown(this.seen, size);
    this.place = grown(this.place, size);
  }
}

type Column = Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

function grown<C extends Column>(column: C, size: number): C {
  const larger = new (column.constructor as new (size: number) => C)(size);
  larger.set(column as never);
  return larger;
}

/** turned is a part of the shorter way from one heading to another, in 256ths. */
export function turned(from: number, to: number, part: number): number {
  const way = ((((to - from) % 256) + 384) % 256) - 128;
  return from + way * part;
}
