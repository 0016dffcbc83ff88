import { describe, expect, test } from "vitest";
import { deedsOf } from "../src/games/cosmic/deeds";
import { boundsOf, display, focusOf, hitAt, targetOf, towards } from "../src/games/cosmic/display";
import { dangerOf, glyphOf } from "../src/games/cosmic/glyphs";
import { Motion } from "../src/games/cosmic/motion";
import { scatter } from "../src/games/cosmic/paint-sky";
import { combat, cruise, ended, event, field, pod } from "./fake/cosmic/views";

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

describe("the star map", () => {
  test("a place with everything around it is drawn as it always was", async () => {
    await expect(json(display(cruise(), "r1n3"))).toMatchFileSnapshot("golden/cosmic-cruise.json");
  });

  test("a fight, and a captain in the pod, are drawn as they always were", async () => {
    const ships = [combat(), pod(), ended()].map((view) => display(view).ship);
    await expect(json(ships)).toMatchFileSnapshot("golden/cosmic-ships.json");
  });

  test("everything known lies within its bounds, and the captain's region within the focus", () => {
    const shown = display(cruise());
    for (const [box, all] of [[boundsOf(shown), shown.places], [focusOf(shown), shown.places.filter((place) => place.region === "r1")]] as const) {
      for (const { x, y } of all) {
        expect(x).toBeGreaterThan(box.x);
        expect(x).toBeLessThan(box.x + box.width);
        expect(y).toBeGreaterThan(box.y);
        expect(y).toBeLessThan(box.y + box.height);
      }
    }
    expect(focusOf(shown).width).toBeLessThan(boundsOf(shown).width);
  });

  test("services that nobody has surveyed are not drawn", () => {
    const shown = display(cruise());
    expect(shown.places.find((place) => place.id === "r1n3")).toMatchObject({ repair: false, trade: false });
    expect(shown.places.find((place) => place.id === "r1n2")).toMatchObject({ repair: true, trade: true });
  });

  test("a tap finds the nearest place, else the region, else nothing; a place far off stands for its region", () => {
    const shown = display(cruise());
    const merrow = shown.places.find((place) => place.id === "r1n2")!;
    const far = shown.regions.find((region) => region.id === "r4")!;
    expect(hitAt(shown, merrow.x + 0.3, merrow.y - 0.3, 0.9)).toBe("r1n2");
    expect(hitAt(shown, far.x, far.y, 0.9)).toBe("r4");
    const ember = shown.places.find((place) => place.id === "r2n1")!;
    expect(hitAt(shown, ember.x, ember.y, 0.9)).toBe("r2");
    const iris = shown.places.find((place) => place.id === "r3n2")!;
    expect(hitAt(shown, iris.x, iris.y, 0.9)).toBe("r3n2");
    expect(hitAt(shown, -19, -19, 0.9)).toBe("");
  });

  test("arrow keys walk only over what can be travelled to, in the arrow's direction", () => {
    const view = cruise();
    const shown = display(view);
    const targets = new Set(view.destinations.map(targetOf));
    for (const way of [[0, -1], [0, 1], [-1, 0], [1, 0]] as const) {
      const next = towards(shown, "", way);
      if (!next) continue;
      expect(targets).toContain(next);
      const to = [...shown.places, ...shown.regions].find((one) => one.id === next)!;
      expect((to.x - shown.ship!.x) * way[0] + (to.y - shown.ship!.y) * way[1]).toBeGreaterThan(0);
    }
  });

  test("what decorates is the same every time", () => {
    const [a, b] = [scatter("r1"), scatter("r1")];
    expect([a(), a(), a()]).toEqual([b(), b(), b()]);
    expect(scatter("r1")()).not.toBe(scatter("r2")());
  });
});

describe("deeds", () => {
  test("are work while cruising, attacks and ways out in a fight, choices in an event, nothing at the end", async () => {
    const told = Object.fromEntries(Object.entries({ cruise: cruise(), field: field(), combat: combat(), event: event(), ended: ended() })
      .map(([name, view]) => [name, deedsOf(view).map(({ id, key, allowed, message }) => `${key ?? "-"} ${id}${allowed ? "" : `: ${message}`}`)]));
    await expect(json(told)).toMatchFileSnapshot("golden/cosmic-deeds.json");
  });

  test("have a sign each, also those that nobody has heard of yet", () => {
    expect(glyphOf("mine")).toBe("mine");
    expect(glyphOf("something_new")).toBe("quest");
    expect([0, 0.19, 0.2, 0.59, 0.8, 1].map(dangerOf)).toEqual([0, 0, 1, 2, 4, 4]);
  });
});

describe("the ship's motion", () => {
  const spots = new Map([["a", { x: 0, y: 0 }], ["b", { x: 4, y: 0 }]]);
  const flight = { action: "travelled", fromNodeId: "a", nodeId: "b", amount: 4, good: false };
  const blow = { action: "struck", fromNodeId: "", nodeId: "b", amount: 7, good: false };

  test("flies from where it was to where it is, in under a quarter of a second", () => {
    const motion = new Motion(() => false);
    motion.play([flight], 1_000);
    expect(motion.pose({ x: 4, y: 0 }, spots, 1_000)).toMatchObject({ x: 0, y: 0, moving: true });
    expect(motion.pose({ x: 4, y: 0 }, spots, 1_120).x).toBeCloseTo(2);
    expect(motion.pose({ x: 4, y: 0 }, spots, 1_240)).toMatchObject({ x: 4, moving: false });
  });

  test("shows what it cost after it has arrived, then nothing more; fuel for the way is no wound", () => {
    const motion = new Motion(() => false);
    motion.play([flight, blow], 0);
    expect(motion.floating({ x: 4, y: 0 }, 100)).toMatchObject([{ text: "−7", alpha: 0 }]);
    expect(motion.floating({ x: 4, y: 0 }, 500)).toMatchObject([{ text: "−7", good: false, alpha: 1 }]);
    expect(motion.floating({ x: 4, y: 0 }, 5_000)).toEqual([]);
  });

  test("stands still for those who want it so, and for jumps in time", () => {
    const still = new Motion(() => true);
    still.play([flight, blow], 0);
    expect(still.pose({ x: 4, y: 0 }, spots, 10)).toMatchObject({ x: 4, moving: false });
    const jumped = new Motion(() => false);
    jumped.play([flight, blow], 0);
    jumped.stop();
    expect(jumped.pose({ x: 4, y: 0 }, spots, 10)).toMatchObject({ x: 4, moving: false });
    expect(jumped.floating({ x: 4, y: 0 }, 300)).toEqual([]);
  });
});
