// Package office is where leagues of one's own are run: what a commissioner and
// managers do with teams, rosters, schedules and seasons. It asks leagues.Gate who
// may, the engine (games/baseball) what fits and how games end, and stores what
// came of it.
//
// Results of games between people are booked when a season is looked at; see
// current. The computer's are booked by Simulate, in batches.
package office

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"
	lru "github.com/hashicorp/golang-lru/v2"

	"playhouse/server/campaign"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

// Store is all that is kept; see package leagues.
type Store interface {
	leagues.Roles
	leagues.Store
	leagues.TeamStore
	leagues.SeasonStore
	leagues.GameStore
	leagues.RunStore
}

// Config is what an office is made of.
type Config struct {
	Store   Store
	Engine  *Engine
	Tables  Tables
	Uploads Uploads
	APIs    map[string]API // by ruleset; none for leagues without one
	Logger  *slog.Logger
	Now     func() time.Time
}

// Office runs leagues. The caller of its methods is in the context.
type Office struct {
	Config

	gate  leagues.Gate
	books *lru.Cache[uuid.UUID, *books]
}

// booksMost is how many seasons' sums are kept in memory.
const booksMost = 64

// New opens an office.
func New(c Config) (*Office, error) {
	kept, err := lru.New[uuid.UUID, *books](booksMost)
	return &Office{Config: c, gate: leagues.Gate{Roles: c.Store}, books: kept}, err
}

// parse reads an id; what is none is not there.
func parse(id, what string) (uuid.UUID, error) {
	one, err := uuid.Parse(id)
	if err != nil {
		return one, campaign.Missing(what)
	}
	return one, nil
}

// member is the caller in a league, with the league.
func (o *Office) member(ctx context.Context, id string) (leagues.League, error) {
	return o.enter(ctx, id, o.gate.Member)
}

// commissioner is member, for what only the commissioner does.
func (o *Office) commissioner(ctx context.Context, id string) (leagues.League, error) {
	return o.enter(ctx, id, o.gate.Commissioner)
}

type door func(ctx context.Context, league uuid.UUID, what string) (leagues.Membership, error)

func (o *Office) enter(ctx context.Context, id string, through door) (l leagues.League, err error) {
	league, err := parse(id, "league")
	if err != nil {
		return l, err
	}
	if _, err := through(ctx, league, "league"); err != nil {
		return l, err
	}
	return o.Store.League(ctx, league)
}

// team is a team of a league that the caller is in.
func (o *Office) team(ctx context.Context, id string) (t leagues.Team, m leagues.Membership, err error) {
	team, err := parse(id, "team")
	if err != nil {
		return t, m, err
	}
	if t, err = o.Store.Team(ctx, team); err != nil {
		return t, m, err
	}
	m, err = o.gate.Member(ctx, t.League, "team")
	return t, m, err
}

// ownTeam is team, for what only the commissioner does.
func (o *Office) ownTeam(ctx context.Context, id string) (leagues.Team, leagues.Membership, error) {
	t, m, err := o.team(ctx, id)
	if err == nil && m.Role != leagues.Commissioner {
		err = leagues.ErrNotCommissioner
	}
	return t, m, err
}

// caller is who calls.
func caller(ctx context.Context) (uuid.UUID, error) {
	return parse(string(session.CallerFrom(ctx).User), "account")
}
