/** Pointing: a ping where one taps, a trail of light while one drags. */
import { create } from "@bufbuild/protobuf";
import { GestureSchema } from "../../proto";
import type { Easel } from "../easel";
import type { GlimpseKind } from "../signals";
import type { Point } from "../plane";
import type { Tool } from ".";

/** flash shows a signal here and to all others. */
export function flash(easel: Easel, kind: GlimpseKind, points: Point[]): void {
  easel.sender.send(kind, { points });
  if (kind === "ping" || kind === "laser") easel.glimpses.show(kind, easel.desk.userId, create(GestureSchema, { points }), easel.view, performance.now());
  easel.redrawMoment();
}

export function pingTool(easel: Easel): Tool {
  return { cursor: "crosshair", tap: (p) => flash(easel, "ping", [p]) };
}

export function laserTool(easel: Easel): Tool {
  const move = (p: Point) => flash(easel, "laser", [p]);
  return { cursor: "crosshair", tap: move, grab: () => ({ move, drop: move }) };
}
