package balance

import "testing"

func TestEveryPlaceHasStories(t *testing.T) {
	t.Parallel()
	b := Default()
	for _, region := range RegionTypes() {
		for _, node := range PlaceTypes() {
			if n := len(b.EventsAt(region, node)); n < 6 {
				t.Errorf("%s in %s has %d events", node, region, n)
			}
		}
	}
}

// worth is an outcome in credits, roughly: enough to say that one is better than
// another in every case.
func worth(b *Balance, o Outcome) (least, most float64) {
	add := func(r Range, each float64) {
		least, most = least+float64(r.Min)*each, most+float64(r.Max)*each
	}
	add(o.Credits, 1)
	add(o.Fuel, 2)
	add(o.Food, 3)
	add(o.Health, 3)
	add(o.Hull, 3)
	for _, g := range o.Items {
		i, _ := b.Item(g.Item)
		add(g.Quantity, float64(i.Value))
	}
	for _, s := range o.Reputation {
		add(Range{s.Amount, s.Amount}, 8)
	}
	if e, ok := b.Enemy(o.Fight); ok {
		// A stock ship flees, an armed one takes the loot.
		least, most = least-float64(2*e.Power), most+e.Credits.Mean()+100
	}
	if o.Reveal != "" || o.Effect != nil {
		most += 80
	}
	if o.Recruit != "" {
		most += 150
	}
	return least, most
}

// span is a choice's worst and best, its cost taken off.
func span(b *Balance, ch Choice) (worst, best float64) {
	for i, o := range ch.Outcomes {
		least, most := worth(b, o)
		if i == 0 || least < worst {
			worst = least
		}
		if i == 0 || most > best {
			best = most
		}
	}
	if ch.Cost == nil {
		return worst, best
	}
	i, _ := b.Item(ch.Cost.Item)
	cost := float64(ch.Cost.Credits + 2*ch.Cost.Fuel + 3*ch.Cost.Food + i.Value*ch.Cost.Quantity)
	return worst - cost, best - cost
}

// TestNoFreeChoiceIsAlwaysTheBest: for what anybody may choose, another choice
// may turn out better.
func TestNoFreeChoiceIsAlwaysTheBest(t *testing.T) {
	t.Parallel()
	b := Default()
	for _, e := range b.Events {
		for i, ch := range e.Choices {
			if ch.Needs != nil {
				continue
			}
			worst, _ := span(b, ch)
			beaten := false
			for j, other := range e.Choices {
				_, best := span(b, other)
				beaten = beaten || (j != i && best > worst)
			}
			if !beaten {
				t.Errorf("%s.%s is always the best", e.ID, ch.ID)
			}
		}
	}
}
