/** A sound for what matters. */
import { play } from "../../ui/sound";
import type { Happening } from "./proto";

export function heard(happenings: Happening[]): void {
  if (happenings.some((one) => one.play?.kind === "home_run")) play("found");
  else if (happenings.some((one) => (one.play?.runs ?? 0) > 0)) play("won");
  else if (happenings.some((one) => one.action === "play")) play("step");
}
