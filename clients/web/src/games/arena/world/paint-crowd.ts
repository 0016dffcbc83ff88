/** The crowd: who is where now, as sprites; far away as dots. */
import { type Blitter, largest } from "./blit";
import { type Crowd, flags, turned } from "./crowd";
import { colourOf, type Scheme, teamsMost } from "./palette";
import { type Atlas, atlasOf, columnOf, rowOf } from "./sprites";
import type { Brush } from "./stage";

export interface CrowdLook {
  /** An agent's radius in units. */
  radius: number;
  scheme: Scheme;
  vectors: boolean;
  blitter: Blitter;
}

/** Below this radius in device pixels a form cannot be told: a dot will do. */
const dot = 1.6;
/** From this radius on in CSS pixels health and marks are worth drawing. */
const near = 5;

export function paintCrowd(brush: Brush, crowd: Crowd, look: CrowdLook, now: number): void {
  const radius = look.radius * brush.camera.scale * brush.ratio;
  if (radius < dot) paintDots(brush, crowd, look, now);
  else paintSprites(brush, crowd, look, now);
  if (look.vectors) paintVectors(brush, crowd, look, now);
  if (look.radius * brush.camera.scale >= near) paintMarks(brush, crowd, look, now);
}

/** Screen turns a place in units into device pixels, by two numbers for each axis. */
function screenOf({ camera, screen, ratio }: Brush) {
  const scale = camera.scale * ratio;
  return { scale, left: (screen.width * ratio) / 2 - camera.x * scale, top: (screen.height * ratio) / 2 - camera.y * scale };
}

/** paintSprites copies sprites by hand, and by the canvas where they are large or cut by its edge. */
function paintSprites(brush: Brush, crowd: Crowd, { radius, scheme, blitter }: CrowdLook, now: number): void {
  const { ctx } = brush;
  const { scale, left, top } = screenOf(brush);
  const size = Math.round(radius * scale * 2) / 2;
  const atlas = atlasOf(size, scheme);
  const small = atlas.cell <= largest;
  const margin = small ? blitter.begin(ctx, size, scheme) : 0;
  const { width, height } = ctx.canvas;
  const part = crowd.part(now);
  const { ids, x, y, fromX, fromY, heading, fromHeading, state } = crowd;
  const rest: number[] = [];
  for (let i = 0; i < crowd.count; i++) {
    const id = ids[i]!;
    const atX = Math.round((fromX[id]! + (x[id]! - fromX[id]!) * part) * scale + left);
    const atY = Math.round((fromY[id]! + (y[id]! - fromY[id]!) * part) * scale + top);
    if (atX < -atlas.cell || atY < -atlas.cell || atX > width + atlas.cell || atY > height + atlas.cell) continue;
    const column = columnOf(turned(fromHeading[id]!, heading[id]!, part));
    const look = state[id]!;
    const row = rowOf((look & 7) + 1, (look & flags.struck) !== 0);
    if (small && atX >= margin && atY >= margin && atX < width - margin && atY < height - margin) blitter.put(atX, atY, row, column);
    else rest.push(atX, atY, row, column);
  }
  if (small) blitter.end(ctx);
  copyRest(ctx, atlas, rest);
}

function copyRest(ctx: CanvasRenderingContext2D, { picture, cell }: Atlas, rest: number[]): void {
  const half = Math.floor(cell / 2);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.imageSmoothingEnabled = false;
  for (let i = 0; i < rest.length; i += 4) ctx.drawImage(picture, rest[i + 3]! * cell, rest[i + 2]! * cell, cell, cell, rest[i]! - half, rest[i + 1]! - half, cell, cell);
}

function paintDots(brush: Brush, crowd: Crowd, { radius, scheme }: CrowdLook, now: number): void {
  const { ctx, ratio } = brush;
  const { scale, left, top } = screenOf(brush);
  const side = Math.max(ratio * 1.5, radius * scale * 2);
  const part = crowd.part(now);
  const { ids, x, y, fromX, fromY, state } = crowd;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  for (let team = 0; team < teamsMost; team++) {
    ctx.fillStyle = colourOf(team + 1, scheme);
    for (let i = 0; i < crowd.count; i++) {
      const id = ids[i]!;
      if ((state[id]! & 7) !== team) continue;
      ctx.fillRect((fromX[id]! + (x[id]! - fromX[id]!) * part) * scale + left - side / 2, (fromY[id]! + (y[id]! - fromY[id]!) * part) * scale + top - side / 2, side, side);
    }
  }
}

