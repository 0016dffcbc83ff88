/** The ground on a 2D canvas: what is painted anew, and what is only moved. */
import { create } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isSoftware, painterFor } from "../src/games/tabletop/board/ground/choose";
import { decode } from "../src/games/tabletop/board/ground/explored";
import { softenedBits } from "../src/games/tabletop/board/ground/flat/fog";
import { shine } from "../src/games/tabletop/board/ground/flat/light";
import { cloud, smoothed, step } from "../src/games/tabletop/board/ground/flat/noise";
import { FlatPainter, staleOf } from "../src/games/tabletop/board/ground/flat/painter";
import { around, common, inward, onCanvas, onTable, pieces, placeOf, scaledTo } from "../src/games/tabletop/board/ground/flat/parts";
import { GroundScenery, uncovered } from "../src/games/tabletop/board/ground/flat/scenery";
import { daylightOf, type Frame, type Picture } from "../src/games/tabletop/board/ground/painter";
import { maskOf } from "../src/games/tabletop/board/ground/sight";
import type { Box } from "../src/games/tabletop/board/plane";
import { GridKind, SightSchema } from "../src/games/tabletop/proto";

const area = (boxes: Box[]) => boxes.reduce((sum, { width, height }) => sum + width * height, 0);
const screen = { width: 800, height: 600 };

describe("rectangles of pixels", () => {
  test("what is around a hole covers the rest, once", () => {
    const outer = { x: 0, y: 0, width: 100, height: 80 };
    for (const hole of [{ x: 10, y: 10, width: 20, height: 30 }, { x: -50, y: -7, width: 100, height: 80 }, { x: 3, y: 0, width: 100, height: 80 }, { x: 200, y: 0, width: 9, height: 9 }]) {
      const rest = around(outer, hole);
      const shared = common(outer, hole);
      expect(area(rest) + shared.width * shared.height).toBe(8_000);
      for (const [i, one] of rest.entries()) for (const other of [hole, ...rest.slice(i + 1)]) expect(area([common(one, other)])).toBe(0);
    }
    expect(around(outer, outer)).toEqual([]);
  });

  test("pieces cover a box, those in its middle first", () => {
    const all = pieces({ x: 5, y: 5, width: 600, height: 560 }, 256);
    expect(all).toHaveLength(9);
    expect(area(all)).toBe(336_000);
    expect(all[0]).toMatchObject({ x: 261, y: 261 });
  });

  test("the table's corner is a whole pixel, and neighbours share their edge", () => {
    const place = placeOf({ x: 3.3, y: 7.7, scale: 41.7 }, { width: 801, height: 600 }, 1.5);
    expect([place.x, place.y].every(Number.isInteger)).toBe(true);
    const [a, b] = [onCanvas({ x: 1 / 3, y: 0, width: 1 / 3, height: 1 }, place), onCanvas({ x: 2 / 3, y: 0, width: 1 / 3, height: 1 }, place)];
    expect(a.x + a.width).toBe(b.x);
    expect(onTable({ x: 140, y: 90, width: 40, height: 20 }, { x: 100, y: 50, pixels: 20 })).toEqual({ x: 2, y: 2, width: 2, height: 1 });
  });

  test("a stretched picture keeps every place of the table where it belongs", () => {
    const [from, to] = [{ x: 100, y: 50, pixels: 20 }, { x: -40, y: 10, pixels: 30 }];
    const box = scaledTo(screen, from, to);
    // Pixel (140, 90) was the place (2, 2).
    expect([box.x + (140 * box.width) / 800, box.y + (90 * box.height) / 600]).toEqual([to.x + 60, to.y + 60]);
    expect(inward({ x: 0.2, y: -1.5, width: 10, height: 10 })).toEqual({ x: 1, y: -1, width: 9, height: 9 });
  });
});

