package rpc

import (
	"context"
	"testing"

	"connectrpc.com/connect"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// ballRow is what a procedure answers the home manager (seat 1, in the field), the
// visitors' (seat 2, at bat), a spectator and a stranger. Nobody without an account
// gets through.
type ballRow struct {
	home, away, spectator, stranger verdict

	stage stage
	call  func(context.Context, string, *fan) error
}

// stage is how far a game is when it is asked about.
type stage int

const (
	atPlate stage = iota
	inLobby
	givenUp
	byHand // a game whose results are entered
)

var (
	notSeated  = verdict{connect.CodePermissionDenied, "not_seated"}
	notYours   = verdict{connect.CodePermissionDenied, "not_yours"}
	nothingNow = verdict{connect.CodeFailedPrecondition, "nothing_to_decide"}
	ended      = verdict{connect.CodeFailedPrecondition, "game_finished"}
	batting    = verdict{connect.CodeFailedPrecondition, "not_fielding"}
)

func read(call func(context.Context, string, *fan) error) ballRow {
	return ballRow{home: fine, away: fine, spectator: fine, stranger: absent, call: call}
}

func managed(home, away verdict, call func(context.Context, string, *fan) error) ballRow {
	return ballRow{home: home, away: away, spectator: notSeated, stranger: absent, call: call}
}

func (r ballRow) at(s stage) ballRow { r.stage = s; return r }

// firstOf reads a stream's first message.
func firstOf[M any](stream *connect.ServerStreamForClient[M], err error) error {
	if err != nil {
		return err
	}
	defer stream.Close()
	if stream.Receive() {
		return nil
	}
	return stream.Err()
}

var baseballMatrix = map[string]ballRow{
	"ListLeagues": {call: func(ctx context.Context, _ string, p *fan) error {
		return ask(ctx, p.games.ListLeagues, &baseballv1.ListLeaguesRequest{})
	}},
	"Create": {call: func(ctx context.Context, _ string, p *fan) error {
		return ask(ctx, p.games.Create, &baseballv1.CreateRequest{})
	}},
	"GetView": read(func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.GetView, &baseballv1.GetViewRequest{SessionId: id})
	}),
	"Watch": read(func(ctx context.Context, id string, p *fan) error {
		return firstOf(p.games.Watch(ctx, &baseballv1.WatchRequest{SessionId: id}))
	}),
	"WatchReplay": read(func(ctx context.Context, id string, p *fan) error {
		return firstOf(p.games.WatchReplay(ctx, &baseballv1.WatchReplayRequest{SessionId: id}))
	}).at(givenUp),
	"GetBoxScore": read(func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.GetBoxScore, &baseballv1.GetBoxScoreRequest{SessionId: id})
	}),
	"ListPlays": read(func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.ListPlays, &baseballv1.ListPlaysRequest{SessionId: id})
	}),
	"ListCards": read(func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.ListCards, &baseballv1.ListCardsRequest{SessionId: id})
	}),
	"SetLineup": managed(fine, fine, func(ctx context.Context, id string, p *fan) error {
		own := sideOf(ctx, id, p)
		r := &baseballv1.SetLineupRequest{SessionId: id, PitcherId: own.GetPitcherId(), Order: own.GetOrder()}
		return ask(ctx, p.games.SetLineup, r)
	}).at(inLobby),
	"DecideOffence": managed(notYours, fine, func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.DecideOffence, &baseballv1.DecideOffenceRequest{SessionId: id, DecisionId: asked(ctx, id, p)})
	}),
	"DecideDefence": managed(fine, notYours, func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.DecideDefence, &baseballv1.DecideDefenceRequest{SessionId: id, DecisionId: asked(ctx, id, p)})
	}),
	"DecideRunning": managed(nothingNow, nothingNow, func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.DecideRunning, &baseballv1.DecideRunningRequest{SessionId: id, DecisionId: asked(ctx, id, p)})
	}),
	"DecideThrow": managed(nothingNow, nothingNow, func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.DecideThrow, &baseballv1.DecideThrowRequest{SessionId: id, DecisionId: asked(ctx, id, p)})
	}),
	"EnterResult": managed(notYours, fine, func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.EnterResult, &baseballv1.EnterResultRequest{SessionId: id, DecisionId: asked(ctx, id, p), Result: "strikeout"})
	}).at(byHand),
	"Substitute": managed(fine, fine, func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.Substitute, &baseballv1.SubstituteRequest{SessionId: id, Changes: []*baseballv1.SubstituteRequest_Change{
			{Slot: slotOf(ctx, id, p, 2), PlayerId: benched(ctx, id, p), Position: 2},
		}})
	}),
	"VisitMound": managed(fine, batting, func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.VisitMound, &baseballv1.VisitMoundRequest{SessionId: id})
	}),
	"Concede": managed(fine, ended, func(ctx context.Context, id string, p *fan) error {
		return ask(ctx, p.games.Concede, &baseballv1.ConcedeRequest{SessionId: id})
	}),
}

