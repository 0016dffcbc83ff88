/** Paints figures: a disc or a picture in a ring, and around it what is known of them. */
import { round } from "../picture";
import { meets, type Point } from "../plane";
import type { Brush } from "../stage";
import { signOf } from "./conditions";
import { spanOf, type TokenItem } from "./display";
import { write } from "./paint-shapes";
import { sharp, sprite } from "./sprites";

const gaugeInk = ["", "#79b86a", "#d9b94a", "#e07b3c", "#d8453a"];
const full = 2 * Math.PI;

export function paintTokens(brush: Brush, tokens: TokenItem[], pose: (token: TokenItem) => Point): void {
  const placed = tokens.map((token) => ({ ...token, at: pose(token) }));
  for (const token of placed) if (token.aura > 0) paintAura(brush, token);
  for (const token of placed) {
    const { x, y, width } = spanOf(token);
    if (meets({ x: x - 1, y: y - 1, width: width + 2, height: width + 2 }, brush.seen)) paintToken(brush, token);
  }
}

function paintAura({ ctx, px }: Brush, { at, size, aura, colour }: TokenItem): void {
  ctx.save();
  ctx.beginPath();
  ctx.arc(at.x, at.y, aura + size / 2, 0, full);
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.13;
  ctx.fill();
  ctx.globalAlpha = 0.6;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * px;
  ctx.stroke();
  ctx.restore();
}

export function paintToken(brush: Brush, token: TokenItem): void {
  const { ctx, px } = brush;
  const { at, size, hidden } = token;
  const r = size / 2 - Math.min(0.06, size * 0.06);
  const half = size * 0.65;
  ctx.save();
  ctx.globalAlpha *= hidden ? 0.5 : 1;
  ctx.drawImage(discOf(brush, token, r, half), at.x - half, at.y - half, 2 * half, 2 * half);
  ctx.restore();
  if (brush.scale * size < 22) return;
  signs(brush, token, r);
  if (token.elevation !== 0) write(brush, `${token.elevation > 0 ? "↑" : "↓"}${Math.abs(token.elevation)}`, { x: at.x - r * 0.78, y: at.y - r * 0.78 }, 11, "#bfe3ff");
  if (token.name && brush.scale * size > 30) write(brush, token.name, { x: at.x, y: at.y + size / 2 + 15 * px }, Math.min(14, 10 + brush.scale * size * 0.04));
}

/** discOf is a figure without what stands beside it, in the next larger of a few sizes. */
function discOf({ scale }: Brush, token: TokenItem, r: number, half: number): HTMLCanvasElement {
  const side = Math.min(512, Math.max(32, 2 ** Math.ceil(Math.log2(2 * half * scale * sharp()))));
  const { colour, rotation, dead, own, hidden, caught, turn, gauge, bars, name, assetId } = token;
  const letter = [...name][0] ?? "";
  const picture = assetId && round(assetId) ? assetId : "";
  const key = [side, r, colour, rotation, dead, own, hidden, caught, turn, gauge, bars && Math.round(bars.hp * 50), bars && Math.round(bars.temp * 50), picture || letter].join();
  return sprite(key, side, side, (ctx) => {
    ctx.scale(side / 2 / half, side / 2 / half);
    ctx.translate(half, half);
    ctx.lineCap = ctx.lineJoin = "round";
    const px = 1 / scale;
    shadow(ctx, r);
    face(ctx, token, r);
    ring(ctx, token, r, px);
    health(ctx, token, r, px);
  });
}

function shadow(ctx: CanvasRenderingContext2D, r: number): void {
  ctx.fillStyle = "rgb(0 0 0 / 0.4)";
  ctx.beginPath();
  ctx.ellipse(r * 0.07, r * 0.13, r * 1.03, r * 1.03, 0, 0, full);
  ctx.fill();
}

function face(ctx: CanvasRenderingContext2D, { assetId, colour, rotation, dead, name }: TokenItem, r: number): void {
  ctx.save();
  ctx.rotate((rotation * Math.PI) / 180);
  if (dead) ctx.filter = "grayscale(0.9) brightness(0.6)";
  const picture = assetId ? round(assetId) : undefined;
  if (picture) ctx.drawImage(picture, -r, -r, 2 * r, 2 * r);
  else {
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(0, 0, r, 0, full);
    ctx.fill();
    const shine = ctx.createRadialGradient(-r * 0.3, -r * 0.4, 0, 0, 0, r * 1.1);
    shine.addColorStop(0, "rgb(255 255 255 / 0.35)");
    shine.addColorStop(0.55, "rgb(255 255 255 / 0)");
    shine.addColorStop(1, "rgb(0 0 0 / 0.4)");
    ctx.fillStyle = shine;
    ctx.fill();
  }
  ctx.restore();
  if (picture || !name) return;
  ctx.save();
  ctx.scale(r / 50, r / 50);
  ctx.font = '46px "Gloock", Georgia, serif';
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 6;
  ctx.strokeStyle = "rgb(20 14 10 / 0.7)";
  const letter = [...name][0]!.toUpperCase();
  ctx.strokeText(letter, 0, 3);
  ctx.fillStyle = "#fff6e2";
  ctx.fillText(letter, 0, 3);
  ctx.restore();
}

