/** The players and the ball: little figures in two teams' colours, larger the nearer they are. */
import type { Pen } from "../../../ui/board/view";
import type { Display, FigureItem } from "./display";
import { bases, scaleAt, seen, type Spot } from "./ground";
import type { Motion } from "./motion";
import { ballAt, runnerAt, type Scene } from "./scenes";

const size = 1.75;

interface Uniform {
  shirt: string;
  trousers: string;
  cap: string;
}

const uniforms: Record<"home" | "away", Uniform> = {
  home: { shirt: "#fbf6e9", trousers: "#efe8d6", cap: "#1c4f8f" },
  away: { shirt: "#8f2f35", trousers: "#c9cdd3", cap: "#5e1c22" },
};

export interface Cast {
  shown: Display;
  motion: Motion;
  /** The figure pointed at. */
  hovered?: string;
}

/** paintPlayers draws everybody; true while somebody still moves. */
export function paintPlayers(pen: Pen, { shown, motion, hovered }: Cast, now: number): boolean {
  const running = motion.scene(now);
  const figures = running ? inScene(shown, running.scene, running.ms) : shown.figures;
  for (const figure of figures.toSorted((a, b) => b.y - a.y)) paintFigure(pen.ctx, figure);
  for (const figure of figures) if (figure.role !== "fielder" || figure.playerId === hovered) label(pen, figure);
  if (running) paintScene(pen, running.scene, running.ms);
  return running !== undefined;
}

interface Drawn extends FigureItem {
  /** 0 to 1: outs and those who scored fade. */
  alpha?: number;
  out?: boolean;
}

/** inScene is the field while a play is shown: fielders as they stand, runners on their way. */
function inScene(shown: Display, scene: Scene, ms: number): Drawn[] {
  const same = scene.bottom === shown.bottom;
  const field = shown.figures.filter((one) => one.role === "fielder" || one.role === "pitcher").map((one) => (same ? one : { ...one, home: !one.home, name: "" }));
  const runners = scene.actors.map((actor): Drawn => {
    const batter = actor.way[0] === 0;
    const at = runnerAt(actor, ms - scene.hit);
    const there = ms - scene.hit > (actor.way.length - 1) * 200;
    const gone = there && (actor.out || actor.way.at(-1) === 4);
    return {
      id: `a${actor.playerId}`, playerId: actor.playerId, name: same ? shown.names[actor.playerId] ?? "" : "", home: scene.bottom,
      ...(batter && ms < scene.hit ? { x: -0.75, y: 0.05 } : at), role: batter && ms < scene.hit ? "batter" : "runner",
      alpha: gone ? Math.max(0, (scene.ms - ms) / 420) : 1, out: actor.out && there,
    };
  });
  // Of those who stay the scene may know nothing (a replay): they stand where the view says.
  const stay = same ? shown.figures.filter((one) => one.role === "runner" && !scene.actors.some((actor) => actor.playerId === one.playerId)) : [];
  return [...field, ...stay, ...runners];
}

function paintFigure(ctx: CanvasRenderingContext2D, figure: Drawn): void {
  const scale = scaleAt(figure.y) * size;
  const { x, y } = seen(figure);
  const { shirt, trousers, cap } = uniforms[figure.home ? "home" : "away"];
  ctx.save();
  ctx.globalAlpha = figure.alpha ?? 1;
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  if (figure.role === "batter" || figure.role === "pitcher") halo(ctx, figure.role === "batter" ? "#ffd772" : "#bfe3ff");
  ctx.fillStyle = "rgb(0 0 0 / 0.32)";
  ctx.beginPath();
  ctx.ellipse(0.08, 0, 0.4, 0.13, 0, 0, 2 * Math.PI);
  ctx.fill();
  body(ctx, shirt, trousers, cap);
  if (figure.role === "batter") bat(ctx, figure.x < 0 ? 1 : -1);
  if (figure.out) cross(ctx);
  ctx.restore();
}

function halo(ctx: CanvasRenderingContext2D, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 0.07;
  ctx.beginPath();
  ctx.ellipse(0, 0, 0.62, 0.24, 0, 0, 2 * Math.PI);
  ctx.stroke();
}

