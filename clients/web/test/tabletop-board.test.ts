/** The board without canvas: what is drawn, what is under the pointer, what a handle does. */
import { create } from "@bufbuild/protobuf";
import { describe, expect, test, vi } from "vitest";
import { changed } from "../src/games/tabletop/board/commands";
import { display } from "../src/games/tabletop/board/figures/display";
import { handlesOf } from "../src/games/tabletop/board/handles";
import { chosenIn, hits } from "../src/games/tabletop/board/hit";
import { Motion } from "../src/games/tabletop/board/motion";
import { along, bearing, gap, turned, within } from "../src/games/tabletop/board/plane";
import { outline, presets } from "../src/games/tabletop/board/shapes";
import { keepOn } from "../src/games/tabletop/board/stage";
import { aligned } from "../src/games/tabletop/board/tools/align";
import { laid } from "../src/games/tabletop/board/tools/place";
import { heroes, lookOf } from "../src/games/tabletop/display/flat";
import { inchOf } from "../src/games/tabletop/display/inch";
import { AreaShape, DisplaySchema, DoorState, DrawingShape, type Element, Gauge, GridKind, HappeningSchema, TableRole, type View, ViewSchema } from "../src/games/tabletop/proto";

const at = (x: number, y: number) => ({ x, y });

/** A small table of everything. */
function table(): View {
  return create(ViewSchema, {
    role: TableRole.PLAYER, sceneId: "s", width: 12, height: 8, grid: { kind: GridKind.SQUARE, feet: 5, snap: true },
    ownTokenIds: ["t1"], gauges: { t2: Gauge.BLOODIED }, caught: { a6: { tokenIds: ["t2"] } },
    trails: { t1: { points: [at(1.5, 2.5), at(2.5, 2.5)], feet: 5 } },
    initiative: { round: 1, turn: 0, combatants: [{ id: "c1", name: "Wren", tokenId: "t1" }] },
    elements: {
      m1: { id: "m1", kind: { case: "map", value: { assetId: "a", at: at(0, 0), width: 12, height: 8 } } },
      t1: { id: "t1", order: 2, kind: { case: "token", value: { name: "Wren", at: at(2.5, 2.5), size: 1, ownerIds: ["u1"], hp: 5, maxHp: 20, tempHp: 3, colour: "#336699", conditions: [{ id: "prone" }], nameShown: true } } },
      t2: { id: "t2", order: 1, kind: { case: "token", value: { at: at(3, 3), size: 2, aura: 10, elevation: 15, rotation: 90 } } },
      w3: { id: "w3", kind: { case: "wall", value: { points: [at(0, 5), at(6, 5)], transparent: true } } },
      d4: { id: "d4", kind: { case: "door", value: { from: at(6, 5), to: at(7, 5), secret: true } } },
      l5: { id: "l5", kind: { case: "light", value: { at: at(9.5, 1.5), glow: { bright: 20, dim: 40 }, off: true } } },
      a6: { id: "a6", kind: { case: "area", value: { shape: AreaShape.CONE, at: at(4, 4), size: 15, direction: 90, staged: true, label: "Flames" } } },
      z7: { id: "z7", kind: { case: "drawing", value: { shape: DrawingShape.RECTANGLE, points: [at(8, 6), at(10, 7)], ownerId: "u1" } } },
      p8: { id: "p8", kind: { case: "pin", value: { at: at(11, 4), title: "A well" } } },
    },
  });
}

test("the display list of a table of everything", async () => {
  const { maps, ...shown } = display(table(), "u1");
  expect(maps).toHaveLength(1);
  // Points are messages of their own: their type is no part of what is drawn.
  await expect(`${JSON.stringify(shown, (key, value: unknown) => (key === "$typeName" ? undefined : typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value), 1)}\n`).toMatchFileSnapshot("golden/tabletop.json");
});

describe("what is under the pointer", () => {
  const shown = display(table());

  test("the uppermost thing, figures before the ground", () => {
    expect(hits(shown, at(2.6, 2.6), 0.1).map((one) => one.id)).toEqual(["t1", "t2", "m1"]);
    expect(hits(shown, at(3.6, 3.6), 0.1)[0]?.id).toBe("t2");
    expect(hits(shown, at(6.5, 5.05), 0.1)[0]).toEqual({ id: "d4", kind: "door" });
    expect(hits(shown, at(3, 5.05), 0.1)[0]).toEqual({ id: "w3", kind: "wall" });
    expect(hits(shown, at(6, 4.2), 0.1)[0]?.id).toBe("a6");
    expect(hits(shown, at(8, 6.5), 0.1)[0]?.id).toBe("z7");
    expect(hits(shown, at(9, 6.5), 0.1)[0]?.id).toBe("m1");
    expect(hits(shown, at(11.1, 4.1), 0.1)[0]?.id).toBe("p8");
  });

  test("nothing beyond the table, and no locked picture", () => {
    expect(hits(shown, at(-3, -3), 0.1)[0]).toBeUndefined();
    const view = table();
    view.elements.m1!.locked = true;
    expect(hits(display(view), at(11, 7), 0.1)[0]).toBeUndefined();
  });

  test("a box chooses what lies in it", () => {
    expect(chosenIn(shown, { x: 2, y: 2, width: 2, height: 2 })).toEqual(["t2", "t1", "a6"]);
    expect(chosenIn(shown, { x: 0, y: 4.5, width: 6.2, height: 1 })).toEqual(["w3"]);
  });
});

