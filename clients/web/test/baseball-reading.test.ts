/** Printed cards, names where there is little room, and what a view leaves out. */
import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { inFull } from "../src/games/baseball/cards";
import { groupsOf, open, readings } from "../src/games/baseball/choices";
import { readingOf } from "../src/games/baseball/panels/reading";
import { isWeb } from "../src/games/baseball/picture";
import { BaseRunnerSchema, CardSchema, DecisionSchema, ListCardsResponseSchema } from "../src/games/baseball/proto";
import { shortOf } from "../src/games/baseball/sides";

const dice = (...values: number[]) => values.map((value) => ({ value }));

describe("a printed card", () => {
  test("is the batter's in columns 1 to 3, the pitcher's in 4 to 6", () => {
    expect(readingOf(dice(3, 5, 4, 17))).toEqual({ column: 3, batter: true, row: 9, split: 17 });
    expect(readingOf(dice(4, 1, 1, 20))).toMatchObject({ batter: false, row: 2 });
    expect(readingOf([])).toBeUndefined();
  });

  test("is read part by part; nothing that is offered is lost, and the default comes last", () => {
    const ids = [...readings.flatMap(([, part]) => part), "strikeout", "draw"];
    const groups = groupsOf(create(DecisionSchema, { kind: "result", choices: [{ id: "result", defaultOptionId: "draw", options: ids.map((id) => ({ id })) }] }));
    expect(groups.map(({ part }) => part)).toEqual(["hits", "base", "ground", "air", "check", "rest"]);
    expect(groups.flatMap(({ options }) => options.map(({ id }) => id)).toSorted()).toEqual(ids.toSorted());
    expect(groups.at(-1)!.options.map(({ id }) => id)).toEqual(["strikeout", "draw"]);
    expect(groups.every(({ id, options }) => id === "result" && options.length <= 9)).toBe(true);
  });

  test("leads to the web and nowhere else", () => {
    expect(["https://a.example/1.png", "HTTP://a.example"].every(isWeb)).toBe(true);
    expect(["javascript:alert(1)", "data:text/html,x", "/etc", "ftp://a.example"].some(isWeb)).toBe(false);
  });
});

test("other decisions keep their groups", () => {
  const choices = [{ id: "swing", name: "At bat" }, { id: "steal", name: "Steal" }];
  expect(groupsOf(create(DecisionSchema, { kind: "offence", choices })).map(({ id, part }) => [id, part])).toEqual([["swing", ""], ["steal", ""]]);
});

test("only groups with something to choose are asked about", () => {
  const three = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const choices = [{ id: "infield", options: three }, { id: "steal", options: three.slice(0, 1) }, { id: "hold", options: three.slice(0, 2) }];
  const groups = groupsOf(create(DecisionSchema, { kind: "defence", choices }));
  expect(open(groups, {}).map(({ id }) => id)).toEqual(["infield"]);
  expect(open(groups, { 2: create(BaseRunnerSchema) }).map(({ id }) => id)).toEqual(["infield", "hold"]);
  const printed = groupsOf(create(DecisionSchema, { kind: "result", choices: [{ id: "result", options: [{ id: "draw" }] }] }));
  expect(open(printed, {})).toEqual(printed);
});

test("a card is shown as the view has it until the whole one is read", () => {
  const glance = create(CardSchema, { id: "a", name: "Ann" });
  const whole = create(CardSchema, { id: "a", name: "Ann", bats: 2 });
  expect(inFull(glance, undefined, "home")).toBe(glance);
  expect(inFull(glance, create(ListCardsResponseSchema, { home: [whole], away: [] }), "home")?.bats).toBe(2);
  expect(inFull(glance, create(ListCardsResponseSchema, { home: [whole], away: [] }), "away")).toBe(glance);
});

test("long names are shortened to what tells the sides apart", () => {
  expect(shortOf({ name: "Anchor Bay Gulls" }, { name: "Elm Park Robins" })).toBe("Gulls");
  expect(shortOf({ name: "Anchor Bay Gulls" }, { name: "Elm Park Gulls" })).toBe("Anchor Bay");
  expect(shortOf({ name: "Metropolitans" }, { name: "Old Metropolitans" })).toBe("Metropolitans");
  expect(shortOf({ name: "Mudville 9" }, { name: "Home" })).toBe("Mudville 9");
  expect(shortOf({ name: "Sixty-Six Street No. 9" }, { name: "Home" })).toBe("Sixty-Six Street No. 9");
});
