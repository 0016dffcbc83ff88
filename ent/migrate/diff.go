//go:build ignore

// Writes the migration that brings the database from the last one to the ent
// schema: go run -mod=mod ent/migrate/diff.go NAME POSTGRES_URL
// The database must be empty: earlier migrations are replayed into it.
package main

import (
	"context"
	"log"
	"os"

	atlas "ariga.io/atlas/sql/migrate"
	_ "ariga.io/atlas/sql/postgres"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"
	_ "github.com/lib/pq"

	"playhouse/ent/migrate"
)

func main() {
	dir, err := atlas.NewLocalDir("ent/migrate/migrations")
	if err != nil {
		log.Fatal("migrations: ", err)
	}
	err = migrate.NamedDiff(context.Background(), os.Args[2], os.Args[1],
		schema.WithDir(dir), schema.WithMigrationMode(schema.ModeReplay), schema.WithDialect(dialect.Postgres),
		schema.WithFormatter(atlas.DefaultFormatter), schema.WithDropColumn(true), schema.WithDropIndex(true))
	if err != nil {
		log.Fatal("diff: ", err)
	}
}
