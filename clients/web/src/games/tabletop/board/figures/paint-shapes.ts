/** Paints what lies flat: drawings, areas, trails, walls, doors, lights, pins. */
import { DoorState, DrawingShape } from "../../proto";
import { textSize } from "../hit";
import { distance, type Point } from "../plane";
import type { Brush } from "../stage";
import { sharp, sprite } from "./sprites";
import { type AreaItem, type Display, type DoorItem, type DrawingItem, drawnPoints, type PlaceItem, type WallItem } from "./display";

const wallInk = { solid: "#f2e6c9", passable: "#a9d68c", transparent: "#8fd0f0", oneWay: "#f0b65c" };

/** paintFlat paints what lies flat; drawings of others only where the ground is known. */
export function paintFlat(brush: Brush, shown: Display, known: Path2D | undefined, inAreas: (id: string) => boolean): void {
  brush.ctx.save();
  if (known) brush.ctx.clip(known);
  for (const item of shown.drawings) if (!known || !item.own) paintDrawing(brush, item);
  brush.ctx.restore();
  if (known) for (const item of shown.drawings) if (item.own) paintDrawing(brush, item);
  for (const item of shown.areas) paintArea(brush, item, inAreas(item.id));
  for (const trail of shown.trails) paintTrail(brush, trail);
}

export function paintWorks(brush: Brush, shown: Display): void {
  for (const item of shown.lights) paintLight(brush, item);
  for (const item of shown.walls) paintWall(brush, item);
  for (const item of shown.doors) paintDoor(brush, item);
  for (const item of shown.pins) paintPin(brush, item);
}

export function trace(ctx: CanvasRenderingContext2D, points: Point[], closed = false): void {
  ctx.beginPath();
  for (const { x, y } of points) ctx.lineTo(x, y);
  if (closed) ctx.closePath();
}

/** write puts words down with a dark rim, in a size of pixels. */
export function write({ ctx, px }: Brush, text: string, at: Point, pixels: number, colour = "#fff6e2", align: "center" | "left" = "center"): void {
  const size = Math.round(pixels);
  const ratio = sharp();
  const font = `600 ${size}px "Source Sans 3 Variable", system-ui, sans-serif`;
  ctx.font = font;
  const [width, height] = [ctx.measureText(text).width + 8, size * 1.7];
  const label = sprite(`${text}|${size}|${colour}|${ratio}`, width * ratio, height * ratio, (ink) => {
    ink.scale(ratio, ratio);
    ink.font = font;
    ink.textBaseline = "middle";
    ink.lineJoin = "round";
    ink.lineWidth = 3.2;
    ink.strokeStyle = "rgb(16 12 10 / 0.85)";
    ink.strokeText(text, 4, height / 2);
    ink.fillStyle = colour;
    ink.fillText(text, 4, height / 2);
  });
  ctx.drawImage(label, at.x - (align === "center" ? width / 2 : 4) * px, at.y - (height / 2) * px, width * px, height * px);
}

