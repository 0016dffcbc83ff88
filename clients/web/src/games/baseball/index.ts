/** Baseball, as the frame sees it. What is not needed for its picture is fetched when it is shown. */
import { lazy } from "react";
import type { GameModule } from "../index";
import Art from "./art";
import { optionsInWords } from "./options";
import { BaseballService } from "./proto";

const baseball: GameModule = {
  service: BaseballService,
  Art,
  Setup: lazy(async () => ({ default: (await import("./setup")).Setup })),
  Lobby: lazy(async () => ({ default: (await import("./lobby")).Lobby })),
  Table: lazy(async () => ({ default: (await import("./table")).Table })),
  Replay: lazy(async () => ({ default: (await import("./replay")).Replay })),
  // A manager's chair needs no portrait: the line-ups stand below.
  seatPicture: () => undefined,
  options: optionsInWords,
  quick: async () => (await import("./quick")).quick(),
  pages: { league: lazy(async () => ({ default: (await import("./league/page")).LeaguePage })) },
};
export default baseball;
