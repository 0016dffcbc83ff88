/** The way to a table: in as what one is in its campaign; only who is nobody there needs the address's invitation. */
import { Code, ConnectError } from "@connectrpc/connect";
import type { Search } from "../index";
import type { Look } from "../../rpc/live";
import { campaigns, tables } from "./client";

const asDisplay: Look = { asDisplay: true };
const asSelf: Look = { asDisplay: false };

/** lookOf is how an address looks at a table: `?display` is the flat screen that shows what all players see. */
export function lookOf(search: Search): Look {
  return search.display ? asDisplay : asSelf;
}

/** arrive takes the place at the table. An invitation may be used up or revoked by now: members do not need it. */
export async function arrive(sessionId: string, search: Search): Promise<string> {
  const enter = () => tables.enter({ sessionId, asDisplay: Boolean(search.display) });
  await invited(search.invitation, enter);
  return "";
}

/** invited goes in, and accepts the invitation only if one cannot go in without it. */
export async function invited(token: unknown, enter: () => Promise<unknown>): Promise<void> {
  try {
    await enter();
  } catch (reason) {
    if (!token || ConnectError.from(reason).code !== Code.NotFound) throw reason;
    await campaigns.acceptInvitation({ token: String(token) });
    await enter();
  }
}
