package labyrinth

import (
	"cmp"
	"fmt"
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// checkEnd ends the game when its scenario says so. Limits of turns count only
// when the turn is over.
func (p *play) checkEnd(turnOver bool) bool {
	if p.err != nil || p.s.phase == phaseFinished {
		return true
	}
	won, text, over := p.s.outcome(turnOver)
	if over {
		p.emit(&labyrinthv1.Event_Ended{Result: p.s.finish(won, text)})
	}
	return over
}

// outcome tells whether the game is over, and how.
func (s State) outcome(turnOver bool) (won bool, text string, over bool) {
	if won, text, over = s.objective(); over {
		return won, text, true
	}
	alive := s.each(func(f *figure) bool { return f.kind() == typePlayer && !f.dead })
	switch {
	case !slices.ContainsFunc(s.figures, func(f *figure) bool { return f.kind() == typePlayer && f.up() }):
		return false, "Nobody is left standing. The corridors are quiet but for the ringing.", true
	case s.scenario() == scenarioShutdown && len(alive) < 2:
		return false, "One pair of hands cannot hold two switches. The core burns on.", true
	case turnOver && s.turn >= s.lastTurn():
		return false, s.tooLate(), true
	}
	return false, "", false
}

func (s State) tooLate() string {
	switch s.scenario() {
	case scenarioRescue:
		return "The lift's last power is gone, and Lieutenant Farrow is still down here."
	case scenarioShutdown:
		return "The core has gone past the point where switches matter."
	default:
		return "The shuttle lifts off with an empty seat."
	}
}

// objective tells whether what the scenario is about has been done.
func (s State) objective() (won bool, text string, over bool) {
	switch s.scenario() {
	case scenarioRescue:
		if s.rescued() {
			return true, "The lift doors close on Lieutenant Farrow and those who came back for her.", true
		}
	case scenarioShutdown:
		if held, all := s.switches(func(t thing) bool { return t.spent }); all > 0 && held == all {
			return true, "Both switches go down together. The ringing stops in the middle of a note.", true
		}
	case scenarioRace:
		if first := s.each(func(f *figure) bool { return f.escaped }); len(first) > 0 {
			return true, fmt.Sprintf("%s straps in and does not look back. The shuttle lifts off.", first[0].sheet.GetName()), true
		}
	}
	return false, "", false
}

// rescued is true when the officer has been carried to the lift.
func (s State) rescued() bool {
	return slices.ContainsFunc(s.figures, func(f *figure) bool {
		_, there := s.thingAt(f.cell, func(t thing) bool { return t.card.GetKind() == labyrinthv1.ThingKind_THING_KIND_LIFT })
		return there && f.carriedBy != "" && f.sheet.GetBehaviour() == labyrinthv1.Behaviour_BEHAVIOUR_LIE
	})
}

// switches counts the switches that hold, and all of them.
func (s State) switches(hold func(thing) bool) (some, all int) {
	for _, t := range s.things {
		if t.card.GetKind() == labyrinthv1.ThingKind_THING_KIND_SWITCH {
			all++
			if hold(t) {
				some++
			}
		}
	}
	return some, all
}

// finish is the result. The score of a seat is, in the balance's numbers:
// score_win for winning and score_turn for every turn left then, score_alive
// for being alive, score_felled for every enemy felled, and what its treasures
// are worth.
func (s State) finish(won bool, text string) *labyrinthv1.Result {
	r := &labyrinthv1.Result{Won: won, Text: text, Turn: s.turn}
	b := s.numbers()
	places := s.places()
	for _, f := range s.party() {
		seat := &labyrinthv1.SeatResult{
			Seat: f.seat, Won: won && (!s.book.GetScenario().GetCompetitive() || f.escaped), Alive: !f.dead, Place: places[f.seat],
		}
		seat.Score = f.felled*b.GetScoreFelled() + f.treasure()
		if seat.GetWon() {
			seat.Score += b.GetScoreWin() + b.GetScoreTurn()*max(0, s.lastTurn()-s.turn)
		}
		if seat.GetAlive() {
			seat.Score += b.GetScoreAlive()
		}
		r.Seats = append(r.Seats, seat)
	}
	return r
}

func (f *figure) treasure() (sum int32) {
	for _, it := range f.items {
		if e := it.gear.GetEffect(); e.GetKind() == labyrinthv1.EffectKind_EFFECT_KIND_TREASURE {
			sum += e.GetAmount()
		}
	}
	return sum
}

// places are the places in a race: who is aboard, then the living by the walk
// that was left, then the dead. Those with equal walks share a place.
func (s State) places() map[int32]int32 {
	if !s.book.GetScenario().GetCompetitive() {
		return nil
	}
	left := map[int32]int32{}
	var to int32
	for _, t := range s.things {
		if t.card.GetKind() == labyrinthv1.ThingKind_THING_KIND_SHUTTLE {
			to = t.card.GetCell()
		}
	}
	steps := s.walks(to, nil)
	party := s.party()
	for _, f := range party {
		switch {
		case f.escaped:
			left[f.seat] = -1
		case f.dead:
			left[f.seat] = int32(len(s.open))
		default:
			left[f.seat] = steps[f.cell]
		}
	}
	slices.SortFunc(party, func(a, b *figure) int { return cmp.Compare(left[a.seat], left[b.seat]) })
	places := map[int32]int32{}
	for i, f := range party {
		places[f.seat] = int32(i + 1)
		if i > 0 && left[f.seat] == left[party[i-1].seat] {
			places[f.seat] = places[party[i-1].seat]
		}
	}
	return places
}
