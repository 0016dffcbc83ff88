/** The floor: stone where nobody has been, tiles where somebody has, torchlight where somebody looks. */
import type { Pen } from "../../ui/board/view";
import { sprite } from "../../ui/board/sprites";
import type { Display, TileItem } from "./display";

/** A tint for each area of the station, laid over its tiles. */
export const areaTints = ["#8a7f72", "#c99a3f", "#5d8fb3", "#9a74b5", "#5fa38a"] as const;

const darkness = "#0c0a09";

export function paintFloor(pen: Pen, shown: Display): void {
  const { ctx } = pen;
  ctx.fillStyle = darkness;
  ctx.fillRect(pen.seen.x, pen.seen.y, pen.seen.width, pen.seen.height);
  paintUnknown(pen, shown);
  for (const tile of shown.tiles) if (inSight(pen, tile)) paintTile(pen, tile);
  for (const torch of shown.torches) glow(ctx, torch.x + 0.5, torch.y + 0.5, torch.own ? 2.6 : 1.9);
}

/** paintTile draws one tile: its picture, or plain shapes until that has loaded. */
export function paintTile(pen: Pen, tile: TileItem): void {
  const { ctx } = pen;
  // A tile that damage has closed on every side has no picture of its own.
  const picture = tile.image && tile.open ? sprite(`/tiles/${tile.image}.svg`, pen.pixels) : undefined;
  ctx.globalAlpha = tile.laid ? 1 : 0.35;
  if (picture) ctx.drawImage(picture, tile.x, tile.y, 1.003, 1.003);
  else plainTile(ctx, tile);
  tint(ctx, tile);
  ctx.globalAlpha = 1;
  if (!tile.lit) {
    ctx.fillStyle = "rgb(9 7 6 / 0.56)";
    ctx.fillRect(tile.x, tile.y, 1.003, 1.003);
  }
  if (pen.camera.scale > 92 && tile.code) code(ctx, tile);
}

/** tint lays the area's colour over the tile's rim, so that areas are seen from afar and pictures stay readable. */
function tint(ctx: CanvasRenderingContext2D, tile: TileItem): void {
  const colour = areaTints[tile.theme] ?? areaTints[0];
  ctx.save();
  ctx.globalAlpha *= 0.13;
  ctx.fillStyle = colour;
  ctx.fillRect(tile.x, tile.y, 1, 1);
  ctx.restore();
}

function plainTile(ctx: CanvasRenderingContext2D, tile: TileItem): void {
  ctx.fillStyle = "#1f1c22";
  ctx.fillRect(tile.x, tile.y, 1.003, 1.003);
  ctx.fillStyle = "#5b5148";
  ctx.fillRect(tile.x + 0.2, tile.y + 0.2, 0.6, 0.6);
  const arms: Record<string, [number, number, number, number]> = {
    N: [0.28, 0, 0.44, 0.3], E: [0.7, 0.28, 0.3, 0.44], S: [0.28, 0.7, 0.44, 0.3], W: [0, 0.28, 0.3, 0.44],
  };
  for (const side of tile.open) {
    const [x, y, width, height] = arms[side]!;
    ctx.fillRect(tile.x + x, tile.y + y, width, height);
  }
}

function code(ctx: CanvasRenderingContext2D, tile: TileItem): void {
  ctx.font = "600 0.095px 'Source Sans 3 Variable', sans-serif";
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  const width = ctx.measureText(tile.code).width;
  ctx.fillStyle = "rgb(12 10 9 / 0.72)";
  ctx.fillRect(tile.x + 0.075, tile.y + 0.82, width + 0.05, 0.115);
  ctx.fillStyle = "#f3ead9";
  ctx.fillText(tile.code, tile.x + 0.1, tile.y + 0.91);
}

/** paintUnknown is the rock around what is known: faint cells, so that size and distance can be felt. */
function paintUnknown(pen: Pen, shown: Display): void {
  const { ctx, seen } = pen;
  const x0 = Math.max(0, Math.floor(seen.x));
  const y0 = Math.max(0, Math.floor(seen.y));
  const x1 = Math.min(shown.size, Math.ceil(seen.x + seen.width));
  const y1 = Math.min(shown.size, Math.ceil(seen.y + seen.height));
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      // A steady, uneven stone: the cell's place decides its shade.
      const shade = 17 + (((x * 73856093) ^ (y * 19349663)) >>> 3) % 7;
      ctx.fillStyle = `rgb(${shade + 3} ${shade} ${shade - 2})`;
      ctx.fillRect(x + 0.02, y + 0.02, 0.96, 0.96);
    }
  }
  ctx.strokeStyle = "rgb(200 161 90 / 0.28)";
  ctx.lineWidth = Math.min(0.06, 2 / pen.camera.scale);
  ctx.strokeRect(0, 0, shown.size, shown.size);
}

function glow(ctx: CanvasRenderingContext2D, x: number, y: number, reach: number): void {
  const light = ctx.createRadialGradient(x, y, 0.1, x, y, reach);
  light.addColorStop(0, "rgb(255 190 104 / 0.30)");
  light.addColorStop(0.45, "rgb(255 160 70 / 0.12)");
  light.addColorStop(1, "rgb(255 150 60 / 0)");
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  ctx.fillStyle = light;
  ctx.fillRect(x - reach, y - reach, 2 * reach, 2 * reach);
  ctx.restore();
}

export function inSight(pen: Pen, one: { x: number; y: number }): boolean {
  const { seen } = pen;
  return one.x + 1 > seen.x && one.y + 1 > seen.y && one.x < seen.x + seen.width && one.y < seen.y + seen.height;
}
