/** The game's own picture: a small ship above a cloud of worlds, painted by the board's own brushes. */
import { texts } from "../../texts/cosmic";
import { Still } from "../../ui/board/still";
import type { Pen } from "../../ui/board/view";
import type { Display, PlaceItem } from "./display";
import { Motion } from "./motion";
import { paintChart } from "./paint-chart";
import { paintShip } from "./paint-ship";
import { paintSky } from "./paint-sky";

const still = new Motion(() => true);

export default function Art() {
  return <Still label={texts.art} draw={draw} camera={({ width, height }) => ({ x: 0.3, y: 0, scale: Math.max(width / 15, height / 8.6) })} />;
}

function draw(pen: Pen): void {
  paintSky(pen, picture);
  paintChart(pen, picture);
  paintShip(pen, picture, still, 0);
}

const region = { radius: 4, visited: true, here: false, quest: false, reach: "none" as const, looked: false, name: "" };
const place = (id: string, type: string, x: number, y: number, more: Partial<PlaceItem> = {}): PlaceItem => ({
  id, type, x, y, region: "a", regionType: "core_worlds", name: "", danger: 0.1, visited: true, here: false, repair: false, trade: false, quest: false, reach: "none", looked: false, ...more,
});
const places = [
  place("home", "station", -3.6, 1.2, { here: true }), place("p3", "planet", -0.6, -1.3, { reach: "open" }), place("p8", "planet", 1.9, 1.7), place("w", "wormhole", 5, -1.2),
  place("f", "asteroid_field", -5.2, -1.7), place("a", "anomaly", 4.4, 2.6, { quest: true }), place("d", "derelict", -1.2, 2.9),
];
const line = (from: number, to: number, kind: "link" | "way") => ({ x1: places[from]!.x, y1: places[from]!.y, x2: places[to]!.x, y2: places[to]!.y, kind, looked: kind === "way" });

const picture: Display = {
  regions: [
    { ...region, id: "a1", type: "core_worlds", x: -3, y: 0.5 }, { ...region, id: "n4", type: "nebula_fields", x: 3.6, y: 1.6 },
    { ...region, id: "f2", type: "frontier", x: 5.5, y: -3, radius: 3 }, { ...region, id: "e", type: "ancient_sectors", x: -6, y: 3.6, radius: 2.6 },
  ],
  places,
  lines: [line(0, 4, "link"), line(0, 1, "way"), line(1, 2, "link"), line(2, 5, "link"), line(1, 3, "link"), line(0, 6, "link")],
  ship: { x: places[0]!.x, y: places[0]!.y, node: "home", type: "scout", pod: false, alarm: false },
};
