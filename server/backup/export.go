package backup

import (
	"archive/tar"
	"archive/zip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"

	"playhouse/server/blob"
	"playhouse/server/store"
)

// House is what is saved, or made: a database and a place for files.
type House struct {
	DB    *sql.DB
	Files *blob.Store
	// Progress is told in sentences how far the work is; nil for nobody.
	Progress func(string)
}

// Export writes all that there is and returns what it was. The database must have
// seen the migrations of this binary and no others. A file that a campaign names and
// that is not in its place is an error: the place is another, most likely.
func (h House) Export(ctx context.Context, to io.Writer) (*Manifest, error) {
	tx, err := begin(ctx, h.DB, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }() // there is nothing to commit
	m := &Manifest{Format: format, FormatVersion: formatVersion, Made: time.Now().UTC()}
	if m.Migrations, err = current(ctx, tx); err != nil {
		return nil, err
	}
	if m.Tables, err = h.choose(ctx, tx); err != nil {
		return nil, err
	}
	if err := h.complete(ctx, tx); err != nil {
		return nil, err
	}
	return m, h.pack(ctx, tx, m, to)
}

// pack writes what the manifest lists, and completes the manifest.
func (h House) pack(ctx context.Context, tx *sql.Tx, m *Manifest, to io.Writer) error {
	w := packer{zip: zip.NewWriter(to), teller: teller{tell: h.Progress}}
	w.zip.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	for i := range m.Tables {
		if err := w.table(ctx, tx, &m.Tables[i]); err != nil {
			return fmt.Errorf("table %s: %w", m.Tables[i].Name, err)
		}
	}
	if err := w.files(ctx, h.Files, &m.Files); err != nil {
		return fmt.Errorf("files: %w", err)
	}
	return w.close(m)
}

// current are the migrations of a database if they are this binary's.
func current(ctx context.Context, tx *sql.Tx) ([]store.Migration, error) {
	applied, err := store.Applied(ctx, tx)
	if err != nil {
		return nil, err
	}
	known, err := store.Migrations()
	switch {
	case err != nil:
		return nil, err
	case len(applied) == 0:
		return nil, errors.New("there is no playhouse in this database: check DATABASE_URL")
	case len(applied) > len(known):
		return nil, errors.New("a newer version of playhouse has been at this database: export with that one")
	case !slices.Equal(applied, known[:len(applied)]):
		return nil, errors.New("this database is of another version of playhouse: export with that one")
	case len(applied) < len(known):
		return nil, errors.New("this database is of an older version of playhouse: export with that one, or bring it up to date first (playhouse serve does, or playhouse migrate)")
	}
	return applied, nil
}

