package cosmic

import (
	"strconv"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// encounterHere lets one of the place's events happen that has not happened
// yet, if there is any and nothing else goes on.
func (p *play) encounterHere() {
	if p.fight != nil || p.encounter != nil || !p.alive() {
		return
	}
	events := p.b.EventsAt(p.area().GetType(), p.place().GetType())
	weights := make([]float64, len(events))
	for i, e := range events {
		if !p.met[e.ID] {
			weights[i] = float64(e.Weight)
		}
	}
	i := p.pick(weights)
	if i < 0 {
		return
	}
	e := &cosmicv1.Event_Encountered{Id: events[i].ID, Title: events[i].Title, Text: events[i].Text}
	for _, c := range events[i].Choices {
		e.Choices = append(e.Choices, &cosmicv1.Event_Option{Id: c.ID, Text: c.Text, Risk: c.Risk(p.b)})
	}
	p.emit(e)
}

// option is a choice of the event that waits. A balance that has lost the event
// leaves choices that need, cost and bring nothing.
func (h helm) option(id string) (balance.Choice, error) {
	if h.encounter == nil {
		if err := h.cruising(); err != nil {
			return balance.Choice{}, err
		}
		return balance.Choice{}, session.Refuse("no_event", "there is nothing to decide")
	}
	for _, o := range h.encounter.GetChoices() {
		if o.GetId() == id {
			e, _ := h.b.Event(h.encounter.GetId())
			c, _ := e.Choice(id)
			return c, nil
		}
	}
	return balance.Choice{}, session.Refuse("no_such_choice", "there is no choice %q; the view names them", id)
}

// mayChoose says why a choice cannot be made.
func (h helm) mayChoose(c balance.Choice) error {
	if c.Needs != nil {
		if err := h.has(*c.Needs); err != nil {
			return err
		}
	}
	if c.Cost == nil {
		return nil
	}
	return h.spares(*c.Cost)
}

// spares says what is missing of what a choice uses up.
func (h helm) spares(cost balance.Cost) error {
	for _, c := range []struct {
		name       string
		need, have int32
	}{
		{"credits", int32(cost.Credits), h.credits}, {"fuel", int32(cost.Fuel), h.fuel}, {"meals", int32(cost.Food), h.food},
		{h.itemName(cost.Item), int32(cost.Quantity), h.cargo[cost.Item]},
	} {
		if c.need > c.have {
			return session.Refuse("not_allowed", "that takes %d %s; you have %s", c.need, c.name, number(c.have))
		}
	}
	return nil
}

// has says what is missing of what a choice takes.
func (h helm) has(n balance.Needs) error {
	if n.Item != "" && h.cargo[n.Item] == 0 {
		return session.Refuse("not_allowed", "that takes %s aboard", h.itemName(n.Item))
	}
	if m, ok := h.b.Module(n.Module); n.Module != "" && !h.fittedWith(n.Module) {
		if !ok {
			m.Name = n.Module
		}
		return session.Refuse("not_allowed", "that takes a %s", m.Name)
	}
	if n.Crew != "" && !h.flies(n.Crew) {
		return session.Refuse("not_allowed", "that takes a %s in the crew", n.Crew)
	}
	if f, ok := h.b.Faction(n.Faction); ok && h.reputation[n.Faction] < int32(n.Reputation) {
		return session.Refuse("not_allowed", "that takes reputation %d with %s; you have %d", n.Reputation, f.Name, h.reputation[n.Faction])
	}
	return nil
}

func (h helm) fittedWith(module string) bool {
	for _, m := range h.modules() {
		if m.ID == module {
			return true
		}
	}
	return false
}

func (h helm) flies(role string) bool {
	for _, p := range h.crew {
		if p.GetRole() == role {
			return true
		}
	}
	return false
}

// Choose decides what to do about the event.
func (g Game) Choose(t session.Turn, s State, r *cosmicv1.ChooseRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	c, err := p.option(r.GetChoiceId())
	if err == nil {
		err = p.mayChoose(c)
	}
	if err != nil {
		return nil, err
	}
	outcome := p.outcomeOf(c)
	p.emit(&cosmicv1.Event_Chose{ChoiceId: r.GetChoiceId(), Text: outcome.Text, Good: outcome.Hull.Min >= 0 && outcome.Health.Min >= 0 && outcome.Fight == ""})
	if c.Cost != nil {
		p.spend(*c.Cost)
	}
	p.befall(outcome)
	return p.done()
}

func (p *play) outcomeOf(c balance.Choice) balance.Outcome {
	weights := make([]float64, len(c.Outcomes))
	for i, o := range c.Outcomes {
		weights[i] = float64(o.Weight)
	}
	i := p.pick(weights)
	if i < 0 {
		return balance.Outcome{Text: "You fly on."}
	}
	return c.Outcomes[i]
}

func (p *play) spend(c balance.Cost) {
	p.charge(int32(c.Credits), "your choice")
	p.refuel(-int32(c.Fuel), "your choice")
	p.feed(-int32(c.Food), "your choice")
	p.lose(c.Item, int32(c.Quantity), "your choice")
}

// befall lets an outcome happen. Gains come first: what is gained may be lost
// with the ship.
func (p *play) befall(o balance.Outcome) {
	const cause = "" // the outcome's text has told it
	if n := p.draw(o.Credits); n >= 0 {
		p.pay(n, cause)
	} else {
		p.charge(-n, cause)
	}
	p.refuel(p.draw(o.Fuel), cause)
	p.feed(p.draw(o.Food), cause)
	for _, g := range o.Items {
		if n := p.draw(g.Quantity); n >= 0 {
			p.gain(g.Item, n, cause)
		} else if card, _ := p.b.Item(g.Item); card.Tradable() {
			p.lose(g.Item, -n, cause)
		}
	}
	for _, s := range o.Reputation {
		p.regard(s.Faction, int32(s.Amount))
	}
	p.reveal(o.Reveal)
	if e := o.Effect; e != nil && !p.inPod {
		p.emit(&cosmicv1.Event_EffectBegan{Kind: e.Kind, Name: e.Name, Amount: int32(e.Amount), UntilTurn: p.turn + int32(e.Turns)})
	}
	p.enlist(o.Recruit)
	p.harm(p.draw(o.Health), p.draw(o.Hull), cause)
	p.meet(o.Fight, "")
}

// harm changes health and hull, for better or worse.
func (p *play) harm(health, hull int32, cause string) {
	p.heal(health, cause)
	p.hurt(-health, cause)
	p.mend(hull, cause)
	if p.alive() {
		p.damage(-hull, cause, false)
	}
}

// reveal puts on the map what an outcome tells of.
func (p *play) reveal(what string) {
	switch what {
	case balance.RevealLinks:
		p.learn(nil, nil, p.chart.links[p.at])
	case balance.RevealRegion:
		var ids []string
		for _, n := range p.chart.of(p.area().GetId()) {
			ids = append(ids, n.GetId())
		}
		p.learn(nil, nil, ids)
	case balance.RevealRegions:
		for _, id := range p.chart.links[p.area().GetId()] {
			p.learn([]string{p.chart.areas[id].GetGate()}, p.chart.links[id], nil)
		}
	}
}

// enlist lets somebody of a role join without a fee, when there is room.
func (p *play) enlist(role string) {
	card, ok := p.b.Role(role)
	if !ok || p.flies(role) || len(p.crew) >= p.b.Crew.Most || p.inPod {
		return
	}
	person := &cosmicv1.Event_Person{Id: "c" + strconv.Itoa(int(p.people)+1), Name: p.crewName(), Role: card.ID, Wage: int32(card.Wage)}
	p.emit(&cosmicv1.Event_Hired{Id: person.GetId(), Credits: p.credits, Person: person})
}
