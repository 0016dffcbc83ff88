/** Rectangles of whole pixels: what of a picture can be kept, and what has to be painted anew. */
import type { Camera, Size } from "../../../../../ui/board/camera";
import type { Box } from "../../plane";

/** Place is where the table lies on a canvas: the pixel of its corner, and pixels to a cell. The corner is a whole pixel, so that moved pictures stay sharp. */
export interface Place {
  x: number;
  y: number;
  pixels: number;
}

export function placeOf(camera: Camera, canvas: Size, ratio: number): Place {
  const pixels = camera.scale * ratio;
  return { x: Math.round(canvas.width / 2 - camera.x * pixels), y: Math.round(canvas.height / 2 - camera.y * pixels), pixels };
}

/** onCanvas is a box of the table in pixels: whole ones, so that neighbours have neither a seam nor a pixel in common. */
export function onCanvas({ x, y, width, height }: Box, place: Place): Box {
  const [left, top] = [Math.round(place.x + x * place.pixels), Math.round(place.y + y * place.pixels)];
  return { x: left, y: top, width: Math.round(place.x + (x + width) * place.pixels) - left, height: Math.round(place.y + (y + height) * place.pixels) - top };
}

/** onTable is a box of pixels in cells. */
export function onTable({ x, y, width, height }: Box, { x: left, y: top, pixels }: Place): Box {
  return { x: (x - left) / pixels, y: (y - top) / pixels, width: width / pixels, height: height / pixels };
}

/** common is what two boxes have in common; without width or height when that is nothing. */
export function common(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return { x, y, width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x), height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y) };
}

export const isEmpty = ({ width, height }: Box): boolean => width <= 0 || height <= 0;

/** around is a box without another that lies in it: up to four that do not overlap. */
export function around(outer: Box, inner: Box): Box[] {
  const hole = common(outer, inner);
  if (isEmpty(hole)) return [outer];
  const [right, bottom] = [hole.x + hole.width, hole.y + hole.height];
  return [
    { x: outer.x, y: outer.y, width: outer.width, height: hole.y - outer.y },
    { x: outer.x, y: bottom, width: outer.width, height: outer.y + outer.height - bottom },
    { x: outer.x, y: hole.y, width: hole.x - outer.x, height: hole.height },
    { x: right, y: hole.y, width: outer.x + outer.width - right, height: hole.height },
  ].filter((one) => !isEmpty(one));
}

/** pieces cuts a box into squares, those in its middle first. */
export function pieces(box: Box, side: number): Box[] {
  const found: Box[] = [];
  for (let y = box.y; y < box.y + box.height; y += side) {
    for (let x = box.x; x < box.x + box.width; x += side) found.push(common(box, { x, y, width: side, height: side }));
  }
  const far = (one: Box) => Math.hypot(one.x + one.width / 2 - box.x - box.width / 2, one.y + one.height / 2 - box.y - box.height / 2);
  return found.toSorted((a, b) => far(a) - far(b));
}

export const moved = (box: Box, dx: number, dy: number): Box => ({ ...box, x: box.x + dx, y: box.y + dy });

/** widened has so many pixels more on every side. */
export const widened = ({ x, y, width, height }: Box, by: number): Box => ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });

/** scaledTo is where a picture that was drawn at one place lies at another. */
export function scaledTo(size: Size, from: Place, to: Place): Box {
  const by = to.pixels / from.pixels;
  return { x: to.x - from.x * by, y: to.y - from.y * by, width: size.width * by, height: size.height * by };
}

/** inward is the largest box of whole pixels inside of a box. */
export function inward({ x, y, width, height }: Box): Box {
  const [left, top] = [Math.ceil(x), Math.ceil(y)];
  return { x: left, y: top, width: Math.floor(x + width) - left, height: Math.floor(y + height) - top };
}
