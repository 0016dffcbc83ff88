package backup

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"playhouse/server/blob"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/store"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// place is a house on a database of its own.
func place(t *testing.T) House {
	t.Helper()
	db, err := store.Connect(t.Context(), postgrestest.URL(t))
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	address := url.URL{Scheme: "file", Path: filepath.Join(t.TempDir(), "files")}
	files, err := blob.Open(t.Context(), address.String(), t.TempDir())
	must(t, err)
	t.Cleanup(func() { _ = files.Close() })
	return House{DB: db, Files: files}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func do(t *testing.T, h House, statement string, args ...any) {
	t.Helper()
	if _, err := h.DB.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// odd are texts that formats trip over.
var odd = []string{"", "NULL", `\N`, "a\tb\nc\r\\d\"e'", "\u2028<&>", "💥{1,2}", "\x01\x7f"}

// furnished is a house with a little of everything that is hard to keep.
func furnished(t *testing.T) House {
	t.Helper()
	h := place(t)
	must(t, store.Migrate(t.Context(), h.DB))
	for i, text := range odd {
		user := uuid.NewString()
		do(t, h, `INSERT INTO users (id, display_name, settings, created_at) VALUES ($1, $2, $3, now())`, user, text, []byte{0, 255, '\\', byte(i)})
		do(t, h, `INSERT INTO leagues (id, name, ruleset, designated_hitter, extra_inning_runner, commissioner_id, created_at) VALUES ($1, $2, 'pd', true, false, $3, '1883-05-01 00:00:00.123456+00')`, uuid.NewString(), text, user)
		do(t, h, `INSERT INTO rungs (scenario, key, version, rating, deviation, volatility, matches) VALUES ('s', $1, 1, 0.1::float8 + 0.2::float8, 5e-324, 'Infinity', 3)`, text)
	}
	do(t, h, `DELETE FROM rungs WHERE id = (SELECT max(id) FROM rungs)`) // its number is not given out again
	campaign := uuid.NewString()
	do(t, h, `INSERT INTO campaigns (id, name, founder_id, created_at, updated_at) VALUES ($1, 'Salt', $1, now(), now())`, campaign)
	parent := sql.NullString{}
	for range 3 { // folders in folders
		id := uuid.NewString()
		do(t, h, `INSERT INTO folders (id, kind, name, name_key, created_at, campaign_id, parent_id) VALUES ($1, 1, 'f', gen_random_uuid()::text, now(), $2, $3)`, id, campaign, parent)
		parent = sql.NullString{String: id, Valid: true}
	}
	content := "the bytes of a map"
	spool, err := h.Files.Spool(t.Context(), strings.NewReader(content), 1<<20)
	must(t, err)
	must(t, h.Files.Put(t.Context(), spool))
	must(t, h.Files.Write(t.Context(), spool.Hash().Key("tile/1/0/0"), strings.NewReader("tile")))
	do(t, h, `INSERT INTO assets (id, owner_id, kind, name, name_key, tags, search, blob, media_type, size, created_at, campaign_id)
		VALUES ($1, $1, 1, 'Map', 'map', ARRAY['a,b', 'c"d', '', NULL], 'map', $2, 'image/png', 18, now(), $3)`, uuid.NewString(), string(spool.Hash()), campaign)
	do(t, h, `INSERT INTO sessions (id, game, seed, create_key, status, visibility, open, search, members, room, version, created_at, updated_at)
		SELECT gen_random_uuid(), 'coin', '\x00ff', gen_random_uuid(), 1, 1, true, '', '{}', '', 1, now(), now() FROM generate_series(1, 500)`)
	do(t, h, `INSERT INTO records (id, session_id, version, digest, actor, time, body) SELECT gen_random_uuid(), id, 1, -1, '', now(), decode(md5(id::text), 'hex') FROM sessions`)
	return h
}

// saved writes a backup into a file.
func saved(t *testing.T, h House) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "house.zip")
	file, err := os.Create(name)
	must(t, err)
	_, err = h.Export(t.Context(), file)
	must(t, err)
	must(t, file.Close())
	return name
}

func imported(t *testing.T, h House, name string) error {
	t.Helper()
	a, err := Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	return h.Import(t.Context(), a)
}

