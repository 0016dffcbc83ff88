/** All plays of a game: those from before this page came, read page by page, and those since. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { onSteps } from "../../rpc/live";
import { baseballClient } from "./client";
import { BaseballService, type Play } from "./proto";

async function readAll(sessionId: string, signal: AbortSignal): Promise<Play[]> {
  const plays: Play[] = [];
  let pageToken = "";
  do {
    const page = await baseballClient.listPlays({ sessionId, pageSize: 200, pageToken }, { signal });
    plays.push(...page.plays);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return plays;
}

/** usePlays are the plays so far, `count` of them; a gap is read anew. */
export function usePlays(sessionId: string, count: number): Play[] {
  const { data, refetch, isFetching } = useQuery({ queryKey: ["baseball-plays", sessionId], queryFn: ({ signal }) => readAll(sessionId, signal), staleTime: Infinity, gcTime: 0 });
  const [since, setSince] = useState<Play[]>([]);
  useEffect(() => onSteps(BaseballService, sessionId, (step) => {
    const plays = step.happenings.flatMap((one): Play[] => (one.play ? [one.play] : []));
    if (plays.length > 0) setSince((known) => [...known, ...plays]);
  }), [sessionId]);
  const all = useMemo(() => joined(data ?? [], since), [data, since]);
  const missing = data !== undefined && all.length < count;
  useEffect(() => {
    if (missing && !isFetching) void refetch();
  }, [missing, isFetching, refetch]);
  return all;
}

/** joined are the plays in order without gaps, each once. */
export function joined(read: Play[], since: Play[]): Play[] {
  const all = [...read];
  for (const play of since) if (play.number === all.length + 1) all.push(play);
  return all;
}
