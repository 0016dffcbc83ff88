// Package content holds the data that baseball ships: a league a file, and the
// environment that they are measured against. environment-2019.json carries the
// notice of those who gathered it; it goes wherever a table of it goes. names.txt
// are names of people who never were.
package content

import (
	"embed"
	"strings"
)

// Files are the league files (sba.json, pd.json) and environment-2019.json.
//
//go:embed *.json
var Files embed.FS

//go:embed names.txt
var names string

// Names are invented people's first and last names, each once.
func Names() (first, last []string) {
	firsts, lasts, _ := strings.Cut(names, "\n")
	return strings.Fields(firsts), strings.Fields(lasts)
}
