/** A card's chances in a few groups that can be compared at a glance. */
import type { Chances } from "./proto";

export const parts = ["hit", "hr", "walk", "so", "ground", "air", "check"] as const;
export type Part = (typeof parts)[number];

type Counts = Omit<Chances, "$typeName" | "$unknown">;

/** partsOf sums the chances of a split by group; together they are the card's 108. */
export function partsOf(c: Counts): Record<Part, number> {
  return {
    hit: c.singleShort + c.single + c.singleLong + c.double + c.doubleLong + c.triple,
    hr: c.homeRun,
    walk: c.walk + c.hitByPitch + c.interference,
    so: c.strikeout,
    ground: c.groundA + c.groundB + c.groundC,
    air: c.flyA + c.flyB + c.flyC + c.lineOut + c.popOut,
    check: c.checks.reduce((sum, one) => sum + one, 0),
  };
}
