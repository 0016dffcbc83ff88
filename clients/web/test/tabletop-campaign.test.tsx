/** Campaign pages and panels: what they work out by themselves. */
import { create } from "@bufbuild/protobuf";
import { render } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { formatOf } from "../src/games/tabletop/campaign/formats";
import { fighterOf, modifierOf, withFoe } from "../src/games/tabletop/campaign/foes";
import { gaugeOf } from "../src/games/tabletop/campaign/encounter";
import { pairsIn, pairsOf, traitsIn, traitsOf } from "../src/games/tabletop/campaign/creature-words";
import { listOf } from "../src/games/tabletop/campaign/asset";
import { joined, listFrom, listIn } from "../src/games/tabletop/campaign/tavern-list";
import { tokenOf } from "../src/games/tabletop/campaign/setup";
import { type Line, type Part, kindOf, sendParts } from "../src/games/tabletop/campaign/upload";
import { Markdown } from "../src/games/tabletop/markdown";
import { moved } from "../src/games/tabletop/panels/fight";
import { changed } from "../src/games/tabletop/panels/channel";
import { draftOfAsset, draftOfCreature, nameIn } from "../src/games/tabletop/panels/drafts";
import { measure, narrowed, nextAsk } from "../src/games/tabletop/panels/clock";
import { corrected, faded, heard, orderOf, stepped } from "../src/games/tabletop/panels/position";
import { notationOf, readSaid } from "../src/games/tabletop/panels/said";
import { doors, type Plan, walls } from "../src/games/tabletop/plan";
import { AssetKind, AssetSchema, ChannelSchema, CreatureSchema, DoorState, Format, RollVisibility, TavernOptionSchema } from "../src/games/tabletop/proto";

const html = (text: string) => render(<Markdown text={text} />).container.firstElementChild!.innerHTML;

