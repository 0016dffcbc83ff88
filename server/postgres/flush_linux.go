package postgres

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// flush puts the file system that holds dir on disk.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = unix.Syncfs(int(f.Fd()))
	return errors.Join(err, f.Close())
}
