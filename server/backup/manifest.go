package backup

import (
	"time"

	"playhouse/server/store"
)

const (
	manifestName = "manifest.json"
	filesName    = "files.tar"
	format       = "playhouse backup"
	// formatVersion counts changes that older binaries cannot read.
	formatVersion = 1
)

// Manifest says what a backup holds.
type Manifest struct {
	Format        string    `json:"format"`
	FormatVersion int       `json:"format_version"`
	Made          time.Time `json:"made"`
	// Migrations are those that the database had seen, oldest first.
	Migrations []store.Migration `json:"migrations"`
	Tables     []Table           `json:"tables"`
	Files      Files             `json:"files"`
}

// Part is a file in the zip.
type Part struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Table is what a backup holds of a table.
type Table struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    int64    `json:"rows"`
	// Digest is the sum of the SHA-256 of all rows modulo 2^256, in hexadecimal.
	Digest   string    `json:"digest"`
	Counters []Counter `json:"counters,omitempty"`
	Part     Part      `json:"part"`
}

// Counter is where a table's numbering stands.
type Counter struct {
	Column string `json:"column"`
	Last   int64  `json:"last"`
	// Called is false while Last is yet to be given out.
	Called bool `json:"called"`
}

// Files is what a backup holds of campaigns' files.
type Files struct {
	Count int64 `json:"count"`
	Part  Part  `json:"part"`
}

// Rows is how many there are in all tables.
func (m *Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// parts are all but the manifest itself.
func (m *Manifest) parts() []Part {
	all := []Part{m.Files.Part}
	for _, t := range m.Tables {
		all = append(all, t.Part)
	}
	return all
}
