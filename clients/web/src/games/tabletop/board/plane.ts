/** Points and lines of the table, in cells. */

export interface Point {
  x: number;
  y: number;
}

/** Box is a rectangle along the axes. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const add = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
export const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
export const mix = (a: Point, b: Point, part: number): Point => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });

/** bearing is the direction from a to b in degrees, clockwise, 0 upwards. */
export function bearing(a: Point, b: Point): number {
  return ((Math.atan2(b.x - a.x, a.y - b.y) * 180) / Math.PI + 360) % 360;
}

/** turned is a point turned around another, clockwise. */
export function turned(p: Point, around: Point, degrees: number): Point {
  if (!degrees) return p;
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const { x, y } = minus(p, around);
  return { x: around.x + x * cos - y * sin, y: around.y + x * sin + y * cos };
}

/** gap is how far a point is from a line between two others. */
export function gap(p: Point, a: Point, b: Point): number {
  const along = minus(b, a);
  const length = along.x ** 2 + along.y ** 2;
  const part = length === 0 ? 0 : ((p.x - a.x) * along.x + (p.y - a.y) * along.y) / length;
  return distance(p, mix(a, b, Math.min(1, Math.max(0, part))));
}

/** within is true for points inside of a polygon. */
export function within(p: Point, corners: Point[]): boolean {
  let inside = false;
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length]!;
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}

/** boxOf is the smallest box around points. */
export function boxOf(points: Point[]): Box {
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function inBox(p: Point, box: Box): boolean {
  return p.x >= box.x && p.y >= box.y && p.x <= box.x + box.width && p.y <= box.y + box.height;
}

/** meets is true for boxes that have something in common. */
export function meets(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** along is the place after a part, 0 to 1, of a way. */
export function along(way: Point[], part: number): Point {
  const steps = way.slice(1).map((to, i) => distance(way[i]!, to));
  let far = steps.reduce((sum, one) => sum + one, 0) * part;
  for (const [i, step] of steps.entries()) {
    if (far <= step && step > 0) return mix(way[i]!, way[i + 1]!, far / step);
    far -= step;
  }
  return way.at(-1)!;
}
