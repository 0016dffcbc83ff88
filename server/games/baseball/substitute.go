package baseball

import (
	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/session"
)

// Substitute changes the caller's line-up. Both are asked anew after it: odds and
// options have changed, and the other manager may want to answer it.
func (g Game) Substitute(t session.Turn, s State, r *baseballv1.SubstituteRequest) ([]*baseballv1.Event, error) {
	side, err := acting(t, s)
	if err != nil {
		return nil, err
	}
	if s.phase != phasePlate {
		return nil, session.Refuse("ball_in_play", "the ball is in play: substitute when it is dead")
	}
	if s.chosen[side] != nil {
		return nil, session.Refuse("already_decided", "you have decided about this batter: substitute before the next")
	}
	e := &baseballv1.Event_Substituted{Side: int32(side)}
	var changes []lineup.Change
	for _, c := range r.GetChanges() {
		id := s.find(side, c.GetPlayerId())
		if id == 0 {
			return nil, session.Refuse("bad_lineup", "there is no %q in your roster", c.GetPlayerId())
		}
		if s.g.Side[side].Gone&(1<<id) != 0 {
			return nil, session.Refuse("left_the_game", "%s has left the game and cannot return", s.g.Card(int8(side), id).Name)
		}
		changes = append(changes, lineup.Change{Slot: int8(c.GetSlot()), Player: id, Position: int8(c.GetPosition())})
		e.Changes = append(e.Changes, &baseballv1.Event_Change{Slot: c.GetSlot(), Player: int32(id), Position: c.GetPosition()})
	}
	if len(changes) == 0 {
		return nil, session.Invalid("changes", "name at least one change")
	}
	if err := trial(s, int8(side), changes); err != nil {
		return nil, err
	}
	p, err := g.newPlay(t, s)
	if err != nil {
		return nil, err
	}
	p.emit(e)
	p.askPlate() // odds, options and advice are others now
	return p.done()
}

// trial refuses changes as the rules do.
func trial(s State, side int8, changes []lineup.Change) error {
	was := s.g.Side[side]
	next, err := was.Substitute(s.setup.Rosters[side], changes, side == s.g.Fields())
	if err != nil {
		return session.Refuse("bad_lineup", "%s", err)
	}
	if next.Pitcher == was.Pitcher {
		return nil
	}
	if err := was.MayRelieve(s.setup.League.Rules.BatterMinimum); err != nil {
		return session.Refuse("too_early", "%s", err)
	}
	return nil
}

// VisitMound visits the pitcher: he has one batter more in him.
func (g Game) VisitMound(t session.Turn, s State, _ *baseballv1.VisitMoundRequest) ([]*baseballv1.Event, error) {
	side, err := acting(t, s)
	if err != nil {
		return nil, err
	}
	switch l := s.g.Side[side]; {
	case s.phase != phasePlate:
		return nil, session.Refuse("ball_in_play", "the ball is in play: wait until it is dead")
	case int8(side) != s.g.Fields():
		return nil, session.Refuse("not_fielding", "your side bats now")
	case l.Visits <= 0:
		return nil, session.Refuse("no_visits", "there are no mound visits left")
	case l.Calls > 0:
		return nil, session.Refuse("visited", "a second visit in an inning takes the pitcher out: bring another")
	}
	return []*baseballv1.Event{event(&baseballv1.Event_Visited{Side: int32(side)})}, nil
}

// ready makes line-ups fit for the next batter: who came in to hit and cannot
// field makes way, and sides that nobody manages relieve a tired pitcher.
func (p *play) ready() {
	side := p.s.g.Fields()
	l := p.s.g.Side[side]
	for _, slot := range l.Unfit(p.s.setup.Rosters[side]) {
		if id := p.fitting(side, l.At[slot-1]); id > 0 {
			p.emit(&baseballv1.Event_Substituted{Side: int32(side), Forced: true, Changes: []*baseballv1.Event_Change{
				{Slot: int32(slot), Player: int32(id), Position: int32(l.At[slot-1])},
			}})
			l = p.s.g.Side[side]
		}
	}
	if p.err == nil && p.s.taken[side] == nobody {
		p.relieve()
	}
}

// fitting is somebody on the bench who can play there; 0 for nobody.
func (p *play) fitting(side, pos int8) int8 {
	l := p.s.g.Side[side]
	for i, c := range p.s.setup.Rosters[side] {
		if id := int8(i + 1); l.Bench(id) && c.Plays(int(pos)) && (pos == 1) == (c.Pitching != nil) {
			return id
		}
	}
	return 0
}

// relieve changes pitchers as the built-in manager would.
func (p *play) relieve() bool {
	c, ok := p.manager.Relieve(&p.s.g, p.odds)
	// With somebody in the field who cannot play there, and nobody for him, no other
	// change is legal: the tired pitcher goes on.
	if !ok || trial(p.s, p.s.g.Fields(), []lineup.Change{c}) != nil {
		return false
	}
	p.emit(&baseballv1.Event_Substituted{Side: int32(p.s.g.Fields()), Changes: []*baseballv1.Event_Change{
		{Slot: int32(c.Slot), Player: int32(c.Player), Position: int32(c.Position)},
	}})
	return true
}
