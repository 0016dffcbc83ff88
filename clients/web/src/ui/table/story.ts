/** The narration of a table: what the log told before this page came, and what has happened since. */
import { useQuery } from "@connectrpc/connect-query";
import { useEffect, useMemo, useState } from "react";
import { type HappeningOf, sessionv1, type ViewOf, type WatchableService } from "@playhouse/client";
import { onSteps } from "../../rpc/live";
import type { LogLine } from "./log";

type Told = { version: number; turn: number; narration: string };

/** useStory tells every line; `heard` is told of each step, for sounds. It must be stable between renders. */
export function useStory<S extends WatchableService>(
  service: S, sessionId: string, heard: (happenings: HappeningOf<S>[], view: ViewOf<S> | undefined) => void,
): LogLine[] {
  const { data } = useQuery(sessionv1.SessionService.method.getHistory, { sessionId, pageSize: 500 }, { staleTime: Infinity, gcTime: 0 });
  const [since, setSince] = useState<LogLine[]>([]);
  useEffect(() => onSteps(service, sessionId, (step) => {
    const told = (step.happenings as Told[]).filter((one) => one.narration).map(line);
    if (told.length > 0) setSince((known) => [...known, ...told].slice(-500));
    heard(step.happenings, step.view);
  }), [service, sessionId, heard]);
  return useMemo(() => {
    const before = (data?.entries ?? []).filter((entry) => entry.narration).map(line);
    const last = before.at(-1)?.version ?? 0;
    return [...before, ...since.filter((one) => one.version > last)];
  }, [data, since]);
}

function line(one: Told): LogLine {
  return { version: one.version, turn: one.turn, text: one.narration };
}
