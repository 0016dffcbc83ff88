/** What is around the field: sky, stands full of people, light towers. */
import type { Pen } from "../../../ui/board/view";
import { fenceAt, seen, type Spot, walls } from "./ground";
import type { Palette } from "./palette";

/** The line where the stands end and the sky begins. */
const roof = -20.2;

export function paintStands(pen: Pen, colours: Palette, lit: boolean): void {
  const { ctx, seen: all } = pen;
  const sky = ctx.createLinearGradient(0, Math.min(all.y, -26), 0, -15);
  sky.addColorStop(0, colours.sky[0]);
  sky.addColorStop(1, colours.sky[1]);
  ctx.fillStyle = sky;
  ctx.fillRect(all.x, all.y, all.width, all.height);
  if (lit) stars(pen);
  else clouds(pen);
  towers(pen, lit);
  stand(pen, colours);
  crowd(pen, lit);
  rails(ctx, colours);
}

function stand({ ctx, seen: all }: Pen, colours: Palette): void {
  const right = all.x + all.width + 2;
  const left = all.x - 2;
  const shade = ctx.createLinearGradient(0, roof, 0, 3);
  shade.addColorStop(0, colours.standDark);
  shade.addColorStop(0.35, colours.stand);
  shade.addColorStop(1, colours.standDark);
  ctx.fillStyle = shade;
  ctx.beginPath();
  ctx.moveTo(left, roof + 2.4);
  ctx.quadraticCurveTo(0, roof - 1.6, right, roof + 2.4);
  ctx.lineTo(right, all.y + all.height + 2);
  ctx.lineTo(left, all.y + all.height + 2);
  ctx.fill();
}

/** roofAt is the upper edge of the stands over the field. */
function roofAt(x: number, pen: Pen): number {
  const half = pen.seen.width / 2 + 2;
  const middle = pen.seen.x + pen.seen.width / 2;
  const part = Math.min(1, Math.abs(x - middle) / half);
  return roof + 0.4 + 2 * part * part;
}

/** crowd are rows of dots; a place always has the same colour. */
function crowd(pen: Pen, lit: boolean): void {
  const { ctx, seen: all } = pen;
  const shirts = ["#d8d2c4", "#b5483f", "#3f6aa8", "#e0b64c", "#5c6470", "#2f7a52", "#f1ede3"];
  const step = 0.42;
  ctx.globalAlpha = lit ? 0.34 : 0.58;
  const bottom = all.y + all.height;
  for (let row = 0, y = roof; y < bottom; row++, y += step) {
    for (let x = Math.floor(all.x / step) * step; x < all.x + all.width; x += step) {
      const noise = hash(Math.round(x / step), row);
      if (noise % 5 === 0 || y < roofAt(x, pen) + 0.4 || row % 9 === 8) continue;
      ctx.fillStyle = shirts[noise % shirts.length]!;
      ctx.beginPath();
      ctx.arc(x + (row % 2) * 0.2, y, 0.12, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  ctx.globalAlpha = 1;
}

function hash(x: number, y: number): number {
  return (((x * 73856093) ^ (y * 19349663)) >>> 4) % 997;
}

/** rails are the walls between the stands and foul ground. */
function rails(ctx: CanvasRenderingContext2D, colours: Palette): void {
  const rail = (spots: Spot[]) => {
    ctx.beginPath();
    for (const spot of spots) ctx.lineTo(seen(spot).x, seen(spot).y);
    for (const spot of spots.toReversed()) ctx.lineTo(seen(spot, 0.9).x, seen(spot, 0.9).y);
    ctx.fillStyle = colours.fence;
    ctx.fill();
  };
  rail([fenceAt(-1), ...walls.left]);
  rail([...walls.right, fenceAt(1)]);
  // The wall behind home plate is seen from behind.
  const [left, right] = [seen(walls.left.at(-1)!), seen(walls.right[0]!)];
  ctx.fillRect(left.x, left.y, right.x - left.x, 0.7);
}

function towers({ ctx, seen: all }: Pen, lit: boolean): void {
  const middle = all.x + all.width / 2;
  for (const x of [middle - 11.4, middle + 11.4]) {
    ctx.fillStyle = lit ? "#2b3242" : "#7d8694";
    ctx.fillRect(x - 0.13, -21.6, 0.26, 5);
    ctx.fillRect(x - 1.3, -22.2, 2.6, 1.5);
    for (let i = 0; i < 10; i++) {
      ctx.fillStyle = lit ? "#fff8dc" : "#e4e8ee";
      ctx.beginPath();
      ctx.arc(x - 1.02 + (i % 5) * 0.51, -21.82 + Math.floor(i / 5) * 0.72, 0.19, 0, 2 * Math.PI);
      ctx.fill();
    }
    if (lit) glow(ctx, x, -21.5);
  }
}

function glow(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  const light = ctx.createRadialGradient(x, y, 0.3, x, y, 9);
  light.addColorStop(0, "rgb(255 246 214 / 0.55)");
  light.addColorStop(0.25, "rgb(255 240 200 / 0.16)");
  light.addColorStop(1, "rgb(255 240 200 / 0)");
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  ctx.fillStyle = light;
  ctx.fillRect(x - 9, y - 9, 18, 18);
  ctx.restore();
}

function stars({ ctx, seen: all }: Pen): void {
  ctx.fillStyle = "rgb(255 255 255 / 0.5)";
  for (let i = 0; i < 70; i++) ctx.fillRect(all.x + (hash(i, 3) / 997) * all.width, -31 + (hash(i, 11) / 997) * 11, 0.06, 0.06);
}

function clouds({ ctx, seen: all }: Pen): void {
  ctx.fillStyle = "rgb(255 255 255 / 0.75)";
  for (const [part, y, size] of [[0.1, -24.5, 1.5], [0.36, -26, 1.1], [0.88, -25.6, 1.7]] as const) {
    const x = all.x + part * all.width;
    ctx.beginPath();
    for (const [dx, dy, r] of [[-1.3, 0.2, 0.7], [-0.4, -0.2, 1], [0.7, 0, 0.85], [1.6, 0.3, 0.5]] as const) ctx.ellipse(x + dx * size, y + dy * size, r * size, r * size * 0.6, 0, 0, 2 * Math.PI);
    ctx.fill();
  }
}
