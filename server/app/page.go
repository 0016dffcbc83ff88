package app

import (
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"playhouse/clients/web"
)

// notBuilt is shown when the binary was built before the page.
const notBuilt = `<!doctype html><title>Playhouse</title>
<p>The API is running, but this binary was built without the page.
Build it with <code>npm --prefix clients ci &amp;&amp; npm --prefix clients run build</code> and start again.`

// newPage serves the single-page app and the games' pictures. Paths that name
// no file are routes of the page.
func newPage(art []fs.FS) (http.Handler, error) {
	dist := web.Dist()
	index, err := fs.ReadFile(dist, "index.html")
	if err != nil {
		index = []byte(notBuilt)
	}
	p := page{dist: dist, art: art, index: index}
	compress, err := gzhttp.NewWrapper()
	if err != nil {
		return nil, err
	}
	return compress(p), nil
}

type page struct {
	dist  fs.FS
	art   []fs.FS
	index []byte
}

func (p page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "there is nothing to call here; the API is at /<package>.<Service>/<Method>", http.StatusNotFound)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	for _, art := range p.art {
		if isFile(art, name) {
			w.Header().Set("Cache-Control", "public, max-age=3600")
			http.FileServerFS(art).ServeHTTP(w, r)
			return
		}
	}
	switch {
	case name != "index.html" && isFile(p.dist, name):
		cache := "no-cache"
		if strings.HasPrefix(name, "assets/") { // their names change with their content
			cache = "public, max-age=31536000, immutable"
		}
		w.Header().Set("Cache-Control", cache)
		http.FileServerFS(p.dist).ServeHTTP(w, r)
	case path.Ext(name) != "" && name != "index.html":
		http.NotFound(w, r)
	default:
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(p.index)
	}
}

func isFile(files fs.FS, name string) bool {
	if name == "" || !fs.ValidPath(name) {
		return false
	}
	info, err := fs.Stat(files, name)
	return err == nil && !info.IsDir()
}
