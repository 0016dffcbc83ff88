package baseball

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

func TestLaws(t *testing.T) {
	t.Parallel()
	rulestest.Suite[State, *baseballv1.Event, *baseballv1.View]{
		Rules: embedded, Play: playLaw, Games: 1, Seats: 2,
		// One game ends by itself; giving up and forks have tests of their own, and
		// pictures are never hurt.
		Rare: []string{"conceded", "clock_restarted", "hurt"},
	}.Run(t)
}

// playLaw plays an inning with everything that happens around a table.
func playLaw(t *testing.T, seed uint64) *sandbox {
	t.Helper()
	chance := rand.New(rand.NewPCG(seed, 5))
	// The suite compares all states in full: cards without ratings will do.
	b := table(t, byte(seed), &baseballv1.CreateRequest{
		LeagueId: "sba", Home: pictures("h"), Away: pictures("a"), Innings: 1, RunningDecisions: true, DecisionSeconds: 30,
	})
	for range 2 {
		_, err := b.Join(false)
		must(t, err)
	}
	must(t, b.Do(1, command(embedded.SetLineup, lineupOf(b, 1))), b.Ready(1, true), b.Ready(2, true), b.Start())
	must(t, b.Do(1, command(embedded.VisitMound, &baseballv1.VisitMoundRequest{})))
	for step := 0; b.State().phase != phaseFinished; step++ {
		s := b.State()
		switch {
		case step == 3:
			must(t, b.Leave(2))
			_, err := b.Join(true)
			must(t, err)
		case step%7 == 6:
			_, err := b.Expire()
			must(t, err)
		case step == 0:
			must(t, b.Do(2, command(embedded.Substitute, spare(s))))
		default:
			_, err := b.Bot(b.Waiting()[0], chance)
			must(t, err)
		}
	}
	return b
}

// lineupOf is the line-up that a side has, as its manager would write it.
func lineupOf(b *sandbox, seat session.Seat) *baseballv1.SetLineupRequest {
	team := b.View(seat).GetHome()
	if seat == 2 {
		team = b.View(seat).GetAway()
	}
	r := &baseballv1.SetLineupRequest{PitcherId: team.GetPitcherId()}
	for _, slot := range team.GetOrder() {
		r.Order = append(r.Order, proto.CloneOf(slot))
	}
	return r
}

// change is one change of a side's line-up.
func change(s State, side, slot, player, position int) *baseballv1.SubstituteRequest {
	return &baseballv1.SubstituteRequest{Changes: []*baseballv1.SubstituteRequest_Change{
		{Slot: int32(slot), PlayerId: s.player(int8(side), int8(player)), Position: int32(position)},
	}}
}

// spare brings somebody from the visitors' bench who plays where the leadoff man
// does.
func spare(s State) *baseballv1.SubstituteRequest {
	l := s.g.Side[0]
	for id := range s.setup.Rosters[0] {
		if l.Bench(int8(id+1)) && s.setup.Rosters[0][id].Plays(int(l.At[0])) {
			return change(s, 0, 1, id+1, int(l.At[0]))
		}
	}
	return nil
}

// TestCanaries: while one manager has decided and the other has not, nobody else
// is sent anything that depends on what it was, in every phase of a game.
func TestCanaries(t *testing.T) {
	t.Parallel()
	for seed := range 2 {
		chance := rand.New(rand.NewPCG(uint64(seed), 9))
		b := started(t, byte(seed), &baseballv1.CreateRequest{Innings: 2, RunningDecisions: true}, false)
		for b.State().phase != phaseFinished {
			s := b.State()
			seat := b.Waiting()[chance.IntN(len(b.Waiting()))]
			q := s.question(sideOf(seat))
			canary := &baseballv1.Event_Decided{Side: q.GetSide(), Options: map[string]string{}}
			for _, c := range q.GetChoices() {
				canary.Options[c.GetId()] = "canary"
			}
			e := event(canary)
			after, err := apply(s, e)
			must(t, err)
			for viewer := session.Display; viewer <= 2; viewer++ {
				v := session.Viewer{Seat: viewer}
				raw := marshal(t, embedded.View(after, v))
				if h := embedded.Tell(s, e, after, v); h != nil {
					raw = append(raw, marshal(t, h)...)
				}
				if told := bytes.Contains(raw, []byte("canary")); told != (viewer == seat) {
					t.Fatalf("seat %d decided; seat %d is told: %v", seat, viewer, told)
				}
			}
			_, err = b.Bot(seat, chance)
			must(t, err)
		}
	}
}

