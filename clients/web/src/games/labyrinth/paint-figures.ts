/** Figures as tokens: a portrait in a ring, with health around it and a name when one is near. */
import type { Pen } from "../../ui/board/view";
import { sprite } from "../../ui/board/sprites";
import type { FigureItem } from "./display";
import type { Floating, Pose } from "./motion";

/** Seat colours; the second list is told apart by everybody. The seat's number is always there too. */
const seatColours = ["#c8b79c", "#e2b04a", "#6fb7e0", "#e58a6c", "#93cf86", "#c79bea", "#eae07e"];
const safeColours = ["#c8b79c", "#e69f00", "#56b4e9", "#f0e442", "#009e73", "#cc79a7", "#f4f4f4"];

const enemyColour = "#e2574c";

export function seatColour(seat: number): string {
  const safe = typeof document !== "undefined" && document.documentElement.hasAttribute("data-colour-blind");
  return (safe ? safeColours : seatColours)[seat] ?? seatColours[0]!;
}

/** How large a token is when so many share a cell. */
const radii = [0, 0.27, 0.205, 0.165];

export interface Cast {
  figures: FigureItem[];
  /** The portrait's file for a character of the content. */
  portrait: (character: string) => string | undefined;
  pose: (figure: FigureItem, now: number) => Pose;
  floating: (now: number) => Floating[];
}

/** paintFigures draws everybody; true while somebody still moves. */
export function paintFigures(pen: Pen, cast: Cast, now: number): boolean {
  let moving = false;
  // Those further south stand in front.
  const posed = cast.figures.map((figure) => ({ figure, pose: cast.pose(figure, now) })).toSorted((a, b) => a.pose.y - b.pose.y);
  for (const { figure, pose } of posed) {
    moving ||= pose.moving;
    paintFigure(pen, figure, pose, cast.portrait(figure.character));
  }
  const words = cast.floating(now);
  for (const word of words) paintWord(pen.ctx, word);
  return moving || words.length > 0;
}

function paintFigure(pen: Pen, figure: FigureItem, pose: Pose, portrait: string | undefined): void {
  const { ctx } = pen;
  const radius = (radii[figure.of] ?? 0.15) * pose.grow;
  const place = spot(figure);
  const x = pose.x + place.x;
  const y = pose.y + place.y;
  ctx.save();
  ctx.globalAlpha = figure.state === "dead" ? 0.45 : 1;
  shadow(ctx, x, y, radius);
  if (figure.side === "enemy") spikes(ctx, x, y, radius, enemyColour);
  face(pen, figure, { x, y, radius, portrait });
  ring(ctx, figure, x, y, radius);
  if (figure.state !== "up") fallen(ctx, figure, x, y, radius);
  if (figure.side === "party") seatMark(ctx, figure, x, y, radius);
  ctx.restore();
  if (pen.camera.scale * radius > 17) label(ctx, figure, x, y, radius);
}

/** spot is the figure's place within its cell, in the cell's upper two thirds. */
function spot(figure: { slot: number; of: number }): { x: number; y: number } {
  const { slot, of } = figure;
  if (of <= 1) return { x: 0.5, y: 0.46 };
  if (of <= 3) return { x: 0.5 + (slot - (of - 1) / 2) * (of === 2 ? 0.44 : 0.31), y: 0.44 + (of === 3 && slot === 1 ? -0.13 : 0.04) };
  const across = Math.ceil(of / 2);
  return { x: 0.5 + ((slot % across) - (across - 1) / 2) * (0.84 / across), y: slot < across ? 0.28 : 0.62 };
}

function shadow(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.fillStyle = "rgb(0 0 0 / 0.5)";
  ctx.beginPath();
  ctx.ellipse(x, y + radius * 0.95, radius * 0.95, radius * 0.34, 0, 0, 2 * Math.PI);
  ctx.fill();
}

