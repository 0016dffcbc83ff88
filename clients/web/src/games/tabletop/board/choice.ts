/** What is chosen, its handles, and where others drag. */
import type { Element } from "../proto";
import type { Easel } from "./easel";
import { drawnPoints, placeOf, type TokenItem } from "./figures/display";
import { paintToken } from "./figures/paint-tokens";
import { trace } from "./figures/paint-shapes";
import { cornersOf } from "./ground/tiles";
import { handlesOf } from "./handles";
import { boxOf, type Point } from "./plane";
import { outline } from "./shapes";
import type { Brush } from "./stage";

const ink = "#ffe9a8";

export function paintChoice(brush: Brush, easel: Easel, now: number): void {
  const { chosen } = easel;
  for (const element of chosen) {
    const { kind } = element;
    const at = kind.case === "token" ? easel.pose({ id: element.id, at: kind.value.at! }, now) : placeOf(element);
    paintMark(brush, element, at, easel);
  }
  if (chosen.length !== 1 || !easel.mayChange(chosen[0]!) || chosen[0]!.locked) return;
  const { ctx, px } = brush;
  for (const { at } of handlesOf(chosen[0]!, easel.view.grid)) {
    ctx.beginPath();
    ctx.arc(at.x, at.y, 6 * px, 0, 7);
    ctx.fillStyle = ink;
    ctx.fill();
    ctx.strokeStyle = "#2a1d13";
    ctx.lineWidth = 2 * px;
    ctx.stroke();
  }
}

function paintMark({ ctx, px }: Brush, { kind }: Element, at: Point, easel: Easel): void {
  ctx.save();
  ctx.strokeStyle = ink;
  ctx.lineWidth = 2.2 * px;
  ctx.setLineDash([7 * px, 5 * px]);
  ctx.shadowColor = "rgb(0 0 0 / 0.8)";
  ctx.shadowBlur = 4;
  switch (kind.case) {
    case "token":
      ctx.beginPath();
      ctx.arc(at.x, at.y, kind.value.size / 2 + 5 * px, 0, 7);
      break;
    case "map":
      trace(ctx, cornersOf(kind.value, { x: 0, y: 0, width: 1, height: 1 }), true);
      break;
    case "area":
      trace(ctx, outline(kind.value, easel.view.grid), true);
      break;
    case "wall":
      trace(ctx, kind.value.points);
      break;
    case "door":
      trace(ctx, [kind.value.from!, kind.value.to!]);
      break;
    case "drawing": {
      const box = boxOf(drawnPoints(kind.value));
      ctx.beginPath();
      ctx.rect(box.x - 5 * px, box.y - 5 * px, box.width + 10 * px, box.height + 10 * px);
      break;
    }
    default:
      ctx.beginPath();
      ctx.arc(at.x, at.y, 15 * px, 0, 7);
  }
  ctx.stroke();
  ctx.restore();
}

/** paintGhosts draws tokens pale where others drag them. */
export function paintGhosts(brush: Brush, tokens: TokenItem[], dragged: Map<string, { at: Point; colour: string }>): void {
  for (const [id, { at, colour }] of dragged) {
    const token = tokens.find((one) => one.id === id);
    if (!token) continue;
    brush.ctx.save();
    brush.ctx.globalAlpha = 0.7;
    trace(brush.ctx, [token.at, at]);
    brush.ctx.strokeStyle = colour;
    brush.ctx.lineWidth = 2 * brush.px;
    brush.ctx.stroke();
    brush.ctx.restore();
    paintToken(brush, { ...token, at, hidden: true });
  }
}
