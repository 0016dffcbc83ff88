/** Reading the slots anew after something has changed in them, and what has to be asked about one. */
import { createConnectQueryKey } from "@connectrpc/connect-query";
import { savev1 } from "@playhouse/client";
import { queries } from "../../rpc/playhouse";
import { texts } from "../../texts/saves";

export function refreshSaves(): void {
  const queryKey = createConnectQueryKey({ schema: savev1.SaveService.method.listSaves, cardinality: "finite" });
  void queries.invalidateQueries({ queryKey });
}

/** givenName is the name the player gave; empty when the server made one of the first detail. */
export function givenName({ name, slot, details: [first] }: savev1.SaveSlot): string {
  return name === texts.slot(slot) || (first && name === `${first.label} ${first.value}`) ? "" : name;
}

/** Where the player is: a session and its newest position. */
export interface Here {
  sessionId?: string;
  version?: number;
}

/** loadQuestion is what is asked before loading: a game that has gone on is not ranked. Empty when nothing is. */
export function loadQuestion(save: savev1.SaveSlot, here: Here): string {
  // The autosave always is the newest position: that very session goes on.
  if (save.slot === 0) return "";
  if (save.sessionId !== here.sessionId) return texts.loadOther(save.name);
  return save.version === here.version ? "" : texts.loadBack(save.name);
}
