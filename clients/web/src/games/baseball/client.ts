/** The game's client, over the page's one transport. */
import { createClient } from "@connectrpc/connect";
import { playhouse } from "../../rpc/playhouse";
import { BaseballService } from "./proto";

export const baseballClient = createClient(BaseballService, playhouse.transport);
