package baseball

import (
	"fmt"
	"slices"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/lineup"
)

// Apply is the state after an event.
func (Game) Apply(s State, e *baseballv1.Event) (State, error) { return apply(s, e) }

func apply(s State, e *baseballv1.Event) (State, error) {
	if err := s.timely(e); err != nil {
		return s, err
	}
	switch k := e.GetKind().(type) {
	case *baseballv1.Event_Created_:
		return created(s, k.Created)
	case *baseballv1.Event_SeatTaken_:
		return s.sit(k.SeatTaken.GetSeat(), k.SeatTaken.GetBot())
	case *baseballv1.Event_SeatLeft_:
		return s.leave(k.SeatLeft.GetSeat())
	case *baseballv1.Event_LineupSet_:
		side := k.LineupSet.GetSide()
		s.nines[side], s.set[side] = readNine(k.LineupSet.GetNine()), true
	case *baseballv1.Event_Started_:
		g, err := game.New(s.setup, s.nines[game.Away], s.nines[game.Home])
		s.g, s.phase = g, phasePlate
		return s, err
	case *baseballv1.Event_Asked_:
		return s.asked(k.Asked), nil
	case *baseballv1.Event_Decided_:
		s.chosen[k.Decided.GetSide()] = k.Decided
	case *baseballv1.Event_Substituted_:
		return s.substituted(k.Substituted)
	case *baseballv1.Event_Visited_:
		return s.visited(k.Visited.GetSide()), nil
	case *baseballv1.Event_Struck_:
		s.struck = k.Struck
	case *baseballv1.Event_Played_:
		return s.played(k.Played)
	case *baseballv1.Event_Hurt_:
		return s.injured(k.Hurt)
	case *baseballv1.Event_Conceded_:
		return s.conceded(int(k.Conceded.GetSide())), nil
	case *baseballv1.Event_ClockRestarted_:
		s.deadline = k.ClockRestarted.GetDeadlineMs()
	default:
		return s, fmt.Errorf("unknown event %T", k)
	}
	return s, nil
}

// timely refuses events that cannot be where the game stands.
func (s State) timely(e *baseballv1.Event) error {
	ok := s.setup != nil
	switch k := e.GetKind().(type) {
	case *baseballv1.Event_Created_:
		ok = s.setup == nil
	case *baseballv1.Event_LineupSet_, *baseballv1.Event_Started_:
		ok = ok && s.phase == phaseLobby
	case *baseballv1.Event_Asked_:
		p := k.Asked.GetPhase()
		ok = s.running() && (p == phasePlate || p == phaseRunning || p == phaseResult)
	case *baseballv1.Event_Decided_, *baseballv1.Event_Substituted_, *baseballv1.Event_Visited_, *baseballv1.Event_Struck_,
		*baseballv1.Event_Played_, *baseballv1.Event_Hurt_, *baseballv1.Event_Conceded_:
		ok = s.running()
	}
	if k, ok := e.GetKind().(*baseballv1.Event_Asked_); ok {
		for _, q := range k.Asked.GetQuestions() {
			if q.GetSide() < 0 || q.GetSide() > 1 {
				return fmt.Errorf("side %d is asked", q.GetSide())
			}
		}
	}
	if side := sided(e); side < 0 || side > 1 {
		return fmt.Errorf("%T of side %d", e.GetKind(), side)
	}
	if !ok {
		return fmt.Errorf("%T while the game is in %v", e.GetKind(), s.phase)
	}
	return nil
}

// sided is the side that an event is of; 0 for one that is of none.
func sided(e *baseballv1.Event) int32 {
	switch k := e.GetKind().(type) {
	case *baseballv1.Event_LineupSet_:
		return k.LineupSet.GetSide()
	case *baseballv1.Event_Decided_:
		return k.Decided.GetSide()
	case *baseballv1.Event_Substituted_:
		return k.Substituted.GetSide()
	case *baseballv1.Event_Visited_:
		return k.Visited.GetSide()
	case *baseballv1.Event_Hurt_:
		return k.Hurt.GetSide()
	case *baseballv1.Event_Conceded_:
		return k.Conceded.GetSide()
	default:
		return 0
	}
}

