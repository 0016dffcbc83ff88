/**
 * What lies on the table as a list of things to draw: worked out once a view, by
 * kind and in their order. No canvas here, so that tests can read it.
 */
import { type Area, type Door, DoorState, type Drawing, DrawingShape, type Element, Gauge, type Light, type MapPlacement, type Pin, type Token, TableRole, type View, type Wall } from "../../proto";
import { feetOf, type Rules } from "../grid";
import { type Box, boxOf, type Point } from "../plane";
import { outline } from "../shapes";

interface Item {
  id: string;
  hidden: boolean;
  locked: boolean;
}

export interface TokenItem extends Item {
  at: Point;
  size: number;
  rotation: number;
  name: string;
  colour: string;
  assetId: string;
  own: boolean;
  dead: boolean;
  /** Parts of 1, for those who know. */
  bars?: { hp: number; temp: number; text: string };
  /** 0 to 4: how hurt it looks. */
  gauge: number;
  conditions: string[];
  /** Radius in cells. */
  aura: number;
  elevation: number;
  caught: boolean;
  turn: boolean;
}

export interface AreaItem extends Item {
  at: Point;
  corners: Point[];
  colour: string;
  opacity: number;
  label: string;
  staged: boolean;
}

export interface DrawingItem extends Item {
  shape: DrawingShape;
  points: Point[];
  colour: string;
  fill: string;
  width: number;
  text: string;
  own: boolean;
}

export interface DoorItem extends Item {
  from: Point;
  to: Point;
  state: DoorState;
  secret: boolean;
  window: boolean;
}

export interface WallItem extends Item {
  points: Point[];
  kind: "solid" | "passable" | "transparent" | "oneWay";
}

export interface PlaceItem extends Item {
  at: Point;
  text: string;
  off: boolean;
  colour: string;
}

export interface MapItem extends Item {
  map: MapPlacement;
}

export interface Display {
  maps: MapItem[];
  drawings: DrawingItem[];
  areas: AreaItem[];
  trails: { id: string; points: Point[]; feet: number; colour: string }[];
  lights: PlaceItem[];
  tokens: TokenItem[];
  doors: DoorItem[];
  walls: WallItem[];
  pins: PlaceItem[];
}

const usual = "#8a6a3f";

/** display is the list of a view, as its viewer has it. */
export function display(view: View, userId = ""): Display {
  const grid = view.grid;
  const own = new Set(view.ownTokenIds);
  const caught = new Set(Object.values(view.caught).flatMap((one) => one.tokenIds));
  const acting = view.initiative && view.initiative.turn >= 0 ? view.initiative.combatants[view.initiative.turn]?.tokenId : undefined;
  const shown: Display = { maps: [], drawings: [], areas: [], trails: [], lights: [], tokens: [], doors: [], walls: [], pins: [] };
  for (const element of Object.values(view.elements).toSorted((a, b) => a.order - b.order || byId(a.id, b.id))) {
    const item = { id: element.id, hidden: element.hidden, locked: element.locked };
    const { kind } = element;
    switch (kind.case) {
      case "map": shown.maps.push({ ...item, map: kind.value }); break;
      case "token": shown.tokens.push({ ...item, ...tokenOf(kind.value, view, element.id, own), caught: caught.has(element.id), turn: acting === element.id }); break;
      case "wall": shown.walls.push({ ...item, points: kind.value.points, kind: wallKind(kind.value) }); break;
      case "door": shown.doors.push({ ...item, ...doorOf(kind.value) }); break;
      case "light": shown.lights.push({ ...item, ...lightOf(kind.value) }); break;
      case "area": shown.areas.push({ ...item, ...areaOf(kind.value, grid) }); break;
      case "drawing": shown.drawings.push({ ...item, ...drawingOf(kind.value), own: kind.value.ownerId === userId }); break;
      case "pin": shown.pins.push({ ...item, ...pinOf(kind.value) }); break;
      default:
    }
  }
  for (const [id, trail] of Object.entries(view.trails)) {
    const token = view.elements[id]?.kind;
    if (token?.case === "token") shown.trails.push({ id, points: trail.points, feet: trail.feet, colour: token.value.colour || usual });
  }
  return shown;
}

