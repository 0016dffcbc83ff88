/** League pages: what they work out by themselves. */
import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { bounds, courseOf, daysOf, seriesOf, today } from "../src/games/baseball/league/course";
import { draftOf, led, moved, nineOf, startersOf } from "../src/games/baseball/league/draft";
import { clubsOf, nothing, sizeOf, take } from "../src/games/baseball/league/files";
import { share } from "../src/games/baseball/league/leaders";
import { namesMost, teamNames } from "../src/games/baseball/league/names";
import { battingColumns, behind, earned, figure, hundredths, innings, onBase, ops, pitchingColumns, pressed, rate, signed, slugging, sorted, standingColumns, whip } from "../src/games/baseball/league/numbers";
import { CardSchema, PlayerStatisticsSchema, ScheduledGameSchema, SimulateSeasonResponseSchema, StandingSchema } from "../src/games/baseball/league/proto";
import { ahead, pathOf } from "../src/games/baseball/league/race";
import { after, type Run } from "../src/games/baseball/league/run";

describe("figures", () => {
  test.each([[0.305, ".305"], [1, "1.000"], [0, ".000"], [0.9996, "1.000"], [1.234, "1.234"], [undefined, "–"], [Number.NaN, "–"]])("the rate %s is %s", (value, text) => expect(rate(value)).toBe(text));
  test.each([[0, "–"], [1, "1"], [0.5, "½"], [12.5, "12½"], [30, "30"]])("%s games behind are %s", (games, text) => expect(behind(games)).toBe(text));
  test.each([[0, "0.0"], [1, "0.1"], [300, "100.0"], [302, "100.2"]])("%s outs are %s innings", (outs, text) => expect(innings(outs)).toBe(text));
  test("differences have their sign", () => expect([3, 0, -12].map(signed)).toEqual(["+3", "0", "−12"]));

  test("averages are those of the rule book", () => {
    const { batting, pitching } = create(PlayerStatisticsSchema, {
      batting: { pa: 600, ab: 500, h: 150, doubles: 30, triples: 5, hr: 20, bb: 80, hbp: 10, sf: 10 }, pitching: { outs: 600, er: 80, bb: 50, h: 170 },
    });
    expect(onBase(batting!)).toBeCloseTo(240 / 600, 10);
    expect(slugging(batting!)).toBeCloseTo((95 + 60 + 15 + 80) / 500, 10);
    expect(ops(batting!)).toBeCloseTo(0.9, 10);
    expect(hundredths(earned(pitching!))).toBe("3.60");
    expect(hundredths(whip(pitching!))).toBe("1.10");
    expect(hundredths(earned(create(PlayerStatisticsSchema, { pitching: { er: 3 } }).pitching!))).toBe("–");
  });

  test.each([["avg", 0.3333, ".333"], ["era", 2.5, "2.50"], ["ip", 200 + 1 / 3, "200.1"], ["hr", 41, "41"], ["ops", 1.0041, "1.004"]])("a leader's %s of %s is %s", (name, value, text) => expect(figure(name, value)).toBe(text));
  test("the longest bar is the best's, and nobody divides by nothing", () => {
    expect(share(20, [{ value: 40 }, { value: 20 }])).toBe(0.5);
    expect(share(0, [{ value: 0 }])).toBe(0);
  });
});

describe("tables", () => {
  const player = (name: string, ab: number, h: number) => create(PlayerStatisticsSchema, { name, playerId: name, batting: { ab, h } });
  const avg = battingColumns.find(({ key }) => key === "avg")!;

  test("are sorted either way; who has no figure comes last in both", () => {
    const rows = [player("nobody", 0, 0), player("low", 10, 2), player("high", 10, 4), player("also low", 20, 4)];
    expect(sorted(rows, avg, true).map((row) => row.name)).toEqual(["high", "low", "also low", "nobody"]);
    expect(sorted(rows, avg, false).map((row) => row.name)).toEqual(["low", "also low", "high", "nobody"]);
    expect(rows[0]!.name).toBe("nobody");
  });
  test("show the best first, and turn round at a second press", () => {
    const era = pitchingColumns.find(({ key }) => key === "era")!;
    expect(pressed({ key: "hr", descending: true }, era)).toEqual({ key: "era", descending: false });
    expect(pressed({ key: "hr", descending: true }, avg)).toEqual({ key: "avg", descending: true });
    expect(pressed({ key: "avg", descending: true }, avg)).toEqual({ key: "avg", descending: false });
  });
  test("a losing streak is below a winning one", () => {
    const streak = standingColumns.find(({ key }) => key === "streak")!;
    const rows = ["L3", "W2", "", "W10", "L1"].map((streak) => create(StandingSchema, { streak }));
    expect(sorted(rows, streak, true).map((row) => row.streak)).toEqual(["W10", "W2", "", "L1", "L3"]);
  });
});

const game = (day: number, home: string, away: string, score?: [home: number, away: number], playoffs = false) =>
  create(ScheduledGameSchema, { id: `${day}${home}${away}`, day, homeTeamId: home, awayTeamId: away, played: score !== undefined, homeRuns: score?.[0], awayRuns: score?.[1], playoffs });

