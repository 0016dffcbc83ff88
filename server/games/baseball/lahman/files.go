package lahman

import (
	"bytes"
	"io/fs"
	"path"
)

// Bytes are files in memory, by name: what a request brings.
type Bytes map[string][]byte

// Open opens one for reading; there is nothing else to know of it.
func (b Bytes) Open(name string) (fs.File, error) {
	content, there := b[name]
	if !there {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return file{bytes.NewReader(content)}, nil
}

type file struct{ *bytes.Reader }

// Stat refuses: the file has neither date nor mode.
func (file) Stat() (fs.FileInfo, error) { return nil, fs.ErrInvalid }

// Close does nothing.
func (file) Close() error { return nil }

// Find is the folder that holds the tables: files itself or one below, as archives
// have them. Of several it is the first.
func Find(files fs.FS) (fs.FS, error) {
	found := ""
	err := fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && path.Base(name) == batting.file {
			found = path.Dir(name)
			return fs.SkipAll
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if found == "" {
		return nil, &Error{File: batting.file, Problem: "the file is missing"}
	}
	return fs.Sub(files, found)
}
