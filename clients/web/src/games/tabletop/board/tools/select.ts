/** Choosing and moving: a click chooses, a drag moves, a drag with Shift draws a box, two taps walk. */
import { texts } from "../../../../texts/tabletop";
import { DoorState, type Element } from "../../proto";
import { changed, put, shifted, swing, walk } from "../commands";
import type { Easel } from "../easel";
import { paintToken } from "../figures/paint-tokens";
import { feetBy, measure, settle, snapCorner } from "../grid";
import type { Drag, Mods } from "../hand";
import { handlesOf } from "../handles";
import { chosenIn, hits } from "../hit";
import { type Box, boxOf, distance, minus, type Point } from "../plane";
import { paintRuler } from "../signals";
import type { Brush } from "../stage";
import type { Tool } from ".";

const t = texts.board;

export function selectTool(easel: Easel): Tool {
  const plan = new Plan(easel);
  return {
    cursor: "default",
    hover: (p) => {
      const found = p && held(easel, p, easel.reach);
      easel.stage.host.style.cursor = !found ? "default" : found.kind.case === "door" ? "pointer" : "grab";
      if (p) easel.sender.send("cursor", { points: [p] });
    },
    tap: (p, mods, double) => tap(easel, plan, p, mods, double),
    grab: (p, mods) => grab(easel, plan, p, mods),
    turn: (steps) => turn(easel, steps * 15),
    key: (event) => plan.key(event.key),
    paint: (brush) => plan.paint(brush),
    leave: () => plan.clear(),
  };
}

/** held is the uppermost thing that a tap there means, or that a drag there takes along. */
function held(easel: Easel, p: Point, reach: number, drag = false): Element | undefined {
  return hits(easel.shown, p, reach).flatMap(({ id }) => easel.element(id) ?? []).find((one) => !easel.isGround(one) && (!drag || easel.mayMove(one)));
}

function tap(easel: Easel, plan: Plan, p: Point, mods: Mods, double: boolean): void {
  const { desk } = easel;
  const element = held(easel, p, easel.reach * (mods.touch ? 1.7 : 1));
  if (element?.kind.case === "door" && !mods.shift && !(desk.gm && element.kind.value.state === DoorState.LOCKED)) {
    desk.choose([element.id]);
    void swing(desk, element.id, element.kind.value);
    return;
  }
  if (!element) {
    if (plan.propose(p, mods)) return;
    plan.clear();
    if (!mods.shift) desk.choose([]);
    return;
  }
  plan.clear();
  if (double && !mods.touch) return easel.state.set({ sheet: { kind: "element", id: element.id } });
  const chosen = new Set(mods.shift ? desk.chosen : []);
  if (mods.shift && chosen.has(element.id)) chosen.delete(element.id);
  else for (const one of together(easel, element)) chosen.add(one);
  desk.choose(chosen);
}

/** together is an element with all that belong to its group. */
function together(easel: Easel, element: Element): string[] {
  if (!element.group) return [element.id];
  return Object.values(easel.view.elements).filter((one) => one.group === element.group).map((one) => one.id);
}

function grab(easel: Easel, plan: Plan, p: Point, mods: Mods): Drag | undefined {
  plan.clear();
  const { desk } = easel;
  const [only, ...more] = easel.chosen;
  if (only && more.length === 0 && easel.mayChange(only) && !only.locked) {
    const near = easel.reach * (mods.touch ? 1.8 : 1.1);
    const handle = handlesOf(only, easel.view.grid).find((one) => distance(one.at, p) <= near);
    if (handle) return plan.pull(handle.pull);
  }
  const element = held(easel, p, easel.reach, true);
  if (mods.shift && (!element || element.kind.case === "map")) return plan.box(p);
  if (!element) return undefined;
  if (!desk.chosen.has(element.id)) {
    // A finger takes figures along at once. All else it chooses first: it could not move the table otherwise.
    if (mods.touch && element.kind.case !== "token") return undefined;
    desk.choose(together(easel, element));
    return plan.carry(together(easel, element).flatMap((id) => easel.element(id) ?? []), element, p);
  }
  return plan.carry(easel.chosen, element, p);
}

