/**
 * The field's measures, and how the ground is seen: from above and behind home
 * plate. A unit is ten feet; x goes to the right, y towards centre field, z up.
 */
export interface Spot {
  x: number;
  y: number;
}

const depth = 36;
const horizon = 33;

/** scaleAt is how large things are that far out; 1 at home plate. */
export function scaleAt(y: number): number {
  return depth / (depth + y);
}

/** seen is where a point of the ground, or above it, is on the board. */
export function seen({ x, y }: Spot, z = 0): Spot {
  const scale = scaleAt(y);
  return { x: x * scale, y: -horizon * (1 - scale) - z * scale };
}

const side = 9 / Math.SQRT2;

/** bases by number: 0 and 4 are home. */
export const bases: readonly Spot[] = [{ x: 0, y: 0 }, { x: side, y: side }, { x: 0, y: 2 * side }, { x: -side, y: side }, { x: 0, y: 0 }];

export const mound: Spot = { x: 0, y: 6.05 };

/** posts are where fielders stand, by position; 0 is nobody's. */
export const posts: readonly Spot[] = [
  { x: 0, y: 0 }, mound, { x: 0.1, y: -1.5 }, { x: 6.1, y: 8.4 }, { x: 3.7, y: 12.4 }, { x: -6.1, y: 8.4 }, { x: -3.7, y: 12.4 },
  { x: -14, y: 22 }, { x: 0, y: 28 }, { x: 14, y: 22 },
];

/** fenceAt is the foot of the fence in a direction: -1 is the left foul pole, 1 the right. */
export function fenceAt(turn: number): Spot {
  const angle = (turn * Math.PI) / 4;
  const far = 33 + 7 * Math.cos(angle * 2);
  return { x: far * Math.sin(angle), y: far * Math.cos(angle) };
}

/** walls bound foul ground, from the poles to behind home plate. */
export const walls = { left: [{ x: -25.2, y: 22.6 }, { x: -9.5, y: 3 }, { x: -6, y: -3.2 }], right: [{ x: 6, y: -3.2 }, { x: 9.5, y: 3 }, { x: 25.2, y: 22.6 }] };

/** between is a point on the way. */
export function between(from: Spot, to: Spot, part: number): Spot {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
