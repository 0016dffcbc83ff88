package tabletop

import (
	"cmp"
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/vision"
	"playhouse/server/session"
)

// stack is what an account can take back on a board, and make again; the newest
// last.
type stack struct{ undo, redo []*edited }

// stackMost is how many changes are kept to be taken back.
const stackMost = 100

// remember is the stacks after a change of the board.
func (b *board) remember(e *edited) map[string]stack {
	st := b.stacks[e.GetUserId()]
	switch e.GetWay() {
	case tabletopv1.Event_WAY_UNDONE:
		st = stack{undo: dropLast(st.undo), redo: push(st.redo, e)}
	case tabletopv1.Event_WAY_REDONE:
		st = stack{undo: push(st.undo, e), redo: dropLast(st.redo)}
	default:
		st = stack{undo: push(b.possible(st.undo), e)}
	}
	return with(b.stacks, e.GetUserId(), st)
}

func push(list []*edited, e *edited) []*edited {
	if len(list) >= stackMost {
		list = list[len(list)-stackMost+1:]
	}
	return append(slices.Clip(slices.Clone(list)), e)
}

func dropLast(list []*edited) []*edited {
	if len(list) == 0 {
		return nil
	}
	return slices.Clip(list[:len(list)-1])
}

// possible are the changes that could still be taken back, one after the other.
// What others have overtaken is dropped as soon as its maker goes on: it would
// stand in the way of everything before it for ever.
func (b *board) possible(list []*edited) []*edited {
	kept, at := make([]*edited, 0, len(list)), newOverlay(b)
	for _, e := range slices.Backward(list) {
		if at.stands(e) {
			at.unmake(e)
			kept = append(kept, e)
		}
	}
	slices.Reverse(kept)
	return kept
}

// overlay is a board as it would be after some changes were taken back.
type overlay struct {
	*board

	elements   map[string]*element
	combatants map[string]*tabletopv1.Combatant
	settings   *settings
	order      *tabletopv1.Event_Order
}

func newOverlay(b *board) *overlay {
	return &overlay{board: b, elements: map[string]*element{}, combatants: map[string]*tabletopv1.Combatant{}, settings: b.settings, order: b.order}
}

// stands is true when everything is as a change left it.
func (o *overlay) stands(e *edited) bool {
	return !slices.ContainsFunc(e.GetChanges(), func(c *change) bool { return !o.left(c) })
}

func (o *overlay) left(c *change) bool {
	switch {
	case c.GetElementBefore() != nil || c.GetElementAfter() != nil:
		id := idOf(c)
		now, known := o.elements[id]
		if !known {
			now = o.element(id)
		}
		return alike(now, c.GetElementAfter())
	case c.GetCombatantBefore() != nil || c.GetCombatantAfter() != nil:
		id := cmp.Or(c.GetCombatantAfter().GetId(), c.GetCombatantBefore().GetId())
		now, known := o.combatants[id]
		if !known {
			now = o.board.combatants[id]
		}
		return alike(now, c.GetCombatantAfter())
	case c.GetSettingsAfter() != nil:
		return alike(o.settings, c.GetSettingsAfter())
	case c.GetFog() != nil:
		return o.revealed(c.GetFog())
	}
	return alike(o.order, c.GetOrderAfter())
}

// revealed is true when nobody has hidden again what a change revealed. What it
// hid may have been explored since: then it stays.
func (o *overlay) revealed(f *tabletopv1.Event_Fog) bool {
	revealed, err := vision.Decode(f.GetRevealed())
	return err == nil && revealed.Without(o.ground(f.GetUserId())).Empty()
}

func (o *overlay) unmake(e *edited) {
	for _, c := range e.GetChanges() {
		switch {
		case c.GetElementBefore() != nil || c.GetElementAfter() != nil:
			o.elements[idOf(c)] = c.GetElementBefore()
		case c.GetCombatantBefore() != nil:
			o.combatants[c.GetCombatantBefore().GetId()] = c.GetCombatantBefore()
		case c.GetCombatantAfter() != nil:
			o.combatants[c.GetCombatantAfter().GetId()] = nil
		case c.GetSettingsBefore() != nil:
			o.settings = c.GetSettingsBefore()
		case c.GetFog() == nil:
			o.order = c.GetOrderBefore()
		}
	}
}

// alike compares two messages, either of which may be absent.
func alike[M interface {
	comparable
	proto.Message
}](a, b M) bool {
	var none M
	if a == b {
		return true
	}
	return a != none && b != none && proto.Equal(a, b)
}

// Undo takes the caller's last change of the board back.
func (g Game) Undo(t session.Turn, s State, _ *tabletopv1.UndoRequest) ([]*tabletopv1.Event, error) {
	return g.back(t, s, tabletopv1.Event_WAY_UNDONE)
}

// Redo makes the change again that was undone last.
func (g Game) Redo(t session.Turn, s State, _ *tabletopv1.RedoRequest) ([]*tabletopv1.Event, error) {
	return g.back(t, s, tabletopv1.Event_WAY_REDONE)
}

func (Game) back(t session.Turn, s State, way tabletopv1.Event_Way) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	list := d.board.stacks[d.seat.GetUserId()].undo
	if way == tabletopv1.Event_WAY_REDONE {
		list = d.board.stacks[d.seat.GetUserId()].redo
	}
	if len(list) == 0 {
		return nil, session.Refuse("nothing_to_undo", "there is nothing of yours to take back or make again here")
	}
	last := list[len(list)-1]
	if !newOverlay(d.board).stands(last) {
		return nil, session.Refuse("changed_since", "somebody else has changed that since: %s", last.GetLabel())
	}
	d.edit.Way, d.edit.Action, d.edit.Label, d.edit.Subject = way, "changed", last.GetLabel(), last.GetSubject()
	for _, c := range slices.Backward(last.GetChanges()) {
		d.changes = append(d.changes, swapped(c))
	}
	return d.done()
}

// swapped is a change the other way round.
func swapped(c *change) *change {
	back := &change{
		ElementBefore: c.GetElementAfter(), ElementAfter: c.GetElementBefore(),
		TrailBefore: c.GetTrailAfter(), TrailAfter: c.GetTrailBefore(),
		SettingsBefore: c.GetSettingsAfter(), SettingsAfter: c.GetSettingsBefore(),
		CombatantBefore: c.GetCombatantAfter(), CombatantAfter: c.GetCombatantBefore(),
		OrderBefore: c.GetOrderAfter(), OrderAfter: c.GetOrderBefore(),
	}
	if f := c.GetFog(); f != nil {
		back.Fog = &tabletopv1.Event_Fog{UserId: f.GetUserId(), Revealed: f.GetHidden(), Hidden: f.GetRevealed()}
	}
	return back
}
