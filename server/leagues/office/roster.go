package office

import (
	"context"
	"errors"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/baseball"
	"playhouse/server/games/baseball/card"
	"playhouse/server/league"
	"playhouse/server/leagues"
)

// API is a league's API; see league.Client.
type API interface {
	Teams(ctx context.Context) (league.Answer[[]league.Team], error)
	Roster(ctx context.Context, team string) (league.Answer[[]*card.Card], error)
}

// Roster returns a team's cards, or the average ones that play for a team without.
func (o *Office) Roster(ctx context.Context, r *baseballv1.GetRosterRequest) (*baseballv1.GetRosterResponse, error) {
	t, _, err := o.team(ctx, r.GetTeamId())
	if err != nil {
		return nil, err
	}
	cards, err := cardsOf(t)
	if err != nil {
		return nil, err
	}
	average := len(cards) == 0
	if average {
		l, err := o.Store.League(ctx, t.League)
		if err != nil {
			return nil, err
		}
		if rules := o.Engine.ruleset(l.Ruleset); rules != nil {
			cards = squad{rules: rules, roster: bare(rules, t)}.cards()
		}
	}
	answer := &baseballv1.GetRosterResponse{Cards: cards, Stale: t.Stale, Etag: t.Etag, Average: average}
	if !t.RosterAt.IsZero() {
		answer.AsOf = timestamppb.New(t.RosterAt)
	}
	return answer, nil
}

// Squad returns a team for a game outside its league's schedule; see rpc.Clubs.
func (o *Office) Squad(ctx context.Context, id string) (*baseballv1.Squad, baseball.Vintage, error) {
	t, _, err := o.team(ctx, id)
	if err != nil {
		return nil, baseball.Vintage{}, err
	}
	cards, err := cardsOf(t)
	return &baseballv1.Squad{Name: t.Name, Cards: cards}, vintage(t), err
}

func vintage(t leagues.Team) baseball.Vintage {
	return baseball.Vintage{At: t.RosterAt, Stale: t.Stale}
}

// SetRoster replaces a team's cards.
func (o *Office) SetRoster(ctx context.Context, r *baseballv1.SetRosterRequest) (*baseballv1.LeagueTeam, error) {
	t, l, err := o.teamAndLeague(ctx, r.GetTeamId())
	if err != nil {
		return nil, err
	}
	s, err := o.checked(l, r.GetCards())
	if err != nil {
		return nil, err
	}
	if err := o.dress(ctx, leagues.Change{Team: t, Etag: r.GetEtag()}, s); err != nil {
		return nil, err
	}
	return o.readTeam(ctx, t.ID)
}

// dress stores a team's new cards, as they are now.
func (o *Office) dress(ctx context.Context, c leagues.Change, s squad) error {
	now := o.Now()
	return o.Store.ChangeTeam(ctx, c, func(t *leagues.Team) error {
		t.Stale, t.RosterAt = false, now
		return s.wear(t)
	})
}

func (o *Office) teamAndLeague(ctx context.Context, id string) (t leagues.Team, l leagues.League, err error) {
	if t, _, err = o.ownTeam(ctx, id); err == nil {
		l, err = o.Store.League(ctx, t.League)
	}
	return t, l, err
}

// RefreshRoster reads a team's roster from the API of its ruleset's league. When it
// cannot be asked the team is marked, and keeps the newest roster that is known.
func (o *Office) RefreshRoster(ctx context.Context, r *baseballv1.RefreshRosterRequest) (*baseballv1.LeagueTeam, error) {
	t, l, err := o.teamAndLeague(ctx, r.GetTeamId())
	if err != nil {
		return nil, err
	}
	api := o.APIs[l.Ruleset]
	if api == nil {
		return nil, leagues.ErrNoAPI
	}
	source, err := sourceOf(ctx, api, t, r.GetApiTeamId())
	var answer league.Answer[[]*card.Card]
	if err == nil {
		answer, err = api.Roster(ctx, source)
	}
	switch {
	case errors.Is(err, league.ErrUnknown):
		return nil, leagues.ErrNoSuchTeam
	case errors.Is(err, league.ErrUnavailable):
		return nil, errors.Join(leagues.ErrAPIAway, o.Store.ChangeTeam(ctx, leagues.Change{Team: t}, func(t *leagues.Team) error {
			t.Stale = true
			return nil
		}))
	case err != nil:
		return nil, err
	}
	if err := o.take(ctx, l, t, fetched{source: source, cards: answer.Value, at: answer.At, stale: answer.Stale}); err != nil {
		return nil, err
	}
	if answer.Stale {
		return nil, leagues.ErrAPIAway
	}
	return o.readTeam(ctx, t.ID)
}

// sourceOf is the team's id in the API: as asked for, as the last time, or by name.
func sourceOf(ctx context.Context, api API, t leagues.Team, wanted string) (string, error) {
	if wanted != "" {
		return wanted, nil
	}
	if t.Source != "" {
		return t.Source, nil
	}
	all, err := api.Teams(ctx)
	if err != nil {
		return "", err
	}
	for _, one := range all.Value {
		if campaign.Fold(strings.TrimSpace(one.Name)) == campaign.Fold(t.Name) {
			return one.ID, nil
		}
	}
	return "", leagues.ErrNoSuchTeam
}

// fetched is what an API said of a roster, and when.
type fetched struct {
	source string
	cards  []*card.Card
	at     time.Time
	stale  bool
}

// take stores what an API said, unless the team has something newer.
func (o *Office) take(ctx context.Context, l leagues.League, t leagues.Team, f fetched) error {
	m, err := o.Engine.manager(l)
	if err != nil {
		return err
	}
	s := squad{rules: m.Model.League, roster: f.cards}
	return o.Store.ChangeTeam(ctx, leagues.Change{Team: t}, func(t *leagues.Team) error {
		t.Source, t.Stale = f.source, f.stale
		if f.stale && !f.at.After(t.RosterAt) {
			return nil
		}
		t.RosterAt = f.at
		return s.wear(t)
	})
}