function ring(ctx: CanvasRenderingContext2D, token: TokenItem, r: number, px: number): void {
  const { own, hidden, colour, caught, turn, rotation, dead } = token;
  ctx.beginPath();
  ctx.arc(0, 0, r, 0, full);
  ctx.strokeStyle = "#1a120c";
  ctx.lineWidth = r * 0.14 + px;
  ctx.stroke();
  ctx.strokeStyle = own ? "#f0cf7f" : turn ? "#fff1c4" : colour;
  ctx.lineWidth = r * 0.09;
  if (hidden) ctx.setLineDash([r * 0.3, r * 0.2]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (turn || caught) {
    ctx.beginPath();
    ctx.arc(0, 0, r * 1.14, 0, full);
    ctx.strokeStyle = caught ? "#ff7a45" : "#ffe9a8";
    ctx.lineWidth = Math.max(2.4 * px, r * 0.06);
    ctx.stroke();
  }
  if (rotation) {
    const a = ((rotation - 90) * Math.PI) / 180;
    ctx.fillStyle = "#f0cf7f";
    ctx.beginPath();
    for (const [far, turn] of [[1.2, 0], [0.98, 0.16], [0.98, -0.16]] as const) ctx.lineTo(Math.cos(a + turn) * r * far, Math.sin(a + turn) * r * far);
    ctx.fill();
  }
  if (!dead) return;
  ctx.strokeStyle = "#d8453a";
  ctx.lineWidth = r * 0.14;
  ctx.beginPath();
  ctx.moveTo(-r * 0.5, -r * 0.5);
  ctx.lineTo(r * 0.5, r * 0.5);
  ctx.moveTo(r * 0.5, -r * 0.5);
  ctx.lineTo(-r * 0.5, r * 0.5);
  ctx.stroke();
}

/** health is an arc below the figure: points for those who know them, else four steps. */
function health(ctx: CanvasRenderingContext2D, { bars, gauge }: TokenItem, r: number, px: number): void {
  if (!bars && !gauge) return;
  const [from, span] = [Math.PI * 0.86, -Math.PI * 0.72];
  const arc = (a: number, b: number, colour: string, width: number) => {
    ctx.beginPath();
    ctx.arc(0, 0, r, from + span * a, from + span * b, true);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  };
  const width = Math.max(r * 0.15, 3 * px);
  ctx.lineCap = "butt";
  arc(0, 1, "#120c08", width + 2.5 * px);
  if (bars) {
    arc(0, bars.hp, bars.hp > 0.5 ? gaugeInk[1]! : bars.hp > 0.25 ? gaugeInk[2]! : gaugeInk[4]!, width);
    if (bars.temp > 0) arc(0, bars.temp, "#7fc4f2", width * 0.45);
  } else {
    for (let step = 0; step < 5 - gauge; step++) arc(step / 4 + 0.02, (step + 1) / 4 - 0.02, gaugeInk[gauge]!, width);
  }
  ctx.lineCap = "round";
}

/** signs stand around the upper right of the ring. */
function signs({ ctx, px, scale }: Brush, { at, conditions, size }: TokenItem, r: number): void {
  const shown = conditions.slice(0, 6);
  const wide = Math.max(14, Math.min(20, scale * size * 0.24)) * px;
  shown.forEach((id, i) => {
    const a = -Math.PI * 0.3 + i * Math.min(0.55, (wide * 1.15) / r);
    ctx.save();
    ctx.translate(at.x + Math.cos(a) * r, at.y + Math.sin(a) * r);
    ctx.scale(wide / 20, wide / 20);
    ctx.fillStyle = "#3b1f2b";
    ctx.beginPath();
    ctx.arc(0, 0, 10, 0, full);
    ctx.fill();
    ctx.strokeStyle = "#f3d9e2";
    ctx.lineWidth = 1.5;
    ctx.translate(-7, -7);
    ctx.scale(0.875, 0.875);
    ctx.stroke(signOf(id));
    ctx.restore();
  });
}
