/** The park: sky, stands, fence and scoreboard, grass mown in stripes, dirt and chalk. By day, or under lights. */
import type { Pen } from "../../../ui/board/view";
import { bases, fenceAt, mound, seen, type Spot, walls } from "./ground";
import { night, type Palette } from "./palette";
import type { Display } from "./display";
import { paintScoreboard } from "./paint-scoreboard";
import { paintStands } from "./paint-stands";

export function paintPark(pen: Pen, shown: Display, colours: Palette): void {
  const { ctx } = pen;
  paintStands(pen, colours, colours === night);
  ground(pen, colours);
  mown(ctx, colours);
  fence(ctx, colours);
  infield(ctx, colours);
  chalk(ctx, colours);
  paintScoreboard(pen, shown, colours);
}

/** trace makes a path of points of the ground. */
export function trace(ctx: CanvasRenderingContext2D, spots: Spot[]): void {
  ctx.beginPath();
  for (const spot of spots) {
    const { x, y } = seen(spot);
    ctx.lineTo(x, y);
  }
}

export function fill(ctx: CanvasRenderingContext2D, spots: Spot[], colour: string): void {
  trace(ctx, spots);
  ctx.fillStyle = colour;
  ctx.fill();
}

/** arc are points of the fence from pole to pole, nearer by so much. */
export function arc(inset = 0): Spot[] {
  return Array.from({ length: 41 }, (_, i) => {
    const { x, y } = fenceAt(i / 20 - 1);
    const part = 1 - inset / Math.hypot(x, y);
    return { x: x * part, y: y * part };
  });
}

function ground({ ctx }: Pen, colours: Palette): void {
  fill(ctx, [...walls.left, ...walls.right, ...arc().toReversed()], colours.foul);
  fill(ctx, [{ x: 0, y: 0 }, ...arc()], colours.track);
}

/** mown lays the stripes: bands towards the fence, crossed by fainter ones. */
function mown(ctx: CanvasRenderingContext2D, colours: Palette): void {
  ctx.save();
  trace(ctx, [{ x: 0, y: 0 }, ...arc(1.7)]);
  ctx.clip();
  for (let i = -11; i < 11; i++) {
    const x = i * 2.4;
    fill(ctx, [{ x, y: -2 }, { x: x + 2.44, y: -2 }, { x: x + 2.44, y: 44 }, { x, y: 44 }], colours.grass[Math.abs(i) % 2]!);
  }
  ctx.globalAlpha = 0.07;
  for (let y = 0; y < 44; y += 5) fill(ctx, [{ x: -30, y }, { x: 30, y }, { x: 30, y: y + 2.5 }, { x: -30, y: y + 2.5 }], "#ffffff");
  ctx.restore();
}

function fence(ctx: CanvasRenderingContext2D, colours: Palette): void {
  const foot = arc();
  ctx.beginPath();
  for (const spot of foot) ctx.lineTo(seen(spot).x, seen(spot).y);
  for (const spot of foot.toReversed()) ctx.lineTo(seen(spot, 1.5).x, seen(spot, 1.5).y);
  ctx.closePath();
  ctx.fillStyle = colours.fence;
  ctx.fill();
  ctx.beginPath();
  for (const spot of foot) ctx.lineTo(seen(spot, 1.5).x, seen(spot, 1.5).y);
  ctx.strokeStyle = "#e8c34d";
  ctx.lineWidth = 0.1;
  ctx.stroke();
  for (const turn of [-1, 1]) pole(ctx, fenceAt(turn));
}

function pole(ctx: CanvasRenderingContext2D, at: Spot): void {
  ctx.beginPath();
  ctx.moveTo(seen(at).x, seen(at).y);
  ctx.lineTo(seen(at, 5.5).x, seen(at, 5.5).y);
  ctx.strokeStyle = "#f0cc55";
  ctx.lineWidth = 0.13;
  ctx.stroke();
}

function ring(at: Spot, radius: number): Spot[] {
  return Array.from({ length: 40 }, (_, i) => ({ x: at.x + radius * Math.cos((i * Math.PI) / 20), y: at.y + radius * Math.sin((i * Math.PI) / 20) }));
}

function infield(ctx: CanvasRenderingContext2D, colours: Palette): void {
  ctx.save();
  trace(ctx, [{ x: 0, y: -0.55 }, { x: -20, y: 19.45 }, { x: 0, y: 40 }, { x: 20, y: 19.45 }]);
  ctx.clip();
  fill(ctx, ring(mound, 9.6), colours.dirt);
  ctx.restore();
  // The grass inside stops short of the base paths.
  const inset = 0.75;
  const square = [{ x: 0, y: 1.2 }, { x: 6.36 - inset, y: 6.36 }, { x: 0, y: 12.73 - 1.2 }, { x: -6.36 + inset, y: 6.36 }];
  fill(ctx, square, colours.grass[0]);
  ctx.save();
  trace(ctx, square);
  ctx.clip();
  for (let i = -3; i < 3; i += 2) fill(ctx, [{ x: i * 1.6, y: 0 }, { x: (i + 1) * 1.6, y: 0 }, { x: (i + 1) * 1.6, y: 13 }, { x: i * 1.6, y: 13 }], colours.grass[1]);
  ctx.restore();
  fill(ctx, ring({ x: 0, y: 0.1 }, 1.75), colours.dirt);
  for (const base of [1, 2, 3]) fill(ctx, ring(bases[base]!, 1.1), colours.dirt);
  fill(ctx, ring(mound, 1.15), colours.dirtDark);
  fill(ctx, ring({ x: mound.x, y: mound.y + 0.12 }, 0.9), colours.dirt);
}

function chalk(ctx: CanvasRenderingContext2D, colours: Palette): void {
  ctx.strokeStyle = colours.chalk;
  ctx.lineWidth = 0.09;
  for (const turn of [-1, 1]) {
    trace(ctx, [{ x: turn * 0.35, y: 0.35 }, fenceAt(turn)]);
    ctx.stroke();
  }
  for (const side of [-1, 1]) {
    trace(ctx, [[0.35, -0.5], [1.05, -0.5], [1.05, 0.6], [0.35, 0.6], [0.35, -0.5]].map(([x, y]) => ({ x: side * x!, y: y! })));
    ctx.lineWidth = 0.05;
    ctx.stroke();
  }
  for (const base of [1, 2, 3]) bag(ctx, bases[base]!, colours.chalk);
  fill(ctx, [[-0.17, 0.1], [0.17, 0.1], [0.17, -0.06], [0, -0.22], [-0.17, -0.06]].map(([x, y]) => ({ x: x!, y: y! })), colours.chalk);
  fill(ctx, [[-0.3, 0.08], [0.3, 0.08], [0.3, -0.08], [-0.3, -0.08]].map(([x, y]) => ({ x: x!, y: mound.y + y! })), colours.chalk);
}

function bag(ctx: CanvasRenderingContext2D, at: Spot, colour: string): void {
  const half = 0.32;
  const square = [{ x: at.x, y: at.y - half }, { x: at.x + half, y: at.y }, { x: at.x, y: at.y + half }, { x: at.x - half, y: at.y }];
  fill(ctx, square.map(({ x, y }) => ({ x: x + 0.05, y: y - 0.12 })), "rgb(0 0 0 / 0.35)");
  fill(ctx, square, colour);
}
