package postgres

import (
	"errors"
	"os"
	"syscall"
)

// nobody is how root's uid looks to Postgres in its user namespace.
const nobody = 65534

// accounts are those to try, in this order.
func accounts() []account {
	if os.Geteuid() != 0 {
		return []account{tied(account{name: "this user", uid: os.Geteuid(), gid: os.Getegid()})}
	}
	a := account{name: "root in a user namespace"}
	a.attr = syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: nobody, HostID: 0, Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: nobody, HostID: 0, Size: 1}},
		Credential:  &syscall.Credential{Uid: nobody, Gid: nobody, NoSetGroups: true},
	}
	all := []account{tied(a)}
	for _, l := range lesser() {
		all = append(all, tied(l))
	}
	return all
}

// tied lets the account's processes end with the thread that started them.
func tied(a account) account {
	a.attr.Pdeathsig = syscall.SIGINT
	return a
}

// forbidden reports whether an error of starting a process means that the
// account cannot be used here, rather than that the binary cannot.
func forbidden(err error) bool {
	for _, e := range []syscall.Errno{syscall.EPERM, syscall.ENOSPC, syscall.EUSERS, syscall.EINVAL, syscall.ENOSYS} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
