/** Where links from the table to its campaign lead, so that one finds back. */
import type { Desk } from "../desk";

/** toCampaign are the parts of such a link. */
export function toCampaign({ view, sessionId }: Desk, part: { tab?: string; kind?: number } = {}) {
  return { to: "/$game/$sessionId", params: { game: "tabletop", sessionId: "campaign" }, search: { id: view.campaignId, ...part, from: sessionId } as never } as const;
}