describe("areas", () => {
  const cells = (area: Parameters<typeof outline>[0]) => {
    let n = 0;
    const corners = outline(area, undefined);
    for (let y = -12; y < 12; y++) for (let x = -12; x < 12; x++) n += within(at(x + 0.5, y + 0.5 + 1e-7), corners) ? 1 : 0;
    return n;
  };
  // How many cells the server counts as covered (its package measure).
  test.each([
    ["circle of 20 feet", { shape: AreaShape.CIRCLE, size: 20, width: 0, direction: 0 }, 52],
    ["circle of 10 feet", { shape: AreaShape.CIRCLE, size: 10, width: 0, direction: 0 }, 12],
    ["cone of 15 feet, upwards", { shape: AreaShape.CONE, size: 15.1, width: 0, direction: 0 }, 4],
    ["line of 30 feet, 10 feet wide", { shape: AreaShape.LINE, size: 30, width: 10, direction: 180 }, 12],
    ["square of 20 feet", { shape: AreaShape.SQUARE, size: 20, width: 0, direction: 0 }, 16],
    ["cube of 15 feet, downwards", { shape: AreaShape.CUBE, size: 15, width: 0, direction: 180, at: { x: 0.5, y: 0 } }, 9],
  ])("%s", (_, area, want) => expect(cells(area)).toBe(want));

  test("a cone is as wide as it is long, and looks where it is turned", () => {
    const [tip, left, right] = outline({ shape: AreaShape.CONE, at: at(4, 4), size: 15, width: 0, direction: 90 }, undefined);
    expect(tip).toMatchObject(at(4, 4));
    expect(left!.x).toBeCloseTo(7, 9);
    expect(Math.abs(right!.y - left!.y)).toBeCloseTo(3, 9);
  });

  test("presets have names of their own and sizes the server takes", () => {
    expect(new Set(presets.map((one) => one.name)).size).toBe(presets.length);
    for (const { size, colour } of presets) expect(size >= 5 && size <= 1000 && /^#[0-9a-f]{6}$/.test(colour)).toBe(true);
  });
});

describe("handles", () => {
  const of = (id: string) => table().elements[id]!;
  const value = (element: Element) => element.kind.value as never as Record<string, number>;

  test("a figure is pulled to whole sizes and turned by steps of 15°", () => {
    const [size, turn] = handlesOf(of("t1"), undefined);
    expect(value(size!.pull(at(3.4, 3.4))).size).toBe(2);
    expect(value(size!.pull(at(2.6, 2.6))).size).toBe(0.5);
    expect(value(turn!.pull(at(9, 2.6))).rotation).toBe(90);
  });

  test("an area is pulled to fives of feet", () => {
    const [tip] = handlesOf(of("a6"), undefined);
    const pulled = value(tip!.pull(at(4, 8.1)));
    expect([pulled.size, pulled.direction]).toEqual([20, 180]);
  });

  test("a picture keeps its proportions and its corner", () => {
    const [corner] = handlesOf(of("m1"), undefined);
    expect(value(corner!.pull(at(24, 3)))).toMatchObject({ width: 24, height: 16 });
  });

  test("the element itself stays as it was", () => {
    const element = of("w3");
    const [first] = handlesOf(element, { kind: GridKind.SQUARE, offsetX: 0, offsetY: 0, feet: 5, measure: 1, snap: true });
    const pulled = first!.pull(at(1.2, 4.1));
    expect(pulled.kind.case === "wall" && pulled.kind.value.points[0]).toMatchObject(at(1, 4));
    expect(element.kind.case === "wall" && element.kind.value.points[0]).toMatchObject(at(0, 5));
  });
});

describe("putting down", () => {
  const easel = { view: table() };
  test("the first draft settles under the pointer, the others keep their distance", () => {
    const [a, b] = laid(easel, [{ kind: { case: "token", value: { name: "A" } } }, { kind: { case: "token", value: { name: "B", at: at(2, 0), size: 1 } } }], at(5.2, 5.9));
    expect(a!.kind.value).toMatchObject({ at: at(5.5, 5.5), size: 1 });
    expect(b!.kind.value).toMatchObject({ at: at(7.5, 5.5) });
  });

  test("a picture's corner settles", () => {
    const [map] = laid(easel, [{ kind: { case: "map", value: { assetId: "a", width: 7, height: 5 } } }], at(5.1, 4.1));
    expect(map!.kind.value).toMatchObject({ at: at(1.5, 1.5) });
  });

  test("aligning makes the clicked box as many cells as said, on the grid", () => {
    const moved = aligned({ at: { $typeName: "playhouse.tabletop.v1.Point", x: 1, y: 1 }, width: 20, height: 10 }, { offsetX: 0, offsetY: 0 }, at(3.2, 3.2), at(4, 4), 1);
    expect(moved.width).toBeCloseTo(25, 9);
    expect(moved.height).toBeCloseTo(12.5, 9);
    // The clicked corner was 2.2 cells from the picture's: now 2.75, and on a corner of the grid.
    expect(moved.at.x + 2.75).toBeCloseTo(3, 9);
  });
});

describe("the camera", () => {
  const bounds = { x: 0, y: 0, width: 40, height: 30 };
  const screen = { width: 800, height: 600 };
  test("cannot lose the table", () => {
    const far = keepOn({ x: 900, y: -900, scale: 50 }, bounds, screen);
    expect(far.x + 800 / 50 / 2).toBeLessThanOrEqual(40 + 16 / 3 + 1e-9);
    expect(far.y - 600 / 50 / 2).toBeGreaterThanOrEqual(-4 - 1e-9);
    expect(keepOn({ x: 20, y: 15, scale: 50 }, bounds, screen)).toEqual({ x: 20, y: 15, scale: 50 });
  });
});

describe("motion", () => {
  const drawn = () => undefined;
  const after = (x: number, y: number) => {
    const view = table();
    view.elements.t1 = changed(view.elements.t1!, ({ kind }) => kind.case === "token" && Object.assign(kind.value.at!, at(x, y)));
    return view;
  };

  test("a figure glides along its way and comes to rest", () => {
    const motion = new Motion();
    const happening = create(HappeningSchema, { elementId: "t1", way: [at(2.5, 2.5), at(2.5, 6.5), at(6.5, 6.5)] });
    motion.take(table(), after(6.5, 6.5), [happening], drawn, 1_000);
    expect(motion.at("t1", at(6.5, 6.5), 1_125)).toMatchObject({ x: 2.5, y: 6.5 });
    expect(motion.at("t1", at(6.5, 6.5), 1_260)).toEqual(at(6.5, 6.5));
    expect(motion.moving).toBe(false);
  });

  test("who asked for calm sees no motion", () => {
    vi.spyOn(window, "matchMedia").mockReturnValue({ matches: true } as MediaQueryList);
    const motion = new Motion();
    motion.take(table(), after(6.5, 6.5), [], drawn, 0);
    expect(motion.moving).toBe(false);
    vi.restoreAllMocks();
  });
});

test("points and lines", () => {
  expect([bearing(at(0, 0), at(0, -1)), bearing(at(0, 0), at(1, 0)), bearing(at(0, 0), at(-1, 0))]).toEqual([0, 90, 270]);
  expect(turned(at(1, 0), at(0, 0), 90).y).toBeCloseTo(1, 9);
  expect(gap(at(5, 3), at(0, 0), at(4, 0))).toBeCloseTo(Math.hypot(1, 3), 9);
  expect(along([at(0, 0), at(2, 0), at(2, 2)], 0.75)).toEqual(at(2, 1));
});

test("an inch of a screen: 24 inches across with 1920 by 1080 of its own pixels, two to one of the page's", () => {
  expect(inchOf(24, 1920, 1080, 2)).toBeCloseTo(45.9, 1);
  expect(inchOf(0, 1920, 1080, 1)).toBe(0);
});

test("the flat screen follows figures that belong to somebody, and is dimmed as it is told", () => {
  expect(heroes(table())).toMatchObject([at(2.5, 2.5)]);
  expect(lookOf(create(DisplaySchema, { brightness: 0.4 }))).toBe("brightness(0.4)");
  expect(lookOf(create(DisplaySchema, { night: true }))).toContain("sepia");
  expect(lookOf(create(DisplaySchema, {}))).toBeUndefined();
});

test("a door that does not say how it stands is closed", () => {
  expect(display(table()).doors[0]!.state).toBe(DoorState.CLOSED);
});
