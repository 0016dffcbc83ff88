/** What is seen now, drawn as a small picture that the ground's painters look through. */
import type { Sight } from "../../proto";
import { type Box, boxOf, type Point } from "../plane";

const largest = 1024;
/** Around what is seen, so that its soft edge has room. */
const rim = 0.5;

/** Mask is what is seen now: polygons, and the box around them. */
export interface Mask {
  dim: Point[][];
  lit: Point[][];
  box: Box;
}

export function maskOf(sight: Sight | undefined): Mask {
  const [dim, lit] = [sight?.dim ?? [], sight?.lit ?? []].map((polygons) => polygons.map((one) => pointsOf(one.xy))) as [Point[][], Point[][]];
  const all = [...dim, ...lit].flat();
  return { dim, lit, box: all.length > 0 ? widened(boxOf(all)) : { x: 0, y: 0, width: 1, height: 1 } };
}

/** blankOf is a canvas over a box of the table, to be drawn on in cells, with so many pixels to a cell where that is not too many. */
export function blankOf(box: Box, finest: number): { canvas: HTMLCanvasElement; ctx: CanvasRenderingContext2D | null } {
  const scale = Math.min(finest, largest / Math.max(box.width, box.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(box.width * scale));
  canvas.height = Math.max(1, Math.round(box.height * scale));
  const ctx = canvas.getContext("2d");
  ctx?.scale(canvas.width / box.width, canvas.height / box.height);
  ctx?.translate(-box.x, -box.y);
  return { canvas, ctx };
}

/** pictureOf shows a mask in two colours: lit in red, seen at all in green. */
export function pictureOf({ dim, lit, box }: Mask): HTMLCanvasElement {
  const { canvas, ctx } = blankOf(box, 24);
  if (ctx) {
    fill(ctx, dim, "#00ff00");
    fill(ctx, lit, "#ffff00");
  }
  return canvas;
}

export function pointsOf(xy: number[]): Point[] {
  return Array.from({ length: xy.length >> 1 }, (_, i) => ({ x: xy[2 * i]!, y: xy[2 * i + 1]! }));
}

export function fill(ctx: CanvasRenderingContext2D, polygons: Point[][], colour: string): void {
  ctx.fillStyle = colour;
  for (const corners of polygons) {
    ctx.beginPath();
    for (const { x, y } of corners) ctx.lineTo(x, y);
    ctx.fill();
  }
}

function widened({ x, y, width, height }: Box): Box {
  return { x: x - rim, y: y - rim, width: width + 2 * rim, height: height + 2 * rim };
}