describe("what the ground is made of", () => {
  test("cloth repeats itself without a seam", () => {
    for (const y of [0.3, 4.9, 12.2]) {
      expect(cloud(13.4, y, 13)).toBeCloseTo(cloud(0.4, y, 13), 9);
      expect(cloud(y, 13, 13)).toBeCloseTo(cloud(y, 0, 13), 9);
    }
    const values = Array.from({ length: 400 }, (_, i) => smoothed(i * 0.37, i * 0.11));
    expect([Math.min(...values) >= 0, Math.max(...values) <= 1, Math.max(...values) - Math.min(...values) > 0.5]).toEqual([true, true, true]);
    expect([step(0, 2, -1), step(0, 2, 1), step(0, 2, 3)]).toEqual([0, 0.5, 1]);
  });

  test("a light makes brighter by its power, and by nothing at its end", () => {
    // Divided by what it lacks of white, the ground becomes 1.5 times as bright.
    expect(255 / (255 - shine("#ffffff", 0.5, 0.5, 0)[0]!)).toBeCloseTo(1.5, 2);
    expect(shine("#ff8000", 0.5, 0.5, 1)).toEqual([0, 0, 0]);
    const [r, g, b] = shine("#ff8000", 0.5, 0.5, 0.4);
    expect([r! > g!, g! > b!, b]).toEqual([true, true, 0]);
  });

  test("fog is gone in the middle of what was explored, whole at its edge, soft between", () => {
    const bitmap = decode({ columns: 4, rows: 4, runs: new Uint8Array([5, 2, 2, 2]) });
    const to = new Uint32Array(16 * 16);
    softenedBits(bitmap, 4, to);
    const alpha = (x: number, y: number) => to[y * 16 + x]! >>> 24;
    expect([alpha(8, 8), alpha(0, 0), alpha(4, 8)]).toEqual([255, 0, expect.any(Number)]);
    expect(alpha(4, 8)).toBeGreaterThan(0);
    expect(alpha(4, 8)).toBeLessThan(255);
    softenedBits(decode({ columns: 1, rows: 1, runs: new Uint8Array([0, 1]) }), 1, to);
    expect(to[0]).toBe(0xffffffff);
  });

  test("daylight has a colour, but no strength: darkness says that", () => {
    expect([daylightOf(""), daylightOf("#ffffff"), daylightOf("#404040"), daylightOf("#000000")]).toEqual([undefined, undefined, undefined, undefined]);
    expect(daylightOf("#202040")).toEqual([0.7, 0.7, 1]);
    expect(daylightOf("#808040")).toEqual(daylightOf("#fefe7f")!.map((one) => expect.closeTo(one, 2)));
  });
});

const whole = [{ x: 0, y: 0 }, { x: 4, y: 0 }, { x: 4, y: 4 }, { x: 0, y: 4 }];
const tile = (level: number, x: number, y: number, width: number): Picture => ({
  held: { bitmap: { close: () => {} } }, ground: "m", level, whole, opacity: 1,
  corners: [{ x, y }, { x: x + width, y }, { x: x + width, y: y + width }, { x, y: y + width }],
});

describe("tiles in sight", () => {
  const place = { x: 0, y: 0, pixels: 10 };
  const [coarse, a, b, c, d] = [tile(0, 0, 0, 4), tile(1, 0, 0, 2), tile(1, 2, 0, 2), tile(1, 0, 2, 2), tile(1, 2, 2, 2)];

  test("what is under finer tiles is not painted", () => {
    expect(uncovered([coarse, a, b, c, d], place, { x: -50, y: -50, width: 200, height: 200 })).toEqual([a, b, c, d]);
    expect(uncovered([coarse, a, b], place, { x: 5, y: 5, width: 20, height: 10 })).toEqual([a, b]);
  });

  test("until finer ones are there, the coarse are shown", () => {
    expect(uncovered([coarse, a, b, c], place, { x: 0, y: 0, width: 40, height: 40 })).toEqual([coarse, a, b, c]);
    expect(uncovered([coarse, b], place, { x: 0, y: 25, width: 40, height: 10 })).toEqual([coarse]);
  });

  test("another picture on top hides none of those below", () => {
    const other = { ...tile(0, 0, 0, 4), ground: "over" };
    expect(uncovered([coarse, a, b, c, d, other], place, { x: 0, y: 0, width: 40, height: 40 })).toEqual([a, b, c, d, other]);
  });
});

const glow = { at: { x: 5, y: 5 }, bright: 2, dim: 4, colour: "#ffcc88" };
const scenery = { size: { width: 40, height: 30 }, grid: { kind: GridKind.SQUARE, offsetX: 0, offsetY: 0, colour: "#000000", opacity: 0.4 }, darkness: 0, daylight: undefined, glows: [glow] };
const frame = (change: Partial<Frame> = {}): Frame => ({ camera: { x: 20, y: 15, scale: 50 }, screen, ratio: 1, scenery, pictures: [], veil: undefined, now: 0, ...change });

describe("what is stale", () => {
  const veil = { explored: decode({ columns: 80, rows: 60, runs: new Uint8Array([0, 20]) }), mask: maskOf(undefined), sightOnly: true, depth: [1, 0.66, 0.3] as [number, number, number] };

  test("lights, where they were and where they are", () => {
    const moved = { ...glow, at: { x: 9, y: 5 } };
    expect(staleOf(frame(), frame({ scenery: { ...scenery, glows: [moved] } }))).toEqual([{ x: 1, y: 1, width: 8, height: 8 }, { x: 5, y: 1, width: 8, height: 8 }]);
    expect(staleOf(frame(), frame({ scenery: { ...scenery, glows: [{ ...glow }] } }))).toEqual([]);
  });

  test("what is seen, and what was explored", () => {
    const mask = maskOf(create(SightSchema, { lit: [{ xy: [2, 2, 6, 2, 6, 5] }] }));
    const explored = decode({ columns: 80, rows: 60, runs: new Uint8Array([0, 24]) });
    expect(staleOf(frame({ veil }), frame({ veil: { ...veil, mask, explored } }))).toEqual([veil.mask.box, { x: 1.5, y: 1.5, width: 5, height: 4 }, { x: 9.5, y: -0.5, width: 3, height: 1.5 }]);
    expect(staleOf(frame({ veil }), frame({ veil: { ...veil } }))).toEqual([]);
  });
});

