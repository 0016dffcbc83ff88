/**
 * All lights of a scene as one picture. What lies under a light is made brighter by
 * a factor; a 2D canvas does that by "color-dodge", which divides by what a colour
 * lacks of white: several lights are then laid over each other by "screen".
 */
import type { Size } from "../../../../../ui/board/camera";
import { type Box, boxOf } from "../../plane";
import { type Glow, powerOf, rgb } from "../painter";
import { blankOf } from "../sight";
import type { Fog } from "./fog";
import { step } from "./noise";
import { common } from "./parts";

const finest = 12;
const stops = 16;

export interface Light {
  canvas: HTMLCanvasElement;
  box: Box;
}

export const reachOf = ({ at, dim }: Glow): Box => ({ x: at.x - dim, y: at.y - dim, width: 2 * dim, height: 2 * dim });

/** lightOf draws all lights; undefined when there are none. For players only where they see. */
export function lightOf(glows: Glow[], size: Size, darkness: number, fog: Fog | undefined): Light | undefined {
  if (glows.length === 0) return undefined;
  const all = boxOf(glows.map(reachOf).flatMap((one) => [one, { x: one.x + one.width, y: one.y + one.height }]));
  const box = common(all, { x: 0, y: 0, ...size });
  if (box.width <= 0 || box.height <= 0) return undefined;
  const { canvas, ctx } = blankOf(box, finest);
  if (!ctx) return undefined;
  ctx.fillStyle = "#000000";
  ctx.fillRect(box.x, box.y, box.width, box.height);
  ctx.globalCompositeOperation = "screen";
  for (const glow of glows) {
    ctx.fillStyle = gradient(ctx, glow, powerOf(darkness, fog !== undefined));
    ctx.fillRect(glow.at.x - glow.dim, glow.at.y - glow.dim, 2 * glow.dim, 2 * glow.dim);
  }
  if (fog?.of.sightOnly) {
    const { canvas: seen, ctx: on } = blankOf(box, finest);
    on?.fillRect(box.x, box.y, box.width, box.height);
    on?.drawImage(fog.seen, fog.box.x, fog.box.y, fog.box.width, fog.box.height);
    ctx.globalCompositeOperation = "multiply";
    ctx.drawImage(seen, box.x, box.y, box.width, box.height);
  }
  return { canvas, box };
}

function gradient(ctx: CanvasRenderingContext2D, { at, bright, dim, colour }: Glow, power: number): CanvasGradient {
  const made = ctx.createRadialGradient(at.x, at.y, 0, at.x, at.y, dim);
  for (let i = 0; i <= stops; i++) made.addColorStop(i / stops, `rgb(${shine(colour, bright / dim, power, i / stops).join(" ")})`);
  return made;
}

/** shine is the colour that makes brighter by a light, so far from it: 0 in its middle, 1 at its end. */
export function shine(colour: string, bright: number, power: number, far: number): number[] {
  const light = 1 - step(bright * 0.35, 1, far);
  return rgb(colour).map((tint) => {
    const more = tint * light * light * power;
    return Math.round((255 * more) / (1 + more));
  });
}
