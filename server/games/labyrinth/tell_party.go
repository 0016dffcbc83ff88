package labyrinth

import (
	"fmt"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// party tells what befalls the party, which everybody may know. Enemies die
// only before those who see them; what enemies have in mind is never told.
func (t teller) party(e *labyrinthv1.Event) tale {
	switch k := e.GetKind().(type) {
	case *labyrinthv1.Event_Healed_:
		return everyone(t.healed(k.Healed))
	case *labyrinthv1.Event_Downed_:
		return everyone(t.by(k.Downed.GetFigure(), "downed", "%s goes down.", t.name(k.Downed.GetFigure())))
	case *labyrinthv1.Event_Died_:
		h := t.by(k.Died.GetFigure(), "died", "%s is dead.", t.name(k.Died.GetFigure()))
		if t.who(k.Died.GetFigure()).kind() != typePlayer {
			h.Narration = t.name(k.Died.GetFigure()) + " shatters."
		}
		return those(t.seen(k.Died.GetFigure()), h, nil)
	case *labyrinthv1.Event_Helped_:
		h := t.by(k.Helped.GetFigure(), "helped", "%s brings %s round.", t.name(k.Helped.GetFigure()), t.name(k.Helped.GetTarget()))
		h.TargetId, h.Amount = k.Helped.GetTarget(), k.Helped.GetHealth()
		return everyone(h)
	case *labyrinthv1.Event_Bled_:
		return everyone(t.by(k.Bled.GetFigure(), "bleeding", "%s will not last without help; turns left: %d.", t.name(k.Bled.GetFigure()), k.Bled.GetTurnsToLive()))
	case *labyrinthv1.Event_Explored_:
		return everyone(t.explored(k.Explored))
	case *labyrinthv1.Event_ObjectFound_:
		return t.found(k.ObjectFound)
	case *labyrinthv1.Event_ObjectSpent_:
		return t.spent(k.ObjectSpent)
	case *labyrinthv1.Event_ItemGained_:
		h := t.by(k.ItemGained.GetFigure(), "found", "%s takes: %s.", t.name(k.ItemGained.GetFigure()), k.ItemGained.GetGear().GetName())
		h.Outcome = k.ItemGained.GetGear().GetName()
		return everyone(h)
	case *labyrinthv1.Event_ItemUsed_:
		f := t.who(k.ItemUsed.GetFigure())
		it, _ := f.itemAt(k.ItemUsed.GetItem())
		h := t.by(f.id, "used", "%s uses the %s.", f.sheet.GetName(), it.gear.GetName())
		h.Outcome = it.gear.GetName()
		return everyone(h)
	case *labyrinthv1.Event_SpecialUsed_:
		return t.special(k.SpecialUsed)
	case *labyrinthv1.Event_Guarded_:
		return everyone(t.by(k.Guarded.GetFigure(), "special", "%s stands before the others.", t.name(k.Guarded.GetFigure())))
	case *labyrinthv1.Event_Carried_:
		h := t.by(k.Carried.GetFigure(), "helped", "%s takes %s up.", t.name(k.Carried.GetFigure()), t.name(k.Carried.GetTarget()))
		h.TargetId = k.Carried.GetTarget()
		return everyone(h)
	case *labyrinthv1.Event_Dropped_:
		h := t.by(k.Dropped.GetFigure(), "dropped", "%s lets go of %s.", t.name(k.Dropped.GetFigure()), t.name(k.Dropped.GetTarget()))
		h.TargetId = k.Dropped.GetTarget()
		return everyone(h)
	case *labyrinthv1.Event_Escaped_:
		return everyone(t.by(k.Escaped.GetFigure(), "escaped", "%s is safe.", t.name(k.Escaped.GetFigure())))
	default:
		return tale{}
	}
}

func (t teller) healed(e *labyrinthv1.Event_Healed) *labyrinthv1.Happening {
	h := t.by(e.GetFigure(), "healed", "%s gets %d health back.", t.name(e.GetTarget()), e.GetAmount())
	if e.GetCause() == "" {
		h.Action, h.Narration = "rested", fmt.Sprintf("%s rests and gets %d health back.", t.name(e.GetFigure()), e.GetAmount())
	}
	h.TargetId, h.Amount, h.Outcome = e.GetTarget(), e.GetAmount(), fmt.Sprint(e.GetAmount())
	return h
}

func (t teller) explored(e *labyrinthv1.Event_Explored) *labyrinthv1.Happening {
	h := t.by(e.GetFigure(), "explored", "%s searches the tile and finds nothing.", t.name(e.GetFigure()))
	h.Outcome = "nothing"
	if e.GetFound() {
		h.Outcome, h.Narration = "found", t.name(e.GetFigure())+" searches the tile and finds something."
	}
	return h
}

// found tells of a thing, or of somebody come upon; who that is, only those
// hear who see them.
func (t teller) found(e *labyrinthv1.Event_ObjectFound) tale {
	what := t.name(e.GetObject())
	for _, thing := range t.after.things {
		if thing.card.GetId() == e.GetObject() {
			what = thing.card.GetName()
		}
	}
	h := t.by(e.GetFigure(), "found", "%s finds: %s.", t.name(e.GetFigure()), what)
	h.Outcome, h.TargetId = what, e.GetObject()
	if _, somebody := t.after.figure(e.GetObject()); !somebody {
		return everyone(h)
	}
	other := t.by(e.GetFigure(), "found", "%s meets somebody.", t.name(e.GetFigure()))
	return those(t.seen(e.GetObject()), h, other)
}

// spent tells of what was used up, or of a switch that is held; letting go of
// one is not worth a line.
func (t teller) spent(e *labyrinthv1.Event_ObjectSpent) tale {
	for _, thing := range t.after.things {
		if thing.card.GetId() != e.GetObject() || !e.GetSpent() {
			continue
		}
		h := t.by(e.GetFigure(), "used", "%s empties: %s.", t.name(e.GetFigure()), thing.card.GetName())
		switch thing.card.GetKind() { //nolint:exhaustive // the others are emptied
		case labyrinthv1.ThingKind_THING_KIND_SWITCH:
			h.Narration = fmt.Sprintf("%s holds the %s.", t.name(e.GetFigure()), thing.card.GetName())
		case labyrinthv1.ThingKind_THING_KIND_DOOR:
			h.Narration = fmt.Sprintf("%s opens: %s.", t.name(e.GetFigure()), thing.card.GetName())
		}
		h.Outcome, h.TargetId = thing.card.GetName(), thing.card.GetId()
		return everyone(h)
	}
	return tale{}
}

func (t teller) special(e *labyrinthv1.Event_SpecialUsed) tale {
	if e.GetRecharged() {
		return tale{}
	}
	f := t.who(e.GetFigure())
	h := t.by(f.id, "special", "%s: %s!", f.sheet.GetName(), f.sheet.GetSpecial().GetName())
	h.Outcome = f.sheet.GetSpecial().GetName()
	return everyone(h)
}
