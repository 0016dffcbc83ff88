/**
 * Motion with meaning: the ship flies from where it was to where it is, and
 * what it lost or gained rises from it. Without happenings it simply is where
 * the view says.
 */
import type { Happening } from "./proto";

export interface Pose {
  x: number;
  y: number;
  /** Where the bow points, in radians; up is 0. */
  heading: number;
  moving: boolean;
}

export interface Floating {
  x: number;
  y: number;
  text: string;
  good: boolean;
  alpha: number;
}

type Told = Pick<Happening, "action" | "fromNodeId" | "nodeId" | "amount" | "good">;
type Spots = ReadonlyMap<string, { x: number; y: number }>;

const flightMs = 240;
const wordMs = 1_200;
/** What changes the captain or the ship by a number worth showing. */
const numbered = new Set(["struck", "repaired", "used", "ate", "looted", "mined", "salvaged", "sold", "bought", "quest", "ejected"]);

/** Motion remembers what is going on right now; it belongs to one board. */
export class Motion {
  private flight: { from: string; to: string; start: number } | undefined;
  private words: { text: string; good: boolean; start: number }[] = [];
  private heading = 0;

  constructor(private readonly still: () => boolean = prefersStill) {}

  /** play takes what happened in a step: the flight first, then its numbers. */
  play(happenings: Told[], now: number): void {
    if (this.still()) return;
    const flown = happenings.find((one) => one.action === "travelled" && one.fromNodeId && one.nodeId);
    if (flown) this.flight = { from: flown.fromNodeId, to: flown.nodeId, start: now };
    const start = flown ? now + flightMs : now;
    const told = happenings.filter((one) => one.amount !== 0 && numbered.has(one.action));
    this.words = told.map((one, i) => ({ text: `${one.good ? "+" : "−"}${Math.abs(one.amount)}`, good: one.good, start: start + i * 180 }));
  }

  /** stop forgets everything under way: the view is new altogether. */
  stop(): void {
    this.flight = undefined;
    this.words = [];
  }

  pose(at: { x: number; y: number }, spots: Spots, now: number): Pose {
    const from = this.flight && spots.get(this.flight.from);
    const to = this.flight && spots.get(this.flight.to);
    if (!this.flight || !from || !to) return { ...at, heading: this.heading, moving: false };
    this.heading = Math.atan2(to.x - from.x, from.y - to.y);
    const part = Math.max(0, (now - this.flight.start) / flightMs);
    if (part >= 1) {
      this.flight = undefined;
      return { ...at, heading: this.heading, moving: false };
    }
    const eased = part * part * (3 - 2 * part);
    return { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased, heading: this.heading, moving: true };
  }

  /** floating are the numbers in the air at a time, above the ship. */
  floating(at: { x: number; y: number }, now: number): Floating[] {
    this.words = this.words.filter((word) => now < word.start + wordMs);
    return this.words.map((word) => {
      const age = Math.max(0, (now - word.start) / wordMs);
      return { x: at.x, y: at.y - 1 - age, text: word.text, good: word.good, alpha: now < word.start ? 0 : Math.min(1, (1 - age) * 2) };
    });
  }
}

function prefersStill(): boolean {
  return typeof matchMedia !== "undefined" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
