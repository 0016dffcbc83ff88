/** Places, each type drawn by hand: planets with rings, stations with arms, swirls, tunnels, rocks and wrecks. */
import type { Pen } from "../../ui/board/view";
import type { PlaceItem } from "./display";
import { dangerColours, dangerOf, hueOf } from "./glyphs";
import { scatter } from "./paint-sky";

type Ctx = CanvasRenderingContext2D;

/** radiusOf is a place's size in board units: it grows with the zoom, but neither to a blob nor to a dot. */
export function radiusOf(scale: number): number {
  return Math.min(30, Math.max(8, scale * 0.3)) / scale;
}

export function paintPlace(pen: Pen, place: PlaceItem): void {
  const { ctx, camera } = pen;
  const r = radiusOf(camera.scale);
  const px = 1 / camera.scale;
  ctx.save();
  ctx.translate(place.x, place.y);
  halo(ctx, place, r, px);
  ctx.save();
  ctx.scale(r, r);
  // What was never visited is a sketch: the outline is known, not the place.
  ctx.globalAlpha = place.visited || place.here ? 1 : 0.72;
  (painters[place.type] ?? planet)(ctx, place);
  ctx.restore();
  if (place.danger >= 0.4) dangerMark(ctx, place, r, px);
  if (place.quest) questMark(ctx, r);
  ctx.restore();
  services(pen, place, r);
}

/** paintNames writes the names that have room, those that matter first. */
export function paintNames(pen: Pen, places: PlaceItem[]): void {
  const weight = (place: PlaceItem) => (place.looked ? 4 : 0) + (place.here ? 3 : 0) + (place.reach !== "none" ? 2 : 0) + (place.quest ? 1 : 0);
  const shown = places.filter((place) => weight(place) > 0 || pen.camera.scale > 34).toSorted((a, b) => weight(b) - weight(a));
  const taken: { x: number; y: number; half: number }[] = [];
  const r = radiusOf(pen.camera.scale);
  for (const place of shown) {
    // About seven pixels a letter, two lines' height apart.
    const half = (place.name.length * 3.6 + 4) / pen.camera.scale;
    const high = 17 / pen.camera.scale;
    if (taken.some((one) => Math.abs(one.x - place.x) < one.half + half && Math.abs(one.y - place.y) < high)) continue;
    taken.push({ x: place.x, y: place.y, half });
    name(pen, place, r);
  }
}

