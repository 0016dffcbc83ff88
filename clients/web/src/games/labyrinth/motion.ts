/**
 * Motion with meaning: figures walk the way the server told, then blows and
 * healing are shown as numbers. The page makes nothing up: without happenings
 * everybody simply stands where the view says.
 */
import type { FigureItem } from "./display";
import type { Happening } from "./proto";

export interface Pose {
  /** The cell's corner, with fractions while walking. */
  x: number;
  y: number;
  grow: number;
  moving: boolean;
}

export interface Floating {
  x: number;
  y: number;
  text: string;
  good: boolean;
  alpha: number;
}

interface Walk {
  cells: { x: number; y: number }[];
  start: number;
}

interface Word {
  figure: string;
  text: string;
  good: boolean;
  start: number;
}

const stepMs = 200;
const wordMs = 1_100;

/** Motion remembers what is going on right now; it belongs to one board. */
export class Motion {
  private readonly walks = new Map<string, Walk>();
  private words: Word[] = [];
  private readonly places = new Map<string, { x: number; y: number }>();

  constructor(private readonly still: () => boolean = prefersStill) {}

  /** play takes what happened in a step. Walks go first, all at once as they were resolved; words follow. */
  play(happenings: Pick<Happening, "way" | "figureId" | "targetId" | "amount" | "action">[], now: number): void {
    if (this.still()) return;
    let longest = 0;
    for (const one of happenings) {
      if (one.way.length < 2 || !one.figureId) continue;
      const cells = one.way.map(({ x, y }) => ({ x, y }));
      this.walks.set(one.figureId, { cells, start: now });
      longest = Math.max(longest, (cells.length - 1) * stepMs);
    }
    const told = happenings.filter((one) => one.amount !== 0);
    this.words = told.map((one, i) => {
      const good = /heal|help|rest|stay|recover|use/.test(one.action);
      return {
        figure: one.targetId || one.figureId, good, text: `${good ? "+" : "−"}${Math.abs(one.amount)}`, start: now + longest + i * 170,
      };
    });
  }

  /** stop forgets everything under way: the view is new altogether. */
  stop(): void {
    this.walks.clear();
    this.words = [];
  }

  pose(figure: FigureItem, now: number): Pose {
    const walk = this.walks.get(figure.id);
    const pose = walk ? along(walk, now) : undefined;
    if (walk && !pose) this.walks.delete(figure.id);
    const at = pose ?? { x: figure.x, y: figure.y };
    this.places.set(figure.id, at);
    return { ...at, grow: pose ? 1.06 : 1, moving: pose !== undefined };
  }

  floating(now: number): Floating[] {
    this.words = this.words.filter((word) => now < word.start + wordMs);
    return this.words.flatMap((word) => {
      const place = this.places.get(word.figure);
      if (!place) return [];
      const age = Math.max(0, (now - word.start) / wordMs);
      const alpha = now < word.start ? 0 : Math.min(1, (1 - age) * 2);
      return [{ x: place.x + 0.5, y: place.y + 0.28 - age * 0.4, text: word.text, good: word.good, alpha }];
    });
  }
}

/** along is where a walk has got to; undefined when it is over. */
function along(walk: Walk, now: number): { x: number; y: number } | undefined {
  const gone = Math.max(0, (now - walk.start) / stepMs);
  const i = Math.floor(gone);
  const from = walk.cells[i];
  const to = walk.cells[i + 1];
  if (!from || !to) return undefined;
  const part = gone - i;
  const eased = part * part * (3 - 2 * part);
  return { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased };
}

function prefersStill(): boolean {
  return typeof matchMedia !== "undefined" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