// TestDiceAreTheTurns: every die of a play is one of the session's, and a stored
// play replays without any.
func TestDiceAreTheTurns(t *testing.T) {
	t.Parallel()
	b := started(t, 8, &baseballv1.CreateRequest{Innings: 2}, true)
	finish(t, b, rand.New(rand.NewPCG(8, 8)))
	s := embedded.New()
	for _, e := range b.Events() {
		var err error
		s, err = apply(s, e)
		must(t, err)
	}
	if s.String() != b.State().String() {
		t.Errorf("folded again: %v, played: %v", s, b.State())
	}
	rolled := 0
	for _, p := range s.plays {
		rolled += len(p.GetDice())
		for _, d := range p.GetDice() {
			if d.GetValue() < 1 || d.GetValue() > d.GetFaces() {
				t.Errorf("a die shows %v", d)
			}
		}
	}
	if rolled < len(s.plays)/2 {
		t.Errorf("%d dice for %d plays", rolled, len(s.plays))
	}
}

// FuzzApply feeds events that no server wrote to stages of a game: they may be
// refused, but must not panic.
func FuzzApply(f *testing.F) {
	b := started(f, 1, &baseballv1.CreateRequest{Innings: 1, RunningDecisions: true}, true)
	stages := []State{{}, embedded.New(), b.State()}
	finish(f, b, rand.New(rand.NewPCG(1, 1)))
	stages = append(stages, b.State())
	for _, e := range b.Events() {
		raw, err := proto.Marshal(e)
		must(f, err)
		f.Add(raw)
	}
	for _, kind := range []proto.Message{
		&baseballv1.Event_SeatTaken{Seat: -1}, &baseballv1.Event_Decided{Side: 7}, &baseballv1.Event_Visited{Side: -1},
		&baseballv1.Event_Played{Kind: 99, Steps: []*baseballv1.Event_Step{{From: 7, To: -1}}},
		&baseballv1.Event_Played{Kind: 6, Steps: []*baseballv1.Event_Step{{From: 0, To: 1, Hands: []int32{12}}}},
		&baseballv1.Event_Played{Kind: 10, Steps: []*baseballv1.Event_Step{{From: 0, To: 1, Out: true, Hands: []int32{300}}}},
		&baseballv1.Event_Substituted{Side: 1, Changes: []*baseballv1.Event_Change{{Slot: 40, Player: 99, Position: -1}}},
		&baseballv1.Event_LineupSet{Side: 0, Nine: &baseballv1.Event_Nine{Order: []int32{99}, Pitcher: 77}},
		&baseballv1.Event_Asked{Phase: 77, Questions: []*baseballv1.Event_Question{{Side: 9}, nil}}, &baseballv1.Event_Conceded{Side: 3},
	} {
		raw, err := proto.Marshal(event(kind))
		must(f, err)
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e := &baseballv1.Event{}
		if proto.Unmarshal(raw, e) != nil {
			return
		}
		for _, s := range stages {
			after, err := apply(s, e)
			if err != nil {
				continue
			}
			for seat := range session.Seat(3) {
				embedded.View(after, session.Viewer{Seat: seat})
			}
			embedded.Tell(s, e, after, session.Viewer{})
			after.Box()
		}
	})
}

// FuzzCommands gives commands arbitrary words: they are refused or they play, and
// what plays can be folded.
func FuzzCommands(f *testing.F) {
	f.Add("1", "away", "none", "back", "normal", "pitch", "hold", int32(1), "a0", int32(2))
	f.Add("1", "squeeze", "home", "in", "", "intentional_walk", "free", int32(0), "r1", int32(1))
	f.Fuzz(func(t *testing.T, id, swing, steal, infield, outfield, pitching, hold string, slot int32, player string, position int32) {
		b := started(t, 2, &baseballv1.CreateRequest{Innings: 1}, false)
		for range 3 {
			_ = b.Do(1, command(embedded.Substitute, &baseballv1.SubstituteRequest{Changes: []*baseballv1.SubstituteRequest_Change{{Slot: slot, PlayerId: player, Position: position}}}))
			_ = b.Do(2, command(embedded.Substitute, &baseballv1.SubstituteRequest{Changes: []*baseballv1.SubstituteRequest_Change{{Slot: slot, PlayerId: player, Position: position}}}))
			_ = b.Do(2, command(embedded.DecideOffence, &baseballv1.DecideOffenceRequest{DecisionId: id, Swing: swing, Steal: steal}))
			_ = b.Do(1, command(embedded.DecideDefence, &baseballv1.DecideDefenceRequest{DecisionId: id, Infield: infield, Outfield: outfield, Pitching: pitching, Hold: hold}))
			_, err := b.Expire()
			must(t, err)
		}
		s := embedded.New()
		for _, e := range b.Events() {
			var err error
			s, err = apply(s, e)
			must(t, err)
		}
	})
}
