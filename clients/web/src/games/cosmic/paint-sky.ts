/** The sky: deep blue, a steady scatter of stars, and each region as a cloud of its own colours. */
import type { Pen } from "../../ui/board/view";
import { hueOf } from "./glyphs";
import type { Display, RegionItem } from "./display";

export function paintSky(pen: Pen, shown: Pick<Display, "regions">): void {
  const { ctx, seen } = pen;
  const deep = ctx.createRadialGradient(seen.x + seen.width * 0.4, seen.y + seen.height * 0.3, 0, seen.x + seen.width / 2, seen.y + seen.height / 2, Math.max(seen.width, seen.height) * 0.8);
  deep.addColorStop(0, "#101b3d");
  deep.addColorStop(0.55, "#0a1129");
  deep.addColorStop(1, "#050817");
  ctx.fillStyle = deep;
  ctx.fillRect(seen.x, seen.y, seen.width, seen.height);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  for (const region of shown.regions) cloud(ctx, region);
  ctx.restore();
  stars(pen);
}

/** cloud is a region's nebula: wide soft lobes, then small bright wisps; their places follow from the region's id. */
function cloud(ctx: CanvasRenderingContext2D, region: RegionItem): void {
  const hue = hueOf(region.type);
  const strength = region.here ? 1 : region.visited ? 0.85 : 0.6;
  const dice = scatter(region.id + region.type);
  const lobe = (rgb: string, away: number, size: number, alpha: number) => {
    const angle = dice() * Math.PI * 2;
    const x = region.x + Math.cos(angle) * away;
    const y = region.y + Math.sin(angle) * away;
    const glow = ctx.createRadialGradient(x, y, 0, x, y, size);
    glow.addColorStop(0, `rgb(${rgb} / ${alpha * strength})`);
    glow.addColorStop(0.45, `rgb(${rgb} / ${alpha * strength * 0.42})`);
    glow.addColorStop(1, `rgb(${rgb} / 0)`);
    ctx.fillStyle = glow;
    ctx.fillRect(x - size, y - size, size * 2, size * 2);
  };
  const { radius } = region;
  for (let i = 0; i < 5; i++) lobe(hue.cloud, dice() * radius * 0.7, radius * (0.8 + dice() * 0.6), 0.17);
  for (let i = 0; i < 4; i++) lobe(hue.second, radius * (0.3 + dice() * 0.7), radius * (0.3 + dice() * 0.5), 0.2);
  for (let i = 0; i < 7; i++) lobe(i % 2 ? hue.second : hue.cloud, dice() * radius, radius * (0.1 + dice() * 0.28), 0.18);
}

/** stars lie in three depths: the far ones move less than the near ones when one pans. */
function stars(pen: Pen): void {
  const { ctx, camera, screen } = pen;
  const tile = 260;
  ctx.save();
  ctx.translate(camera.x - screen.width / 2 / camera.scale, camera.y - screen.height / 2 / camera.scale);
  ctx.scale(1 / camera.scale, 1 / camera.scale);
  for (let depth = 0; depth < 3; depth++) {
    const pace = 0.12 + depth * 0.2;
    const dx = camera.x * 20 * pace;
    const dy = camera.y * 20 * pace;
    for (let tx = Math.floor(dx / tile); tx * tile - dx < screen.width; tx++) {
      for (let ty = Math.floor(dy / tile); ty * tile - dy < screen.height; ty++) starTile(ctx, { tx, ty, depth, tile, dx, dy });
    }
  }
  ctx.restore();
}

function starTile(ctx: CanvasRenderingContext2D, { tx, ty, depth, tile, dx, dy }: { tx: number; ty: number; depth: number; tile: number; dx: number; dy: number }): void {
  const dice = scatter(`${tx},${ty},${depth}`);
  const many = [16, 7, 3][depth]!;
  for (let i = 0; i < many; i++) {
    const size = 0.5 + depth * 0.45 + dice() * 0.6;
    ctx.fillStyle = ["#cfdcff", "#fff1d6", "#e9d8ff"][Math.floor(dice() * 3)]!;
    ctx.globalAlpha = 0.25 + dice() * 0.55;
    ctx.fillRect((tx + dice()) * tile - dx, (ty + dice()) * tile - dy, size, size);
  }
  ctx.globalAlpha = 1;
}

/** scatter is a small generator for decoration: the same word gives the same numbers. */
export function scatter(word: string): () => number {
  let state = 2166136261;
  for (const letter of word) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) ^ Math.imul(state, 3266489917);
    return (state >>> 0) / 2 ** 32;
  };
}
