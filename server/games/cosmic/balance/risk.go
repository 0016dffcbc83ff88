package balance

import (
	"fmt"
	"strings"
)

// Risk is what the choice needs, costs and may bring, with the odds, made of the
// numbers: it is always true.
func (ch Choice) Risk(b *Balance) string {
	var parts []string
	if ch.Needs != nil {
		parts = append(parts, "Needs "+ch.Needs.text(b)+".")
	}
	if ch.Cost != nil {
		parts = append(parts, "Costs "+ch.Cost.text(b)+".")
	}
	for _, o := range ch.Outcomes {
		odds := fmt.Sprintf("%d %%: ", o.Weight)
		if len(ch.Outcomes) == 1 {
			odds = "For sure: "
		}
		parts = append(parts, odds+o.Short(b)+".")
	}
	return strings.Join(parts, " ")
}

func (n Needs) text(b *Balance) string {
	var parts []string
	if i, ok := b.Item(n.Item); ok {
		parts = append(parts, i.Name+" aboard")
	}
	if m, ok := b.Module(n.Module); ok {
		parts = append(parts, m.Name)
	}
	if r, ok := b.Role(n.Crew); ok {
		parts = append(parts, "a "+strings.ToLower(r.Name)+" in the crew")
	}
	if f, ok := b.Faction(n.Faction); ok {
		parts = append(parts, fmt.Sprintf("reputation %d with %s", n.Reputation, f.Name))
	}
	return strings.Join(parts, ", ")
}

func (o Cost) text(b *Balance) string {
	var parts []string
	for _, p := range []struct {
		amount int
		name   string
	}{{o.Credits, "credits"}, {o.Fuel, "fuel"}, {o.Food, "food"}} {
		if p.amount > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.amount, p.name))
		}
	}
	if i, ok := b.Item(o.Item); ok {
		parts = append(parts, fmt.Sprintf("%d × %s", o.Quantity, i.Name))
	}
	return strings.Join(parts, ", ")
}

// Short is what the outcome does, without its story: "credits +50 to 80, hull
// −10".
func (o Outcome) Short(b *Balance) string {
	var parts []string
	for _, p := range []struct {
		name  string
		value Range
	}{{"credits", o.Credits}, {"fuel", o.Fuel}, {"food", o.Food}, {"health", o.Health}, {"hull", o.Hull}} {
		if !p.value.IsZero() {
			parts = append(parts, p.name+" "+signed(p.value))
		}
	}
	for _, g := range o.Items {
		i, _ := b.Item(g.Item)
		parts = append(parts, i.Name+" "+signed(g.Quantity))
	}
	for _, s := range o.Reputation {
		f, _ := b.Faction(s.Faction)
		parts = append(parts, f.Name+" "+signed(Range{s.Amount, s.Amount}))
	}
	if e, ok := b.Enemy(o.Fight); ok {
		parts = append(parts, "a fight with a "+strings.ToLower(e.Name))
	}
	if what, ok := revealing[o.Reveal]; ok {
		parts = append(parts, what)
	}
	if o.Effect != nil {
		parts = append(parts, o.Effect.text())
	}
	if r, ok := b.Role(o.Recruit); ok {
		parts = append(parts, "a "+strings.ToLower(r.Name)+" joins if there is room")
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

var revealing = map[string]string{
	RevealLinks: "charts of the neighbouring places", RevealRegion: "a chart of this region", RevealRegions: "charts of the next regions",
}

// signed is "+3", "−3 to −5" with a real minus sign, the smaller amount first.
func signed(r Range) string {
	if r.Max < 0 {
		if r.Min == r.Max {
			return fmt.Sprintf("−%d", -r.Max)
		}
		return fmt.Sprintf("−%d to −%d", -r.Max, -r.Min)
	}
	if r.Min < 0 {
		return fmt.Sprintf("−%d to +%d", -r.Min, r.Max)
	}
	return "+" + r.String()
}

func (t Temporary) text() string {
	amount := map[string]string{
		EffectShield: "shield %d", EffectSpeed: "speed +%d %%", EffectAccuracy: "accuracy +%d %%",
		EffectFuel: "fuel use at %d %%", EffectScan: "scan strength at %d %%", EffectPower: "weapon power +%d",
	}[t.Kind]
	return fmt.Sprintf(amount+" for %d turns", t.Amount, t.Turns)
}
