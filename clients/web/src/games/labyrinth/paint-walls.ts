/** Mazes too large for pictures: their walls as lines. */
import type { Pen } from "../../ui/board/view";
import type { Maze } from "./proto";

export function paintWalls(pen: Pen, maze: Maze): void {
  const { ctx, seen } = pen;
  const { size, openSides } = maze;
  ctx.fillStyle = "#171310";
  ctx.fillRect(0, 0, size, size);
  ctx.beginPath();
  const x1 = Math.min(size, Math.ceil(seen.x + seen.width));
  const y1 = Math.min(size, Math.ceil(seen.y + seen.height));
  for (let y = Math.max(0, Math.floor(seen.y)); y < y1; y++) {
    for (let x = Math.max(0, Math.floor(seen.x)); x < x1; x++) {
      const open = openSides[y * size + x]!;
      if (!(open & 1)) line(ctx, x, y, x + 1, y);
      if (!(open & 8)) line(ctx, x, y, x, y + 1);
    }
  }
  line(ctx, size, 0, size, size);
  line(ctx, 0, size, size, size);
  ctx.strokeStyle = "#d9b976";
  ctx.lineWidth = Math.max(0.09, 1 / pen.camera.scale);
  ctx.lineCap = "square";
  ctx.stroke();
}

function line(ctx: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
}

/** deadEnds counts the cells with one open side. */
export function deadEnds(maze: Maze): number {
  let count = 0;
  for (const open of maze.openSides) if (open !== 0 && (open & (open - 1)) === 0) count++;
  return count;
}
