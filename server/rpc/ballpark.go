package rpc

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/games/baseball"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/leagues"
	"playhouse/server/leagues/office"
	"playhouse/server/session"
)

// Ballpark is where baseball is played: at tables of the BaseballService and in
// games of leagues.
type Ballpark struct {
	host    *ballHost
	runtime *session.Runtime
	drop    func(ctx context.Context, id session.ID) error
}

var _ office.Tables = Ballpark{}

// OpenBallpark adds the game to the runtime. drop removes a session with its log.
func OpenBallpark(rt *session.Runtime, g baseball.Game, drop func(ctx context.Context, id session.ID) error) Ballpark {
	return Ballpark{host: session.NewHost(rt, "baseball", g), runtime: rt, drop: drop}
}

// Open makes the session of a league's game: private, with the league's rules, the
// teams and their line-ups.
func (b Ballpark) Open(ctx context.Context, f office.Fixture) (session.ID, error) {
	o := session.Options{Title: f.Request.GetTitle(), Visibility: sessionv1.Visibility_VISIBILITY_PRIVATE}
	return session.Create(ctx, b.host, f.Request, o,
		func(g baseball.Game, t session.Turn, s baseball.State, r *baseballv1.CreateRequest) ([]*baseballv1.Event, error) {
			events, err := g.Create(t, s, r)
			for _, e := range events {
				if made := e.GetCreated(); made != nil {
					made.Rulebook = f.Rulebook
					made.Home.Nine = nineOf(f.HomeNine, made.GetHome().GetNine())
					made.Away.Nine = nineOf(f.AwayNine, made.GetAway().GetNine())
					f.HomeVintage.Mark(made.GetHome())
					f.AwayVintage.Mark(made.GetAway())
				}
			}
			return events, err
		})
}

// nineOf is a line-up as it is stored; the game's own when there is none.
func nineOf(l lineup.Lineup, own *baseballv1.Event_Nine) *baseballv1.Event_Nine {
	if l.Pitcher == 0 {
		return own
	}
	n := &baseballv1.Event_Nine{Pitcher: int32(l.Pitcher), DesignatedHitter: l.DH}
	for slot, id := range l.Order {
		n.Order, n.Positions = append(n.Order, int32(id)), append(n.Positions, int32(l.At[slot]))
	}
	return n
}

// Enter seats the caller, or lets them watch.
func (b Ballpark) Enter(ctx context.Context, id session.ID, seat session.Seat, move bool) error {
	if move {
		if _, err := b.runtime.Leave(ctx, id); err != nil {
			return err
		}
	}
	ticket := session.Ticket{Role: sessionv1.Role_ROLE_PLAYER, Seat: seat, Welcome: true}
	if seat == 0 {
		ticket.Role = sessionv1.Role_ROLE_SPECTATOR
	}
	_, err := b.runtime.Join(ctx, id, ticket)
	return err
}

// forfeited is the score of a game that was given up (1.00: nine to nothing).
const forfeited = 9

// Final is how a finished game ended.
func (b Ballpark) Final(ctx context.Context, id session.ID, as session.UserID) (leagues.Result, error) {
	ctx = session.WithCaller(ctx, session.Caller{User: as, Name: "Commissioner"})
	if err := b.Enter(ctx, id, 0, false); err != nil { // a member stays what they are
		return leagues.Result{}, err
	}
	type end struct {
		box     *baseballv1.BoxScore
		outcome *baseballv1.Outcome
	}
	e, _, err := session.Glance(ctx, b.host, id, func(s baseball.State, v session.Viewer) end {
		return end{s.Box(), b.host.Rules().View(s, v).GetOutcome()}
	})
	switch {
	case err != nil:
		return leagues.Result{}, err
	case e.outcome == nil:
		return leagues.Result{}, fmt.Errorf("session %s has no outcome", id)
	}
	r := leagues.Result{
		Played: true, HomeRuns: e.box.GetHome().GetRuns(), AwayRuns: e.box.GetAway().GetRuns(),
		Innings: int32(max(len(e.box.GetHome().GetLine()), len(e.box.GetAway().GetLine()))),
	}
	if e.outcome.GetForfeit() {
		r.HomeRuns, r.AwayRuns = 0, forfeited
		if e.outcome.GetWinnerSeat() == 1 {
			r.HomeRuns, r.AwayRuns = forfeited, 0
		}
	}
	r.Box, err = proto.Marshal(e.box)
	return r, err
}

// Drop removes a session that nobody has heard of.
func (b Ballpark) Drop(ctx context.Context, id session.ID) error {
	if err := b.drop(ctx, id); err != nil {
		return err
	}
	b.runtime.Forget(id)
	return nil
}
