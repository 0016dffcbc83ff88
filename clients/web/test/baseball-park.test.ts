import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { display } from "../src/games/baseball/park/display";
import { bases, fenceAt, posts, scaleAt, seen } from "../src/games/baseball/park/ground";
import { Motion } from "../src/games/baseball/park/motion";
import { figureAt } from "../src/games/baseball/park/paint-players";
import { ballAt, ballOf, baseMs, moversOf, runnerAt, scenesOf } from "../src/games/baseball/park/scenes";
import { Hand, PlaySchema, ViewSchema } from "../src/games/baseball/proto";

const play = (init: MessageInitShape<typeof PlaySchema>) => create(PlaySchema, { number: 1, kind: "single", ...init });

describe("the ground", () => {
  test("what is further out is smaller and higher up", () => {
    expect(seen({ x: 0, y: 0 })).toEqual({ x: 0, y: -0 });
    expect(seen(bases[2]!).y).toBeLessThan(seen(bases[1]!).y);
    expect(scaleAt(40)).toBeLessThan(scaleAt(10));
  });

  test("bases are ninety feet apart, and the fence is 330 to 400 feet away", () => {
    for (let base = 0; base < 4; base++) expect(Math.hypot(bases[base + 1]!.x - bases[base]!.x, bases[base + 1]!.y - bases[base]!.y)).toBeCloseTo(9);
    for (const [turn, feet] of [[-1, 33], [0, 40], [1, 33]] as const) expect(Math.hypot(fenceAt(turn).x, fenceAt(turn).y)).toBeCloseTo(feet);
  });
});

describe("runners", () => {
  test("take every base on their way", () => {
    expect(moversOf([{ playerId: "a", from: 1, to: 4, out: false }])).toEqual([{ playerId: "a", way: [1, 2, 3, 4], out: false }]);
  });

  test("who goes on after an error goes on from where he was", () => {
    expect(moversOf([{ playerId: "a", from: 0, to: 1, out: false }, { playerId: "a", from: 0, to: 3, out: true }])).toEqual([{ playerId: "a", way: [0, 1, 2, 3], out: true }]);
  });

  test("are between the bases meanwhile, and stay where they came to", () => {
    const actor = { playerId: "a", way: [1, 2, 3], out: false };
    expect(runnerAt(actor, -50)).toEqual(bases[1]);
    expect(runnerAt(actor, baseMs / 2)).toMatchObject({ x: bases[1]!.x / 2 });
    expect(runnerAt(actor, baseMs)).toEqual(bases[2]);
    expect(runnerAt(actor, 9 * baseMs)).toEqual(bases[3]);
  });

  test("a walk takes 150 to 250 ms a base", () => {
    expect(baseMs).toBeGreaterThanOrEqual(150);
    expect(baseMs).toBeLessThanOrEqual(250);
  });
});

describe("scenes", () => {
  test("two plays in one step: the first begins with the bases as they were", () => {
    const steal = play({ number: 1, kind: "stolen_base", movements: [{ playerId: "a", from: 1, to: 2 }] });
    const single = play({ number: 2, fielder: 8, runs: 1, movements: [{ playerId: "a", from: 2, to: 4 }, { playerId: "b", from: 0, to: 1 }] });
    const [first, second] = scenesOf([steal, single], { 1: { playerId: "b" } });
    expect(first!.actors).toEqual([{ playerId: "a", way: [1, 2], out: false }]);
    expect(second!.actors).toEqual([{ playerId: "a", way: [2, 3, 4], out: false }, { playerId: "b", way: [0, 1], out: false }]);
    expect(second!.runs).toBe(1);
  });

  test("who stays is there; after the third out nobody of the next half is", () => {
    const walk = play({ kind: "walk", movements: [{ playerId: "b", from: 0, to: 1 }] });
    expect(scenesOf([walk], { 1: { playerId: "b" }, 3: { playerId: "c" } })[0]!.actors).toContainEqual({ playerId: "c", way: [3], out: false });
    const third = play({ kind: "ground_out", outs: 1, outsBefore: 2, movements: [{ playerId: "b", from: 0, to: 1, out: true }] });
    expect(scenesOf([third], { 2: { playerId: "z" } })[0]!.actors).toEqual([{ playerId: "b", way: [0, 1], out: true }]);
  });

  test("a grounder goes from the shortstop to first base, where the batter is out", () => {
    const legs = ballOf(play({ kind: "ground_out", fielder: 6, outs: 1, movements: [{ playerId: "b", from: 0, to: 1, out: true, hands: [6, 3] }] }));
    expect(legs.map(({ to }) => to)).toEqual([bases[0], posts[6], bases[1]]);
    for (const [i, leg] of legs.entries()) expect(leg.start).toBe(legs[i - 1]?.end ?? 0);
  });

  test("a home run leaves the park, a strike-out reaches the catcher", () => {
    const far = ballOf(play({ kind: "home_run" })).at(-1)!.to;
    expect(Math.hypot(far.x, far.y)).toBeGreaterThan(36);
    expect(ballOf(play({ kind: "strikeout", fielder: 2 })).map(({ to }) => to)).toEqual([posts[2]]);
  });

  test("the ball flies, and rests when all is over", () => {
    const legs = ballOf(play({ kind: "fly_out", fielder: 8 }));
    const hit = legs.at(-1)!;
    expect(ballAt(legs, (hit.start + hit.end) / 2)!.z).toBeGreaterThan(5);
    expect(ballAt(legs, hit.end)).toBeUndefined();
  });
});