export function paintDrawing({ ctx }: Brush, item: DrawingItem): void {
  const { shape, points, colour, fill, width, text, hidden } = item;
  ctx.save();
  ctx.globalAlpha = hidden ? 0.45 : 1;
  if (shape === DrawingShape.TEXT) {
    const size = textSize(width);
    ctx.translate(points[0]!.x, points[0]!.y);
    ctx.scale(size / 100, size / 100);
    ctx.font = '100px "Gloock", Georgia, serif';
    ctx.lineWidth = 10;
    ctx.strokeStyle = "rgb(250 240 215 / 0.6)";
    text.split("\n").forEach((line, i) => {
      ctx.strokeText(line, 0, i * 115);
      ctx.fillStyle = colour;
      ctx.fillText(line, 0, i * 115);
    });
  } else {
    trace(ctx, drawnPoints(item), shape !== DrawingShape.FREEHAND);
    if (fill) {
      ctx.fillStyle = `${fill}66`;
      ctx.fill();
    }
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
  ctx.restore();
}

export function paintArea(brush: Brush, { at, corners, colour, opacity, label, staged, hidden }: AreaItem, full: boolean): void {
  const { ctx, px } = brush;
  ctx.save();
  ctx.globalAlpha = hidden ? 0.5 : 1;
  trace(ctx, corners, true);
  ctx.fillStyle = colour;
  ctx.save();
  ctx.globalAlpha *= staged ? opacity * 0.5 : opacity;
  ctx.fill();
  ctx.restore();
  ctx.strokeStyle = colour;
  ctx.lineWidth = (full ? 3 : 2) * px;
  if (staged) ctx.setLineDash([8 * px, 6 * px]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(at.x, at.y, 4 * px, 0, 7);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.restore();
  if (label && brush.scale > 14) write(brush, label, { x: at.x, y: Math.min(...corners.map((p) => p.y)) - 10 * px }, 13);
}

function paintTrail(brush: Brush, { points, feet, colour }: Display["trails"][number]): void {
  const { ctx, px } = brush;
  if (points.length < 2) return;
  trace(ctx, points);
  ctx.strokeStyle = colour;
  ctx.globalAlpha = 0.75;
  ctx.lineWidth = 3 * px;
  ctx.setLineDash([1 * px, 8 * px]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  if (brush.scale > 18) write(brush, `${Math.round(feet)} ft`, { x: points[0]!.x, y: points[0]!.y - 12 * px }, 11, "#f3e2b5");
}

export function paintWall({ ctx, px }: Brush, { points, kind, hidden }: Pick<WallItem, "points" | "kind" | "hidden">): void {
  ctx.save();
  ctx.globalAlpha = hidden ? 0.5 : 1;
  trace(ctx, points);
  ctx.strokeStyle = "rgb(20 14 10 / 0.85)";
  ctx.lineWidth = 5.5 * px;
  ctx.stroke();
  ctx.strokeStyle = wallInk[kind];
  ctx.lineWidth = 2.6 * px;
  if (kind !== "solid") ctx.setLineDash(kind === "oneWay" ? [12 * px, 4 * px, 2 * px, 4 * px] : [9 * px, 6 * px]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = wallInk[kind];
  for (const { x, y } of points) {
    ctx.beginPath();
    ctx.arc(x, y, 3 * px, 0, 7);
    ctx.fill();
  }
  ctx.restore();
}

export function paintDoor({ ctx, px }: Brush, door: Pick<DoorItem, "from" | "to" | "state" | "secret" | "window" | "hidden">): void {
  const { from, to, state, secret, window } = door;
  const length = distance(from, to);
  const open = state === DoorState.OPEN;
  const thick = Math.max(0.16, 5 * px);
  ctx.save();
  ctx.globalAlpha = door.hidden ? 0.5 : 1;
  ctx.translate(from.x, from.y);
  ctx.rotate(Math.atan2(to.y - from.y, to.x - from.x));
  // The posts on both sides, the leaf between them or swung aside.
  ctx.fillStyle = "#2a1d13";
  for (const x of [0, length]) ctx.fillRect(x - thick * 0.4, -thick * 0.75, thick * 0.8, thick * 1.5);
  if (open) ctx.rotate(-1.35);
  ctx.fillStyle = window ? "#a8d8ea" : secret ? "#8d79b8" : "#8a5a2b";
  ctx.strokeStyle = secret ? "#e3d6ff" : "#1c120b";
  ctx.lineWidth = 1.5 * px;
  if (secret) ctx.setLineDash([4 * px, 3 * px]);
  ctx.beginPath();
  ctx.rect(0, -thick / 2, length, thick);
  ctx.globalAlpha *= open ? 0.85 : 1;
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = state === DoorState.LOCKED ? "#d8453a" : "#e6c988";
  ctx.beginPath();
  ctx.arc(state === DoorState.LOCKED ? length / 2 : length * 0.82, 0, Math.max(thick * 0.28, 3 * px), 0, 7);
  ctx.fill();
  ctx.restore();
}

function paintLight({ ctx, px }: Brush, { at, off, colour, hidden }: PlaceItem): void {
  ctx.save();
  ctx.globalAlpha = hidden || off ? 0.55 : 1;
  ctx.translate(at.x, at.y);
  ctx.scale(1 * px, 1 * px);
  ctx.fillStyle = "rgb(24 17 12 / 0.82)";
  ctx.beginPath();
  ctx.arc(0, 0, 10, 0, 7);
  ctx.fill();
  ctx.fillStyle = off ? "#8d8072" : colour;
  ctx.beginPath();
  ctx.moveTo(0, -7.5);
  ctx.bezierCurveTo(7, 0, 5, 7, 0, 7);
  ctx.bezierCurveTo(-5, 7, -7, 0, 0, -7.5);
  ctx.fill();
  ctx.restore();
}

function paintPin(brush: Brush, { at, text, off, hidden }: PlaceItem): void {
  const { ctx, px } = brush;
  ctx.save();
  ctx.globalAlpha = hidden ? 0.5 : 1;
  ctx.translate(at.x, at.y);
  ctx.scale(px, px);
  ctx.fillStyle = off ? "#6d4a5a" : "#c8a15a";
  ctx.strokeStyle = "#1b130a";
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.arc(0, -13, 8.5, Math.PI * 0.8, Math.PI * 2.2);
  ctx.lineTo(0, 3);
  ctx.closePath();
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = "#1b130a";
  ctx.beginPath();
  ctx.arc(0, -13, 3, 0, 7);
  ctx.fill();
  ctx.restore();
  if (brush.scale > 30 && text) write(brush, text, { x: at.x, y: at.y + 14 * px }, 12);
}
