package balance

func (b *Balance) checkEvents(c *checker) {
	c.requiref(len(b.Events) > 0, "events", "must not be empty")
	unique(c, "events", "id", b.Events, func(e Event) string { return e.ID })
	for i, e := range b.Events {
		e.check(c, at("events", i), b)
	}
}

func (e Event) check(c *checker, path string, b *Balance) {
	c.text(path+".title", e.Title)
	c.text(path+".text", e.Text)
	c.places(path, e.RegionTypes, e.NodeTypes)
	c.whole(path+".weight", e.Weight, 1, 1_000_000)
	c.requiref(len(e.Choices) >= 2 && len(e.Choices) <= 4, path+".choices", "must be 2 to 4; found %d", len(e.Choices))
	unique(c, path+".choices", "id", e.Choices, func(ch Choice) string { return ch.ID })
	for i, ch := range e.Choices {
		ch.check(c, at(path+".choices", i), b)
	}
	if n := len(e.Choices); n > 0 {
		// Only Choose is legal while an event waits: there must be a way on.
		last := e.Choices[n-1]
		c.requiref(last.Needs == nil && last.Cost == nil, at(path+".choices", n-1), "must need and cost nothing: the last choice is always there")
	}
}

func (ch Choice) check(c *checker, path string, b *Balance) {
	c.text(path+".text", ch.Text)
	if ch.Needs != nil {
		ch.Needs.check(c, path+".needs", b)
	}
	if ch.Cost != nil {
		ch.Cost.check(c, path+".cost", b)
	}
	sum := 0
	for i, o := range ch.Outcomes {
		o.check(c, at(path+".outcomes", i), b)
		c.whole(at(path+".outcomes", i)+".weight", o.Weight, 1, 100)
		c.text(at(path+".outcomes", i)+".text", o.Text)
		sum += o.Weight
	}
	c.requiref(sum == 100, path+".outcomes", "must have weights that add up to 100; found %d", sum)
}

func (n Needs) check(c *checker, path string, b *Balance) {
	if n.Item != "" {
		_, ok := b.Item(n.Item)
		c.requiref(ok, path+".item", "must be the id of an item; found %q", n.Item)
	}
	if n.Module != "" {
		_, ok := b.Module(n.Module)
		c.requiref(ok, path+".module", "must be the id of a module; found %q", n.Module)
	}
	c.role(path+".crew", n.Crew, b)
	if n.Faction != "" {
		c.faction(path+".faction", n.Faction, b)
	}
	c.whole(path+".reputation", n.Reputation, -100, 100)
	c.requiref(n != Needs{}, path, "must need something, or be left out")
}

func (o Cost) check(c *checker, path string, b *Balance) {
	c.whole(path+".credits", o.Credits, 0, noLimit)
	c.whole(path+".fuel", o.Fuel, 0, noLimit)
	c.whole(path+".food", o.Food, 0, noLimit)
	if o.Item != "" {
		c.goods(path+".item", o.Item, b)
		c.whole(path+".quantity", o.Quantity, 1, 99)
	}
	c.requiref(o != Cost{}, path, "must cost something, or be left out")
}

func (c *checker) role(path, id string, b *Balance) {
	if id == "" {
		return
	}
	_, ok := b.Role(id)
	c.requiref(ok, path, "must be the id of a crew role; found %q", id)
}

func (c *checker) gains(path string, gains []Gain, least int, b *Balance) {
	for i, g := range gains {
		_, ok := b.Item(g.Item)
		c.requiref(ok, at(path, i)+".item", "must be the id of an item; found %q", g.Item)
		c.span(at(path, i)+".quantity", g.Quantity, least, 99)
		c.requiref(g.Quantity.Min != 0, at(path, i)+".quantity", "must not be 0")
	}
}

func (o Outcome) check(c *checker, path string, b *Balance) {
	for _, p := range []struct {
		name  string
		value Range
	}{{".credits", o.Credits}, {".fuel", o.Fuel}, {".food", o.Food}, {".health", o.Health}, {".hull", o.Hull}} {
		c.span(path+p.name, p.value, -100_000, 100_000)
	}
	c.gains(path+".items", o.Items, -99, b)
	c.standings(path+".reputation", o.Reputation, b)
	if o.Fight != "" {
		c.enemy(path+".fight", o.Fight, b)
	}
	c.oneOf(path+".reveal", o.Reveal, []string{"", RevealLinks, RevealRegion, RevealRegions})
	c.role(path+".recruit", o.Recruit, b)
	if t := o.Effect; t != nil {
		c.oneOf(path+".effect.kind", t.Kind, EffectKinds())
		c.text(path+".effect.name", t.Name)
		c.whole(path+".effect.amount", t.Amount, 1, 1000)
		c.whole(path+".effect.turns", t.Turns, 1, 1000)
	}
}
