package cosmic

import (
	"math"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// chart is the star map with its indexes. It is made once, when the voyage is,
// and never changed: all states share it.
type chart struct {
	stars *cosmicv1.Event_Chart

	places map[string]*cosmicv1.Event_Place
	areas  map[string]*cosmicv1.Event_Area
	links  map[string][]string // of nodes and of regions, in the map's order
}

func newChart(c *cosmicv1.Event_Chart) *chart {
	out := &chart{
		stars: c, places: map[string]*cosmicv1.Event_Place{},
		areas: map[string]*cosmicv1.Event_Area{}, links: map[string][]string{},
	}
	for _, p := range c.GetNodes() {
		out.places[p.GetId()] = p
	}
	for _, a := range c.GetRegions() {
		out.areas[a.GetId()] = a
	}
	for _, l := range slices.Concat(c.GetLinks(), c.GetRegionLinks()) {
		out.links[l.GetFrom()] = append(out.links[l.GetFrom()], l.GetTo())
		out.links[l.GetTo()] = append(out.links[l.GetTo()], l.GetFrom())
	}
	return out
}

// linked is true for two nodes, or two regions, one can go between.
func (c *chart) linked(a, b string) bool { return slices.Contains(c.links[a], b) }

// area is the region of a node; nil when there is no such node.
func (c *chart) area(node string) *cosmicv1.Event_Area { return c.areas[c.places[node].GetRegionId()] }

// of are the nodes of a region, in the map's order.
func (c *chart) of(region string) (nodes []*cosmicv1.Event_Place) {
	for _, p := range c.stars.GetNodes() {
		if p.GetRegionId() == region {
			nodes = append(nodes, p)
		}
	}
	return nodes
}

// distance is the way between two nodes in map units.
func (c *chart) distance(a, b string) int32 {
	p, q := c.places[a], c.places[b]
	return int32(math.Round(math.Hypot(p.GetX()-q.GetX(), p.GetY()-q.GetY())))
}

// hops is how many links are between two nodes of a region, or two regions.
func (c *chart) hops(from, to string) int32 {
	seen, edge := map[string]bool{from: true}, []string{from}
	for n := int32(0); len(edge) > 0; n++ {
		var next []string
		for _, id := range edge {
			if id == to {
				return n
			}
			for _, other := range c.links[id] {
				if !seen[other] {
					seen[other] = true
					next = append(next, other)
				}
			}
		}
		edge = next
	}
	return 0
}
