/**
 * Paints the ground on a 2D canvas, for machines without a fast graphics card.
 * There every pixel that is painted costs, so as few as can be are: when the table
 * is moved, the canvas is moved by whole pixels and only what comes into sight is
 * painted; while it is zoomed, the last sharp picture is stretched, and painted anew
 * once it rests; when tiles arrive, only they are, some in each frame. What players
 * see now and what they do not is never painted by parts.
 */
import type { Size } from "../../../../../ui/board/camera";
import { type Box, boxOf } from "../../plane";
import { changed } from "../explored";
import type { Frame, Glow, GroundPainter, Held, Picture, Scenery } from "../painter";
import { reachOf } from "./light";
import { around, common, inward, isEmpty, moved, onCanvas, pieces, type Place, placeOf, scaledTo, widened } from "./parts";
import { bitmapOf, GroundScenery, type Tile } from "./scenery";

/** So many pixels are painted anew in a frame, besides those that come into sight. */
const budget = 300_000;
const side = 256;
/** How long a zoom rests before the table is painted sharp. */
const restMs = 130;
/** Stretched by more than this, the table is painted sharp at once. */
const stretch = 2.5;

interface Copy {
  canvas: HTMLCanvasElement;
  place: Place;
}

export class FlatPainter implements GroundPainter {
  readonly name = "2d";
  private scenery = new GroundScenery();
  private shown: { place: Place; screen: Size; frame: Frame } | undefined;
  private readonly drawn = new Map<Held, Picture>();
  /** What is to be painted sharp when there is time. */
  private due: Box[] = [];
  /** The picture that is stretched during a zoom, from when, and how many pixels to a cell were sharp last. */
  private copy: Copy | undefined;
  private since = 0;
  private sharp = 0;

  private constructor(private readonly canvas: HTMLCanvasElement, private readonly ctx: CanvasRenderingContext2D) {}

  static over(canvas: HTMLCanvasElement, restored: () => void): FlatPainter | undefined {
    const ctx = canvas.getContext("2d", { alpha: false });
    if (!ctx) return undefined;
    const painter = new FlatPainter(canvas, ctx);
    canvas.addEventListener("contextrestored", () => {
      [painter.shown, painter.scenery] = [undefined, new GroundScenery()];
      restored();
    });
    return painter;
  }

  /** keep makes something new each time: what was drawn of the old picture is then known to be out of date. */
  keep(bitmap: ImageBitmap, held: Held | undefined): Held {
    if (held) this.free(held);
    return { bitmap } satisfies Tile;
  }

  free(held: Held): void {
    bitmapOf(held).close();
  }

  draw(frame: Frame): boolean {
    const { canvas } = this;
    const place = placeOf(frame.camera, canvas, frame.ratio);
    const { shown } = this;
    const zooms = shown !== undefined && place.pixels !== shown.place.pixels;
    this.scenery.take(frame, place);
    if (!shown || !sameSize(shown.screen, frame.screen) || differs(shown.frame, frame)) this.all(frame, place);
    else {
      if (zooms) this.zoom(frame, place);
      else this.move(frame, place);
      this.now(frame, place, staleOf(shown.frame, frame));
    }
    this.takePictures(frame, place);
    this.shown = { place, screen: frame.screen, frame };
    return this.work(frame, place);
  }

  private get whole(): Box {
    return { x: 0, y: 0, width: this.canvas.width, height: this.canvas.height };
  }

  private paint(frame: Frame, place: Place, box: Box): void {
    const part = common(this.whole, box);
    if (!isEmpty(part)) this.scenery.paint(this.ctx, frame, place, part);
  }

  private all(frame: Frame, place: Place): void {
    this.paint(frame, place, this.whole);
    this.due = [];
    this.copy = undefined;
    this.sharp = place.pixels;
    this.drawn.clear();
    for (const picture of frame.pictures) this.drawn.set(picture.held, picture);
  }

  /** now paints boxes of the table at once. */
  private now(frame: Frame, place: Place, boxes: Box[]): void {
    for (const box of boxes) this.paint(frame, place, widened(onCanvas(box, place), 1));
    if (boxes.length > 0 && this.copy) this.copy = copyOf(this.canvas, place, this.copy.canvas);
  }

  private move(frame: Frame, place: Place): void {
    const from = this.shown!.place;
    const [dx, dy] = [place.x - from.x, place.y - from.y];
    if (dx === 0 && dy === 0) return;
    const { ctx, canvas, whole } = this;
    const kept = moved(whole, dx, dy);
    ctx.globalCompositeOperation = "copy";
    ctx.drawImage(canvas, dx, dy);
    ctx.globalCompositeOperation = "source-over";
    this.due = this.due.map((box) => common(whole, moved(box, dx, dy))).filter((box) => !isEmpty(box));
    for (const strip of around(whole, kept)) this.paint(frame, place, strip);
  }

