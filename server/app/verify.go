package app

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"playhouse/server/blob"
	"playhouse/server/games/arena"
	"playhouse/server/games/baseball"
	"playhouse/server/games/cosmic"
	"playhouse/server/games/labyrinth"
	"playhouse/server/games/tabletop"
	"playhouse/server/script"
	"playhouse/server/session"
	"playhouse/server/store"
	"playhouse/server/worlds/keeper"
)

// Verification is what Verify looked at and found.
type Verification struct {
	Sessions, Records, Rolls, Files int64
	Faults                          int64
}

// Verifier proves what a host keeps.
type Verifier struct {
	*Premises

	// Session is the only one to look at; empty for all, and the files.
	Session session.ID
	// Worlds computes every run of the arena again, too: it takes its time.
	Worlds bool
	// Tell is called with each fault, in a sentence.
	Tell func(fault string)

	found Verification
	games map[string]session.Inspector
}

// Verify reads every session's log and every file of campaigns. Nothing is written; a
// server may run.
func (v *Verifier) Verify(ctx context.Context) (Verification, error) {
	stop, err := v.inspectors()
	if err != nil {
		return v.found, err
	}
	defer stop()
	logs := store.NewLedger(v.DB)
	if v.Session != "" {
		one, err := logs.Session(ctx, v.Session)
		if errors.Is(err, session.ErrNoSession) {
			err = fmt.Errorf("there is no session %s", v.Session)
		}
		if err == nil {
			err = v.session(ctx, logs, one)
		}
		return v.found, err
	}
	if err := v.sessions(ctx, logs); err != nil {
		return v.found, err
	}
	return v.found, v.files(ctx)
}

// inspectors are those of the games: one line each. Content is not read by logs.
func (v *Verifier) inspectors() (stop func(), err error) {
	stop = func() {}
	var worlds func(context.Context, session.ID, arena.State) ([]string, error)
	if v.Worlds {
		scripts, err := script.NewPool(script.Config{})
		if err != nil {
			return stop, err
		}
		stop = scripts.Close
		worlds = func(ctx context.Context, id session.ID, s arena.State) ([]string, error) {
			return keeper.Recompute(ctx, decider{scripts}, id, s)
		}
	}
	v.games = map[string]session.Inspector{
		"labyrinth": session.NewInspector(labyrinth.New(nil), nil),
		"cosmic":    session.NewInspector(cosmic.New(nil), nil),
		"baseball":  session.NewInspector(baseball.New(nil), nil),
		"tabletop":  session.NewInspector(tabletop.Game{}, nil),
		"arena":     session.NewInspector(arena.Game{}, worlds),
	}
	return stop, nil
}

func (v *Verifier) faultf(format string, args ...any) {
	v.found.Faults++
	v.Tell(fmt.Sprintf(format, args...))
}

// pageOf is how many sessions are listed at once.
const pageOf = 500

func (v *Verifier) sessions(ctx context.Context, logs store.Ledger) error {
	for last := session.ID(""); ; {
		page, err := logs.Sessions(ctx, last, pageOf)
		if err != nil {
			return err
		}
		for _, one := range page {
			if err := v.session(ctx, logs, one); err != nil {
				return fmt.Errorf("session %s: %w", one.ID, err)
			}
			last = one.ID
		}
		if len(page) < pageOf {
			return nil
		}
	}
}

func (v *Verifier) session(ctx context.Context, logs store.Ledger, one store.Listed) error {
	inspect := v.games[one.Game]
	if inspect == nil {
		v.faultf("session %s: this version of playhouse has no game %q", one.ID, one.Game)
		return nil
	}
	seen, err := inspect(ctx, logs, one.ID, one.Header)
	if err != nil {
		return err
	}
	if _, err := logs.Session(ctx, one.ID); errors.Is(err, session.ErrNoSession) {
		return nil // deleted meanwhile
	}
	v.found.Sessions++
	v.found.Records += int64(seen.Version)
	v.found.Rolls += int64(seen.Rolls)
	for _, f := range seen.Faults {
		v.faultf("session %s (%s): %s", one.ID, one.Game, f)
	}
	switch {
	case len(seen.Faults) > 0:
	case seen.Version < one.Version:
		v.faultf("session %s (%s): the log ends at version %d, and was at %d: its end is lost", one.ID, one.Game, seen.Version, one.Version)
	case seen.Version == one.Version && seen.Status != one.Status:
		v.faultf("session %s (%s): the list says %v, the log %v", one.ID, one.Game, one.Status, seen.Status)
	}
	return nil
}

// files compares the bytes of campaigns' files with the hashes they are named by.
func (v *Verifier) files(ctx context.Context) error {
	tx, err := v.DB.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // there is nothing to commit
	return store.EachAssetBlob(ctx, tx, func(h blob.Hash) error {
		v.found.Files++
		r, err := v.Files.Open(ctx, h.Key(blob.Bytes), blob.Range{})
		if errors.Is(err, blob.ErrMissing) {
			v.faultf("file %s: a campaign names it, and it is not there", h)
			return nil
		}
		if err != nil {
			return err
		}
		defer func() { _ = r.Close() }()
		sum := sha256.New()
		if _, err := io.Copy(sum, r); err != nil {
			return fmt.Errorf("file %s: %w", h, err)
		}
		if got := hex.EncodeToString(sum.Sum(nil)); got != string(h) {
			v.faultf("file %s: its bytes are others", h)
		}
		return nil
	})
}
