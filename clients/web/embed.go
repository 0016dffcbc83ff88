// Package web carries the built single-page app inside the binary.
//
// `npm run build` in clients/ fills dist; only its .gitkeep is committed, so
// that the server builds on a machine that has never run npm: it then serves no
// page and says so.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Dist returns the built page: index.html at its root when it has been built.
func Dist() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a valid path: a programmer's error
	}
	return sub
}
