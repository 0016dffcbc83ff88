//go:build unix

package postgres

import (
	"fmt"
	"io/fs"
	"os"
	osuser "os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is whom Postgres runs as.
type account struct {
	name     string
	uid, gid int // who owns its files, as this process sees it
	attr     syscall.SysProcAttr
}

// own gives a directory and all that is in it to the account. Only root needs
// to, and only when the directory is not the account's yet; the directory itself
// comes last, so that an interrupted change is taken up again.
func (a account) own(dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok && int(stat.Uid) == a.uid {
		return nil
	}
	err = filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		return os.Lchown(path, a.uid, a.gid)
	})
	if err != nil {
		return err
	}
	return os.Lchown(dir, a.uid, a.gid)
}

// lesser are the accounts that root can become.
func lesser() []account {
	var found []account
	for _, name := range []string{"postgres", "nobody"} {
		u, err := osuser.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(u.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(u.Gid, 10, 32)
		if uidErr != nil || gidErr != nil {
			continue
		}
		a := account{name: "the user " + name, uid: int(uid), gid: int(gid)}
		a.attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		found = append(found, a)
	}
	return found
}

func (a account) String() string { return fmt.Sprintf("%s (uid %d)", a.name, a.uid) }