function body(ctx: CanvasRenderingContext2D, shirt: string, trousers: string, cap: string): void {
  ctx.fillStyle = trousers;
  for (const leg of [-0.2, 0.04]) {
    ctx.beginPath();
    ctx.roundRect(leg, -0.5, 0.16, 0.5, 0.06);
    ctx.fill();
  }
  ctx.fillStyle = shirt;
  ctx.strokeStyle = "rgb(0 0 0 / 0.35)";
  ctx.lineWidth = 0.03;
  ctx.beginPath();
  ctx.roundRect(-0.27, -0.98, 0.54, 0.55, 0.17);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = "#c98f68";
  ctx.beginPath();
  ctx.arc(0, -1.14, 0.18, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = cap;
  ctx.beginPath();
  ctx.arc(0, -1.18, 0.2, Math.PI, 2 * Math.PI);
  ctx.roundRect(-0.24, -1.2, 0.48, 0.07, 0.03);
  ctx.fill();
}

function bat(ctx: CanvasRenderingContext2D, turn: number): void {
  ctx.strokeStyle = "#d8ab6b";
  ctx.lineWidth = 0.09;
  ctx.lineCap = "round";
  ctx.beginPath();
  ctx.moveTo(turn * 0.26, -0.75);
  ctx.lineTo(turn * 0.52, -1.42);
  ctx.stroke();
}

function cross(ctx: CanvasRenderingContext2D): void {
  ctx.strokeStyle = "#ff5a4d";
  ctx.lineWidth = 0.12;
  ctx.beginPath();
  ctx.moveTo(-0.4, -1.2);
  ctx.lineTo(0.4, -0.1);
  ctx.moveTo(0.4, -1.2);
  ctx.lineTo(-0.4, -0.1);
  ctx.stroke();
}

/** label writes a name under a figure, never smaller than can be read. */
function label({ ctx, camera }: Pen, figure: Drawn): void {
  if (!figure.name || (figure.alpha ?? 1) < 0.4) return;
  const { x, y } = seen(figure);
  const size = Math.max(0.52, 11 / camera.scale);
  ctx.font = `600 ${size}px 'Source Sans 3 Variable', sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const width = ctx.measureText(figure.name).width + size * 0.7;
  // The batter's name stands beside the plate, out of the catcher's way.
  const shift = figure.role === "batter" ? (figure.x < 0 ? -width / 2 - 0.6 : width / 2 + 0.6) : 0;
  const drop = figure.role === "batter" ? -0.5 : size * 0.9;
  ctx.fillStyle = figure.role === "batter" ? "rgb(60 44 8 / 0.86)" : "rgb(8 18 14 / 0.78)";
  ctx.beginPath();
  ctx.roundRect(x + shift - width / 2, y + drop - size * 0.66, width, size * 1.32, size * 0.4);
  ctx.fill();
  ctx.fillStyle = figure.role === "batter" ? "#ffe6a8" : "#f6f3ea";
  ctx.fillText(figure.name, x + shift, y + drop);
}

function paintScene({ ctx }: Pen, scene: Scene, ms: number): void {
  const ball = ballAt(scene.ball, ms);
  if (ball) {
    const scale = scaleAt(ball.y);
    const low = seen(ball);
    const high = seen(ball, ball.z);
    ctx.fillStyle = "rgb(0 0 0 / 0.35)";
    ctx.beginPath();
    ctx.ellipse(low.x, low.y, 0.2 * scale, 0.08 * scale, 0, 0, 2 * Math.PI);
    ctx.fill();
    ctx.fillStyle = "#ffffff";
    ctx.strokeStyle = "#b3312c";
    ctx.lineWidth = 0.04;
    ctx.beginPath();
    ctx.arc(high.x, high.y, 0.24 * scale, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
  const late = (ms - scene.hit) / Math.max(1, scene.ms - scene.hit);
  if (scene.runs > 0 && late > 0.4) word(ctx, `+${scene.runs}`, bases[0]!, late);
}

function word(ctx: CanvasRenderingContext2D, text: string, at: Spot, part: number): void {
  const { x, y } = seen(at, 2.4 + part * 1.5);
  ctx.globalAlpha = Math.min(1, (1 - part) * 3);
  ctx.font = "700 1.7px 'Source Sans 3 Variable', sans-serif";
  ctx.textAlign = "center";
  ctx.lineWidth = 0.22;
  ctx.strokeStyle = "rgb(10 20 12 / 0.85)";
  ctx.strokeText(text, x, y);
  ctx.fillStyle = "#ffd772";
  ctx.fillText(text, x, y);
  ctx.globalAlpha = 1;
}

/** figureAt is who stands at a place of the board. */
export function figureAt(figures: FigureItem[], x: number, y: number): FigureItem | undefined {
  return figures.find((figure) => {
    const at = seen(figure);
    const scale = scaleAt(figure.y) * size;
    return Math.abs(x - at.x) < 0.55 * scale && y < at.y + 0.3 * scale && y > at.y - 1.45 * scale;
  });
}