describe("the course of a season", () => {
  const games = [game(1, "a", "b", [3, 2]), game(2, "a", "b", [1, 2]), game(2, "c", "d", [9, 0]), game(3, "b", "c", [0, 4]), game(4, "a", "d"), game(5, "a", "c", [5, 1], true), game(6, "c", "a", [5, 1], true)];
  const lines = courseOf(games, ["a", "b", "c", "d"]);

  test("is games over .500 after each day, playoffs apart", () => {
    expect(lines.map((line) => line.over)).toEqual([[0, 1, 0, 0], [0, -1, 0, -1], [0, 0, 1, 2], [0, 0, -1, -1]]);
    expect(bounds(lines)).toEqual([-1, 2]);
    expect(bounds([])).toEqual([-1, 1]);
  });
  test("is drawn from the left to the right, the best above", () => {
    expect(pathOf(lines[2]!, [-1, 2])).toBe("M0.0 173.3L240.0 173.3L480.0 86.7L720.0 0.0");
    expect(ahead(lines, 3, (id) => id.toUpperCase(), 2)).toBe("C +2, A 0");
  });
  test("series of the playoffs are counted whoever is at home", () => expect(seriesOf(games)).toEqual([{ teamIds: ["a", "c"], wins: [1, 1] }]));
  test("days are those on which somebody plays; today is the first that is not over", () => {
    expect(daysOf(games, "d").map(({ day }) => day)).toEqual([2, 4]);
    expect(today(daysOf(games))).toBe(4);
    expect(today(daysOf(games, "b"))).toBe(3);
    expect(today([])).toBe(1);
  });
});

test("a run keeps the last standings that it was told", () => {
  const run: Run = { state: "running", played: 0, games: 0, most: 0, gamesPerSecond: 0, standings: [create(StandingSchema, { teamId: "a" })] };
  const next = after(run, create(SimulateSeasonResponseSchema, { played: 64, games: 486, gamesPerSecond: 900 }));
  expect(next).toMatchObject({ state: "running", played: 64, games: 486, standings: [{ teamId: "a" }] });
  expect(after(next, create(SimulateSeasonResponseSchema, { played: 486, games: 486, done: true, standings: [{ teamId: "b" }] }))).toMatchObject({ state: "done", standings: [{ teamId: "b" }] });
});

describe("line-ups", () => {
  const card = (id: string, ...positions: number[]) => create(CardSchema, { id, name: id, gloves: positions.map((position) => ({ position, range: 3 })) });
  const arm = (id: string, enduranceStarting: number) => create(CardSchema, { id, name: id, gloves: [{ position: 1, range: 3 }], kind: { case: "rated", value: { scoutingData: { enduranceStarting } } } });
  // Only c can catch, though he is the best first baseman; only x can play third.
  const cards = [card("c", 2, 3), card("d", 3), card("e", 4, 6), card("f", 6), card("x", 5, 4), card("l", 7, 8, 9), card("m", 8, 7), card("n", 9, 7), card("bench", 7), arm("p", 20), arm("q", 25)];

  test("a draft fills all positions, and lets the ninth bat for the pitcher or the pitcher himself", () => {
    for (const hitter of [true, false]) {
      const nine = draftOf(cards, hitter)!;
      expect(nine.order.map(({ position }) => position).toSorted((a, b) => a - b)).toEqual(hitter ? [0, 2, 3, 4, 5, 6, 7, 8, 9] : [1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(new Set(nine.order.map(({ playerId }) => playerId)).size).toBe(9);
      expect(nine.pitcherId).toBe("q");
      for (const { playerId, position } of nine.order) expect(position === 0 || cards.find(({ id }) => id === playerId)!.gloves.some((glove) => glove.position === position)).toBe(true);
    }
  });
  test("without a catcher there is no draft", () => expect(draftOf(cards.slice(1), true)).toBeUndefined());
  test("a team's own is read with the first of its starters", () => {
    expect(nineOf({ order: [], rotation: ["p"] }, cards)).toBeUndefined();
    const order = draftOf(cards, true)!.order.map((place) => ({ ...place, $typeName: "playhouse.baseball.v1.Slot" as const }));
    expect(nineOf({ order, rotation: ["p"] } as never, cards)!.pitcherId).toBe("p");
    expect(nineOf({ order, rotation: [] } as never, cards)!.pitcherId).toBe("q");
    expect(startersOf(cards).map(({ id }) => id)).toEqual(["q", "p"]);
  });
  test("a rotation is led by whom one chooses, and nobody is in it twice", () => {
    expect(led(["a", "b", "c"], "c")).toEqual(["c", "b", "a"]);
    expect(led(["a", "b"], "z")).toEqual(["z", "b"]);
    expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a"], 0, -1)).toEqual(["a"]);
  });
});

describe("tables of a season", () => {
  test("are known by their names; a zip replaces them", () => {
    const file = (name: string) => new File(["four"], name);
    const some = take(nothing, [file("Batting.csv"), file("PITCHING.CSV"), file("readme.txt")]);
    expect([Object.keys(some.tables), some.unknown, sizeOf(some)]).toEqual([["batting", "pitching"], ["readme.txt"], 8]);
    expect(Object.keys(take(some, [file("people.csv")]).tables)).toEqual(["batting", "pitching", "people"]);
    const zip = take(some, [file("lahman.zip"), file("Teams.csv")]);
    expect([zip.zip?.name, zip.tables, zip.unknown]).toEqual(["lahman.zip", {}, ["Teams.csv"]]);
  });
  test("name the teams of a year", () => {
    const csv = '\uFEFFyearID,lgID,teamID,G,name\r\n1927,AL,NYA,155,"Yorkers, ""New"""\r\n1928,AL,BOS,154,Bostons\r\n';
    expect(clubsOf(csv, 1927)).toEqual([{ code: "NYA", name: 'Yorkers, "New"' }]);
    expect(clubsOf("nothing of the kind", 1927)).toEqual([]);
  });
});

test("made-up teams have names of their own", () => {
  for (const seed of [0, 7, 999]) expect(new Set(teamNames(namesMost, seed)).size).toBe(namesMost);
  expect(teamNames(6)).toHaveLength(6);
});
