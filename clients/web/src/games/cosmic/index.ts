/** Cosmic, as the frame sees it. What is not needed for its picture is fetched when it is shown. */
import { lazy } from "react";
import { command } from "@playhouse/client";
import type { GameModule } from "../index";
import Art from "./art";
import { cosmicClient } from "./client";
import { Lobby } from "./lobby";
import { optionsInWords } from "./options";
import { CosmicService } from "./proto";

const cosmic: GameModule = {
  service: CosmicService,
  Art,
  Setup: lazy(async () => ({ default: (await import("./setup")).Setup })),
  Lobby,
  Table: lazy(async () => ({ default: (await import("./table")).Table })),
  Replay: lazy(async () => ({ default: (await import("./replay")).Replay })),
  // The captain's chair needs no portrait: nobody waits in a lobby here.
  seatPicture: () => undefined,
  options: optionsInWords,
  quick: async () => (await command((commandId, options) => cosmicClient.create({ commandId }, options))).sessionId,
  daily: async () => (await command((commandId, options) => cosmicClient.create({ commandId, daily: true }, options))).sessionId,
  pages: {},
};
export default cosmic;
