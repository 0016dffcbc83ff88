/** A scene drawn with letters: walls, doors and ground of what stands there, so that a place can be written down and read. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { DoorState, DrawingShape, type ElementSchema } from "./proto";

type Element = MessageInitShape<typeof ElementSchema>;
type Point = { x: number; y: number };

/** What letters mean: rock, doors (closed, locked, secret), a window; everything else is ground. */
const rock = "#";
const doors: Record<string, { state: DoorState; secret?: boolean; window?: boolean }> = {
  "+": { state: DoorState.CLOSED }, L: { state: DoorState.LOCKED }, S: { state: DoorState.CLOSED, secret: true }, W: { state: DoorState.LOCKED, window: true },
};

/** walls are the borders between rock and ground, in straight pieces as long as they go. */
export function walls(plan: string[]): Element[] {
  const height = plan.length;
  const width = plan[0]!.length;
  const solid = (x: number, y: number) => (plan[y]?.[x] ?? rock) === rock;
  const found: [Point, Point][] = [];
  for (let y = 0; y <= height; y++) found.push(...runs(width, (x) => solid(x, y - 1) !== solid(x, y)).map(([from, to]): [Point, Point] => [{ x: from, y }, { x: to, y }]));
  for (let x = 0; x <= width; x++) found.push(...runs(height, (y) => solid(x - 1, y) !== solid(x, y)).map(([from, to]): [Point, Point] => [{ x, y: from }, { x, y: to }]));
  return found.map((points) => ({ locked: true, kind: { case: "wall", value: { points } } }));
}

/** runs are the stretches in which something holds. */
function runs(length: number, holds: (at: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < length; at++) {
    if (!holds(at)) continue;
    const last = found.at(-1);
    if (last?.[1] === at) last[1] = at + 1;
    else found.push([at, at + 1]);
  }
  return found;
}

/** doorsOf stand in the middle of their cell, across the way. */
export function doorsOf(plan: string[]): Element[] {
  return plan.flatMap((row, y) => Array.from(row).flatMap((letter, x): Element[] => {
    const door = doors[letter];
    if (!door) return [];
    const across = (plan[y]![x - 1] ?? rock) === rock;
    const [from, to] = across ? [{ x, y: y + 0.5 }, { x: x + 1, y: y + 0.5 }] : [{ x: x + 0.5, y }, { x: x + 0.5, y: y + 1 }];
    return [{ kind: { case: "door", value: { from, to, ...door } } }];
  }));
}

/** ground paints what is no rock, in stripes. */
export function ground(plan: string[], colour: string): Element[] {
  const stripes = plan.flatMap((row, y) => runs(row.length, (x) => row[x] !== rock).map(([from, to]) => ({ from, to, top: y, bottom: y + 1 })));
  const merged: typeof stripes = [];
  for (const stripe of stripes) {
    const above = merged.find((one) => one.from === stripe.from && one.to === stripe.to && one.bottom === stripe.top);
    if (above) above.bottom = stripe.bottom;
    else merged.push({ ...stripe });
  }
  return merged.map(({ from, to, top, bottom }) => ({
    locked: true, kind: { case: "drawing", value: { shape: DrawingShape.RECTANGLE, points: [{ x: from, y: top }, { x: to, y: bottom }], fill: colour, colour, width: 0 } },
  }));
}
