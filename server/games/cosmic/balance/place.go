package balance

import "slices"

// Types of nodes.
const (
	Planet        = "planet"
	Station       = "station"
	Anomaly       = "anomaly"
	Wormhole      = "wormhole"
	AsteroidField = "asteroid_field"
	Derelict      = "derelict"
)

// Types of regions.
const (
	CoreWorlds     = "core_worlds"
	Frontier       = "frontier"
	NebulaFields   = "nebula_fields"
	Void           = "void"
	AncientSectors = "ancient_sectors"
)

// Map is how star maps are made. Distances are in map units: the whole map lies
// within -1000 to 1000.
type Map struct {
	// Nodes is how many a region has.
	Nodes Range `json:"nodes"`
	// ExtraLinksPer is p in "1 to n/p links more than a tree".
	ExtraLinksPer int `json:"extra_links_per"`
	// RegionLinks is to how many of its nearest a region links.
	RegionLinks Range `json:"region_links"`
	// RingRadius is how far region centres are from the map's.
	RingRadius int `json:"ring_radius"`
	// RegionRadius is how far nodes are from their region's centre, at most.
	RegionRadius int `json:"region_radius"`
	// MinDistance is how far apart nodes are, at least.
	MinDistance int `json:"min_distance"`
	// Names are the words that names are made of.
	Names Names `json:"names"`
}

// Names are the words that names are made of.
type Names struct {
	// Regions are first words of region names, by type, with the whole name.
	Regions map[string][]string `json:"regions"`
	// First are beginnings of node names: "Tarn", "Ilve".
	First []string `json:"first"`
	// Last are second words by node type: "Station", "Belt".
	Last map[string][]string `json:"last"`
}

// Region is a type of region.
type Region struct {
	// Type is one of the five.
	Type string `json:"type"`
	// Name is the type's name.
	Name string `json:"name"`
	// Danger is 0 to 1.
	Danger float64 `json:"danger"`
	// Wealth multiplies rewards and repair prices.
	Wealth float64 `json:"wealth"`
	// Prices multiplies what goods cost and bring at its markets.
	Prices float64 `json:"prices"`
	// FirstNodes are the types of its first nodes.
	FirstNodes []string `json:"first_nodes"`
	// Mood is how it feels, for pages and music.
	Mood string `json:"mood"`
	// Description is a line on it.
	Description string `json:"description"`
	// Wants are items it pays well for.
	Wants []string `json:"wants"`
	// Surpluses are items it has plenty of.
	Surpluses []string `json:"surpluses"`
}

// NodeType is a type of node.
type NodeType struct {
	// Type is one of the six.
	Type string `json:"type"`
	// Name is its name.
	Name string `json:"name"`
	// Repair is the chance that there is a yard.
	Repair float64 `json:"repair"`
	// Trade is the chance that there is a market.
	Trade float64 `json:"trade"`
	// Danger is 0 to 1.
	Danger float64 `json:"danger"`
	// Descriptions are lines on such places; a node has one of them.
	Descriptions []string `json:"descriptions"`
}

// Travel is what going somewhere costs and risks.
type Travel struct {
	// NodeFuel is the fuel to a linked node, before the ship's factor.
	NodeFuel int `json:"node_fuel"`
	// RegionFuel is the fuel to a linked region.
	RegionFuel int `json:"region_fuel"`
	// WormholeFuel is the fuel to a linked region from a wormhole.
	WormholeFuel int `json:"wormhole_fuel"`
	// HazardDamage is what hull suffers, with a chance of the danger.
	HazardDamage Range `json:"hazard_damage"`
	// FightChance times danger is the chance of a fight.
	FightChance float64 `json:"fight_chance"`
	// EventChance is the chance of a narrative event when there is no fight.
	EventChance float64 `json:"event_chance"`
	// FirstVisit is paid at the first visit to a region.
	FirstVisit int `json:"first_visit"`
}

// RegionTypes are the five, in the order they are listed.
func RegionTypes() []string {
	return []string{CoreWorlds, Frontier, NebulaFields, Void, AncientSectors}
}

// PlaceTypes are the six types of nodes, in the order they are listed.
func PlaceTypes() []string {
	return []string{Planet, Station, Anomaly, Wormhole, AsteroidField, Derelict}
}

