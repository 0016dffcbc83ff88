/** Arena's pure parts: frames into columns, walls as forms, rules in sources, and plots. */
import { create, equals } from "@bufbuild/protobuf";
import { Text } from "@codemirror/state";
import { DiagnosticSchema, Severity } from "@playhouse/client/gen/playhouse/arena/v1/behavior_pb";
import { FrameSchema } from "@playhouse/client/gen/playhouse/arena/v1/frame_pb";
import { TeamMetricsSchema, WallSchema } from "@playhouse/client/gen/playhouse/arena/v1/world_pb";
import { describe, expect, test } from "vitest";
import { rangeOf } from "../src/games/arena/behaviors/codemirror";
import { linesOfRule } from "../src/games/arena/behaviors/rules";
import { wishOf } from "../src/games/arena/configs/parameters";
import { nextSpeed } from "../src/games/arena/deeds";
import { bandOf } from "../src/games/arena/trials/shareplot";
import { thinned } from "../src/games/arena/trials/stream";
import { WallBook } from "../src/games/arena/walls";
import { Crowd, turned } from "../src/games/arena/world/crowd";
import { linesOf, remember } from "../src/games/arena/world/record";
import { farFrom, polygonOf, wallAt, wallOf } from "../src/games/arena/world/shapes";
import { attack } from "./fake/arena/behaviors";
import { worldOf } from "./fake/arena/services";
import { Swarm } from "./fake/arena/swarm";
import { fakeHouse } from "./fake/transport";

const area = { width: 655.35, height: 655.35 };

