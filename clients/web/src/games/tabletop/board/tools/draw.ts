/** Drawing by hand: lines, rectangles, ellipses, polygons, words. */
import { DrawingShape } from "../../proto";
import { put } from "../commands";
import type { Easel } from "../easel";
import { paintDrawing } from "../figures/paint-shapes";
import { distance, type Point } from "../plane";
import type { Tool } from ".";

/** Points of a line that are nearer than this to the last are left out, in pixels. */
const grain = 3;

export function drawTool(easel: Easel): Tool {
  let points: Point[] = [];
  const shape = () => easel.state.now.options.drawing;
  const draft = () => {
    const { colour, fill, width } = easel.state.now.options;
    return { shape: shape(), points, colour, width, fill: fill && shape() !== DrawingShape.FREEHAND ? colour : "" };
  };
  const clear = () => {
    points = [];
    easel.redrawMoment();
  };
  const finish = () => {
    const least = shape() === DrawingShape.POLYGON ? 3 : 2;
    if (points.length >= least) void put(easel.desk, [{ kind: { case: "drawing", value: draft() } }]);
    clear();
  };
  const add = (p: Point) => {
    if (shape() !== DrawingShape.FREEHAND) points = [points[0]!, p];
    else if (points.length < 1_000 && distance(points.at(-1)!, p) * easel.stage.camera.scale > grain) points.push(p);
    easel.redrawMoment();
  };
  return {
    cursor: "crosshair",
    tap: (p, _, double) => {
      if (shape() === DrawingShape.TEXT) return easel.state.set({ sheet: { kind: "text", at: p } });
      if (shape() !== DrawingShape.POLYGON) return;
      if (double) return finish();
      points = points.length > 0 ? [...points.slice(0, -1), p, p] : [p, p];
      easel.redrawMoment();
    },
    hover: (p) => {
      if (!p || shape() !== DrawingShape.POLYGON || points.length === 0) return;
      points[points.length - 1] = p;
      easel.redrawMoment();
    },
    grab: (p) => {
      if (shape() === DrawingShape.TEXT || shape() === DrawingShape.POLYGON) return undefined;
      points = [p];
      return { move: add, drop: finish, cancel: clear };
    },
    key: ({ key }) => {
      if (points.length === 0 || (key !== "Enter" && key !== "Escape")) return false;
      if (key === "Enter") finish();
      else clear();
      return true;
    },
    paint: (brush) => points.length > 1 && paintDrawing(brush, { ...draft(), id: "", hidden: false, locked: false, own: true, text: "" }),
  };
}
