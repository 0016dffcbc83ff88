package script

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// nobody is the user that owns nothing.
const nobody = 65534

// confine gives up all that a worker does not need, for good: memory beyond some,
// files and sockets (no descriptor can be opened any more), writing to files, dumps,
// and root's rights.
func confine() error {
	tame()
	size, err := addressSize()
	if err != nil {
		return err
	}
	if err := leaveRoot(); err != nil {
		return err
	}
	// A change of user forgets that this process ends with its parent.
	if err := unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0); err != nil {
		return err
	}
	for _, l := range []struct {
		what int
		most uint64
	}{
		{unix.RLIMIT_CORE, 0},
		{unix.RLIMIT_FSIZE, 0},
		{unix.RLIMIT_NOFILE, 0},
		// Go reserves its address space before it uses it, and a stroke of memory is
		// refused there. RLIMIT_DATA would not do: what is mapped over a reservation
		// is not held against it.
		{unix.RLIMIT_AS, size + spaceMost},
	} {
		if err := unix.Setrlimit(l.what, &unix.Rlimit{Cur: l.most, Max: l.most}); err != nil {
			return fmt.Errorf("limit %d: %w", l.what, err)
		}
	}
	return nil
}

// leaveRoot makes root nobody. Where even root may not (a container without the
// capability), the worker stays what it is: it can open nothing anyway. The calls are
// those of syscall: they are for all threads.
func leaveRoot() error {
	if os.Geteuid() != 0 {
		return nil
	}
	for _, step := range []func() error{
		func() error { return syscall.Setgroups(nil) },
		func() error { return syscall.Setresgid(nobody, nobody, nobody) },
		func() error { return syscall.Setresuid(nobody, nobody, nobody) },
	} {
		if err := step(); err != nil && !errors.Is(err, syscall.EPERM) && !errors.Is(err, syscall.EINVAL) {
			return err
		}
	}
	return nil
}

// spaceMost is how much address space a worker may take beyond what it is born with:
// heapMost in portions of 64 MB, and what threads and C set aside for themselves. One
// stroke may so take some more than heapMost, until the worker looks at itself.
const spaceMost = 256 << 20

// addressSize is how much address space this process has by now, in bytes.
func addressSize() (uint64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmSize:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0, errors.New("no VmSize in /proc/self/status")
	}
	kb, err := strconv.ParseUint(fields[0], 10, 64)
	return kb << 10, err
}
