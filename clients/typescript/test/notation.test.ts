// The server's dice notation against an independent implementation: both get the
// same dice, and have to count the same. The examples are written by the Go tests
// of server/games/tabletop/notation, whose doc.go lists what is different on purpose.
import { DiceRoll, NumberGenerator } from "@dice-roller/rpg-dice-roller";
import { expect, test } from "vitest";
import examples from "./golden/notation.json" with { type: "json" };

/** The values of the dice that count, wherever they are in the tree of results. */
function kept(part: unknown): number[] {
  if (typeof part !== "object" || part === null) return [];
  if ("useInTotal" in part && "initialValue" in part && "value" in part) return part.useInTotal ? [Number(part.value)] : [];
  if ("rolls" in part && Array.isArray(part.rolls)) return part.rolls.flatMap(kept);
  if ("results" in part && Array.isArray(part.results)) return part.results.flatMap(kept);
  return [];
}

test("counts like an independent implementation", () => {
  expect(examples.length).toBeGreaterThan(800);
  const generator = NumberGenerator.generator;
  const real = generator.integer;
  try {
    for (const { notation, peer, values, total, kept: counted } of examples) {
      const left = [...values];
      generator.integer = (least: number, most: number) => {
        const value = left.shift();
        if (value === undefined || value < least || value > most) throw new Error(`${notation}: no die of ${least} to ${most}`);
        return value;
      };
      const roll = new DiceRoll(peer);
      expect({ notation, total: roll.total, left }).toEqual({ notation, total, left: [] });
      expect(kept({ rolls: roll.rolls }).toSorted((a, b) => a - b), notation).toEqual(counted);
    }
  } finally {
    generator.integer = real;
  }
});
