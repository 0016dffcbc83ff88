import { beforeEach, describe, expect, test } from "vitest";
import type { Camera } from "../src/ui/board/camera";
import { Gestures } from "../src/ui/board/gestures";
import type { BoardView } from "../src/ui/board/view";

/** A board that remembers where it was asked to look, and what was tapped. */
class FakeBoard {
  camera: Camera = { x: 5, y: 5, scale: 50 };
  screen = { width: 400, height: 400 };
  taps: [number, number, boolean][] = [];
  events = { tap: (x: number, y: number, double: boolean) => void this.taps.push([x, y, double]) };
  at(x: number, y: number) {
    return { x, y };
  }
  look(next: Camera) {
    this.camera = next;
  }
}

let board: FakeBoard;
let host: HTMLElement;

const pointer = (type: string, id: number, x: number, y: number) =>
  host.dispatchEvent(Object.assign(new Event(type), { pointerId: id, clientX: x, clientY: y, button: 0, pointerType: "touch" }));

beforeEach(() => {
  board = new FakeBoard();
  host = document.createElement("div");
  host.setPointerCapture = () => {};
  const gestures = new Gestures(host, board as unknown as BoardView);
  return () => gestures.destroy();
});

describe("gestures", () => {
  test("a touch that stays is a tap, two of them quickly are a double", () => {
    for (let i = 0; i < 2; i++) {
      pointer("pointerdown", 1, 100, 120);
      pointer("pointermove", 1, 102, 121);
      pointer("pointerup", 1, 102, 121);
    }
    expect(board.taps).toEqual([[102, 121, false], [102, 121, true]]);
    expect(board.camera).toEqual({ x: 5, y: 5, scale: 50 });
  });

  test("a drag pans and taps nothing", () => {
    pointer("pointerdown", 1, 100, 100);
    pointer("pointermove", 1, 200, 150);
    pointer("pointerup", 1, 200, 150);
    expect(board.camera).toEqual({ x: 3, y: 4, scale: 50 });
    expect(board.taps).toEqual([]);
  });

  test("two fingers that part look closer, around the middle between them", () => {
    pointer("pointerdown", 1, 150, 200);
    pointer("pointerdown", 2, 250, 200);
    pointer("pointermove", 2, 350, 200);
    pointer("pointermove", 1, 50, 200);
    pointer("pointerup", 1, 50, 200);
    pointer("pointerup", 2, 350, 200);
    expect(board.camera.scale).toBeCloseTo(150);
    expect(board.camera.x).toBeCloseTo(5);
    expect(board.taps).toEqual([]);
  });
});
