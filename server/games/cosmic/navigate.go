package cosmic

import (
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// way is somewhere one can go from here.
type way struct {
	to     *cosmicv1.Event_Place // where one arrives
	region *cosmicv1.Event_Area  // nil within the region
	fuel   int32
}

// ways are the linked nodes of this region, then the linked regions.
func (h helm) ways() (list []way) {
	if h.place() == nil {
		return nil
	}
	r := h.rig()
	for _, id := range h.chart.links[h.at] {
		list = append(list, way{to: h.chart.places[id], fuel: floor(float64(h.b.Travel.NodeFuel) * r.fuel)})
	}
	jump := h.b.Travel.RegionFuel
	if h.place().GetType() == balance.Wormhole {
		jump = h.b.Travel.WormholeFuel
	}
	for _, id := range h.chart.links[h.area().GetId()] {
		area := h.chart.areas[id]
		list = append(list, way{to: h.chart.places[area.GetGate()], region: area, fuel: floor(float64(jump) * r.fuel)})
	}
	return list
}

// way is the way to a node or a region. What is not linked is refused alike,
// whether it is known, unknown, or does not exist.
func (h helm) way(node, region string) (way, error) {
	if err := h.cruising(); err != nil {
		return way{}, err
	}
	if (node == "") == (region == "") {
		return way{}, session.Invalid("node_id", "give either node_id or region_id; ListDestinations names them")
	}
	if node == h.at || region == h.area().GetId() {
		return way{}, session.Refuse("already_here", "you are there already")
	}
	for _, w := range h.ways() {
		if w.region == nil && w.to.GetId() == node || w.region != nil && w.region.GetId() == region {
			return w, nil
		}
	}
	return way{}, session.Refuse("not_linked", "there is no way to it from %s; ListDestinations names where you can go", h.place().GetName())
}

// mayGo says why a way cannot be taken.
func (h helm) mayGo(w way) error {
	if err := h.cruising(); err != nil {
		return err
	}
	return h.burn(w.fuel)
}

// Navigate travels.
func (g Game) Navigate(t session.Turn, s State, r *cosmicv1.NavigateRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	w, err := p.way(r.GetNodeId(), r.GetRegionId())
	if err == nil {
		err = p.mayGo(w)
	}
	if err != nil {
		return nil, err
	}
	p.travel(w)
	return p.turnDone()
}

func (p *play) travel(w way) {
	visited, here := p.regionsVisited[w.to.GetRegionId()], p.visited[w.to.GetId()]
	p.emit(&cosmicv1.Event_Travelled{
		NodeId: w.to.GetId(), FuelSpent: w.fuel, Fuel: p.fuel - w.fuel,
		Distance: p.chart.distance(p.at, w.to.GetId()), Remembered: p.prices(),
	})
	p.discover()
	if !visited {
		p.pay(int32(p.b.Travel.FirstVisit), "being first to chart "+p.area().GetName())
	}
	if !here {
		p.explored()
	}
	p.hazard()
	if p.alive() {
		p.surprise()
	}
}

// discover puts on the map what can be seen from here: the places and regions
// one can go to.
func (p *play) discover() {
	p.learn(p.chart.links[p.at], p.chart.links[p.area().GetId()], nil)
}

// learn emits what is new of places, regions, and places whose services are
// told.
func (p *play) learn(nodes, regions, surveyed []string) {
	unknown := func(ids []string, known map[string]bool) (some []string) {
		for _, id := range ids {
			if id != "" && !known[id] && !slices.Contains(some, id) {
				some = append(some, id)
			}
		}
		return some
	}
	for _, id := range slices.Concat(nodes, surveyed) {
		regions = append(slices.Clip(regions), p.chart.places[id].GetRegionId())
	}
	e := &cosmicv1.Event_Discovered{
		NodeIds: unknown(slices.Concat(nodes, surveyed), p.known), RegionIds: unknown(regions, p.regionsKnown),
		SurveyedIds: unknown(surveyed, p.surveyed),
	}
	if len(e.GetNodeIds())+len(e.GetRegionIds())+len(e.GetSurveyedIds()) > 0 {
		p.emit(e)
	}
}

// hazard is what the way does to ship or pod.
func (p *play) hazard() {
	switch {
	case p.inPod && p.chance(p.b.Pod.HazardChance):
		p.damage(int32(p.b.Pod.HazardDamage), "the void", false)
	case !p.inPod && p.chance(p.place().GetDanger()):
		p.damage(p.draw(p.b.Travel.HazardDamage), "a hazard of the way", false)
	}
}

// surprise is whom, or what, one meets on arrival.
func (p *play) surprise() {
	danger := p.place().GetDanger()
	if !p.inPod && p.chance(p.b.Travel.FightChance*danger*p.hostility()) {
		p.meet(p.stranger(danger), "")
		return
	}
	if !p.guarded() && p.chance(p.b.Travel.EventChance) {
		p.encounterHere()
	}
}