// choose lists the tables and their columns, and tells which are not ours.
func (h House) choose(ctx context.Context, tx *sql.Tx) ([]Table, error) {
	there, err := tablesOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	known := ours()
	var all []Table
	for _, name := range known {
		t, err := describe(ctx, tx, name)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	strange := slices.DeleteFunc(there, func(name string) bool { return slices.Contains(known, name) })
	if len(strange) > 0 && h.Progress != nil {
		h.Progress("not playhouse's, and left out: " + strings.Join(strange, ", "))
	}
	return all, nil
}

// describe says what a table is like.
func describe(ctx context.Context, tx *sql.Tx, name string) (t Table, err error) {
	t = Table{Name: name, Part: Part{Name: "tables/" + name + ".jsonl"}}
	if t.Columns, err = columnsOf(ctx, tx, name); err != nil {
		return t, err
	}
	if len(t.Columns) == 0 {
		return t, fmt.Errorf("table %s is not there, or this user may not read it", name)
	}
	if t.Counters, err = countersOf(ctx, tx, name, t.Columns); err != nil {
		return t, fmt.Errorf("counters of %s: %w", name, err)
	}
	return t, nil
}

// packer writes the zip.
type packer struct {
	teller

	zip *zip.Writer
}

// part begins a part; done notes its size and hash.
func (w *packer) part(p *Part, method uint16) (to io.Writer, done func(), err error) {
	out, err := w.zip.CreateHeader(&zip.FileHeader{Name: p.Name, Method: method, Modified: time.Now().UTC()})
	if err != nil {
		return nil, nil, err
	}
	c := &counting{hash: sha256.New()}
	return io.MultiWriter(out, c), func() { p.Bytes, p.SHA256 = c.bytes, hex.EncodeToString(c.hash.Sum(nil)) }, nil
}

// counting is what a part is known by.
type counting struct {
	hash  hash.Hash
	bytes int64
}

func (c *counting) Write(b []byte) (int, error) {
	c.bytes += int64(len(b))
	return c.hash.Write(b)
}

func (w *packer) table(ctx context.Context, tx *sql.Tx, t *Table) error {
	to, done, err := w.part(&t.Part, zip.Deflate)
	if err != nil {
		return err
	}
	var sum digest
	err = eachRow(ctx, tx, *t, func(line []byte) error {
		t.Rows++
		sum.add(line)
		w.nowf("%s: %d rows", t.Name, t.Rows)
		_, err := to.Write(line)
		return err
	})
	t.Digest = sum.String()
	done()
	return err
}

// files copies the place for files. Pictures and sounds do not get smaller: they are
// packed as they are.
func (w *packer) files(ctx context.Context, from *blob.Store, f *Files) error {
	f.Part.Name = filesName
	to, done, err := w.part(&f.Part, zip.Store)
	if err != nil {
		return err
	}
	pack := tar.NewWriter(to)
	err = from.Each(ctx, func(key string) error {
		there, err := addFile(ctx, pack, from, key)
		if there {
			f.Count++
			w.nowf("files: %d", f.Count)
		}
		return err
	})
	err = errors.Join(err, pack.Close())
	done()
	return err
}

// addFile copies one; false when it has gone meanwhile: nothing names it any more.
func addFile(ctx context.Context, to *tar.Writer, from *blob.Store, key string) (bool, error) {
	r, err := from.Open(ctx, key, blob.Range{})
	if errors.Is(err, blob.ErrMissing) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer func() { _ = r.Close() }()
	if err := to.WriteHeader(&tar.Header{Name: key, Size: r.Size(), Mode: 0o600, ModTime: r.ModTime(), Format: tar.FormatPAX}); err != nil {
		return false, fmt.Errorf("%s: %w", key, err)
	}
	if _, err := io.Copy(to, r); err != nil {
		return false, fmt.Errorf("%s: %w", key, err)
	}
	return true, nil
}

// complete finds files that campaigns name and that are not in their place.
func (h House) complete(ctx context.Context, tx *sql.Tx) error {
	missing, first := 0, blob.Hash("")
	err := store.EachAssetBlob(ctx, tx, func(b blob.Hash) error {
		_, err := h.Files.Age(ctx, b.Key(blob.Bytes))
		if !errors.Is(err, blob.ErrMissing) {
			return err
		}
		if missing++; first == "" {
			first = b
		}
		return nil
	})
	if err == nil && missing > 0 {
		err = fmt.Errorf("%d files that campaigns name are not in the place for files (%s, for one): give the --files or --data-dir that playhouse serve has", missing, first)
	}
	return err
}

// close writes the manifest last: by then it is known what there was.
func (w *packer) close(m *Manifest) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: manifestName, Method: zip.Deflate, Modified: m.Made})
	if err == nil {
		_, err = to.Write(text)
	}
	return errors.Join(err, w.zip.Close())
}

// teller tells progress now and then.
type teller struct {
	tell func(string)
	told time.Time
}

const tellEvery = 2 * time.Second

func (t *teller) nowf(format string, args ...any) {
	if t.tell == nil || time.Since(t.told) < tellEvery {
		return
	}
	if !t.told.IsZero() {
		t.tell(fmt.Sprintf(format, args...))
	}
	t.told = time.Now()
}
