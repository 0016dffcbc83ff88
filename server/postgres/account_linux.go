package postgres

import (
	"errors"
	"os"
	osuser "os/user"
	"strconv"
	"syscall"
)

// nobody is the number of the user nobody, where nothing else is known.
const nobody = 65534

// accounts are those to try, in this order.
func accounts() []account {
	uid := os.Geteuid()
	plain := tied(account{name: "this user", uid: uid, gid: os.Getegid()})
	if uid != 0 {
		// initdb wants a name for its user. Containers often run as one without.
		if _, err := osuser.LookupId(strconv.Itoa(uid)); err == nil {
			return []account{plain}
		}
		return []account{namespaced(), plain}
	}
	all := []account{namespaced()}
	for _, l := range lesser() {
		all = append(all, tied(l))
	}
	return all
}

// namespaced is this user, looking like nobody in a user namespace.
func namespaced() account {
	inside := nobody
	if u, err := osuser.Lookup("nobody"); err == nil {
		if id, err := strconv.Atoi(u.Uid); err == nil {
			inside = id
		}
	}
	a := account{name: "this user in a namespace", uid: os.Geteuid(), gid: os.Getegid()}
	a.attr = syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: inside, HostID: a.uid, Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: inside, HostID: a.gid, Size: 1}},
		Credential:  &syscall.Credential{Uid: uint32(inside), Gid: uint32(inside), NoSetGroups: true},
	}
	return tied(a)
}

// tied lets the account's processes end with the thread that started them, and
// only so: in a group of their own, a Ctrl-C in the terminal reaches the server,
// which stops them when it is done with them.
func tied(a account) account {
	a.attr.Pdeathsig = syscall.SIGINT
	a.attr.Setpgid = true
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
