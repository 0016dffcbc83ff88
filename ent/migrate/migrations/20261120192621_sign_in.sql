-- Create "sign_in_attempts" table
CREATE TABLE "sign_in_attempts" ("id" character varying NOT NULL, "browser_hash" bytea NOT NULL, "provider" character varying NOT NULL, "nonce" character varying NOT NULL, "verifier" character varying NOT NULL, "return_to" character varying NOT NULL, "device_id" uuid NULL, "switch_account" boolean NOT NULL, "expires_at" timestamptz NOT NULL, PRIMARY KEY ("id"));
-- Create index "signinattempt_expires_at" to table: "sign_in_attempts"
CREATE INDEX "signinattempt_expires_at" ON "sign_in_attempts" ("expires_at");
-- Create "linked_identities" table
CREATE TABLE "linked_identities" ("id" uuid NOT NULL, "issuer" character varying NOT NULL, "subject" character varying NOT NULL, "name" character varying NOT NULL, "created_at" timestamptz NOT NULL, "used_at" timestamptz NOT NULL, "user_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "linked_identities_users_identities" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create index "linkedidentity_issuer_subject" to table: "linked_identities"
CREATE UNIQUE INDEX "linkedidentity_issuer_subject" ON "linked_identities" ("issuer", "subject");
-- Create index "linkedidentity_user_id" to table: "linked_identities"
CREATE INDEX "linkedidentity_user_id" ON "linked_identities" ("user_id");
