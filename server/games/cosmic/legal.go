package cosmic

import (
	"errors"
	"strconv"

	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// Every command has one function here or beside it that says why it may not be
// carried out, or nil. Commands and views both ask it, so that what a view
// offers is what happens.

// sailing refuses everything once the voyage is over.
func (h helm) sailing() error {
	if h.status != underWay {
		return session.Refuse("game_finished", "the voyage is over")
	}
	return nil
}

// cruising refuses what cannot be done in a fight or before an event is decided.
func (h helm) cruising() error {
	switch {
	case h.status != underWay:
		return h.sailing()
	case h.fight != nil:
		return session.Refuse("in_combat", "the %s is upon you: attack, flee or negotiate", h.fight.foe.GetName())
	case h.encounter != nil:
		return session.Refuse("choice_pending", "first decide what to do: %s", h.encounter.GetTitle())
	default:
		return nil
	}
}

// aboard refuses what takes a ship.
func (h helm) aboard() error {
	if err := h.cruising(); err != nil {
		return err
	}
	if h.inPod {
		return session.Refuse("in_pod", "you are in the pod and have no ship; buy one where ships are repaired")
	}
	return nil
}

// fighting refuses what is done in fights only.
func (h helm) fighting() error {
	switch {
	case h.status != underWay:
		return h.sailing()
	case h.fight == nil:
		return session.Refuse("not_in_combat", "there is nobody to fight")
	default:
		return nil
	}
}

// docked refuses what takes a yard.
func (h helm) docked() error {
	if err := h.cruising(); err != nil {
		return err
	}
	if !h.place().GetRepair() {
		return session.Refuse("no_yard", "nobody repairs or fits ships at %s", h.place().GetName())
	}
	return nil
}

// trading refuses what takes a market.
func (h helm) trading() error {
	if err := h.cruising(); err != nil {
		return err
	}
	if !h.place().GetTrade() {
		return session.Refuse("no_market", "nobody trades at %s", h.place().GetName())
	}
	return nil
}

// afford refuses what costs more than there is.
func (h helm) afford(cost int32) error {
	if cost > h.credits {
		return session.Refuse("no_credits", "that takes %s; you have %s", plural(cost, "credit"), number(h.credits))
	}
	return nil
}

// burn refuses what takes more fuel than there is.
func (h helm) burn(fuel int32) error {
	if fuel > h.fuel {
		return session.Refuse("no_fuel", "that takes %d fuel; you have %s", fuel, number(h.fuel))
	}
	return nil
}

// quantity checks a number of an item against its stack.
func quantity(n int32, item balance.Item) error {
	if n < 1 || n > int32(item.Stack) {
		return session.Invalid("quantity", "must be 1 to %d for %s", item.Stack, item.Name)
	}
	return nil
}

// amount checks a number of fuel, meals or hull points.
func amount(field string, n, most int32) error {
	if n < 1 || n > most {
		return session.Invalid(field, "must be 1 to %d", most)
	}
	return nil
}

// number is a number as it is said of what there is: none for 0.
func number(n int32) string {
	if n <= 0 {
		return "none"
	}
	return strconv.Itoa(int(n))
}

// why is the reason and the sentence of a refusal; empty for none.
func why(err error) (reason, message string) {
	if err == nil {
		return "", ""
	}
	if refusal, ok := errors.AsType[*session.Error](err); ok {
		return refusal.Reason, refusal.Message
	}
	return "", err.Error()
}
