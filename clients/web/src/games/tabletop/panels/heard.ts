/** What was said and rolled while this page was open, whatever panel is shown. */
import { useCallback, useSyncExternalStore } from "react";
import { onSteps } from "../../../rpc/live";
import { type Happening, type Talk, TableService } from "../proto";

let current = { sessionId: "", lines: [] as readonly Talk[] };
const listeners = new Set<() => void>();

function take(happening: Happening): void {
  if (happening.talk) {
    // What is told of a happening says when it was; its talk may not.
    const talk = { ...happening.talk, version: happening.talk.version || happening.version };
    current = { ...current, lines: [...current.lines, talk].slice(-500) };
    for (const listener of listeners) listener();
  }
}

/** listen hears a table until it is told to stop; `sound` is told of sounds that are played once. */
export function listen(sessionId: string, sound: (assetId: string, volume: number) => void): () => void {
  if (current.sessionId !== sessionId) current = { sessionId, lines: [] };
  return onSteps(TableService, sessionId, (live) => {
    for (const happening of live.happenings) {
      take(happening);
      if (happening.action === "sound" && happening.assetId) sound(happening.assetId, Number(happening.outcome) || 0);
    }
  });
}

/** linesHeard is how many lines have come. */
export function linesHeard(sessionId: string): number {
  return current.sessionId === sessionId ? current.lines.length : 0;
}

export function useHeard(): readonly Talk[] {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return useSyncExternalStore(subscribe, () => current.lines);
}
