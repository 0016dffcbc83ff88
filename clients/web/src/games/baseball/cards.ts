/** The cards of both rosters in full: read once, since they do not change while a game lasts. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { queries } from "../../rpc/playhouse";
import { baseballClient } from "./client";
import type { Card, ListCardsResponse } from "./proto";
import type { Side } from "./sides";

function reading(sessionId: string) {
  return queryOptions({ queryKey: ["baseball-cards", sessionId], queryFn: ({ signal }) => baseballClient.listCards({ sessionId }, { signal }), staleTime: Infinity });
}

export function useCards(sessionId: string) {
  return useQuery(reading(sessionId));
}

/** readCards answers them to who needs them at once: a game that shall be played again. */
export function readCards(sessionId: string): Promise<ListCardsResponse> {
  return queries.fetchQuery(reading(sessionId));
}

/** inFull is a card of a view with what the view leaves out, once it is there. */
export function inFull(card: Card | undefined, cards: Pick<ListCardsResponse, Side> | undefined, side: Side): Card | undefined {
  return cards?.[side].find((one) => one.id === card?.id) ?? card;
}
