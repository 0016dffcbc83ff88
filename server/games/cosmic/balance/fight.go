package balance

import "fmt"

// Enemy is a kind of enemy.
type Enemy struct {
	// ID is its id.
	ID string `json:"id"`
	// Name is its name.
	Name string `json:"name"`
	// Description is a line on it.
	Description string `json:"description"`
	// Hull is its hull when whole.
	Hull int `json:"hull"`
	// Power is its damage, before the spread.
	Power int `json:"power"`
	// Accuracy is its chance to hit a ship of speed factor 1.
	Accuracy float64 `json:"accuracy"`
	// Speed is what one flees from.
	Speed float64 `json:"speed"`
	// LootChance is the chance that it leaves something.
	LootChance float64 `json:"loot_chance"`
	// Loot is what it leaves: one row, by weight.
	Loot []Loot `json:"loot"`
	// Credits are what it is worth.
	Credits Range `json:"credits"`
	// FleesAt is the share of its hull at or under which it flees; 0 for never.
	FleesAt float64 `json:"flees_at"`
	// Talks is true when one can negotiate with it.
	Talks bool `json:"talks"`
	// Reputation is what destroying it changes.
	Reputation []Standing `json:"reputation,omitempty"`
}

// Loot is a row of what may be left.
type Loot struct {
	// Weight is how likely the row is.
	Weight int `json:"weight"`
	// Item is what.
	Item string `json:"item"`
	// Quantity is how many.
	Quantity Range `json:"quantity"`
}

// Standing is a change of reputation.
type Standing struct {
	// Faction is whose.
	Faction string `json:"faction"`
	// Amount is how much; negative for worse.
	Amount int `json:"amount"`
}

// Encounter is how likely an enemy is met.
type Encounter struct {
	// Enemy is which.
	Enemy string `json:"enemy"`
	// Line is its weight by danger.
	Line
	// Regions are other weights in some types of regions.
	Regions map[string]Line `json:"regions,omitempty"`
}

// Weight is how likely the enemy is met in a type of region at a danger, against
// the others'.
func (e Encounter) Weight(region string, danger float64) float64 {
	if line, ok := e.Regions[region]; ok {
		return line.At(danger)
	}
	return e.At(danger)
}

// Combat is how fights go.
type Combat struct {
	// HitChance is the captain's, before accuracy and action.
	HitChance float64 `json:"hit_chance"`
	// MaxHitChance is the highest chance to hit, of both sides.
	MaxHitChance float64 `json:"max_hit_chance"`
	// DamageSpread is u in power × action + U{−u..u}.
	DamageSpread int `json:"damage_spread"`
	// UnarmedDamage is the damage without weapons.
	UnarmedDamage Range `json:"unarmed_damage"`
	// MinDamage is the least damage of a hit with weapons, and of an enemy's.
	MinDamage int `json:"min_damage"`
	// EnemyDamageSpread is u in the enemy's power + U{−u..u}.
	EnemyDamageSpread int `json:"enemy_damage_spread"`
	// EnemyFleeChance is the chance that an enemy at its threshold gets away.
	EnemyFleeChance float64 `json:"enemy_flee_chance"`
	// Attacks are the ways to attack.
	Attacks []Attack `json:"attacks"`
	// Flee is how the captain gets away.
	Flee Flee `json:"flee"`
	// Negotiate is how the captain talks.
	Negotiate Negotiate `json:"negotiate"`
}

// What an attack may need.
const (
	NeedsTargeting  = "targeting"
	NeedsTwoWeapons = "two_weapons"
)

// Attack is a way to attack.
type Attack struct {
	// ID is its id.
	ID string `json:"id"`
	// Name is its name.
	Name string `json:"name"`
	// Accuracy multiplies the chance to hit.
	Accuracy float64 `json:"accuracy"`
	// Damage multiplies power.
	Damage float64 `json:"damage"`
	// Defence divides the enemy's chance to hit.
	Defence float64 `json:"defence"`
	// Needs is targeting, two_weapons or empty.
	Needs string `json:"needs,omitempty"`
}

// Text is what it does, with its numbers.
func (a Attack) Text() string {
	text := fmt.Sprintf("Accuracy ×%g, damage ×%g, defence ×%g.", a.Accuracy, a.Damage, a.Defence)
	switch a.Needs {
	case NeedsTargeting:
		return text + " Needs a targeting computer."
	case NeedsTwoWeapons:
		return text + " Needs two weapons."
	}
	return text
}

