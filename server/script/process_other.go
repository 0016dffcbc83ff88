//go:build !linux

package script

import (
	"os"
	"syscall"
	"time"
)

// confinements is one way to start a worker. It ends when its input does.
func confinements() []*syscall.SysProcAttr { return []*syscall.SysProcAttr{{}} }

func refused(error) bool { return false }

// itself is this program.
func itself() (string, error) { return os.Executable() }

// worked is not known here: the clock decides.
func worked(int) (time.Duration, bool) { return 0, false }
