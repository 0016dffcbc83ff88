/**
 * The one list of what can be done at the table: the bar, the shortcuts, the
 * palette and the menu under the pointer are all made of it.
 */
import { texts } from "../../../texts/tabletop";
import { DoorState, type Element, FogShape } from "../proto";
import { anew, changed, changeFog, put, redo, remove, setDoor, swing, trigger, undo } from "./commands";
import type { Easel } from "./easel";
import { placeOf } from "./figures/display";
import { settle } from "./grid";
import { distance, minus, type Point } from "./plane";
import type { ToolId } from "./tools";
import { flash } from "./tools/point";
import { turn } from "./tools/select";

const t = texts.deeds;

export interface Deed {
  id: string;
  text: string;
  key?: string;
  also?: string;
  /** Where it stands: with the tools, in the menu of what is chosen, in the menu of the place, among what concerns the scene. */
  group: "tool" | "chosen" | "place" | "scene";
  /** True while it is on. */
  on?: boolean;
  run: (at?: Point) => void;
}

/** deedsOf is what can be done now. */
export function deedsOf(easel: Easel): Deed[] {
  const { desk } = easel;
  const mayAct = !easel.state.now.asPlayers && (desk.gm || easel.view.ownTokenIds.length > 0 || desk.view.seats.some((one) => one.userId === desk.userId && one.seat > 0));
  return [...(mayAct ? toolDeeds(easel) : toolDeeds(easel).slice(0, 2)), ...chosenDeeds(easel), ...placeDeeds(easel), ...(desk.gm ? sceneDeeds(easel) : []), ...(easel.state.now.asPlayers ? [asPlayers(easel)] : [])];
}

const everybody: [ToolId, string][] = [["select", "v"], ["measure", "m"], ["ping", "p"], ["laser", "l"], ["draw", "d"], ["area", "a"]];
const masters: [ToolId, string][] = [["fog", "f"], ["wall", "w"], ["door", "o"], ["light", "i"], ["pin", "n"]];

function toolDeeds(easel: Easel): Deed[] {
  const list = easel.desk.gm ? [...everybody, ...masters] : everybody;
  return list.map(([id, key]) => ({ id, key, text: texts.tools[id]!, group: "tool", on: easel.state.now.tool === id, run: () => easel.use(id) }));
}

function chosenDeeds(easel: Easel): Deed[] {
  const { chosen, desk } = easel;
  const [first] = chosen;
  if (!first) return [];
  const mine = chosen.filter((one) => easel.mayChange(one));
  const deeds: Deed[] = [];
  const add = (id: string, text: string, run: Deed["run"], key?: string, also?: string) => deeds.push({ id, text, key, also, group: "chosen", run });
  doorDeeds(easel, chosen, add);
  if (chosen.length === 1) add("open", t.open, () => easel.state.set({ sheet: { kind: "element", id: first.id } }), "s");
  if (first.kind.case === "area" && first.kind.value.staged && easel.mayChange(first)) add("trigger", t.trigger, () => void trigger(desk, first.id));
  if (chosen.some((one) => easel.mayMove(one) && ["token", "map", "area"].includes(one.kind.case!))) {
    add("left", t.left, () => turn(easel, -15), "q");
    add("right", t.right, () => turn(easel, 15), "e");
  }
  if (desk.gm) masterDeeds(easel, chosen, add);
  if (mine.length > 0) {
    add("copy", t.copy, () => copy(mine), "ctrl+c");
    add("duplicate", t.duplicate, () => void lay(easel, mine, { x: 1, y: 1 }), "ctrl+d");
    add("remove", t.remove, () => void remove(desk, mine.map((one) => one.id)), "Delete", "Backspace");
  }
  add("none", t.none, () => desk.choose([]), "Escape");
  return deeds;
}

type Add = (id: string, text: string, run: Deed["run"], key?: string, also?: string) => void;

function doorDeeds({ desk }: Easel, chosen: Element[], add: Add): void {
  const doors = chosen.flatMap((one) => (one.kind.case === "door" ? [{ id: one.id, door: one.kind.value }] : []));
  if (doors.length === 0) return;
  add("swing", t.swing, () => doors.forEach(({ id, door }) => void swing(desk, id, door)), "x");
  if (!desk.gm) return;
  const locked = doors[0]!.door.state === DoorState.LOCKED;
  add("lock-door", locked ? t.unlockDoor : t.lockDoor, () => doors.forEach(({ id }) => void setDoor(desk, id, locked ? DoorState.CLOSED : DoorState.LOCKED)));
}

function masterDeeds(easel: Easel, chosen: Element[], add: Add): void {
  const { desk, view } = easel;
  const each = (change: (copy: Element) => void) => () => void put(desk, chosen.map((one) => changed(one, change)));
  const hidden = chosen.every((one) => one.hidden);
  const locked = chosen.every((one) => one.locked);
  const orders = Object.values(view.elements).map((one) => one.order);
  if (chosen.some((one) => one.kind.case === "token")) {
    add("larger", t.larger, each((copy) => resize(copy, 1)), ">");
    add("smaller", t.smaller, each((copy) => resize(copy, -1)), "<");
  }
  add("hide", hidden ? t.show : t.hide, each((copy) => (copy.hidden = !hidden)), "b");
  add("lock", locked ? t.unlock : t.lock, each((copy) => (copy.locked = !locked)), "k");
  add("front", t.front, each((copy) => (copy.order = Math.max(...orders) + 1)), "]");
  add("behind", t.behind, each((copy) => (copy.order = Math.min(...orders) - 1)), "[");
  if (chosen.length > 1) add("group", t.group, each((copy) => (copy.group = `g${chosen[0]!.id}`)), "g");
  if (chosen.some((one) => one.group)) add("ungroup", t.ungroup, each((copy) => (copy.group = "")), "u");
}