// Flee is how the captain gets away: with a chance of speed factor × ship speed
// ÷ (enemy speed × EnemySpeed), at most MaxChance.
type Flee struct {
	// MaxChance is the highest chance.
	MaxChance float64 `json:"max_chance"`
	// EnemySpeed multiplies the enemy's speed.
	EnemySpeed float64 `json:"enemy_speed"`
	// Fuel is what getting away costs, at most.
	Fuel int `json:"fuel"`
	// HitFactor multiplies the enemy's power for the hit that failing takes.
	HitFactor float64 `json:"hit_factor"`
}

// Negotiate is how the captain talks: with a chance of Base + Slope × the share
// of hull that the enemy has lost.
type Negotiate struct {
	Line
}

func (e Enemy) check(c *checker, path string, b *Balance) {
	c.text(path+".name", e.Name)
	c.text(path+".description", e.Description)
	c.whole(path+".hull", e.Hull, 1, 100_000)
	c.whole(path+".power", e.Power, 0, 100_000)
	c.number(path+".accuracy", e.Accuracy, 0, 1)
	c.number(path+".speed", e.Speed, 0.1, 10)
	c.number(path+".loot_chance", e.LootChance, 0, 1)
	for i, l := range e.Loot {
		c.loot(at(path+".loot", i), l, b)
	}
	c.requiref(len(e.Loot) > 0 || e.LootChance == 0, path+".loot", "must not be empty unless loot_chance is 0")
	c.span(path+".credits", e.Credits, 0, noLimit)
	c.number(path+".flees_at", e.FleesAt, 0, 1)
	c.standings(path+".reputation", e.Reputation, b)
}

func (c *checker) loot(path string, l Loot, b *Balance) {
	c.whole(path+".weight", l.Weight, 1, 1_000_000)
	c.goods(path+".item", l.Item, b)
	c.span(path+".quantity", l.Quantity, 1, 99)
}

func (c *checker) standings(path string, all []Standing, b *Balance) {
	for i, s := range all {
		c.faction(at(path, i)+".faction", s.Faction, b)
		c.requiref(s.Amount >= -100 && s.Amount <= 100 && s.Amount != 0, at(path, i)+".amount", "must be -100 to 100 and not 0; found %d", s.Amount)
	}
}

func (c *checker) faction(path, id string, b *Balance) {
	_, ok := b.Faction(id)
	c.requiref(ok, path, "must be the id of a faction; found %q", id)
}

func (c *checker) enemy(path, id string, b *Balance) {
	_, ok := b.Enemy(id)
	c.requiref(ok, path, "must be the id of an enemy; found %q", id)
}

func (e Encounter) check(c *checker, path string, b *Balance) {
	c.enemy(path+".enemy", e.Enemy, b)
	for kind := range e.Regions {
		c.oneOf(path+".regions", kind, RegionTypes())
	}
}

func (f Combat) check(c *checker, b *Balance) {
	c.number("combat.hit_chance", f.HitChance, 0, 1)
	c.number("combat.max_hit_chance", f.MaxHitChance, 0, 1)
	c.whole("combat.damage_spread", f.DamageSpread, 0, 1000)
	c.span("combat.unarmed_damage", f.UnarmedDamage, 0, 1000)
	c.whole("combat.min_damage", f.MinDamage, 0, 1000)
	c.whole("combat.enemy_damage_spread", f.EnemyDamageSpread, 0, 1000)
	c.number("combat.enemy_flee_chance", f.EnemyFleeChance, 0, 1)
	unique(c, "combat.attacks", "id", f.Attacks, func(a Attack) string { return a.ID })
	_, ok := b.Attack("attack")
	c.requiref(ok, "combat.attacks", `must have "attack", which is what an empty action means`)
	for i, a := range f.Attacks {
		path := at("combat.attacks", i)
		c.text(path+".name", a.Name)
		c.number(path+".accuracy", a.Accuracy, 0, 10)
		c.number(path+".damage", a.Damage, 0, 10)
		c.number(path+".defence", a.Defence, 0.1, 10)
		c.oneOf(path+".needs", a.Needs, []string{"", NeedsTargeting, NeedsTwoWeapons})
	}
	c.number("combat.flee.max_chance", f.Flee.MaxChance, 0, 1)
	c.number("combat.flee.enemy_speed", f.Flee.EnemySpeed, 0.1, 10)
	c.whole("combat.flee.fuel", f.Flee.Fuel, 0, 1000)
	c.number("combat.flee.hit_factor", f.Flee.HitFactor, 0, 10)
	c.number("combat.negotiate.base", f.Negotiate.Base, 0, 1)
	c.number("combat.negotiate.slope", f.Negotiate.Slope, 0, 1-f.Negotiate.Base)
}
