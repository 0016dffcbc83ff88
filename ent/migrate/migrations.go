package migrate

import "embed"

// Migrations are the versioned changes of the schema, oldest first by name,
// with their checksums in atlas.sum. Written by `task migration`, applied by
// server/store, never edited.
//
//go:embed migrations/*.sql migrations/atlas.sum
var Migrations embed.FS
