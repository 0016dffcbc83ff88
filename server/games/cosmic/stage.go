package cosmic

import (
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

// Stage fits modules for nothing and meets an enemy, or none when that is
// empty: for simulators that measure fights and work. It fails on what the
// balance does not have, and on modules that do not fit.
func (g Game) Stage(enemy string, modules ...string) session.Command[State, *cosmicv1.Event] {
	return func(t session.Turn, s State) ([]*cosmicv1.Event, error) {
		p, err := g.begin(t, s)
		if err != nil {
			return nil, err
		}
		for _, id := range modules {
			m, ok := p.b.Module(id)
			slot, free := p.freeSlot(m.Slot)
			if !ok || free == 0 {
				return nil, session.Invalid("modules", "%q cannot be fitted", id)
			}
			p.emit(&cosmicv1.Event_Fitted{SlotId: slot, Module: m.ID, Name: m.Name, Credits: p.credits, Hull: p.ship.hull + int32(m.Effects.Hull)})
		}
		if enemy == "" {
			return p.events, p.err
		}
		p.meet(enemy, "")
		if p.fight == nil {
			return nil, session.Invalid("enemy", "there is no enemy %q to meet here", enemy)
		}
		return p.events, p.err
	}
}