const sizes = [0.5, 1, 2, 3, 4, 5, 6];

function resize({ kind }: Element, step: number): void {
  if (kind.case !== "token") return;
  const at = sizes.findIndex((size) => size >= kind.value.size);
  kind.value.size = sizes[Math.min(sizes.length - 1, Math.max(0, at + step))]!;
}

/** What was copied, on this page. */
let copied: Element[] = [];

function copy(elements: Element[]): void {
  copied = elements;
}

async function lay(easel: Easel, elements: Element[], by: Point): Promise<void> {
  const ids = await put(easel.desk, elements.map((one) => anew(one, by)));
  if (ids.length > 0) easel.desk.choose(ids);
}

function placeDeeds(easel: Easel): Deed[] {
  const { desk, stage, view } = easel;
  const middle = () => ({ x: stage.camera.x, y: stage.camera.y });
  const deeds: Deed[] = [{ id: "here", text: t.here, group: "place", run: (at = middle()) => flash(easel, "ping", [at]) }];
  if (desk.gm) deeds.push({ id: "figure", text: t.figure, group: "place", run: (at = middle()) => void newFigure(easel, at) });
  if (copied.length > 0 && desk.gm) deeds.push({ id: "paste", text: t.paste, key: "ctrl+v", group: "place", run: (at = middle()) => void lay(easel, copied, rounded(minus(at, placeOf(copied[0]!)))) });
  const own = view.ownTokenIds[0];
  if (!desk.gm && own) deeds.push({ id: "mine", text: t.mine, key: "y", group: "place", run: () => (desk.choose([own]), easel.show(own)) });
  deeds.push({ id: "next", text: t.next, key: ".", group: "place", run: () => next(easel) }, { id: "fit", text: t.fitAll, group: "place", run: () => stage.showAll() });
  if (view.undo) deeds.push({ id: "undo", text: texts.bar.undo(view.undo), key: "ctrl+z", group: "place", run: () => undo(desk) });
  if (view.redo) deeds.push({ id: "redo", text: texts.bar.redo(view.redo), key: "ctrl+shift+z", also: "ctrl+y", group: "place", run: () => redo(desk) });
  return deeds;
}

/** newFigure puts a plain figure down and asks what it is. */
async function newFigure(easel: Easel, at: Point): Promise<void> {
  const [id] = await put(easel.desk, [{ kind: { case: "token", value: { name: t.newName, at: settle(easel.view.grid, at, 1), size: 1, colour: "#8a5a3c", vision: {} } } }]);
  if (!id) return;
  easel.desk.choose([id]);
  easel.state.set({ sheet: { kind: "element", id } });
}

const rounded = (p: Point): Point => ({ x: Math.round(p.x), y: Math.round(p.y) });

/** next chooses figure after figure, from left to right and down. */
function next(easel: Easel): void {
  const { desk, shown } = easel;
  const list = shown.tokens.toSorted((a, b) => distance(a.at, { x: 0, y: 0 }) - distance(b.at, { x: 0, y: 0 }));
  const at = list.findIndex((one) => desk.chosen.has(one.id));
  const token = list[(at + 1) % Math.max(1, list.length)];
  if (!token) return;
  desk.choose([token.id]);
  easel.stage.reveal(token.at);
}

function asPlayers({ state }: Easel): Deed {
  return { id: "as-players", text: state.now.asPlayers ? texts.board.back : t.asPlayers, key: "j", group: "scene", run: () => state.set({ asPlayers: !state.now.asPlayers }) };
}

function sceneDeeds(easel: Easel): Deed[] {
  const { desk, state, stage } = easel;
  const deed = (id: string, text: string, run: Deed["run"], key?: string): Deed => ({ id, text, run, key, group: "scene" });
  const effect = (kind: "ripple" | "lightning" | "shake") => deed(kind, t[kind], (at) => flash(easel, kind, kind === "ripple" ? [at ?? { x: stage.camera.x, y: stage.camera.y }] : []));
  return [
    deed("scene", t.scene, () => state.set({ sheet: { kind: "scene" } }), "c"),
    deed("align", texts.tools.align!, () => easel.use("align")),
    deed("reveal", t.revealAll, () => void changeFog(desk, { shape: FogShape.ALL, hide: false })),
    deed("conceal", t.hideAll, () => void changeFog(desk, { shape: FogShape.ALL, hide: true })),
    asPlayers(easel),
    deed("display", t.display, () => state.set({ sheet: { kind: "display" } })),
    deed("open-display", t.openDisplay, () => void window.open(`${location.pathname}?display=1`, "_blank", "noopener")),
    deed("all", t.all, () => desk.choose(easel.shown.tokens.map((one) => one.id)), "ctrl+a"),
    effect("ripple"), effect("lightning"), effect("shake"),
  ];
}
