/**
 * Fog as pictures that lie over the scene: a coarse one of what was ever seen, and
 * a finer one over the part that is seen now. They are made when somebody's sight
 * changes; a frame only copies them.
 */
import type { Size } from "../../../../../ui/board/camera";
import type { Box, Point } from "../../plane";
import type { Bitmap } from "../explored";
import type { Veil } from "../painter";
import { blankOf, fill, type Mask } from "../sight";
import { cloths } from "./cloth";
import { step } from "./noise";

/** Pixels to a cell of what is seen now. */
const finest = 12;
const largest = 1024;
/** How soft the edge of sight is, in cells. */
const soft = 0.09;

export interface Fog {
  of: Veil;
  /** Over the whole scene. */
  all: HTMLCanvasElement;
  /** Over the box of what is seen now, in the place of the other. */
  part: HTMLCanvasElement;
  box: Box;
  /** What is seen now, white. */
  seen: HTMLCanvasElement;
}

/** fogOf makes what a veil looks like, from what is known of the one before. */
export function fogOf(veil: Veil, size: Size, before: Fog | undefined): Fog {
  const { box } = veil.mask;
  const same = before?.of.explored === veil.explored && before.of.depth[0] === veil.depth[0];
  const all = same ? before.all : blurred(veil, size);
  // Sight shows players nothing of what they have not explored.
  const within = veil.depth[0] >= 0.99 ? knownIn(veil.explored, size, box) : undefined;
  const seen = masked(softened(veil.mask, [...veil.mask.dim, ...veil.mask.lit]), within);
  const lit = masked(softened(veil.mask, veil.mask.lit), within);
  return { of: veil, all, part: partOf(veil, size, seen, lit), box, seen };
}

/** known is what was explored, white, with soft edges. */
export function known({ columns, rows, bits }: Bitmap): HTMLCanvasElement {
  const finer = Math.max(1, Math.min(4, Math.floor(largest / Math.max(columns, rows))));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.max(1, columns * finer), Math.max(1, rows * finer)];
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  const image = ctx.createImageData(canvas.width, canvas.height);
  softenedBits({ columns, rows, bits }, finer, new Uint32Array(image.data.buffer));
  ctx.putImageData(image, 0, 0);
  return canvas;
}

/** softenedBits writes white pixels, so many to a square, opaque where it was seen and all around was, too. */
export function softenedBits({ columns, rows, bits }: Bitmap, finer: number, to: Uint32Array): void {
  const at = (i: number, count: number) => {
    const place = Math.min(count - 1, Math.max(0, (i + 0.5) / finer - 0.5));
    const low = Math.min(Math.max(0, count - 2), Math.floor(place));
    return { low, high: Math.min(count - 1, low + 1), part: place - low };
  };
  const across = Array.from({ length: columns * finer }, (_, i) => at(i, columns));
  for (let y = 0; y < rows * finer; y++) {
    const { low, high, part } = at(y, rows);
    for (let x = 0; x < across.length; x++) {
      const { low: left, high: right, part: u } = across[x]!;
      const upper = bits[low * columns + left]! * (1 - u) + bits[low * columns + right]! * u;
      const lower = bits[high * columns + left]! * (1 - u) + bits[high * columns + right]! * u;
      const seen = step(0.35, 0.85, (upper * (1 - part) + lower * part) / 255);
      to[y * across.length + x] = ((Math.round(seen * 255) << 24) | 0xffffff) >>> 0;
    }
  }
}

const knowns = new WeakMap<Bitmap, HTMLCanvasElement>();

function knownOnce(bitmap: Bitmap): HTMLCanvasElement {
  const kept = knowns.get(bitmap) ?? known(bitmap);
  knowns.set(bitmap, kept);
  return kept;
}

function knownIn(bitmap: Bitmap, size: Size, box: Box): HTMLCanvasElement {
  const { canvas, ctx } = blankOf(box, finest);
  ctx?.drawImage(knownOnce(bitmap), 0, 0, size.width, size.height);
  return canvas;
}

function blurred(veil: Veil, size: Size): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const from = knownOnce(veil.explored);
  [canvas.width, canvas.height] = [from.width, from.height];
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  ctx.scale(canvas.width / size.width, canvas.height / size.height);
  thick(ctx, veil, size, { x: 0, y: 0, ...size });
  coloured(ctx, { x: 0, y: 0, ...size });
  return canvas;
}

/** thick fills a box with fog, thinner where the ground is known. */
function thick(ctx: CanvasRenderingContext2D, { depth, explored }: Veil, size: Size, box: Box): void {
  ctx.globalAlpha = depth[0];
  ctx.fillRect(box.x, box.y, box.width, box.height);
  ctx.globalCompositeOperation = "destination-out";
  ctx.globalAlpha = (depth[0] - depth[1]) / depth[0];
  ctx.drawImage(knownOnce(explored), 0, 0, size.width, size.height);
  ctx.globalAlpha = 1;
}

function partOf(veil: Veil, size: Size, seen: HTMLCanvasElement, lit: HTMLCanvasElement): HTMLCanvasElement {
  const { box } = veil.mask;
  const { canvas, ctx } = blankOf(box, finest);
  if (!ctx) return canvas;
  thick(ctx, veil, size, box);
  const lay = (mask: HTMLCanvasElement, how: GlobalCompositeOperation, alpha: number) => {
    ctx.globalCompositeOperation = how;
    ctx.globalAlpha = alpha;
    ctx.drawImage(mask, box.x, box.y, box.width, box.height);
  };
  lay(seen, "destination-out", 1);
  lay(seen, "lighter", veil.depth[2]);
  lay(lit, "destination-out", 1);
  ctx.globalAlpha = 1;
  coloured(ctx, box);
  return canvas;
}

/** coloured gives what was drawn the colour of fog. */
function coloured(ctx: CanvasRenderingContext2D, { x, y, width, height }: Box): void {
  const { fog } = cloths();
  const pattern = ctx.createPattern(fog.canvas, "repeat")!;
  pattern.setTransform(new DOMMatrix().scale(1 / fog.perCell));
  ctx.globalCompositeOperation = "source-in";
  ctx.fillStyle = pattern;
  ctx.fillRect(x, y, width, height);
}

/** softened draws polygons white, nine times a little beside each other: together a soft edge. */
function softened({ box }: Mask, polygons: Point[][]): HTMLCanvasElement {
  const sharp = blankOf(box, finest);
  if (sharp.ctx) fill(sharp.ctx, polygons, "#ffffff");
  const { canvas, ctx } = blankOf(box, finest);
  if (!ctx) return canvas;
  ctx.globalCompositeOperation = "lighter";
  for (const dx of [-1, 0, 1]) {
    for (const dy of [-1, 0, 1]) {
      // A little more than all of it: the edge is drawn in, the middle stays clear.
      ctx.globalAlpha = (1.2 * (dx ? 1 : 2) * (dy ? 1 : 2)) / 16;
      ctx.drawImage(sharp.canvas, box.x + dx * soft, box.y + dy * soft, box.width, box.height);
    }
  }
  return canvas;
}

function masked(picture: HTMLCanvasElement, by: HTMLCanvasElement | undefined): HTMLCanvasElement {
  const ctx = by && picture.getContext("2d");
  if (!ctx) return picture;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = 1;
  ctx.globalCompositeOperation = "destination-in";
  ctx.drawImage(by, 0, 0, picture.width, picture.height);
  return picture;
}
