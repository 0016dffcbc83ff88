/** The game's messages in one place, so that the rest of the folder imports one name. */
export * from "@playhouse/client/gen/playhouse/baseball/v1/baseball_service_pb";
export * from "@playhouse/client/gen/playhouse/baseball/v1/cards_pb";
export * from "@playhouse/client/gen/playhouse/baseball/v1/view_pb";
