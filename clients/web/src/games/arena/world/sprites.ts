/**
 * Agents drawn once for each team, heading and look, into one picture: a crowd is
 * then copies of pieces of it.
 */
import { colourOf, type Scheme, teamsMost, traceForm } from "./palette";

/** Headings that are drawn, and looks: as usual, and just struck. */
export const turns = 32;
const looks = 2;

export interface Atlas {
  picture: HTMLCanvasElement;
  /** Side of a sprite in device pixels. */
  cell: number;
}

const kept = new Map<string, Atlas>();

/** atlasOf is the picture for a radius in device pixels. */
export function atlasOf(radius: number, scheme: Scheme): Atlas {
  const key = `${scheme}${radius}`;
  let atlas = kept.get(key);
  if (!atlas) {
    // Zooming passes through many sizes: only the last few stay.
    if (kept.size > 12) kept.clear();
    atlas = drawAtlas(radius, scheme);
    kept.set(key, atlas);
  }
  return atlas;
}

/** columnOf is a heading's place in the picture, in sprites. */
export function columnOf(heading: number): number {
  return Math.round((heading * turns) / 256 + turns) % turns;
}

export function rowOf(team: number, struck: boolean): number {
  return (team - 1) * looks + (struck ? 1 : 0);
}

function drawAtlas(radius: number, scheme: Scheme): Atlas {
  const cell = Math.ceil(radius * 2.9) + 3;
  const canvas = document.createElement("canvas");
  canvas.width = cell * turns;
  canvas.height = cell * teamsMost * looks;
  const ctx = canvas.getContext("2d", { willReadFrequently: true })!;
  for (let team = 1; team <= teamsMost; team++) {
    for (let look = 0; look < looks; look++) {
      for (let turn = 0; turn < turns; turn++) {
        ctx.setTransform(1, 0, 0, 1, (turn + 0.5) * cell, (rowOf(team, look === 1) + 0.5) * cell);
        ctx.rotate((turn / turns) * Math.PI * 2);
        drawAgent(ctx, { team, radius, struck: look === 1, scheme });
      }
    }
  }
  return { picture: canvas, cell };
}

export interface Drawn {
  team: number;
  radius: number;
  struck: boolean;
  scheme: Scheme;
}

/** drawAgent draws one around (0, 0), looking to the right. */
export function drawAgent(ctx: CanvasRenderingContext2D, { team, radius, struck, scheme }: Drawn): void {
  ctx.beginPath();
  traceForm(ctx, team, radius);
  ctx.fillStyle = struck ? (scheme === "dark" ? "#ffffff" : "#d3211b") : colourOf(team, scheme);
  ctx.fill();
  if (radius < 4) return;
  ctx.lineWidth = Math.max(1, radius * 0.14);
  ctx.strokeStyle = scheme === "dark" ? "rgb(0 0 0 / 0.65)" : "rgb(255 255 255 / 0.85)";
  ctx.stroke();
  // Where it looks, for forms that do not tell.
  ctx.beginPath();
  ctx.arc(radius * 0.45, 0, radius * 0.24, 0, Math.PI * 2);
  ctx.fillStyle = scheme === "dark" ? "rgb(0 0 0 / 0.7)" : "rgb(255 255 255 / 0.9)";
  ctx.fill();
}
