/**
 * What the star map shows, as plain lists: a pure function of the view and of
 * what is being looked at. Painting them is other files' work, checking them is a
 * golden file's.
 */
import type { Bounds } from "../../ui/board/camera";
import type { Destination, Node, Region, View } from "./proto";

/** Map units in one unit of the board: the board's camera thinks in cells. */
const mapUnits = 50;
/** A region nobody has charted yet is still this large. */
const leastRadius = 2.6;

/** How far something can be reached from here. */
export type Reach = "none" | "open" | "barred";

export interface RegionItem {
  id: string;
  name: string;
  type: string;
  x: number;
  y: number;
  radius: number;
  visited: boolean;
  here: boolean;
  /** A running quest leads there. */
  quest: boolean;
  reach: Reach;
  looked: boolean;
}

export interface PlaceItem {
  id: string;
  region: string;
  regionType: string;
  name: string;
  type: string;
  x: number;
  y: number;
  danger: number;
  visited: boolean;
  here: boolean;
  repair: boolean;
  trade: boolean;
  quest: boolean;
  reach: Reach;
  looked: boolean;
}

export interface LineItem {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** A link within a region, a lane between two, or a way that can be taken now. */
  kind: "link" | "lane" | "way" | "barred";
  looked: boolean;
}

export interface ShipItem {
  x: number;
  y: number;
  node: string;
  type: string;
  pod: boolean;
  /** In a fight or an event: something is the matter here. */
  alarm: boolean;
}

export interface Display {
  regions: RegionItem[];
  places: PlaceItem[];
  lines: LineItem[];
  ship: ShipItem | undefined;
}

/** targetOf is a destination's one id: a node's or a region's. */
export function targetOf(destination: Destination): string {
  return destination.nodeId || destination.regionId;
}

export function display(view: View, looked = ""): Display {
  const { location, map } = view;
  const reach = new Map(view.destinations.map((one) => [targetOf(one), one.allowed ? "open" as const : "barred" as const]));
  const types = new Map(map?.regions.map((region) => [region.id, region.type]));
  const places = (map?.nodes ?? []).map((node) => placeItem(node, {
    here: node.id === location?.nodeId, reach: reach.get(node.id) ?? "none", looked: node.id === looked, regionType: types.get(node.regionId) ?? "",
  }));
  const regions = (map?.regions ?? []).map((region) => ({
    ...regionItem(region, places), here: region.id === location?.regionId, quest: view.destinations.some((one) => one.regionId === region.id && one.questIds.length > 0), reach: reach.get(region.id) ?? ("none" as const), looked: region.id === looked,
  }));
  const at = places.find((place) => place.here);
  return {
    regions, places,
    lines: [...linesOf(view, places, regions), ...(at ? waysFrom(at, places, regions) : [])],
    ship: at && {
      x: at.x, y: at.y, node: at.id, type: view.ship?.type ?? "", pod: view.captain?.inPod ?? false,
      alarm: view.combat !== undefined || view.encounter !== undefined,
    },
  };
}

function placeItem(node: Node, more: Pick<PlaceItem, "here" | "reach" | "looked" | "regionType">): PlaceItem {
  return {
    id: node.id, region: node.regionId, name: node.name, type: node.type, ...spot(node), danger: node.danger, visited: node.visited,
    repair: node.surveyed && node.repair, trade: node.surveyed && node.trade, quest: node.questIds.length > 0, ...more,
  };
}

/** regionItem lies around what is charted of the region; around its own centre while nothing is. */
function regionItem(region: Region, all: PlaceItem[]): Omit<RegionItem, "here" | "quest" | "reach" | "looked"> {
  const places = all.filter((place) => place.region === region.id);
  const box = boxOf(places);
  const { x, y } = box ? { x: round(box.x + box.width / 2), y: round(box.y + box.height / 2) } : spot(region);
  const reach = places.map((place) => Math.hypot(place.x - x, place.y - y) + 1.6);
  return { id: region.id, name: region.name, type: region.type, x, y, radius: round(Math.max(leastRadius, ...reach)), visited: region.visited };
}

