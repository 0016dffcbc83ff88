package app_test

import (
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/app"
	"playhouse/server/session"
	"playhouse/server/store"
)

// verified is what a host's proof says.
func verified(t *testing.T, v app.Verifier, c app.Config) (found app.Verification, faults []string) {
	t.Helper()
	h := ok(app.OpenPremises(t.Context(), c))(t)
	defer h.Close()
	v.Premises, v.Tell = h, func(fault string) { faults = append(faults, fault) }
	return ok(v.Verify(t.Context()))(t), faults
}

// reroll changes a roll in the log of a session.
func reroll(t *testing.T, db *sql.DB, id string) {
	t.Helper()
	records := ok(store.NewLedger(db).Read(t.Context(), session.ID(id), 0, 1000))(t)
	for _, r := range records {
		body := &sessionv1.RecordBody{}
		if err := proto.Unmarshal(r.Body, body); err != nil {
			t.Fatal(err)
		}
		if len(body.GetRolls()) == 0 {
			continue
		}
		first := body.GetRolls()[0]
		first.Value = (first.GetValue() + 1) % first.GetFaces()
		ok(db.Exec(`UPDATE records SET body = $1 WHERE session_id = $2 AND version = $3`, ok(proto.Marshal(body))(t), id, r.Version))(t)
		return
	}
	t.Fatal("nothing was rolled")
}

// A host that is well says so while it runs; and whatever is tampered with is found.
func TestVerifyFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	var c app.Config
	a := run(t, func(d *app.Config) { c = *d })
	p := plays(t, a)
	p.goesOn(t, a.URL) // rolls, a fork, a pause
	found, faults := verified(t, app.Verifier{Worlds: true}, c)
	if len(faults) > 0 || found.Sessions < 5 || found.Records < 15 || found.Rolls < 4 || found.Files < 1 {
		t.Fatalf("%+v, %q", found, faults)
	}
	a.Close()
	db := ok(store.Connect(t.Context(), c.DatabaseURL))(t)
	defer db.Close()
	exec := func(statement string, args ...any) {
		t.Helper()
		if n, _ := ok(db.Exec(statement, args...))(t).RowsAffected(); n == 0 {
			t.Fatal(statement, " changed nothing")
		}
	}
	want := map[string]string{}
	reroll(t, db, p.table)
	want[p.table] = "its dice come up otherwise"
	exec(`DELETE FROM records WHERE session_id = $1 AND version = 2`, p.labyrinth)
	want[p.labyrinth] = "version 3 follows 1"
	exec(`UPDATE sessions SET version = 1000 WHERE id = $1`, p.voyage)
	want[p.voyage] = "its end is lost"
	exec(`UPDATE sessions SET seed = '\x01' WHERE id = $1`, p.ground)
	want[p.ground] = "not the one that was promised"
	fork := ""
	ok(0, db.QueryRow(`SELECT id FROM sessions WHERE game = 'cosmic' AND id <> $1 LIMIT 1`, p.voyage).Scan(&fork))(t)
	exec(`UPDATE records SET body = '\x0a0100' WHERE session_id = $1 AND version = 1`, fork)
	want[fork] = "version 1"
	var pictures []string
	_ = filepath.WalkDir(filepath.Join(c.DataDir, "files"), func(path string, d fs.DirEntry, _ error) error {
		if !d.IsDir() && filepath.Base(path) == "bytes" {
			pictures = append(pictures, path)
		}
		return nil
	})
	for i, picture := range pictures {
		if i%2 == 0 {
			ok(0, os.WriteFile(picture, []byte("others"), 0o600))(t)
		} else {
			ok(0, os.Remove(picture))(t)
		}
	}
	want["file"] = "its bytes are others"
	found, faults = verified(t, app.Verifier{}, c)
	for id, words := range want {
		if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, id) && strings.Contains(f, words) }) {
			t.Errorf("%s: want %q among\n%s", id, words, strings.Join(faults, "\n"))
		}
	}
	if found.Faults != int64(len(faults)) {
		t.Errorf("%d faults are told as %d", found.Faults, len(faults))
	}
	if _, faults = verified(t, app.Verifier{Session: session.ID(p.labyrinth)}, c); len(faults) != 1 || !strings.Contains(faults[0], "version 3 follows 1") {
		t.Errorf("one session alone: %q", faults)
	}
}

// By the command line, beside the server, and with a status that programs see.
func TestVerifyByCommand(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	server := startServer(t, "--listen", "127.0.0.1:0", "--data-dir", dir)
	defer func() { _ = server.kill(syscall.SIGTERM) }()
	id := createTable(t, server.url, signIn(t, server.url, "Ann"))
	if out, err := playhouse(t, "verify", "--data-dir", dir); err != nil || !strings.HasPrefix(out, "1 sessions, ") {
		t.Errorf("%v: %s", err, out)
	}
	h := ok(app.OpenPremises(t.Context(), app.Config{DataDir: dir}))(t)
	defer h.Close()
	ok(h.DB.Exec(`UPDATE sessions SET status = 3`))(t)
	out, err := playhouse(t, "verify", "--data-dir", dir, "--session", id)
	if err == nil || !strings.Contains(out, fmt.Sprintf("session %s (labyrinth): the list says", id)) || !strings.Contains(out, "1 things are wrong") {
		t.Errorf("%v: %s", err, out)
	}
}