  private zoom(frame: Frame, place: Place): void {
    const { ctx, canvas, whole } = this;
    const by = place.pixels / this.sharp;
    if (by > stretch || by < 1 / stretch) return this.all(frame, place);
    this.copy ??= copyOf(canvas, this.shown!.place);
    const box = scaledTo(this.copy.canvas, this.copy.place, place);
    ctx.imageSmoothingQuality = "low";
    ctx.drawImage(this.copy.canvas, box.x, box.y, box.width, box.height);
    const beside = around(whole, inward(box));
    for (const strip of beside) this.paint(frame, place, strip);
    if (beside.length > 0) this.copy = copyOf(canvas, place, this.copy.canvas);
    this.since = frame.now;
    this.due = [];
  }

  /** takePictures notes which tiles have come, gone or changed their place. */
  private takePictures({ pictures }: Frame, place: Place): void {
    const gone = new Set(this.drawn.keys());
    const changes: Picture[] = [];
    for (const picture of pictures) {
      gone.delete(picture.held);
      const before = this.drawn.get(picture.held);
      if (before && sameTile(before, picture)) continue;
      changes.push(picture);
      if (before) changes.push(before);
      this.drawn.set(picture.held, picture);
    }
    for (const held of gone) {
      changes.push(this.drawn.get(held)!);
      this.drawn.delete(held);
    }
    if (this.copy) return;
    for (const { corners } of changes) {
      const box = common(this.whole, widened(onCanvas(boxOf(corners), place), 1));
      if (!isEmpty(box)) this.due.push(...pieces(box, 2 * side));
    }
  }

  /** work paints some of what is due; true while there is more to do. */
  private work(frame: Frame, place: Place): boolean {
    if (this.copy) {
      if (frame.now - this.since < restMs) return true;
      this.copy = undefined;
      this.sharp = place.pixels;
      this.due = pieces(this.whole, side);
    }
    for (let left = budget; left > 0 && this.due.length > 0;) {
      const box = this.due.shift()!;
      this.paint(frame, place, box);
      left -= box.width * box.height;
    }
    return this.due.length > 0;
  }
}

function copyOf(canvas: HTMLCanvasElement, place: Place, into = document.createElement("canvas")): Copy {
  if (into.width !== canvas.width || into.height !== canvas.height) [into.width, into.height] = [canvas.width, canvas.height];
  into.getContext("2d", { alpha: false })?.drawImage(canvas, 0, 0);
  return { canvas: into, place };
}

const sameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

const rest = ({ size, grid, darkness, daylight }: Scenery): string => JSON.stringify([size, grid, darkness, daylight]);

/** differs is true where all has to be painted anew. */
function differs(a: Frame, b: Frame): boolean {
  if (a.ratio !== b.ratio || Boolean(a.veil) !== Boolean(b.veil) || a.veil?.depth[0] !== b.veil?.depth[0]) return true;
  return a.scenery !== b.scenery && rest(a.scenery) !== rest(b.scenery);
}

/** staleOf are the boxes of the table that look another way now: where lights were or are, and what is seen or was. */
export function staleOf(a: Frame, b: Frame): Box[] {
  const found: Box[] = [];
  if (a.scenery !== b.scenery) found.push(...otherGlows(a.scenery.glows, b.scenery.glows).map(reachOf));
  if (a.veil && b.veil) {
    if (a.veil.mask !== b.veil.mask) found.push(a.veil.mask.box, b.veil.mask.box);
    const box = changed(a.veil.explored, b.veil.explored);
    // Its soft edge reaches a little further.
    if (box) found.push(widened(box, 0.5));
  }
  return found;
}

function otherGlows(a: Glow[], b: Glow[]): Glow[] {
  const key = ({ at, bright, dim, colour }: Glow) => [at.x, at.y, bright, dim, colour].join("/");
  const [before, after] = [new Set(a.map(key)), new Set(b.map(key))];
  return [...a.filter((glow) => !after.has(key(glow))), ...b.filter((glow) => !before.has(key(glow)))];
}

function sameTile(a: Picture, b: Picture): boolean {
  return a.opacity === b.opacity && a.corners.every(({ x, y }, i) => x === b.corners[i]!.x && y === b.corners[i]!.y);
}
