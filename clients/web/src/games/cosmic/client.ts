/** The game's client, over the page's one transport. */
import { createClient } from "@connectrpc/connect";
import { playhouse } from "../../rpc/playhouse";
import { CosmicService } from "./proto";

export const cosmicClient = createClient(CosmicService, playhouse.transport);

/** consume is UseItem by a name that nobody takes for a React hook. */
export const consume = cosmicClient["useItem"];
