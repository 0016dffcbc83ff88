package tabletop

import (
	"cmp"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/vision"
	"playhouse/server/session"
)

// draft is a change of the board while a command works it out.
type draft struct {
	state   State
	board   *board
	seat    *tabletopv1.Seat
	edit    *edited
	changes []*change
	nextID  int32
	// stops are where figures looked around on their way, by account.
	stops map[string][][]vision.Eye

	byElement   map[string]int // places in changes
	byCombatant map[string]int
	order       int // place in changes + 1
}

const (
	// elementsMost is how many things lie on a board.
	elementsMost = 20_000
	// bytesMost is how large they may be together: so that it can be saved.
	bytesMost = 3 << 20
	// onceMost is how many things a command may change.
	onceMost = 500
)

// acting is who acts; an error for one who has not entered.
func (s State) acting(t session.Turn) (*tabletopv1.Seat, error) {
	seat := s.seats[t.Seat]
	if m, ok := t.Table.At(t.Seat); seat == nil || ok && m.User != "" && string(m.User) != seat.GetUserId() {
		return nil, session.Forbid("not_entered", "enter the table first")
	}
	return seat, nil
}

// master is who acts as a game master.
func (s State) master(t session.Turn) (*tabletopv1.Seat, error) {
	seat, err := s.acting(t)
	if err == nil && seat.GetRole() != gm {
		err = errNotGM
	}
	return seat, err
}

var errNotGM = session.Forbid("not_gm", "only game masters can do this")

// draft begins a change of the board by whoever acts.
func (s State) draft(t session.Turn) (*draft, error) {
	seat, err := s.acting(t)
	if err != nil {
		return nil, err
	}
	b := s.board()
	if b == nil {
		return nil, session.Refuse("no_scene", "no scene is open; open one first")
	}
	return &draft{
		state: s, board: b, seat: seat, nextID: b.nextID,
		edit:  &edited{UserId: seat.GetUserId(), Seat: seat.GetSeat(), Way: tabletopv1.Event_WAY_MADE},
		stops: map[string][][]vision.Eye{}, byElement: map[string]int{}, byCombatant: map[string]int{},
	}, nil
}

// masterDraft begins a change that is for game masters.
func (s State) masterDraft(t session.Turn) (*draft, error) {
	if _, err := s.master(t); err != nil {
		return nil, err
	}
	return s.draft(t)
}

func (d *draft) gm() bool { return d.seat.GetRole() == gm }

func (d *draft) user() string { return d.seat.GetUserId() }

// viewer is who acts, as one who looks.
func (d *draft) viewer() viewer { return viewer{role: d.seat.GetRole(), user: d.user()} }

// fresh is an id that nothing has.
func (d *draft) fresh(letter byte) string {
	for {
		id := fmt.Sprintf("%c%d", letter, d.nextID)
		d.nextID++
		if d.board.element(id) == nil && d.board.combatants[id] == nil {
			return id
		}
	}
}

// element is the one with an id, as the draft has it; a refusal for what is not
// there, or not for the eyes of who acts.
func (d *draft) element(id string) (*element, error) {
	now := d.board.element(id)
	if at, ok := d.byElement[id]; ok {
		now = d.changes[at].GetElementAfter()
	}
	if now == nil || !d.gm() && !d.state.shows(d.board, d.viewer(), d.board.element(id)) {
		return nil, session.Refuse("no_such_element", "there is no %q on the board", id)
	}
	return now, nil
}

// put puts an element in the place of what it was.
func (d *draft) put(before, after *element) {
	id := cmp.Or(after.GetId(), before.GetId())
	if at, ok := d.byElement[id]; ok {
		d.changes[at].ElementAfter = after
		return
	}
	d.byElement[id] = len(d.changes)
	d.changes = append(d.changes, &change{ElementBefore: d.board.element(id), ElementAfter: after})
}

// combatant is the one with an id, as the draft has it.
func (d *draft) combatant(id string) *tabletopv1.Combatant {
	if at, ok := d.byCombatant[id]; ok {
		return d.changes[at].GetCombatantAfter()
	}
	return d.board.combatants[id]
}

func (d *draft) putCombatant(id string, after *tabletopv1.Combatant) {
	if at, ok := d.byCombatant[id]; ok {
		d.changes[at].CombatantAfter = after
		return
	}
	d.byCombatant[id] = len(d.changes)
	d.changes = append(d.changes, &change{CombatantBefore: d.board.combatants[id], CombatantAfter: after})
}

// theOrder is the order of combat, as the draft has it; an empty one for none.
func (d *draft) theOrder() *tabletopv1.Event_Order {
	now := d.board.order
	if d.order > 0 {
		now = d.changes[d.order-1].GetOrderAfter()
	}
	if now == nil {
		return &tabletopv1.Event_Order{}
	}
	return proto.CloneOf(now)
}

func (d *draft) putOrder(after *tabletopv1.Event_Order) {
	if d.order == 0 {
		d.changes = append(d.changes, &change{OrderBefore: d.board.order})
		d.order = len(d.changes)
	}
	d.changes[d.order-1].OrderAfter = after
}

// tellf says what the change is, in a word and for who did it, and what it is
// about.
func (d *draft) tellf(action, subject, format string, args ...any) {
	d.edit.Action, d.edit.Subject, d.edit.Label = action, subject, fmt.Sprintf(format, args...)
}

// done is the event, unless nothing changed.
func (d *draft) done() ([]*tabletopv1.Event, error) {
	d.edit.Changes = slices.DeleteFunc(d.changes, idle)
	if len(d.edit.GetChanges()) == 0 && len(d.edit.GetIds()) == 0 {
		return nil, nil
	}
	if d.nextID != d.board.nextID {
		d.edit.NextId = d.nextID
	}
	after := d.state.changed(d.state.scene, func(b *board) { b.edit(d.edit) })
	now := after.board()
	switch {
	case now.count() > max(elementsMost, d.board.count()):
		return nil, session.Refuse("too_many", "a scene holds %d elements; take some away first", elementsMost)
	case now.size > max(bytesMost, d.board.size):
		return nil, session.Refuse("too_many", "a scene holds %d MB of elements; take some away first", bytesMost>>20) //nolint:mnd // bytes to MB
	}
	d.edit.Found = after.found(d.board, now, d.stops)
	return []*tabletopv1.Event{{Kind: &tabletopv1.Event_Edited_{Edited: d.edit}}}, nil
}

// idle is true for a change that changes nothing.
func idle(c *change) bool {
	return c.GetFog() == nil && alike(c.GetElementBefore(), c.GetElementAfter()) && alike(c.GetTrailBefore(), c.GetTrailAfter()) &&
		alike(c.GetSettingsBefore(), c.GetSettingsAfter()) && alike(c.GetCombatantBefore(), c.GetCombatantAfter()) &&
		alike(c.GetOrderBefore(), c.GetOrderAfter())
}

func idOf(c *change) string { return cmp.Or(c.GetElementAfter().GetId(), c.GetElementBefore().GetId()) }
