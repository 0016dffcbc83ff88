/** What lies over the crowd: who is chosen, what they sense, what moves them, and what is being drawn. */
import type { Config, Inspection, Wall } from "../proto";
import type { Crowd } from "./crowd";
import { paintWall } from "./paint-ground";
import { colourOf, grounds, type Scheme } from "./palette";
import type { Brush, Spot } from "./stage";

export interface Overlay {
  chosen: ReadonlySet<number>;
  inspections: Inspection[];
  zones: boolean;
  config: Config | undefined;
  scheme: Scheme;
  radius: number;
  /** A wall that is being drawn. */
  draft: Pick<Wall, "shape"> | undefined;
  /** A box that is being drawn to choose who is in it. */
  box: { from: Spot; to: Spot } | undefined;
  /** Where the keyboard's cross is. */
  cross: Spot | undefined;
}

/** Of more agents than this, zones would hide the world. */
const zonesMost = 12;
/** An arrow of a pixel stands for so much force. */
const forceToPixel = 0.2;

export function paintOver(brush: Brush, crowd: Crowd, overlay: Overlay, now: number): void {
  const { scheme, draft, box, cross } = overlay;
  if (overlay.zones) paintZones(brush, crowd, overlay, now);
  paintChosen(brush, crowd, overlay, now);
  for (const one of overlay.inspections) if (one.alive) paintForces(brush, crowd, one, { scheme, now });
  if (draft) paintWall(brush, draft, { ground: grounds[scheme], chosen: true });
  if (box) paintBox(brush, box, grounds[scheme].ink);
  if (cross) paintCross(brush, cross, grounds[scheme].ink);
}

function spotOf(crowd: Crowd, id: number, now: number): Spot {
  const part = crowd.part(now);
  return { x: crowd.fromX[id]! + (crowd.x[id]! - crowd.fromX[id]!) * part, y: crowd.fromY[id]! + (crowd.y[id]! - crowd.fromY[id]!) * part };
}

function paintZones({ ctx, px }: Brush, crowd: Crowd, { chosen, config, scheme }: Overlay, now: number): void {
  const ranges = [config?.visualRange, config?.recognitionRange, config?.combatRange];
  let n = 0;
  for (const id of chosen) {
    if (!crowd.has(id)) continue;
    if (++n > zonesMost) return;
    const { x, y } = spotOf(crowd, id, now);
    ranges.forEach((range, i) => {
      if (!range) return;
      ctx.beginPath();
      ctx.arc(x, y, range, 0, Math.PI * 2);
      ctx.strokeStyle = colourOf(crowd.teamOf(id), scheme);
      ctx.globalAlpha = 0.35 + i * 0.2;
      ctx.lineWidth = px * (1 + i * 0.4);
      ctx.setLineDash([[2 * px, 5 * px], [7 * px, 5 * px], []][i]!);
      ctx.stroke();
    });
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function paintChosen({ ctx, px }: Brush, crowd: Crowd, { chosen, scheme, radius }: Overlay, now: number): void {
  ctx.beginPath();
  for (const id of chosen) {
    if (!crowd.has(id)) continue;
    const { x, y } = spotOf(crowd, id, now);
    const r = Math.max(radius + 4 * px, 7 * px);
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, Math.PI * 2);
  }
  ctx.lineWidth = 2 * px;
  ctx.strokeStyle = grounds[scheme].ink;
  ctx.stroke();
}

interface When {
  scheme: Scheme;
  now: number;
}

/** paintForces draws what moves an agent as arrows, and a line to whom it is after. */
function paintForces(brush: Brush, crowd: Crowd, { agent, forces, target }: Inspection, { scheme, now }: When): void {
  if (!crowd.has(agent)) return;
  const { ctx, px } = brush;
  const { x, y } = spotOf(crowd, agent, now);
  const { ink } = grounds[scheme];
  if (target > 0 && crowd.has(target)) {
    const to = spotOf(crowd, target, now);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(to.x, to.y);
    ctx.setLineDash([3 * px, 5 * px]);
    ctx.lineWidth = 1.5 * px;
    ctx.strokeStyle = scheme === "dark" ? "#ff8c6a" : "#b3300c";
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.font = `600 ${12 * px}px "Source Sans 3 Variable", sans-serif`;
  for (const [name, force] of Object.entries(forces)) {
    const reach = Math.hypot(force.x, force.y) * forceToPixel * px;
    if (reach < 6 * px) continue;
    const angle = Math.atan2(force.y, force.x);
    const long = Math.min(90 * px, reach);
    arrow(brush, { x, y }, angle, long);
    ctx.fillStyle = ink;
    ctx.fillText(name, x + Math.cos(angle) * (long + 8 * px), y + Math.sin(angle) * (long + 8 * px));
  }
}

function arrow({ ctx, px }: Brush, { x, y }: Spot, angle: number, long: number): void {
  const [tipX, tipY] = [x + Math.cos(angle) * long, y + Math.sin(angle) * long];
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(tipX, tipY);
  for (const side of [-1, 1]) {
    ctx.moveTo(tipX, tipY);
    ctx.lineTo(tipX - Math.cos(angle + side * 0.5) * 7 * px, tipY - Math.sin(angle + side * 0.5) * 7 * px);
  }
  ctx.lineWidth = 2 * px;
  ctx.strokeStyle = "#f0b429";
  ctx.stroke();
}

function paintBox({ ctx, px }: Brush, { from, to }: { from: Spot; to: Spot }, ink: string): void {
  ctx.lineWidth = 1.5 * px;
  ctx.strokeStyle = ink;
  ctx.setLineDash([6 * px, 4 * px]);
  ctx.strokeRect(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(to.x - from.x), Math.abs(to.y - from.y));
  ctx.setLineDash([]);
}

function paintCross({ ctx, px }: Brush, { x, y }: Spot, ink: string): void {
  ctx.beginPath();
  for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
    ctx.moveTo(x + dx * 4 * px, y + dy * 4 * px);
    ctx.lineTo(x + dx * 13 * px, y + dy * 13 * px);
  }
  ctx.lineWidth = 2 * px;
  ctx.strokeStyle = ink;
  ctx.stroke();
}