/** one packs an agent: a hundredth of a unit is a step. */
function frameOf(tick: number, key: boolean, agents: { id: number; x: number; y: number; team?: number; heading?: number }[], gone: number[] = []) {
  const varints = (ids: number[]) => Uint8Array.from(ids.flatMap((id, i) => varint(id - (ids[i - 1] ?? 0))));
  const positions = new Uint8Array(agents.length * 4);
  const view = new DataView(positions.buffer);
  agents.forEach(({ x, y }, i) => {
    view.setUint16(i * 4, x * 100, true);
    view.setUint16(i * 4 + 2, y * 100, true);
  });
  return create(FrameSchema, {
    tick, run: 1, key, ids: varints(agents.map((one) => one.id)), positions, headings: Uint8Array.from(agents.map((one) => one.heading ?? 0)),
    health: new Uint8Array(agents.length).fill(255), states: Uint8Array.from(agents.map((one) => (one.team ?? 1) - 1)), gone: varints(gone),
  });
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

describe("the crowd", () => {
  test("a key frame says all, a difference who changed and who is gone", () => {
    const crowd = new Crowd();
    crowd.take(frameOf(0, true, [{ id: 1, x: 10, y: 20 }, { id: 300, x: 30, y: 40, team: 8 }, { id: 70_000, x: 50, y: 60 }]), area, 0);
    expect([...crowd.ids.subarray(0, crowd.count)]).toEqual([1, 300, 70_000]);
    expect(crowd.x[300]).toBeCloseTo(30, 3);
    expect(crowd.teamOf(300)).toBe(8);
    crowd.take(frameOf(3, false, [{ id: 300, x: 31, y: 40, team: 8 }], [1, 70_000]), area, 100);
    expect([...crowd.ids.subarray(0, crowd.count)]).toEqual([300]);
    expect(crowd.has(1)).toBe(false);
    crowd.take(frameOf(6, true, [{ id: 2, x: 1, y: 1 }]), area, 200);
    expect([...crowd.ids.subarray(0, crowd.count)]).toEqual([2]);
  });

  test("between two frames everybody glides on from where they are shown", () => {
    const crowd = new Crowd();
    crowd.take(frameOf(0, true, [{ id: 1, x: 100, y: 100 }]), area, 1000);
    crowd.take(frameOf(3, false, [{ id: 1, x: 110, y: 100 }]), area, 1100);
    const shown = (now: number) => crowd.fromX[1]! + (crowd.x[1]! - crowd.fromX[1]!) * crowd.part(now);
    expect(shown(1100)).toBeCloseTo(100, 3);
    const half = shown(1150);
    expect(half).toBeGreaterThan(102);
    expect(half).toBeLessThan(109);
    // A frame that comes early makes nobody jump.
    crowd.take(frameOf(6, false, [{ id: 1, x: 120, y: 100 }]), area, 1150);
    expect(shown(1150)).toBeCloseTo(half, 3);
    expect(crowd.settled(1150)).toBe(false);
    expect(crowd.settled(2000)).toBe(true);
    expect(shown(2000)).toBeCloseTo(120, 3);
  });

  test("another run, a step back and who comes back at its base jump instead of gliding", () => {
    const crowd = new Crowd();
    const wide = { width: 6553.5, height: 6553.5 };
    crowd.take(frameOf(10, true, [{ id: 1, x: 100, y: 100 }]), wide, 0);
    crowd.take(frameOf(13, false, [{ id: 1, x: 600, y: 100 }]), wide, 100);
    expect(crowd.fromX[1]).toBeCloseTo(6000, 0);
    crowd.take(frameOf(5, true, [{ id: 1, x: 605, y: 100 }]), wide, 200);
    expect(crowd.fromX[1]).toBeCloseTo(6050, 0);
  });

  test("headings turn the shorter way", () => {
    expect(turned(250, 6, 0.5)).toBe(256);
    expect(turned(6, 250, 0.5)).toBe(0);
    expect(turned(0, 64, 0.25)).toBe(16);
  });

  test("five thousand agents are read as they were packed", () => {
    const swarm = new Swarm({ agents: 5000, teams: 2, width: 2400, height: 1500 });
    const crowd = new Crowd();
    crowd.take(swarm.frame(true), { width: 2400, height: 1500 }, 0);
    swarm.step(3);
    crowd.take(swarm.frame(false), { width: 2400, height: 1500 }, 100);
    expect(crowd.count).toBe(5000);
    for (const i of [0, 2500, 4999]) expect(Math.abs(crowd.x[i + 1]! - swarm.x[i]!)).toBeLessThan(0.05);
  });
});

describe("walls", () => {
  const box = wallOf("box", { x: 30, y: 40 }, { x: 10, y: 20 })!;
  const circle = wallOf("circle", { x: 100, y: 100 }, { x: 110, y: 100 })!;

  test("a stroke makes a form, a slip of the hand none", () => {
    expect(box.shape.value).toMatchObject({ least: { x: 10, y: 20 }, most: { x: 30, y: 40 } });
    expect(wallOf("segment", { x: 1, y: 1 }, { x: 1.5, y: 1 })).toBeUndefined();
    expect(wallOf("box", { x: 1, y: 1 }, { x: 20, y: 1.2 })).toBeUndefined();
    expect(polygonOf([{ x: 0, y: 0 }, { x: 1, y: 0 }])).toBeUndefined();
  });

  test("the wall under a place is found, also a little beside it", () => {
    const polygon = polygonOf([{ x: 200, y: 200 }, { x: 240, y: 200 }, { x: 200, y: 240 }])!;
    const segment = wallOf("segment", { x: 0, y: 300 }, { x: 100, y: 300 })!;
    expect(farFrom(box, { x: 20, y: 30 })).toBe(0);
    expect(farFrom(box, { x: 33, y: 44 })).toBe(5);
    expect(farFrom(circle, { x: 100, y: 115 })).toBe(5);
    expect(farFrom(segment, { x: 50, y: 304 })).toBe(4);
    expect(farFrom(polygon, { x: 210, y: 210 })).toBe(0);
    expect(farFrom(polygon, { x: 196, y: 220 })).toBe(4);
    expect(wallAt([box, circle], { x: 100, y: 112 }, 3)).toBe(circle);
    expect(wallAt([box, circle], { x: 300, y: 300 }, 3)).toBeUndefined();
  });

  test("own changes are taken back in inverse order, whatever numbers the server gives", async () => {
    const id = "00000000-0000-7000-8000-a00000000100";
    const world = worldOf(fakeHouse, id);
    const book = new WallBook(async (order) => Boolean(await order({ sessionId: id, commandId: "" }, {})), () => world.view.walls);
    const forms = () => world.view.walls.map((one) => one.shape.case);
    const before = forms();
    await book.build(box);
    await book.build(circle);
    expect(forms()).toEqual([...before, "box", "circle"]);
    // Torn down by its number; what comes back has another one, and is still found.
    const built = world.view.walls.find((one) => equals(WallSchema, { ...one, id: 0 }, box))!;
    await book.remove(built);
    expect(forms()).toEqual([...before, "circle"]);
    await book.undo();
    expect(forms()).toEqual([...before, "circle", "box"]);
    expect(world.view.walls.at(-1)!.id).not.toBe(built.id);
    await book.undo();
    await book.undo();
    expect(forms()).toEqual(before);
    expect(book.undoable).toBe(false);
    expect(await book.undo()).toBe(false);
  });

  test("a change that was refused is none", async () => {
    const book = new WallBook(() => Promise.resolve(false), () => []);
    expect(await book.build(box)).toBe(false);
    expect(book.undoable).toBe(false);
  });
});

describe("sources", () => {
  test("a rule is found by its number, with what belongs to it", () => {
    expect(linesOfRule(attack.source, 1)).toEqual([2, 4]);
    expect(linesOfRule(attack.source, 2)).toEqual([5, 6]);
    expect(linesOfRule(attack.source, 3)).toBeUndefined();
    expect(linesOfRule("def decide(self, world):\n    return action()", 1)).toBeUndefined();
    expect(linesOfRule("# why\nrules:\n- when: ready\n  do:\n    wander: 1\n\n# rest\n- do: {wander: 1}\n", 1)).toEqual([3, 5]);
  });

  test("diagnostics are underlined by characters, not by halves of them", () => {
    const doc = Text.of(["rules:", "  - when: 😀 helth > 1"]);
    const at = (column: number, length: number) => rangeOf(doc, create(DiagnosticSchema, { line: 2, column, length, message: "m", severity: Severity.ERROR }));
    const { from, to } = at(13, 5);
    expect(doc.sliceString(from, to)).toBe("helth");
    // Without a column it is the line; beyond the end it is the last line.
    expect(doc.sliceString(at(0, 0).from, at(0, 0).to)).toBe("  - when: 😀 helth > 1");
    expect(rangeOf(doc, create(DiagnosticSchema, { line: 99, column: 1, length: 2 })).to).toBeLessThanOrEqual(doc.length);
  });
});

describe("figures", () => {
  const moment = (run: number, tick: number, alive: number) => ({ run, tick, teams: [create(TeamMetricsSchema, { team: 1, alive })] });

  test("a record is of one run, and forgets what lies ahead", () => {
    let record = remember([], moment(1, 30, 5));
    record = remember(record, moment(1, 60, 4));
    expect(linesOf(record, "alive", 2)).toEqual([[5, 4], [0, 0]]);
    expect(remember(record, moment(1, 45, 9)).map((one) => one.tick)).toEqual([30, 45]);
    expect(remember(record, moment(2, 30, 5))).toHaveLength(1);
  });

  test("an experiment's interval is an area between its ends", () => {
    expect(bandOf([{ played: 0, share: 0.5, shareLow: 0, shareHigh: 1 }, { played: 10, share: 0.6, shareLow: 0.5, shareHigh: 0.75 }], 10)).toBe("M0.0 0.0L480.0 40.0L480.0 80.0L0.0 160.0Z");
    const many = Array.from({ length: 500 }, (_, i) => i);
    expect(thinned(many).at(-1)).toBe(499);
    expect(thinned(many).length).toBeLessThan(260);
  });

  test("speeds go up and down to their ends", () => {
    expect([nextSpeed(1, 1), nextSpeed(1, -1), nextSpeed(8, 1), nextSpeed(0.25, -1)]).toEqual([2, 0.5, undefined, undefined]);
    expect(wishOf(undefined)).toEqual({});
  });
});
