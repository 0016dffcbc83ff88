package labyrinth

import (
	"fmt"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

// tale is an event as each viewer may hear of it: by seat, 0 for spectators,
// the last for those who may know everything; nil for those who may not.
type tale [maxSeats + 2]*labyrinthv1.Happening

// knowing stands for a viewer who may know everything.
const knowing = maxSeats + 1

// Tell returns the event as this viewer may hear of it, or nil.
func (Game) Tell(before State, e *labyrinthv1.Event, after State, v session.Viewer) session.Happening {
	h := narrate(before, e, after).of(v)
	if h == nil {
		return nil
	}
	return h
}

func (t tale) of(v session.Viewer) *labyrinthv1.Happening {
	switch {
	case v.All:
		return t[knowing]
	case v.Seat < 0 || v.Seat > maxSeats:
		return t[0]
	default:
		return t[v.Seat]
	}
}

// everyone hears the same.
func everyone(h *labyrinthv1.Happening) (t tale) {
	for i := range t {
		t[i] = h
	}
	return t
}

// those who may know hear h, the others the other (nil for nothing).
func those(know func(seat int32) bool, h, other *labyrinthv1.Happening) (t tale) {
	for i := range t {
		if t[i] = other; i == knowing || know(int32(i)) {
			t[i] = h
		}
	}
	return t
}

// logged is true for what belongs into the narration of a turn. Who has
// declared is news, but not part of the story.
func logged(e *labyrinthv1.Event) bool {
	switch e.GetKind().(type) {
	case *labyrinthv1.Event_Created_, *labyrinthv1.Event_CharacterSelected_, *labyrinthv1.Event_CharacterReleased_,
		*labyrinthv1.Event_SeatTaken_, *labyrinthv1.Event_SeatLeft_, *labyrinthv1.Event_TurnBegan_,
		*labyrinthv1.Event_PlacementConfirmed_, *labyrinthv1.Event_TilesPlaced_, *labyrinthv1.Event_Declared_,
		*labyrinthv1.Event_Noticed_, *labyrinthv1.Event_Bled_:
		return false
	default:
		return true
	}
}

// narrate tells an event to everybody as they may know it. Turn is set here for
// all.
func narrate(before State, e *labyrinthv1.Event, after State) tale {
	t := teller{before: before, after: after}.tell(e)
	for _, h := range t {
		if h != nil {
			h.Turn = after.turn
		}
	}
	return t
}

// teller knows the states around an event.
type teller struct{ before, after State }

// say is a happening of the table.
func say(action, format string, args ...any) *labyrinthv1.Happening {
	return &labyrinthv1.Happening{Action: action, Narration: fmt.Sprintf(format, args...)}
}

// by is a happening whose actor is a *figure.
func (t teller) by(id, action, format string, args ...any) *labyrinthv1.Happening {
	f := t.who(id)
	h := say(action, format, args...)
	h.FigureId, h.Actor, h.Seat = id, f.sheet.GetName(), f.seat
	return h
}

func (t teller) who(id string) *figure {
	f, _ := t.after.figure(id)
	return f
}

func (t teller) name(id string) string { return t.who(id).sheet.GetName() }

// seen is true for seats that see a *figure before or after the event.
func (t teller) seen(id string) func(seat int32) bool {
	was, _ := t.before.figure(id)
	is := t.who(id)
	return func(seat int32) bool { return t.before.seesFigure(seat, was) || t.after.seesFigure(seat, is) }
}

// tell is a plain switch over all kinds of events.
func (t teller) tell(e *labyrinthv1.Event) tale {
	switch k := e.GetKind().(type) {
	case *labyrinthv1.Event_CharacterSelected_:
		h := say("selected", "%s joins the party.", k.CharacterSelected.GetSheet().GetName())
		h.Seat, h.Actor = k.CharacterSelected.GetSeat(), k.CharacterSelected.GetSheet().GetName()
		return everyone(h)
	case *labyrinthv1.Event_SeatTaken_:
		return t.seat(k.SeatTaken.GetSeat(), "joined", "Somebody plays %s now.")
	case *labyrinthv1.Event_SeatLeft_:
		return t.seat(k.SeatLeft.GetSeat(), "left", "Nobody plays %s for now.")
	case *labyrinthv1.Event_Started_:
		return everyone(say("started", "%s", t.after.book.GetScenario().GetBriefing()))
	case *labyrinthv1.Event_TurnBegan_:
		return everyone(say("turn", "Turn %d begins.", k.TurnBegan.GetTurn()))
	case *labyrinthv1.Event_PlacementConfirmed_:
		return t.seat(k.PlacementConfirmed.GetSeat(), "placed", "%s has laid the tiles.")
	case *labyrinthv1.Event_TilesPlaced_:
		return everyone(say("placed", "The tiles lie on the table."))
	case *labyrinthv1.Event_Declared_:
		return t.seat(k.Declared.GetSeat(), "declared", "%s has decided.")
	case *labyrinthv1.Event_Moved_:
		return t.moved(k.Moved)
	case *labyrinthv1.Event_Attacked_:
		return t.attacked(k.Attacked)
	case *labyrinthv1.Event_Hurt_:
		h := t.by(k.Hurt.GetFigure(), "hit", "%s takes %d from the %s.", t.name(k.Hurt.GetFigure()), k.Hurt.GetDamage(), k.Hurt.GetCause())
		h.Amount, h.Outcome, h.TargetId = k.Hurt.GetDamage(), k.Hurt.GetCause(), k.Hurt.GetFigure()
		return those(t.seen(k.Hurt.GetFigure()), h, nil)
	case *labyrinthv1.Event_PassageChanged_:
		return t.passage(k.PassageChanged)
	case *labyrinthv1.Event_EnvironmentStruck_:
		return t.environment(k.EnvironmentStruck)
	case *labyrinthv1.Event_Revealed_:
		h := say("revealed", "%d new tiles come into view.", len(k.Revealed.GetCells()))
		if len(k.Revealed.GetCells()) == 1 {
			h.Narration = "A new tile comes into view."
		}
		h.Outcome = fmt.Sprint(len(k.Revealed.GetCells()))
		if f := t.who(k.Revealed.GetFigure()); f.kind() == typePlayer {
			h.FigureId = f.id
		}
		return everyone(h)
	case *labyrinthv1.Event_Fizzled_:
		return t.fizzled(k.Fizzled)
	case *labyrinthv1.Event_Stunned_:
		h := t.by(k.Stunned.GetFigure(), "stunned", "%s freezes.", t.name(k.Stunned.GetFigure()))
		return those(t.seen(k.Stunned.GetFigure()), h, nil)
	case *labyrinthv1.Event_Ended_:
		h := say("ended", "%s", k.Ended.GetResult().GetText())
		h.Outcome = map[bool]string{true: "won", false: "lost"}[k.Ended.GetResult().GetWon()]
		return everyone(h)
	default:
		return t.party(e)
	}
}

// seat tells of a seat whose character is on the board.
func (t teller) seat(seat int32, action, format string) tale {
	f, ok := t.after.of(seat)
	if !ok {
		return tale{}
	}
	return everyone(t.by(f.id, action, format, f.sheet.GetName()))
}

// moved shows enemies only on the cells that a viewer sees into.
func (t teller) moved(e *labyrinthv1.Event_Moved) (out tale) {
	f := t.who(e.GetFigure())
	for seat := range out {
		var way []*labyrinthv1.Cell
		for _, cell := range e.GetWay() {
			if seat == knowing || f.kind() == typePlayer || t.after.sees(int32(seat), cell) {
				way = append(way, t.after.cellOf(cell))
			}
		}
		if len(way) == 0 {
			continue
		}
		h := t.by(f.id, "moved", "%s moves.", f.sheet.GetName())
		if f.kind() == typePlayer {
			h.Outcome = fmt.Sprintf("%d tiles", len(e.GetWay())-1)
			if e.GetStopped() {
				h.Narration = f.sheet.GetName() + " moves, and is stopped."
			}
		}
		h.Way = way
		out[seat] = h
	}
	return out
}

// attacked tells those who do not see the enemy what they hear of it.
func (t teller) attacked(e *labyrinthv1.Event_Attacked) tale {
	f, target := t.who(e.GetFigure()), t.who(e.GetTarget())
	h := t.by(f.id, "hit", "%s strikes %s with %s for %d.", f.sheet.GetName(), target.sheet.GetName(), e.GetWeapon(), e.GetDamage())
	h.TargetId, h.Amount, h.Outcome = target.id, e.GetDamage(), fmt.Sprint(e.GetDamage())
	if e.GetDodged() {
		h.Action, h.Outcome = "missed", "dodged"
		h.Narration = fmt.Sprintf("%s strikes at %s, who slips away.", f.sheet.GetName(), target.sheet.GetName())
	}
	if f.kind() == typePlayer {
		other := t.by(f.id, h.GetAction(), "%s fights something out of sight.", f.sheet.GetName())
		return those(t.seen(target.id), h, other)
	}
	other := say(h.GetAction(), "Something in the dark strikes %s for %d.", target.sheet.GetName(), e.GetDamage())
	other.Actor, other.TargetId, other.Amount, other.Outcome = "something", target.id, e.GetDamage(), h.GetOutcome()
	if e.GetDodged() {
		other.Narration = fmt.Sprintf("Something in the dark strikes at %s, who slips away.", target.sheet.GetName())
	}
	return those(t.seen(f.id), h, other)
}

// passage tells of a passage that the party knows, from one side at least.
func (t teller) passage(e *labyrinthv1.Event_PassageChanged) tale {
	side := sides([]labyrinthv1.Direction{e.GetDirection()})[0]
	known := t.after.revealed(e.GetCell()) || t.after.revealed(t.after.beyond(e.GetCell(), side))
	h := say("environment", "A passage is blocked: %s.", e.GetCause())
	h.Outcome = "closed"
	if e.GetOpen() {
		h.Narration, h.Outcome = fmt.Sprintf("A passage opens: %s.", e.GetCause()), "open"
	}
	return those(func(int32) bool { return known }, h, nil)
}

// environment does not tell where something happened that nobody knows of.
func (t teller) environment(e *labyrinthv1.Event_EnvironmentStruck) tale {
	switch e.GetHazard() {
	case labyrinthv1.Hazard_HAZARD_OUTAGE:
		h := say("environment", "The lights go out.")
		h.Outcome = "outage"
		return everyone(h)
	case labyrinthv1.Hazard_HAZARD_STRUCTURE:
		h := say("environment", "Metal groans; something gives way.")
		h.Outcome = "structure"
		return everyone(h)
	case labyrinthv1.Hazard_HAZARD_EXPLOSION, labyrinthv1.Hazard_HAZARD_UNSPECIFIED:
	default:
	}
	return those(func(int32) bool { return false }, t.explosion(e, true), t.explosion(e, false))
}

// explosion names the cells that are revealed, or all of them.
func (t teller) explosion(e *labyrinthv1.Event_EnvironmentStruck, all bool) *labyrinthv1.Happening {
	h := say("environment", "Something explodes in the dark.")
	h.Outcome = "explosion"
	for _, cell := range e.GetCells() {
		if all || t.after.revealed(cell) {
			h.Narration = "An explosion tears through a corridor."
			h.Way = append(h.Way, t.after.cellOf(cell))
		}
	}
	return h
}

// fizzled tells the reason only to the one whose action it was: it may speak of
// what others do not see.
func (t teller) fizzled(e *labyrinthv1.Event_Fizzled) tale {
	f := t.who(e.GetFigure())
	h := t.by(f.id, "fizzled", "%s cannot: %s.", f.sheet.GetName(), e.GetWhy())
	if f.kind() != typePlayer {
		return those(t.seen(f.id), h, nil)
	}
	other := t.by(f.id, "fizzled", "%s hesitates.", f.sheet.GetName())
	return those(func(seat int32) bool { return seat == f.seat }, h, other)
}
