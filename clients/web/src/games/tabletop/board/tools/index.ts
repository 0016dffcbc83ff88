/** The tools one can take in hand. */
import type { Easel } from "../easel";
import type { Drag, Mods } from "../hand";
import type { Point } from "../plane";
import type { Brush } from "../stage";
import { areaTool } from "./area";
import { doorTool, lightTool, pinTool, wallTool } from "./build";
import { drawTool } from "./draw";
import { fogTool } from "./fog";
import { alignTool } from "./align";
import { measureTool } from "./measure";
import { placeTool } from "./place";
import { laserTool, pingTool } from "./point";
import { selectTool } from "./select";

export interface Tool {
  cursor: string;
  hover?: (p: Point | undefined, mods: Mods) => void;
  tap?: (p: Point, mods: Mods, double: boolean) => void;
  /** What it does not take hold of moves the camera. */
  grab?: (p: Point, mods: Mods) => Drag | undefined;
  /** The wheel with Alt. */
  turn?: (steps: number) => void;
  /** True for keys it takes. */
  key?: (event: { key: string; shiftKey: boolean }) => boolean;
  /** True when the right button means something else to it. */
  menu?: (p: Point) => boolean;
  paint?: (brush: Brush, now: number) => void;
  /** It is put away. */
  leave?: () => void;
}

export const tools = {
  select: selectTool, measure: measureTool, ping: pingTool, laser: laserTool, draw: drawTool, area: areaTool,
  fog: fogTool, wall: wallTool, door: doorTool, light: lightTool, pin: pinTool, align: alignTool, place: placeTool,
} satisfies Record<string, (easel: Easel) => Tool>;

export type ToolId = keyof typeof tools;
