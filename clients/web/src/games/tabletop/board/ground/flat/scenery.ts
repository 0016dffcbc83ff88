/** Paints a part of the ground, from the felt up to the lights. All it copies was made before. */
import { type Box, boxOf, type Point } from "../../plane";
import type { Frame, Held, Picture } from "../painter";
import { type Cloth, cloths, parchment, shadow } from "./cloth";
import { type Fog, fogOf } from "./fog";
import { type Light, lightOf } from "./light";
import { type Lines, linesOf } from "./lines";
import { step } from "./noise";
import { around, common, isEmpty, onCanvas, onTable, type Place } from "./parts";

/** Tile is what a picture's Held is here. */
export interface Tile {
  bitmap: ImageBitmap;
}

export const bitmapOf = (held: Held): ImageBitmap => (held as Tile).bitmap;

type Ctx = CanvasRenderingContext2D;

export class GroundScenery {
  private sheet: { of: string; canvas: HTMLCanvasElement } | undefined;
  private lines: { of: string; lines: Lines | undefined } | undefined;
  private light: { of: string; fog: Fog | undefined; light: Light | undefined } | undefined;
  fog: Fog | undefined;

  /** take makes anew what has to be. */
  take({ scenery, veil, ratio }: Frame, place: Place): void {
    const { size, grid, glows, darkness } = scenery;
    const sheet = `${size.width}/${size.height}`;
    if (this.sheet?.of !== sheet) {
      this.sheet = { of: sheet, canvas: parchment(size) };
      this.fog = undefined;
    }
    const lines = `${grid.kind}/${grid.colour}/${grid.opacity}/${place.pixels}/${ratio}`;
    if (this.lines?.of !== lines) this.lines = { of: lines, lines: linesOf(grid, place.pixels, ratio) };
    if (!veil) this.fog = undefined;
    else if (!this.fog || this.fog.of.explored !== veil.explored || this.fog.of.mask !== veil.mask || this.fog.of.depth[0] !== veil.depth[0]) this.fog = fogOf(veil, size, this.fog);
    const lit = JSON.stringify([glows, size, darkness]);
    if (this.light?.of !== lit || this.light.fog !== this.fog) this.light = { of: lit, fog: this.fog, light: lightOf(glows, size, darkness, this.fog) };
  }

  /** paint draws a box of pixels. */
  paint(ctx: Ctx, frame: Frame, place: Place, part: Box): void {
    const scene = onCanvas({ x: 0, y: 0, ...frame.scenery.size }, place);
    const inside = common(scene, part);
    ctx.save();
    inPixels(ctx);
    clipTo(ctx, [part]);
    ctx.imageSmoothingQuality = "low";
    if (around(part, scene).length > 0) this.felt(ctx, frame, place, part);
    if (!isEmpty(inside)) {
      ctx.drawImage(this.sheet!.canvas, scene.x, scene.y, scene.width, scene.height);
      this.grain(ctx, frame, place, inside, 1);
    }
    for (const picture of uncovered(frame.pictures, place, part)) drawTile(ctx, picture, place);
    if (!isEmpty(inside)) {
      inPixels(ctx);
      clipTo(ctx, [inside]);
      this.over(ctx, frame, place, inside, scene);
    }
    ctx.restore();
  }

  private felt(ctx: Ctx, frame: Frame, place: Place, part: Box): void {
    inCells(ctx, place);
    const box = onTable(part, place);
    cover(ctx, cloths().felt, box);
    shadow(ctx, frame.scenery.size, box);
    this.grain(ctx, frame, place, part, 0.3);
  }

  /** grain fades before it can flicker. */
  private grain(ctx: Ctx, frame: Frame, place: Place, part: Box, strength: number): void {
    const alpha = strength * (1 - step(0.04, 0.16, frame.ratio / place.pixels));
    if (alpha <= 0) return;
    inCells(ctx, place);
    ctx.globalAlpha = alpha;
    cover(ctx, cloths().grain, onTable(part, place));
    ctx.globalAlpha = 1;
    inPixels(ctx);
  }