// asked is the id of the decision that a game waits for; any for those who do not
// see it.
func asked(ctx context.Context, id string, p *fan) string {
	v, _ := p.games.GetView(ctx, &baseballv1.GetViewRequest{SessionId: id})
	for _, d := range v.GetView().GetDecisions() {
		return d.GetId()
	}
	return "1"
}

// sideOf is the caller's side; the home side for spectators.
func sideOf(ctx context.Context, id string, p *fan) *baseballv1.Team {
	v, _ := p.games.GetView(ctx, &baseballv1.GetViewRequest{SessionId: id})
	for _, m := range v.GetRoom().GetMembers() {
		if m.GetUserId() == p.id && m.GetSeat() == 2 {
			return v.GetView().GetAway()
		}
	}
	return v.GetView().GetHome()
}

// benched is the first on the caller's bench, who catches; somebody for one who may
// not see it.
func benched(ctx context.Context, id string, p *fan) string {
	if bench := sideOf(ctx, id, p).GetBench(); len(bench) > 0 {
		return bench[0]
	}
	return "b2"
}

// slotOf is where the one who plays a position bats, for the caller's side.
func slotOf(ctx context.Context, id string, p *fan, position int32) int32 {
	for i, s := range sideOf(ctx, id, p).GetOrder() {
		if s.GetPosition() == position {
			return int32(i + 1)
		}
	}
	return 1
}

// duel is a private game of two with a spectator, at a stage.
func (o *organisation) duel(t *testing.T, spectator *fan, s stage) string {
	t.Helper()
	ctx := t.Context()
	r := &baseballv1.CreateRequest{Pace: baseballv1.Pace_PACE_UNTIMED, Visibility: sessionv1.Visibility_VISIBILITY_PRIVATE}
	if s == byHand {
		r.LeagueId, r.Mode = "sba", baseballv1.Mode_MODE_MANUAL
	}
	id := must(o.first.games.Create(ctx, r))(t).GetSessionId()
	invite := must(o.first.sessions.CreateInvite(ctx, &sessionv1.CreateInviteRequest{SessionId: id}))(t).GetInvite()
	must(o.second.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Invite: invite}))(t)
	must(spectator.sessions.JoinSession(ctx, &sessionv1.JoinSessionRequest{SessionId: id, Invite: invite, Role: sessionv1.Role_ROLE_SPECTATOR}))(t)
	if s == inLobby {
		return id
	}
	for _, p := range []*fan{o.first, o.second} {
		must(p.sessions.SetReady(ctx, &sessionv1.SetReadyRequest{SessionId: id, Ready: true}))(t)
	}
	must(o.first.sessions.StartSession(ctx, &sessionv1.StartSessionRequest{SessionId: id}))(t)
	switch s {
	case givenUp:
		must(o.second.games.Concede(ctx, &baseballv1.ConcedeRequest{SessionId: id}))(t)
	case byHand:
		must(o.first.games.DecideDefence(ctx, &baseballv1.DecideDefenceRequest{SessionId: id, DecisionId: asked(ctx, id, o.first)}))(t)
		must(o.second.games.DecideOffence(ctx, &baseballv1.DecideOffenceRequest{SessionId: id, DecisionId: asked(ctx, id, o.second)}))(t)
	}
	return id
}

// Every procedure of the BaseballService, asked by everybody.
func TestWhoMayDoWhatInBaseball(t *testing.T) {
	t.Parallel()
	g := newDiamond(t)
	o := organisation{first: g.fan(t, "Ben"), second: g.fan(t, "Cat"), stranger: g.fan(t, "Dan")}
	spectator, nobody := g.fan(t, "Eve"), g.outsider()
	plain := map[string]row{}
	for procedure, r := range baseballMatrix {
		plain[procedure] = row{}
		id := o.duel(t, spectator, r.stage)
		for _, cell := range []struct {
			who  string
			p    *fan
			want verdict
		}{
			{"nobody", nobody, unknown}, {"a stranger", o.stranger, r.stranger}, {"a spectator", spectator, r.spectator},
			{"the home manager", o.first, r.home}, {"the visitors' manager", o.second, r.away},
		} {
			err := r.call(t.Context(), id, cell.p)
			if got := verdictOf(err); got != cell.want {
				t.Errorf("%s by %s: %v %q (%v), want %v %q", procedure, cell.who, got.code, got.reason, err, cell.want.code, cell.want.reason)
			}
		}
	}
	checkMatrix(t, baseballv1.File_playhouse_baseball_v1_baseball_service_proto.Services().ByName("BaseballService"), plain)
}
