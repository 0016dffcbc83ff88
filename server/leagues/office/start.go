package office

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball"
	"playhouse/server/games/baseball/depth"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

// Tables are the sessions in which people play.
type Tables interface {
	// Open makes a private session of a game, with the caller on the home seat.
	Open(ctx context.Context, f Fixture) (session.ID, error)
	// Enter seats the caller, or lets them watch on seat 0, who may be seated
	// elsewhere if move is set.
	Enter(ctx context.Context, id session.ID, seat session.Seat, move bool) error
	// Final is how a finished game ended, as one who may look at it sees it.
	Final(ctx context.Context, id session.ID, as session.UserID) (leagues.Result, error)
	// Drop removes a session that nobody has heard of.
	Drop(ctx context.Context, id session.ID) error
}

// Fixture is a game to be played in a session.
type Fixture struct {
	Request            *baseballv1.CreateRequest // ruleset, teams with their cards, clock, command id
	Rulebook           *baseballv1.Rulebook
	HomeNine, AwayNine lineup.Lineup // zero for one by the computer

	HomeVintage, AwayVintage baseball.Vintage
}

// Seats of a session.
const (
	homeSeat session.Seat = 1
	awaySeat session.Seat = 2
)

// StartGame leads the caller to the session of a scheduled game, and makes it when
// it is not there yet.
func (o *Office) StartGame(ctx context.Context, r *baseballv1.StartGameRequest) (session.ID, error) {
	id, err := parse(r.GetGameId(), "game")
	if err != nil {
		return "", err
	}
	g, league, err := o.Store.Game(ctx, id)
	if err != nil {
		return "", err
	}
	m, err := o.gate.Member(ctx, league, "game")
	if err != nil {
		return "", err
	}
	l, err := o.Store.League(ctx, league)
	if err != nil {
		return "", err
	}
	if _, err := o.bookSeason(ctx, l, g.Season); err != nil {
		return "", err
	}
	if g, _, err = o.Store.Game(ctx, id); err != nil {
		return "", err
	}
	teams, err := o.clubs(ctx, g)
	if err != nil {
		return "", err
	}
	seat, err := seatOf(m, teams)
	switch {
	case err != nil:
		return "", err
	case g.Played:
		return "", leagues.ErrPlayed
	case g.Session != "":
		if err := o.Tables.Enter(ctx, g.Session, seat, false); !missing(err) {
			return g.Session, err
		}
	}
	return o.open(ctx, l, pairing{game: g, clubs: teams, seat: seat, request: r})
}

// clubs are the teams of a game.
type clubs struct{ home, away leagues.Team }

func (o *Office) clubs(ctx context.Context, g leagues.Game) (c clubs, err error) {
	if c.home, err = o.Store.Team(ctx, g.Home); err == nil {
		c.away, err = o.Store.Team(ctx, g.Away)
	}
	return c, err
}

// seatOf is where a member sits: managers at their sides; the commissioner where
// nobody else would, or else as a spectator.
func seatOf(m leagues.Membership, c clubs) (session.Seat, error) {
	switch {
	case m.Manages(c.home):
		return homeSeat, nil
	case m.Manages(c.away):
		return awaySeat, nil
	case m.Role != leagues.Commissioner:
		return 0, leagues.ErrNotManager
	case c.home.Manager == uuid.Nil:
		return homeSeat, nil
	case c.away.Manager == uuid.Nil:
		return awaySeat, nil
	}
	return 0, nil
}

// pairing is a game that is to be opened.
type pairing struct {
	game    leagues.Game
	clubs   clubs
	seat    session.Seat
	request *baseballv1.StartGameRequest
}

func (o *Office) open(ctx context.Context, l leagues.League, p pairing) (session.ID, error) {
	f, err := o.fixture(ctx, l, p)
	if err != nil {
		return "", err
	}
	made, err := o.Tables.Open(ctx, f)
	if err != nil {
		return "", err
	}
	id, err := o.Store.Seat(ctx, p.game.ID, made)
	if id != made || err != nil { // somebody was faster, or it may not be
		if dropped := o.Tables.Drop(ctx, made); err == nil {
			err = dropped
		}
		if err != nil {
			return "", err
		}
		return id, o.Tables.Enter(ctx, id, p.seat, false)
	}
	return id, o.Tables.Enter(ctx, id, p.seat, p.seat != homeSeat)
}

func (o *Office) fixture(ctx context.Context, l leagues.League, p pairing) (f Fixture, err error) {
	f = Fixture{HomeVintage: vintage(p.clubs.home), AwayVintage: vintage(p.clubs.away), Rulebook: o.Engine.rulebook(l), Request: &baseballv1.CreateRequest{
		LeagueId: l.Ruleset, Pace: p.request.GetPace(), Title: fmt.Sprintf("%.38s at %.38s", p.clubs.away.Name, p.clubs.home.Name),
	}}
	if p.request.GetCommandId() != "" {
		// Of its own: somebody's command ids are unique among all that makes sessions.
		f.Request.CommandId = uuid.NewSHA1(p.game.ID, []byte(p.request.GetCommandId())).String()
	}
	if f.Request.Home, f.HomeNine, err = o.side(ctx, l, p.clubs.home, p.game); err != nil {
		return f, err
	}
	f.Request.Away, f.AwayNine, err = o.side(ctx, l, p.clubs.away, p.game)
	return f, err
}

// side is a team with today's line-up: the starters take turns.
func (o *Office) side(ctx context.Context, l leagues.League, t leagues.Team, g leagues.Game) (*baseballv1.Squad, lineup.Lineup, error) {
	s, err := o.squad(l, t)
	if err != nil {
		return nil, lineup.Lineup{}, err
	}
	chart := &baseballv1.LeagueTeam{}
	if err := proto.Unmarshal(t.Chart, chart); err != nil {
		return nil, lineup.Lineup{}, fmt.Errorf("chart of team %s: %w", t.ID, err)
	}
	before, err := o.Store.Games(ctx, leagues.Wanted{Season: g.Season, Team: t.ID})
	if err != nil {
		return nil, lineup.Lineup{}, err
	}
	turn := 0
	for _, one := range before {
		if one.Number < g.Number {
			turn++
		}
	}
	return &baseballv1.Squad{Name: t.Name, Cards: s.cards()}, s.today(chart, turn), nil
}

// today is a team's line-up for its next game: the manager's if it still fits, with
// the starter whose turn it is, or one that the computer picks; zero when it can
// pick none, and leaves it to the game.
func (s squad) today(written *baseballv1.LeagueTeam, turn int) lineup.Lineup {
	picker := depth.Picker{League: s.rules, Roster: s.roster}
	chart, err := s.chart(written)
	if err != nil {
		chart = depth.Chart{}
	}
	if len(chart.Rotation) == 0 {
		chart.Rotation = picker.Rotation(rotationMost)
	}
	if len(chart.Rotation) == 0 {
		return lineup.Lineup{}
	}
	starter := chart.Rotation[turn%len(chart.Rotation)]
	nine := chart.Lineup
	if slot := nine.Slot(nine.Pitcher); nine.Pitcher != 0 && slot >= 0 {
		nine.Order[slot] = starter
	}
	nine.Pitcher = starter
	if nine.Check(s.roster) == nil {
		return nine
	}
	if nine, err = picker.Nine(starter); err != nil {
		return lineup.Lineup{}
	}
	return nine
}
