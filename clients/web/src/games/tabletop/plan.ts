/** A place written down with letters, so that it can be read: one letter a room, and walls without thickness where rooms meet. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { DoorState, type ElementSchema } from "./proto";

type Element = MessageInitShape<typeof ElementSchema>;
type Point = { x: number; y: number };

/** Way is a door in the wall of a cell: above it or to its left. It is flush with both rooms, so that one sees it from all of them. */
export interface Way extends Point {
  wall: "above" | "left";
  state?: DoorState;
  secret?: boolean;
  window?: boolean;
}

export interface Plan {
  rooms: string[];
  ways: Way[];
}

const rock = "#";

/** walls are the borders of rooms, in straight pieces as long as they go. */
export function walls({ rooms, ways }: Plan): Element[] {
  const height = rooms.length;
  const width = rooms[0]!.length;
  const room = (x: number, y: number) => rooms[y]?.[x] ?? rock;
  const open = new Set(ways.map(({ x, y, wall }) => `${x},${y},${wall}`));
  const found: [Point, Point][] = [];
  for (let y = 0; y <= height; y++) found.push(...runs(width, (x) => room(x, y - 1) !== room(x, y) && !open.has(`${x},${y},above`)).map(([from, to]): [Point, Point] => [{ x: from, y }, { x: to, y }]));
  for (let x = 0; x <= width; x++) found.push(...runs(height, (y) => room(x - 1, y) !== room(x, y) && !open.has(`${x},${y},left`)).map(([from, to]): [Point, Point] => [{ x, y: from }, { x, y: to }]));
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

/** doors are the ways through the walls. */
export function doors({ ways }: Plan): Element[] {
  return ways.map(({ x, y, wall, state = DoorState.CLOSED, ...more }) => ({
    kind: { case: "door", value: { from: { x, y }, to: wall === "above" ? { x: x + 1, y } : { x, y: y + 1 }, state, ...more } },
  }));
}
