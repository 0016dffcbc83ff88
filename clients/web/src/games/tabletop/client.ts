/** The game's clients, over the page's one transport. */
import { createClient } from "@connectrpc/connect";
import { playhouse } from "../../rpc/playhouse";
import { BestiaryService, CampaignService, LibraryService, SceneService, TableService } from "./proto";

export const tables = createClient(TableService, playhouse.transport);
export const campaigns = createClient(CampaignService, playhouse.transport);
export const library = createClient(LibraryService, playhouse.transport);
export const scenes = createClient(SceneService, playhouse.transport);
export const bestiary = createClient(BestiaryService, playhouse.transport);