/** paintVectors shows where everybody goes: the way of half a second. */
function paintVectors(brush: Brush, crowd: Crowd, { scheme }: CrowdLook, now: number): void {
  const { ctx, seen, px } = brush;
  const part = crowd.part(now);
  const { ids, x, y, fromX, fromY, state } = crowd;
  worldAgain(brush);
  ctx.lineWidth = px;
  for (let team = 0; team < teamsMost; team++) {
    ctx.beginPath();
    for (let i = 0; i < crowd.count; i++) {
      const id = ids[i]!;
      if ((state[id]! & 7) !== team) continue;
      const [alongX, alongY] = [x[id]! - fromX[id]!, y[id]! - fromY[id]!];
      const [atX, atY] = [fromX[id]! + alongX * part, fromY[id]! + alongY * part];
      if (atX < seen.x || atY < seen.y || atX > seen.x + seen.width || atY > seen.y + seen.height) continue;
      ctx.moveTo(atX, atY);
      ctx.lineTo(atX + alongX * 5, atY + alongY * 5);
    }
    ctx.strokeStyle = colourOf(team + 1, scheme);
    ctx.stroke();
  }
}

/** paintMarks shows health, and who is forced, tired or failed, when one is near enough to see it. */
function paintMarks(brush: Brush, crowd: Crowd, { radius, scheme }: CrowdLook, now: number): void {
  const { ctx, seen, px } = brush;
  const part = crowd.part(now);
  const { ids, x, y, fromX, fromY, state, health } = crowd;
  worldAgain(brush);
  for (let i = 0; i < crowd.count; i++) {
    const id = ids[i]!;
    const atX = fromX[id]! + (x[id]! - fromX[id]!) * part;
    const atY = fromY[id]! + (y[id]! - fromY[id]!) * part;
    if (atX < seen.x || atY < seen.y || atX > seen.x + seen.width || atY > seen.y + seen.height) continue;
    const share = health[id]! / 255;
    const top = atY - radius - 6 * px;
    ctx.fillStyle = scheme === "dark" ? "rgb(0 0 0 / 0.7)" : "rgb(255 255 255 / 0.8)";
    ctx.fillRect(atX - radius, top, radius * 2, 3 * px);
    ctx.fillStyle = share > 0.5 ? "#3fae5a" : share > 0.25 ? "#d99a1e" : "#d8443a";
    ctx.fillRect(atX - radius, top, radius * 2 * share, 3 * px);
    paintState(brush, { x: atX, y: atY, radius, state: state[id]!, scheme });
  }
}

function paintState({ ctx, px }: Brush, { x, y, radius, state, scheme }: { x: number; y: number; radius: number; state: number; scheme: Scheme }): void {
  const ring = state & flags.failed ? "#d8443a" : state & flags.forced ? (scheme === "dark" ? "#ffffff" : "#000000") : state & flags.tired ? "#8a97a3" : "";
  if (!ring && !(state & flags.strikes)) return;
  ctx.beginPath();
  ctx.arc(x, y, radius + (ring ? 3 : 5) * px, 0, Math.PI * 2);
  ctx.lineWidth = 1.5 * px;
  ctx.strokeStyle = ring || "#ff6a3d";
  ctx.setLineDash(state & flags.forced ? [4 * px, 3 * px] : []);
  ctx.stroke();
  ctx.setLineDash([]);
}

function worldAgain({ ctx, camera, screen, ratio }: Brush): void {
  const pixels = camera.scale * ratio;
  ctx.setTransform(pixels, 0, 0, pixels, (screen.width * ratio) / 2 - camera.x * pixels, (screen.height * ratio) / 2 - camera.y * pixels);
}

/** paintTrails leaves a mark where everybody is, and lets older ones fade. */
export function paintTrails(brush: Brush, crowd: Crowd, { scheme }: CrowdLook, now: number): void {
  const { ctx, screen, ratio } = brush;
  const { scale, left, top } = screenOf(brush);
  const part = crowd.part(now);
  const { ids, x, y, fromX, fromY, state } = crowd;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalCompositeOperation = "destination-out";
  ctx.fillStyle = "rgb(0 0 0 / 0.04)";
  ctx.fillRect(0, 0, screen.width * ratio, screen.height * ratio);
  ctx.globalCompositeOperation = "source-over";
  ctx.globalAlpha = 0.5;
  for (let team = 0; team < teamsMost; team++) {
    ctx.fillStyle = colourOf(team + 1, scheme);
    for (let i = 0; i < crowd.count; i++) {
      const id = ids[i]!;
      if ((state[id]! & 7) !== team) continue;
      ctx.fillRect((fromX[id]! + (x[id]! - fromX[id]!) * part) * scale + left, (fromY[id]! + (y[id]! - fromY[id]!) * part) * scale + top, ratio, ratio);
    }
  }
  ctx.globalAlpha = 1;
}
