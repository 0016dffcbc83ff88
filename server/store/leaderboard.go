package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	"playhouse/ent"
	entsession "playhouse/ent/session"
	leaderboardv1 "playhouse/gen/playhouse/leaderboard/v1"
	"playhouse/server/leaderboard"
	"playhouse/server/session"
)

// Unjudged returns finished sessions whose results have not been looked at.
func (s *Store) Unjudged(ctx context.Context, limit int) (_ []session.ID, err error) {
	defer explain(ctx, &err)
	ids, err := s.ent.Session.Query().Where(entsession.Status(int32(session.Finished)), entsession.Judged(false)).
		Order(entsession.ByUpdatedAt()).Limit(limit).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("unjudged sessions: %w", err)
	}
	return idsOf(ids), nil
}

// Judged stores a session's results and that it was looked at, all or nothing.
// Twice is the same as once.
func (s *Store) Judged(ctx context.Context, id session.ID, game string, all []session.Standing) (err error) {
	defer explain(ctx, &err)
	key, err := uuid.Parse(string(id))
	if err != nil {
		return session.ErrNoSession
	}
	return s.withTx(ctx, func(tx *ent.Tx) error {
		for _, one := range all {
			user, err := uuid.Parse(string(one.User))
			if err != nil {
				return fmt.Errorf("user id: %w", err)
			}
			err = tx.Standing.Create().SetSessionID(key).SetSeat(int32(one.Seat)).SetUserID(user).SetDisplayName(one.Name).
				SetGame(game).SetRuleset(one.Ruleset).SetScore(one.Score).SetSummary(one.Summary).SetEndedAt(one.EndedAt).
				OnConflictColumns("session_id", "seat").UpdateNewValues().Exec(ctx)
			if err != nil {
				return fmt.Errorf("standing: %w", err)
			}
		}
		return tx.Session.Update().Where(entsession.ID(key)).SetJudged(true).Exec(ctx)
	})
}

// boardsMost is how many boards are listed.
const boardsMost = 100

// Boards lists the boards that have entries, newest change first; of all games
// when game is empty.
func (s *Store) Boards(ctx context.Context, game string) (_ []*leaderboardv1.Board, err error) {
	defer explain(ctx, &err)
	rows, err := s.db.QueryContext(ctx, `SELECT game, ruleset, count(DISTINCT user_id), max(score), max(ended_at)
		FROM standings WHERE $1 = '' OR game = $1 GROUP BY game, ruleset ORDER BY max(ended_at) DESC LIMIT $2`, game, boardsMost)
	if err != nil {
		return nil, fmt.Errorf("list boards: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var boards []*leaderboardv1.Board
	for rows.Next() {
		var (
			b    leaderboardv1.Board
			last time.Time
		)
		if err := rows.Scan(&b.Game, &b.Ruleset, &b.Players, &b.Best, &last); err != nil {
			return nil, err
		}
		b.UpdatedAt = timestamppb.New(last)
		boards = append(boards, &b)
	}
	return boards, rows.Err()
}

// selectEntries ranks each player's best result. Replays of private sessions are
// their members' alone.
const selectEntries = `WITH best AS (
		SELECT DISTINCT ON (user_id) session_id, user_id, display_name, score, ended_at, summary FROM standings
		WHERE game = $1 AND ruleset = $2 AND ended_at >= $3 AND ended_at < $4
		ORDER BY user_id, score DESC, ended_at, session_id),
	ranked AS (SELECT session_id, user_id, display_name, score, ended_at, summary,
		rank() OVER (ORDER BY score DESC) AS place FROM best)
	SELECT r.place, r.display_name, r.score, r.ended_at, r.summary, r.user_id::text = $5,
		CASE WHEN s.visibility = 1 OR $5 = ANY (s.members) THEN s.id::text ELSE '' END
	FROM ranked r JOIN sessions s ON s.id = r.session_id `

// Entries lists a board's entries, best first.
func (s *Store) Entries(ctx context.Context, q leaderboard.Query) (_ []*leaderboardv1.Entry, err error) {
	defer explain(ctx, &err)
	rows, err := s.db.QueryContext(ctx, selectEntries+`ORDER BY r.place, r.ended_at, r.user_id OFFSET $6 LIMIT $7`,
		q.Game, q.Ruleset, q.From, q.To, string(q.Caller), q.Offset, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("list entries: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var entries []*leaderboardv1.Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}

// Own returns the caller's entry, or nil.
func (s *Store) Own(ctx context.Context, q leaderboard.Query) (_ *leaderboardv1.Entry, err error) {
	defer explain(ctx, &err)
	e, err := scanEntry(s.db.QueryRowContext(ctx, selectEntries+`WHERE r.user_id::text = $5`,
		q.Game, q.Ruleset, q.From, q.To, string(q.Caller)))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // nobody is no error
	}
	return e, err
}

func scanEntry(row interface{ Scan(dest ...any) error }) (*leaderboardv1.Entry, error) {
	var (
		e     leaderboardv1.Entry
		ended time.Time
	)
	err := row.Scan(&e.Rank, &e.DisplayName, &e.Score, &ended, &e.Summary, &e.Own, &e.SessionId)
	e.EndedAt = timestamppb.New(ended)
	return &e, err
}
