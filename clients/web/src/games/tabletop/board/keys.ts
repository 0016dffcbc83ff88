/** The arrow keys: they move what is chosen by a cell, two of them with Shift diagonally; with nothing chosen they look around. */
import { texts } from "../../../texts/tabletop";
import { put, shifted, walk } from "./commands";
import type { Easel } from "./easel";
import { placeOf } from "./figures/display";
import { step } from "./grid";
import { minus, type Point } from "./plane";

const arrows: Record<string, [number, number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export class Keys {
  private readonly held = new Set<string>();
  private busy = false;
  private next: [number, number] | undefined;

  constructor(private readonly easel: Easel, private readonly say: (text: string) => void) {}

  /** down takes a key; true when it meant something. */
  down(event: { key: string; shiftKey: boolean }): boolean {
    const { easel } = this;
    if (event.key === "Escape" && easel.hand.cancel()) return true;
    if (easel.tool.key?.(event)) return true;
    if (event.key === "+" || event.key === "=") return (easel.stage.zoom(1.25), true);
    if (event.key === "-") return (easel.stage.zoom(0.8), true);
    if (event.key === "0") return (easel.stage.showAll(), true);
    if (event.key === "Enter" || event.key === "ContextMenu") return this.menu(event.key === "Enter" && !event.shiftKey);
    const arrow = arrows[event.key];
    if (!arrow) return false;
    this.held.add(event.key);
    const all = [...this.held].map((key) => arrows[key]!);
    const [dx, dy] = event.shiftKey ? [sum(all, 0), sum(all, 1)] : arrow;
    // With Shift the first key waits for the second.
    if (!event.shiftKey || (dx !== 0 && dy !== 0)) this.go(dx, dy);
    return true;
  }

  up(key: string): void {
    this.held.delete(key);
  }

  clear(): void {
    this.held.clear();
  }

  private menu(open: boolean): boolean {
    const { easel } = this;
    const [first] = easel.chosen;
    if (!first) return false;
    if (open) return (easel.state.set({ sheet: { kind: "element", id: first.id } }), true);
    const at = placeOf(first);
    easel.state.set({ menu: { at, pixel: easel.stage.pixel(at), over: true } });
    return true;
  }

  private go(dx: number, dy: number): void {
    const { easel } = this;
    const movable = easel.chosen.filter((one) => easel.mayMove(one));
    const { camera } = easel.stage;
    if (movable.length === 0) return easel.stage.glideTo({ ...camera, x: camera.x + (dx * 120) / camera.scale, y: camera.y + (dy * 120) / camera.scale });
    void this.move(dx, dy);
  }

  /** move walks a step; the last key that was pressed meanwhile is the next one. */
  private async move(dx: number, dy: number): Promise<void> {
    if (this.busy) {
      this.next = [dx, dy];
      return;
    }
    this.busy = true;
    try {
      for (let way: [number, number] | undefined = [dx, dy]; way; way = this.next) {
        this.next = undefined;
        await this.step(...way);
      }
    } finally {
      this.busy = false;
    }
  }

  private async step(dx: number, dy: number): Promise<void> {
    const { easel } = this;
    const movable = easel.chosen.filter((one) => easel.mayMove(one));
    const { grid, width, height } = easel.view;
    const [first] = movable;
    if (!first) return;
    const from = placeOf(first);
    const to = first.kind.case === "token" ? step(grid, from, dx, dy, first.kind.value.size) : { x: from.x + dx, y: from.y + dy };
    const by = minus(to, from);
    const out = to.x < 0 || to.y < 0 || to.x > width || to.y > height;
    if (out) this.say(texts.board.edge);
    else await this.carry(movable, by);
  }

  private async carry(elements: typeof this.easel.chosen, by: Point): Promise<void> {
    const { easel } = this;
    const { desk } = easel;
    const moves = elements.flatMap(({ id, kind }) => (kind.case === "token" ? [{ elementId: id, path: [{ x: kind.value.at!.x + by.x, y: kind.value.at!.y + by.y }] }] : []));
    if (moves.length < elements.length) await put(desk, elements.filter((one) => one.kind.case !== "token").map((one) => shifted(one, by)));
    if (moves.length === 0) return;
    const { version } = await walk(desk, moves);
    const [first] = elements;
    if (version === undefined || first?.kind.case !== "token") return;
    // The next step is counted from where this one led.
    await arrived(() => easel.desk.live.version >= version);
    const at = moves[0]!.path[0]!;
    this.say(texts.twin.moved(first.kind.value.name || texts.twin.unnamed, texts.twin.at(Math.floor(at.x) + 1, Math.floor(at.y) + 1)));
    easel.stage.reveal(at);
  }
}

const sum = (all: [number, number][], axis: 0 | 1): number => Math.sign(all.reduce((total, one) => total + one[axis], 0));

/** arrived waits until something is so, for a second at most: the stream may be cut. */
async function arrived(there: () => boolean): Promise<void> {
  for (let n = 0; n < 50 && !there(); n++) await new Promise((resolve) => setTimeout(resolve, 20));
}
