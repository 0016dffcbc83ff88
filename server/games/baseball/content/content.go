// Package content holds the data that baseball ships: a league a file, and the
// environment that they are measured against. environment-2019.json carries the
// notice of those who gathered it; it goes wherever a table of it goes.
package content

import "embed"

// Files are the league files (sba.json, pd.json) and environment-2019.json.
//
//go:embed *.json
var Files embed.FS
