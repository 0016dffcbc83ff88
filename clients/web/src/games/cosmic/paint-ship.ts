/** The ship on the chart: where it is, or on its way; its numbers rise from it. */
import type { Pen } from "../../ui/board/view";
import type { Display } from "./display";
import type { Motion } from "./motion";
import { radiusOf, write } from "./paint-places";

/** paintShip tells whether something still moves. */
export function paintShip(pen: Pen, shown: Display, motion: Motion, now: number): boolean {
  if (!shown.ship) return false;
  const spots = new Map(shown.places.map((place) => [place.id, place]));
  const pose = motion.pose(shown.ship, spots, now);
  const r = radiusOf(pen.camera.scale);
  const { ctx } = pen;
  ctx.save();
  // At rest it lies beside the place, not on it.
  ctx.translate(pose.x + (pose.moving ? 0 : r * 1.5), pose.y - (pose.moving ? 0 : r * 1.5));
  ctx.scale(r, r);
  ctx.rotate(pose.moving ? pose.heading : 0.7);
  if (pose.moving) flame(ctx);
  if (shown.ship.pod) hullOf(ctx, podShape, "#ffd9a0");
  else hullOf(ctx, shipShapes[shown.ship.type] ?? shipShapes.scout!, shown.ship.alarm ? "#ffb3a6" : "#f4f8ff");
  ctx.restore();
  const words = motion.floating(pose, now);
  for (const word of words) {
    ctx.globalAlpha = word.alpha;
    write(pen, word.text, word.x, word.y, { size: 17, colour: word.good ? "#9df0bd" : "#ffb0a4", weight: 750 });
    ctx.globalAlpha = 1;
  }
  return pose.moving || words.length > 0;
}

/** Outlines with the bow up, about one unit long. */
const shipShapes: Record<string, [number, number][]> = {
  scout: [[0, -1], [0.3, -0.1], [0.75, 0.6], [0.2, 0.42], [0, 0.6], [-0.2, 0.42], [-0.75, 0.6], [-0.3, -0.1]],
  trader: [[0, -0.95], [0.42, -0.6], [0.55, 0.65], [0.25, 0.8], [-0.25, 0.8], [-0.55, 0.65], [-0.42, -0.6]],
  combat: [[0, -1.1], [0.24, -0.3], [0.95, 0.1], [0.85, 0.7], [0.25, 0.45], [0, 0.75], [-0.25, 0.45], [-0.85, 0.7], [-0.95, 0.1], [-0.24, -0.3]],
  explorer: [[0, -1.1], [0.34, -0.5], [0.34, 0.1], [0.85, 0.75], [0.2, 0.6], [0, 0.8], [-0.2, 0.6], [-0.85, 0.75], [-0.34, 0.1], [-0.34, -0.5]],
};

const podShape: [number, number][] = [[0, -0.7], [0.4, -0.35], [0.4, 0.35], [0.2, 0.6], [-0.2, 0.6], [-0.4, 0.35], [-0.4, -0.35]];

function hullOf(ctx: CanvasRenderingContext2D, shape: [number, number][], light: string): void {
  ctx.beginPath();
  for (const [x, y] of shape) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.lineJoin = "round";
  ctx.lineWidth = 0.34;
  ctx.strokeStyle = "#071029";
  ctx.stroke();
  const fill = ctx.createLinearGradient(-0.6, -0.8, 0.6, 0.8);
  fill.addColorStop(0, light);
  fill.addColorStop(1, "#7f9bd6");
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.fillStyle = "#17356f";
  ctx.fillRect(-0.09, -0.42, 0.18, 0.3);
}

function flame(ctx: CanvasRenderingContext2D): void {
  const light = ctx.createLinearGradient(0, 0.4, 0, 1.9);
  light.addColorStop(0, "rgb(150 220 255 / 0.95)");
  light.addColorStop(1, "rgb(90 120 255 / 0)");
  ctx.fillStyle = light;
  ctx.beginPath();
  ctx.moveTo(-0.28, 0.5);
  ctx.lineTo(0, 1.9);
  ctx.lineTo(0.28, 0.5);
  ctx.fill();
}
