/** Arena, as the frame sees it. What is not needed for its picture is fetched when it is shown. */
import { lazy } from "react";
import type { GameModule } from "../index";
import Art from "./art";
import { optionsInWords } from "./options";
import { ArenaService } from "./proto";

const arena: GameModule = {
  service: ArenaService,
  Art,
  Setup: lazy(async () => ({ default: (await import("./setup")).Setup })),
  Lobby: lazy(async () => ({ default: (await import("./lobby")).Lobby })),
  Table: lazy(async () => ({ default: (await import("./table")).Table })),
  Replay: lazy(async () => ({ default: (await import("./replay/replay")).Replay })),
  // A team's chair needs no portrait: its sign stands beside its name.
  seatPicture: () => undefined,
  options: optionsInWords,
  quick: async () => (await import("./quick")).quick(),
  pages: {
    behaviors: lazy(async () => ({ default: (await import("./behaviors/page")).BehaviorsPage })),
    configurations: lazy(async () => ({ default: (await import("./configs/page")).ConfigurationsPage })),
    trials: lazy(async () => ({ default: (await import("./trials/page")).TrialsPage })),
    replay: lazy(async () => ({ default: (await import("./replay/page")).ReplayPage })),
  },
};
export default arena;
