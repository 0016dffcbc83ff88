package balance

import (
	"fmt"
	"strings"
)

// Kinds of slots.
const (
	High = "high"
	Mid  = "mid"
	Low  = "low"
	Rig  = "rig"
)

// SlotKinds are the four, in the order they are listed.
func SlotKinds() []string { return []string{High, Mid, Low, Rig} }

// Slots is how many of each kind a ship has.
type Slots struct {
	// High are for weapons and tools.
	High int `json:"high"`
	// Mid are for electronics.
	Mid int `json:"mid"`
	// Low are for plates and holds.
	Low int `json:"low"`
	// Rig are for what is never taken out again.
	Rig int `json:"rig"`
}

// Of is the number of slots of a kind; 0 for a kind that is none.
func (s Slots) Of(kind string) int {
	switch kind {
	case High:
		return s.High
	case Mid:
		return s.Mid
	case Low:
		return s.Low
	case Rig:
		return s.Rig
	default:
		return 0
	}
}

// Ship is a type of ship.
type Ship struct {
	// Type is its id.
	Type string `json:"type"`
	// Name is its name.
	Name string `json:"name"`
	// Price is in credits.
	Price int `json:"price"`
	// Hull is the hull when whole.
	Hull int `json:"hull"`
	// Cargo is the weight it carries.
	Cargo int `json:"cargo"`
	// Fuel multiplies fuel costs.
	Fuel float64 `json:"fuel"`
	// Speed counts for fleeing.
	Speed float64 `json:"speed"`
	// Slots are its places for modules.
	Slots Slots `json:"slots"`
	// Description is a line on it.
	Description string `json:"description"`
}

// What a module may make possible.
const (
	EnablesMine        = "mine"
	EnablesSalvage     = "salvage"
	EnablesPreciseShot = "precise_shot"
)

// Module is something to fit.
type Module struct {
	// ID is its id.
	ID string `json:"id"`
	// Name is its name.
	Name string `json:"name"`
	// Slot is the kind of slot it takes. What is in a rig stays there.
	Slot string `json:"slot"`
	// Price is in credits.
	Price int `json:"price"`
	// Enables is what it makes possible: mine, salvage, precise_shot; or empty.
	Enables string `json:"enables,omitempty"`
	// Effects are what it does.
	Effects Effects `json:"effects"`
}

// Weapon is true for a module with power.
func (m Module) Weapon() bool { return m.Effects.Power > 0 }

// Text is what it does, with its numbers.
func (m Module) Text() string {
	text := m.Effects.Text()
	if what, ok := enabling[m.Enables]; ok {
		text = what + ". " + text
	}
	return text
}

var enabling = map[string]string{
	EnablesMine:        "Mines asteroid fields",
	EnablesSalvage:     "Takes wrecks apart",
	EnablesPreciseShot: "Allows precise shots",
}

// Effects are what a module, a helper, an augmentation or a passing effect does
// to a ship. Sums are 0 and factors 1 where they are absent.
type Effects struct {
	// Power is added to the weapons.
	Power int `json:"power,omitempty"`
	// Hull is added to the whole hull.
	Hull int `json:"hull,omitempty"`
	// Cargo is added to the hold.
	Cargo int `json:"cargo,omitempty"`
	// Accuracy is added to the chance to hit.
	Accuracy float64 `json:"accuracy,omitempty"`
	// Speed is added to the ship's speed.
	Speed float64 `json:"speed,omitempty"`
	// CombatSpeed is added to the speed factor of fights, which is 1.
	CombatSpeed float64 `json:"combat_speed,omitempty"`
	// HullPerTurn is mended each turn.
	HullPerTurn int `json:"hull_per_turn,omitempty"`
	// HealthPerTurn is healed each turn.
	HealthPerTurn int `json:"health_per_turn,omitempty"`
	// Fuel multiplies fuel costs.
	Fuel float64 `json:"fuel,omitempty"`
	// Scan multiplies scan strength.
	Scan float64 `json:"scan,omitempty"`
	// Mining multiplies what mining yields.
	Mining float64 `json:"mining,omitempty"`
	// Salvage multiplies what salvaging yields.
	Salvage float64 `json:"salvage,omitempty"`
}

// Factor is a factor that may be absent: 0 stands for 1.
func Factor(f float64) float64 {
	if f == 0 {
		return 1
	}
	return f
}

