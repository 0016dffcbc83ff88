/** The game's client, over the page's one transport. */
import { createClient } from "@connectrpc/connect";
import { playhouse } from "../../rpc/playhouse";
import { LabyrinthService } from "./proto";

export const labyrinthClient = createClient(LabyrinthService, playhouse.transport);