function halo(ctx: Ctx, place: PlaceItem, r: number, px: number): void {
  if (place.reach === "none" && !place.here && !place.looked) return;
  const light = place.reach === "barred" ? "#ff9a92" : hueOf(place.regionType).light;
  const glow = ctx.createRadialGradient(0, 0, r * 0.6, 0, 0, r * 2.3);
  glow.addColorStop(0, place.looked ? "rgb(210 228 255 / 0.5)" : "rgb(150 185 255 / 0.24)");
  glow.addColorStop(1, "rgb(150 185 255 / 0)");
  ctx.fillStyle = glow;
  ctx.fillRect(-r * 2.4, -r * 2.4, r * 4.8, r * 4.8);
  ctx.beginPath();
  ctx.arc(0, 0, r * 1.5, 0, Math.PI * 2);
  ctx.lineWidth = (place.looked ? 2.4 : 1.3) * px;
  ctx.strokeStyle = place.looked ? "#ffffff" : light;
  if (!place.looked && !place.here) ctx.setLineDash([3 * px, 4 * px]);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** dangerMark is an arc under the place, longer and redder the more dangerous it is. */
function dangerMark(ctx: Ctx, place: PlaceItem, r: number, px: number): void {
  const half = 0.25 + place.danger * 0.9;
  ctx.beginPath();
  ctx.arc(0, 0, r * 1.5 + 3.5 * px, Math.PI / 2 - half, Math.PI / 2 + half);
  ctx.lineWidth = 2.4 * px;
  ctx.lineCap = "round";
  ctx.strokeStyle = dangerColours[dangerOf(place.danger)]!;
  ctx.stroke();
}

/** questMark is a gold star at the upper right of what it belongs to. */
export function questMark(ctx: Ctx, r: number): void {
  ctx.save();
  ctx.translate(r * 1.25, -r * 1.25);
  ctx.fillStyle = "#ffd976";
  ctx.beginPath();
  for (let i = 0; i < 8; i++) {
    const reach = i % 2 === 0 ? r * 0.72 : r * 0.26;
    ctx.lineTo(Math.sin((i * Math.PI) / 4) * reach, -Math.cos((i * Math.PI) / 4) * reach);
  }
  ctx.closePath();
  ctx.fill();
  ctx.restore();
}

/** services are two small lamps: amber for a yard, green for a market. */
function services({ ctx, camera }: Pen, place: PlaceItem, r: number): void {
  const lamps = [...(place.repair ? ["#ffc46b"] : []), ...(place.trade ? ["#7fe3b0"] : [])];
  const px = 1 / camera.scale;
  lamps.forEach((colour, i) => {
    ctx.beginPath();
    ctx.arc(place.x - r * 1.2 - 1 * px, place.y - r * 0.8 + i * 8 * px, 3 * px, 0, Math.PI * 2);
    ctx.fillStyle = colour;
    ctx.fill();
  });
}

function name(pen: Pen, place: PlaceItem, r: number): void {
  const px = 1 / pen.camera.scale;
  const colour = place.here || place.looked ? "#ffffff" : place.reach === "none" ? "#a9b8dc" : "#dbe6ff";
  write(pen, place.name, place.x, place.y + r * 1.5 + 19 * px, { size: place.here || place.looked ? 14 : 12.5, colour, weight: place.here || place.looked ? 650 : 500 });
}

/** write puts a line of text, sized in pixels whatever the zoom, dark around so that it reads on any cloud. */
export function write({ ctx, camera }: Pen, text: string, x: number, y: number, look: { size: number; colour: string; serif?: boolean; weight?: number }): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(1 / camera.scale, 1 / camera.scale);
  ctx.font = `${look.weight ?? 600} ${look.size}px ${look.serif ? "Gloock, Georgia, serif" : "'Source Sans 3 Variable', sans-serif"}`;
  ctx.textAlign = "center";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = "rgb(5 9 26 / 0.85)";
  ctx.strokeText(text, 0, 0);
  ctx.fillStyle = look.colour;
  ctx.fillText(text, 0, 0);
  ctx.restore();
}

const planetColours: [string, string, string][] = [
  ["#8fc6ff", "#2f6bd0", "#0d2758"], ["#ffd2a0", "#c9723a", "#4a1f12"], ["#bff0c8", "#3f9c74", "#0f3a31"], ["#e7c8ff", "#8455c9", "#2c1557"], ["#fff0c4", "#c9a24b", "#4d3710"],
];

function planet(ctx: Ctx, place: PlaceItem): void {
  const dice = scatter(place.id);
  const [light, middle, dark] = planetColours[Math.floor(dice() * planetColours.length)]!;
  const body = ctx.createRadialGradient(-0.4, -0.45, 0.1, 0, 0, 1.15);
  body.addColorStop(0, light);
  body.addColorStop(0.5, middle);
  body.addColorStop(1, dark);
  disc(ctx, 1, body);
  ctx.save();
  ctx.clip();
  ctx.strokeStyle = "rgb(255 255 255 / 0.18)";
  ctx.lineWidth = 0.16;
  for (const band of [-0.45, 0.1, 0.5]) {
    ctx.beginPath();
    ctx.ellipse(0, band, 1.1, 0.16, -0.3, 0, Math.PI);
    ctx.stroke();
  }
  ctx.restore();
  if (dice() < 0.5) return;
  ctx.beginPath();
  ctx.ellipse(0, 0, 1.65, 0.42, -0.35, 0.15, Math.PI - 0.15);
  ctx.strokeStyle = light;
  ctx.lineWidth = 0.14;
  ctx.stroke();
}

function station(ctx: Ctx): void {
  const metal = "#c9d6f2";
  ctx.strokeStyle = metal;
  ctx.lineWidth = 0.15;
  ctx.beginPath();
  ctx.arc(0, 0, 1, 0, Math.PI * 2);
  ctx.stroke();
  ctx.beginPath();
  for (let i = 0; i < 4; i++) {
    const angle = Math.PI / 4 + (i * Math.PI) / 2;
    ctx.moveTo(Math.cos(angle) * 0.35, Math.sin(angle) * 0.35);
    ctx.lineTo(Math.cos(angle) * 1.3, Math.sin(angle) * 1.3);
  }
  ctx.stroke();
  const core = ctx.createRadialGradient(-0.15, -0.15, 0, 0, 0, 0.5);
  core.addColorStop(0, "#fff6dc");
  core.addColorStop(1, "#e0a548");
  disc(ctx, 0.44, core);
  ctx.fillStyle = "#ffd98a";
  for (let i = 0; i < 8; i++) ctx.fillRect(Math.cos((i * Math.PI) / 4 + 0.4) - 0.07, Math.sin((i * Math.PI) / 4 + 0.4) - 0.07, 0.14, 0.14);
}

