package balance

import "fmt"

// Kinds of items.
const (
	KindTrade      = "trade"
	KindConsumable = "consumable"
	KindComponent  = "component"
	KindQuest      = "quest"
)

// Item is a thing that a hold carries.
type Item struct {
	// ID is its id.
	ID string `json:"id"`
	// Name is its name.
	Name string `json:"name"`
	// Kind is trade, consumable, component or quest.
	Kind string `json:"kind"`
	// Weight is of one.
	Weight int `json:"weight"`
	// Value is the base value of one, in credits.
	Value int `json:"value"`
	// Stack is how many can be held.
	Stack int `json:"stack"`
	// Use is what using one does; absent when it is not used.
	Use *Use `json:"use,omitempty"`
	// Description says what it is.
	Description string `json:"description"`
}

// Use is what using a consumable does.
type Use struct {
	// Hull is mended.
	Hull int `json:"hull,omitempty"`
	// Fuel is put in the tank.
	Fuel int `json:"fuel,omitempty"`
	// Health is healed.
	Health int `json:"health,omitempty"`
	// Shield stands before the hull for Turns.
	Shield int `json:"shield,omitempty"`
	// Turns is how long the shield stands.
	Turns int `json:"turns,omitempty"`
}

// Text is what the item is, and what using it does with its numbers.
func (i Item) Text() string {
	if i.Use == nil {
		return i.Description
	}
	return i.Description + " " + i.Use.text()
}

func (u Use) text() string {
	var parts []string
	for _, p := range []struct {
		name   string
		amount int
	}{{"hull", u.Hull}, {"fuel", u.Fuel}, {"health", u.Health}, {"shield", u.Shield}} {
		if p.amount > 0 {
			parts = append(parts, fmt.Sprintf("%s +%d", p.name, p.amount))
		}
	}
	if u.Turns > 0 {
		parts = append(parts, fmt.Sprintf("for %d turns", u.Turns))
	}
	return sentence(parts)
}

// Tradable is true for what markets know.
func (i Item) Tradable() bool { return i.Kind != KindQuest }

func (i Item) check(c *checker, path string) {
	c.text(path+".name", i.Name)
	c.oneOf(path+".kind", i.Kind, []string{KindTrade, KindConsumable, KindComponent, KindQuest})
	c.text(path+".description", i.Description)
	c.requiref((i.Use != nil) == (i.Kind == KindConsumable), path+".use", "must be there for consumables and for nothing else")
	if i.Use != nil {
		i.Use.check(c, path+".use")
	}
	if i.Kind == KindQuest {
		c.whole(path+".weight", i.Weight, 0, 0)
		c.whole(path+".value", i.Value, 0, 0)
		c.whole(path+".stack", i.Stack, 1, 1)
		return
	}
	c.whole(path+".weight", i.Weight, 1, 10_000)
	c.whole(path+".value", i.Value, 1, noLimit)
	c.whole(path+".stack", i.Stack, 1, 99)
}

func (u Use) check(c *checker, path string) {
	c.whole(path+".hull", u.Hull, 0, 10_000)
	c.whole(path+".fuel", u.Fuel, 0, 10_000)
	c.whole(path+".health", u.Health, 0, 10_000)
	c.whole(path+".shield", u.Shield, 0, 10_000)
	c.whole(path+".turns", u.Turns, 0, 1000)
	c.requiref((u.Shield > 0) == (u.Turns > 0), path+".turns", "must be there for a shield and for nothing else")
	c.requiref(u.text() != "", path, "must do something")
}