function face(pen: Pen, figure: FigureItem, at: { x: number; y: number; radius: number; portrait: string | undefined }): void {
  const { ctx } = pen;
  const { x, y, radius } = at;
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = figure.side === "enemy" ? "#4a1d1a" : figure.side === "npc" ? "#1f3d38" : "#2d2620";
  ctx.fill();
  ctx.clip();
  const picture = at.portrait ? sprite(`/portraits/${at.portrait}.svg`, pen.pixels * radius * 2) : undefined;
  if (figure.state === "down" || figure.state === "dead") ctx.filter = "grayscale(1)";
  if (picture) ctx.drawImage(picture, x - radius, y - radius, radius * 2, radius * 2);
  else {
    ctx.font = `${radius * 1.1}px Gloock, Georgia, serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = "#f3ead9";
    ctx.fillText(figure.name.slice(0, 1), x, y + radius * 0.06);
  }
  ctx.restore();
}

/** ring is the side's colour all around and the health on top of it; enemies have spikes, so colour alone says nothing. */
function ring(ctx: CanvasRenderingContext2D, figure: FigureItem, x: number, y: number, radius: number): void {
  const colour = figure.side === "enemy" ? enemyColour : figure.side === "npc" ? "#6fd0bb" : seatColour(figure.seat);
  ctx.lineWidth = radius * 0.24;
  ctx.strokeStyle = "rgb(14 10 9 / 0.92)";
  circle(ctx, x, y, radius, 1);
  ctx.lineWidth = radius * 0.15;
  ctx.strokeStyle = colour;
  circle(ctx, x, y, radius, figure.health);
  if (figure.own) {
    ctx.lineWidth = radius * 0.07;
    ctx.strokeStyle = "#fff3d8";
    circle(ctx, x, y, radius * 1.2, 1);
  }
}

function circle(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, share: number): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + share * 2 * Math.PI);
  ctx.stroke();
}

function spikes(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (let i = 0; i < 16; i++) {
    const angle = (i / 16) * 2 * Math.PI;
    const reach = radius * (i % 2 === 0 ? 1.32 : 1.05);
    ctx.lineTo(x + Math.sin(angle) * reach, y - Math.cos(angle) * reach);
  }
  ctx.fill();
}

function fallen(ctx: CanvasRenderingContext2D, figure: FigureItem, x: number, y: number, radius: number): void {
  ctx.fillStyle = "rgb(70 8 8 / 0.5)";
  ctx.beginPath();
  ctx.arc(x, y, radius * 0.9, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = ctx.strokeStyle = "#ffd9d2";
  ctx.lineWidth = radius * 0.16;
  if (figure.state === "down" && figure.turnsToLive > 0) {
    ctx.font = `700 ${radius * 1.05}px 'Source Sans 3 Variable', sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(String(figure.turnsToLive), x, y + radius * 0.05);
    return;
  }
  ctx.beginPath();
  ctx.moveTo(x - radius * 0.4, y - radius * 0.4);
  ctx.lineTo(x + radius * 0.4, y + radius * 0.4);
  ctx.moveTo(x + radius * 0.4, y - radius * 0.4);
  ctx.lineTo(x - radius * 0.4, y + radius * 0.4);
  ctx.stroke();
}

function seatMark(ctx: CanvasRenderingContext2D, figure: FigureItem, x: number, y: number, radius: number): void {
  const size = radius * 0.44;
  ctx.fillStyle = seatColour(figure.seat);
  ctx.beginPath();
  ctx.arc(x + radius * 0.78, y - radius * 0.78, size, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = "#17110c";
  ctx.font = `700 ${size * 1.4}px 'Source Sans 3 Variable', sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(String(figure.seat), x + radius * 0.78, y - radius * 0.76);
}

function label(ctx: CanvasRenderingContext2D, figure: FigureItem, x: number, y: number, radius: number): void {
  const size = Math.min(0.115, radius * 0.5);
  ctx.font = `600 ${size}px 'Source Sans 3 Variable', sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const words = figure.name.split(" ");
  const text = words.length > 1 && figure.of > 1 ? words.at(-1)! : figure.name;
  const width = ctx.measureText(text).width + size * 0.8;
  const top = y + radius * 1.22;
  ctx.fillStyle = "rgb(12 9 8 / 0.82)";
  ctx.beginPath();
  ctx.roundRect(x - width / 2, top, width, size * 1.4, size * 0.5);
  ctx.fill();
  ctx.fillStyle = "#f6eddc";
  ctx.fillText(text, x, top + size * 0.74);
}

function paintWord(ctx: CanvasRenderingContext2D, word: Floating): void {
  ctx.save();
  ctx.globalAlpha = word.alpha;
  ctx.font = "700 0.25px 'Source Sans 3 Variable', sans-serif";
  ctx.textAlign = "center";
  ctx.lineWidth = 0.05;
  ctx.lineJoin = "round";
  ctx.strokeStyle = "rgb(12 9 8 / 0.9)";
  ctx.strokeText(word.text, word.x, word.y);
  ctx.fillStyle = word.good ? "#a8e6a1" : "#ffb3a6";
  ctx.fillText(word.text, word.x, word.y);
  ctx.restore();
}
