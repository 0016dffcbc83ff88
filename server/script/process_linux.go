package script

import (
	"errors"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// confinements are ways to start a worker, the closest first: without network, then
// without even that where it is forbidden (in many containers). Each ends with the
// server, and does not hear a Ctrl-C that is meant for it.
func confinements() []*syscall.SysProcAttr {
	plain := &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	alone := *plain
	alone.Cloneflags = syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC
	if uid, gid := os.Geteuid(), os.Getegid(); uid != 0 {
		alone.Cloneflags |= syscall.CLONE_NEWUSER
		alone.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: uid, Size: 1}}
		alone.GidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: gid, Size: 1}}
	}
	return []*syscall.SysProcAttr{&alone, plain}
}

// refused reports whether an error of starting means that this way is not allowed
// here.
func refused(err error) bool {
	for _, e := range []syscall.Errno{syscall.EPERM, syscall.EACCES, syscall.ENOSPC, syscall.EUSERS, syscall.EINVAL, syscall.ENOSYS} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// itself is this program, even if its file was replaced since it began: the worker
// must speak as the server does.
func itself() (string, error) { return "/proc/self/exe", nil }

// worked is how long a process has had a processor until now.
func worked(pid int) (time.Duration, bool) {
	const schedule = 2 // the clock of what the scheduler gave (CPUCLOCK_SCHED)
	var t unix.Timespec
	if err := unix.ClockGettime(int32(^pid<<3|schedule), &t); err != nil {
		return 0, false
	}
	return time.Duration(t.Nano()), true
}
