/** What is seen now, drawn as a small picture that the ground's shader looks through. */
import type { Sight } from "../../proto";
import { type Box, boxOf, type Point } from "../plane";
import type { Mask } from "./painter";

const finest = 24;
const largest = 1024;
/** Around what is seen, so that its soft edge has room. */
const rim = 0.5;

/** maskOf draws sight polygons: dim in green, lit in red and green. */
export function maskOf(sight: Sight | undefined): Mask {
  const picture = document.createElement("canvas");
  const dim = (sight?.dim ?? []).map((one) => pointsOf(one.xy));
  const lit = (sight?.lit ?? []).map((one) => pointsOf(one.xy));
  const all = [...dim, ...lit].flat();
  const box = all.length > 0 ? widened(boxOf(all)) : { x: 0, y: 0, width: 1, height: 1 };
  const scale = Math.min(finest, largest / Math.max(box.width, box.height));
  picture.width = Math.max(1, Math.round(box.width * scale));
  picture.height = Math.max(1, Math.round(box.height * scale));
  const ctx = picture.getContext("2d");
  if (ctx) {
    ctx.scale(picture.width / box.width, picture.height / box.height);
    ctx.translate(-box.x, -box.y);
    fill(ctx, dim, "#00ff00");
    fill(ctx, lit, "#ffff00");
  }
  return { picture, box };
}

export function pointsOf(xy: number[]): Point[] {
  return Array.from({ length: xy.length >> 1 }, (_, i) => ({ x: xy[2 * i]!, y: xy[2 * i + 1]! }));
}

function widened({ x, y, width, height }: Box): Box {
  return { x: x - rim, y: y - rim, width: width + 2 * rim, height: height + 2 * rim };
}

function fill(ctx: CanvasRenderingContext2D, polygons: Point[][], colour: string): void {
  ctx.fillStyle = colour;
  for (const corners of polygons) {
    ctx.beginPath();
    for (const { x, y } of corners) ctx.lineTo(x, y);
    ctx.fill();
  }
}
