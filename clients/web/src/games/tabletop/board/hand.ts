/**
 * Mouse, pen and fingers on the table. A tool is asked first: what it does not
 * take hold of moves the camera. Two fingers pinch, a long press or the right
 * button opens the menu, the wheel zooms, with Alt it turns.
 */
import { zoomAt } from "../../../ui/board/camera";
import type { Point } from "./plane";
import { smallest, type Stage } from "./stage";

export interface Mods {
  shift: boolean;
  alt: boolean;
  touch: boolean;
}

export interface Drag {
  move: (p: Point, mods: Mods) => void;
  drop: (p: Point, mods: Mods) => void;
  cancel?: () => void;
}

/** Grip is what takes part: the tool that is in hand. */
export interface Grip {
  hover: (p: Point | undefined, mods: Mods) => void;
  tap: (p: Point, mods: Mods, double: boolean) => void;
  grab: (p: Point, mods: Mods) => Drag | undefined;
  menu: (p: Point, pixel: Point) => void;
  turn: (steps: number) => void;
}

const slack = 6;
const longMs = 520;

export class Hand {
  private readonly pointers = new Map<number, Point>();
  private start: Point & { time: number; button: number } = { x: 0, y: 0, time: 0, button: 0 };
  private moved = false;
  private pinched = false;
  private drag: Drag | undefined;
  private long: ReturnType<typeof setTimeout> | undefined;
  private last = { time: 0, x: 0, y: 0 };
  private readonly stop = new AbortController();

  constructor(private readonly stage: Stage, private readonly grip: Grip) {
    const { host } = stage;
    const { signal } = this.stop;
    host.style.touchAction = "none";
    host.addEventListener("pointerdown", (event) => this.down(event), { signal });
    host.addEventListener("pointermove", (event) => this.move(event), { signal });
    host.addEventListener("pointerup", (event) => this.up(event), { signal });
    host.addEventListener("pointercancel", (event) => this.forget(event), { signal });
    host.addEventListener("pointerleave", (event) => this.pointers.size === 0 && grip.hover(undefined, mods(event)), { signal });
    host.addEventListener("wheel", (event) => this.wheel(event), { signal, passive: false });
    host.addEventListener("contextmenu", (event) => this.context(event), { signal });
  }

  destroy(): void {
    clearTimeout(this.long);
    this.stop.abort();
  }

  /** cancel gives up what is dragged. */
  cancel(): boolean {
    const { drag } = this;
    this.drag = undefined;
    this.moved = true;
    drag?.cancel?.();
    return drag !== undefined;
  }

  private down(event: PointerEvent): void {
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.pointers.size > 1) {
      this.cancel();
      this.pinched = true;
      clearTimeout(this.long);
      return;
    }
    this.start = { x: event.clientX, y: event.clientY, time: event.timeStamp, button: event.button };
    [this.moved, this.pinched, this.drag] = [false, false, undefined];
    if (event.pointerType === "mouse") return;
    this.long = setTimeout(() => {
      if (this.moved || this.pointers.size !== 1) return;
      this.moved = true;
      navigator.vibrate?.(12);
      this.grip.menu(this.stage.at(this.start.x, this.start.y), this.stage.local(this.start.x, this.start.y));
    }, longMs);
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    const now = { x: event.clientX, y: event.clientY };
    const at = this.stage.at(now.x, now.y);
    // A button let go of over a menu is not heard of here.
    if (before && event.pointerType === "mouse" && event.buttons === 0) this.forget(event);
    if (!before || !this.pointers.has(event.pointerId)) return this.grip.hover(at, mods(event));
    const spread = this.spread();
    this.pointers.set(event.pointerId, now);
    if (this.pinched) return this.pinch(before, now, spread);
    if (!this.moved && Math.hypot(now.x - this.start.x, now.y - this.start.y) <= slack) return;
    if (!this.moved) this.begin(event);
    if (this.drag) this.drag.move(at, mods(event));
    else if (this.moved) this.pan(before, now, 1);
  }

  private begin(event: PointerEvent): void {
    this.moved = true;
    clearTimeout(this.long);
    // Captured only once it is a drag: a captured tap would reach no button.
    this.stage.host.setPointerCapture(event.pointerId);
    if (this.start.button === 0) this.drag = this.grip.grab(this.stage.at(this.start.x, this.start.y), mods(event));
  }

  private up(event: PointerEvent): void {
    const known = this.pointers.has(event.pointerId);
    const { drag } = this;
    this.forget(event);
    this.drag = undefined;
    if (!known || this.pinched) return;
    const at = this.stage.at(event.clientX, event.clientY);
    if (drag) return drag.drop(at, mods(event));
    if (this.moved || this.start.button !== 0) return;
    const double = event.timeStamp - this.last.time < 320 && Math.hypot(event.clientX - this.last.x, event.clientY - this.last.y) < 20;
    this.last = { time: double ? 0 : event.timeStamp, x: event.clientX, y: event.clientY };
    this.grip.tap(at, mods(event), double);
  }

  private forget(event: PointerEvent): void {
    clearTimeout(this.long);
    this.pointers.delete(event.pointerId);
  }

  private context(event: MouseEvent): void {
    event.preventDefault();
    // A finger's long press has its own clock; a drag with the right button was a pan.
    if (!this.moved && (event as PointerEvent).pointerType !== "touch") this.grip.menu(this.stage.at(event.clientX, event.clientY), this.stage.local(event.clientX, event.clientY));
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    if (event.altKey) return this.grip.turn(Math.sign(event.deltaY || event.deltaX));
    this.stage.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), this.stage.local(event.clientX, event.clientY));
  }

  private pan(before: Point, now: Point, share: number): void {
    const { camera } = this.stage;
    this.stage.look({ ...camera, x: camera.x - ((now.x - before.x) * share) / camera.scale, y: camera.y - ((now.y - before.y) * share) / camera.scale });
  }

  private pinch(before: Point, now: Point, spread: { far: number } | undefined): void {
    if (this.pointers.size > 2) return;
    this.pan(before, now, 1 / this.pointers.size);
    const after = this.spread();
    if (!spread || !after) return;
    const { x, y } = this.stage.local(after.middle.x, after.middle.y);
    this.stage.look(zoomAt(this.stage.camera, this.stage.screen, { x, y }, after.far / spread.far, smallest));
  }

  private spread(): { far: number; middle: Point } | undefined {
    const [a, b] = [...this.pointers.values()];
    if (!a || !b) return undefined;
    return { far: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  }
}

function mods(event: PointerEvent): Mods {
  return { shift: event.shiftKey, alt: event.altKey, touch: event.pointerType !== "mouse" };
}
