/** Tabletop, as the frame sees it. What is not needed for its picture is fetched when it is shown. */
import { lazy } from "react";
import type { GameModule } from "../index";
import { arrive, lookOf } from "./arrive";
import Art from "./art";
import { TableService } from "./proto";

const nothing = () => null;

const tabletop: GameModule = {
  service: TableService,
  Art,
  Setup: lazy(async () => ({ default: (await import("./campaign/setup")).Setup })),
  // A table has no lobby: it is open from the beginning, and ends when its campaign does.
  Lobby: nothing,
  Table: lazy(async () => ({ default: (await import("./table")).Table })),
  Replay: nothing,
  seatPicture: () => undefined,
  options: () => [],
  quick: async () => (await import("./quick")).quick(),
  arrive,
  Outside: lazy(() => import("./outside")),
  look: lookOf,
  pages: { campaign: lazy(async () => ({ default: (await import("./campaign/page")).CampaignPage })) },
};
export default tabletop;
