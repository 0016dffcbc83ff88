/** The game's own picture: a corner of a real maze by torchlight, painted by the board's own brushes. */
import { useMemo } from "react";
import { texts as own } from "../../texts/labyrinth";
import { fit } from "../../ui/board/camera";
import { Still } from "../../ui/board/still";
import type { Pen } from "../../ui/board/view";
import type { Display, TileItem } from "./display";
import { paintFigures } from "./paint-figures";
import { paintFloor } from "./paint-floor";
import { paintThings } from "./paint-things";

// A maze of this game, 9 by 6, one hex digit a cell: N=1 E=2 S=4 W=8.
const rows = ["6c6ac6aec", "5392d3c55", "56a83c3d5", "556a83c55", "7956ac395", "3abb83aa9"];
const codes = ["dead_end", "corridor", "turn", "t_section"] as const;

export default function Art() {
  const shown = useMemo(() => picture(), []);
  return <Still label={own.art} draw={(pen) => draw(pen, shown)} camera={(screen) => {
    const all = fit({ x: 0, y: 0, width: 9, height: 6 }, screen, 400);
    return { ...all, x: 4.5, y: 3, scale: Math.max(screen.width / 8.2, screen.height / 5.4) };
  }} />;
}

function draw(pen: Pen, shown: Display): void {
  paintFloor(pen, shown);
  paintThings(pen, shown);
  paintFigures(pen, {
    figures: shown.figures, portrait: (character) => character, floating: () => [],
    pose: (figure) => ({ x: figure.x, y: figure.y, grow: 1.25, moving: false }),
  }, 0);
  shade(pen);
}

/** shade lets the picture sink into the dark at its edges. */
function shade({ ctx, seen }: Pen): void {
  // The light is where the party stands.
  const dark = ctx.createRadialGradient(3.2, 3, 0.8, 3.6, 3, seen.width * 0.62);
  dark.addColorStop(0, "rgb(12 9 8 / 0)");
  dark.addColorStop(0.45, "rgb(12 9 8 / 0.35)");
  dark.addColorStop(1, "rgb(12 9 8 / 0.94)");
  ctx.fillStyle = dark;
  ctx.fillRect(seen.x, seen.y, seen.width, seen.height);
}

function picture(): Display {
  const tiles = rows.flatMap((row, y) => [...row].map((digit, x) => tile(x, y, parseInt(digit, 16))));
  const figure = { slot: 0, of: 1, own: false, carries: "", turnsToLive: 0, state: "up" as const, character: "" };
  return {
    size: 9, tiles, marks: [],
    things: [{ id: "a", x: 6, y: 2, slot: 0, of: 1, kind: "artefact", name: "", spent: false }],
    figures: [
      { ...figure, id: "1", x: 3, y: 2, side: "party", seat: 1, name: "Engineer", character: "engineer", health: 0.9 },
      { ...figure, id: "2", x: 2, y: 3, side: "party", seat: 2, name: "Surveyor", character: "surveyor", health: 0.6 },
      { ...figure, id: "3", x: 6, y: 4, side: "enemy", seat: 0, name: "Splinter", character: "splinter", health: 1 },
    ],
    torches: [{ x: 3, y: 2, own: true }, { x: 2, y: 3, own: true }],
  };
}

function tile(x: number, y: number, bits: number): TileItem {
  const open = "NESW".split("").filter((_, i) => bits & (1 << i)).join("");
  return { x, y, open, image: imageOf(open), theme: 1 + ((x >> 1) + (y >> 1)) % 4, code: "", lit: true, laid: true };
}

/** imageOf names a tile's picture: see the design of the tiles, one name per shape and side. */
function imageOf(open: string): string {
  if (open.length === 4) return "tile_crossroad";
  if (open.length === 3) return `tile_${codes[3]}_${"NESW".split("").find((side) => !open.includes(side))}`;
  if (open.length === 1) return `tile_${codes[0]}_${open}`;
  if (open === "NS" || open === "EW") return `tile_${codes[1]}_${open}`;
  return `tile_${codes[2]}_${(open.includes("N") ? "N" : "S") + (open.includes("E") ? "E" : "W")}`;
}
