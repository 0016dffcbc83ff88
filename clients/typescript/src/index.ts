/** @playhouse/client: everything a page, a bot or another server needs to play. */
export { Auth } from "./auth.js";
export { Backoff, sleep } from "./backoff.js";
export { command, type CommandOptions, newId } from "./command.js";
export { connect, type ConnectOptions, enter, type House, listen, type Playhouse } from "./connect.js";
export { apply } from "./delta.js";
export { commitment, type DiceKey, type Draw, roller } from "./dice.js";
export { hintOf, isPassing, isUnanswered, type Problem, problemOf } from "./errors.js";
export { parsePath, type Path, type Segment } from "./path.js";
export { cookieStorage, memoryStorage, type TokenStorage } from "./storage.js";
export {
  type HappeningOf, type Live, type LiveState, type Open, type ViewOf, type WatchableService,
  type WatchMessage, type WatchOptions, watchView,
} from "./watch.js";
export * as identityv1 from "./gen/playhouse/identity/v1/identity_service_pb.js";
export * as sessionv1 from "./gen/playhouse/session/v1/session_service_pb.js";
export * as roomv1 from "./gen/playhouse/session/v1/room_pb.js";
export * as savev1 from "./gen/playhouse/save/v1/save_service_pb.js";
export * as leaderboardv1 from "./gen/playhouse/leaderboard/v1/leaderboard_service_pb.js";
