//go:build unix

package postgres

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// symlink is an entry of the npm package's list; both paths are relative to the
// package: native/lib/libpq.so.5.18, native/lib/libpq.so.5.
type symlink struct {
	Source string `json:"source"`
	Target string `json:"target"`
}

// link makes up for the symbolic links that the npm package of dir lists and
// lacks, in a folder below scratch, and returns what tells the dynamic loader.
// Other folders need nothing.
func link(dir, scratch string) (env []string, err error) {
	native := filepath.Dir(dir)
	text, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var links []symlink
	if err := json.Unmarshal(text, &links); err != nil {
		return nil, err
	}
	if !lacking(filepath.Dir(native), links) {
		return nil, nil
	}
	made := filepath.Join(scratch, "lib")
	if err := linkAll(filepath.Dir(native), links, made); err != nil {
		return nil, err
	}
	variable := "LD_LIBRARY_PATH"
	if runtime.GOOS == "darwin" {
		variable = "DYLD_LIBRARY_PATH"
	}
	return []string{variable + "=" + made}, nil
}

func lacking(root string, links []symlink) bool {
	for _, l := range links {
		if _, err := os.Stat(filepath.Join(root, l.Target)); err != nil {
			return true
		}
	}
	return false
}

// linkAll fills the folder made with the links, and with one to each library
// that has its right name: a library that is reached by a link looks for others
// beside the link.
func linkAll(root string, links []symlink, made string) error {
	// Another copy of the package may have been tried before.
	if err := os.RemoveAll(made); err != nil {
		return err
	}
	if err := os.Mkdir(made, 0o700); err != nil {
		return err
	}
	lib := filepath.Join(root, "native", "lib")
	present, err := os.ReadDir(lib)
	if err != nil {
		return err
	}
	to := map[string]string{}
	for _, e := range present {
		to[e.Name()] = filepath.Join(lib, e.Name())
	}
	for _, l := range links {
		to[filepath.Base(l.Target)] = filepath.Join(root, l.Source)
	}
	for name, path := range to {
		if err := os.Symlink(path, filepath.Join(made, name)); err != nil {
			return err
		}
	}
	return nil
}
