/** Revealing and hiding ground: with a brush, a rectangle, a circle, a polygon. */
import { FogShape } from "../../proto";
import { changeFog } from "../commands";
import type { Easel } from "../easel";
import { trace } from "../figures/paint-shapes";
import { distance, type Point } from "../plane";
import type { Brush } from "../stage";
import type { Tool } from ".";

export function fogTool(easel: Easel): Tool {
  let points: Point[] = [];
  let at: Point | undefined;
  const options = () => easel.state.now.options;
  const clear = () => {
    points = [];
    easel.redrawMoment();
  };
  const finish = () => {
    const { fog: shape, hide, radius, fogFor } = options();
    const least = { [FogShape.POLYGON]: 3, [FogShape.BRUSH]: 1 }[shape as number] ?? 2;
    if (points.length >= least) void changeFog(easel.desk, { points, shape, hide, radius: shape === FogShape.BRUSH ? radius : 0, userIds: fogFor ? [fogFor] : [] });
    clear();
  };
  const add = (p: Point) => {
    at = p;
    if (options().fog !== FogShape.BRUSH) points = [points[0]!, p];
    else if (points.length < 1_000 && distance(points.at(-1)!, p) > options().radius / 3) points.push(p);
    easel.redrawMoment();
  };
  return {
    cursor: "crosshair",
    hover: (p) => {
      at = p;
      if (p && options().fog === FogShape.POLYGON && points.length > 0) points[points.length - 1] = p;
      easel.redrawMoment();
    },
    tap: (p, _, double) => {
      if (options().fog === FogShape.BRUSH) {
        points = [p];
        finish();
      } else if (options().fog === FogShape.POLYGON) {
        if (double) return finish();
        points = points.length > 0 ? [...points.slice(0, -1), p, p] : [p, p];
      }
    },
    grab: (p) => {
      if (options().fog === FogShape.POLYGON) return undefined;
      points = [p];
      return { move: add, drop: finish, cancel: clear };
    },
    key: ({ key }) => {
      if (points.length === 0 || (key !== "Enter" && key !== "Escape")) return false;
      if (key === "Enter") finish();
      else clear();
      return true;
    },
    paint: (brush) => paintFog(brush, options(), points, at),
  };
}

function paintFog({ ctx, px }: Brush, { fog, hide, radius }: { fog: FogShape; hide: boolean; radius: number }, points: Point[], at: Point | undefined): void {
  const colour = hide ? "#2a3550" : "#ffe9a8";
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = `${colour}55`;
  ctx.lineWidth = 2 * px;
  ctx.beginPath();
  const [a, b] = [points[0], points.at(-1)];
  if (fog === FogShape.BRUSH) {
    if (at) ctx.arc(at.x, at.y, radius, 0, 7);
    ctx.stroke();
    if (points.length > 0) {
      trace(ctx, points);
      ctx.globalAlpha = 0.4;
      ctx.lineWidth = radius * 2;
      ctx.stroke();
    }
    return ctx.restore();
  }
  if (a && b && fog === FogShape.RECTANGLE) ctx.rect(a.x, a.y, b.x - a.x, b.y - a.y);
  else if (a && b && fog === FogShape.CIRCLE) ctx.arc(a.x, a.y, distance(a, b), 0, 7);
  else if (a) trace(ctx, points, true);
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}
