/** The shapes of areas of effect, as the open rules have them, and the usual ones. */
import { type Area, AreaShape } from "../proto";
import { feetOf, type Rules } from "./grid";
import { type Point, turned } from "./plane";

export type Shape = Pick<Area, "shape" | "size" | "width" | "direction"> & { at?: Point };

/** outline is an area's border, in cells. */
export function outline(area: Shape, grid: Rules | undefined): Point[] {
  const at = area.at ?? { x: 0, y: 0 };
  const size = area.size / feetOf(grid);
  const half = size / 2;
  const rectangle = (aside: number, from: number, to: number) => [[-aside, from], [aside, from], [aside, to], [-aside, to]]
    .map(([x, ahead]) => turned({ x: at.x + x!, y: at.y - ahead! }, at, area.direction));
  switch (area.shape) {
    case AreaShape.CONE:
      return [at, { x: at.x - half, y: at.y - size }, { x: at.x + half, y: at.y - size }].map((p) => turned(p, at, area.direction));
    case AreaShape.LINE:
      return rectangle((area.width || 5) / feetOf(grid) / 2, 0, size);
    case AreaShape.SQUARE:
      return rectangle(half, -half, half);
    case AreaShape.CUBE:
      return rectangle(half, 0, size);
    default:
      return Array.from({ length: 64 }, (_, i) => ({ x: at.x + size * Math.sin((i * Math.PI) / 32), y: at.y - size * Math.cos((i * Math.PI) / 32) }));
  }
}

/** directed is true for shapes that look somewhere. */
export const directed = (shape: AreaShape): boolean => shape !== AreaShape.CIRCLE && shape !== AreaShape.CYLINDER;

export interface Preset {
  name: string;
  shape: AreaShape;
  size: number;
  width?: number;
  height?: number;
  colour: string;
}

/** What is laid out most often. The names are plain words for what it looks like. */
export const presets: Preset[] = [
  { name: "Burst of fire", shape: AreaShape.CIRCLE, size: 20, colour: "#e0662b" },
  { name: "Small burst", shape: AreaShape.CIRCLE, size: 10, colour: "#e0902b" },
  { name: "Sleeping cloud", shape: AreaShape.CIRCLE, size: 20, colour: "#7d6bd6" },
  { name: "Cone of flames", shape: AreaShape.CONE, size: 15, colour: "#e0662b" },
  { name: "Breath, 30 ft", shape: AreaShape.CONE, size: 30, colour: "#5b9a3c" },
  { name: "Cone of frost, 60 ft", shape: AreaShape.CONE, size: 60, colour: "#4aa3d8" },
  { name: "Bolt, 60 ft", shape: AreaShape.LINE, size: 60, width: 5, colour: "#8fb8ff" },
  { name: "Lightning, 100 ft", shape: AreaShape.LINE, size: 100, width: 5, colour: "#8fb8ff" },
  { name: "Wall of fire", shape: AreaShape.LINE, size: 60, width: 5, colour: "#d8452a" },
  { name: "Thunder cube", shape: AreaShape.CUBE, size: 15, colour: "#9a8cff" },
  { name: "Web", shape: AreaShape.SQUARE, size: 20, colour: "#b9b5a4" },
  { name: "Pillar of light", shape: AreaShape.CYLINDER, size: 10, height: 40, colour: "#f0c84a" },
  { name: "Storm", shape: AreaShape.CYLINDER, size: 60, height: 40, colour: "#5f7f9e" },
  { name: "Aura, 30 ft", shape: AreaShape.CIRCLE, size: 30, colour: "#d9a441" },
];
