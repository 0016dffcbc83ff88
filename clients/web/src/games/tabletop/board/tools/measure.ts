/** Measuring: drag, or tap from corner to corner. Others see the ruler; the server's figures count in the end. */
import { texts } from "../../../../texts/tabletop";
import { tables } from "../../client";
import type { Easel } from "../easel";
import { feetBy, type Length, measure, settle } from "../grid";
import { distance, type Point } from "../plane";
import { paintRuler } from "../signals";
import type { Tool } from ".";

const t = texts.board;

export function measureTool(easel: Easel): Tool {
  let way: Point[] = [];
  let open = false;
  let text = "";
  const tell = (length: Length) => {
    const feet = feetBy(easel.view.grid, length);
    text = t.feet(feet);
    easel.state.set({ hint: t.measured(length.equal, length.alternating, length.euclidean) });
    easel.redrawMoment();
  };
  const preview = (p: Point) => {
    way[way.length - 1] = settle(easel.view.grid, p, 1);
    tell(measure(easel.view.grid, way));
    easel.sender.send("ruler", { points: way });
  };
  const finish = async () => {
    open = false;
    const points = way.filter((p, i) => i === 0 || distance(p, way[i - 1]!) > 0);
    if (points.length < 2) return;
    // What the page works out while one drags is confirmed by who counts.
    const sure = await tables.measurePath({ sessionId: easel.desk.sessionId, points }).catch(() => undefined);
    if (sure && !open) tell(sure);
  };
  const begin = (p: Point) => {
    const at = settle(easel.view.grid, p, 1);
    way = [at, at];
    open = true;
  };
  return {
    cursor: "crosshair",
    hover: (p) => p && open && preview(p),
    tap: (p, _, double) => {
      if (!open) return begin(p);
      preview(p);
      if (double) return void finish();
      way.push(way.at(-1)!);
    },
    grab: (p) => {
      begin(p);
      return { move: preview, drop: () => void finish(), cancel: () => (open = false) };
    },
    key: ({ key }) => {
      if (key === "Enter" && open) return (void finish(), true);
      if (key === " " && open) return (way.push(way.at(-1)!), true);
      if (key !== "Escape" || way.length === 0) return false;
      way = [];
      open = false;
      easel.state.set({ hint: "" });
      easel.sender.send("ruler", { points: [] });
      easel.redrawMoment();
      return true;
    },
    paint: (brush) => way.length > 1 && paintRuler(brush, way, "#ffe9a8", text),
  };
}
