package store

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"playhouse/ent"
	"playhouse/ent/predicate"
	entsession "playhouse/ent/session"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
)

// List returns sessions, newest activity first, and the token of the next page.
func (s *Store) List(ctx context.Context, f session.Filter) (_ []*sessionv1.Room, _ string, err error) {
	defer explain(ctx, &err)
	chosen, err := where(f)
	if err != nil {
		return nil, "", err
	}
	rows, err := s.ent.Session.Query().Where(chosen...).
		Order(entsession.ByUpdatedAt(sql.OrderDesc()), entsession.ByID(sql.OrderDesc())).Limit(f.Limit + 1).All(ctx)
	if err != nil {
		return nil, "", fmt.Errorf("list sessions: %w", err)
	}
	var next string
	if len(rows) > f.Limit {
		rows = rows[:f.Limit]
		next = pageToken(rows[len(rows)-1])
	}
	rooms := make([]*sessionv1.Room, 0, len(rows))
	for _, row := range rows {
		room := &sessionv1.Room{}
		if err := proto.Unmarshal(row.Room, room); err != nil {
			return nil, "", fmt.Errorf("room of %s: %w", row.ID, err)
		}
		rooms = append(rooms, room)
	}
	return rooms, next, nil
}

func where(f session.Filter) ([]predicate.Session, error) {
	mine := memberOf(f.User)
	all := []predicate.Session{mine}
	if !f.Mine {
		all = []predicate.Session{entsession.Or(entsession.Visibility(int32(sessionv1.Visibility_VISIBILITY_PUBLIC)), mine)}
	}
	if f.Game != "" {
		all = append(all, entsession.Game(f.Game))
	}
	if f.Status != 0 {
		all = append(all, entsession.Status(int32(f.Status)))
	}
	if f.Open {
		all = append(all, entsession.Open(true))
	}
	if f.Unended {
		all = append(all, entsession.StatusNEQ(int32(session.Finished)))
	}
	if f.Text != "" {
		all = append(all, entsession.SearchContains(strings.ToLower(f.Text)))
	}
	if f.PageToken != "" {
		after, err := parsePageToken(f.PageToken)
		if err != nil {
			return nil, err
		}
		all = append(all, after)
	}
	return all, nil
}

func memberOf(user session.UserID) predicate.Session {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.Ident(s.C(entsession.FieldMembers)).WriteString(" @> ARRAY[").Arg(string(user)).WriteString("]::text[]")
		}))
	}
}

func pageToken(row *ent.Session) string {
	return base64.RawURLEncoding.EncodeToString([]byte(row.UpdatedAt.UTC().Format(time.RFC3339Nano) + "|" + row.ID.String()))
}

func parsePageToken(token string) (predicate.Session, error) {
	bad := session.Invalid("page_token", "use the next_page_token of the page before")
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return nil, bad
	}
	at, id, _ := strings.Cut(string(raw), "|")
	updated, err := time.Parse(time.RFC3339Nano, at)
	if err != nil {
		return nil, bad
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return nil, bad
	}
	return entsession.Or(entsession.UpdatedAtLT(updated), entsession.And(entsession.UpdatedAt(updated), entsession.IDLT(key))), nil
}
