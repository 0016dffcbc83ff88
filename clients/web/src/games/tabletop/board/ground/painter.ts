/** What a painter of the ground is given, and does. There are two: by WebGL2 (gl), and by a 2D canvas (flat) where that is missing or slow. */
import type { Camera, Size } from "../../../../ui/board/camera";
import type { GridKind } from "../../proto";
import type { Point } from "../plane";
import type { Bitmap } from "./explored";
import type { Mask } from "./sight";

export interface Glow {
  at: Point;
  bright: number;
  dim: number;
  colour: string;
}

export interface Veil {
  explored: Bitmap;
  mask: Mask;
  /** True where light is only what is seen: for players. */
  sightOnly: boolean;
  /** How dark it is where nothing was seen, where it is remembered, and in dim light. */
  depth: [number, number, number];
}

/** Held is a tile's picture as its painter keeps it: nobody else looks into it. */
export type Held = object;

export interface Picture {
  held: Held;
  corners: Point[];
  opacity: number;
  /** Which picture of the table it is a tile of, where that lies, and how fine this is. */
  ground: string;
  whole: Point[];
  level: number;
}

export interface Grid {
  kind: GridKind;
  offsetX: number;
  offsetY: number;
  colour: string;
  opacity: number;
}

/** Scenery is what there is to be drawn as long as the table stays as it is: the same object in every frame. */
export interface Scenery {
  size: Size;
  grid: Grid;
  darkness: number;
  /** What daylight leaves of red, green and blue; undefined for all. */
  daylight: [number, number, number] | undefined;
  glows: Glow[];
}

export interface Frame {
  camera: Camera;
  screen: Size;
  ratio: number;
  scenery: Scenery;
  /** From coarse to fine, the lowest first. */
  pictures: Picture[];
  veil: Veil | undefined;
  now: number;
}

export interface GroundPainter {
  readonly name: "gl" | "2d";
  /** keep takes over a picture; in the place of an older one, where there is one. */
  keep: (bitmap: ImageBitmap, held: Held | undefined) => Held;
  free: (held: Held) => void;
  /** draw paints a frame; true asks for another one. */
  draw: (frame: Frame) => boolean;
}

/** Fog is of this colour, a little lighter where it is thick. */
export const deep = [0.045, 0.038, 0.036] as const;

/** powerOf is by how much a light makes brighter what is under it. */
export const powerOf = (darkness: number, veiled: boolean): number => (veiled ? 0.14 : 0.15 + darkness * 0.6);

/** How much of the colour of daylight is seen: a deep blue shall not make a map unreadable. */
const tinted = 0.6;

/** daylightOf is the tint of an ambient light: its colour without its strength, which darkness says. */
export function daylightOf(ambient: string): [number, number, number] | undefined {
  const parts = ambient ? rgb(ambient) : [];
  const most = Math.max(...parts);
  if (parts.length === 0 || most === 0 || Math.min(...parts) === most) return undefined;
  const [r, g, b] = parts.map((part) => 1 - tinted + (tinted * part) / most);
  return [r!, g!, b!];
}

/** rgb is "#rrggbb" as three parts of 1. */
export function rgb(colour: string): number[] {
  const value = parseInt(colour.slice(1) || "ffffff", 16);
  return [value >> 16, (value >> 8) & 255, value & 255].map((part) => part / 255);
}
