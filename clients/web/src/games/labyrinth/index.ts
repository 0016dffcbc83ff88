/** Labyrinth, as the frame sees it. */
import { command } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import type { GameModule } from "../index";
import Art from "./art";
import { Lobby } from "./lobby";
import { Workshop } from "./maze";
import { optionsInWords, seatPicture } from "./options";
import { Replay } from "./replay";
import { Setup } from "./setup";
import { Table } from "./table";

const labyrinth: GameModule = {
  Art,
  Setup,
  Lobby,
  Table,
  Replay,
  seatPicture,
  options: optionsInWords,
  quick: async () => (await command((commandId, options) => playhouse.labyrinth.create({ commandId }, options))).sessionId,
  pages: { maze: Workshop },
};
export default labyrinth;
