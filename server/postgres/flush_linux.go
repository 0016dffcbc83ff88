package postgres

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// flush puts the file system that holds dir on disk.
func flush(dir string) error {
	f, err := os.Open(dir) //nolint:gosec // the user's own choice
	if err != nil {
		return err
	}
	err = unix.Syncfs(int(f.Fd())) //nolint:gosec // a file descriptor
	return errors.Join(err, f.Close())
}
