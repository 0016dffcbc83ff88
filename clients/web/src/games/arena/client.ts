/** The game's clients, over the page's one transport. */
import { createClient } from "@connectrpc/connect";
import { playhouse } from "../../rpc/playhouse";
import { ArenaService, AssistantService, BehaviorService, WorldConfigService } from "./proto";

export const arenaClient = createClient(ArenaService, playhouse.transport);
export const behaviorClient = createClient(BehaviorService, playhouse.transport);
export const configClient = createClient(WorldConfigService, playhouse.transport);
export const assistantClient = createClient(AssistantService, playhouse.transport);