export function turn(easel: Easel, degrees: number): void {
  const { desk, chosen } = easel;
  const turned = (angle: number) => (((angle + degrees) % 360) + 360) % 360;
  const tokens = chosen.filter((one) => one.kind.case === "token" && easel.mayMove(one));
  const others = chosen.filter((one) => one.kind.case !== "token" && easel.mayChange(one) && !one.locked);
  const moves = tokens.flatMap(({ id, kind }) => (kind.case === "token" ? [{ elementId: id, path: [kind.value.at!], rotation: turned(kind.value.rotation) }] : []));
  if (moves.length > 0) void walk(desk, moves);
  void put(desk, others.map((one) => changed(one, ({ kind }) => {
    if (kind.case === "map") kind.value.rotation = turned(kind.value.rotation);
    if (kind.case === "area") kind.value.direction = turned(kind.value.direction);
  })));
}

/** Plan is what the hand is about to do. */
class Plan {
  private way: Point[] = [];
  private carried: Element[] = [];
  private leader: Element | undefined;
  private frame: Box | undefined;
  private changed: Element | undefined;
  /** Where a wall stopped the last walk. */
  private stopped: Point | undefined;
  /** A tap has said where to; the next one goes. */
  private proposed: Point | undefined;

  constructor(private readonly easel: Easel) {}

  clear(): void {
    [this.way, this.carried, this.leader, this.frame, this.changed, this.stopped, this.proposed] = [[], [], undefined, undefined, undefined, undefined, undefined];
    this.easel.state.set({ hint: "" });
    this.easel.redrawMoment();
  }

  key(key: string): boolean {
    const { way } = this;
    if (key === " " && way.length > 1 && this.carried.length > 0) {
      way.push(way.at(-1)!);
      return true;
    }
    if (key === "Enter" && this.proposed) {
      void this.go([this.easel.chosen[0]!], this.way);
      return true;
    }
    return key === "Escape" && (this.way.length > 0 || this.proposed !== undefined) ? (this.clear(), true) : false;
  }

  /** box chooses what lies in it. */
  box(from: Point): Drag {
    return {
      move: (p) => {
        this.frame = boxOf([from, p]);
        this.easel.redrawMoment();
      },
      drop: () => {
        if (this.frame) this.easel.desk.choose([...this.easel.desk.chosen, ...chosenIn(this.easel.shown, this.frame)]);
        this.clear();
      },
      cancel: () => this.clear(),
    };
  }

  /** pull changes an element by a handle of it. */
  pull(pull: (p: Point) => Element): Drag {
    return {
      move: (p) => {
        this.changed = pull(p);
        this.easel.redrawMoment();
      },
      drop: (p) => {
        void put(this.easel.desk, [pull(p)]);
        this.clear();
      },
      cancel: () => this.clear(),
    };
  }

  /** carry moves elements; the one that was taken hold of settles on the grid, the others keep their distance to it. */
  carry(elements: Element[], leader: Element, from: Point): Drag {
    const { easel } = this;
    const at = anchor(leader);
    const grip = minus(from, at);
    const target = (p: Point) => settleOf(easel, leader, minus(p, grip));
    this.carried = elements.filter((one) => easel.mayMove(one));
    this.leader = leader;
    this.way = [at, at];
    return {
      move: (p) => {
        this.way[this.way.length - 1] = target(p);
        this.tell();
        if (leader.kind.case === "token") easel.sender.send("drag", { elementId: leader.id, points: [this.way.at(-1)!] });
      },
      drop: (p) => {
        this.way[this.way.length - 1] = target(p);
        void this.go(this.carried, this.way);
      },
      cancel: () => this.clear(),
    };
  }

  /** propose shows where a chosen token of one's own would walk; a second tap there walks. */
  propose(p: Point, mods: Mods): boolean {
    const { easel } = this;
    const [token, ...more] = easel.chosen;
    if (!mods.touch || more.length > 0 || token?.kind.case !== "token" || !easel.mayMove(token)) return false;
    const to = settleOf(easel, token, p);
    if (this.proposed && distance(this.proposed, to) < 0.6) {
      void this.go([token], this.way);
      return true;
    }
    [this.proposed, this.leader, this.carried, this.way] = [to, token, [token], [token.kind.value.at!, to]];
    this.tell(t.tapAgain);
    return true;
  }

