/** Felt, parchment and fog for a 2D canvas: made once, then only copied. The colours are those of the programs of WebGL. */
import type { Size } from "../../../../../ui/board/camera";
import type { Box } from "../../plane";
import { deep } from "../painter";
import { cloud, smoothed, step } from "./noise";

/** A picture that repeats itself, and how many of its pixels are a cell. */
export interface Cloth {
  canvas: HTMLCanvasElement;
  perCell: number;
}

/** Waves of the coarsest layer in a cloth that repeats itself. */
const waves = 13;

function painted(width: number, height: number, colour: (x: number, y: number) => [number, number, number, number]): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  const image = ctx.createImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) image.data.set(colour(x + 0.5, y + 0.5).map((part) => part * 255), (y * width + x) * 4);
  }
  ctx.putImageData(image, 0, 0);
  return canvas;
}

function clouded(side: number, perWave: number, colour: (thick: number) => [number, number, number, number]): Cloth {
  return { canvas: painted(side, side, (x, y) => colour(cloud((x / side) * waves, (y / side) * waves, waves))), perCell: (side / waves) * perWave };
}

let kept: { felt: Cloth; fog: Cloth; grain: Cloth } | undefined;

/** cloths are the felt, the fog, and the fine grain that lies over felt and parchment when one is near. */
export function cloths() {
  return (kept ??= {
    felt: clouded(256, 0.21, (thick) => {
      const light = 0.82 + 0.36 * thick;
      return [0.118 * light, 0.165 * light, 0.125 * light, 1];
    }),
    fog: clouded(128, 0.4, (thick) => [deep[0] + 0.018 * thick, deep[1] + 0.018 * thick, deep[2] + 0.018 * thick, 1]),
    grain: { canvas: painted(128, 128, (x, y) => {
      const value = smoothed(x, y, 128) - 0.5;
      return value > 0 ? [1, 1, 1, value * 0.13] : [0, 0, 0, -value * 0.05];
    }), perCell: 24 },
  });
}

/** parchment is the sheet of a scene, coarse: it is soft anyway. */
export function parchment({ width, height }: Size): HTMLCanvasElement {
  const scale = Math.min(8, 512 / Math.max(width, height));
  const [across, down] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  return painted(across, down, (px, py) => {
    const [x, y] = [(px / across) * width, (py / down) * height];
    const stain = cloud(x * 0.16 + 11, y * 0.16 + 11);
    const edge = 1 - step(0, 1.6, Math.min(x, width - x, y, height - y));
    const worn = edge > 0 ? edge * (0.55 + 0.6 * cloud(x * 1.3, y * 1.3)) : 0;
    return [0.735 + 0.095 * stain - 0.2 * worn, 0.645 + 0.105 * stain - 0.21 * worn, 0.5 + 0.1 * stain - 0.22 * worn, 1];
  });
}

/** How far the shadow of the sheet reaches, in cells, and where its stops are. */
const reach = 2.6;
const stops = [0, 0.06, 0.14, 0.25, 0.4, 0.6, 0.8, 1];
const shade = (away: number): number => 0.62 * (Math.exp(-away * 1.7) - (away / reach) * Math.exp(-reach * 1.7));

function faded(gradient: CanvasGradient): CanvasGradient {
  for (const stop of stops) gradient.addColorStop(stop, `rgba(0, 0, 0, ${shade(stop * reach)})`);
  return gradient;
}

/** shadow lies around the sheet, on the felt; drawn in cells. */
export function shadow(ctx: CanvasRenderingContext2D, { width, height }: Size, seen: Box): void {
  const lay = (x: number, y: number, w: number, h: number, gradient: () => CanvasGradient) => {
    if (x >= seen.x + seen.width || y >= seen.y + seen.height || x + w <= seen.x || y + h <= seen.y) return;
    ctx.fillStyle = faded(gradient());
    ctx.fillRect(x, y, w, h);
  };
  for (const [x, to] of [[-reach, -1], [width, 1]] as const) {
    const edge = to < 0 ? 0 : width;
    lay(x, 0, reach, height, () => ctx.createLinearGradient(edge, 0, edge + to * reach, 0));
    for (const [y, below] of [[-reach, 0], [height, height]] as const) lay(x, y, reach, reach, () => ctx.createRadialGradient(edge, below, 0, edge, below, reach));
  }
  lay(0, -reach, width, reach, () => ctx.createLinearGradient(0, 0, 0, -reach));
  lay(0, height, width, reach, () => ctx.createLinearGradient(0, height, 0, height + reach));
}
