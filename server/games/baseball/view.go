package baseball

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/game"
	"playhouse/server/session"
)

// View is all that a viewer may know: everything but what the other manager has
// decided and is not played yet.
func (Game) View(s State, v session.Viewer) *baseballv1.View {
	out := &baseballv1.View{
		Phase: s.phase, Options: s.options, Rulebook: s.book, Outcome: s.outcome,
		Plays: int32(len(s.plays)), HomeWinHistory: s.wins,
	}
	if s.setup == nil {
		return out
	}
	out.Away, out.Home = s.team(game.Away), s.team(game.Home)
	if n := len(s.plays); n > 0 {
		out.LastPlay = s.plays[n-1]
	}
	if s.phase == phaseLobby {
		return out
	}
	s.field(out)
	if s.ask == nil {
		return out
	}
	out.HomeWin, out.RunExpectancy, out.BallInPlay = s.ask.GetHomeWin(), s.ask.GetRunExpectancy(), s.struck.GetResult()
	for _, q := range s.ask.GetQuestions() {
		out.Decisions = append(out.Decisions, s.decision(q, v))
	}
	return out
}

// field is what stands on the board.
func (s State) field(out *baseballv1.View) {
	g := &s.g
	out.Inning, out.Bottom, out.Outs = int32(g.Inning), g.Bats == game.Home, int32(g.Half.Outs)
	out.BatterId, out.PitcherId = s.player(g.Bats, g.Batter()), s.player(g.Fields(), g.Pitcher())
	out.PitcherLeft = int32(g.Tired(g.Fields()))
	out.Bases = map[int32]*baseballv1.BaseRunner{}
	for base := int32(1); base <= 3; base++ {
		if r := g.Half.Bases[base]; r.ID != 0 {
			out.Bases[base] = &baseballv1.BaseRunner{PlayerId: s.player(g.Bats, r.ID), PitcherId: s.player(g.Fields(), r.Pitcher)}
		}
	}
	if g.Over {
		out.HomeWin = 0
		if g.Lead() > 0 {
			out.HomeWin = 1
		}
	}
}

// decision is what the game waits for, with the viewer's own answer.
func (s State) decision(q *baseballv1.Event_Question, v session.Viewer) *baseballv1.Decision {
	side := int(q.GetSide())
	d := &baseballv1.Decision{
		Id: decisionID(s.ask), Seat: int32(seatOf(side)), Kind: q.GetKind(),
		Decided: s.chosen[side] != nil, Opened: timestamppb.New(time.UnixMilli(s.ask.GetAtMs())),
	}
	if s.deadline > 0 {
		d.Deadline = timestamppb.New(time.UnixMilli(s.deadline))
	}
	if q.GetKind() == "result" {
		d.Dice = s.ask.GetDice()
	}
	// The options are most of what a watcher is sent: they go to who chooses.
	if v.Seat == seatOf(side) || v.All {
		d.Own = maps.Clone(s.chosen[side].GetOptions())
		d.Choices = taken(q.GetChoices(), d.GetOwn())
	}
	return d
}

// taken are choices with the options that were taken alone; all while nothing is
// decided.
func taken(choices []*baseballv1.Choice, own map[string]string) (out []*baseballv1.Choice) {
	if own == nil {
		return choices
	}
	for _, c := range choices {
		left := &baseballv1.Choice{Id: c.GetId(), Name: c.GetName(), DefaultOptionId: c.GetDefaultOptionId()}
		for _, o := range c.GetOptions() {
			if o.GetId() == own[c.GetId()] {
				left.Options = append(left.Options, o)
			}
		}
		out = append(out, left)
	}
	return out
}

func (s State) team(side int8) *baseballv1.Team {
	l := s.g.Side[side]
	if s.phase == phaseLobby {
		l = s.nines[side]
	}
	page := &s.g.Book.Team[side]
	t := &baseballv1.Team{
		Name: s.setup.Names[side], Seat: int32(seatOf(int(side))), Computer: s.taken[side] != human, LineupSet: s.set[side],
		Runs: int32(page.R), Hits: int32(page.H), Errors: int32(page.E), LeftOnBase: int32(page.LOB), Line: s.line(side),
		PitcherId: s.player(side, l.Pitcher), Next: int32(l.Next) + 1, DesignatedHitter: l.DH, Visits: int32(l.Visits), Cards: s.brief[side],
		RosterStale: s.vintage[side].Stale,
	}
	if at := s.vintage[side].At; !at.IsZero() {
		t.RosterAsOf = timestamppb.New(at)
	}
	for slot, id := range l.Order {
		t.Order = append(t.Order, &baseballv1.Slot{PlayerId: s.player(side, id), Position: int32(l.At[slot])})
	}
	for i, c := range s.setup.Rosters[side] {
		id := int8(i + 1)
		if s.hurt[side]&^l.Gone&(1<<id) != 0 {
			t.Hurt = append(t.Hurt, c.ID)
		}
		switch {
		case l.Gone&(1<<id) != 0:
			t.Gone = append(t.Gone, c.ID)
		case l.Bench(id):
			t.Bench = append(t.Bench, c.ID)
			if c.Plays(1) {
				t.Bullpen = append(t.Bullpen, c.ID)
			}
		}
	}
	return t
}

// line are a side's runs by inning, as far as it has batted.
func (s State) line(side int8) (line []int32) {
	if s.phase == phaseLobby {
		return nil
	}
	last := s.g.Inning
	if side > s.g.Bats || s.g.Over && side == game.Home && s.g.Bats == game.Away {
		last--
	}
	for inning := int16(1); inning <= last; inning++ {
		line = append(line, int32(s.g.Book.Team[side].Line[min(int(inning), len(s.g.Book.Team[side].Line)-1)]))
	}
	return line
}

// Plays are the plays from a number on, at most n of them, for ListPlays.
func (s State) Plays(from, n int) []*baseballv1.Play {
	if from < 0 || from >= len(s.plays) {
		return nil
	}
	return slices.Clone(s.plays[from:min(len(s.plays), from+n)])
}

// Cards are both rosters in full, for ListCards.
func (s State) Cards() (away, home []*baseballv1.Card) { return s.cards[game.Away], s.cards[game.Home] }

// brief are cards as views carry them: two rosters in full would be more than all
// the rest of a view.
func brief(cards []*baseballv1.Card) (out []*baseballv1.Card) {
	for _, c := range cards {
		if r := c.GetRated(); r != nil {
			c = &baseballv1.Card{
				Id: c.GetId(), Name: c.GetName(), Bats: c.GetBats(), Throws: c.GetThrows(), Gloves: c.GetGloves(),
				Kind: &baseballv1.Card_Rated{Rated: &baseballv1.RatedCard{ScoutingData: r.GetScoutingData()}},
			}
		}
		out = append(out, c)
	}
	return out
}

// String is a state in one line, for tests and logs.
func (s State) String() string {
	return fmt.Sprintf("%s %d.%d %d out, %d:%d, bases %d, %d plays", s.phase, s.g.Inning, s.g.Bats, s.g.Half.Outs,
		s.g.Book.Team[game.Away].R, s.g.Book.Team[game.Home].R, s.g.Half.Bases.Code(), len(s.plays))
}
