import { existsSync, readFileSync } from "node:fs";
import { type DescMessage, fromJson, type JsonValue, type MessageShape, toJson } from "@bufbuild/protobuf";
import { StructSchema } from "@bufbuild/protobuf/wkt";
import { describe, expect, test } from "vitest";
import { ViewSchema } from "../src/gen/playhouse/labyrinth/v1/view_pb.js";
import { RoomSchema } from "../src/gen/playhouse/session/v1/room_pb.js";
import { apply } from "../src/delta.js";
import { parsePath } from "../src/path.js";

interface Vector {
  name: string;
  type: string;
  base: JsonValue;
  next: JsonValue;
  patch: JsonValue;
  changed: string[];
}

// The server's package delta is tested with the very same file.
const file = new URL("../../../server/delta/testdata/vectors.json", import.meta.url);
const vectors = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Vector[]) : [];
const types: Record<string, DescMessage> = Object.fromEntries([StructSchema, ViewSchema, RoomSchema].map((type) => [type.typeName, type]));

describe("the vectors shared with the server", () => {
  test("are there", () => expect(vectors.length).toBeGreaterThan(0));

  for (const vector of vectors) {
    test(vector.name, () => {
      const schema = types[vector.type];
      if (!schema) throw new Error(`no schema for ${vector.type}: add it to types`);
      const base = fromJson(schema, vector.base);
      const next = apply(schema, base, fromJson(schema, vector.patch), vector.changed);
      expect(toJson(schema, next)).toEqual(toJson(schema, fromJson(schema, vector.next)));
      expect(toJson(schema, base), "the base must stay as it was").toEqual(toJson(schema, fromJson(schema, vector.base)));
    });
  }
});

describe("apply", () => {
  const view = (json: JsonValue): MessageShape<typeof ViewSchema> => fromJson(ViewSchema, json);

  test("shares what no path touches", () => {
    const base = view({ tiles: { 1: { x: 1 } }, figures: { p1: { id: "p1", health: 9 } }, turn: 1 });
    const next = apply(ViewSchema, base, view({ figures: { p1: { health: 7 } } }), ['figures["p1"].health']);
    expect(next.tiles).toBe(base.tiles);
    expect(next.figures).not.toBe(base.figures);
    expect(next.figures.p1).toMatchObject({ id: "p1", health: 7 });
  });

  test.each(["nothing", "turn.more", "turn[1]", 'figures["p1"', "figures[p1]", "", ".turn", "turn.", "turn+"])("refuses the path %j", (path) => {
    expect(() => apply(ViewSchema, view({}), view({}), [path])).toThrow();
  });
});

describe("parsePath", () => {
  test.each([
    ["turn", [{ field: "turn" }], false],
    ["options.hybrid", [{ field: "options" }, { field: "hybrid" }], false],
    ["tiles[17]", [{ field: "tiles", key: "17" }], false],
    ['figures["a\\"]b.c"].cell.x', [{ field: "figures", key: 'a"]b.c' }, { field: "cell" }, { field: "x" }], false],
    ["log+", [{ field: "log" }], true],
    ["seen[true]", [{ field: "seen", key: "true" }], false],
  ] as const)("%s", (text, segments, append) => {
    expect(parsePath(text)).toEqual({ segments, append });
  });
});
