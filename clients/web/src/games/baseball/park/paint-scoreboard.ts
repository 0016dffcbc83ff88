/** The scoreboard over centre field: the line score in chalk. */
import type { Pen } from "../../../ui/board/view";
import type { Display } from "./display";
import type { Palette } from "./palette";

const box = { x: -6.6, y: -22.4, width: 13.2, height: 4.3 };

export function paintScoreboard({ ctx }: Pen, shown: Display, colours: Palette): void {
  const { x, y, width, height } = box;
  ctx.fillStyle = colours.standDark;
  for (const leg of [x + 1.2, x + width - 1.6]) ctx.fillRect(leg, y + height, 0.4, 1.6);
  ctx.fillStyle = colours.boardEdge;
  ctx.beginPath();
  ctx.roundRect(x - 0.25, y - 0.25, width + 0.5, height + 0.5, 0.3);
  ctx.fill();
  ctx.fillStyle = colours.board;
  ctx.fillRect(x, y, width, height);
  clock(ctx, x + width / 2, y - 0.25);
  lines(ctx, shown);
}

/** A peak on top, as old boards have it. */
function clock(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  ctx.fillStyle = "#c8a15a";
  ctx.beginPath();
  ctx.moveTo(x - 1.1, y);
  ctx.lineTo(x, y - 0.75);
  ctx.lineTo(x + 1.1, y);
  ctx.fill();
}

function lines(ctx: CanvasRenderingContext2D, { board, innings }: Display): void {
  // With extra innings the last nine are shown.
  const first = Math.max(0, innings - 9);
  const columns = Array.from({ length: Math.min(9, innings) }, (_, i) => first + i);
  const left = box.x + 3.7;
  const step = (box.width - 3.7 - 3.35) / Math.max(9, columns.length);
  const right = box.x + box.width - 2.75;
  const row = (i: number) => box.y + 0.85 + i * 1.32;
  ctx.textBaseline = "middle";
  columns.forEach((inning, i) => write(ctx, String(inning + 1), left + (i + 0.5) * step, row(0), inning < 9 ? 0.66 : 0.52, "#c9d8c9"));
  ["R", "H", "E"].forEach((word, i) => write(ctx, word, right + i * 1.02, row(0), 0.66, "#e6c988"));
  board.forEach((team, n) => {
    const y = row(n + 1);
    const ink = team.bats ? "#fff3cf" : "#e9efe6";
    ctx.textAlign = "left";
    ctx.font = "600 0.86px 'Source Sans 3 Variable', sans-serif";
    ctx.fillStyle = ink;
    ctx.fillText(short(team.name), box.x + 0.75, y, 2.9);
    if (team.bats) lamp(ctx, box.x + 0.4, y);
    columns.forEach((inning, i) => write(ctx, team.line[inning] === undefined ? "·" : String(team.line[inning]), left + (i + 0.5) * step, y, 0.86, ink));
    [team.runs, team.hits, team.errors].forEach((value, i) => write(ctx, String(value), right + i * 1.02, y, 0.9, i === 0 ? "#ffdf94" : ink));
  });
}

function write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, size: number, colour: string): void {
  ctx.font = `600 ${size}px 'Source Sans 3 Variable', sans-serif`;
  ctx.textAlign = "center";
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function lamp(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  ctx.fillStyle = "#ffcc55";
  ctx.beginPath();
  ctx.arc(x, y, 0.17, 0, 2 * Math.PI);
  ctx.fill();
}

function short(name: string): string {
  return name.length > 11 ? `${name.slice(0, 10)}…` : name;
}