/** boxOf is the smallest rectangle around points. */
function boxOf(points: { x: number; y: number }[]): Bounds | undefined {
  if (points.length === 0) return undefined;
  const xs = points.map((one) => one.x);
  const ys = points.map((one) => one.y);
  return { x: Math.min(...xs), y: Math.min(...ys), width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
}

/** linesOf are the charted links and lanes. */
function linesOf(view: View, places: PlaceItem[], regions: RegionItem[]): LineItem[] {
  const between = (kind: "link" | "lane", all: { id: string; x: number; y: number }[]) => {
    const found = new Map(all.map((one) => [one.id, one]));
    return (kind === "link" ? view.map?.links : view.map?.regionLinks)?.flatMap(({ from, to }) => {
      const a = found.get(from);
      const b = found.get(to);
      return a && b ? [{ x1: a.x, y1: a.y, x2: b.x, y2: b.y, kind, looked: false }] : [];
    }) ?? [];
  };
  // What leads away from here is drawn as a way already.
  const away = regions.filter((region) => !region.here);
  return [...between("lane", away), ...between("link", places)];
}

/** waysFrom are the ways one could take now. */
function waysFrom(at: PlaceItem, places: PlaceItem[], regions: RegionItem[]): LineItem[] {
  return [...places, ...regions].filter((one) => one.reach !== "none").map((one) => ({
    x1: at.x, y1: at.y, x2: one.x, y2: one.y, kind: one.reach === "open" ? "way" as const : "barred" as const, looked: one.looked,
  }));
}

function spot({ x, y }: { x: number; y: number }): { x: number; y: number } {
  return { x: round(x / mapUnits), y: round(y / mapUnits) };
}

function round(n: number): number {
  return Math.round(n * 1000) / 1000;
}

/** boundsOf is all that is known. */
export function boundsOf(shown: Display): Bounds {
  return around(shown.regions);
}

/** focusOf is what matters now: the region one is in, and the middle of those one can go to. */
export function focusOf(shown: Display): Bounds {
  const here = shown.regions.filter((region) => region.here);
  return here.length > 0 ? around(here) : boundsOf(shown);
}

function around(regions: RegionItem[]): Bounds {
  if (regions.length === 0) return { x: -20, y: -20, width: 40, height: 40 };
  const x = Math.min(...regions.map((one) => one.x - one.radius));
  // Each region's name stands above it.
  const y = Math.min(...regions.map((one) => one.y - one.radius)) - 1;
  const right = Math.max(...regions.map((one) => one.x + one.radius));
  const bottom = Math.max(...regions.map((one) => one.y + one.radius));
  return { x: round(x), y: round(y), width: round(right - x), height: round(bottom - y) };
}

/**
 * hitAt is what lies under a point of the board: a place first, else a region.
 * A place of another region stands for that region, where one can jump to it.
 */
export function hitAt(shown: Display, x: number, y: number, slack: number): string {
  const near = shown.places.map((place) => ({ place, away: Math.hypot(place.x - x, place.y - y) })).filter(({ away }) => away <= slack);
  near.sort((a, b) => a.away - b.away);
  const place = near[0]?.place;
  const regions = shown.regions.filter((region) => !region.here);
  if (place && place.reach === "none") return regions.find((region) => region.id === place.region && region.reach !== "none")?.id ?? place.id;
  return place?.id ?? regions.find((region) => Math.hypot(region.x - x, region.y - y) <= region.radius)?.id ?? "";
}

/** towards is the next thing one could travel to in the direction of an arrow key. */
export function towards(shown: Display, from: string, [dx, dy]: readonly [number, number]): string {
  const all = [...shown.places, ...shown.regions];
  const start = all.find((one) => one.id === from) ?? shown.ship;
  if (!start) return from;
  const ranked = all.filter((one) => one.reach !== "none" && one.id !== from).map((one) => {
    const [x, y] = [one.x - start.x, one.y - start.y];
    const along = x * dx + y * dy;
    return { id: one.id, along, cost: along + 2 * Math.abs(x * dy - y * dx) };
  }).filter(({ along }) => along > 0.01);
  ranked.sort((a, b) => a.cost - b.cost);
  return ranked[0]?.id ?? from;
}
