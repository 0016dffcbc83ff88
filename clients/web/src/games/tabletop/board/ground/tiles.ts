/** Which tiles of a picture of the ground are wanted, in how fine a level, and which first. */
import type { MapPlacement } from "../../proto";
import { type Box, boxOf, distance, meets, type Point, turned } from "../plane";

/** Info is what the server tells of a picture. Level 0 is one tile, each next one twice as fine. */
export interface Info {
  width: number;
  height: number;
  tile: number;
  levels: number;
  tint: string;
}

export interface Tile {
  level: number;
  column: number;
  row: number;
  /** Where it lies in the picture, as parts of its width and height. */
  part: Box;
  /** Around it, in cells. */
  box: Box;
}

/** levelFor is the coarsest level that still has about as many pixels to a cell as the screen. */
export function levelFor(info: Info, cells: number, pixelsPerCell: number): number {
  let level = info.levels - 1;
  while (level > 0 && info.width / 2 ** (info.levels - level) / cells >= pixelsPerCell * 0.8) level--;
  return level;
}

/** centreOf is what a picture is turned around. */
export function centreOf(map: MapPlacement): Point {
  return { x: (map.at?.x ?? 0) + map.width / 2, y: (map.at?.y ?? 0) + map.height / 2 };
}

/** cornersOf is where a part of a picture lies on the table. */
export function cornersOf(map: MapPlacement, part: Box): Point[] {
  const at = map.at ?? { x: 0, y: 0 };
  const [x, y] = [at.x + part.x * map.width, at.y + part.y * map.height];
  const [right, bottom] = [x + part.width * map.width, y + part.height * map.height];
  const around = centreOf(map);
  return [{ x, y }, { x: right, y }, { x: right, y: bottom }, { x, y: bottom }].map((p) => turned(p, around, map.rotation));
}

/** tilesOf are the tiles of a level that lie in a box, the nearest to its middle first. */
export function tilesOf(info: Info, map: MapPlacement, level: number, seen: Box): Tile[] {
  const scale = 2 ** (info.levels - 1 - level);
  const [width, height] = [Math.ceil(info.width / scale), Math.ceil(info.height / scale)];
  const middle = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 };
  const far = ({ box }: Tile) => distance(middle, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const found: Tile[] = [];
  const { columns, rows } = inSight(info, map, seen, width, height);
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let column = columns[0]; column <= columns[1]; column++) {
      const [x, y] = [column * info.tile, row * info.tile];
      const part = { x: x / width, y: y / height, width: Math.min(info.tile, width - x) / width, height: Math.min(info.tile, height - y) / height };
      const box = boxOf(cornersOf(map, part));
      if (meets(box, seen)) found.push({ level, column, row, part, box });
    }
  }
  return found.toSorted((a, b) => far(a) - far(b));
}

/** inSight is the first and last column and row that can be in sight: a large picture has thousands of tiles. */
function inSight(info: Info, map: MapPlacement, seen: Box, width: number, height: number): { columns: [number, number]; rows: [number, number] } {
  const around = centreOf(map);
  const at = map.at ?? { x: 0, y: 0 };
  const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([x, y]) => turned({ x: seen.x + x! * seen.width, y: seen.y + y! * seen.height }, around, -map.rotation));
  const box = boxOf(corners);
  const range = (from: number, length: number, whole: number, pixels: number): [number, number] => {
    const last = Math.ceil(pixels / info.tile) - 1;
    const place = (cells: number) => Math.floor((cells / whole) * (pixels / info.tile));
    return [Math.max(0, place(from)), Math.min(last, place(from + length))];
  };
  return { columns: range(box.x - at.x, box.width, map.width, width), rows: range(box.y - at.y, box.height, map.height, height) };
}