describe("the painter", () => {
  let restore: () => void;
  const ctx = { drawImage: vi.fn() };
  const canvas = { width: 800, height: 600, getContext: () => ctx, addEventListener: (_: string, run: () => void) => (restore = run) } as unknown as HTMLCanvasElement;
  let painted: Box[] = [];
  let painter: FlatPainter;

  beforeEach(() => {
    painted = [];
    ctx.drawImage.mockClear();
    vi.spyOn(GroundScenery.prototype, "take").mockImplementation(() => {});
    vi.spyOn(GroundScenery.prototype, "paint").mockImplementation((_, __, ___, part) => void painted.push(part));
    painter = FlatPainter.over(canvas, () => {})!;
    painter.draw(frame());
    expect(painted).toEqual([{ x: 0, y: 0, ...screen }]);
    painted = [];
  });
  afterEach(() => vi.restoreAllMocks());

  test("nothing is painted when nothing changed", () => {
    expect(painter.draw(frame({ now: 16 }))).toBe(false);
    expect([painted, ctx.drawImage.mock.calls]).toEqual([[], []]);
  });

  test("all is painted when the canvas was lost", () => {
    restore();
    painter.draw(frame());
    expect(painted).toEqual([{ x: 0, y: 0, ...screen }]);
  });

  test("moved, only what comes into sight is painted", () => {
    painter.draw(frame({ camera: { x: 20.2, y: 14.9, scale: 50 } }));
    expect(ctx.drawImage.mock.calls).toEqual([[canvas, -10, 5]]);
    expect(painted).toEqual([{ x: 0, y: 0, width: 800, height: 5 }, { x: 790, y: 5, width: 10, height: 595 }]);
  });

  test("many small moves end where one large one does", () => {
    for (let i = 1; i <= 50; i++) painter.draw(frame({ camera: { x: 20 + i * 0.013, y: 15, scale: 50 } }));
    // 50 times 0.65 pixels.
    expect(ctx.drawImage.mock.calls.reduce((sum, [, dx]) => sum + (dx as number), 0)).toBe(-32);
    expect(area(painted)).toBe(32 * 600);
  });

  test("zoomed, the picture is stretched; once it rests all is painted sharp, some in each frame", () => {
    expect(painter.draw(frame({ camera: { x: 20, y: 15, scale: 60 }, now: 10 }))).toBe(true);
    expect(painted).toEqual([]);
    expect(painter.draw(frame({ camera: { x: 20, y: 15, scale: 60 }, now: 100 }))).toBe(true);
    expect(painted).toEqual([]);
    let frames = 0;
    while (painter.draw(frame({ camera: { x: 20, y: 15, scale: 60 }, now: 200 + frames }))) frames++;
    expect(area(painted)).toBe(480_000);
    expect(frames).toBeGreaterThan(0);
  });

  test("zoomed out, what the stretched picture lacks is painted; zoomed far, all", () => {
    painter.draw(frame({ camera: { x: 20, y: 15, scale: 40 }, now: 10 }));
    expect(area(painted)).toBe(800 * 600 - 640 * 480);
    painted = [];
    painter.draw(frame({ camera: { x: 20, y: 15, scale: 12 }, now: 20 }));
    expect(painted).toEqual([{ x: 0, y: 0, ...screen }]);
  });

  test("a tile that has come is painted, and moves along while it waits", () => {
    const held = tile(0, 20, 15, 2);
    painter.draw(frame({ pictures: [held] }));
    expect(painted).toEqual([{ x: 399, y: 299, width: 102, height: 102 }]);
    painted = [];
    expect(painter.draw(frame({ pictures: [held] }))).toBe(false);
    painter.draw(frame());
    expect(painted).toHaveLength(1);
  });

  test("what players see is changed at once, with another scene all", () => {
    painter.draw(frame({ scenery: { ...scenery, glows: [] } }));
    expect(painted).toEqual([]);
    painter.draw(frame({ scenery: { ...scenery, glows: [{ ...glow, at: { x: 20, y: 15 } }] } }));
    expect(painted).toEqual([{ x: 199, y: 99, width: 402, height: 402 }]);
    painted = [];
    painter.draw(frame({ scenery: { ...scenery, size: { width: 41, height: 30 } } }));
    expect(painted).toEqual([{ x: 0, y: 0, ...screen }]);
  });
});

describe("which painter", () => {
  test("renderers that imitate a graphics card are known by their names", () => {
    for (const name of ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)", "llvmpipe (LLVM 17.0.6, 256 bits)", "Microsoft Basic Render Driver", "Apple Software Renderer", "softpipe"]) expect(isSoftware(name)).toBe(true);
    for (const name of ["ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)", "Apple M2", "Adreno (TM) 640"]) expect(isSoftware(name)).toBe(false);
  });

  test("without WebGL2 it is the 2D canvas, also when WebGL is wished for", () => {
    const canvas = { getContext: (kind: string) => (kind === "2d" ? {} : null), addEventListener: () => {} } as unknown as HTMLCanvasElement;
    for (const wish of [null, "gl", "2d"]) expect(painterFor(canvas, wish, () => {})?.name).toBe("2d");
  });
});
