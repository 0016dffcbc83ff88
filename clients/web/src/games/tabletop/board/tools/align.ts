/** Aligning a picture with the grid: two clicks on corners of its own printed grid. */
import { texts } from "../../../../texts/tabletop";
import type { Element, Grid, MapPlacement } from "../../proto";
import { changed, changeScene, put } from "../commands";
import type { Easel } from "../easel";
import { cornersOf } from "../ground/tiles";
import { boxOf, inBox, type Point } from "../plane";
import type { Tool } from ".";

const t = texts.board;

/**
 * aligned is where a picture has to lie so that the box between two clicked
 * corners is `cells` cells wide and its first corner is a corner of the grid.
 */
export function aligned(map: Pick<MapPlacement, "at" | "width" | "height">, grid: Pick<Grid, "offsetX" | "offsetY">, a: Point, b: Point, cells: number) {
  const box = boxOf([a, b]);
  const [sx, sy] = [cells / (box.width || cells), cells / (box.height || cells)];
  const [width, height] = [map.width * sx, map.height * sy];
  const corner = { x: Math.round(box.x - grid.offsetX) + grid.offsetX, y: Math.round(box.y - grid.offsetY) + grid.offsetY };
  return { at: { x: corner.x - (box.x - map.at!.x) * sx, y: corner.y - (box.y - map.at!.y) * sy }, width, height };
}

export function alignTool(easel: Easel): Tool {
  let first: Point | undefined;
  easel.state.set({ hint: t.alignFirst });
  const finish = (a: Point, b: Point) => {
    const { grid } = easel.view;
    const map = easel.shown.maps.toReversed().find(({ map }) => inBox(a, boxOf(cornersOf(map, { x: 0, y: 0, width: 1, height: 1 }))));
    const element: Element | undefined = map && easel.element(map.id);
    if (!element) {
      // Without a picture the grid itself moves.
      const part = (value: number) => value - Math.floor(value);
      void changeScene(easel.desk, { grid: { ...grid!, offsetX: part(a.x), offsetY: part(a.y) } });
    } else {
      void put(easel.desk, [changed(element, (copy) => {
        // The click of alignment is meant, whether or not the picture is locked.
        copy.locked = false;
        if (copy.kind.case === "map") Object.assign(copy.kind.value, { ...copy.kind.value, ...pointed(aligned(map!.map, grid ?? { offsetX: 0, offsetY: 0 }, a, b, easel.state.now.options.cells)) });
      })]);
    }
    easel.use("select");
  };
  const pointed = ({ at, width, height }: ReturnType<typeof aligned>) => ({ at: { $typeName: "playhouse.tabletop.v1.Point" as const, ...at }, width, height });
  return {
    cursor: "crosshair",
    tap: (p) => {
      if (first) return finish(first, p);
      first = p;
      easel.state.set({ hint: t.alignSecond });
      easel.redrawMoment();
    },
    paint: ({ ctx, px }) => {
      if (!first) return;
      ctx.strokeStyle = "#ff7a45";
      ctx.lineWidth = 2 * px;
      ctx.beginPath();
      ctx.moveTo(first.x - 12 * px, first.y);
      ctx.lineTo(first.x + 12 * px, first.y);
      ctx.moveTo(first.x, first.y - 12 * px);
      ctx.lineTo(first.x, first.y + 12 * px);
      ctx.stroke();
    },
  };
}