function anomaly(ctx: Ctx): void {
  const light = ctx.createRadialGradient(0, 0, 0, 0, 0, 1.2);
  light.addColorStop(0, "#fff2ff");
  light.addColorStop(0.3, "#e08bff");
  light.addColorStop(1, "rgb(90 40 190 / 0)");
  disc(ctx, 1.2, light);
  ctx.lineWidth = 0.13;
  ctx.strokeStyle = "#f3c9ff";
  for (let arm = 0; arm < 3; arm++) {
    ctx.beginPath();
    for (let step = 0; step <= 14; step++) {
      const angle = (arm * Math.PI * 2) / 3 + step * 0.2;
      const away = 0.15 + step * 0.075;
      ctx.lineTo(Math.cos(angle) * away, Math.sin(angle) * away * 0.8);
    }
    ctx.stroke();
  }
}

function wormhole(ctx: Ctx): void {
  for (let i = 0; i < 4; i++) {
    ctx.beginPath();
    ctx.ellipse(0, 0, 1.25 - i * 0.29, 0.95 - i * 0.24, 0.4 + i * 0.35, 0, Math.PI * 2);
    ctx.strokeStyle = ["#5ee6d4", "#59b9ff", "#8d8bff", "#ffffff"][i]!;
    ctx.lineWidth = 0.13;
    ctx.stroke();
  }
  const hole = ctx.createRadialGradient(0, 0, 0, 0, 0, 0.4);
  hole.addColorStop(0, "#02030a");
  hole.addColorStop(1, "rgb(2 3 10 / 0)");
  disc(ctx, 0.4, hole);
}

function asteroids(ctx: Ctx, place: PlaceItem): void {
  const dice = scatter(place.id);
  for (let rock = 0; rock < 6; rock++) {
    const angle = (rock / 6) * Math.PI * 2 + dice();
    const away = rock === 0 ? 0 : 0.55 + dice() * 0.6;
    const size = rock === 0 ? 0.55 : 0.2 + dice() * 0.26;
    const x = Math.cos(angle) * away;
    const y = Math.sin(angle) * away * 0.8;
    ctx.beginPath();
    for (let corner = 0; corner < 7; corner++) {
      const turn = (corner / 7) * Math.PI * 2;
      const reach = size * (0.75 + dice() * 0.45);
      ctx.lineTo(x + Math.cos(turn) * reach, y + Math.sin(turn) * reach);
    }
    ctx.closePath();
    ctx.fillStyle = ["#b59a83", "#8d7a6d", "#a48a70"][rock % 3]!;
    ctx.fill();
    ctx.strokeStyle = "rgb(255 236 214 / 0.5)";
    ctx.lineWidth = 0.06;
    ctx.stroke();
  }
}

function derelict(ctx: Ctx): void {
  const halves: [number, number][][] = [[[-1.2, 0.25], [-0.55, -0.5], [0, -0.3], [-0.2, 0.1], [0.1, 0.35], [-0.25, 0.7], [-0.95, 0.6]], [[0.25, -0.5], [0.85, -0.85], [1.25, -0.2], [1, 0.45], [0.4, 0.55], [0.2, 0.2], [0.42, -0.05]]];
  for (const half of halves) {
    ctx.beginPath();
    for (const [x, y] of half) ctx.lineTo(x, y);
    ctx.closePath();
    ctx.fillStyle = "#5a6275";
    ctx.fill();
    ctx.strokeStyle = "#b9c3d8";
    ctx.lineWidth = 0.09;
    ctx.stroke();
  }
  ctx.fillStyle = "#ff8f70";
  ctx.fillRect(0.06, -0.05, 0.14, 0.14);
  ctx.fillRect(-0.62, 0, 0.12, 0.12);
}

function disc(ctx: Ctx, radius: number, fill: CanvasGradient): void {
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, Math.PI * 2);
  ctx.fillStyle = fill;
  ctx.fill();
}

const painters: Record<string, (ctx: Ctx, place: PlaceItem) => void> = { planet, station, anomaly, wormhole, asteroid_field: asteroids, derelict };