// contents is what a house has, by table.
func contents(t *testing.T, h House) map[string]string {
	t.Helper()
	m, err := h.Export(t.Context(), io.Discard)
	must(t, err)
	all := map[string]string{"files": fmt.Sprint(m.Files.Count, m.Files.Part.Bytes)}
	for _, one := range m.Tables {
		all[one.Name] = fmt.Sprint(one.Rows, one.Digest, one.Counters)
	}
	return all
}

// Every table of the database is in ent/migrate and in the backup: who adds one
// otherwise is told here.
func TestNoTableIsForgotten(t *testing.T) {
	t.Parallel()
	h := place(t)
	must(t, store.Migrate(t.Context(), h.DB))
	tx, err := begin(t.Context(), h.DB, nil)
	must(t, err)
	defer func() { _ = tx.Rollback() }()
	there, err := tablesOf(t.Context(), tx)
	must(t, err)
	m, err := h.Export(t.Context(), io.Discard)
	must(t, err)
	a := Archive{Manifest: *m}
	if len(there) < 20 || !slices.Equal(there, ours()) || !slices.Equal(there, a.names()) {
		t.Errorf("the database has %v,\nent %v,\nthe backup %v", there, ours(), a.names())
	}
}

// What comes back is the same to the bit, and numbering goes on.
func TestThereAndBack(t *testing.T) {
	t.Parallel()
	from, to := furnished(t), place(t)
	before := contents(t, from)
	must(t, imported(t, to, saved(t, from)))
	for name, want := range before {
		if got := contents(t, to)[name]; got != want {
			t.Errorf("%s: %s, was %s", name, got, want)
		}
	}
	for i, h := range []House{from, to} {
		var id int64
		must(t, h.DB.QueryRow(`INSERT INTO rungs (scenario, key, version, rating, deviation, volatility, matches) VALUES ('s', 'new', 1, 1, 1, 1, 1) RETURNING id`).Scan(&id))
		if want := int64(len(odd) + 1); id != want {
			t.Errorf("house %d numbers on with %d, not with %d", i, id, want)
		}
	}
	var names []string
	rows, err := to.DB.Query(`SELECT display_name FROM users`)
	must(t, err)
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		names = append(names, name)
	}
	must(t, rows.Err())
	slices.Sort(names)
	want := slices.Clone(odd)
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("names are %q", names)
	}
	// What servers do first finds nothing to do.
	must(t, store.Migrate(t.Context(), to.DB))
}

// A backup shows one moment: who writes two rows together has both in it, or none.
func TestABackupIsOneMoment(t *testing.T) {
	t.Parallel()
	from, to := furnished(t), place(t)
	stop, stopped := make(chan struct{}), make(chan int)
	go func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				stopped <- n
				return
			default:
			}
			id := uuid.NewString()
			_, err := from.DB.Exec(`WITH s AS (INSERT INTO sessions (id, game, seed, create_key, status, visibility, open, search, members, room, version, created_at, updated_at)
				VALUES ($1, 'coin', '', $1, 1, 1, true, '', '{}', '', 1, now(), now()))
				INSERT INTO records (id, session_id, version, digest, actor, time, body) VALUES ($1, $1, 1, 0, '', now(), '')`, id)
			if err != nil {
				t.Error(err)
			}
		}
	}()
	name := saved(t, from)
	close(stop)
	if n := <-stopped; n == 0 {
		t.Error("nothing was written meanwhile")
	}
	must(t, imported(t, to, name))
	var lonely int
	must(t, to.DB.QueryRow(`SELECT count(*) FROM sessions s FULL JOIN records r ON r.session_id = s.id WHERE r.id IS NULL OR s.id IS NULL`).Scan(&lonely))
	if lonely > 0 {
		t.Errorf("%d rows came without their other half", lonely)
	}
}