// Plus is both together: factors multiply, the rest adds.
func (e Effects) Plus(o Effects) Effects {
	return Effects{
		Power: e.Power + o.Power, Hull: e.Hull + o.Hull, Cargo: e.Cargo + o.Cargo,
		Accuracy: e.Accuracy + o.Accuracy, Speed: e.Speed + o.Speed, CombatSpeed: max(e.CombatSpeed, o.CombatSpeed),
		HullPerTurn: e.HullPerTurn + o.HullPerTurn, HealthPerTurn: e.HealthPerTurn + o.HealthPerTurn,
		Fuel: Factor(e.Fuel) * Factor(o.Fuel), Scan: Factor(e.Scan) * Factor(o.Scan),
		Mining: Factor(e.Mining) * Factor(o.Mining), Salvage: Factor(e.Salvage) * Factor(o.Salvage),
	}
}

// Text is a sentence with the numbers: "Weapon power +10, speed +0.3."
func (e Effects) Text() string {
	var parts []string
	for _, sum := range []struct {
		name  string
		value float64
	}{
		{"weapon power", float64(e.Power)}, {"hull", float64(e.Hull)}, {"cargo", float64(e.Cargo)},
		{"accuracy", e.Accuracy}, {"speed", e.Speed}, {"speed in fights", e.CombatSpeed},
		{"hull each turn", float64(e.HullPerTurn)}, {"health each turn", float64(e.HealthPerTurn)},
	} {
		if sum.value != 0 {
			parts = append(parts, fmt.Sprintf("%s %+g", sum.name, sum.value))
		}
	}
	for _, factor := range []struct {
		name  string
		value float64
	}{{"fuel use", e.Fuel}, {"scan strength", e.Scan}, {"mining yield", e.Mining}, {"salvage yield", e.Salvage}} {
		if f := Factor(factor.value); f != 1 {
			parts = append(parts, fmt.Sprintf("%s ×%g", factor.name, f))
		}
	}
	return sentence(parts)
}

// sentence makes a sentence of parts; none makes none.
func sentence(parts []string) string {
	text := strings.Join(parts, ", ")
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// Yard is what repairing, removing and trading in costs.
type Yard struct {
	// RepairPrice is credits for a point of hull, before the region's wealth.
	RepairPrice float64 `json:"repair_price"`
	// RefundShare is the share of a module's price that removing it brings.
	RefundShare float64 `json:"refund_share"`
	// TradeInShare is the share of the price of ship and modules that counts
	// when another ship is bought.
	TradeInShare float64 `json:"trade_in_share"`
}

func (s Ship) check(c *checker, path string) {
	c.text(path+".name", s.Name)
	c.whole(path+".price", s.Price, 1, noLimit)
	c.whole(path+".hull", s.Hull, 1, 100_000)
	c.whole(path+".cargo", s.Cargo, 0, 100_000)
	c.number(path+".fuel", s.Fuel, 0.1, 10)
	c.number(path+".speed", s.Speed, 0.1, 10)
	for _, kind := range SlotKinds() {
		c.whole(path+".slots."+kind, s.Slots.Of(kind), 0, 8)
	}
	c.text(path+".description", s.Description)
}

func (m Module) check(c *checker, path string, b *Balance) {
	c.text(path+".name", m.Name)
	c.oneOf(path+".slot", m.Slot, SlotKinds())
	c.whole(path+".price", m.Price, 1, noLimit)
	c.oneOf(path+".enables", m.Enables, []string{"", EnablesMine, EnablesSalvage, EnablesPreciseShot})
	m.Effects.check(c, path+".effects")
	c.requiref(m.Text() != "", path, "must do something")
}

func (e Effects) check(c *checker, path string) {
	c.whole(path+".power", e.Power, 0, 10_000)
	c.whole(path+".hull", e.Hull, 0, 10_000)
	c.whole(path+".cargo", e.Cargo, 0, 10_000)
	c.number(path+".accuracy", e.Accuracy, 0, 1)
	c.number(path+".speed", e.Speed, 0, 10)
	c.number(path+".combat_speed", e.CombatSpeed, 0, 10)
	c.whole(path+".hull_per_turn", e.HullPerTurn, 0, 1000)
	c.whole(path+".health_per_turn", e.HealthPerTurn, 0, 1000)
	c.number(path+".fuel", Factor(e.Fuel), 0.1, 10)
	c.number(path+".scan", Factor(e.Scan), 0.1, 10)
	c.number(path+".mining", Factor(e.Mining), 0.1, 10)
	c.number(path+".salvage", Factor(e.Salvage), 0.1, 10)
}

func (y Yard) check(c *checker) {
	c.number("yard.repair_price", y.RepairPrice, 0, 1000)
	// Above 1, buying and removing would mint money.
	c.number("yard.refund_share", y.RefundShare, 0, 1)
	c.number("yard.trade_in_share", y.TradeInShare, 0, 1)
}
