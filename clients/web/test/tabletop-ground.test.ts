/** The ground: what was explored, which tiles are wanted, and when they are fetched again. */
import { create } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { changed, decode, has, runsOf } from "../src/games/tabletop/board/ground/explored";
import type { GroundPainter } from "../src/games/tabletop/board/ground/painter";
import { TileStore } from "../src/games/tabletop/board/ground/store";
import { cornersOf, type Info, levelFor, tilesOf } from "../src/games/tabletop/board/ground/tiles";
import { ElementSchema, type MapPlacement } from "../src/games/tabletop/proto";

describe("explored ground", () => {
  const runs = (...bytes: number[]) => new Uint8Array(bytes);

  test("runs are unseen, then seen, over the ends of rows", () => {
    const map = decode({ columns: 4, rows: 3, runs: runs(2, 4, 1, 1) });
    expect([...map.bits].map((bit) => (bit ? 1 : 0))).toEqual([0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0]);
    expect([has(map, 1.2, 0.1), has(map, 0.2, 0.1), has(map, 0.6, 0.6), has(map, 9, 9)]).toEqual([true, false, true, false]);
  });

  test("long runs are varints of several bytes", () => {
    const map = decode({ columns: 100, rows: 10, runs: runs(0xac, 0x02, 0xc8, 0x01) });
    expect(map.bits.indexOf(255)).toBe(300);
    expect(map.bits.lastIndexOf(255)).toBe(499);
  });

  test("runs that are too long end with the ground", () => {
    expect(decode({ columns: 2, rows: 2, runs: runs(1, 0xff, 0x7f) }).bits).toEqual(new Uint8Array([0, 255, 255, 255]));
    expect(decode({ columns: 0, rows: 0, runs: runs() }).bits).toHaveLength(0);
  });

  test("the box around what came to it", () => {
    const before = decode({ columns: 8, rows: 8, runs: runs(0, 2) });
    const after = decode({ columns: 8, rows: 8, runs: runs(0, 3, 17, 2) });
    expect(changed(before, after)).toEqual({ x: 1, y: 0, width: 2, height: 1.5 });
    expect(changed(after, decode({ columns: 8, rows: 8, runs: runs(0, 3, 17, 2) }))).toBeUndefined();
    expect(changed(undefined, after)).toEqual({ x: 0, y: 0, width: 4, height: 4 });
    expect(runsOf(after)).toEqual([{ x: 0, y: 0, width: 1.5, height: 0.5 }, { x: 2, y: 1, width: 1, height: 0.5 }]);
  });
});

const info: Info = { width: 5_000, height: 3_000, tile: 512, levels: 5, tint: "#806040" };
const element = create(ElementSchema, { id: "m1", kind: { case: "map", value: { assetId: "a", at: { x: 10, y: 20 }, width: 50, height: 30 } } });
const map = element.kind.value as MapPlacement;

describe("tiles", () => {
  test("the level has about as many pixels to a cell as the screen", () => {
    // 100 pixels to a cell in the picture; a level less halves them.
    expect([200, 100, 62, 50, 26, 12, 6, 0.5].map((pixels) => levelFor(info, 50, pixels))).toEqual([4, 4, 3, 3, 2, 1, 0, 0]);
  });

  test("only what is in sight, the nearest to the middle first", () => {
    const found = tilesOf(info, map, 4, { x: 30, y: 32, width: 12, height: 6 });
    expect(found[0]).toMatchObject({ column: 5, row: 2 });
    const far = found.map(({ box }) => Math.hypot(box.x + box.width / 2 - 36, box.y + box.height / 2 - 35));
    expect(far).toEqual(far.toSorted((a, b) => a - b));
    expect(found.every(({ column, row }) => column >= 3 && column <= 6 && row >= 2 && row <= 3)).toBe(true);
    expect(tilesOf(info, map, 4, { x: 100, y: 100, width: 5, height: 5 })).toEqual([]);
    expect(tilesOf(info, map, 0, { x: 0, y: 0, width: 100, height: 100 })).toHaveLength(1);
  });

  test("all tiles together are the picture, also when it is turned", () => {
    const all = tilesOf(info, { ...map, rotation: 30 }, 3, { x: -100, y: -100, width: 400, height: 400 });
    expect(all).toHaveLength(5 * 3);
    expect(all.reduce((sum, { part }) => sum + part.width * part.height, 0)).toBeCloseTo(1, 9);
    const turned = cornersOf({ ...map, rotation: 90 }, { x: 0, y: 0, width: 1, height: 1 });
    expect(turned[0]!.x).toBeCloseTo(50, 9);
    expect(turned[0]!.y).toBeCloseTo(10, 9);
  });
});

