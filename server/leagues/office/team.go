package office

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/campaign"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

// CreateTeam makes a team, with invented players or without cards: until it has
// some, average ones play.
func (o *Office) CreateTeam(ctx context.Context, r *baseballv1.CreateTeamRequest) (*baseballv1.LeagueTeam, error) {
	l, err := o.commissioner(ctx, r.GetLeagueId())
	if err != nil {
		return nil, err
	}
	name, err := campaign.CleanName("name", r.GetName())
	if err != nil {
		return nil, err
	}
	who, err := managerOf(r.GetManagerUserId())
	if err != nil {
		return nil, err
	}
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	t := leagues.Team{ID: campaign.NewID(), League: l.ID, Name: name, Manager: who}
	if r.GetInventedRoster() {
		if err := o.invent(l, &t); err != nil {
			return nil, err
		}
	}
	id, err := o.Store.CreateTeam(ctx, campaign.DeedOf(l.ID.String(), user, r), t)
	if err != nil {
		return nil, err
	}
	return o.readTeam(ctx, id)
}

// invent gives a new team invented players, where there can be some.
func (o *Office) invent(l leagues.League, t *leagues.Team) error {
	rules := o.Engine.ruleset(l.Ruleset)
	if rules == nil {
		return gone(l.Ruleset)
	}
	s := squad{rules: rules, roster: invented(rules, t.ID)}
	if len(s.roster) == 0 {
		return nil
	}
	t.RosterAt = o.Now()
	return s.wear(t)
}

// managerOf reads a manager's id; none for the computer.
func managerOf(user string) (uuid.UUID, error) {
	if user == "" {
		return uuid.Nil, nil
	}
	id, err := uuid.Parse(user)
	if err != nil {
		return id, leagues.ErrNobody
	}
	return id, nil
}

func (o *Office) readTeam(ctx context.Context, id uuid.UUID) (*baseballv1.LeagueTeam, error) {
	t, err := o.Store.Team(ctx, id)
	if err != nil {
		return nil, err
	}
	return teamMessage(t)
}

func teamMessage(t leagues.Team) (*baseballv1.LeagueTeam, error) {
	m := &baseballv1.LeagueTeam{}
	if err := proto.Unmarshal(t.Chart, m); err != nil {
		return nil, err
	}
	m.Id, m.LeagueId, m.Name, m.ManagerUserId = t.ID.String(), t.League.String(), t.Name, text(t.Manager)
	m.ManagerName = t.ManagedBy
	m.Players, m.Etag, m.Stale, m.ApiTeamId = t.Players, t.Etag, t.Stale, t.Source
	if !t.RosterAt.IsZero() {
		m.RosterTime = timestamppb.New(t.RosterAt)
	}
	return m, nil
}

// Teams lists a league's teams by name.
func (o *Office) Teams(ctx context.Context, r *baseballv1.ListTeamsRequest) ([]*baseballv1.LeagueTeam, string, error) {
	l, err := o.member(ctx, r.GetLeagueId())
	if err != nil {
		return nil, "", err
	}
	p, err := campaign.PageOf(r.GetPageSize(), r.GetPageToken())
	if err != nil {
		return nil, "", err
	}
	all, next, err := o.Store.Teams(ctx, l.ID, p)
	if err != nil {
		return nil, "", err
	}
	out := make([]*baseballv1.LeagueTeam, len(all))
	for i, t := range all {
		if out[i], err = teamMessage(t); err != nil {
			return nil, "", err
		}
	}
	return out, next.Token(), nil
}

// UpdateTeam changes name and manager (the commissioner) or the line-up (its
// manager, too).
func (o *Office) UpdateTeam(ctx context.Context, r *baseballv1.UpdateTeamRequest) (*baseballv1.LeagueTeam, error) {
	t, m, err := o.team(ctx, r.GetTeamId())
	switch {
	case err != nil:
		return nil, err
	case m.Role == leagues.Commissioner:
	case !m.Manages(t):
		return nil, leagues.ErrNotManager
	case r.Name != nil || r.ManagerUserId != nil:
		return nil, leagues.ErrNotCommissioner
	}
	name, who := t.Name, t.Manager
	if r.Name != nil {
		if name, err = campaign.CleanName("name", r.GetName()); err != nil {
			return nil, err
		}
	}
	if r.ManagerUserId != nil {
		if who, err = managerOf(r.GetManagerUserId()); err != nil {
			return nil, err
		}
	}
	l, err := o.Store.League(ctx, t.League)
	if err != nil {
		return nil, err
	}
	err = o.Store.ChangeTeam(ctx, leagues.Change{Team: t, Etag: r.GetEtag()}, func(t *leagues.Team) error {
		t.Name, t.Manager = name, who
		return o.rewrite(l, t, r)
	})
	if err != nil {
		return nil, err
	}
	return o.readTeam(ctx, t.ID)
}

// rewrite changes a team's line-up as asked for, if it can play.
func (o *Office) rewrite(l leagues.League, t *leagues.Team, r *baseballv1.UpdateTeamRequest) error {
	switch {
	case len(r.GetOrder()) > 0 && r.GetAutomaticOrder():
		return session.Invalid("automatic_order", "send either an order, or that the computer decides")
	case len(r.GetRotation()) > 0 && r.GetAutomaticRotation():
		return session.Invalid("automatic_rotation", "send either a rotation, or that the computer decides")
	case len(r.GetOrder()) == 0 && len(r.GetRotation()) == 0 && !r.GetAutomaticOrder() && !r.GetAutomaticRotation():
		return nil
	}
	chart := &baseballv1.LeagueTeam{}
	if err := proto.Unmarshal(t.Chart, chart); err != nil {
		return err
	}
	if len(r.GetOrder()) > 0 || r.GetAutomaticOrder() {
		chart.Order = r.GetOrder()
	}
	if len(r.GetRotation()) > 0 || r.GetAutomaticRotation() {
		chart.Rotation = r.GetRotation()
	}
	s, err := o.squad(l, *t)
	if err != nil {
		return err
	}
	if _, err := s.chart(chart); err != nil {
		return session.Refuse("bad_lineup", "%s", err)
	}
	t.Chart, err = proto.Marshal(chart)
	return err
}

// DeleteTeam deletes a team.
func (o *Office) DeleteTeam(ctx context.Context, r *baseballv1.DeleteTeamRequest) error {
	t, _, err := o.ownTeam(ctx, r.GetTeamId())
	if err != nil {
		return err
	}
	return o.Store.DeleteTeam(ctx, t.ID, r.GetEtag())
}
