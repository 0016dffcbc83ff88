/** Coming to a table: a seat if there is one, else a place to watch. */
import { useQuery } from "@tanstack/react-query";
import { type Problem, problemOf, roomv1 } from "@playhouse/client";
import { type Game, moduleOf, type Search } from "../games";
import { playhouse } from "../rpc/playhouse";
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
  const query = useQuery({
    queryKey: ["arrival", sessionId, wish.password, JSON.stringify(wish.search)],
    queryFn: async () => {
      const { arrive: own } = await moduleOf(game);
      return own ? { notice: await own(sessionId, wish.search) } : arrive(sessionId, wish);
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  const problem: Problem | undefined = query.error ? problemOf(query.error) : undefined;
  return { ...query, problem };
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
