package cosmic

import cosmicv1 "playhouse/gen/playhouse/cosmic/v1"

// Modules are all modules of the balance with whether they can be bought now,
// wherever the ship is. What that depends on is in the view; the rules are asked
// about a voyage that has just that, so that there is no second copy of them.
func (g Game) Modules(v *cosmicv1.View) []*cosmicv1.Module {
	at := v.GetLocation()
	s := State{
		status: v.GetStatus(), at: at.GetNodeId(), credits: v.GetCaptain().GetCredits(), inPod: v.GetCaptain().GetInPod(),
		ship: ship{kind: v.GetShip().GetType(), name: v.GetShip().GetName(), hull: v.GetShip().GetHull(), modules: map[string]string{}},
		chart: newChart(&cosmicv1.Event_Chart{
			Regions: []*cosmicv1.Event_Area{{Id: at.GetRegionId(), Name: at.GetRegionName(), Type: at.GetRegionType()}},
			Nodes:   []*cosmicv1.Event_Place{{Id: at.GetNodeId(), Name: at.GetNodeName(), RegionId: at.GetRegionId(), Repair: at.GetRepair(), Trade: at.GetTrade()}},
		}),
	}
	for _, slot := range v.GetShip().GetSlots() {
		if id := slot.GetModule().GetId(); id != "" {
			s.ship.modules[slot.GetId()] = id
		}
	}
	if c := v.GetCombat(); c != nil {
		s.fight = &fight{foe: &cosmicv1.Event_Foe{Name: c.GetEnemyName()}}
	}
	if e := v.GetEncounter(); e != nil {
		s.encounter = &cosmicv1.Event_Encountered{Title: e.GetTitle()}
	}
	return g.helm(s).showModules()
}
