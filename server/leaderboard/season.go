package leaderboard

import (
	"time"

	leaderboardv1 "playhouse/gen/playhouse/leaderboard/v1"
	"playhouse/server/session"
)

// Query chooses entries of a board.
type Query struct {
	Game, Ruleset string
	// From and To bound when the games ended: from From, before To.
	From, To time.Time
	// Caller is who asks; empty for nobody.
	Caller session.UserID
	Offset int32
	Limit  int32
}

// always is a season's end that no game reaches.
var always = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

const oneDay = 24 * time.Hour

// Bounds is when a season begins and ends. day, as 2026-11-20, is a day of it;
// empty for now's. Days and weeks are UTC, weeks begin on Monday.
func Bounds(s leaderboardv1.Season, day string, now time.Time) (from, to time.Time, err error) {
	at := now.UTC().Truncate(oneDay)
	if day != "" {
		if at, err = time.Parse(time.DateOnly, day); err != nil {
			return from, to, session.Invalid("day", "there is no such day; write it as 2026-11-20")
		}
	}
	switch s {
	case leaderboardv1.Season_SEASON_DAY:
		return at, at.Add(oneDay), nil
	case leaderboardv1.Season_SEASON_WEEK:
		const week = 7
		from = at.AddDate(0, 0, -(int(at.Weekday())+week-int(time.Monday))%week)
		return from, from.AddDate(0, 0, week), nil
	default:
		return time.Time{}, always, nil
	}
}
