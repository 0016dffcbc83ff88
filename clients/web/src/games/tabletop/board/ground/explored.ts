/** Ground that was seen: the server's runs as a bitmap, and what came to it. */
import type { Explored } from "../../proto";
import type { Box } from "../plane";

/** Squares in a row of a cell. */
export const fine = 2;

export interface Bitmap {
  columns: number;
  rows: number;
  /** 255 for seen, row by row: a texture of one channel. */
  bits: Uint8Array;
}

/** decode reads runs: pairs of varints, unseen then seen. What is damaged ends the reading. */
export function decode({ columns, rows, runs }: Pick<Explored, "columns" | "rows" | "runs">): Bitmap {
  const bits = new Uint8Array(columns * rows);
  let [at, seen, run, shift] = [0, false, 0, 1];
  for (const byte of runs) {
    run += (byte & 127) * shift;
    shift *= 128;
    if (byte & 128) continue;
    if (seen) bits.fill(255, at, Math.min(bits.length, at + run));
    at += run;
    [run, shift, seen] = [0, 1, !seen];
  }
  return { columns, rows, bits };
}

export function has(map: Bitmap, x: number, y: number): boolean {
  const [column, row] = [Math.floor(x * fine), Math.floor(y * fine)];
  return column >= 0 && row >= 0 && column < map.columns && row < map.rows && map.bits[row * map.columns + column]! > 0;
}

/** runsOf are rectangles, in cells, that cover what was seen: one a row and run. */
export function runsOf({ columns, rows, bits }: Bitmap): Box[] {
  const found: Box[] = [];
  for (let row = 0; row < rows; row++) {
    let from = -1;
    for (let column = 0; column <= columns; column++) {
      const seen = column < columns && bits[row * columns + column]! > 0;
      if (seen && from < 0) from = column;
      if (seen || from < 0) continue;
      found.push({ x: from / fine, y: row / fine, width: (column - from) / fine, height: 1 / fine });
      from = -1;
    }
  }
  return found;
}

/** changed is the box, in cells, around what differs between two bitmaps; undefined when nothing does. */
export function changed(before: Bitmap | undefined, after: Bitmap | undefined): Box | undefined {
  const all = after ?? before;
  if (!all || before === after) return undefined;
  if (!before || !after || before.columns !== after.columns || before.rows !== after.rows) return { x: 0, y: 0, width: all.columns / fine, height: all.rows / fine };
  let [left, top, right, bottom] = [all.columns, all.rows, -1, -1];
  for (let i = 0; i < all.bits.length; i++) {
    if (before.bits[i] === after.bits[i]) continue;
    const [column, row] = [i % all.columns, Math.floor(i / all.columns)];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  return right < 0 ? undefined : { x: left / fine, y: top / fine, width: (right + 1 - left) / fine, height: (bottom + 1 - top) / fine };
}