const byId = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);

function tokenOf(token: Token, view: View, id: string, own: Set<string>) {
  const known = token.maxHp > 0;
  const part = (n: number) => Math.max(0, Math.min(1, n / token.maxHp));
  return {
    at: token.at!, size: token.size, rotation: token.rotation, name: token.name, colour: token.colour || usual, assetId: token.assetId,
    // A game master may move everything: that makes nothing stand out.
    own: view.role !== TableRole.GM && own.has(id),
    dead: token.dead,
    bars: known ? { hp: part(token.hp), temp: part(token.tempHp), text: `${token.hp}${token.tempHp > 0 ? `+${token.tempHp}` : ""}/${token.maxHp}` } : undefined,
    gauge: known ? 0 : (view.gauges[id] ?? Gauge.UNSPECIFIED),
    conditions: token.conditions.map((one) => one.id), aura: token.aura / feetOf(view.grid), elevation: token.elevation,
  };
}

function wallKind(wall: Wall): WallItem["kind"] {
  return wall.oneWay ? "oneWay" : wall.passable ? "passable" : wall.transparent ? "transparent" : "solid";
}

function doorOf(door: Door) {
  return { from: door.from!, to: door.to!, state: door.state || DoorState.CLOSED, secret: door.secret, window: door.window };
}

function lightOf(light: Light) {
  return { at: light.at!, text: "", off: light.off, colour: light.glow?.colour || "#ffd28a" };
}

function areaOf(area: Area, grid: Rules | undefined) {
  return { at: area.at!, corners: outline(area, grid), colour: area.colour || "#e0662b", opacity: area.opacity || 0.25, label: area.label, staged: area.staged };
}

function drawingOf(drawing: Drawing) {
  const { shape, points, colour, fill, width, text } = drawing;
  return { shape, points, colour: colour || "#3b1f2b", fill, width: width || 0.08, text };
}

function pinOf(pin: Pin) {
  return { at: pin.at!, text: pin.title, off: !pin.shared, colour: "#c8a15a" };
}

/** placeOf is the middle of an element. */
export function placeOf(element: Element): Point {
  const { kind } = element;
  if (kind.case === "door") return { x: (kind.value.from!.x + kind.value.to!.x) / 2, y: (kind.value.from!.y + kind.value.to!.y) / 2 };
  if (kind.case === "map") return { x: kind.value.at!.x + kind.value.width / 2, y: kind.value.at!.y + kind.value.height / 2 };
  if (kind.case === "wall" || kind.case === "drawing") {
    const box = boxOf(kind.value.points);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return kind.value?.at ?? { x: 0, y: 0 };
}

/** spanOf is the box around a token. */
export function spanOf({ at, size }: Pick<TokenItem, "at" | "size">): Box {
  return { x: at.x - size / 2, y: at.y - size / 2, width: size, height: size };
}

/** drawnPoints are the corners of a drawing that was made with two points or more. */
export function drawnPoints({ shape, points }: Pick<DrawingItem, "shape" | "points">): Point[] {
  const [a, b] = [points[0]!, points[1] ?? points[0]!];
  if (shape === DrawingShape.RECTANGLE) return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
  if (shape !== DrawingShape.ELLIPSE) return points;
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const [rx, ry] = [Math.abs(b.x - a.x) / 2, Math.abs(b.y - a.y) / 2];
  return Array.from({ length: 48 }, (_, i) => ({ x: middle.x + rx * Math.cos((i * Math.PI) / 24), y: middle.y + ry * Math.sin((i * Math.PI) / 24) }));
}
