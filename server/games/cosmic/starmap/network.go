package starmap

import (
	"slices"

	"playhouse/server/games/cosmic/balance"
)

// linkRegions links each region to its nearest, in both directions, and joins
// what is still apart.
func (m *Map) linkRegions(s *source, b *balance.Balance) {
	points := make([]point, len(m.Regions))
	for i, r := range m.Regions {
		points[i] = r.at()
	}
	all := edges(points)
	joined := separate(len(points))
	var chosen []edge
	choose := func(e edge) {
		if !slices.Contains(chosen, e) {
			chosen = append(chosen, e)
			joined.join(e)
		}
	}
	for i := range points {
		wanted := s.between(b.Map.RegionLinks.Min, b.Map.RegionLinks.Max)
		for _, e := range all {
			if wanted > 0 && (e.a == i || e.b == i) {
				choose(e)
				wanted--
			}
		}
	}
	for _, e := range all {
		if joined[e.a] != joined[e.b] {
			choose(e)
		}
	}
	m.RegionLinks = named(chosen, func(i int) string { return m.Regions[i].ID })
}

const (
	marketsElsewhere = 2 // regions with a market besides the start's
	yardsElsewhere   = 1 // likewise with a yard
)

// serve gives nodes their services.
func (m *Map) serve(s *source, b *balance.Balance) {
	for i := range m.Nodes {
		n := &m.Nodes[i]
		t, _ := b.NodeType(n.Type)
		repair, trade := s.chance(t.Repair), s.chance(t.Trade)
		n.Repair, n.Trade = repair || n.ID == m.Start, trade || n.ID == m.Start
	}
	m.ensure(marketsElsewhere, b, func(n *Node) *bool { return &n.Trade }, func(t balance.NodeType) float64 { return t.Trade })
	m.ensure(yardsElsewhere, b, func(n *Node) *bool { return &n.Repair }, func(t balance.NodeType) float64 { return t.Repair })
}

// ensure gives a service to the likeliest node of regions that have none, until
// enough regions besides the start's have it.
func (m *Map) ensure(enough int, b *balance.Balance, service func(*Node) *bool, chance func(balance.NodeType) float64) {
	start, _ := m.Node(m.Start)
	var without []*Node
	for _, r := range m.Regions {
		if r.ID == start.Region {
			continue
		}
		has, best := false, (*Node)(nil)
		for i := range m.Nodes {
			n := &m.Nodes[i]
			if n.Region != r.ID {
				continue
			}
			has = has || *service(n)
			if best == nil || likelier(n, best, b, chance) {
				best = n
			}
		}
		if has {
			enough--
		} else {
			without = append(without, best)
		}
	}
	for ; enough > 0 && len(without) > 0; enough-- {
		*service(without[0]), without = true, without[1:]
	}
}

func likelier(n, than *Node, b *balance.Balance, chance func(balance.NodeType) float64) bool {
	t, _ := b.NodeType(n.Type)
	u, _ := b.NodeType(than.Type)
	return chance(t) > chance(u)
}
