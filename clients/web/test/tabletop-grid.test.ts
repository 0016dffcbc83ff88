/** The page's rules for distances and places, against the server's own numbers (its package measure). */
import { describe, expect, test } from "vitest";
import { feetBy, measure, type Rules, snap, snapCorner, step } from "../src/games/tabletop/board/grid";
import { distance, type Point } from "../src/games/tabletop/board/plane";
import { GridKind, Measure } from "../src/games/tabletop/proto";

const grid = (kind: GridKind = GridKind.SQUARE, more: Partial<Rules> = {}): Rules => ({ kind, offsetX: 0, offsetY: 0, feet: 0, measure: Measure.EQUAL, snap: true, ...more });
const path = (...xy: number[]): Point[] => Array.from({ length: xy.length / 2 }, (_, i) => ({ x: xy[2 * i]!, y: xy[2 * i + 1]! }));
const { HEX_POINTED: pointed, HEX_FLAT: flat, NONE: none } = GridKind;
const row = Math.sqrt(3) / 2;
const third = 1 / Math.sqrt(3);

describe("lengths", () => {
  test.each<[string, Rules | undefined, Point[], [number, number, number]]>([
    ["one point", undefined, path(3, 4), [0, 0, 0]],
    ["straight", undefined, path(0.5, 0.5, 6.5, 0.5), [30, 30, 30]],
    ["three and four", undefined, path(0, 0, 3, 4), [20, 25, 25]],
    ["one diagonal", undefined, path(0, 0, 1, 1), [5, 5, 5 * Math.SQRT2]],
    ["two diagonals", undefined, path(0, 0, 2, -2), [10, 15, 10 * Math.SQRT2]],
    ["two, in two steps", undefined, path(0, 0, 1, 1, 0, 2), [10, 15, 10 * Math.SQRT2]],
    ["three, over a corner", undefined, path(0, 0, 1, 1, 5, 1, 7, 3), [35, 40, 20 + 15 * Math.SQRT2]],
    ["half a diagonal", undefined, path(0, 0, 1.5, 1.5), [7.5, 10, 7.5 * Math.SQRT2]],
    ["cells of ten feet", grid(GridKind.SQUARE, { feet: 10 }), path(0, 0, 2, 2), [20, 30, 20 * Math.SQRT2]],
    ["no grid", grid(none), path(0, 0, 3, 4), [25, 25, 25]],
    ["hexagons, three rows", grid(pointed), path(0, 0, 1.5, 3 * row), [15, 15, 15]],
    ["hexagons, against a side", grid(pointed), path(0, 0, 0, 2 * row), [10, 10, 10 * row]],
    ["flat hexagons, a column", grid(flat), path(0, 0, 0, 3), [15, 15, 15]],
    ["flat hexagons, sideways", grid(flat), path(0, 0, 2 * row, 0), [10, 10, 10 * row]],
  ])("%s", (_, rules, points, [equal, alternating, euclidean]) => {
    const length = measure(rules, points);
    expect(length.equal).toBeCloseTo(equal, 9);
    expect(length.alternating).toBeCloseTo(alternating, 9);
    expect(length.euclidean).toBeCloseTo(euclidean, 9);
  });

  test("the grid's own rule chooses one of the three", () => {
    const length = measure(undefined, path(0, 0, 2, 2));
    expect([Measure.UNSPECIFIED, Measure.EQUAL, Measure.ALTERNATING].map((rule) => feetBy(grid(GridKind.SQUARE, { measure: rule }), length))).toEqual([10, 10, 15]);
    expect(feetBy(grid(GridKind.SQUARE, { measure: Measure.EUCLIDEAN }), length)).toBeCloseTo(10 * Math.SQRT2, 9);
  });
});

describe("where figures settle", () => {
  const at = { x: 3.9, y: 4.1 };
  test.each<[string, Rules | undefined, Point, Point, number]>([
    ["one", undefined, at, { x: 3.5, y: 4.5 }, 1],
    ["left of the scene", undefined, { x: -0.1, y: -1.1 }, { x: -0.5, y: -1.5 }, 1],
    ["two", undefined, at, { x: 4, y: 4 }, 2],
    ["one and a half", undefined, at, { x: 4, y: 4 }, 1.5],
    ["half", undefined, at, { x: 3.75, y: 4.25 }, 0.5],
    ["offset", grid(GridKind.SQUARE, { offsetX: 0.25, offsetY: -0.25 }), at, { x: 3.75, y: 4.25 }, 1],
    ["no grid", grid(none), at, at, 1],
    ["first hexagon", grid(pointed), { x: 0.4, y: 0.7 }, { x: 0.5, y: third }, 1],
    ["second row", grid(pointed), { x: 1.1, y: 1.3 }, { x: 1, y: third + row }, 1],
    ["row before", grid(pointed), { x: 1.1, y: -0.2 }, { x: 1, y: third - row }, 1],
    ["corner", grid(pointed), { x: 0.6, y: 1 }, { x: 0.5, y: 2 * third }, 2],
    ["first flat", grid(flat), { x: 0.7, y: 0.4 }, { x: third, y: 0.5 }, 1],
    ["second flat", grid(flat, { offsetX: 1 }), { x: 2.3, y: 1.1 }, { x: 1 + third + row, y: 1 }, 1],
  ])("%s", (_, rules, from, want, size) => expect(distance(snap(rules, from, size), want)).toBeLessThan(1e-9));

  test("what has settled stays", () => {
    for (let i = 0; i < 2_000; i++) {
      const rules = grid((i % 5) as GridKind, { offsetX: (i % 7) / 10, offsetY: (i % 11) / 20 });
      const size = (1 + (i % 12)) / 2;
      const settled = snap(rules, { x: (i * 0.377) % 40, y: (i * 0.713) % 30 }, size);
      expect(distance(snap(rules, { x: settled.x + 1e-4, y: settled.y - 1e-4 }, size), settled)).toBeLessThan(rules.kind === none ? 1e-3 : 1e-9);
    }
  });

  test("walls end on corners and half cells, on hexagons on corners and middles, without a grid on twentieths", () => {
    expect(snapCorner(grid(), { x: 2.3, y: 4.8 })).toEqual({ x: 2.5, y: 5 });
    expect(distance(snapCorner(grid(pointed), { x: 0.55, y: 0.05 }), { x: 0.5, y: 0 })).toBeLessThan(1e-9);
    expect(snapCorner(grid(none), { x: 1.234, y: 5.678 })).toEqual({ x: 1.25, y: 5.7 });
  });
});

describe("a step with the arrow keys", () => {
  test("goes to the next cell, diagonally too", () => {
    expect(step(grid(), { x: 2.5, y: 2.5 }, 1, 0, 1)).toEqual({ x: 3.5, y: 2.5 });
    expect(step(grid(), { x: 2.5, y: 2.5 }, -1, 1, 1)).toEqual({ x: 1.5, y: 3.5 });
    expect(step(grid(), { x: 3, y: 3 }, 0, -1, 2)).toEqual({ x: 3, y: 2 });
  });

  test("on hexagons always enters a neighbour, and up and down lead back", () => {
    for (const kind of [pointed, flat]) {
      const from = snap(grid(kind), { x: 5.2, y: 5.3 }, 1);
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, 1]] as const) {
        const to = step(grid(kind), from, dx, dy, 1);
        expect(distance(from, to)).toBeCloseTo(1, 6);
        const back = step(grid(kind), to, -dx, -dy, 1);
        expect(distance(from, back)).toBeLessThan(1e-6);
      }
    }
  });
});
