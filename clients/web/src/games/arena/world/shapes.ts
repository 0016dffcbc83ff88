/** Walls as forms: which one lies under a place, and what a stroke with a tool makes. */
import { create } from "@bufbuild/protobuf";
import { type Wall, WallSchema } from "../proto";
import type { Spot } from "./stage";

export const wallTools = ["box", "segment", "circle", "polygon", "hole"] as const;
export type WallTool = (typeof wallTools)[number];

/** The least side, length or radius that is no slip of the hand. */
const least = 2;

/** wallOf is what a stroke from one place to another makes; undefined when it is too short. */
export function wallOf(tool: Exclude<WallTool, "polygon">, from: Spot, to: Spot): Wall | undefined {
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  if (far < least) return undefined;
  switch (tool) {
    case "box": {
      const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
      const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
      if (right - left < 1 || bottom - top < 1) return undefined;
      return create(WallSchema, { shape: { case: "box", value: { least: { x: left, y: top }, most: { x: right, y: bottom } } } });
    }
    case "segment":
      return create(WallSchema, { shape: { case: "segment", value: { from, to } } });
    case "circle":
    case "hole":
      return create(WallSchema, { shape: { case: tool, value: { centre: from, radius: Math.max(1, far) } } });
  }
}

/** polygonOf makes a polygon of its corners; undefined as long as there are not three. */
export function polygonOf(corners: Spot[]): Wall | undefined {
  return corners.length < 3 ? undefined : create(WallSchema, { shape: { case: "polygon", value: { corners } } });
}

/** wallAt is the last drawn wall within reach of a place. */
export function wallAt(walls: Wall[], at: Spot, reach: number): Wall | undefined {
  return walls.findLast((wall) => farFrom(wall, at) <= reach);
}

/** farFrom is the distance of a place to a wall; 0 inside of it. */
export function farFrom({ shape }: Wall, { x, y }: Spot): number {
  switch (shape.case) {
    case "box": {
      const { least: a, most: b } = shape.value;
      return Math.hypot(Math.max(a!.x - x, 0, x - b!.x), Math.max(a!.y - y, 0, y - b!.y));
    }
    case "segment":
      return farFromLine(shape.value.from!, shape.value.to!, { x, y });
    case "circle":
    case "hole":
      return Math.max(0, Math.hypot(x - shape.value.centre!.x, y - shape.value.centre!.y) - shape.value.radius);
    case "polygon": {
      const { corners } = shape.value;
      if (within(corners, { x, y })) return 0;
      return Math.min(...corners.map((corner, i) => farFromLine(corner, corners[(i + 1) % corners.length]!, { x, y })));
    }
    case undefined:
      return Infinity;
  }
}

function farFromLine(a: Spot, b: Spot, p: Spot): number {
  const [alongX, alongY] = [b.x - a.x, b.y - a.y];
  const long = alongX * alongX + alongY * alongY;
  const part = long === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * alongX + (p.y - a.y) * alongY) / long));
  return Math.hypot(p.x - a.x - part * alongX, p.y - a.y - part * alongY);
}

function within(corners: Spot[], { x, y }: Spot): boolean {
  let inside = false;
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length]!;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}

/** inBox tells which of the places lie in a box. */
export function inBox(from: Spot, to: Spot, { x, y }: Spot): boolean {
  return x >= Math.min(from.x, to.x) && x <= Math.max(from.x, to.x) && y >= Math.min(from.y, to.y) && y <= Math.max(from.y, to.y);
}
