import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { joined } from "../src/games/baseball/listing";
import { partsOf } from "../src/games/baseball/chances";
import { adviceOf, decisionOf, defaultsOf, inWords, optionAt, waitingFor } from "../src/games/baseball/choices";
import { inningsOf } from "../src/games/baseball/panels/box";
import { halvesOf } from "../src/games/baseball/panels/plays";
import { CardSchema, ChancesSchema, DecisionSchema, PlaySchema, ViewSchema } from "../src/games/baseball/proto";
import { changesOf, exchanged, hasHitter, newIn, type Nine, pitchersFor, playersFor, positionsFor, type Rules, withHitter, withPitcher, withPlayer, withPosition } from "../src/games/baseball/nine";
import { requestOf, usual } from "../src/games/baseball/wish";
import { pathOf } from "../src/games/baseball/winplot";

const decision = create(DecisionSchema, {
  id: "7", seat: 1, kind: "defence",
  choices: [
    { id: "infield", name: "Infield", defaultOptionId: "back", options: [{ id: "back", name: "Back", advice: 900_000 }, { id: "in", name: "In", advice: 100_000 }] },
    { id: "pitching", name: "Pitching", defaultOptionId: "pitch", options: [{ id: "pitch", name: "Pitch to him" }, { id: "around", name: "Pitch around him" }] },
  ],
});

describe("decisions", () => {
  test("the defaults name one option of each group", () => {
    expect(defaultsOf(decision)).toEqual({ infield: "back", pitching: "pitch" });
    expect(inWords(decision, { infield: "in", pitching: "around" })).toBe("Infield: In · Pitching: Pitch around him");
  });

  test("whoever watches has none, and a seat has its own", () => {
    const view = create(ViewSchema, { decisions: [decision, { id: "7", seat: 2, kind: "offence", decided: true }] });
    expect(decisionOf(view, 0)).toBeUndefined();
    expect(decisionOf(view, 2)?.kind).toBe("offence");
    expect(waitingFor(view)).toEqual([1]);
  });

  test("advice is the likeliest option, and none where nothing was weighed", () => {
    expect(adviceOf(decision.choices[0]!)).toMatchObject({ option: { id: "back" }, likely: 0.9 });
    expect(adviceOf(decision.choices[1]!)).toBeUndefined();
  });

  test("digits count options from 1; others choose nothing", () => {
    expect(optionAt(decision.choices[0], "2")?.id).toBe("in");
    for (const key of ["0", "3", "g", "Enter"]) expect(optionAt(decision.choices[0], key)).toBeUndefined();
  });
});

const positions: Record<string, number[]> = { c: [2], f: [3], s: [4, 6], t: [5], k: [6, 4], l: [7, 8, 9], m: [8, 7], r: [9], d: [], p: [1], q: [1], x: [2], y: [7, 9] };
const cards = Object.entries(positions).map(([id, list]) => create(CardSchema, { id, name: id.toUpperCase(), gloves: list.map((position) => ({ position, range: 3 })) }));
const nine: Nine = { pitcherId: "p", order: [["c", 2], ["f", 3], ["s", 4], ["t", 5], ["k", 6], ["l", 7], ["m", 8], ["r", 9], ["d", 0]].map(([playerId, position]) => ({ playerId: playerId as string, position: position as number })) };
const rated: Rules = { cards, free: ["q", "x", "y"], rated: true };

