package balance

import "slices"

// Event is a narrative event: something is seen, the captain decides.
type Event struct {
	// ID is its id.
	ID string `json:"id"`
	// Title is its title.
	Title string `json:"title"`
	// Text is what is seen.
	Text string `json:"text"`
	// RegionTypes are where it happens; empty for anywhere.
	RegionTypes []string `json:"region_types,omitempty"`
	// NodeTypes are where it happens; empty for anywhere.
	NodeTypes []string `json:"node_types,omitempty"`
	// Weight is how likely it is, against the others of the place. An event
	// happens once a voyage.
	Weight int `json:"weight"`
	// Choices are what can be done, two to four; the last needs nothing.
	Choices []Choice `json:"choices"`
}

// Choice is something that can be done about an event.
type Choice struct {
	// ID is its id within the event.
	ID string `json:"id"`
	// Text is what one does.
	Text string `json:"text"`
	// Needs is what it takes, without using it up; absent for nothing.
	Needs *Needs `json:"needs,omitempty"`
	// Cost is what it uses up, whatever comes of it; absent for nothing.
	Cost *Cost `json:"cost,omitempty"`
	// Outcomes are what may come of it; their weights add up to 100.
	Outcomes []Outcome `json:"outcomes"`
}

// Needs is what a choice takes, all of it.
type Needs struct {
	// Item is one that must be aboard.
	Item string `json:"item,omitempty"`
	// Module is one that must be fitted.
	Module string `json:"module,omitempty"`
	// Crew is a role that must be aboard.
	Crew string `json:"crew,omitempty"`
	// Faction is who must think Reputation or more of the captain.
	Faction string `json:"faction,omitempty"`
	// Reputation is that.
	Reputation int `json:"reputation,omitempty"`
}

// Cost is what a choice uses up.
type Cost struct {
	// Credits are paid.
	Credits int `json:"credits,omitempty"`
	// Fuel is burnt.
	Fuel int `json:"fuel,omitempty"`
	// Food is given.
	Food int `json:"food,omitempty"`
	// Item is given, Quantity of it.
	Item string `json:"item,omitempty"`
	// Quantity is how many.
	Quantity int `json:"quantity,omitempty"`
}

// What an outcome may reveal.
const (
	RevealLinks   = "links"   // the linked nodes, surveyed
	RevealRegion  = "region"  // all nodes of this region, surveyed
	RevealRegions = "regions" // the linked regions
)

// Outcome is what may happen. Gains are limited by tank, larder, hold and
// stack, losses by what there is; a loss of the last health or hull ends as
// always.
type Outcome struct {
	// Weight is how likely it is; in percent for a choice.
	Weight int `json:"weight"`
	// Text tells it.
	Text string `json:"text"`
	// Credits are gained, or lost when negative.
	Credits Range `json:"credits,omitzero"`
	// Fuel likewise.
	Fuel Range `json:"fuel,omitzero"`
	// Food likewise.
	Food Range `json:"food,omitzero"`
	// Health likewise.
	Health Range `json:"health,omitzero"`
	// Hull likewise.
	Hull Range `json:"hull,omitzero"`
	// Items are gained or lost.
	Items []Gain `json:"items,omitempty"`
	// Reputation is what it changes.
	Reputation []Standing `json:"reputation,omitempty"`
	// Fight is the enemy that attacks; empty for none.
	Fight string `json:"fight,omitempty"`
	// Reveal is links, region, regions or empty.
	Reveal string `json:"reveal,omitempty"`
	// Effect works for a while.
	Effect *Temporary `json:"effect,omitempty"`
	// Recruit is the role of somebody who joins without a fee when there is
	// room; empty for nobody.
	Recruit string `json:"recruit,omitempty"`
}

// Gain is some of an item.
type Gain struct {
	// Item is what.
	Item string `json:"item"`
	// Quantity is how many; negative for a loss.
	Quantity Range `json:"quantity"`
}

// Kinds of what works for a while.
const (
	EffectShield   = "shield"   // points that damage takes before the hull
	EffectSpeed    = "speed"    // percent of 1, added
	EffectAccuracy = "accuracy" // percent of 1, added
	EffectFuel     = "fuel"     // percent of fuel costs
	EffectScan     = "scan"     // percent of scan strength
	EffectPower    = "power"    // points, added to the weapons
)

// EffectKinds are all of them.
func EffectKinds() []string {
	return []string{EffectShield, EffectSpeed, EffectAccuracy, EffectFuel, EffectScan, EffectPower}
}

// Temporary is what works for a while.
type Temporary struct {
	// Kind is what it works on.
	Kind string `json:"kind"`
	// Name is its name.
	Name string `json:"name"`
	// Amount is how much, by kind.
	Amount int `json:"amount"`
	// Turns is how long.
	Turns int `json:"turns"`
}

// Effects are what it does to the ship while it lasts; nothing for a shield,
// whose points are used up.
func (t Temporary) Effects() Effects {
	share := float64(t.Amount) / 100
	switch t.Kind {
	case EffectSpeed:
		return Effects{Speed: share}
	case EffectAccuracy:
		return Effects{Accuracy: share}
	case EffectFuel:
		return Effects{Fuel: share}
	case EffectScan:
		return Effects{Scan: share}
	case EffectPower:
		return Effects{Power: t.Amount}
	}
	return Effects{}
}

// EventsAt are the events that may happen at a place, in the file's order.
func (b *Balance) EventsAt(region, node string) []Event {
	var fit []Event
	for _, e := range b.Events {
		if applies(e.RegionTypes, region) && applies(e.NodeTypes, node) {
			fit = append(fit, e)
		}
	}
	return fit
}

// At is true when a scan may find this at a place.
func (f Find) At(region, node string) bool {
	return applies(f.RegionTypes, region) && applies(f.NodeTypes, node)
}

func applies(kinds []string, kind string) bool {
	return len(kinds) == 0 || slices.Contains(kinds, kind)
}

// Choice is the choice with an id.
func (e Event) Choice(id string) (Choice, bool) {
	return find(e.Choices, func(c Choice) bool { return c.ID == id })
}