  private tell(more = ""): void {
    const feet = feetBy(this.easel.view.grid, measure(this.easel.view.grid, this.way));
    this.easel.state.set({ hint: [t.feet(feet), more].filter(Boolean).join(" · ") });
    this.easel.redrawMoment();
  }

  private async go(elements: Element[], way: Point[]): Promise<void> {
    const { easel } = this;
    const { desk } = easel;
    const by = minus(way.at(-1)!, way[0]!);
    this.clear();
    if (distance(by, { x: 0, y: 0 }) < 1e-6) return;
    const tokens = elements.filter((one) => one.kind.case === "token");
    const others = elements.filter((one) => one.kind.case !== "token");
    const moves = tokens.map((one) => ({ elementId: one.id, path: way.slice(1).map((p) => ({ x: p.x + anchor(one).x - way[0]!.x, y: p.y + anchor(one).y - way[0]!.y })) }));
    for (const { elementId, path } of moves) easel.ghosts.set(elementId, { at: path.at(-1)! });
    easel.stage.redraw("things");
    if (others.length > 0) await put(desk, others.map((one) => shifted(one, by)));
    if (moves.length === 0) return;
    const { version, reach } = await walk(desk, moves);
    for (const { elementId } of moves) {
      if (version !== undefined && easel.desk.live.version < version) easel.ghosts.set(elementId, { ...easel.ghosts.get(elementId)!, version });
      else easel.ghosts.delete(elementId);
    }
    this.stopped = reach;
    easel.stage.redraw("things", "moment");
  }

  paint(brush: Brush): void {
    const { ctx, px } = brush;
    const { way, easel } = this;
    if (this.frame) {
      ctx.fillStyle = "rgb(255 233 168 / 0.12)";
      ctx.strokeStyle = "#ffe9a8";
      ctx.lineWidth = 1.5 * px;
      ctx.beginPath();
      ctx.rect(this.frame.x, this.frame.y, this.frame.width, this.frame.height);
      ctx.fill();
      ctx.stroke();
    }
    if (this.changed) easel.state.set({ hint: describe(this.changed) });
    if (way.length > 1 && this.leader) this.paintWay(brush);
    if (this.stopped) {
      ctx.strokeStyle = "#ff6a55";
      ctx.lineWidth = 3 * px;
      ctx.beginPath();
      ctx.arc(this.stopped.x, this.stopped.y, 0.42, 0, 7);
      ctx.stroke();
    }
  }

  private paintWay(brush: Brush): void {
    const { easel, way } = this;
    const by = minus(way.at(-1)!, way[0]!);
    for (const { id } of this.carried) {
      const token = easel.shown.tokens.find((one) => one.id === id);
      if (token) paintToken(brush, { ...token, at: { x: token.at.x + by.x, y: token.at.y + by.y }, hidden: true });
    }
    const feet = feetBy(easel.view.grid, measure(easel.view.grid, way));
    paintRuler(brush, way, "#ffe9a8", feet > 0 ? t.feet(feet) : "");
  }
}

/** anchor is the place of an element that settles. */
function anchor({ kind }: Element): Point {
  if (kind.case === "door") return kind.value.from!;
  if (kind.case === "wall" || kind.case === "drawing") return kind.value.points[0]!;
  return kind.value?.at ?? { x: 0, y: 0 };
}

function settleOf(easel: Easel, { kind }: Element, p: Point): Point {
  const { grid } = easel.view;
  if (kind.case === "token") return settle(grid, p, kind.value.size);
  if (kind.case === "drawing" || kind.case === "pin" || kind.case === "light") return p;
  return snapCorner(grid, p);
}

function describe({ kind }: Element): string {
  if (kind.case === "token") return t.sizeIs(kind.value.size, kind.value.rotation);
  if (kind.case === "area") return t.areaIs(kind.value.size, kind.value.direction);
  return kind.case === "map" ? t.mapIs(kind.value.width, kind.value.height, kind.value.rotation) : "";
}
