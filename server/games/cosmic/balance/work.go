package balance

// Scan is what scanning finds. A scan always surveys the linked nodes; then one
// row of Finds is drawn. A place has been looked over after PerNode scans: then
// a scan finds nothing.
type Scan struct {
	// PerNode is how often a place has something to find.
	PerNode int `json:"per_node"`
	// Finds are the rows.
	Finds []Find `json:"finds"`
}

// Find is a row of what a scan may find.
type Find struct {
	// Good is true when scan strength multiplies the row's weight.
	Good bool `json:"good,omitempty"`
	// Event is true when the row is a narrative event of the place.
	Event bool `json:"event,omitempty"`
	// NodeTypes are where the row applies; empty for anywhere.
	NodeTypes []string `json:"node_types,omitempty"`
	// RegionTypes are where the row applies; empty for anywhere.
	RegionTypes []string `json:"region_types,omitempty"`
	// Outcome is what happens, and the row's weight.
	Outcome
}

// Mine is what mining yields.
type Mine struct {
	// Fuel is what it costs.
	Fuel int `json:"fuel"`
	// NodeTypes are where it is done.
	NodeTypes []string `json:"node_types"`
	// Chance is the chance to find ore; else there is damage.
	Chance float64 `json:"chance"`
	// Item is the ore.
	Item string `json:"item"`
	// Quantity is how much, before the mining yield.
	Quantity Range `json:"quantity"`
	// BonusChance is the chance of a bonus with the ore.
	BonusChance float64 `json:"bonus_chance"`
	// Bonus is one row of these.
	Bonus []Loot `json:"bonus"`
	// Damage is what the hull suffers otherwise.
	Damage Range `json:"damage"`
}

// Salvage is what salvaging yields.
type Salvage struct {
	// Fuel is what it costs.
	Fuel int `json:"fuel"`
	// NodeTypes are where it is done, besides wrecks.
	NodeTypes []string `json:"node_types"`
	// PerNode is how often such a place gives something.
	PerNode int `json:"per_node"`
	// PerWreck is how often the wreck of a fight does.
	PerWreck int `json:"per_wreck"`
	// Chance is the chance to find something; else there is damage.
	Chance float64 `json:"chance"`
	// Finds are what is found: one row, before the salvage yield.
	Finds []Loot `json:"finds"`
	// Damage is what the hull suffers otherwise.
	Damage Range `json:"damage"`
}

// Distress is what calling for help costs and brings. With a chance of Unheard
// at the danger of the place nobody answers: the turn is lost. Else Fuel comes,
// for Credits at that danger; who has less pays all and, of the most valuable
// cargo, what is missing; who has nothing is helped all the same.
type Distress struct {
	// Unheard is the chance that nobody answers.
	Unheard Line `json:"unheard"`
	// Fuel is what comes.
	Fuel int `json:"fuel"`
	// Credits is what it costs.
	Credits Line `json:"credits"`
}

func (s Scan) check(c *checker, b *Balance) {
	c.whole("scan.per_node", s.PerNode, 0, 1000)
	c.requiref(len(s.Finds) > 0, "scan.finds", "must not be empty")
	anywhere := false
	for i, f := range s.Finds {
		path := at("scan.finds", i)
		c.requiref(f.Weight >= 1, path+".weight", "must be 1 or more; found %d", f.Weight)
		c.places(path, f.RegionTypes, f.NodeTypes)
		f.check(c, path, b)
		anywhere = anywhere || len(f.NodeTypes)+len(f.RegionTypes) == 0
	}
	c.requiref(anywhere, "scan.finds", "must have a row that applies anywhere")
}

func (c *checker) places(path string, regions, nodes []string) {
	for i, kind := range regions {
		c.oneOf(at(path+".region_types", i), kind, RegionTypes())
	}
	for i, kind := range nodes {
		c.oneOf(at(path+".node_types", i), kind, PlaceTypes())
	}
}

func (m Mine) check(c *checker, b *Balance) {
	c.whole("mine.fuel", m.Fuel, 0, 1000)
	c.places("mine", nil, m.NodeTypes)
	c.number("mine.chance", m.Chance, 0, 1)
	c.goods("mine.item", m.Item, b)
	c.span("mine.quantity", m.Quantity, 1, 99)
	c.number("mine.bonus_chance", m.BonusChance, 0, 1)
	c.requiref(len(m.Bonus) > 0 || m.BonusChance == 0, "mine.bonus", "must not be empty unless bonus_chance is 0")
	for i, l := range m.Bonus {
		c.loot(at("mine.bonus", i), l, b)
	}
	c.span("mine.damage", m.Damage, 0, 1000)
}

func (s Salvage) check(c *checker, b *Balance) {
	c.whole("salvage.fuel", s.Fuel, 0, 1000)
	c.places("salvage", nil, s.NodeTypes)
	c.whole("salvage.per_node", s.PerNode, 0, 1000)
	c.whole("salvage.per_wreck", s.PerWreck, 0, 1000)
	c.number("salvage.chance", s.Chance, 0, 1)
	c.requiref(len(s.Finds) > 0, "salvage.finds", "must not be empty")
	for i, l := range s.Finds {
		c.loot(at("salvage.finds", i), l, b)
	}
	c.span("salvage.damage", s.Damage, 0, 1000)
}

func (d Distress) check(c *checker) {
	// A call that is never heard would be a dead end.
	c.number("distress.unheard.base", d.Unheard.Base, 0, 0.9)
	c.number("distress.unheard.slope", d.Unheard.Slope, 0, 0.9-d.Unheard.Base)
	c.whole("distress.fuel", d.Fuel, 1, 10_000)
	c.number("distress.credits.base", d.Credits.Base, 0, 100_000)
	c.number("distress.credits.slope", d.Credits.Slope, 0, 100_000)
}