describe("motion", () => {
  const scene = (number: number) => scenesOf([play({ number, kind: "walk", movements: [{ playerId: "b", from: 0, to: 1 }] })], {})[0]!;

  test("shows one scene after the other, and then nothing", () => {
    const motion = new Motion(() => false);
    motion.play([scene(1), scene(2)], 1000);
    expect(motion.scene(1000)).toMatchObject({ scene: { number: 1 }, ms: 0 });
    expect(motion.scene(1000 + scene(1).ms)?.scene.number).toBe(2);
    expect(motion.left(1000)).toBe(scene(1).ms + scene(2).ms);
    expect(motion.scene(1000 + motion.left(1000))).toBeUndefined();
  });

  test("of many plays at once the last are shown", () => {
    const motion = new Motion(() => false);
    motion.play([1, 2, 3, 4, 5, 6].map(scene), 0);
    expect(motion.scene(0)?.scene.number).toBe(4);
  });

  test("whoever wants no motion sees none", () => {
    const motion = new Motion(() => true);
    motion.play([scene(1)], 0);
    expect(motion.scene(0)).toBeUndefined();
    expect(motion.left(0)).toBe(0);
  });
});

describe("the field", () => {
  const order = [2, 3, 4, 5, 6, 7, 8, 9, 0].map((position, i) => ({ playerId: `a${i}`, position }));
  const cards = [...order.map(({ playerId }) => ({ id: playerId, name: `Player ${playerId}`, bats: playerId === "a1" ? Hand.BOTH : Hand.RIGHT, throws: Hand.RIGHT })), { id: "p0", name: "Starter", bats: Hand.RIGHT, throws: Hand.RIGHT }];
  const team = { order, pitcherId: "p0", cards, line: [0, 2], runs: 2 };
  const view = create(ViewSchema, {
    phase: 2, inning: 3, bottom: true, batterId: "a1", pitcherId: "p0", bases: { 2: { playerId: "a0" } },
    away: { ...team, name: "Visitors" }, home: { ...team, name: "Home" }, options: { innings: 9 },
  });

  test("nine in the field, the batter, and who is on base; both sides may have players of the same id", () => {
    const { figures } = display(view);
    expect(figures.filter((one) => !one.home).map((one) => one.id).toSorted()).toEqual(["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9"]);
    expect(figures.filter((one) => one.home).map((one) => [one.id, one.playerId])).toEqual([["r2", "a0"], ["b", "a1"]]);
  });

  test("who bats both ways faces a right-hander from the left", () => {
    expect(display(view).figures.find((one) => one.id === "b")!.x).toBeGreaterThan(0);
  });

  test("whoever points at a figure finds it", () => {
    const { figures } = display(view);
    const short = figures.find((one) => one.id === "f6")!;
    const at = seen(short);
    expect(figureAt(figures, at.x, at.y - 0.4)?.id).toBe("f6");
    expect(figureAt(figures, 30, 30)).toBeUndefined();
  });

  test("the scoreboard has the innings played, and who bats", () => {
    expect(display(view).board).toMatchObject([{ name: "Visitors", line: [0, 2], bats: false }, { name: "Home", runs: 2, bats: true }]);
  });
});
