-- Modify "uploads" table
ALTER TABLE "uploads" ADD COLUMN "parts" text[] NOT NULL DEFAULT '{}', ADD COLUMN "reason" character varying NOT NULL DEFAULT '', ADD COLUMN "refusal" character varying NOT NULL DEFAULT '';
