package cosmic

import (
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// achieve notes every achievement that has been reached just now.
func (p *play) achieve() {
	for _, a := range p.b.Achievements {
		has := slices.ContainsFunc(p.achieved, func(r achieved) bool { return r.id == a.ID })
		if !has && p.measure(a.Statistic) >= int32(a.AtLeast) {
			p.emit(&cosmicv1.Event_Achieved{Id: a.ID, Name: a.Name, Text: a.Text})
		}
	}
}

// measure is a statistic by its name: one of the view, or of the balance's own.
func (h helm) measure(name string) int32 {
	st := h.statistics
	switch name {
	case balance.MeasureEarned:
		return h.earned()
	case balance.MeasureTurn:
		return h.turn
	case balance.MeasureVictory:
		if h.status == victory {
			return 1
		}
		return 0
	case balance.MeasureChain:
		return h.links()
	case balance.MeasureCrew:
		return int32(len(h.crew))
	case balance.MeasureReputation:
		return h.bestStanding()
	case balance.MeasureEvents:
		return st.events
	case balance.MeasureMined:
		return st.mined
	case balance.MeasureSalvaged:
		return st.salvaged
	case balance.MeasureNegotiated:
		return st.negotiated
	case balance.MeasureModules:
		return int32(len(h.modules()))
	case balance.MeasureShips:
		return st.shipsBought
	case balance.MeasureAugmentation:
		return int32(len(h.augmentations()))
	case balance.MeasureCloseCalls:
		return st.closeCalls
	default:
		return h.counted(name)
	}
}

// counted is a statistic of the view by its name there.
func (h helm) counted(name string) int32 {
	m := h.showStatistics().ProtoReflect()
	field := m.Descriptor().Fields().ByTextName(name)
	if field == nil {
		return 0
	}
	return int32(m.Get(field).Int())
}

func (h helm) bestStanding() (best int32) {
	for _, f := range h.b.Factions {
		best = max(best, h.reputation[f.ID])
	}
	return best
}
