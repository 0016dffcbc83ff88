/** The lines of the grid as a picture that repeats itself. */
import { GridKind } from "../../../proto";
import { type Grid, rgb } from "../painter";
import { step } from "./noise";

const tall = Math.sqrt(3);

export interface Lines {
  canvas: HTMLCanvasElement;
  /** What the picture covers, in cells. */
  width: number;
  height: number;
}

/** faint is how well lines are seen at so many cells to a CSS pixel: where they are narrow they would only be grey. */
export const faint = (pixel: number): number => 1 - step(0.1, 0.22, pixel);

/** linesOf draws one period of a grid for so many pixels to a cell; undefined where nothing is to be seen. */
export function linesOf({ kind, colour, opacity }: Grid, pixels: number, ratio: number): Lines | undefined {
  const seen = opacity * faint(ratio / pixels);
  if (kind === GridKind.NONE || seen <= 0) return undefined;
  const [width, height] = kind === GridKind.HEX_FLAT ? [tall, 1] : kind === GridKind.HEX_POINTED ? [1, tall] : [1, 1];
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * pixels));
  canvas.height = Math.max(1, Math.round(height * pixels));
  const ctx = canvas.getContext("2d");
  if (!ctx) return undefined;
  ctx.scale(canvas.width / width, canvas.height / height);
  // Slanting lines lose a little when the picture is laid out.
  ctx.lineWidth = ((width === height ? 1.6 : 1.85) * ratio) / pixels;
  const [r, g, b] = rgb(colour).map((part) => Math.round(part * 255));
  ctx.strokeStyle = `rgba(${r}, ${g}, ${b}, ${seen})`;
  ctx.beginPath();
  for (const way of waysOf(kind)) for (const [i, [x, y]] of way.entries()) ctx[i === 0 ? "moveTo" : "lineTo"](x, y);
  ctx.stroke();
  return { canvas, width, height };
}

/** waysOf are the lines of a period: of squares from corner to corner, of hexagons with the centre of one in (1/2, 1/√3), as the rules have it. */
function waysOf(kind: GridKind): [number, number][][] {
  if (kind !== GridKind.HEX_FLAT && kind !== GridKind.HEX_POINTED) return [[[0, -1], [0, 2]], [[1, -1], [1, 2]], [[-1, 0], [2, 0]], [[-1, 1], [2, 1]]];
  const side = 1 / tall;
  const ways: [number, number][][] = [];
  // All hexagons that touch the period; each draws the three sides on its left, so that none is drawn twice.
  for (let row = -1; row <= 3; row++) {
    for (let column = -1; column <= 2; column++) {
      const [x, y] = [0.5 + column + (row & 1) / 2, side + row * side * 1.5];
      ways.push([[x, y - side], [x - 0.5, y - side / 2], [x - 0.5, y + side / 2], [x, y + side]]);
    }
  }
  return kind === GridKind.HEX_POINTED ? ways : ways.map((way) => way.map(([x, y]) => [y, x]));
}