describe("the store of tiles", () => {
  const seen = { x: 10, y: 20, width: 50, height: 30 };
  let asked: { path: string; etag: string | null }[] = [];
  let open: (() => void)[] = [];
  let version = 1;
  let textures = 0;
  let deleted = 0;
  let empty = false;
  const painter: GroundPainter = { name: "2d", keep: (_, held) => held ?? { n: ++textures }, free: () => deleted++, draw: () => false };
  const settle = () => vi.waitFor(() => expect(open).toHaveLength(0));
  const release = async () => {
    while (open.length > 0) {
      open.shift()!();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };

  beforeEach(() => {
    [asked, open, version, textures, deleted, empty] = [[], [], 1, 0, 0, false];
    vi.stubGlobal("createImageBitmap", async () => ({ width: 512, height: 512, close: () => {} }));
    vi.stubGlobal("fetch", (path: string, { headers }: { headers: Record<string, string> }) => new Promise((resolve) => {
      asked.push({ path, etag: headers["If-None-Match"] ?? null });
      if (/ground\/m1(\?|$)/.test(path)) return resolve(Response.json(info));
      open.push(() => resolve(empty ? new Response(null, { status: 204, headers: { "Playhouse-Version": String(version), ETag: '"none"' } }) : new Response("", { headers: { "Playhouse-Version": String(version), ETag: `"${version}"` } })));
    }));
  });
  afterEach(() => vi.unstubAllGlobals());

  const opened = async (budget?: number) => {
    const store = new TileStore("s", false, painter, () => {}, budget);
    store.show([element], true, 1);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    asked = [];
    return store;
  };

  test("four at a time, the nearest first, and drawn once they are there", async () => {
    const store = await opened();
    expect(store.pictures(seen, 50)).toEqual([]);
    await vi.waitFor(() => expect(open).toHaveLength(4));
    expect(asked[0]!.path).toBe("/tables/s/ground/m1/0/0/0");
    await release();
    await settle();
    // Level 3 of five: 5 by 3 tiles, and the whole picture once.
    expect(asked).toHaveLength(16);
    expect(store.pictures(seen, 50)).toHaveLength(16);
    expect(asked).toHaveLength(16);
  });

  test("what has come into sight is asked for again, with its tag; the old picture stays", async () => {
    const store = await opened();
    store.pictures({ x: 10, y: 20, width: 1, height: 1 }, 6);
    await vi.waitFor(() => expect(open).toHaveLength(1));
    await release();
    await vi.waitFor(() => expect(store.pictures({ x: 10, y: 20, width: 1, height: 1 }, 6)).toHaveLength(1));
    store.stale({ x: 500, y: 500, width: 1, height: 1 }, 2);
    store.pictures(seen, 6);
    expect(asked).toHaveLength(1);
    store.stale({ x: 20, y: 25, width: 1, height: 1 }, 2);
    version = 2;
    expect(store.pictures(seen, 6)).toHaveLength(1);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]).toEqual({ path: "/tables/s/ground/m1/0/0/0", etag: '"1"' });
    await release();
    await new Promise((resolve) => setTimeout(resolve, 5));
    store.pictures(seen, 6);
    expect(asked).toHaveLength(2);
    expect(textures).toBe(1);
  });

  test("what may not be seen is answered with nothing, and asked for again when that may have changed", async () => {
    const store = await opened();
    const look = () => store.pictures({ x: 10, y: 20, width: 1, height: 1 }, 6);
    empty = true;
    look();
    await vi.waitFor(() => expect(open).toHaveLength(1));
    await release();
    expect(look()).toEqual([]);
    expect(asked).toHaveLength(1);
    store.stale(seen, 2);
    [version, empty] = [2, false];
    look();
    await vi.waitFor(() => expect(open).toHaveLength(1));
    await release();
    expect(look()).toHaveLength(1);
    store.stale(seen, 3);
    [version, empty] = [3, true];
    look();
    await vi.waitFor(() => expect(open).toHaveLength(1));
    await release();
    expect(look()).toEqual([]);
    expect(deleted).toBe(1);
  });

  test("memory is bounded: what was not looked at for longest goes", async () => {
    const store = await opened(6 * 512 * 512 * 4);
    for (const x of [10, 25, 40, 55]) {
      store.pictures({ x, y: 20, width: 5, height: 12 }, 100);
      await new Promise((resolve) => setTimeout(resolve, 2));
      await release();
    }
    expect(deleted).toBeGreaterThan(0);
    expect(textures - deleted).toBeLessThanOrEqual(8);
  });

  test("the flat screen asks as such", async () => {
    const store = new TileStore("s", true, painter, () => {});
    store.show([element], true, 1);
    await vi.waitFor(() => expect(asked[0]?.path).toBe("/tables/s/ground/m1?display=1"));
    store.destroy();
  });
});
