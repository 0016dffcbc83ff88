/** Putting down what comes from a panel: it hangs on the pointer until a click puts it down. */
import { create } from "@bufbuild/protobuf";
import type { Draft } from "../../desk";
import { type Element, ElementSchema } from "../../proto";
import { put, shifted } from "../commands";
import type { Easel } from "../easel";
import { placeOf } from "../figures/display";
import { trace } from "../figures/paint-shapes";
import { snap, snapCorner } from "../grid";
import { minus, type Point } from "../plane";
import type { Tool } from ".";

/** laid are drafts with the first one at a place, settled on the grid. */
export function laid(easel: Pick<Easel, "view">, drafts: Draft[], p: Point): Element[] {
  const elements = drafts.map((draft) => whole(create(ElementSchema, draft)));
  const first = elements[0];
  if (!first) return [];
  const { grid } = easel.view;
  const at = placeOf(first);
  const token = first.kind.case === "token" ? first.kind.value : undefined;
  const to = !grid?.snap ? p : token ? snap(grid, p, token.size) : first.kind.case === "map" ? mapCorner(easel, first, p) : snapCorner(grid, p);
  const by = minus(to, at);
  return elements.map((one) => shifted(one, by));
}

/** mapCorner lets a picture's upper left corner settle, not its middle. */
function mapCorner({ view }: Pick<Easel, "view">, { kind }: Element, p: Point): Point {
  if (kind.case !== "map") return p;
  const half = { x: kind.value.width / 2, y: kind.value.height / 2 };
  const corner = snapCorner(view.grid, minus(p, half));
  return { x: corner.x + half.x, y: corner.y + half.y };
}

/** whole gives a draft the places it lacks. */
function whole(element: Element): Element {
  const zero = () => ({ $typeName: "playhouse.tabletop.v1.Point" as const, x: 0, y: 0 });
  const { kind } = element;
  if (kind.case === "token") {
    kind.value.at ??= zero();
    kind.value.size ||= 1;
  } else if (kind.case === "map" || kind.case === "light" || kind.case === "pin" || kind.case === "area") kind.value.at ??= zero();
  return element;
}

export async function putDown(easel: Easel, drafts: Draft[], p: Point): Promise<void> {
  const ids = await put(easel.desk, laid(easel, drafts, p));
  if (ids.length > 0) easel.desk.choose(ids);
}

export function placeTool(easel: Easel): Tool {
  let at: Point | undefined;
  return {
    cursor: "copy",
    hover: (p) => {
      at = p;
      easel.redrawMoment();
    },
    tap: (p, mods) => {
      void putDown(easel, easel.state.now.drafts, p);
      // With Shift the same is put down again and again.
      if (!mods.shift) easel.place([]);
    },
    key: ({ key }) => key === "Escape" && (easel.place([]), true),
    menu: () => (easel.place([]), true),
    paint: ({ ctx, px }) => {
      if (!at) return;
      ctx.strokeStyle = "#ffe9a8";
      ctx.lineWidth = 2 * px;
      ctx.setLineDash([6 * px, 5 * px]);
      for (const { kind } of laid(easel, easel.state.now.drafts, at)) {
        ctx.beginPath();
        if (kind.case === "map") ctx.rect(kind.value.at!.x, kind.value.at!.y, kind.value.width, kind.value.height);
        else if (kind.case === "wall") trace(ctx, kind.value.points);
        else if (kind.value && "at" in kind.value) ctx.arc(kind.value.at!.x, kind.value.at!.y, kind.case === "token" ? kind.value.size / 2 : 0.3, 0, 7);
        ctx.stroke();
      }
      ctx.setLineDash([]);
    },
  };
}
