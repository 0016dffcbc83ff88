/** The clouds of felt, parchment and fog, as the programs of WebGL have them, and such that repeat themselves. */

/** grain is a number of 0 to 1 for a corner of the lattice. */
function grain(x: number, y: number): number {
  let h = Math.imul(x, 374_761_393) ^ Math.imul(y, 668_265_263);
  h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

const ease = (f: number): number => f * f * (3 - 2 * f);

/** smoothed is noise between the corners of a lattice; with wrap it repeats itself after so many. */
export function smoothed(x: number, y: number, wrap = 0): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [ease(x - left), ease(y - top)];
  const on = (at: number) => (wrap > 0 ? ((at % wrap) + wrap) % wrap : at);
  const [x0, x1, y0, y1] = [on(left), on(left + 1), on(top), on(top + 1)];
  const upper = grain(x0, y0) * (1 - u) + grain(x1, y0) * u;
  return upper * (1 - v) + (grain(x0, y1) * (1 - u) + grain(x1, y1) * u) * v;
}

/** cloud is three layers of it, each finer and weaker than the one before. */
export function cloud(x: number, y: number, wrap = 0): number {
  const layer = (finer: number, shift: number) => {
    const by = wrap > 0 ? Math.round(wrap * finer) / wrap : finer;
    return smoothed(x * by + shift, y * by + shift, wrap * by);
  };
  return layer(1, 0) * 0.5 + layer(2.1, 7) * 0.3 + layer(4.7, 3) * 0.2;
}

/** step is a smooth way from 0 to 1 between two numbers. */
export function step(from: number, to: number, at: number): number {
  return ease(Math.min(1, Math.max(0, (at - from) / (to - from))));
}
