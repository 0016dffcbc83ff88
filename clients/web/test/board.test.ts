import { describe, expect, test } from "vitest";
import { Motion } from "../src/games/labyrinth/motion";
import type { FigureItem } from "../src/games/labyrinth/display";
import { fit, keepIn, toScreen, toWorld, zoomAt } from "../src/ui/board/camera";

const screen = { width: 800, height: 600 };

describe("camera", () => {
  test("shows all of what it is given", () => {
    const bounds = { x: 2, y: 3, width: 10, height: 4 };
    const camera = fit(bounds, screen);
    for (const [x, y] of [[2, 3], [12, 7]] as const) {
      const at = toScreen(camera, screen, x, y);
      expect(at.x).toBeGreaterThanOrEqual(0);
      expect(at.x).toBeLessThanOrEqual(screen.width);
      expect(at.y).toBeGreaterThanOrEqual(0);
      expect(at.y).toBeLessThanOrEqual(screen.height);
    }
  });

  test("a pixel leads to the world and back", () => {
    const camera = { x: 5, y: 4, scale: 37 };
    const world = toWorld(camera, screen, 123, 456);
    expect(toScreen(camera, screen, world.x, world.y)).toEqual({ x: expect.closeTo(123), y: expect.closeTo(456) });
  });

  test("zooming keeps the place under the pointer", () => {
    const camera = { x: 5, y: 4, scale: 40 };
    const before = toWorld(camera, screen, 700, 100);
    const after = toWorld(zoomAt(camera, screen, { x: 700, y: 100 }, 1.7), screen, 700, 100);
    expect(after).toEqual({ x: expect.closeTo(before.x), y: expect.closeTo(before.y) });
  });

  test("the board cannot be lost", () => {
    expect(keepIn({ x: -50, y: 99, scale: 40 }, { x: 0, y: 0, width: 8, height: 8 })).toEqual({ x: 0, y: 8, scale: 40 });
  });
});

describe("motion", () => {
  const figure = { id: "p1", x: 3, y: 1 } as FigureItem;
  const walk = { figureId: "p1", targetId: "", action: "moved", amount: 0, way: [{ x: 1, y: 1 }, { x: 2, y: 1 }, { x: 3, y: 1 }] } as never;
  const blow = { figureId: "grunt-1", targetId: "p1", action: "hit", amount: 12, way: [] } as never;

  test("walks the way it was told, 200 ms a step, and comes to rest", () => {
    const motion = new Motion(() => false);
    motion.play([walk], 1_000);
    expect(motion.pose(figure, 1_000)).toMatchObject({ x: 1, y: 1, moving: true });
    expect(motion.pose(figure, 1_100).x).toBeCloseTo(1.5);
    expect(motion.pose(figure, 1_300).x).toBeCloseTo(2.5);
    expect(motion.pose(figure, 1_400)).toEqual({ x: 3, y: 1, grow: 1, moving: false });
  });

  test("shows a blow after the walk, then nothing more", () => {
    const motion = new Motion(() => false);
    motion.play([walk, blow], 0);
    motion.pose(figure, 500);
    expect(motion.floating(500)).toMatchObject([{ text: "−12", good: false }]);
    expect(motion.floating(5_000)).toEqual([]);
  });

  test("stands still for those who want it so", () => {
    const motion = new Motion(() => true);
    motion.play([walk, blow], 0);
    expect(motion.pose(figure, 50)).toMatchObject({ x: 3, moving: false });
    expect(motion.floating(50)).toEqual([]);
  });
});
