package media

import (
	"archive/zip"
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"playhouse/server/session"
)

// CheckArchive looks at the list of contents of a zip, unpacking nothing: what it
// says of names and sizes must be sane. Who unpacks it must hold each file to what
// is said here.
func CheckArchive(f File, l Limits) error {
	if b := string(head(f, 4)); b != "PK\x03\x04" && b != "PK\x05\x06" {
		return wrong(f, "a zip archive that this server exported")
	}
	if err := countEntries(f, l.Entries); err != nil {
		return err
	}
	z, err := zip.NewReader(f, f.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return damaged("archive", err)
	}
	if len(z.File) > l.Entries {
		return tooManyEntries(l.Entries)
	}
	names := map[string]bool{}
	var sum uint64
	for _, e := range z.File {
		if err := checkEntry(e, l); err != nil {
			return err
		}
		if names[e.Name] {
			return damage("it has %q twice", e.Name)
		}
		names[e.Name] = true
		if sum += e.UncompressedSize64; sum > uint64(l.Unpacked) || e.UncompressedSize64 > uint64(l.Unpacked) {
			return session.Refuse("too_large", "unpacked, this archive has more than %d MiB", l.Unpacked>>20)
		}
	}
	return overlapping(z)
}

func tooManyEntries(most int) error {
	return session.Refuse("too_large", "this archive has more than %d files", most)
}

// countEntries refuses a list so long that reading it would take much memory. The
// list stands at the end, and its length before that.
func countEntries(f File, most int) error {
	const perEntry = 1 << 10 // a name, and what belongs to an entry
	const tail = 22 + 1<<16
	at := max(0, f.Size()-tail)
	b := make([]byte, f.Size()-at)
	if _, err := f.ReadAt(b, at); err != nil && len(b) == 0 {
		return damaged("archive", err)
	}
	i := strings.LastIndex(string(b), "PK\x05\x06")
	if i < 0 || len(b) < i+22 {
		return damaged("archive", errors.New("its end is missing"))
	}
	size := int64(b[i+12]) | int64(b[i+13])<<8 | int64(b[i+14])<<16 | int64(b[i+15])<<24
	if size > int64(most)*perEntry {
		return tooManyEntries(most)
	}
	return nil
}

func checkEntry(e *zip.File, l Limits) error {
	switch {
	case !fs.ValidPath(strings.TrimSuffix(e.Name, "/")) || strings.ContainsAny(e.Name, "\\:\x00"):
		return damage("it has a file with the name %q", e.Name)
	case !e.Mode().IsRegular() && !e.Mode().IsDir():
		return damage("%q is no file", e.Name)
	case e.Flags&1 != 0:
		return damage("%q is encrypted", e.Name)
	case e.Method != zip.Store && e.Method != zip.Deflate:
		return damage("%q is packed in a way that is not known here", e.Name)
	case e.UncompressedSize64 > 1<<20 && e.UncompressedSize64/uint64(l.Ratio) > e.CompressedSize64:
		return session.Refuse("too_large", "%q in this archive grows to more than %d times its size", e.Name, l.Ratio)
	}
	return nil
}

// overlapping refuses entries that share bytes: so a small file becomes a large one
// many times over.
func overlapping(z *zip.Reader) error {
	type span struct {
		begin, end int64
		name       string
	}
	var spans []span
	for _, e := range z.File {
		at, err := e.DataOffset()
		if err != nil {
			return damaged("archive", err)
		}
		spans = append(spans, span{at, at + int64(e.CompressedSize64), e.Name})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.begin, b.begin) })
	for i, s := range spans[min(1, len(spans)):] {
		if before := spans[i]; s.begin < before.end {
			return damage("%q and %q share bytes", before.name, s.name)
		}
	}
	return nil
}
