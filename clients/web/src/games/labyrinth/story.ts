/** The narration: what the log told before this page came, and what has happened since. */
import { useQuery } from "@connectrpc/connect-query";
import { useEffect, useMemo, useState } from "react";
import { type Live, sessionv1 } from "@playhouse/client";
import { onSteps } from "../../rpc/live";
import { play } from "../../ui/sound";
import type { LogLine } from "../../ui/table/log";
import { type Happening, LabyrinthService, type View } from "./proto";

export function useStory(sessionId: string, live: Live<View, Happening>): LogLine[] {
  const { data } = useQuery(sessionv1.SessionService.method.getHistory, { sessionId, pageSize: 500 }, { staleTime: Infinity, gcTime: 0 });
  const [since, setSince] = useState<LogLine[]>([]);
  useEffect(() => onSteps(LabyrinthService, sessionId, (step) => {
    const told = step.happenings.filter((one) => one.narration).map(line);
    if (told.length > 0) setSince((known) => [...known, ...told].slice(-500));
    sounds(step.happenings, step.view);
  }), [sessionId]);
  return useMemo(() => {
    const before = (data?.entries ?? []).filter((entry) => entry.narration).map(line);
    const last = before.at(-1)?.version ?? 0;
    const all = [...before, ...since.filter((one) => one.version > last)];
    // Without a history yet, the last turn's narration is better than nothing.
    return all.length > 0 ? all : (live.view?.narration ?? []).map((text) => ({ version: live.version, turn: live.view!.turn, text }));
  }, [data, since, live.view, live.version]);
}

function line(one: { version: number; turn: number; narration: string }): LogLine {
  return { version: one.version, turn: one.turn, text: one.narration };
}

function sounds(happenings: Happening[], view: View | undefined): void {
  const has = (action: string) => happenings.some((one) => one.action === action);
  if (has("ended")) play(view?.result?.won ? "won" : "lost");
  else if (has("found")) play("found");
  else if (has("hit")) play("hit");
  else if (has("moved")) play("step");
}