// A backup of an older version is brought up to date on the way.
func TestAnOlderBackup(t *testing.T) {
	t.Parallel()
	known, err := store.Migrations()
	must(t, err)
	from, to := place(t), place(t)
	tx, err := begin(t.Context(), from.DB, nil)
	must(t, err)
	must(t, store.Apply(t.Context(), tx, known[:1])) // the first there was
	_, err = tx.Exec(`INSERT INTO users (id, display_name, created_at) VALUES (gen_random_uuid(), 'Ada', now())`)
	must(t, err)
	m := &Manifest{Format: format, FormatVersion: formatVersion, Migrations: known[:1]}
	names, err := tablesOf(t.Context(), tx)
	must(t, err)
	for _, n := range names {
		one, err := describe(t.Context(), tx, n)
		must(t, err)
		m.Tables = append(m.Tables, one)
	}
	name := filepath.Join(t.TempDir(), "old.zip")
	file, err := os.Create(name)
	must(t, err)
	must(t, from.pack(t.Context(), tx, m, file))
	must(t, file.Close())
	must(t, tx.Commit())
	if _, err := from.Export(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "older version") {
		t.Errorf("an old database is exported: %v", err)
	}
	newer := place(t)
	must(t, store.Migrate(t.Context(), newer.DB))
	if err := imported(t, newer, name); err == nil || !strings.Contains(err.Error(), "has no tables yet") {
		t.Errorf("an old backup in a new database: %v", err)
	}
	must(t, imported(t, to, name))
	must(t, store.Migrate(t.Context(), to.DB))
	var got string
	must(t, to.DB.QueryRow(`SELECT display_name FROM users`).Scan(&got))
	if _, err := to.Export(t.Context(), io.Discard); err != nil || got != "Ada" {
		t.Errorf("%q, %v", got, err)
	}
}

// rewritten is a backup with parts changed; nil removes one. The manifest stays.
func rewritten(t *testing.T, name string, change map[string]func([]byte) []byte) string {
	t.Helper()
	z, err := zip.OpenReader(name)
	must(t, err)
	defer z.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(r)
		must(t, err)
		if c := change[f.Name]; c != nil {
			if data = c(data); data == nil {
				continue
			}
		}
		to, err := w.Create(f.Name)
		must(t, err)
		_, err = to.Write(data)
		must(t, err)
	}
	must(t, w.Close())
	other := filepath.Join(t.TempDir(), "other.zip")
	must(t, os.WriteFile(other, out.Bytes(), 0o600))
	return other
}

// manifest changes what the backup says of itself.
func manifest(t *testing.T, change func(*Manifest)) map[string]func([]byte) []byte {
	return map[string]func([]byte) []byte{manifestName: func(data []byte) []byte {
		var m Manifest
		must(t, json.Unmarshal(data, &m))
		change(&m)
		data, err := json.Marshal(m)
		must(t, err)
		return data
	}}
}

// bomb is a zip that says honestly how much it would be.
func bomb(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	to, err := w.Create("tables/users.jsonl")
	must(t, err)
	p := Part{Name: "tables/users.jsonl"}
	line := []byte(strings.Repeat("[\"a\"]\n", 1<<16))
	for p.Bytes < 128<<20 {
		_, err = to.Write(line)
		must(t, err)
		p.Bytes += int64(len(line))
	}
	_, err = w.Create(filesName)
	must(t, err)
	m := Manifest{Format: format, FormatVersion: formatVersion, Tables: []Table{{Name: "users", Columns: []string{"id"}, Part: p}}, Files: Files{Part: Part{Name: filesName}}}
	text, err := json.Marshal(m)
	must(t, err)
	to, err = w.Create(manifestName)
	must(t, err)
	_, err = to.Write(text)
	must(t, err)
	must(t, w.Close())
	name := filepath.Join(t.TempDir(), "bomb.zip")
	must(t, os.WriteFile(name, out.Bytes(), 0o600))
	return name
}

