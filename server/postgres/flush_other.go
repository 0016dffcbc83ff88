//go:build unix && !linux

package postgres

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// flush puts dir and all that is in it on disk.
func flush(dir string) error {
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		f, err := os.Open(path) //nolint:gosec // the user's own choice
		if err != nil {
			return err
		}
		err = f.Sync()
		return errors.Join(err, f.Close())
	})
}
