/** What is under the pointer. */
import { DrawingShape } from "../proto";
import { type Display, drawnPoints } from "./figures/display";
import { centreOf, cornersOf } from "./ground/tiles";
import { type Box, distance, gap, inBox, mix, type Point, within } from "./plane";

export interface Hit {
  id: string;
  kind: "token" | "door" | "pin" | "light" | "wall" | "drawing" | "area" | "map";
}

/** hits are all things there, the uppermost first; reach is how far beside a line still counts, in cells. */
export function hits(shown: Display, p: Point, reach: number): Hit[] {
  return [...things(shown, p, reach)];
}

function* things(shown: Display, p: Point, reach: number): Generator<Hit, undefined> {
  const near = (at: Point, far = reach) => distance(p, at) <= Math.max(far, reach);
  const line = (points: Point[], far: number) => points.some((a, i) => i > 0 && gap(p, points[i - 1]!, a) <= far);
  for (const { id, at } of shown.pins.toReversed()) if (near(at, 0.35)) yield { id, kind: "pin" };
  for (const { id, from, to } of shown.doors.toReversed()) {
    if (near(mix(from, to, 0.5), 0.22)) yield { id, kind: "door" };
  }
  for (const { id, at, size } of shown.tokens.toReversed()) if (near(at, size / 2)) yield { id, kind: "token" };
  for (const { id, from, to } of shown.doors.toReversed()) if (gap(p, from, to) <= reach) yield { id, kind: "door" };
  for (const { id, at } of shown.lights.toReversed()) if (near(at, 0.3)) yield { id, kind: "light" };
  for (const { id, points } of shown.walls.toReversed()) if (line(points, reach)) yield { id, kind: "wall" };
  for (const one of shown.drawings.toReversed()) {
    const points = drawnPoints(one);
    if (one.shape === DrawingShape.TEXT ? inBox(p, textBox(one)) : line(one.shape === DrawingShape.FREEHAND ? points : [...points, points[0]!], Math.max(reach, one.width)) || (one.fill && within(p, points))) yield { id: one.id, kind: "drawing" };
  }
  for (const { id, at, corners } of shown.areas.toReversed()) if (near(at, 0.3) || within(p, corners)) yield { id, kind: "area" };
  for (const { id, map, locked } of shown.maps.toReversed()) if (!locked && within(p, cornersOf(map, whole))) yield { id, kind: "map" };
}

const whole: Box = { x: 0, y: 0, width: 1, height: 1 };

/** textSize is the height of a text's letters in cells. */
export const textSize = (width: number): number => Math.max(0.3, width * 5);

export function textBox({ points, text, width }: { points: Point[]; text: string; width: number }): Box {
  const size = textSize(width);
  return { x: points[0]!.x, y: points[0]!.y - size, width: text.length * size * 0.55, height: size * 1.3 };
}

/** chosenIn are all things of which the middle, or a part, lies in a box: what a box drawn by hand chooses. */
export function chosenIn(shown: Display, box: Box): string[] {
  return [
    ...shown.tokens.filter((one) => inBox(one.at, box)), ...shown.pins.filter((one) => inBox(one.at, box)), ...shown.lights.filter((one) => inBox(one.at, box)),
    ...shown.doors.filter((one) => inBox(mix(one.from, one.to, 0.5), box)),
    ...shown.walls.filter((one) => one.points.every((p) => inBox(p, box))), ...shown.drawings.filter((one) => one.points.every((p) => inBox(p, box))),
    ...shown.areas.filter((one) => inBox(one.at, box)), ...shown.maps.filter((one) => !one.locked && inBox(centreOf(one.map), box)),
  ].map((one) => one.id);
}