// What is damaged or was made to harm is refused in words, and changes nothing.
func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	from := furnished(t)
	good := saved(t, from)
	flip := func(data []byte) []byte {
		data = bytes.Clone(data)
		data[len(data)/2] ^= 1
		return data
	}
	users := "tables/users.jsonl"
	whole, err := os.ReadFile(good)
	must(t, err)
	write := func(data []byte) string {
		name := filepath.Join(t.TempDir(), "file.zip")
		must(t, os.WriteFile(name, data, 0o600))
		return name
	}
	for _, c := range []struct{ what, file, says string }{
		{"no file", filepath.Join(t.TempDir(), "none"), "no such file"},
		{"something else", write([]byte("hello")), "no backup"},
		{"cut off", write(whole[:len(whole)-100]), "no backup, or its end is missing"},
		{"a byte on the disk", write(flip(whole)), "damaged"},
		{"another row", rewritten(t, good, map[string]func([]byte) []byte{users: flip}), "damaged"},
		{"another file", rewritten(t, good, map[string]func([]byte) []byte{filesName: flip}), "damaged"},
		{"a row less", rewritten(t, good, map[string]func([]byte) []byte{users: func(b []byte) []byte { return b[:bytes.LastIndexByte(b[:len(b)-1], '\n')+1] }}), "not what the manifest says"},
		{"a table less", rewritten(t, good, map[string]func([]byte) []byte{users: func([]byte) []byte { return nil }}), "other files"},
		{"no manifest", rewritten(t, good, map[string]func([]byte) []byte{manifestName: func([]byte) []byte { return nil }}), "no backup of playhouse"},
		{"another digest", rewritten(t, good, manifest(t, func(m *Manifest) { m.Tables[0].Digest = strings.Repeat("1", 64) })), "damaged"},
		{"a later format", rewritten(t, good, manifest(t, func(m *Manifest) { m.FormatVersion++ })), "newer one"},
		{"a later version", rewritten(t, good, manifest(t, func(m *Manifest) {
			m.Migrations = append(m.Migrations, store.Migration{Name: "29990101000000_later.sql", Checksum: "00"})
		})), "another version"},
		{"an edited version", rewritten(t, good, manifest(t, func(m *Manifest) { m.Migrations[0].Checksum = "00" })), "another version"},
		{"another table", rewritten(t, good, manifest(t, func(m *Manifest) {
			i := slices.IndexFunc(m.Tables, func(t Table) bool { return t.Name == "users" })
			m.Tables[i].Name = "pg_authid"
		})), "other tables"},
		{"another column", rewritten(t, good, manifest(t, func(m *Manifest) {
			i := slices.IndexFunc(m.Tables, func(t Table) bool { return t.Name == "users" })
			m.Tables[i].Columns[1] = "x"
		})), "other columns of users"},
		{"a bomb", bomb(t), "no honest backup"},
	} {
		h := place(t)
		err := imported(t, h, c.file)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.what, err, c.says)
		}
		var tables int
		must(t, h.DB.QueryRow(`SELECT count(*) FROM pg_tables WHERE schemaname = 'public'`).Scan(&tables))
		if tables > 0 {
			t.Errorf("%s left %d tables", c.what, tables)
		}
	}
	full := furnished(t)
	before := contents(t, full)
	if err := imported(t, full, good); err == nil || !strings.Contains(err.Error(), "not empty") || !strings.Contains(err.Error(), "users") {
		t.Errorf("into a house that is lived in: %v", err)
	}
	if after := contents(t, full); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Error("it is not as it was")
	}
	strange := place(t)
	do(t, strange, `CREATE TABLE theirs (id int)`)
	if err := imported(t, strange, good); err == nil || !strings.Contains(err.Error(), "theirs") {
		t.Errorf("beside others' tables: %v", err)
	}
	must(t, imported(t, place(t), good)) // and it was good all the time
}

// A place for files that is not the server's is found out.
func TestFilesThatAreElsewhere(t *testing.T) {
	t.Parallel()
	h := furnished(t)
	h.Files = place(t).Files
	if _, err := h.Export(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), "--files") {
		t.Errorf("exported without its files: %v", err)
	}
}

// Tables of others stay out, and are named.
func TestTablesOfOthers(t *testing.T) {
	t.Parallel()
	h := furnished(t)
	do(t, h, `CREATE TABLE theirs (id int)`)
	var told []string
	h.Progress = func(line string) { told = append(told, line) }
	m, err := h.Export(t.Context(), io.Discard)
	must(t, err)
	if a := (Archive{Manifest: *m}); slices.Contains(a.names(), "theirs") || !slices.Contains(told, "not playhouse's, and left out: theirs") {
		t.Errorf("%v, told %q", a.names(), told)
	}
}
