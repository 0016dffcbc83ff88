/** Labyrinth, as the frame sees it. What is not needed for its picture is fetched when it is shown. */
import { lazy } from "react";
import { command } from "@playhouse/client";
import type { GameModule } from "../index";
import Art from "./art";
import { labyrinthClient } from "./client";
import { optionsInWords, seatPicture } from "./options";
import { LabyrinthService } from "./proto";

const labyrinth: GameModule = {
  service: LabyrinthService,
  Art,
  Setup: lazy(async () => ({ default: (await import("./setup")).Setup })),
  Lobby: lazy(async () => ({ default: (await import("./lobby")).Lobby })),
  Table: lazy(async () => ({ default: (await import("./table")).Table })),
  Replay: lazy(async () => ({ default: (await import("./replay")).Replay })),
  seatPicture,
  options: optionsInWords,
  quick: async () => (await command((commandId, options) => labyrinthClient.create({ commandId }, options))).sessionId,
  pages: { maze: lazy(async () => ({ default: (await import("./maze")).Workshop })) },
};
export default labyrinth;
