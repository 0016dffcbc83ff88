package balance

import (
	"math"
	"slices"
)

// Crew is who may be hired. Whoever is not paid leaves at the end of the turn.
type Crew struct {
	// Most is how many fly along.
	Most int `json:"most"`
	// Recruits is how many offer themselves at a place with a market.
	Recruits Range `json:"recruits"`
	// Names are what they are called.
	Names []string `json:"names"`
	// Roles are what they do; one of each flies along.
	Roles []Role `json:"roles"`
}

// Role is what one of the crew does.
type Role struct {
	// ID is pilot, engineer, …
	ID string `json:"id"`
	// Name is its name.
	Name string `json:"name"`
	// Fee is credits to hire.
	Fee int `json:"fee"`
	// Wage is credits a turn.
	Wage int `json:"wage"`
	// Effects are what they do.
	Effects Effects `json:"effects"`
}

// Faction is one of the powers.
type Faction struct {
	// ID is its id.
	ID string `json:"id"`
	// Name is its name.
	Name string `json:"name"`
	// Description says who they are.
	Description string `json:"description"`
	// Regions are the types of regions whose markets and quests are theirs.
	Regions []string `json:"regions"`
	// Reputation is how they look at a new captain.
	Reputation int `json:"reputation"`
}

// Reputation is what standing with a faction does, from -100 to 100.
type Reputation struct {
	// Standings are words for it, the worst first.
	Standings []Word `json:"standings"`
	// Discount is the share that asked prices fall at 100 in the faction's
	// regions, and rise at -100. What markets pay does not change.
	Discount float64 `json:"discount"`
	// Attacks is the share by which fights in the faction's regions become
	// likelier at -100, and less likely at 100.
	Attacks float64 `json:"attacks"`
	// Abandoned is what giving a quest up, or being late, costs.
	Abandoned int `json:"abandoned"`
}

// Word names a standing.
type Word struct {
	// From is the least reputation it is for.
	From int `json:"from"`
	// Name is the word.
	Name string `json:"name"`
}

// Standing is the word for a reputation.
func (r Reputation) Standing(reputation int) string {
	name := ""
	for _, w := range r.Standings {
		if reputation >= w.From {
			name = w.Name
		}
	}
	return name
}

// AskFactor multiplies asked prices at a reputation.
func (r Reputation) AskFactor(reputation int) float64 {
	return 1 - r.Discount*float64(reputation)/100
}

// FightFactor multiplies the chance of a fight at a reputation.
func (r Reputation) FightFactor(reputation int) float64 {
	return math.Max(0, 1-r.Attacks*float64(reputation)/100)
}

// FactionOf is the faction that a type of region belongs to.
func (b *Balance) FactionOf(region string) (Faction, bool) {
	return find(b.Factions, func(f Faction) bool { return slices.Contains(f.Regions, region) })
}

func (p Crew) check(c *checker) {
	c.whole("crew.most", p.Most, 0, 10)
	c.span("crew.recruits", p.Recruits, 0, 10)
	c.words("crew.names", p.Names, 1)
	unique(c, "crew.roles", "id", p.Roles, func(r Role) string { return r.ID })
	for i, r := range p.Roles {
		path := at("crew.roles", i)
		c.text(path+".name", r.Name)
		c.whole(path+".fee", r.Fee, 0, noLimit)
		c.whole(path+".wage", r.Wage, 0, noLimit)
		r.Effects.check(c, path+".effects")
		c.requiref(r.Effects.Text() != "", path+".effects", "must do something")
	}
}

func (f Faction) check(c *checker, path string) {
	c.text(path+".name", f.Name)
	c.text(path+".description", f.Description)
	c.requiref(len(f.Regions) > 0, path+".regions", "must not be empty")
	c.places(path, f.Regions, nil)
	c.whole(path+".reputation", f.Reputation, -100, 100)
}

func (r Reputation) check(c *checker) {
	c.requiref(len(r.Standings) > 0 && r.Standings[0].From == -100, "reputation.standings", "must begin with one from -100")
	for i, w := range r.Standings {
		path := at("reputation.standings", i)
		c.text(path+".name", w.Name)
		c.whole(path+".from", w.From, -100, 100)
		c.requiref(i == 0 || w.From > r.Standings[i-1].From, path+".from", "must be more than the one before; found %d", w.From)
	}
	c.number("reputation.discount", r.Discount, 0, 0.9)
	c.number("reputation.attacks", r.Attacks, 0, 1)
	c.whole("reputation.abandoned", r.Abandoned, 0, 100)
}
