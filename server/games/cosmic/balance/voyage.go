package balance

// Voyage is how long a voyage is and what wins it.
type Voyage struct {
	// MaxTurns is the last turn unless the captain asks for another.
	MaxTurns int `json:"max_turns"`
	// VictoryCredits is the net worth earned that wins.
	VictoryCredits int `json:"victory_credits"`
	// WorthShare is the share of the price at which ship, modules, pod and
	// augmentations count as net worth.
	WorthShare float64 `json:"worth_share"`
	// Low is the health or hull under which the captain is warned.
	Low int `json:"low"`
	// UnarmedDanger is the danger, here or ahead, from which on a captain without
	// weapons is warned.
	UnarmedDanger float64 `json:"unarmed_danger"`
	// Quotes is how many places' prices a captain remembers per item.
	Quotes int `json:"quotes"`
}

// Captain is what a captain begins with.
type Captain struct {
	// Health is the health at the start.
	Health int `json:"health"`
	// MaxHealth is the highest.
	MaxHealth int `json:"max_health"`
	// Credits is the money at the start.
	Credits int `json:"credits"`
	// Fuel is the fuel at the start.
	Fuel int `json:"fuel"`
	// MaxFuel is what the tank holds.
	MaxFuel int `json:"max_fuel"`
	// Food is the meals at the start.
	Food int `json:"food"`
	// MaxFood is what the larder holds.
	MaxFood int `json:"max_food"`
	// HealthPerMeal is what a meal heals.
	HealthPerMeal int `json:"health_per_meal"`
	// Ship is the type of the first ship.
	Ship string `json:"ship"`
	// Modules are what it comes with.
	Modules []string `json:"modules"`
}

func (v Voyage) check(c *checker) {
	c.whole("voyage.max_turns", v.MaxTurns, 10, 1000)
	c.whole("voyage.victory_credits", v.VictoryCredits, 500, 1_000_000)
	c.number("voyage.worth_share", v.WorthShare, 0, 1)
	c.whole("voyage.low", v.Low, 0, 10_000)
	c.number("voyage.unarmed_danger", v.UnarmedDanger, 0, 1)
	c.whole("voyage.quotes", v.Quotes, 0, 20)
}

func (p Captain) check(c *checker, b *Balance) {
	c.whole("captain.max_health", p.MaxHealth, 1, 10_000)
	c.whole("captain.health", p.Health, 1, p.MaxHealth)
	c.whole("captain.credits", p.Credits, 0, 1_000_000)
	c.whole("captain.max_fuel", p.MaxFuel, 1, 10_000)
	c.whole("captain.fuel", p.Fuel, 0, p.MaxFuel)
	c.whole("captain.max_food", p.MaxFood, 1, 10_000)
	c.whole("captain.food", p.Food, 0, p.MaxFood)
	c.whole("captain.health_per_meal", p.HealthPerMeal, 1, 1000)
	ship, ok := b.Ship(p.Ship)
	if !ok {
		c.failf("captain.ship", "must be the type of a ship; found %q", p.Ship)
	}
	free := map[string]int{}
	for _, kind := range SlotKinds() {
		free[kind] = ship.Slots.Of(kind)
	}
	for i, id := range p.Modules {
		m, ok := b.Module(id)
		c.requiref(ok, at("captain.modules", i), "must be the id of a module; found %q", id)
		free[m.Slot]--
		c.requiref(!ok || free[m.Slot] >= 0, at("captain.modules", i), "must fit: the %s has no free %s slot for it", p.Ship, m.Slot)
	}
}
