package cosmic

import (
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// showMap is what is known of the stars. What is not is not counted out either:
// links are shown between known places only.
func (h helm) showMap() *cosmicv1.StarMap {
	m := &cosmicv1.StarMap{TotalRegions: int32(len(h.chart.stars.GetRegions())), TotalNodes: int32(len(h.chart.stars.GetNodes()))}
	for _, a := range h.chart.stars.GetRegions() {
		if h.regionsKnown[a.GetId()] {
			m.Regions = append(m.Regions, &cosmicv1.Region{
				Id: a.GetId(), Name: a.GetName(), Type: a.GetType(), X: a.GetX(), Y: a.GetY(), Danger: a.GetDanger(), Wealth: a.GetWealth(),
				Visited: h.regionsVisited[a.GetId()], Description: a.GetDescription(),
			})
		}
	}
	for _, p := range h.chart.stars.GetNodes() {
		if h.known[p.GetId()] {
			m.Nodes = append(m.Nodes, h.showNode(p))
		}
	}
	m.Links = between(h.chart.stars.GetLinks(), h.known)
	m.RegionLinks = between(h.chart.stars.GetRegionLinks(), h.regionsKnown)
	return m
}

func (h helm) showNode(p *cosmicv1.Event_Place) *cosmicv1.Node {
	id := p.GetId()
	surveyed := h.surveyed[id]
	return &cosmicv1.Node{
		Id: id, RegionId: p.GetRegionId(), Name: p.GetName(), Type: p.GetType(), X: p.GetX(), Y: p.GetY(), Danger: tidy(p.GetDanger()),
		Visited: h.visited[id], Surveyed: surveyed, Repair: surveyed && p.GetRepair(), Trade: surveyed && p.GetTrade(),
		QuestIds: h.questsTo(id),
	}
}

// between are the links with both ends in a set.
func between(links []*cosmicv1.Link, known map[string]bool) (some []*cosmicv1.Link) {
	for _, l := range links {
		if known[l.GetFrom()] && known[l.GetTo()] {
			some = append(some, l)
		}
	}
	return some
}

// questsTo are the running quests that lead to a node.
func (h helm) questsTo(node string) (ids []string) {
	for _, q := range h.running() {
		if q.now().GetNodeId() == node {
			ids = append(ids, q.mission.GetId())
		}
	}
	return ids
}

// showDestinations are the ways from here, barred ones too.
func (h helm) showDestinations() (list []*cosmicv1.Destination) {
	for _, w := range h.ways() {
		d := &cosmicv1.Destination{Fuel: w.fuel, FuelLeft: max(0, h.fuel-w.fuel)}
		if w.region == nil {
			id := w.to.GetId()
			d.NodeId, d.Name, d.Type, d.Danger, d.Visited = id, w.to.GetName(), w.to.GetType(), tidy(w.to.GetDanger()), h.visited[id]
			d.Repair, d.Trade = h.surveyed[id] && w.to.GetRepair(), h.surveyed[id] && w.to.GetTrade()
			d.QuestIds = h.questsTo(id)
		} else {
			h.showCrossing(d, w)
		}
		err := h.mayGo(w)
		d.Allowed = err == nil
		d.Reason, d.Message = why(err)
		list = append(list, d)
	}
	return list
}

// showCrossing fills in the way to a region: what is known of its gate, its
// danger, which is that of the way, and every quest that leads there.
func (h helm) showCrossing(d *cosmicv1.Destination, w way) {
	gate := w.to.GetId()
	d.RegionId, d.Name, d.Type, d.Danger = w.region.GetId(), w.region.GetName(), w.region.GetType(), tidy(w.to.GetDanger())
	d.Visited = h.regionsVisited[w.region.GetId()]
	d.Repair, d.Trade = h.surveyed[gate] && w.to.GetRepair(), h.surveyed[gate] && w.to.GetTrade()
	for _, q := range h.running() {
		if h.chart.places[q.now().GetNodeId()].GetRegionId() == w.region.GetId() && !slices.Contains(d.GetQuestIds(), q.mission.GetId()) {
			d.QuestIds = append(d.QuestIds, q.mission.GetId())
		}
	}
}
