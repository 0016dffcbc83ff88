package cosmic

import (
	"cmp"
	"maps"
	"math"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// stars is the known map as a bot sees it: ways with what they cost.
type stars struct {
	nodes map[string]*cosmicv1.Node
	links map[string][]string
	gates map[string]string  // by region: where one arrives, as far as one can tell
	cost  map[string]float64 // by node: turns it takes to get there, fuel and danger counted in
	fuel  map[string]float64 // by node: fuel it takes
	first map[string]string  // by node: the first node on the way
}

func (b *bot) chartStars() {
	m := b.v.GetMap()
	s := stars{
		nodes: map[string]*cosmicv1.Node{}, links: map[string][]string{}, gates: map[string]string{},
		cost: map[string]float64{}, fuel: map[string]float64{}, first: map[string]string{},
	}
	for _, n := range m.GetNodes() {
		s.nodes[n.GetId()] = n
		gate := s.nodes[s.gates[n.GetRegionId()]]
		if gate == nil || math.Hypot(n.GetX(), n.GetY()) < math.Hypot(gate.GetX(), gate.GetY()) {
			s.gates[n.GetRegionId()] = n.GetId()
		}
	}
	for _, l := range slices.Concat(m.GetLinks(), m.GetRegionLinks()) {
		s.links[l.GetFrom()] = append(s.links[l.GetFrom()], l.GetTo())
		s.links[l.GetTo()] = append(s.links[l.GetTo()], l.GetFrom())
	}
	b.stars = s
	b.explore()
}

// step is a way from one node to another.
type step struct {
	to         string
	cost, fuel float64
}

// What a turn's worth of trouble is: fuel is about two credits, danger a dent.
const (
	turnsPerFuel   = 0.02
	turnsPerDanger = 0.6
)

func (b *bot) steps(from string) (list []step) {
	add := func(to string, fuel float64) {
		if n := b.stars.nodes[to]; n != nil {
			list = append(list, step{to, 1 + fuel*turnsPerFuel + n.GetDanger()*turnsPerDanger, fuel})
		}
	}
	factor := b.v.GetShip().GetFuelEfficiency()
	for _, id := range b.stars.links[from] {
		add(id, math.Floor(float64(b.b.Travel.NodeFuel)*factor))
	}
	jump := b.b.Travel.RegionFuel
	if b.stars.nodes[from].GetType() == "wormhole" {
		jump = b.b.Travel.WormholeFuel
	}
	for _, region := range b.stars.links[b.stars.nodes[from].GetRegionId()] {
		add(b.stars.gates[region], math.Floor(float64(jump)*factor))
	}
	return list
}

// explore finds the cheapest ways from here to everywhere known (Dijkstra's).
func (b *bot) explore() {
	s, here, done := b.stars, b.here.GetNodeId(), map[string]bool{}
	s.cost[here], s.fuel[here] = 0, 0
	for {
		at, ok := nearest(s.cost, done)
		if !ok {
			return
		}
		done[at] = true
		for _, w := range b.steps(at) {
			if now, seen := s.cost[w.to]; seen && now <= s.cost[at]+w.cost {
				continue
			}
			s.cost[w.to], s.fuel[w.to] = s.cost[at]+w.cost, s.fuel[at]+w.fuel
			if s.first[w.to] = s.first[at]; at == here {
				s.first[w.to] = w.to
			}
		}
	}
}

func nearest(cost map[string]float64, done map[string]bool) (best string, ok bool) {
	for _, id := range slices.Sorted(maps.Keys(cost)) {
		if !done[id] && (!ok || cost[id] < cost[best]) {
			best, ok = id, true
		}
	}
	return best, ok
}

// towards goes a step nearer to a node; nil when that is not possible, or the
// node is here.
func (b *bot) towards(node string) command {
	first, ok := b.stars.first[node]
	if !ok {
		return b.sniff(node)
	}
	region := b.stars.nodes[first].GetRegionId()
	for _, d := range b.v.GetDestinations() {
		if d.GetAllowed() && (d.GetNodeId() == first || d.GetRegionId() == region && region != b.here.GetRegionId()) {
			return b.navigate(d)
		}
	}
	return nil
}

// sniff goes to whatever lies nearest to a node that no known way leads to.
func (b *bot) sniff(node string) command {
	goal := b.stars.nodes[node]
	if goal == nil {
		return nil
	}
	var best *cosmicv1.Destination
	away := func(d *cosmicv1.Destination) float64 {
		n := b.stars.nodes[cmp.Or(d.GetNodeId(), b.stars.gates[d.GetRegionId()])]
		distance := math.Hypot(n.GetX()-goal.GetX(), n.GetY()-goal.GetY())
		if d.GetVisited() {
			distance += 300 // been there, and it did not help
		}
		return distance
	}
	for _, d := range b.v.GetDestinations() {
		if d.GetAllowed() && (best == nil || away(d) < away(best)) {
			best = d
		}
	}
	return b.navigate(best)
}

func (b *bot) navigate(d *cosmicv1.Destination) command {
	if d == nil {
		return nil
	}
	return order(b, Game.Navigate, &cosmicv1.NavigateRequest{NodeId: d.GetNodeId(), RegionId: d.GetRegionId()})
}

// likely is how likely a node has a market, from 0 to 1.
func (b *bot) likely(n *cosmicv1.Node) float64 {
	if n.GetSurveyed() {
		if n.GetTrade() {
			return 1
		}
		return 0
	}
	kind, _ := b.b.NodeType(n.GetType())
	return kind.Trade
}

// best is the known node, not here, with the highest worth by a measure that is
// 0 for nodes that will not do; empty for none.
func (b *bot) best(worth func(*cosmicv1.Node) float64) (node string, most float64) {
	for _, n := range b.v.GetMap().GetNodes() { // in the map's order, so that ties are no chance
		if n.GetId() == b.here.GetNodeId() {
			continue
		}
		if w := worth(n); w > most {
			node, most = n.GetId(), w
		}
	}
	return node, most
}

// turns is how many turns it takes to get to a node, trouble counted in; many
// for one that no known way leads to.
func (b *bot) turns(node string) float64 {
	if cost, ok := b.stars.cost[node]; ok {
		return cost
	}
	return 8
}

// reachable is true when the tank lasts to a node.
func (b *bot) reachable(node string) bool {
	fuel, ok := b.stars.fuel[node]
	return ok && fuel <= float64(b.me.GetFuel())
}
