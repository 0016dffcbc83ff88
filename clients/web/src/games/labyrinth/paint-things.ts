/** What lies on the floor, and what the page marks on it. */
import type { Pen } from "../../ui/board/view";
import type { Display, MarkItem, ThingItem } from "./display";
import { inSight } from "./paint-floor";

export function paintThings(pen: Pen, shown: Display): void {
  for (const mark of shown.marks) if (inSight(pen, mark)) paintMark(pen, mark);
  for (const thing of shown.things) if (inSight(pen, thing)) paintThing(pen, thing);
}

const markColours: Record<MarkItem["kind"], string> = {
  reach: "230 201 136", target: "240 120 100", chosen: "255 255 255", focus: "255 244 214", plan: "150 210 150", lay: "230 201 136",
};

function paintMark(pen: Pen, mark: MarkItem): void {
  const { ctx } = pen;
  const colour = markColours[mark.kind];
  ctx.save();
  ctx.lineWidth = Math.max(0.028, 2 / pen.camera.scale);
  ctx.strokeStyle = `rgb(${colour} / 0.95)`;
  if (mark.kind === "reach") {
    ctx.fillStyle = `rgb(${colour} / 0.15)`;
    rounded(ctx, mark.x + 0.045, mark.y + 0.045, 0.91, 0.1);
    ctx.fill();
    ctx.lineWidth *= 0.75;
    ctx.setLineDash([0.1, 0.07]);
    ctx.stroke();
  } else if (mark.kind === "plan") {
    ctx.fillStyle = `rgb(${colour} / 0.95)`;
    ctx.beginPath();
    ctx.arc(mark.x + 0.5, mark.y + 0.5, 0.11, 0, 2 * Math.PI);
    ctx.fill();
  } else if (mark.kind === "target") {
    corners(ctx, mark.x + 0.05, mark.y + 0.05, 0.9);
  } else {
    if (mark.kind === "lay") ctx.setLineDash([0.12, 0.08]);
    rounded(ctx, mark.x + 0.03, mark.y + 0.03, 0.94, 0.1);
    ctx.stroke();
  }
  ctx.restore();
}

/** corners frames a cell by its corners only: something there can be aimed at. */
function corners(ctx: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  const arm = size * 0.24;
  ctx.beginPath();
  for (const [cx, cy, dx, dy] of [[x, y, 1, 1], [x + size, y, -1, 1], [x, y + size, 1, -1], [x + size, y + size, -1, -1]] as const) {
    ctx.moveTo(cx + dx * arm, cy);
    ctx.lineTo(cx, cy);
    ctx.lineTo(cx, cy + dy * arm);
  }
  ctx.stroke();
}

/** Signs for things, on a unit square; anything unknown gets the last. */
const signs: [RegExp, string, string][] = [
  [/start/, "#d9c9a8", "M.2 .8h.6M.3 .8v-.5h.4v.5M.6 .55h.01"],
  [/lift|shuttle|exit/, "#93d0a0", "M.25 .2h.5v.6h-.5zM.5 .2v.6M.35 .42l.07-.1 .07 .1M.51 .58l.07 .1 .07-.1"],
  [/switch/, "#f2c24f", "M.25 .3h.5v.4h-.5zM.5 .3v.4M.38 .5h.01"],
  [/weapon|stash/, "#e89a7c", "M.25 .75l.45-.5M.65 .2l.12 .12M.25 .62l.13 .13"],
  [/safe/, "#c3c8d0", "M.22 .25h.56v.5h-.56zM.5 .5m-.1 0a.1 .1 0 1 0 .2 0 .1 .1 0 1 0-.2 0"],
  [/door/, "#c8a878", "M.32 .8v-.6h.36v.6M.6 .5h.01"],
  [/medical|kit/, "#f08f8f", "M.5 .25v.5M.25 .5h.5"],
  [/energy|cell/, "#8fd3e8", "M.55 .2l-.2 .32h.28l-.2 .3"],
  [/artefact|artifact/, "#d7a8f0", "M.5 .2l.24 .3-.24 .3-.24-.3z"],
  [/./, "#e6c988", "M.5 .28v.3M.5 .7h.01"],
];

function paintThing(pen: Pen, thing: ThingItem): void {
  const { ctx } = pen;
  const [, colour, path] = signs.find(([pattern]) => pattern.test(thing.kind)) ?? signs.at(-1)!;
  const size = 0.3;
  // Things lie along the southern edge: figures stand in the middle.
  const x = thing.x + 0.5 + (thing.slot - (thing.of - 1) / 2) * (size + 0.03) - size / 2;
  const y = thing.y + 0.66;
  ctx.save();
  ctx.globalAlpha = thing.spent ? 0.5 : 1;
  ctx.fillStyle = "rgb(18 14 12 / 0.86)";
  rounded(ctx, x, y, size, 0.06);
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 0.016;
  ctx.stroke();
  ctx.translate(x, y);
  ctx.scale(size, size);
  ctx.lineWidth = 0.085;
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.stroke(new Path2D(path));
  ctx.restore();
}

export function rounded(ctx: CanvasRenderingContext2D, x: number, y: number, size: number, radius: number): void {
  ctx.beginPath();
  ctx.roundRect(x, y, size, size, radius);
}
