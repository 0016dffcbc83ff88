/** Laying areas of effect: tap where one is, or drag from where it begins to where it goes. */
import { texts } from "../../../../texts/tabletop";
import { put } from "../commands";
import type { Easel } from "../easel";
import { paintArea } from "../figures/paint-shapes";
import { snap, snapCorner } from "../grid";
import { bearing, distance, type Point } from "../plane";
import { directed, outline } from "../shapes";
import type { Tool } from ".";

const t = texts.board;

export function areaTool(easel: Easel): Tool {
  let at: Point | undefined;
  let direction = 90;
  let held = false;
  const settle = (p: Point) => {
    const { grid } = easel.view;
    if (!grid?.snap) return p;
    const [middle, corner] = [snap(grid, p, 1), snapCorner(grid, p)];
    return distance(middle, p) < distance(corner, p) ? middle : corner;
  };
  const area = () => {
    const { area: { shape, size, width = 0, height = 0, name, colour }, staged } = easel.state.now.options;
    return { shape, size, width, height, label: name, colour, opacity: 0.25, staged, direction, at: at! };
  };
  const lay = () => {
    if (at) void put(easel.desk, [{ kind: { case: "area", value: area() } }]);
    held = false;
  };
  const aim = (p: Point) => {
    const { shape } = easel.state.now.options.area;
    if (distance(at!, p) > 0.3) direction = Math.round(bearing(at!, p) / 5) * 5;
    if (!directed(shape)) at = settle(p);
    easel.state.set({ hint: t.areaIs(area().size, directed(shape) ? direction : undefined) });
    easel.redrawMoment();
  };
  return {
    cursor: "crosshair",
    hover: (p) => {
      if (held) return;
      at = p && settle(p);
      easel.redrawMoment();
    },
    tap: (p) => {
      at = settle(p);
      lay();
    },
    grab: (p) => {
      held = true;
      at = settle(p);
      return { move: aim, drop: (end) => (aim(end), lay()), cancel: () => (held = false) };
    },
    turn: (steps) => {
      direction = (direction + steps * 15 + 360) % 360;
      easel.redrawMoment();
    },
    key: ({ key }) => {
      if (key !== "q" && key !== "e") return false;
      direction = (direction + (key === "q" ? -15 : 15) + 360) % 360;
      easel.redrawMoment();
      return true;
    },
    paint: (brush) => {
      if (!at) return;
      const value = area();
      paintArea(brush, { ...value, id: "", hidden: false, locked: false, at, corners: outline(value, easel.view.grid) }, false);
    },
  };
}
