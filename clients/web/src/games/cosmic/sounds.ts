/** A sound for what matters. */
import { play } from "../../ui/sound";
import { type Happening, type View, VoyageStatus } from "./proto";

export function heard(happenings: Happening[], view: View | undefined): void {
  const has = (...actions: string[]) => happenings.some((one) => actions.includes(one.action));
  if (has("ended")) play(view?.outcome?.status === VoyageStatus.VICTORY ? "won" : "lost");
  else if (has("struck", "attacked", "ejected")) play("hit");
  else if (has("looted", "achievement", "mined", "salvaged", "quest")) play("found");
  else if (has("travelled")) play("step");
}
