package store

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"playhouse/ent"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

// deed is a change of a campaign that shall happen once, and the id of what it
// makes.
type deed struct {
	campaign.Deed

	campaign uuid.UUID
	makes    uuid.UUID
}

// errDone ends a transaction whose deed was done by another in the meantime.
var errDone = errors.New("done before")

// once carries out f in a transaction under the lock of the campaign, unless the
// deed was done before, and returns the id of what it made then. f makes the
// campaign itself when d.campaign is what d makes.
func (s *Store) once(ctx context.Context, d deed, f func(*ent.Tx) error) (uuid.UUID, error) {
	if made, err := s.doneBefore(ctx, d); err != nil || made != uuid.Nil {
		return made, err
	}
	err := s.withTx(ctx, func(tx *ent.Tx) error {
		if d.makes != d.campaign {
			if err := lockCampaign(ctx, tx, d.campaign); err != nil {
				return err
			}
		}
		if err := f(tx); err != nil || d.Key == uuid.Nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM deeds WHERE campaign_id = $1 AND created_at < now() - interval '30 days'`, d.campaign); err != nil {
			return fmt.Errorf("old deeds: %w", err)
		}
		done, err := tx.ExecContext(ctx, `INSERT INTO deeds (id, campaign_id, digest, made, created_at)
			VALUES ($1, $2, $3, $4, now()) ON CONFLICT (id) DO NOTHING`, d.Key, d.campaign, d.Digest, d.makes)
		if err != nil {
			return fmt.Errorf("deed: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, errDone)
		}
		return nil
	})
	if err == nil {
		return d.makes, nil
	}
	// A twin of this call may have been faster, and be the reason of the refusal.
	if made, err := s.doneBefore(ctx, d); err != nil || made != uuid.Nil {
		return made, err
	}
	return uuid.Nil, err
}

// doneBefore returns what a deed made; zero when it was not done.
func (s *Store) doneBefore(ctx context.Context, d deed) (uuid.UUID, error) {
	if d.Key == uuid.Nil {
		return uuid.Nil, nil
	}
	row, err := s.ent.Deed.Get(ctx, d.Key)
	switch {
	case ent.IsNotFound(err):
		return uuid.Nil, nil
	case err != nil:
		return uuid.Nil, fmt.Errorf("deed: %w", err)
	case row.Digest != d.Digest:
		return uuid.Nil, campaign.ErrReused
	}
	return row.Made, nil
}

// lockCampaign lets changes that look at several rows of a campaign happen one
// after the other.
func lockCampaign(ctx context.Context, tx *ent.Tx, id uuid.UUID) error {
	locked, err := tx.ExecContext(ctx, `SELECT FROM campaigns WHERE id = $1 FOR NO KEY UPDATE`, id)
	if err != nil {
		return fmt.Errorf("lock campaign: %w", err)
	}
	if n, err := locked.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, campaign.Missing("campaign"))
	}
	return nil
}

// inCampaign carries out f in a transaction under the lock of the campaign.
func (s *Store) inCampaign(ctx context.Context, id uuid.UUID, f func(*ent.Tx) error) error {
	return s.withTx(ctx, func(tx *ent.Tx) error {
		if err := lockCampaign(ctx, tx, id); err != nil {
			return err
		}
		return f(tx)
	})
}

// taken is true when an error is that of a unique index.
func taken(err error) bool {
	e, ok := errors.AsType[*pq.Error](err)
	return ok && e.Code == pqerror.UniqueViolation
}

// orMissing turns ent's not found into the caller's.
func orMissing(what string, err error) error {
	if ent.IsNotFound(err) {
		return campaign.Missing(what)
	}
	return err
}

// changed says whether an update under an etag found its row; stale when the row
// is there but newer, told by what reads it.
func changed(n int, err error, newest func() error) error {
	if err != nil || n > 0 {
		return err
	}
	if err := newest(); err != nil {
		return err
	}
	return session.Stale(nil)
}

// optional is an id that may be none.
func optional(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// text is an id as messages have it; empty for none.
func text(id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return id.String()
}

// parsed is an id of a message; none for what is not one.
func parsed(id string) *uuid.UUID {
	one, err := uuid.Parse(id)
	if err != nil {
		return nil
	}
	return &one
}

// following are the rows after a mark in a list by key and id; byKey is the
// column.
func following[P ~func(*sql.Selector)](after campaign.Mark, byKey string) []P {
	if after == (campaign.Mark{}) {
		return nil
	}
	return []P{func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.WriteByte('(').Ident(s.C(byKey)).WriteString(" COLLATE \"C\", ").Ident(s.C("id")).WriteString(") > (").
				Arg(after.Key).WriteString(", ").Arg(after.ID).WriteByte(')')
		}))
	}}
}

// byKey sorts by a key as Go does, byte by byte, and then by id.
func byKey[O ~func(*sql.Selector)](column string) O {
	return func(s *sql.Selector) {
		s.OrderExpr(sql.ExprFunc(func(b *sql.Builder) {
			b.Ident(s.C(column)).WriteString(" COLLATE \"C\", ").Ident(s.C("id"))
		}))
	}
}

// page cuts what was asked for with one more than the limit.
func page[R any](rows []R, limit int, mark func(R) campaign.Mark) ([]R, campaign.Mark) {
	if len(rows) <= limit {
		return rows, campaign.Mark{}
	}
	return rows[:limit], mark(rows[limit-1])
}
