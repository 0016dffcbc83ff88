/** The handles of a chosen thing: corners to pull, ends to move, directions to turn. */
import type { Element, MapPlacement } from "../proto";
import { changed } from "./commands";
import { feetOf, type Rules, settle, snapCorner } from "./grid";
import { centreOf, cornersOf } from "./ground/tiles";
import { add, bearing, distance, minus, type Point, turned } from "./plane";
import { directed } from "./shapes";

export interface Handle {
  at: Point;
  /** What the element becomes when the handle is pulled to a place. */
  pull: (p: Point) => Element;
}

export function handlesOf(element: Element, grid: Rules | undefined): Handle[] {
  const { kind } = element;
  switch (kind.case) {
    case "wall":
      return kind.value.points.map((at, i) => ({ at, pull: (p) => changed(element, (copy) => copy.kind.case === "wall" && Object.assign(copy.kind.value.points[i]!, snapCorner(grid, p))) }));
    case "door":
      return (["from", "to"] as const).map((end) => ({ at: kind.value[end]!, pull: (p) => changed(element, (copy) => copy.kind.case === "door" && Object.assign(copy.kind.value[end]!, snapCorner(grid, p))) }));
    case "token": return tokenHandles(element, kind.value.at!, kind.value.size);
    case "area": return areaHandles(element, grid);
    case "map": return mapHandles(element, kind.value, grid);
    default: return [];
  }
}

const sizes = [0.5, 1, 2, 3, 4, 5, 6];

function tokenHandles(element: Element, at: Point, size: number): Handle[] {
  const corner = (size / 2) * 0.82;
  const pull = (p: Point) => changed(element, (copy) => {
    if (copy.kind.case !== "token") return;
    const wish = Math.max(Math.abs(p.x - at.x), Math.abs(p.y - at.y)) / 0.82 * 2;
    copy.kind.value.size = sizes.toSorted((a, b) => Math.abs(a - wish) - Math.abs(b - wish))[0]!;
  });
  const turn = (p: Point) => changed(element, (copy) => copy.kind.case === "token" && (copy.kind.value.rotation = Math.round(bearing(at, p) / 15) * 15));
  return [
    { at: add(at, { x: corner, y: corner }), pull },
    { at: turned(add(at, { x: 0, y: -size / 2 - 0.32 }), at, element.kind.case === "token" ? element.kind.value.rotation : 0), pull: turn },
  ];
}

function areaHandles(element: Element, grid: Rules | undefined): Handle[] {
  if (element.kind.case !== "area") return [];
  const { at, size, direction, shape } = element.kind.value;
  const cells = size / feetOf(grid);
  const tip = turned(add(at!, { x: 0, y: -cells }), at!, directed(shape) ? direction : 90);
  return [{ at: tip, pull: (p) => changed(element, (copy) => {
    if (copy.kind.case !== "area") return;
    if (directed(shape)) copy.kind.value.direction = Math.round(bearing(at!, p) / 5) * 5;
    copy.kind.value.size = Math.max(5, Math.round((distance(at!, p) * feetOf(grid)) / 5) * 5);
  }) }];
}

function mapHandles(element: Element, map: MapPlacement, grid: Rules | undefined): Handle[] {
  const centre = centreOf(map);
  const corner = cornersOf(map, { x: 0, y: 0, width: 1, height: 1 })[2]!;
  const resize = (p: Point) => changed(element, (copy) => {
    if (copy.kind.case !== "map") return;
    // The upper left corner stays where it is, the proportions too.
    const away = minus(turned(p, centre, -map.rotation), map.at!);
    const width = Math.max(0.5, settle(grid, { x: map.at!.x + Math.max(away.x, (away.y * map.width) / map.height), y: 0 }, 2).x - map.at!.x);
    copy.kind.value.height = (map.height * width) / map.width;
    copy.kind.value.width = width;
  });
  const turn = (p: Point) => changed(element, (copy) => copy.kind.case === "map" && (copy.kind.value.rotation = (Math.round(bearing(centre, p) / 5) * 5) % 360));
  return [{ at: corner, pull: resize }, { at: turned({ x: centre.x, y: centre.y - map.height / 2 - 0.6 }, centre, map.rotation), pull: turn }];
}
