/** What league pages read and send, in one place. */
export * from "@playhouse/client/gen/playhouse/baseball/v1/cards_pb";
export * from "@playhouse/client/gen/playhouse/baseball/v1/league_service_pb";
export { BaseballService } from "@playhouse/client/gen/playhouse/baseball/v1/baseball_service_pb";
export { type BattingLine, Pace, type PitchingLine, type Rulebook, type Slot } from "@playhouse/client/gen/playhouse/baseball/v1/view_pb";