describe("markdown", () => {
  test("headings, emphasis, lists, quotes, code and rules", () => {
    expect(html("# The inn\nA **bell** and *smoke*.\nStill here.")).toBe("<h3>The inn</h3><p>A <strong>bell</strong> and <em>smoke</em>.\nStill here.</p>");
    expect(html("- one\n- two\n  more\n\n1. first\n2) second")).toBe("<ul><li>one</li><li>two\nmore</li></ul><ol><li>first</li><li>second</li></ol>");
    expect(html("> said\n> she\n\n---\n`x < y`")).toBe("<blockquote><p>said\nshe</p></blockquote><hr><p><code>x &lt; y</code></p>");
    expect(html("```\n**no**\n```\nafter")).toBe("<pre>**no**</pre><p>after</p>");
    expect(html("snake_case_word and _this_ and **bold *and* more**")).toContain("snake_case_word and <em>this</em>");
  });

  test.each([
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,<script>)",
    "[x](//evil.example/x)", "[x](/\\evil.example)", "![x](https://evil.example/pixel.png)", "[x](vbscript:x)", "**<b onclick=x>**", "[<img src=x>](https://ok.example)",
    "[x](https://ok.example\"onmouseover=\"alert(1))",
  ])("makes no markup of %s", (text) => {
    const { container } = render(<Markdown text={text} />);
    expect(container.querySelector("script, img, b, iframe, [onclick], [onerror], [onmouseover]")).toBeNull();
    for (const link of container.querySelectorAll("a")) expect(link.getAttribute("href")).toMatch(/^https:\/\//);
  });

  test("a link leads out without telling where one came from", () => {
    expect(html("[the *map*](https://a.example/b?c=d)")).toBe('<p><a href="https://a.example/b?c=d" rel="noopener noreferrer nofollow" target="_blank">the <em>map</em></a></p>');
  });

  test("stays quick and shallow with what is meant to hurt", () => {
    const began = performance.now();
    html("*".repeat(20_000));
    html("> ".repeat(5_000) + "deep");
    html("[".repeat(10_000));
    html(`${"**a ".repeat(5_000)}`);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe("uploads", () => {
  /** FakeLine keeps what was put, and does as the script says: a status, or a broken line. */
  function fakeLine(file: Blob, script: (number | "cut" | "lost answer")[]) {
    const state = { safe: 0, ranges: [] as string[], waits: [] as number[] };
    const line: Line = {
      put: async ({ body, range }: Part) => {
        const what = script.shift() ?? 200;
        state.ranges.push(range);
        const from = Number(/bytes (\d+)-/.exec(range)![1]);
        expect(from, "parts follow one another").toBe(state.safe);
        if (what === "cut") throw new Error("cut");
        if (typeof what === "number" && what >= 300) return { status: what, text: "no room left" };
        state.safe = from + body.size;
        if (what === "lost answer") throw new Error("the answer was lost");
        return { status: 200, text: "" };
      },
      received: async () => state.safe,
      wait: async (tries) => void state.waits.push(tries),
    };
    const sent: number[] = [];
    const run = (received = 0, signal = new AbortController().signal) => sendParts(file, { url: "/u", partSize: 8, received }, line, { onProgress: (bytes) => sent.push(bytes), signal });
    return { state, run, sent };
  }
  const file = new Blob(["0123456789abcdefghij"]);

  test("go in parts, the last one shorter", async () => {
    const { run, state, sent } = fakeLine(file, []);
    await run();
    expect(state.ranges).toEqual(["bytes 0-7/20", "bytes 8-15/20", "bytes 16-19/20"]);
    expect(sent.at(-1)).toBe(20);
  });

  test("go on where the line broke, also when only the answer was lost", async () => {
    const { run, state } = fakeLine(file, [200, "lost answer", "cut", 503]);
    await run();
    expect(state.safe).toBe(20);
    expect(state.ranges).toEqual(["bytes 0-7/20", "bytes 8-15/20", "bytes 16-19/20", "bytes 16-19/20", "bytes 16-19/20"]);
    expect(state.waits).toEqual([1, 1, 2]);
  });

  test("begin where an earlier try ended", async () => {
    const { run, state } = fakeLine(file, []);
    state.safe = 16;
    await run(16);
    expect(state.ranges).toEqual(["bytes 16-19/20"]);
  });

  test("say what the server refuses, at once", async () => {
    const { run, state } = fakeLine(file, [413]);
    await expect(run()).rejects.toThrow("no room left");
    expect(state.waits).toEqual([]);
  });

  test("are left to the person when the line stays broken", async () => {
    const { run, state } = fakeLine(file, Array.from({ length: 20 }, () => "cut" as const));
    await expect(run()).rejects.toThrow(/what was sent is kept/);
    expect(state.waits).toHaveLength(6);
  });

  test("stop when they are told to", async () => {
    const stop = new AbortController();
    const { run, state } = fakeLine(file, []);
    stop.abort();
    await expect(run(0, stop.signal)).rejects.toThrow();
    expect(state.ranges).toEqual([]);
  });

  test("become what their bytes can be", () => {
    expect(kindOf({ name: "Rain.OGG", type: "" }, AssetKind.MAP)).toBe(AssetKind.AUDIO);
    expect(kindOf({ name: "x", type: "audio/wav" }, AssetKind.MAP)).toBe(AssetKind.AUDIO);
    expect(kindOf({ name: "map.webp", type: "image/webp" }, AssetKind.IMAGE)).toBe(AssetKind.IMAGE);
  });
});

describe("audio", () => {
  const millis = (id: string) => ({ a: 1_000, b: 2_000, c: 3_000 })[id] ?? 0;
  const channel = (change: object) => create(ChannelSchema, { id: "music", assetIds: ["a", "b", "c"], playing: true, startedAt: { seconds: 100n, nanos: 500_000_000 }, volume: 1, ...change });
  const start = 100_500;

  test("a late joiner begins in the middle", () => {
    expect(heard(channel({}), start + 300, millis)).toMatchObject({ assetId: "a", track: 0, ms: 300 });
    expect(heard(channel({}), start + 1_500, millis)).toMatchObject({ assetId: "b", ms: 500 });
    expect(heard(channel({ track: 2, startMs: 100 }), start + 200, millis)).toMatchObject({ assetId: "c", ms: 300 });
  });

  test("falls silent after the last track, or goes round", () => {
    expect(heard(channel({}), start + 6_000, millis)).toBeUndefined();
    expect(heard(channel({ loop: true }), start + 6_000 * 1_000 + 1_200, millis)).toMatchObject({ assetId: "b", ms: 200 });
    expect(heard(channel({ loop: true, track: 1 }), start + 2_000 + 3_000 + 400, millis)).toMatchObject({ assetId: "a", ms: 400 });
    expect(heard(channel({ assetIds: [] }), start, millis)).toBeUndefined();
  });

  test("stands still while it pauses, and never before its beginning", () => {
    expect(heard(channel({ playing: false, startMs: 700 }), start + 99_000, millis)).toMatchObject({ assetId: "a", ms: 700, playing: false });
    expect(heard(channel({ startMs: 50 }), start - 4_000, millis)).toMatchObject({ ms: 50 });
  });

  test("a track of unknown length goes on", () => {
    expect(heard(channel({ assetIds: ["?"], loop: true }), start + 90_000, millis)).toMatchObject({ ms: 90_000 });
  });

  test("shuffles alike for everybody, each track once", () => {
    const assetIds = Array.from({ length: 20 }, (_, i) => String(i));
    const order = orderOf({ assetIds, shuffle: true, seed: 7 });
    expect(orderOf({ assetIds, shuffle: true, seed: 7 })).toEqual(order);
    expect(order.toSorted((a, b) => a - b)).toEqual(assetIds.map(Number));
    expect(order).not.toEqual(orderOf({ assetIds, shuffle: true, seed: 8 }));
    const next = stepped({ assetIds, shuffle: true, seed: 7 }, order[3]!, 1);
    expect(next).toBe(order[4]);
    expect(stepped({ assetIds, shuffle: true, seed: 7 }, order[0]!, -1)).toBe(order.at(-1));
  });

  test("a change goes on from where it sounds", () => {
    const next = changed(channel({}), { volume: 0.4, fadeMs: 900 }, start + 1_250, millis);
    expect(next).toMatchObject({ track: 1, startMs: 250, playing: true, volume: 0.4, fadeMs: 900 });
    expect(changed(channel({}), { playing: false }, start + 1_250, millis)).toMatchObject({ track: 1, startMs: 250, playing: false });
    expect(changed(channel({}), { track: 2, startMs: 0 }, start + 1_250, millis)).toMatchObject({ track: 2, startMs: 0, playing: true });
  });

  test("fades, and corrects only what can be heard", () => {
    expect(faded(1, 0, { elapsed: 500, ms: 1_000 })).toBe(0.5);
    expect(faded(1, 0, { elapsed: 5_000, ms: 1_000 })).toBe(0);
    expect(faded(0.2, 0.9, { elapsed: 0, ms: 0 })).toBe(0.9);
    expect(corrected(40, 1)).toEqual({ seek: false, rate: 1 });
    expect(corrected(900, 1)).toEqual({ seek: true });
    const ahead = corrected(80, 1) as { rate: number };
    expect(ahead.rate).toBeLessThan(1);
    expect((corrected(-80, 1) as { rate: number }).rate).toBeGreaterThan(1);
    // Once it is being corrected it goes on until nothing is left.
    expect((corrected(30, 0.96) as { rate: number }).rate).toBeLessThan(1);
    expect(corrected(10, 0.96)).toEqual({ seek: false, rate: 1 });
  });
});

describe("the server's clock", () => {
  test.each([[0, 4], [1_234, 10], [-7_777, 30], [499, 60], [86_400_000, 20]])("is found %d ms ahead, over a line of %d ms", async (ahead, trip) => {
    let now = 1_700_000_000_123;
    const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
    const questions = vi.fn<() => Promise<number>>(async () => {
      now += trip / 2;
      const date = Math.floor((now + ahead) / 1_000) * 1_000;
      now += trip / 2;
      return date;
    });
    const first = vi.fn<(known: { least: number; most: number }) => void>();
    const found = await measure(questions, first, clock);
    const { least, most } = first.mock.calls[0]![0];
    expect(most - least, "the first answer tells it to a second").toBeLessThanOrEqual(1_000 + trip);
    expect(least <= ahead && ahead <= most).toBe(true);
    expect(Math.abs(found - ahead)).toBeLessThan(24 + trip);
    expect(questions.mock.calls.length).toBeLessThanOrEqual(9);
  });

  test("is this one's when nothing says otherwise", async () => {
    expect(await measure(async () => Number.NaN)).toBe(0);
  });

  test("narrows with every answer, and begins anew when a clock was set", () => {
    const first = narrowed({ least: -Infinity, most: Infinity }, { date: 5_000, asked: 100, here: 120 });
    expect(first).toEqual({ least: 4_880, most: 5_900 });
    expect(narrowed(first, { date: 60_000, asked: 200, here: 220 })).toEqual({ least: 59_780, most: 60_800 });
    expect(nextAsk({ least: 0, most: 1_000 }, 10_000, 0)).toBe(500);
  });
});

describe("what is typed", () => {
  const people = [{ userId: "1", name: "Ann" }, { userId: "2", name: "Ann Marie" }, { userId: "3", name: "Bram" }];
  test.each([
    ["hello", { kind: "say", text: "hello" }],
    ["  ", { kind: "empty" }],
    ["//path", { kind: "say", text: "/path" }],
    ["/me bows", { kind: "say", text: "bows", emote: true }],
    ["/w Ann Marie meet me", { kind: "say", text: "meet me", to: ["2"] }],
    ["/w Ann meet me", { kind: "say", text: "meet me", to: ["1"] }],
    ["/w \"Ann Marie\" psst", { kind: "say", text: "psst", to: ["2"] }],
    ["/W bR psst", { kind: "say", text: "psst", to: ["3"] }],
    ["/w Zoe psst", { kind: "nobody", name: "Zoe" }],
    ["/w An psst", { kind: "nobody", name: "An" }],
    ["/w", { kind: "nobody", name: "" }],
    ["/w Bram", { kind: "empty" }],
    ["/r 2d6+3", { kind: "roll", notation: "2d6+3", label: "", visibility: RollVisibility.PUBLIC }],
    ["/gr d20 + 5 # a # b", { kind: "roll", notation: "d20 + 5", label: "a # b", visibility: RollVisibility.GM }],
    ["/br 1d20", { kind: "roll", notation: "1d20", label: "", visibility: RollVisibility.BLIND }],
    ["/sr 1d20", { kind: "roll", notation: "1d20", label: "", visibility: RollVisibility.SELF }],
    ["/r", { kind: "empty" }],
    ["/dance", { kind: "unknown", command: "/dance" }],
  ])("%s", (line, said) => expect(readSaid(line, people)).toEqual(said));

  test("a throw is written as the server reads it", () => {
    expect(notationOf({ count: 3, faces: 6, modifier: 2, advantage: 0 })).toBe("3d6+2");
    expect(notationOf({ count: 1, faces: 20, modifier: -1, advantage: 1 })).toBe("2d20kh1-1");
    expect(notationOf({ count: 9, faces: 20, modifier: 0, advantage: -1 })).toBe("2d20kl1");
  });
});

describe("creatures", () => {
  const hound = create(CreatureSchema, { id: "hound", name: "Hound", dexterity: 15, initiativeBonus: 1, hitDice: "3d8 + 3", hitPoints: 16, size: "large", darkvision: 60 });

  test("join a fight with rolled hit points", () => {
    expect(fighterOf({ creature: hound, count: 3 }, true)).toEqual({ name: "Hound", count: 3, hidden: true, modifier: 3, hitDice: "3d8+3", hp: 0, creatureId: "hound" });
    expect([1, 9, 10, 11, 30].map(modifierOf)).toEqual([-5, -1, 0, 0, 10]);
  });

  test("are added to an encounter and taken out again", () => {
    const two = withFoe(withFoe([], hound, 1), hound, 1);
    expect(two).toEqual([{ creature: hound, count: 2 }]);
    expect(withFoe(two, hound, -2)).toEqual([]);
    expect(withFoe(two, hound, 99)[0]!.count).toBe(30);
  });

  test("the gauge shows the server's numbers in proportion", () => {
    const { steps, at } = gaugeOf([100, 200, 300, 400], 250);
    expect(at).toBeCloseTo((steps[1]! + steps[2]!) / 2);
    expect(gaugeOf([100, 200, 300, 400], 4_000).at).toBeLessThanOrEqual(100);
    expect(gaugeOf([], 0).at).toBe(0);
  });

  test("their words are typed and read back", () => {
    expect(pairsOf("walk 30, fly 60 ft., Sleight of Hand +4, stealth −1, nonsense")).toEqual({ walk: 30, fly: 60, "sleight of hand": 4, stealth: -1 });
    expect(pairsOf(pairsIn({ walk: 30, climb: 20 }))).toEqual({ walk: 30, climb: 20 });
    const traits = [{ name: "Bite", text: "Melee. Hit: 5." }, { name: "Toll (recharge 6)", text: "Loud.\nVery." }];
    expect(traitsOf(traitsIn(traits))).toEqual(traits);
    expect(traitsOf("Alone.\n\n\n")).toEqual([{ name: "Alone", text: "" }]);
  });

  test("stand on the table as large as they are, unseen if so wished", () => {
    const draft = draftOfCreature(hound, true);
    expect(draft).toMatchObject({ hidden: true, kind: { case: "token", value: { name: "Hound", size: 2, hp: 16, maxHp: 16, creatureId: "hound", vision: { darkvision: 60 } } } });
  });
});

describe("pictures", () => {
  const asset = (change: object) => create(AssetSchema, { id: "p", name: "old_mill-map.webp", kind: AssetKind.MAP, width: 2_000, height: 1_000, ...change });
  test("a map is as large as its grid says, else as wide as the scene", () => {
    expect(draftOfAsset(asset({ pixelsPerCell: 100 }), { width: 30 }, false)).toMatchObject({ kind: { value: { width: 20, height: 10 } } });
    expect(draftOfAsset(asset({}), { width: 30 }, false)).toMatchObject({ kind: { value: { width: 30, height: 15 } } });
    expect(draftOfAsset(asset({ pixelsPerCell: 1 }), { width: 30 }, false)).toMatchObject({ kind: { value: { width: 1_000, height: 500 } } });
    expect(nameIn("old_mill-map.webp")).toBe("old mill map");
  });
  test("tags are what stands between commas, once", () => expect(listOf(" a, b ,,a ")).toEqual(["a", "b"]));
});

test("scene files are recognised by name and by what is in them", () => {
  expect(formatOf("Keep.UVTT", "")).toBe(Format.UNIVERSAL_VTT);
  expect(formatOf("x.json", '{"line_of_sight":[]}')).toBe(Format.UNIVERSAL_VTT);
  expect(formatOf("x.json", '{"rects":[],"doors":[]}')).toBe(Format.ONE_PAGE_DUNGEON);
  expect(formatOf("x.json", '{"walls":[],"grid":{}}')).toBe(Format.FOUNDRY_SCENE);
  for (const text of ["", "null", "[]", "{}", "{nonsense"]) expect(formatOf("x.json", text)).toBe(Format.UNSPECIFIED);
});

test("a list of improvements goes out and comes in, and what was bought stays bought", () => {
  const sign = create(TavernOptionSchema, { id: "sign", name: "A sign", cost: 20, setupDays: 3, bought: true, worksFromDay: 9 });
  const [read] = listFrom(listIn([sign]));
  expect(read).toMatchObject({ id: "sign", cost: 20, setupDays: 3, bought: false, worksFromDay: 0 });
  expect(listIn([sign])).toContain('"setup_days"');
  expect(joined([sign], [{ ...read!, cost: 30 }, create(TavernOptionSchema, { id: "cook", name: "A cook" })])).toMatchObject([{ id: "sign", cost: 30, bought: true, worksFromDay: 9 }, { id: "cook" }]);
  for (const text of ["", "{}", '[{"cost":"many"}]', '[{"nonsense":1}]']) expect(() => listFrom(text)).toThrow(/no list/);
});

test("an invitation is pasted as a link or alone", () => {
  expect(tokenOf(" abc ")).toBe("abc");
  expect(tokenOf("https://house.example/tabletop/campaign?id=1&invitation=a%2Bb#x")).toBe("a+b");
});

test("an order is changed by putting one elsewhere", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b"], 0, 9)).toEqual(["b", "a"]);
});

test("a plan in letters becomes walls where rooms meet, and doors in them", () => {
  const plan: Plan = { rooms: ["####", "#ab#", "#cb#"], ways: [{ x: 2, y: 1, wall: "left" }, { x: 1, y: 2, wall: "above", secret: true }] };
  const lines = walls(plan).map(({ kind }) => (kind!.value as { points: { x: number; y: number }[] }).points.map(({ x, y }) => `${x},${y}`).join(" "));
  expect(lines).toEqual(["1,1 3,1", "1,3 3,3", "1,1 1,3", "2,2 2,3", "3,1 3,3"]);
  expect(doors(plan)).toEqual([
    { kind: { case: "door", value: { from: { x: 2, y: 1 }, to: { x: 2, y: 2 }, state: DoorState.CLOSED } } },
    { kind: { case: "door", value: { from: { x: 1, y: 2 }, to: { x: 2, y: 2 }, state: DoorState.CLOSED, secret: true } } },
  ]);
});

afterEach(() => vi.useRealTimers());
