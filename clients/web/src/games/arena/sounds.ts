/** What one hears of a world: that it ended. */
import { play } from "../../ui/sound";
import type { Happening } from "./proto";

export function heard(happenings: Happening[]): void {
  if (happenings.some((one) => one.action === "ended")) play("turn");
}
