/**
 * What the board shows, as plain lists: a pure function of the view and of what
 * is being looked at. Painting them is another file's work, checking them is a
 * golden file's.
 */
import { type Offer, ownFigure } from "./offers";
import { CharacterType, Direction, type Figure, type Tile, type View } from "./proto";

export interface TileItem {
  x: number;
  y: number;
  image: string;
  /** Open sides as letters, N E S W. */
  open: string;
  theme: number;
  code: string;
  /** Somebody of the party sees into it right now. */
  lit: boolean;
  /** Lies on the real table (always, when the game is not hybrid). */
  laid: boolean;
}

export interface ThingItem {
  id: string;
  x: number;
  y: number;
  /** Place among the things of a cell, from 0, and how many there are. */
  slot: number;
  of: number;
  kind: string;
  name: string;
  spent: boolean;
}

export interface FigureItem {
  id: string;
  x: number;
  y: number;
  slot: number;
  of: number;
  side: "party" | "enemy" | "npc";
  seat: number;
  own: boolean;
  name: string;
  character: string;
  /** 0 to 1. */
  health: number;
  state: "up" | "down" | "dead" | "escaped";
  turnsToLive: number;
  carries: string;
}

export interface MarkItem {
  x: number;
  y: number;
  kind: "reach" | "target" | "chosen" | "focus" | "plan" | "lay";
}

export interface Display {
  size: number;
  tiles: TileItem[];
  things: ThingItem[];
  figures: FigureItem[];
  marks: MarkItem[];
  /** Where the viewer's torch is, or the party's. */
  torches: { x: number; y: number; own: boolean }[];
}

/** Looking is what the page adds to the view: the cell in focus, the offer pointed at. */
export interface Looking {
  focus?: { x: number; y: number };
  chosen?: { x: number; y: number };
}

const letters: Record<Direction, string> = {
  [Direction.UNSPECIFIED]: "", [Direction.NORTH]: "N", [Direction.EAST]: "E", [Direction.SOUTH]: "S", [Direction.WEST]: "W",
};

const steps: Record<Direction, [number, number]> = {
  [Direction.UNSPECIFIED]: [0, 0], [Direction.NORTH]: [0, -1], [Direction.EAST]: [1, 0], [Direction.SOUTH]: [0, 1], [Direction.WEST]: [-1, 0],
};

export function openSides(tile: Tile): string {
  return tile.openDirections.map((direction) => letters[direction]).join("");
}

export function display(view: View, offers: Offer[], looking: Looking = {}): Display {
  const seen = new Set(view.visible);
  const figures = placed(Object.values(view.figures).filter((figure) => figure.cell && !figure.escaped));
  return {
    size: view.options?.size ?? 0,
    tiles: Object.entries(view.tiles).map(([number, tile]) => tileItem(tile, seen.has(Number(number)), view.options?.hybrid ?? false)),
    things: placed(Object.values(view.objects)).map(({ one, slot, of }) => ({
      id: one.id, ...cellOf(one), slot, of, kind: one.kind, name: one.name, spent: one.spent,
    })),
    figures: figures.map(({ one, slot, of }) => ({ ...figureItem(one, view.seat), slot, of })),
    marks: marksOf(view, offers, looking),
    torches: Object.values(view.figures)
      .filter((figure) => figure.type === CharacterType.PLAYER && figure.cell && !figure.dead && !figure.escaped)
      .map((figure) => ({ ...cellOf(figure), own: figure.seat === view.seat })),
  };
}

/** mazeDisplay shows a whole maze, all lit: the workshop and the picture at home. */
export function mazeDisplay(size: number, tiles: Tile[]): Display {
  return { size, tiles: tiles.map((tile) => tileItem(tile, true, false)), things: [], figures: [], marks: [], torches: [] };
}

function tileItem(tile: Tile, lit: boolean, hybrid: boolean): TileItem {
  return { x: tile.x, y: tile.y, image: tile.image, open: openSides(tile), theme: tile.theme, code: tile.code, lit, laid: tile.onTable || !hybrid };
}

function figureItem(figure: Figure, seat: number): Omit<FigureItem, "slot" | "of"> {
  return {
    id: figure.id, ...cellOf(figure),
    side: figure.type === CharacterType.ENEMY ? "enemy" : figure.type === CharacterType.NPC ? "npc" : "party",
    seat: figure.seat, own: seat > 0 && figure.seat === seat, name: figure.name, character: figure.characterId,
    health: figure.maxHealth > 0 ? figure.health / figure.maxHealth : 0,
    state: figure.dead ? "dead" : figure.downed ? "down" : figure.escaped ? "escaped" : "up",
    turnsToLive: figure.turnsToLive, carries: figure.carries,
  };
}

/** placed gives everything that shares a cell a place of its own, in a steady order. */
function placed<T extends { id: string; cell?: { x: number; y: number } }>(all: T[]): { one: T; slot: number; of: number }[] {
  const cells = new Map<string, T[]>();
  for (const one of all.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = `${one.cell?.x},${one.cell?.y}`;
    cells.set(key, [...(cells.get(key) ?? []), one]);
  }
  return [...cells.values()].flatMap((group) => group.map((one, slot) => ({ one, slot, of: group.length })));
}

function marksOf(view: View, offers: Offer[], looking: Looking): MarkItem[] {
  const marks: MarkItem[] = [];
  for (const offer of offers) {
    if (offer.path.length > 0 && offer.cell) marks.push({ ...offer.cell, kind: "reach" });
    else if (offer.targetId && offer.cell) marks.push({ ...offer.cell, kind: "target" });
  }
  for (const placement of view.tilesToPlace) {
    if (placement.tile) marks.push({ x: placement.tile.x, y: placement.tile.y, kind: "lay" });
  }
  marks.push(...planOf(view));
  if (looking.chosen) marks.push({ ...looking.chosen, kind: "chosen" });
  if (looking.focus) marks.push({ ...looking.focus, kind: "focus" });
  return marks;
}

/** planOf is the walk that the viewer has declared. */
function planOf(view: View): MarkItem[] {
  const from = ownFigure(view)?.cell;
  if (!from || !view.ownDeclaration) return [];
  let at = { x: from.x, y: from.y };
  return view.ownDeclaration.path.map((direction) => {
    at = { x: at.x + steps[direction][0], y: at.y + steps[direction][1] };
    return { ...at, kind: "plan" as const };
  });
}

function cellOf(one: { cell?: { x: number; y: number } }): { x: number; y: number } {
  return { x: one.cell?.x ?? 0, y: one.cell?.y ?? 0 };
}

/** boundsOf is what the camera has to show: the known part of the board and a step around it. */
export function boundsOf(shown: Display): { x: number; y: number; width: number; height: number } {
  if (shown.tiles.length === 0) return { x: 0, y: 0, width: Math.max(1, shown.size), height: Math.max(1, shown.size) };
  const xs = shown.tiles.map((tile) => tile.x);
  const ys = shown.tiles.map((tile) => tile.y);
  const x = Math.max(0, Math.min(...xs) - 1);
  const y = Math.max(0, Math.min(...ys) - 1);
  const right = Math.min(shown.size, Math.max(...xs) + 2);
  const bottom = Math.min(shown.size, Math.max(...ys) + 2);
  return { x, y, width: right - x, height: bottom - y };
}
