/** Mouse, pen and fingers on a board: drag to pan, wheel or pinch to zoom, tap to choose. */
import { zoomAt } from "./camera";
import type { BoardView } from "./view";

/** A pointer that moved less than this is a tap. */
const slack = 7;

export class Gestures {
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private moved = 0;
  private pinched = false;
  private last = { time: 0, x: 0, y: 0 };
  private readonly stop = new AbortController();

  constructor(private readonly host: HTMLElement, private readonly board: BoardView) {
    const { signal } = this.stop;
    host.style.touchAction = "none";
    host.addEventListener("pointerdown", (event) => this.down(event), { signal });
    host.addEventListener("pointermove", (event) => this.move(event), { signal });
    host.addEventListener("pointerup", (event) => this.up(event), { signal });
    host.addEventListener("pointercancel", (event) => this.forget(event), { signal });
    host.addEventListener("pointerleave", () => this.board.events.hover?.(undefined), { signal });
    host.addEventListener("wheel", (event) => this.wheel(event), { signal, passive: false });
  }

  destroy(): void {
    this.stop.abort();
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.pointers.size === 0) {
      this.moved = 0;
      this.pinched = false;
    }
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") this.board.events.hover?.(this.board.at(event.clientX, event.clientY));
      return;
    }
    const spread = this.spread();
    const now = { x: event.clientX, y: event.clientY };
    this.pointers.set(event.pointerId, now);
    this.moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (this.moved <= slack) return;
    // Captured only once it is a drag: a captured tap would reach no button.
    this.host.setPointerCapture(event.pointerId);
    const share = 1 / this.pointers.size;
    const { camera, screen } = this.board;
    let next = {
      ...camera,
      x: camera.x - ((now.x - before.x) * share) / camera.scale,
      y: camera.y - ((now.y - before.y) * share) / camera.scale,
    };
    if (spread && this.pointers.size === 2) {
      this.pinched = true;
      const after = this.spread()!;
      next = zoomAt(next, screen, this.local(after.middle), after.distance / spread.distance);
    }
    this.board.look(next);
  }

  private up(event: PointerEvent): void {
    const known = this.pointers.has(event.pointerId);
    this.forget(event);
    if (!known || this.pinched || this.moved > slack) return;
    const { x, y } = this.board.at(event.clientX, event.clientY);
    const double = event.timeStamp - this.last.time < 350 && Math.hypot(event.clientX - this.last.x, event.clientY - this.last.y) < 24;
    this.last = { time: double ? 0 : event.timeStamp, x: event.clientX, y: event.clientY };
    this.board.events.tap?.(x, y, double);
  }

  private forget(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016));
    this.board.look(zoomAt(this.board.camera, this.board.screen, this.local({ x: event.clientX, y: event.clientY }), factor));
  }

  private spread(): { distance: number; middle: { x: number; y: number } } | undefined {
    const [a, b] = [...this.pointers.values()];
    if (!a || !b) return undefined;
    return { distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  }

  private local(point: { x: number; y: number }): { x: number; y: number } {
    const box = this.host.getBoundingClientRect();
    return { x: point.x - box.left, y: point.y - box.top };
  }
}
