/** Building: walls from corner to corner, doors and windows, lights, notes. */
import { texts } from "../../../../texts/tabletop";
import { DoorState } from "../../proto";
import { put } from "../commands";
import type { Easel } from "../easel";
import { paintDoor, paintWall } from "../figures/paint-shapes";
import { snap, snapCorner } from "../grid";
import { distance, type Point } from "../plane";
import type { Brush } from "../stage";
import type { Tool } from ".";

const t = texts.board;

/** wallTool: tap corner after corner; the last corner again, the first one, Enter or the right button end the wall. A drag is one piece. */
export function wallTool(easel: Easel): Tool {
  let points: Point[] = [];
  let at: Point | undefined;
  const settle = (p: Point) => snapCorner(easel.view.grid, p);
  const tell = () => {
    easel.state.set({ hint: points.length > 0 ? t.wallHint : "" });
    easel.redrawMoment();
  };
  const finish = () => {
    const { wall } = easel.state.now.options;
    if (points.length > 1) {
      void put(easel.desk, [{ kind: { case: "wall", value: { points, passable: wall === "passable", transparent: wall === "transparent", oneWay: wall === "oneWay" } } }]);
    }
    points = [];
    tell();
  };
  const add = (p: Point) => {
    const corner = settle(p);
    const last = points.at(-1);
    if (last && distance(last, corner) < 0.01) return finish();
    points = [...points, corner];
    if (points.length > 3 && distance(points[0]!, corner) < 0.01) return finish();
    tell();
  };
  return {
    cursor: "crosshair",
    hover: (p) => {
      at = p && settle(p);
      easel.redrawMoment();
    },
    tap: (p) => add(p),
    grab: (p) => {
      if (points.length === 0) points = [settle(p)];
      return {
        move: (to) => ((at = settle(to)), easel.redrawMoment()),
        drop: (to) => {
          const alone = points.length === 1;
          if (distance(points.at(-1)!, settle(to)) > 0.01) add(to);
          if (alone) finish();
        },
      };
    },
    menu: () => points.length > 0 && (finish(), true),
    key: ({ key }) => {
      if (points.length === 0) return false;
      if (key === "Enter") return (finish(), true);
      if (key !== "Backspace" && key !== "Escape") return false;
      points = key === "Escape" ? [] : points.slice(0, -1);
      tell();
      return true;
    },
    paint: (brush) => {
      if (points.length > 0) paintWall(brush, { points: at ? [...points, at] : points, kind: easel.state.now.options.wall, hidden: false });
      paintCorner(brush, at);
    },
    leave: finish,
  };
}

export function doorTool(easel: Easel): Tool {
  let from: Point | undefined;
  let at: Point | undefined;
  const settle = (p: Point) => snapCorner(easel.view.grid, p);
  const finish = (to: Point) => {
    if (from && distance(from, to) > 0.01) {
      const { door } = easel.state.now.options;
      void put(easel.desk, [{ kind: { case: "door", value: { from, to, state: DoorState.CLOSED, secret: door === "secret", window: door === "window" } } }]);
    }
    from = undefined;
    easel.redrawMoment();
  };
  return {
    cursor: "crosshair",
    hover: (p) => {
      at = p && settle(p);
      easel.redrawMoment();
    },
    tap: (p) => {
      if (from) return finish(settle(p));
      from = settle(p);
      easel.state.set({ hint: t.doorHint });
    },
    grab: (p) => {
      from ??= settle(p);
      return { move: (to) => ((at = settle(to)), easel.redrawMoment()), drop: (to) => finish(settle(to)) };
    },
    key: ({ key }) => key === "Escape" && from !== undefined && ((from = undefined), easel.redrawMoment(), true),
    paint: (brush) => {
      const { door } = easel.state.now.options;
      if (from && at) paintDoor(brush, { from, to: at, state: DoorState.CLOSED, secret: door === "secret", window: door === "window", hidden: true });
      paintCorner(brush, at);
    },
  };
}

export function lightTool(easel: Easel): Tool {
  return {
    cursor: "crosshair",
    tap: (p) => {
      const [bright, dim] = easel.state.now.options.light;
      const at = easel.view.grid?.snap ? snap(easel.view.grid, p, 0.5) : p;
      void put(easel.desk, [{ kind: { case: "light", value: { at, glow: { bright, dim, colour: "#ffc878" }, shadows: true } } }]);
    },
  };
}

export function pinTool(easel: Easel): Tool {
  return { cursor: "crosshair", tap: (at) => easel.state.set({ sheet: { kind: "pin", at } }) };
}

function paintCorner({ ctx, px }: Brush, at: Point | undefined): void {
  if (!at) return;
  ctx.beginPath();
  ctx.arc(at.x, at.y, 5 * px, 0, 7);
  ctx.fillStyle = "#ffe9a8";
  ctx.fill();
  ctx.strokeStyle = "#2a1d13";
  ctx.lineWidth = 1.5 * px;
  ctx.stroke();
}