func created(s State, c *baseballv1.Event_Created) (State, error) {
	s.options, s.book, s.phase = c.GetOptions(), c.GetRulebook(), phaseLobby
	setup := &game.Setup{League: readRules(s.book), Names: [2]string{c.GetAway().GetName(), c.GetHome().GetName()}}
	setup.League.Rules.Innings = int(s.options.GetInnings())
	for side, squad := range []*baseballv1.Event_Squad{c.GetAway(), c.GetHome()} {
		roster, err := readRoster(squad.GetCards())
		if err != nil {
			return s, err
		}
		setup.Rosters[side], s.cards[side], s.brief[side] = roster, squad.GetCards(), brief(squad.GetCards())
		s.nines[side], s.vintage[side] = readNine(squad.GetNine()), vintageOf(squad)
	}
	s.setup, s.g.Setup = setup, setup
	return s, nil
}

func readRoster(cards []*baseballv1.Card) (lineup.Roster, error) {
	seen := map[string]bool{}
	var roster lineup.Roster
	for _, c := range cards {
		one, err := ReadCard(c)
		if err != nil {
			return nil, err
		}
		if seen[one.ID] {
			return nil, fmt.Errorf("%s: the card is there twice", one.Name)
		}
		seen[one.ID] = true
		roster = append(roster, one)
	}
	return roster, nil
}

func (s State) sit(seat int32, bot bool) (State, error) {
	if seat < 1 || seat > seats {
		return s, fmt.Errorf("there is no seat %d", seat)
	}
	s.taken[seats-seat] = human
	if bot {
		s.taken[seats-seat] = computer
	}
	return s, nil
}

func (s State) leave(seat int32) (State, error) {
	if seat < 1 || seat > seats {
		return s, fmt.Errorf("there is no seat %d", seat)
	}
	s.taken[seats-seat] = nobody
	return s, nil
}

func (s State) asked(a *baseballv1.Event_Asked) State {
	if a.GetPhase() != phasePlate {
		s.plan = s.chosen
	} else {
		s.plan, s.struck = [2]*baseballv1.Event_Decided{}, nil
	}
	s.ask, s.phase, s.deadline = a, a.GetPhase(), a.GetDeadlineMs()
	s.chosen = [2]*baseballv1.Event_Decided{}
	return s
}

func (s State) substituted(e *baseballv1.Event_Substituted) (State, error) {
	var changes []lineup.Change
	for _, c := range e.GetChanges() {
		changes = append(changes, lineup.Change{Slot: int8(c.GetSlot()), Player: int8(c.GetPlayer()), Position: int8(c.GetPosition())})
	}
	err := s.g.Substitute(int8(e.GetSide()), changes)
	return s, err
}

func (s State) visited(side int32) State {
	s.g.Side[side].Visit()
	return s
}

// played lets a stored play happen. One that cannot be is an error: nobody wrote
// it who knew the rules.
func (s State) played(e *baseballv1.Event_Played) (State, error) {
	play := readPlay(e)
	if err := s.g.Half.Check(play); err != nil {
		return s, err
	}
	before := s
	r := s.g.Play(play)
	s.plays = append(slices.Clip(s.plays), before.tale(s, e, play, r))
	s.wins = append(slices.Clip(s.wins), e.GetHomeWin())
	if play.Kind.EndsPlate() {
		s.struck, s.phase = nil, phasePlate
	}
	if s.g.Over {
		s = s.over(s.g.Winner(), "")
	}
	return s, nil
}

func (s State) conceded(side int) State {
	return s.over(1-side, s.name(side)+" give the game up.")
}

func (s State) over(winner int, text string) State {
	s.phase, s.ask, s.deadline = phaseFinished, nil, 0
	s.chosen, s.plan, s.struck = [2]*baseballv1.Event_Decided{}, [2]*baseballv1.Event_Decided{}, nil
	o := &baseballv1.Outcome{WinnerSeat: int32(seatOf(winner)), Text: text, Forfeit: text != ""}
	if text == "" {
		b := &s.g.Book
		o.Text = fmt.Sprintf("%s beat %s, %d to %d.", s.name(winner), s.name(1-winner), b.Team[winner].R, b.Team[1-winner].R)
		o.WinningPitcherId, o.LosingPitcherId = s.player(int8(winner), b.Winner), s.player(int8(1-winner), b.Loser)
		o.SavePitcherId = s.player(int8(winner), b.Save)
	}
	s.outcome = o
	return s
}
