package backup

import (
	"archive/tar"
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
)

const (
	manifestMost = 4 << 20
	// ratioMost is how many times larger a backup may be unpacked than packed, when
	// it is large: rows pack to a fifth or a tenth, files hardly. Deflate could do a
	// thousand.
	ratioMost = 200
	largeFrom = 64 << 20
)

// Archive is a backup that is read.
type Archive struct {
	Manifest Manifest

	file  *os.File
	parts map[string]*zip.File
}

// Open opens a backup and reads what it says of itself; see Verify. Close closes it.
func Open(name string) (_ *Archive, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			err = fmt.Errorf("%s: %w", name, err)
		}
	}()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(file, info.Size())
	if err != nil {
		return nil, fmt.Errorf("this is no backup, or its end is missing (%w)", err)
	}
	a := &Archive{file: file, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		if a.parts[f.Name] != nil {
			return nil, fmt.Errorf("%s is in it twice", f.Name)
		}
		a.parts[f.Name] = f
	}
	if err := a.readManifest(); err != nil {
		return nil, err
	}
	return a, a.plausible(info.Size())
}

// Close closes the file.
func (a *Archive) Close() error { return a.file.Close() }

func (a *Archive) readManifest() error {
	f := a.parts[manifestName]
	if f == nil || f.UncompressedSize64 > manifestMost {
		return errors.New("this is no backup of playhouse: make one by playhouse export")
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	text, err := io.ReadAll(io.LimitReader(r, manifestMost))
	if err != nil {
		return fmt.Errorf("manifest: %w", err)
	}
	if err := json.Unmarshal(text, &a.Manifest); err != nil || a.Manifest.Format != format {
		return errors.New("this is no backup of playhouse: its manifest says something else")
	}
	if v := a.Manifest.FormatVersion; v != formatVersion {
		return fmt.Errorf("this backup is of format %d, and this version of playhouse reads format %d: use the version that made it, or a newer one", v, formatVersion)
	}
	return nil
}

// plausible checks sizes before anything is unpacked: what the manifest says is what
// the zip says, and no more than could have been packed so small.
func (a *Archive) plausible(packed int64) error {
	parts := a.Manifest.parts()
	if len(parts)+1 != len(a.parts) {
		return errors.New("it holds other files than its manifest says")
	}
	var sum int64
	for _, p := range parts {
		f := a.parts[p.Name]
		if f == nil || p.Bytes < 0 || f.UncompressedSize64 != uint64(p.Bytes) || f.Method != zip.Deflate && f.Method != zip.Store {
			return fmt.Errorf("%s is not what the manifest says", p.Name)
		}
		if sum += p.Bytes; sum < 0 || sum > largeFrom && sum/ratioMost > packed {
			return fmt.Errorf("unpacked it would be over %d times as large as it is: no honest backup is", ratioMost)
		}
	}
	for _, t := range a.Manifest.Tables {
		if len(t.Columns) == 0 || t.Name == "" {
			return errors.New("the manifest has a table without columns")
		}
	}
	return nil
}

// read shows a part and checks, when it is at its end, that it is the one that was
// written.
func (a *Archive) read(ctx context.Context, p Part, show func(io.Reader) error) error {
	r, err := a.parts[p.Name].Open()
	if err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	defer func() { _ = r.Close() }()
	c := &counting{hash: sha256.New()}
	all := io.TeeReader(io.LimitReader(patient{ctx, r}, p.Bytes+1), c)
	err = show(all)
	if err == nil {
		_, err = io.Copy(io.Discard, all) // a tar has an end of its own
	}
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return fmt.Errorf("%s is damaged: %w", p.Name, err)
	case c.bytes != p.Bytes || hex.EncodeToString(c.hash.Sum(nil)) != p.SHA256:
		return fmt.Errorf("%s is damaged: it is not the one that was written (SHA-256)", p.Name)
	}
	return nil
}

// patient stops reading when its caller goes away.
type patient struct {
	ctx  context.Context
	from io.Reader
}

func (r patient) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.from.Read(p)
}

// Verify reads all of it, and compares with what the manifest says.
func (a *Archive) Verify(ctx context.Context, progress func(string)) error {
	tell := teller{tell: progress}
	for _, t := range a.Manifest.Tables {
		err := a.rows(ctx, t, func(int64, []*string) error {
			tell.nowf("checking %s", t.Part.Name)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return a.files(ctx, func(string, io.Reader) error {
		tell.nowf("checking %s", filesName)
		return nil
	})
}

// rows shows a table's rows and checks their number and digest at the end.
func (a *Archive) rows(ctx context.Context, t Table, show func(n int64, values []*string) error) error {
	var (
		sum digest
		n   int64
	)
	err := a.read(ctx, t.Part, func(r io.Reader) error {
		return lines(r, len(t.Columns), func(line []byte, values []*string) error {
			sum.add(line)
			n++
			return show(n, values)
		})
	})
	if err == nil && (n != t.Rows || sum.String() != t.Digest) {
		err = fmt.Errorf("%s is damaged: it has %d rows of %d, or others", t.Part.Name, n, t.Rows)
	}
	return err
}

// files shows the files and checks their number at the end.
func (a *Archive) files(ctx context.Context, show func(key string, r io.Reader) error) error {
	var n int64
	err := a.read(ctx, a.Manifest.Files.Part, func(r io.Reader) error {
		for pack := tar.NewReader(r); ; n++ {
			h, err := pack.Next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if h.Typeflag != tar.TypeReg || !fs.ValidPath(h.Name) || strings.ContainsRune(h.Name, '\\') {
				return fmt.Errorf("%q is no name of a file", h.Name)
			}
			if err := show(h.Name, pack); err != nil {
				return err
			}
		}
	})
	if err == nil && n != a.Manifest.Files.Count {
		err = fmt.Errorf("%s is damaged: it has %d files of %d", filesName, n, a.Manifest.Files.Count)
	}
	return err
}

// names are those of its tables.
func (a *Archive) names() []string {
	var all []string
	for _, t := range a.Manifest.Tables {
		all = append(all, t.Name)
	}
	slices.Sort(all)
	return all
}
