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

// reach reports an ancestor of the data directory that the account may not pass.
// That concerns a root that became somebody else.
func (a account) reach(data string) error {
	if os.Geteuid() != 0 || a.uid == 0 {
		return nil
	}
	for dir := filepath.Dir(data); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		stat, ok := info.Sys().(*syscall.Stat_t)
		if ok && info.Mode().Perm()&0o001 == 0 && int(stat.Uid) != a.uid && int(stat.Gid) != a.gid {
			return fmt.Errorf("root may not make user namespaces here, so Postgres runs as %s, who may not enter %s: "+
				"choose a data directory that everybody can reach, or do not run as root", a.name, dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
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
