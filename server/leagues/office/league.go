package office

import (
	"cmp"
	"context"
	"strconv"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/campaign"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

const defaultRuleset = "pd"

// CreateLeague makes a league; the caller is its commissioner.
func (o *Office) CreateLeague(ctx context.Context, r *baseballv1.CreateLeagueRequest) (*baseballv1.League, error) {
	name, err := campaign.CleanName("name", r.GetName())
	if err != nil {
		return nil, err
	}
	rules := o.Engine.ruleset(cmp.Or(r.GetRuleset(), defaultRuleset))
	if rules == nil {
		return nil, session.Invalid("ruleset", "there is no ruleset %q; ListLeagues of the BaseballService names them", r.GetRuleset())
	}
	user, err := caller(ctx)
	if err != nil {
		return nil, err
	}
	id, err := o.Store.CreateLeague(ctx, campaign.DeedOf("leagues", user, r), leagues.League{
		ID: campaign.NewID(), Name: name, Ruleset: rules.ID, DesignatedHitter: rules.Rules.DH, ExtraInningRunner: rules.Rules.PlacedRunner,
		Commissioner: user, Created: o.Now(),
	})
	if err != nil {
		return nil, err
	}
	return o.ReadLeague(ctx, id.String())
}

// ReadLeague returns a league.
func (o *Office) ReadLeague(ctx context.Context, id string) (*baseballv1.League, error) {
	l, err := o.member(ctx, id)
	if err != nil {
		return nil, err
	}
	return o.message(l), nil
}

func (o *Office) message(l leagues.League) *baseballv1.League {
	return &baseballv1.League{
		Id: l.ID.String(), Name: l.Name, Ruleset: l.Ruleset, Rulebook: o.Engine.rulebook(l), CommissionerUserId: l.Commissioner.String(),
		CommissionerName: l.CommissionerName,
		Teams:            l.Teams, Season: l.Season, Etag: l.Etag, Created: timestamppb.New(l.Created),
	}
}

// OwnLeagues lists the caller's leagues, newest first.
func (o *Office) OwnLeagues(ctx context.Context, r *baseballv1.ListOwnLeaguesRequest) ([]*baseballv1.League, string, error) {
	p, err := campaign.PageOf(r.GetPageSize(), r.GetPageToken())
	if err != nil {
		return nil, "", err
	}
	user, err := caller(ctx)
	if err != nil {
		return nil, "", err
	}
	all, next, err := o.Store.LeaguesOf(ctx, user, p)
	out := make([]*baseballv1.League, 0, len(all))
	for _, l := range all {
		out = append(out, o.message(l))
	}
	return out, next.Token(), err
}

// UpdateLeague changes name and rules.
func (o *Office) UpdateLeague(ctx context.Context, r *baseballv1.UpdateLeagueRequest) (*baseballv1.League, error) {
	l, err := o.commissioner(ctx, r.GetLeagueId())
	if err != nil {
		return nil, err
	}
	l.Etag = r.GetEtag()
	if r.Name != nil {
		if l.Name, err = campaign.CleanName("name", r.GetName()); err != nil {
			return nil, err
		}
	}
	if r.DesignatedHitter != nil {
		l.DesignatedHitter = r.GetDesignatedHitter()
	}
	if r.ExtraInningRunner != nil {
		l.ExtraInningRunner = r.GetExtraInningRunner()
	}
	if _, err := o.current(ctx, l, 0); err != nil && !missing(err) {
		return nil, err
	}
	if err := o.Store.UpdateLeague(ctx, l); err != nil {
		return nil, err
	}
	return o.ReadLeague(ctx, r.GetLeagueId())
}

// DeleteLeague deletes a league with all that is in it.
func (o *Office) DeleteLeague(ctx context.Context, r *baseballv1.DeleteLeagueRequest) error {
	l, err := o.commissioner(ctx, r.GetLeagueId())
	if err != nil {
		return err
	}
	if _, err := o.current(ctx, l, 0); err != nil && !missing(err) {
		return err
	}
	return o.Store.DeleteLeague(ctx, l.ID, r.GetEtag())
}

const pageDefault = 50

// Seasons lists a league's seasons, newest first. The token is the number of the
// last.
func (o *Office) Seasons(ctx context.Context, r *baseballv1.ListLeagueSeasonsRequest) ([]*baseballv1.LeagueSeason, string, error) {
	l, err := o.member(ctx, r.GetLeagueId())
	if err != nil {
		return nil, "", err
	}
	before, err := numberOf(r.GetPageToken())
	if err != nil {
		return nil, "", err
	}
	if _, err := o.current(ctx, l, 0); err != nil && !missing(err) {
		return nil, "", err
	}
	limit := cmp.Or(int(r.GetPageSize()), pageDefault)
	all, err := o.Store.Seasons(ctx, l.ID, int32(before), limit+1)
	next := ""
	if len(all) > limit {
		all, next = all[:limit], strconv.Itoa(int(all[limit-1].Number))
	}
	out := make([]*baseballv1.LeagueSeason, 0, len(all))
	for _, n := range all {
		out = append(out, &baseballv1.LeagueSeason{
			Season: n.Number, Games: n.Games, Played: n.Played, ChampionTeamId: text(n.Champion), RegularGames: n.Regular, Playoffs: n.Playoffs != nil,
		})
	}
	return out, next, err
}

// numberOf reads a token that is a number; 0 for none.
func numberOf(token string) (int, error) {
	if token == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(token, 10, 31)
	if err != nil {
		return 0, session.Invalid("page_token", "use the next_page_token of the page before")
	}
	return int(n), nil
}

// text is an id as messages have it; empty for none.
func text(id uuid.UUID) string {
	if id == uuid.Nil {
		return ""
	}
	return id.String()
}
