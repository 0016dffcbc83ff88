/** Mouse and fingers on the table: what a tool is asked, and what moves the camera. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Camera } from "../src/ui/board/camera";
import { Hand } from "../src/games/tabletop/board/hand";
import type { Point } from "../src/games/tabletop/board/plane";
import type { Stage } from "../src/games/tabletop/board/stage";

class FakeStage {
  host = document.createElement("div");
  camera: Camera = { x: 5, y: 5, scale: 50 };
  screen = { width: 400, height: 400 };
  at = (x: number, y: number) => ({ x, y });
  local = (x: number, y: number) => ({ x, y });
  look = (camera: Camera) => void (this.camera = camera);
  zoom = (factor: number) => void (this.camera = { ...this.camera, scale: this.camera.scale * factor });
}

let stage: FakeStage;
let said: string[];
let takes: boolean;
let hand: Hand;

const note = (what: string) => (p: Point) => void said.push(`${what} ${p.x},${p.y}`);
const pointer = (type: string, x: number, y: number, more: object = {}) =>
  stage.host.dispatchEvent(Object.assign(new Event(type), { pointerId: 1, clientX: x, clientY: y, button: 0, pointerType: "mouse", ...more }));

beforeEach(() => {
  vi.useFakeTimers();
  stage = new FakeStage();
  stage.host.setPointerCapture = () => {};
  [said, takes] = [[], true];
  hand = new Hand(stage as unknown as Stage, {
    hover: () => {},
    tap: (p, _, double) => note(double ? "double" : "tap")(p),
    grab: (p) => {
      note("grab")(p);
      return takes ? { move: note("move"), drop: note("drop"), cancel: () => void said.push("cancel") } : undefined;
    },
    menu: note("menu"),
    turn: (steps) => void said.push(`turn ${steps}`),
  });
});
afterEach(() => {
  hand.destroy();
  vi.useRealTimers();
});

describe("the hand", () => {
  test("a click is a tap, two of them a double", () => {
    for (let i = 0; i < 2; i++) {
      pointer("pointerdown", 100, 100);
      pointer("pointermove", 103, 101);
      pointer("pointerup", 103, 101);
    }
    expect(said).toEqual(["tap 103,101", "double 103,101"]);
  });

  test("a tool takes hold where the drag began; what it does not take moves the camera", () => {
    pointer("pointerdown", 100, 100);
    pointer("pointermove", 140, 100);
    pointer("pointerup", 150, 110);
    expect(said).toEqual(["grab 100,100", "move 140,100", "drop 150,110"]);
    takes = false;
    pointer("pointerdown", 100, 100);
    pointer("pointermove", 150, 100);
    pointer("pointerup", 150, 100);
    expect(stage.camera.x).toBe(4);
    expect(said.at(-1)).toBe("grab 100,100");
  });

  test("a second finger gives the drag up and pinches", () => {
    const touch = { pointerType: "touch" };
    pointer("pointerdown", 100, 200, touch);
    pointer("pointermove", 130, 200, touch);
    pointer("pointerdown", 300, 200, { ...touch, pointerId: 2 });
    pointer("pointermove", 390, 200, { ...touch, pointerId: 2 });
    expect(said).toEqual(["grab 100,200", "move 130,200", "cancel"]);
    expect(stage.camera.scale).toBeGreaterThan(70);
    pointer("pointerup", 390, 200, { ...touch, pointerId: 2 });
    pointer("pointerup", 130, 200, touch);
    expect(said).toHaveLength(3);
  });

  test("a long press is the menu and no tap; moving in between is not", () => {
    pointer("pointerdown", 80, 90, { pointerType: "touch" });
    vi.advanceTimersByTime(600);
    pointer("pointerup", 80, 90, { pointerType: "touch" });
    expect(said).toEqual(["menu 80,90"]);
    takes = false;
    pointer("pointerdown", 80, 90, { pointerType: "touch" });
    pointer("pointermove", 120, 90, { pointerType: "touch" });
    vi.advanceTimersByTime(600);
    pointer("pointerup", 120, 90, { pointerType: "touch" });
    expect(said).toEqual(["menu 80,90", "grab 80,90"]);
  });

  test("the right button opens the menu, its drag moves the camera", () => {
    pointer("pointerdown", 10, 20, { button: 2 });
    pointer("pointerup", 10, 20, { button: 2 });
    pointer("contextmenu", 10, 20);
    expect(said).toEqual(["menu 10,20"]);
    pointer("pointerdown", 10, 20, { button: 2 });
    pointer("pointermove", 60, 20, { button: 2 });
    pointer("pointerup", 60, 20, { button: 2 });
    pointer("contextmenu", 60, 20);
    expect(said).toEqual(["menu 10,20"]);
    expect(stage.camera.x).toBe(4);
  });

  test("a button that was let go of elsewhere drags nothing", () => {
    pointer("pointerdown", 10, 20, { button: 2, buttons: 2 });
    pointer("pointermove", 90, 20, { buttons: 0 });
    expect(stage.camera.x).toBe(5);
  });

  test("the wheel zooms, with Alt it turns", () => {
    pointer("wheel", 0, 0, { deltaY: -100 });
    expect(stage.camera.scale).toBeGreaterThan(50);
    pointer("wheel", 0, 0, { deltaY: 100, altKey: true });
    expect(said).toEqual(["turn 1"]);
  });

  test("Escape gives a drag up: nothing is dropped", () => {
    pointer("pointerdown", 100, 100);
    pointer("pointermove", 140, 100);
    expect(hand.cancel()).toBe(true);
    pointer("pointerup", 150, 110);
    expect(said).toEqual(["grab 100,100", "move 140,100", "cancel"]);
  });
});
