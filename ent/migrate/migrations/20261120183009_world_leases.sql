-- Create "world_checkpoints" table
CREATE TABLE "world_checkpoints" ("id" uuid NOT NULL, "epoch" bigint NOT NULL, "run" integer NOT NULL, "tick" integer NOT NULL, "through" integer NOT NULL, "data" bytea NOT NULL, "saved_at" timestamptz NOT NULL, "session_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "world_checkpoints_sessions_session" FOREIGN KEY ("session_id") REFERENCES "sessions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create "world_leases" table
CREATE TABLE "world_leases" ("id" uuid NOT NULL, "holder" character varying NOT NULL DEFAULT '', "epoch" bigint NOT NULL DEFAULT 0, "expires_at" timestamptz NOT NULL, "wanted_until" timestamptz NOT NULL, "session_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "world_leases_sessions_session" FOREIGN KEY ("session_id") REFERENCES "sessions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create index "worldlease_wanted_until" to table: "world_leases"
CREATE INDEX "worldlease_wanted_until" ON "world_leases" ("wanted_until");
