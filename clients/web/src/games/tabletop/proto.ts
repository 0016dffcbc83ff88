/** The game's messages in one place, so that the rest of the folder imports one name. */
export * from "@playhouse/client/gen/playhouse/tabletop/v1/bestiary_service_pb";
export * from "@playhouse/client/gen/playhouse/tabletop/v1/campaign_service_pb";
export * from "@playhouse/client/gen/playhouse/tabletop/v1/library_service_pb";
export * from "@playhouse/client/gen/playhouse/tabletop/v1/scene_pb";
export * from "@playhouse/client/gen/playhouse/tabletop/v1/scene_service_pb";
export * from "@playhouse/client/gen/playhouse/tabletop/v1/table_service_pb";
export * from "@playhouse/client/gen/playhouse/tabletop/v1/view_pb";
