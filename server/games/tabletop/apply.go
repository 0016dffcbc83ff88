package tabletop

import (
	"cmp"
	"fmt"
	"maps"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/vision"
	"playhouse/server/session"
)

// Apply is the state after an event.
func (Game) Apply(s State, e *tabletopv1.Event) (State, error) {
	switch k := e.GetKind().(type) {
	case *tabletopv1.Event_Opened_:
		s.campaign = k.Opened.GetCampaignId()
	case *tabletopv1.Event_Entered_:
		return s.entered(k.Entered.GetSeat()), nil
	case *tabletopv1.Event_Departed_:
		s.seats = without(s.seats, session.Seat(k.Departed.GetSeat()))
		s.comings++
	case *tabletopv1.Event_Staged_:
		return s.staged(k.Staged), nil
	case *tabletopv1.Event_Saved_:
		return s.changed(k.Saved.GetSceneId(), func(b *board) {
			b.etag, b.saved = k.Saved.GetEtag(), k.Saved.GetSerial()
		}), nil
	case *tabletopv1.Event_Edited_:
		return s.changed(s.scene, func(b *board) { b.edit(k.Edited) }), nil
	case *tabletopv1.Event_DisplayChanged_:
		s.display = k.DisplayChanged.GetDisplay()
	case *tabletopv1.Event_AudioChanged_:
		c := k.AudioChanged.GetChannel()
		if s.channels = with(s.channels, c.GetId(), c); len(c.GetAssetIds()) == 0 {
			delete(s.channels, c.GetId())
		}
	case *tabletopv1.Event_Said_, *tabletopv1.Event_Thrown_, *tabletopv1.Event_Sounded_:
		// Told when it happens, and read from the log.
	default:
		return s, fmt.Errorf("unknown event %T", k)
	}
	return s, nil
}

// entered seats somebody. Who is something else than before takes back nothing of
// what they did as that: it may not be theirs to do any more.
func (s State) entered(seat *tabletopv1.Seat) State {
	if s.seatOf(seat.GetUserId()).GetRole() != seat.GetRole() {
		for id, b := range s.boards {
			if _, ok := b.stacks[seat.GetUserId()]; ok {
				s = s.changed(id, func(b *board) { b.stacks = without(b.stacks, seat.GetUserId()) })
			}
		}
	}
	s.seats = with(s.seats, session.Seat(seat.GetSeat()), seat)
	s.comings++
	return s
}

func (s State) staged(e *tabletopv1.Event_Staged) State {
	s.scene = e.GetSceneId()
	if e.GetScene() != nil {
		s.boards = with(s.boards, s.scene, newBoard(e))
	}
	return s.changed(s.scene, func(b *board) { b.find(e.GetFound()) })
}

// changed is the state with another board in the place of one.
func (s State) changed(scene string, how func(*board)) State {
	old := s.boards[scene]
	if old == nil {
		return s
	}
	b := *old
	how(&b)
	s.boards = with(s.boards, scene, &b)
	return s
}

// edit changes a fresh copy of a board.
func (b *board) edit(e *edited) {
	before := *b
	var own [layers]bool
	for _, c := range e.GetChanges() {
		b.apply(c, &own)
	}
	b.find(e.GetFound())
	b.nextID = max(b.nextID, e.GetNextId())
	if e.GetTurned() {
		b.trails = nil
	}
	b.serial++
	b.stacks = before.remember(e)
	b.optics = before.optics.after(&before, b, e)
}

func (b *board) apply(c *change, own *[layers]bool) {
	b.set(c.GetElementBefore(), c.GetElementAfter(), own)
	if c.GetTrailBefore() != nil || c.GetTrailAfter() != nil {
		id := cmp.Or(c.GetElementAfter().GetId(), c.GetElementBefore().GetId())
		if b.trails = with(b.trails, id, c.GetTrailAfter()); c.GetTrailAfter() == nil {
			delete(b.trails, id)
		}
	}
	if after := c.GetSettingsAfter(); after != nil {
		b.resize(after)
	}
	if c.GetCombatantBefore() != nil || c.GetCombatantAfter() != nil {
		b.setCombatant(c.GetCombatantBefore(), c.GetCombatantAfter())
	}
	if c.GetOrderBefore() != nil || c.GetOrderAfter() != nil {
		b.order = c.GetOrderAfter()
	}
	if c.GetFog() != nil {
		b.fogged(c.GetFog())
	}
}

func (b *board) setCombatant(before, after *tabletopv1.Combatant) {
	b.combatants = without(b.combatants, before.GetId())
	if after != nil {
		b.combatants = with(b.combatants, after.GetId(), after)
	}
}

// set puts an element in the place of another; own says which layers this board
// shares with nobody.
func (b *board) set(before, after *element, own *[layers]bool) {
	kind, ok := layerOf(before)
	if !ok {
		if kind, ok = layerOf(after); !ok {
			return
		}
	}
	if !own[kind] {
		things := make(map[string]*element, len(b.things[kind])+1)
		maps.Copy(things, b.things[kind])
		b.things[kind], own[kind] = things, true
	}
	if before != nil {
		b.size -= proto.Size(b.things[kind][before.GetId()])
		delete(b.things[kind], before.GetId())
	}
	if after != nil {
		b.size += proto.Size(after)
		b.things[kind][after.GetId()] = after
	}
}

func (b *board) resize(to *settings) {
	other := to.GetWidth() != b.settings.GetWidth() || to.GetHeight() != b.settings.GetHeight()
	if b.settings = to; !other {
		return
	}
	all := map[string]*vision.Explored{}
	for user, ground := range b.explored {
		all[user] = ground.Fit(to.GetWidth(), to.GetHeight())
	}
	b.explored = all
}

// fogged reveals and hides ground.
func (b *board) fogged(f *tabletopv1.Event_Fog) {
	ground := b.ground(f.GetUserId()).Clone()
	if revealed, err := vision.Decode(f.GetRevealed()); err == nil {
		ground.Union(revealed)
	}
	if hidden, err := vision.Decode(f.GetHidden()); err == nil {
		ground = ground.Without(hidden)
	}
	b.explored = with(b.explored, f.GetUserId(), ground)
}

// find adds ground that came into sight.
func (b *board) find(all []*tabletopv1.Event_Found) {
	for _, f := range all {
		if seen, err := vision.Decode(f.GetGround()); err == nil {
			ground := b.ground(f.GetUserId()).Clone()
			ground.Union(seen)
			b.explored = with(b.explored, f.GetUserId(), ground)
		}
	}
}
