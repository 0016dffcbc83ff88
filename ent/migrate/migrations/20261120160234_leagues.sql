-- Create "leagues" table
CREATE TABLE "leagues" ("id" uuid NOT NULL, "name" character varying NOT NULL, "ruleset" character varying NOT NULL, "designated_hitter" boolean NOT NULL, "extra_inning_runner" boolean NOT NULL, "season" integer NOT NULL DEFAULT 0, "simulator" uuid NULL, "simulating_until" timestamptz NULL, "revision" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "commissioner_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "leagues_users_commissioner" FOREIGN KEY ("commissioner_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create index "league_commissioner_id" to table: "leagues"
CREATE INDEX "league_commissioner_id" ON "leagues" ("commissioner_id");
-- Create "league_deeds" table
CREATE TABLE "league_deeds" ("id" uuid NOT NULL, "digest" bigint NOT NULL, "made" uuid NOT NULL, "created_at" timestamptz NOT NULL, "league_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "league_deeds_leagues_league" FOREIGN KEY ("league_id") REFERENCES "leagues" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create index "leaguedeed_league_id_created_at" to table: "league_deeds"
CREATE INDEX "leaguedeed_league_id_created_at" ON "league_deeds" ("league_id", "created_at");
-- Create "league_seasons" table
CREATE TABLE "league_seasons" ("id" uuid NOT NULL, "number" integer NOT NULL, "entrants" jsonb NOT NULL, "playoffs" jsonb NULL, "regular" integer NOT NULL, "games" integer NOT NULL, "played" integer NOT NULL DEFAULT 0, "seed" character varying NOT NULL DEFAULT '', "forms" jsonb NULL, "names" jsonb NULL, "champion_id" uuid NULL, "run" uuid NULL, "run_until" integer NOT NULL DEFAULT 0, "created_at" timestamptz NOT NULL, "league_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "league_seasons_leagues_league" FOREIGN KEY ("league_id") REFERENCES "leagues" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create index "leagueseason_league_id_number" to table: "league_seasons"
CREATE UNIQUE INDEX "leagueseason_league_id_number" ON "league_seasons" ("league_id", "number");
-- Create "league_games" table
CREATE TABLE "league_games" ("id" uuid NOT NULL, "number" integer NOT NULL, "day" integer NOT NULL, "home_id" uuid NOT NULL, "away_id" uuid NOT NULL, "played" boolean NOT NULL DEFAULT false, "home_runs" integer NOT NULL DEFAULT 0, "away_runs" integer NOT NULL DEFAULT 0, "innings" integer NOT NULL DEFAULT 0, "box" bytea NULL, "session_id" uuid NULL, "season_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "league_games_league_seasons_season" FOREIGN KEY ("season_id") REFERENCES "league_seasons" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create index "leaguegame_season_id_number" to table: "league_games"
CREATE UNIQUE INDEX "leaguegame_season_id_number" ON "league_games" ("season_id", "number");
-- Create index "leaguegame_session_id" to table: "league_games"
CREATE UNIQUE INDEX "leaguegame_session_id" ON "league_games" ("session_id") WHERE (session_id IS NOT NULL);
-- Create "league_teams" table
CREATE TABLE "league_teams" ("id" uuid NOT NULL, "name" character varying NOT NULL, "name_key" character varying NOT NULL, "cards" bytea NULL, "players" integer NOT NULL DEFAULT 0, "chart" bytea NULL, "source" character varying NOT NULL DEFAULT '', "stale" boolean NOT NULL DEFAULT false, "roster_at" timestamptz NULL, "revision" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "league_id" uuid NOT NULL, "manager_id" uuid NULL, PRIMARY KEY ("id"), CONSTRAINT "league_teams_leagues_league" FOREIGN KEY ("league_id") REFERENCES "leagues" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "league_teams_users_manager" FOREIGN KEY ("manager_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- Create index "leagueteam_league_id_name_key" to table: "league_teams"
CREATE UNIQUE INDEX "leagueteam_league_id_name_key" ON "league_teams" ("league_id", "name_key");
-- Create index "leagueteam_manager_id" to table: "league_teams"
CREATE INDEX "leagueteam_manager_id" ON "league_teams" ("manager_id");
