/** Coming to a table: a seat if there is one, else a place to watch. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { type Problem, problemOf, roomv1 } from "@playhouse/client";
import { type Game, moduleOf, type Search } from "../games";
import { playhouse, queries } from "../rpc/playhouse";
import { texts } from "../texts";

interface Wish {
  invite?: string;
  watch?: boolean;
  password: string;
  /** All that the address says. */
  search: Search;
}

export interface Arrived {
  /** Why one watches instead of playing, if that is so. */
  notice: string;
}

/** useArrival joins once; joining twice answers the same, so a reload does no harm. */
export function useArrival(game: Game, sessionId: string, wish: Wish) {
  const { data: module } = useQuery({ queryKey: ["module", game.id], queryFn: () => moduleOf(game), staleTime: Infinity });
  const query = useQuery({
    queryKey: keyOf(sessionId, wish),
    queryFn: async () => {
      const { arrive: own } = await moduleOf(game);
      return own ? { notice: await own(sessionId, wish.search) } : arrive(sessionId, wish);
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  const problem: Problem | undefined = query.error ? problemOf(query.error) : undefined;
  useUsed(sessionId, wish, query.data);
  return { ...query, problem, Outside: module?.Outside };
}

const keyOf = (sessionId: string, { password, search }: Wish) => ["arrival", sessionId, password, JSON.stringify(search)];

/** useUsed takes an invitation that has let somebody in out of the address: a reload must not need it again, nor a bookmark keep it. */
function useUsed(sessionId: string, wish: Wish, arrived: Arrived | undefined): void {
  const navigate = useNavigate();
  const { invitation, ...search } = wish.search;
  useEffect(() => {
    if (!arrived || invitation === undefined) return;
    queries.setQueryData(keyOf(sessionId, { ...wish, search }), arrived);
    void navigate({ to: ".", search: search as never, replace: true });
  });
}

async function arrive(sessionId: string, { invite, watch, password }: Wish): Promise<Arrived> {
  const join = (role: roomv1.Role) => playhouse.session.joinSession({ sessionId, role, invite, password });
  const watching = async (notice: string): Promise<Arrived> => {
    await join(roomv1.Role.SPECTATOR).catch((reason) => {
      // A finished game may be looked at by everybody who may see it.
      if (problemOf(reason).reason !== "game_finished") throw reason;
    });
    return { notice };
  };
  if (watch) return watching("");
  try {
    await join(roomv1.Role.PLAYER);
    return { notice: "" };
  } catch (reason) {
    switch (problemOf(reason).reason) {
      case "table_full":
        return watching(texts.arrival.fullWatch);
      case "game_started":
        return watching(texts.arrival.startedWatch);
      case "game_finished":
        return { notice: "" };
      default:
        throw reason;
    }
  }
}