describe("a line-up being written", () => {
  test("a slot is offered to those on the bench who can play there, and to nobody else", () => {
    expect(playersFor(nine, rated, 0)).toEqual(["c", "x"]);
    expect(playersFor(nine, rated, 5)).toEqual(["l", "y"]);
    expect(playersFor(nine, rated, 8)).toEqual(["d", "q", "x", "y"]);
  });

  test("at bat anybody may hit for another", () => {
    expect(playersFor(nine, { ...rated, rated: false }, 0)).toEqual(["c", "q", "x", "y"]);
  });

  test("two change positions only where both can play", () => {
    expect(positionsFor(nine, rated, 2)).toEqual([4, 6]);
    expect(positionsFor(nine, rated, 5)).toEqual([7, 8]);
    expect(positionsFor(nine, rated, 0)).toEqual([2]);
    const swapped = withPosition(nine, 2, 6);
    expect([swapped.order[2], swapped.order[4]]).toEqual([{ playerId: "s", position: 6 }, { playerId: "k", position: 4 }]);
  });

  test("the pitcher bats where the designated hitter did, and back", () => {
    const alone = withHitter(nine, rated, false);
    expect(hasHitter(alone)).toBe(false);
    expect(alone.order[8]).toEqual({ playerId: "p", position: 1 });
    expect(withHitter(alone, { ...rated, free: ["d", ...rated.free] }, true)).toEqual(nine);
  });

  test("changes are what differs, all at once", () => {
    expect(changesOf(nine, nine)).toEqual([]);
    expect(changesOf(nine, withPitcher(withPlayer(nine, 0, "x"), "q"))).toEqual([{ slot: 1, playerId: "x", position: 2 }, { slot: 0, playerId: "q", position: 1 }]);
  });

  test("a double switch: a reliever bats in the slot of another who comes in", () => {
    const was = withHitter(nine, rated, false);
    const brought = withPlayer(withPitcher(was, "q"), 7, "y");
    expect(newIn(brought, was)).toEqual([7, 8]);
    const switched = exchanged(brought, 7, 8);
    expect(changesOf(was, switched)).toEqual([{ slot: 8, playerId: "q", position: 1 }, { slot: 9, playerId: "y", position: 9 }]);
    expect(pitchersFor(was, rated)).toEqual(["p", "q"]);
  });
});

describe("figures", () => {
  test("a card's groups sum to its 108", () => {
    const chances = create(ChancesSchema, { strikeout: 25, walk: 9, hitByPitch: 1, single: 15, double: 5, homeRun: 4, groundA: 20, flyB: 24, checks: [0, 0, 0, 3, 0, 2, 0, 0, 0] });
    const sum = Object.values(partsOf(chances)).reduce((all, one) => all + one, 0);
    expect(sum).toBe(108);
    expect(partsOf(chances)).toMatchObject({ hit: 20, hr: 4, walk: 10, so: 25, check: 5 });
  });

  test("outs as innings", () => {
    expect([0, 2, 3, 7, 27].map(inningsOf)).toEqual(["0.0", "0.2", "1.0", "2.1", "9.0"]);
  });

  test("plays are told half by half, the latest first", () => {
    const plays = [[1, 1, false], [2, 1, false], [3, 1, true], [4, 2, false]].map(([number, inning, bottom]) => create(PlaySchema, { number: number as number, inning: inning as number, bottom: bottom as boolean }));
    expect(halvesOf(plays).map((half) => half.plays.map((play) => play.number))).toEqual([[4], [3], [1, 2]]);
  });

  test("plays that come while others are read are told once, and never with a gap", () => {
    const play = (number: number) => create(PlaySchema, { number });
    expect(joined([play(1), play(2)], [play(2), play(3), play(5)]).map((one) => one.number)).toEqual([1, 2, 3]);
  });

  test("the plot begins at even odds", () => {
    expect(pathOf([])).toBe("M0.0 60.0");
    expect(pathOf([1, 0])).toBe("M0.0 60.0L160.0 0.0L320.0 120.0");
  });

  test("a game without a clock asks for no seconds", () => {
    expect(requestOf({ ...usual, decisionSeconds: 30 }).decisionSeconds).toBe(0);
    expect(requestOf({ ...usual, pace: 1, decisionSeconds: 30, title: " Final " })).toMatchObject({ decisionSeconds: 30, title: "Final" });
    expect(requestOf(usual)).not.toHaveProperty("against");
  });
});
