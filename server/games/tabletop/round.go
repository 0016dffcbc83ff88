package tabletop

import (
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// NextTurn lets the next one act, passing over the dead and those who wait.
func (Game) NextTurn(t session.Turn, s State, _ *tabletopv1.NextTurnRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	order := d.theOrder()
	if len(order.GetCombatantIds()) == 0 {
		return nil, noCombatants()
	}
	if !d.gm() && !d.leads(d.board.current()) {
		return nil, errNotGM
	}
	if err := d.advance(order); err != nil {
		return nil, err
	}
	d.putOrder(order)
	d.edit.Turned = true
	d.tellf("turn", order.GetCurrent(), "ended a turn")
	return d.done()
}

// advance moves an order to the next one who can act.
func (d *draft) advance(order *tabletopv1.Event_Order) error {
	ids := order.GetCombatantIds()
	at, began := place(order, order.GetCurrent()), order.GetRound() == 0
	if began {
		order.Round, at = 1, -1
	}
	for range ids {
		if at++; at == len(ids) {
			at = 0
			order.Round++
			d.expire()
		}
		if c := d.combatant(ids[at]); !c.GetDead() && !c.GetDelaying() {
			order.Current = ids[at]
			return nil
		}
	}
	return noCombatants()
}

// expire lets a round pass for all conditions: those whose time is over end.
func (d *draft) expire() {
	for id := range d.board.combatants {
		if after, changed := passed(d.combatant(id).GetConditions()); changed {
			c := proto.CloneOf(d.combatant(id))
			c.Conditions = after
			d.putCombatant(id, c)
		}
	}
	for _, e := range d.board.things[tokens] {
		if after, changed := passed(e.GetToken().GetConditions()); changed {
			next := proto.CloneOf(e)
			next.GetToken().Conditions = after
			d.put(e, next)
		}
	}
	// Maps have no order, events have.
	slices.SortStableFunc(d.changes, func(a, b *change) int { return compareIDs(changeID(a), changeID(b)) })
	d.reindex()
}

func changeID(c *change) string {
	if id := idOf(c); id != "" {
		return "e" + id
	}
	return "c" + c.GetCombatantAfter().GetId()
}

// reindex finds again what was put where.
func (d *draft) reindex() {
	for at, c := range d.changes {
		if c.GetElementBefore() != nil || c.GetElementAfter() != nil {
			d.byElement[idOf(c)] = at
		}
		if c.GetCombatantAfter() != nil {
			d.byCombatant[c.GetCombatantAfter().GetId()] = at
		}
	}
}

// passed is conditions after a round; false when none of them is counted.
func passed(conditions []*tabletopv1.Condition) (after []*tabletopv1.Condition, changed bool) {
	for _, c := range conditions {
		switch c.GetRounds() {
		case 0:
			after = append(after, c)
		case 1:
			changed = true
		default:
			after, changed = append(after, &tabletopv1.Condition{Id: c.GetId(), Rounds: c.GetRounds() - 1}), true
		}
	}
	return after, changed
}

// PreviousTurn goes back one turn. What expired stays so; Undo brings it back.
func (Game) PreviousTurn(t session.Turn, s State, _ *tabletopv1.PreviousTurnRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	order := d.theOrder()
	ids, at := order.GetCombatantIds(), place(order, order.GetCurrent())
	if len(ids) == 0 || order.GetRound() == 0 {
		return nil, noCombatants()
	}
	for range ids {
		if at--; at < 0 {
			if order.GetRound() == 1 {
				return nil, session.Refuse("no_combatants", "the fight begins here")
			}
			at, order.Round = len(ids)-1, order.GetRound()-1
		}
		if c := d.combatant(ids[at]); !c.GetDead() && !c.GetDelaying() {
			break
		}
	}
	order.Current = ids[at]
	d.putOrder(order)
	d.edit.Turned = true
	d.tellf("turn", order.GetCurrent(), "went back a turn")
	return d.done()
}

// DelayTurn lets a combatant act later: called again, it acts now, before the one
// whose turn it was.
func (Game) DelayTurn(t session.Turn, s State, r *tabletopv1.DelayTurnRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	c, err := d.own(r.GetCombatantId())
	if err != nil {
		return nil, err
	}
	after, order := proto.CloneOf(c), d.theOrder()
	after.Delaying = !c.GetDelaying()
	d.putCombatant(c.GetId(), after)
	switch {
	case !after.GetDelaying() && order.GetRound() > 0 && order.GetCurrent() != c.GetId():
		after.Score = d.combatant(order.GetCurrent()).GetScore()
		order.CombatantIds = slices.DeleteFunc(slices.Clone(order.GetCombatantIds()), func(id string) bool { return id == c.GetId() })
		at := max(0, place(order, order.GetCurrent()))
		order.CombatantIds = slices.Insert(order.GetCombatantIds(), at, c.GetId())
		order.Current, d.edit.Turned = c.GetId(), true
	case after.GetDelaying() && order.GetCurrent() == c.GetId():
		if err := d.advance(order); err != nil {
			return nil, err
		}
		d.edit.Turned = true
	}
	d.putOrder(order)
	d.tellf("turn", c.GetId(), "delayed %s", c.GetName())
	return d.done()
}
