/**
 * Mouse, pen and fingers on the world. The tool in hand is asked first: what it does
 * not take hold of moves the camera. Two fingers pinch, the wheel zooms, the other
 * buttons pan.
 */
import { zoomAt } from "../../../ui/board/camera";
import type { Spot, Stage } from "./stage";

export interface Drag {
  move: (at: Spot) => void;
  drop: (at: Spot) => void;
  cancel?: () => void;
}

/** Grip is the tool in hand. */
export interface Grip {
  hover: (at: Spot | undefined) => void;
  tap: (at: Spot, more: boolean, double: boolean) => void;
  grab: (at: Spot, more: boolean) => Drag | undefined;
}

const slack = 6;

export class Hand {
  private readonly pointers = new Map<number, Spot>();
  private start = { x: 0, y: 0, button: 0, more: false };
  private moved = false;
  private pinched = false;
  private drag: Drag | undefined;
  private last = { time: 0, x: 0, y: 0 };
  private readonly stop = new AbortController();

  constructor(private readonly stage: Stage, private readonly grip: Grip) {
    const { host } = stage;
    const { signal } = this.stop;
    host.style.touchAction = "none";
    host.addEventListener("pointerdown", (event) => this.down(event), { signal });
    host.addEventListener("pointermove", (event) => this.move(event), { signal });
    host.addEventListener("pointerup", (event) => this.up(event), { signal });
    host.addEventListener("pointercancel", (event) => this.cancel(event), { signal });
    host.addEventListener("pointerleave", () => this.pointers.size === 0 && grip.hover(undefined), { signal });
    host.addEventListener("wheel", (event) => this.wheel(event), { signal, passive: false });
    host.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  }

  destroy(): void {
    this.stop.abort();
  }

  private down(event: PointerEvent): void {
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.pointers.size > 1) {
      this.drag?.cancel?.();
      this.drag = undefined;
      this.pinched = true;
      return;
    }
    this.start = { x: event.clientX, y: event.clientY, button: event.button, more: event.shiftKey };
    [this.moved, this.pinched, this.drag] = [false, false, undefined];
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    const now = { x: event.clientX, y: event.clientY };
    const at = this.stage.at(now.x, now.y);
    if (!before) return this.grip.hover(at);
    const far = this.spread()?.far;
    this.pointers.set(event.pointerId, now);
    if (this.pinched) return this.pinch(before, now, far);
    if (!this.moved && Math.hypot(now.x - this.start.x, now.y - this.start.y) <= slack) return;
    if (!this.moved) this.begin(event);
    if (this.drag) this.drag.move(at);
    else this.stage.pan(now.x - before.x, now.y - before.y);
  }

  private begin(event: PointerEvent): void {
    this.moved = true;
    this.stage.host.setPointerCapture(event.pointerId);
    if (this.start.button === 0) this.drag = this.grip.grab(this.stage.at(this.start.x, this.start.y), this.start.more);
  }

  private up(event: PointerEvent): void {
    const known = this.pointers.delete(event.pointerId);
    const { drag } = this;
    this.drag = undefined;
    if (!known || this.pinched) return;
    const at = this.stage.at(event.clientX, event.clientY);
    if (drag) return drag.drop(at);
    if (this.moved || this.start.button !== 0) return;
    const double = event.timeStamp - this.last.time < 320 && Math.hypot(event.clientX - this.last.x, event.clientY - this.last.y) < 20;
    this.last = { time: double ? 0 : event.timeStamp, x: event.clientX, y: event.clientY };
    this.grip.tap(at, event.shiftKey || event.ctrlKey || event.metaKey, double);
  }

  private cancel(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    this.drag?.cancel?.();
    this.drag = undefined;
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.stage.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), this.stage.local(event.clientX, event.clientY));
  }

  private pinch(before: Spot, now: Spot, far: number | undefined): void {
    if (this.pointers.size > 2) return;
    this.stage.pan((now.x - before.x) / this.pointers.size, (now.y - before.y) / this.pointers.size);
    const after = this.spread();
    if (!far || !after) return;
    const { x, y } = this.stage.local(after.middle.x, after.middle.y);
    this.stage.look(zoomAt(this.stage.camera, this.stage.screen, { x, y }, after.far / far, 0.001));
  }

  private spread(): { far: number; middle: Spot } | undefined {
    const [a, b] = [...this.pointers.values()];
    if (!a || !b) return undefined;
    return { far: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  }
}
