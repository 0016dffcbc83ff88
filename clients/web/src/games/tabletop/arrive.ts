/** The way to a table: through the campaign's invitation, if the address has one, and in as what one is there. */
import type { Search } from "../index";
import type { Look } from "../../rpc/live";
import { campaigns, tables } from "./client";

const asDisplay: Look = { asDisplay: true };
const asSelf: Look = { asDisplay: false };

/** lookOf is how an address looks at a table: `?display` is the flat screen that shows what all players see. */
export function lookOf(search: Search): Look {
  return search.display ? asDisplay : asSelf;
}

/** arrive accepts the invitation of the address and takes the place at the table. */
export async function arrive(sessionId: string, search: Search): Promise<string> {
  if (typeof search.invitation === "string") await campaigns.acceptInvitation({ token: search.invitation });
  await tables.enter({ sessionId, asDisplay: Boolean(search.display) });
  return "";
}
