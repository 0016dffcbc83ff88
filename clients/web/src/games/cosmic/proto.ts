/** The game's messages in one place, so that the rest of the folder imports one name. */
export * from "@playhouse/client/gen/playhouse/cosmic/v1/cosmic_service_pb";
export * from "@playhouse/client/gen/playhouse/cosmic/v1/view_pb";
