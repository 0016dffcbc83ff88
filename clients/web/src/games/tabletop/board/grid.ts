/**
 * The grid: where things settle and how far it is. The same rules as the
 * server's (its package measure), so that what is shown while one drags is what
 * will be; the server's own figures count in the end.
 */
import { type Grid, GridKind, Measure } from "../proto";
import { distance, type Point } from "./plane";

export type Rules = Pick<Grid, "kind" | "offsetX" | "offsetY" | "feet" | "measure" | "snap">;

/** From one row of hexagons to the next, and from a hexagon's middle to its corner. */
export const rowHeight = Math.sqrt(3) / 2;
export const corner = 1 / Math.sqrt(3);

export const feetOf = (grid: Rules | undefined): number => grid?.feet || 5;
export const isHex = (grid: Rules | undefined): boolean => grid?.kind === GridKind.HEX_FLAT || grid?.kind === GridKind.HEX_POINTED;

/** Length is how long a path is in feet, by each of the three rules. */
export interface Length {
  equal: number;
  alternating: number;
  euclidean: number;
}

/** measure is how long a path is. */
export function measure(grid: Rules | undefined, path: Point[]): Length {
  let [straight, diagonal, flight] = [0, 0, 0];
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!];
    flight += distance(a, b);
    const [dx, dy] = [Math.abs(b.x - a.x), Math.abs(b.y - a.y)];
    if (grid?.kind === GridKind.NONE) straight += Math.hypot(dx, dy);
    else if (grid?.kind === GridKind.HEX_POINTED) straight += hexagons(b.x - a.x, b.y - a.y);
    else if (grid?.kind === GridKind.HEX_FLAT) straight += hexagons(b.y - a.y, b.x - a.x);
    else {
      straight += Math.abs(dx - dy);
      diagonal += Math.min(dx, dy);
    }
  }
  const feet = feetOf(grid);
  const rest = diagonal % 2;
  const turns = 3 * Math.floor(diagonal / 2) + rest + Math.max(0, rest - 1);
  return { equal: (straight + diagonal) * feet, alternating: (straight + turns) * feet, euclidean: flight * feet };
}

/** feetBy is a length by the grid's own rule. */
export function feetBy(grid: Rules | undefined, length: Length): number {
  if (grid?.measure === Measure.ALTERNATING) return length.alternating;
  return grid?.measure === Measure.EUCLIDEAN ? length.euclidean : length.equal;
}

function hexagons(dx: number, dy: number): number {
  const r = dy / rowHeight;
  const q = dx - r / 2;
  return Math.max(Math.abs(q), Math.abs(r), Math.abs(q + r));
}

/** snap is where the middle of a figure settles that is `size` cells wide. */
export function snap(grid: Rules | undefined, p: Point, size: number): Point {
  if (grid?.kind === GridKind.NONE) return p;
  const [ox, oy] = [grid?.offsetX ?? 0, grid?.offsetY ?? 0];
  const [x, y] = [p.x - ox, p.y - oy];
  if (grid?.kind === GridKind.HEX_POINTED) {
    const at = snapHexagon(x, y, size);
    return { x: at.x + ox, y: at.y + oy };
  }
  if (grid?.kind === GridKind.HEX_FLAT) {
    const at = snapHexagon(y, x, size);
    return { x: at.y + ox, y: at.x + oy };
  }
  return { x: snapSquare(x, size) + ox, y: snapSquare(y, size) + oy };
}

const cellsWide = (size: number) => Math.max(1, Math.ceil(size - 1e-9));

function snapSquare(at: number, size: number): number {
  if (size > 0 && size <= 0.5) return Math.floor(at * 2) / 2 + 0.25;
  return cellsWide(size) % 2 === 0 ? Math.round(at) : Math.floor(at) + 0.5;
}

function middle(row: number, column: number): Point {
  return { x: column + 0.5 + Math.abs(row % 2) / 2, y: corner + row * rowHeight };
}

function hexagonAt(x: number, y: number): Point {
  const guess = Math.round((y - corner) / rowHeight);
  const near = [guess - 1, guess, guess + 1].map((row) => middle(row, Math.round(x - 0.5 - Math.abs(row % 2) / 2)));
  return nearest({ x, y }, near);
}

function nearest(p: Point, from: Point[]): Point {
  let best = from[0]!;
  // A hair, so that of places as near the first is taken.
  for (const one of from) if (distance(p, one) < distance(p, best) - 1e-9) best = one;
  return best;
}

function corners(at: Point): Point[] {
  return [0, 1, 2, 3, 4, 5].map((i) => ({ x: at.x + corner * Math.sin((i * Math.PI) / 3), y: at.y - corner * Math.cos((i * Math.PI) / 3) }));
}

function snapHexagon(x: number, y: number, size: number): Point {
  const at = hexagonAt(x, y);
  return cellsWide(size) % 2 === 1 ? at : nearest({ x, y }, corners(at));
}

/** snapCorner is where the end of a wall settles: on corners, and on the half of a square. */
export function snapCorner(grid: Rules | undefined, p: Point): Point {
  if (!grid?.snap || grid.kind === GridKind.NONE) return { x: Math.round(p.x * 20) / 20, y: Math.round(p.y * 20) / 20 };
  const [ox, oy] = [grid.offsetX, grid.offsetY];
  if (!isHex(grid)) return { x: Math.round((p.x - ox) * 2) / 2 + ox, y: Math.round((p.y - oy) * 2) / 2 + oy };
  const flat = grid.kind === GridKind.HEX_FLAT;
  const at = flat ? { x: p.y - oy, y: p.x - ox } : { x: p.x - ox, y: p.y - oy };
  const cell = hexagonAt(at.x, at.y);
  const best = nearest(at, [...corners(cell), cell]);
  return flat ? { x: best.y + ox, y: best.x + oy } : { x: best.x + ox, y: best.y + oy };
}

/** step is the next place for arrow keys: one cell to the side; on hexagons up and down go by turns. */
export function step(grid: Rules | undefined, from: Point, dx: number, dy: number, size: number): Point {
  if (!isHex(grid)) return settle(grid, { x: from.x + dx, y: from.y + dy }, size);
  const flat = grid!.kind === GridKind.HEX_FLAT;
  const [main, cross] = flat ? [dy, dx] : [dx, dy];
  const offset = flat ? from.x - grid!.offsetX : from.y - grid!.offsetY;
  const odd = Math.abs(Math.round((offset - corner) / rowHeight)) % 2 === 1;
  const aside = main === 0 && cross !== 0 ? (odd ? -0.5 : 0.5) : cross === 0 ? main : main / 2;
  const to = flat ? { x: from.x + cross * rowHeight, y: from.y + aside } : { x: from.x + aside, y: from.y + cross * rowHeight };
  return settle(grid, to, size);
}

/** settle is snap where the grid says that things settle. */
export function settle(grid: Rules | undefined, p: Point, size: number): Point {
  return grid?.snap ? snap(grid, p, size) : p;
}
