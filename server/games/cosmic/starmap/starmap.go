package starmap

import (
	"fmt"
	"math"
	"slices"

	"playhouse/server/games/cosmic/balance"
)

// Map is the stars of a voyage. Coordinates are map units, -1000 to 1000.
type Map struct {
	// Regions are the five, round the ring.
	Regions []Region
	// Nodes are all nodes, region by region.
	Nodes []Node
	// Links are between nodes of one region; From is before To in Nodes.
	Links []Link
	// RegionLinks are between regions; From is before To in Regions.
	RegionLinks []Link
	// Start is the node where the voyage begins: the Core Worlds' station.
	Start string
}

// Region is a region.
type Region struct {
	// ID is "r1" to "r5".
	ID string
	// Name is its name.
	Name string
	// Type is its type in the balance.
	Type string
	// X is its centre.
	X int
	// Y is its centre.
	Y int
	// Danger is 0 to 1.
	Danger float64
	// Wealth multiplies rewards.
	Wealth float64
	// Description is a line on it.
	Description string
	// Gate is the node where one arrives from other regions: the start in the
	// Core Worlds, elsewhere the one nearest to the map's centre.
	Gate string
}

// Node is a place.
type Node struct {
	// ID is "r1n1".
	ID string
	// Region is its region's id.
	Region string
	// Name is its name; no other node of the map has it.
	Name string
	// Type is its type in the balance.
	Type string
	// X is where it is.
	X int
	// Y is where it is.
	Y int
	// Danger is the mean of type's and region's.
	Danger float64
	// Repair is true when there is a yard.
	Repair bool
	// Trade is true when there is a market.
	Trade bool
	// Description is a line on it.
	Description string
}

// Link is a way, in both directions.
type Link struct {
	// From is an id.
	From string
	// To is another.
	To string
}

// Make makes the map of a seed. The balance must be one that balance.Load
// accepts.
func Make(seed string, b *balance.Balance) *Map {
	m := &Map{}
	m.placeRegions(newSource("order", seed), b)
	places, links := newSource("places", seed), newSource("links", seed)
	for _, r := range m.Regions {
		first := len(m.Nodes)
		m.placeNodes(places, r, b)
		m.Links = append(m.Links, connect(links, m.Nodes[first:], b.Map.ExtraLinksPer)...)
	}
	m.linkRegions(links, b)
	m.begin()
	m.serve(newSource("services", seed), b)
	m.name(newSource("names", seed), b)
	return m
}

// pentagon are the corners of a regular pentagon, in thousandths of its radius,
// the first at the top.
var pentagon = [5]point{{0, -1000}, {951, -309}, {588, 809}, {-588, 809}, {-951, -309}}

// shift is how far a region's centre may be from its corner, along each axis.
const shift = 25

func (m *Map) placeRegions(s *source, b *balance.Balance) {
	for i, kind := range s.shuffled(balance.RegionTypes()) {
		r, _ := b.Region(kind)
		m.Regions = append(m.Regions, Region{
			ID: fmt.Sprintf("r%d", i+1), Type: kind, Danger: r.Danger, Wealth: r.Wealth, Description: r.Description,
			X: pentagon[i].x*b.Map.RingRadius/1000 + s.between(-shift, shift),
			Y: pentagon[i].y*b.Map.RingRadius/1000 + s.between(-shift, shift),
		})
	}
}

func (m *Map) placeNodes(s *source, r Region, b *balance.Balance) {
	shape, _ := b.Region(r.Type)
	kinds := slices.Clone(shape.FirstNodes)
	for n := s.between(b.Map.Nodes.Min, b.Map.Nodes.Max); len(kinds) < n; {
		kinds = append(kinds, s.one(balance.PlaceTypes()))
	}
	points := scatter(s, len(kinds), b.Map.RegionRadius-shift, b.Map.MinDistance)
	for i, kind := range kinds {
		t, _ := b.NodeType(kind)
		m.Nodes = append(m.Nodes, Node{
			ID: fmt.Sprintf("%sn%d", r.ID, i+1), Region: r.ID, Type: kind,
			X: r.X + points[i].x, Y: r.Y + points[i].y, Danger: mean(t.Danger, shape.Danger),
		})
	}
}

// mean is rounded to four places, so that .65 does not read .6499999999999999.
func mean(a, b float64) float64 { return math.Round((a+b)/2*10_000) / 10_000 }

// begin sets start and gates.
func (m *Map) begin() {
	for i := range m.Regions {
		r := &m.Regions[i]
		for _, n := range m.Nodes {
			if n.Region != r.ID {
				continue
			}
			if r.Type == balance.CoreWorlds && n.Type == balance.Station && m.Start == "" {
				m.Start = n.ID
			}
			if gate, ok := m.Node(r.Gate); !ok || n.at().square(point{}) < gate.at().square(point{}) {
				r.Gate = n.ID
			}
		}
		if r.Type == balance.CoreWorlds {
			r.Gate = m.Start
		}
	}
}

func (m *Map) name(s *source, b *balance.Balance) {
	for i := range m.Regions {
		m.Regions[i].Name = s.one(b.Map.Names.Regions[m.Regions[i].Type])
	}
	first := s.shuffled(b.Map.Names.First)
	for i := range m.Nodes {
		n := &m.Nodes[i]
		n.Name = first[i] + " " + s.one(b.Map.Names.Last[n.Type])
		t, _ := b.NodeType(n.Type)
		n.Description = s.one(t.Descriptions)
	}
}

// Node is the node with an id.
func (m *Map) Node(id string) (Node, bool) {
	i := slices.IndexFunc(m.Nodes, func(n Node) bool { return n.ID == id })
	if i < 0 {
		return Node{}, false
	}
	return m.Nodes[i], true
}

// Region is the region with an id.
func (m *Map) Region(id string) (Region, bool) {
	i := slices.IndexFunc(m.Regions, func(r Region) bool { return r.ID == id })
	if i < 0 {
		return Region{}, false
	}
	return m.Regions[i], true
}
