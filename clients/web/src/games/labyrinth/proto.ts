/** The game's messages in one place, so that the rest of the folder imports one name. */
export * from "@playhouse/client/gen/playhouse/labyrinth/v1/content_pb";
export * from "@playhouse/client/gen/playhouse/labyrinth/v1/labyrinth_service_pb";
export * from "@playhouse/client/gen/playhouse/labyrinth/v1/maze_pb";
export * from "@playhouse/client/gen/playhouse/labyrinth/v1/view_pb";