func (m Map) check(c *checker) {
	c.span("map.nodes", m.Nodes, 3, 20)
	c.whole("map.extra_links_per", m.ExtraLinksPer, 1, 20)
	c.span("map.region_links", m.RegionLinks, 1, 4)
	c.whole("map.ring_radius", m.RingRadius, 300, 900)
	// A centre may be 25 units off its corner, along each axis.
	c.whole("map.region_radius", m.RegionRadius, 75, 975-m.RingRadius)
	// Beyond a third, eight nodes may find no room.
	c.whole("map.min_distance", m.MinDistance, 1, m.RegionRadius/3)
	seen := map[string]bool{}
	for _, kind := range RegionTypes() {
		path := "map.names.regions." + kind
		c.words(path, m.Names.Regions[kind], 1)
		for i, name := range m.Names.Regions[kind] {
			c.requiref(!seen[name], at(path, i), "must not be the name of another region; found %q", name)
			seen[name] = true
		}
	}
	// The most nodes a map may have, each with a name of its own.
	c.words("map.names.first", m.Names.First, len(RegionTypes())*m.Nodes.Max)
	for _, kind := range PlaceTypes() {
		c.words("map.names.last."+kind, m.Names.Last[kind], 1)
	}
}

func (r Region) check(c *checker, path string, b *Balance) {
	c.oneOf(path+".type", r.Type, RegionTypes())
	c.text(path+".name", r.Name)
	c.number(path+".danger", r.Danger, 0, 1)
	c.number(path+".wealth", r.Wealth, 0.1, 10)
	c.number(path+".prices", r.Prices, 0.1, 10)
	c.requiref(len(r.FirstNodes) > 0 && len(r.FirstNodes) <= b.Map.Nodes.Min, path+".first_nodes", "must be 1 to %d types (map.nodes)", b.Map.Nodes.Min)
	for i, kind := range r.FirstNodes {
		c.oneOf(at(path+".first_nodes", i), kind, PlaceTypes())
	}
	c.text(path+".mood", r.Mood)
	c.text(path+".description", r.Description)
	seen := map[string]bool{}
	for i, id := range r.Wants {
		c.goods(at(path+".wants", i), id, b)
		seen[id] = true
	}
	for i, id := range r.Surpluses {
		c.goods(at(path+".surpluses", i), id, b)
		c.requiref(!seen[id], at(path+".surpluses", i), "must not be wanted too; found %q", id)
	}
}

func (n NodeType) check(c *checker, path string) {
	c.oneOf(path+".type", n.Type, PlaceTypes())
	c.text(path+".name", n.Name)
	c.number(path+".repair", n.Repair, 0, 1)
	c.number(path+".trade", n.Trade, 0, 1)
	c.number(path+".danger", n.Danger, 0, 1)
	c.words(path+".descriptions", n.Descriptions, 1)
}

func (t Travel) check(c *checker) {
	c.whole("travel.node_fuel", t.NodeFuel, 1, 1000)
	c.whole("travel.region_fuel", t.RegionFuel, 1, 1000)
	c.whole("travel.wormhole_fuel", t.WormholeFuel, 1, 1000)
	c.span("travel.hazard_damage", t.HazardDamage, 0, 1000)
	c.number("travel.fight_chance", t.FightChance, 0, 1)
	c.number("travel.event_chance", t.EventChance, 0, 1)
	c.whole("travel.first_visit", t.FirstVisit, 0, 100_000)
}

// checkDealt checks that every map has what a voyage needs: the station where it
// begins, and somewhere to mine and to salvage.
func (b *Balance) checkDealt(c *checker) {
	core, _ := b.Region(CoreWorlds)
	c.requiref(slices.Contains(core.FirstNodes, Station), "regions", "%s must have a %s among its first_nodes: voyages begin there", CoreWorlds, Station)
	var dealt []string
	for _, r := range b.Regions {
		dealt = append(dealt, r.FirstNodes...)
	}
	for what, kinds := range map[string][]string{"mine.node_types": b.Mine.NodeTypes, "salvage.node_types": b.Salvage.NodeTypes} {
		somewhere := slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(dealt, kind) })
		c.requiref(somewhere, what, "must have a type that is among a region's first_nodes, so that every map has one")
	}
}
