/** Reading what belongs to a league, all pages of it, and reading it anew after something was changed. */
import { createClient } from "@connectrpc/connect";
import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { useEffect, useMemo } from "react";
import { playhouse, queries } from "../../../rpc/playhouse";
import { type Call, type Send, useSend } from "../../../rpc/send";
import { type League, type LeagueSeason, LeagueService, type LeagueTeam, type PlayerStatistics, type ScheduledGame } from "./proto";

export const leagues = createClient(LeagueService, playhouse.transport);

/** refresh reads all that is shown of leagues again. */
export function refresh(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey: [, key] }) => (key as { serviceName?: string } | undefined)?.serviceName === LeagueService.typeName });
}

export type Act = Omit<Send, "send" | "kept"> & { act: (call: Call) => Promise<boolean> };

/** useAct sends, and reads anew what may have changed by it; after a refusal, too: somebody else may have been faster. */
export function useAct(): Act {
  const { send, pending, problem, clear } = useSend();
  const act = async (call: Call) => {
    const done = await send(call);
    refresh();
    return done;
  };
  return { act, pending, problem, clear };
}

/** The most that a page of a list has. */
const pageSize = 200;

const paging = { pageParamKey: "pageToken", getNextPageParam: (last: { nextPageToken: string }) => last.nextPageToken || undefined } as const;

interface Paged {
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => unknown;
}

/** useRest reads the next page, until there is none. */
function useRest({ hasNextPage, isFetching, isError, fetchNextPage }: Paged): void {
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
}

/** List is a list of which all is read; what came so far is shown already. */
export interface List<T> {
  data: T[] | undefined;
  /** The last page is here. */
  whole: boolean;
  error: Error | null;
  refetch: () => unknown;
}

export function useLeagues(): List<League> {
  const query = useInfiniteQuery(LeagueService.method.listOwnLeagues, { pageSize, pageToken: "" }, paging);
  useRest(query);
  const data = useMemo(() => query.data?.pages.flatMap((page) => page.leagues), [query.data]);
  return { data, whole: !query.hasNextPage, error: query.error, refetch: query.refetch };
}

export function useTeams(leagueId: string): List<LeagueTeam> {
  const query = useInfiniteQuery(LeagueService.method.listTeams, { leagueId, pageSize, pageToken: "" }, paging);
  useRest(query);
  const data = useMemo(() => query.data?.pages.flatMap((page) => page.teams), [query.data]);
  return { data, whole: !query.hasNextPage, error: query.error, refetch: query.refetch };
}

export function useGames(leagueId: string, season: number): List<ScheduledGame> {
  const query = useInfiniteQuery(LeagueService.method.getSchedule, { leagueId, season, pageSize, pageToken: "" }, paging);
  useRest(query);
  const data = useMemo(() => query.data?.pages.flatMap((page) => page.games), [query.data]);
  return { data, whole: !query.hasNextPage, error: query.error, refetch: query.refetch };
}

export function usePlayers(leagueId: string, season: number): List<PlayerStatistics> {
  const query = useInfiniteQuery(LeagueService.method.listPlayerStatistics, { leagueId, season, pageSize, pageToken: "" }, paging);
  useRest(query);
  const data = useMemo(() => query.data?.pages.flatMap((page) => page.players), [query.data]);
  return { data, whole: !query.hasNextPage, error: query.error, refetch: query.refetch };
}

export function useSeasons(leagueId: string): List<LeagueSeason> {
  const query = useInfiniteQuery(LeagueService.method.listLeagueSeasons, { leagueId, pageSize, pageToken: "" }, paging);
  useRest(query);
  const data = useMemo(() => query.data?.pages.flatMap((page) => page.seasons), [query.data]);
  return { data, whole: !query.hasNextPage, error: query.error, refetch: query.refetch };
}

export function useStandings(leagueId: string, season: number) {
  return useQuery(LeagueService.method.getStandings, { leagueId, season });
}
