/** The narration, with a sound for what matters. */
import { useMemo } from "react";
import type { Live } from "@playhouse/client";
import { play } from "../../ui/sound";
import type { LogLine } from "../../ui/table/log";
import { useStory as useTold } from "../../ui/table/story";
import { type Happening, LabyrinthService, type View } from "./proto";

export function useStory(sessionId: string, live: Live<View, Happening>): LogLine[] {
  const told = useTold(LabyrinthService, sessionId, sounds);
  // Without a history yet, the last turn's narration is better than nothing.
  return useMemo(() => (told.length > 0 ? told : (live.view?.narration ?? []).map((text) => ({ version: live.version, turn: live.view!.turn, text }))),
    [told, live.view, live.version]);
}

function sounds(happenings: Happening[], view: View | undefined): void {
  const has = (action: string) => happenings.some((one) => one.action === action);
  if (has("ended")) play(view?.result?.won ? "won" : "lost");
  else if (has("found")) play("found");
  else if (has("hit")) play("hit");
  else if (has("moved")) play("step");
}
