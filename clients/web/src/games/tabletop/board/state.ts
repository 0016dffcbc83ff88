/** What React has to know of the easel: the tool in hand, its options, the menu, the sheet that is open. */
import type { Desk, Draft } from "../desk";
import { AreaShape, DrawingShape, FogShape } from "../proto";
import type { WallItem } from "./figures/display";
import type { Point } from "./plane";
import type { Preset } from "./shapes";
import type { ToolId } from "./tools";

export interface Options {
  colour: string;
  fill: boolean;
  width: number;
  drawing: DrawingShape;
  area: Preset;
  staged: boolean;
  wall: WallItem["kind"];
  door: "door" | "window" | "secret";
  fog: FogShape;
  hide: boolean;
  radius: number;
  /** For whom fog is changed: an account, or all players when empty. */
  fogFor: string;
  /** Bright and dim radius in feet. */
  light: [number, number];
  /** Cells between the two clicks that align a picture. */
  cells: number;
}

export type Sheet =
  | { kind: "element"; id: string }
  | { kind: "text"; at: Point }
  | { kind: "pin"; at: Point }
  | { kind: "scene" }
  | { kind: "display" };

export interface Menu {
  at: Point;
  pixel: Point;
  /** Something is under it. */
  over: boolean;
}

interface Shown {
  /** What was taken last; undefined before there is anything. */
  desk: Desk | undefined;
  tool: ToolId;
  options: Options;
  menu: Menu | undefined;
  sheet: Sheet | undefined;
  /** What is measured, or what to do next, in words. */
  hint: string;
  drafts: Draft[];
  /** A game master looks as the players do. */
  asPlayers: boolean;
}

export class EaselState {
  now: Shown = {
    desk: undefined, tool: "select", menu: undefined, sheet: undefined, hint: "", drafts: [], asPlayers: false,
    options: {
      colour: "#b3402a", fill: false, width: 0.1, drawing: DrawingShape.FREEHAND, staged: false, wall: "solid", door: "door",
      area: { name: "", shape: AreaShape.CIRCLE, size: 20, colour: "#e0662b" },
      fog: FogShape.BRUSH, hide: false, radius: 1.5, fogFor: "", light: [20, 40], cells: 1,
    },
  };
  private readonly listeners = new Set<() => void>();

  set(change: Partial<Shown>): void {
    const keys = Object.keys(change) as (keyof Shown)[];
    if (keys.every((key) => this.now[key] === change[key])) return;
    this.now = { ...this.now, ...change };
    for (const listener of this.listeners) listener();
  }

  choose(options: Partial<Options>): void {
    this.set({ options: { ...this.now.options, ...options } });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
