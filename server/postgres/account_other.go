//go:build unix && !linux

package postgres

import (
	"errors"
	"os"
	"syscall"
)

// accounts are those to try, in this order.
func accounts() []account {
	if os.Geteuid() != 0 {
		return []account{{name: "this user", uid: os.Geteuid(), gid: os.Getegid()}}
	}
	return lesser()
}

// forbidden reports whether an error of starting a process means that the
// account cannot be used here, rather than that the binary cannot.
func forbidden(err error) bool { return errors.Is(err, syscall.EPERM) }
