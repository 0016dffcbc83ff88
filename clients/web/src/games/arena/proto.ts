/** The game's messages in one place, so that the rest of the folder imports one name. */
export * from "@playhouse/client/gen/playhouse/arena/v1/arena_service_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/assistant_service_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/behavior_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/behavior_service_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/config_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/frame_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/order_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/view_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/world_config_service_pb";
export * from "@playhouse/client/gen/playhouse/arena/v1/world_pb";