  /** over draws what lies over the pictures: lines, the tint of daylight, fog, light. */
  private over(ctx: Ctx, { scenery }: Frame, place: Place, inside: Box, scene: Box): void {
    const { grid, daylight, darkness } = scenery;
    const { x, y, width, height } = inside;
    const lines = this.lines?.lines;
    if (lines) {
      const pattern = ctx.createPattern(lines.canvas, "repeat")!;
      pattern.setTransform(new DOMMatrix([(lines.width * place.pixels) / lines.canvas.width, 0, 0, (lines.height * place.pixels) / lines.canvas.height, place.x + grid.offsetX * place.pixels, place.y + grid.offsetY * place.pixels]));
      ctx.fillStyle = pattern;
      ctx.fillRect(x, y, width, height);
    }
    if (daylight) {
      ctx.globalCompositeOperation = "multiply";
      ctx.fillStyle = `rgb(${daylight.map((one) => Math.round(one * 255)).join(" ")})`;
      ctx.fillRect(x, y, width, height);
      ctx.globalCompositeOperation = "source-over";
    }
    if (this.fog) drawFog(ctx, this.fog, place, inside, scene);
    else if (darkness > 0) {
      inCells(ctx, place);
      ctx.globalAlpha = darkness;
      cover(ctx, cloths().fog, onTable(inside, place));
      ctx.globalAlpha = 1;
      inPixels(ctx);
    }
    const light = this.light?.light;
    if (!light) return;
    const box = onCanvas(light.box, place);
    ctx.globalCompositeOperation = "color-dodge";
    ctx.drawImage(light.canvas, box.x, box.y, box.width, box.height);
    ctx.globalCompositeOperation = "source-over";
  }
}

function drawFog(ctx: Ctx, fog: Fog, place: Place, inside: Box, scene: Box): void {
  const box = onCanvas(fog.box, place);
  ctx.save();
  clipTo(ctx, around(inside, box));
  ctx.drawImage(fog.all, scene.x, scene.y, scene.width, scene.height);
  ctx.restore();
  if (!isEmpty(common(inside, box))) ctx.drawImage(fog.part, box.x, box.y, box.width, box.height);
}

function drawTile(ctx: Ctx, { held, corners, opacity }: Picture, place: Place): void {
  const bitmap = bitmapOf(held);
  const at = pixelsOf(corners, place);
  const [from, along, , down] = at;
  // A tile that is turned cannot end with a pixel: it reaches a little under its neighbour.
  const more = isStraight(at) ? 0 : 0.7;
  const [width, height] = [bitmap.width - more, bitmap.height - more];
  ctx.setTransform((along!.x - from!.x) / width, (along!.y - from!.y) / width, (down!.x - from!.x) / height, (down!.y - from!.y) / height, from!.x, from!.y);
  ctx.globalAlpha = opacity;
  ctx.drawImage(bitmap, 0, 0);
  ctx.globalAlpha = 1;
}

/**
 * uncovered are the pictures that are seen in a box of pixels: of each one on the
 * table the finest tiles, if they cover all of it, else also those below.
 */
export function uncovered(pictures: Picture[], place: Place, part: Box): Picture[] {
  const found: Picture[] = [];
  let layer: Picture | undefined;
  let left = 0;
  let covered = "";
  for (const picture of pictures.toReversed()) {
    if (layer?.ground !== picture.ground || layer.level !== picture.level) {
      if (layer && left <= 0) covered = layer.ground;
      const whole = common(part, boxOf(pixelsOf(picture.whole, place)));
      [layer, left] = [picture, whole.width * whole.height];
    }
    if (picture.ground === covered) continue;
    const corners = pixelsOf(picture.corners, place);
    const box = common(part, boxOf(corners));
    if (isEmpty(box)) continue;
    if (isStraight(corners)) left -= box.width * box.height;
    found.push(picture);
  }
  return found.toReversed();
}


/** pixelsOf is where corners lie on the canvas: on whole pixels, if they are straight. */
function pixelsOf(corners: Point[], place: Place): Point[] {
  const at = corners.map(({ x, y }) => ({ x: place.x + x * place.pixels, y: place.y + y * place.pixels }));
  return isStraight(at) ? at.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })) : at;
}

/** isStraight is true for what lies along the axes. */
function isStraight([a, b]: Point[]): boolean {
  return Math.abs(a!.x - b!.x) < 1e-6 * (1 + Math.abs(a!.y - b!.y)) || Math.abs(a!.y - b!.y) < 1e-6 * (1 + Math.abs(a!.x - b!.x));
}

function cover(ctx: Ctx, { canvas, perCell }: Cloth, { x, y, width, height }: Box): void {
  const pattern = ctx.createPattern(canvas, "repeat")!;
  pattern.setTransform(new DOMMatrix().scale(1 / perCell));
  ctx.fillStyle = pattern;
  ctx.fillRect(x, y, width, height);
}

function clipTo(ctx: Ctx, boxes: Box[]): void {
  ctx.beginPath();
  for (const { x, y, width, height } of boxes) ctx.rect(x, y, width, height);
  ctx.clip();
}

const inPixels = (ctx: Ctx): void => ctx.setTransform(1, 0, 0, 1, 0, 0);
const inCells = (ctx: Ctx, { x, y, pixels }: Place): void => ctx.setTransform(pixels, 0, 0, pixels, x, y);
