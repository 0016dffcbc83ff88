//go:build unix

package postgres

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// link makes the symbolic links that the npm package of dir lists and lacks, in
// a folder below scratch, and returns what tells the dynamic loader. Other
// folders need nothing.
func link(dir, scratch string) (env []string, err error) {
	native := filepath.Dir(dir)
	text, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json")) //nolint:gosec // beside the binaries
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(text, &links); err != nil {
		return nil, err
	}
	made := filepath.Join(scratch, "lib")
	if err := os.MkdirAll(made, 0o700); err != nil {
		return nil, err
	}
	missing := false
	for _, l := range links {
		// Both are relative to the package: native/lib/libpq.so.5.
		if _, err := os.Stat(filepath.Join(filepath.Dir(native), l.Target)); err == nil {
			continue
		}
		missing = true
		err := os.Symlink(filepath.Join(filepath.Dir(native), l.Source), filepath.Join(made, filepath.Base(l.Target)))
		if err != nil && !errors.Is(err, os.ErrExist) {
			return nil, err
		}
	}
	if !missing {
		return nil, nil
	}
	variable := "LD_LIBRARY_PATH"
	if runtime.GOOS == "darwin" {
		variable = "DYLD_LIBRARY_PATH"
	}
	return []string{variable + "=" + made}, nil
}
