package cosmic

import (
	"fmt"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// passTurn lets a turn pass: who guards the place attacks, the turn is counted,
// drones and medics work, wages are paid, deadlines pass, and the place has news.
func (p *play) passTurn() {
	if p.alive() {
		p.ambush()
	}
	p.emit(&cosmicv1.Event_TurnPassed{Turn: p.turn + 1})
	if !p.alive() {
		return
	}
	r := p.rig()
	if !p.inPod {
		p.mend(r.hullPerTurn, "repair drones")
	}
	p.heal(r.healthPerTurn, "the medic")
	p.wages()
	p.fulfil()
	p.deadlines()
	p.news()
}

// wages pays the crew in the order they joined; who is not paid leaves.
func (p *play) wages() {
	for _, person := range p.crew {
		if person.GetWage() > p.credits {
			p.emit(&cosmicv1.Event_CrewLeft{Id: person.GetId(), Text: fmt.Sprintf("%s was not paid, and leaves.", person.GetName())})
			continue
		}
		p.emit(&cosmicv1.Event_Charged{
			Amount: person.GetWage(), Credits: p.credits - person.GetWage(), Cause: "wages of " + person.GetName(), CrewId: person.GetId(),
		})
	}
}

// Wait lets a turn pass.
func (p *play) wait() { p.emit(&cosmicv1.Event_Waited{}) }

// pay gives credits.
func (p *play) pay(n int32, cause string) {
	if n > 0 {
		p.emit(&cosmicv1.Event_Paid{Amount: n, Credits: p.credits + n, Cause: cause})
	}
}

// charge takes credits, as far as there are any.
func (p *play) charge(n int32, cause string) {
	if n = min(n, p.credits); n > 0 {
		p.emit(&cosmicv1.Event_Charged{Amount: n, Credits: p.credits - n, Cause: cause})
	}
}

// mend mends hull for nothing: the ship's, up to what is whole.
func (p *play) mend(points int32, cause string) {
	if n := min(points, p.rig().maxHull-p.ship.hull); n > 0 && !p.inPod {
		p.emit(&cosmicv1.Event_Mended{Points: n, Hull: p.ship.hull + n, Credits: p.credits, Cause: cause})
	}
}

// heal heals the captain.
func (p *play) heal(points int32, cause string) {
	if n := min(points, int32(p.b.Captain.MaxHealth)-p.health); n > 0 {
		p.emit(&cosmicv1.Event_Healed{Points: n, Health: p.health + n, Cause: cause})
	}
}

// hurt takes health.
func (p *play) hurt(points int32, cause string) {
	if points > 0 {
		p.emit(&cosmicv1.Event_Hurt{Damage: points, Health: max(0, p.health-points), Cause: cause})
	}
}

// refuel gives or takes fuel, within the tank.
func (p *play) refuel(n int32, cause string) {
	now := min(max(0, p.fuel+n), max(p.fuel, int32(p.b.Captain.MaxFuel)))
	if now != p.fuel {
		p.emit(&cosmicv1.Event_FuelChanged{Amount: now - p.fuel, Fuel: now, Cause: cause})
	}
}

// feed gives or takes food, within the larder.
func (p *play) feed(n int32, cause string) {
	now := min(max(0, p.food+n), max(p.food, int32(p.b.Captain.MaxFood)))
	if now != p.food {
		p.emit(&cosmicv1.Event_FoodChanged{Amount: now - p.food, Food: now, Cause: cause})
	}
}

// gain takes items aboard, as many as fit.
func (p *play) gain(item string, n int32, cause string) (taken int32) {
	card, ok := p.b.Item(item)
	if !ok {
		return 0
	}
	if taken = min(n, p.room(card)); taken > 0 {
		p.emit(&cosmicv1.Event_Gained{Goods: goods(card.ID, card.Name, taken), Cause: cause})
	}
	return taken
}

// lose throws items out, as many as there are.
func (p *play) lose(item string, n int32, cause string) {
	if n = min(n, p.cargo[item]); n > 0 {
		p.emit(&cosmicv1.Event_Lost{Goods: goods(item, p.itemName(item), n), Cause: cause})
	}
}

func goods(item, name string, n int32) *cosmicv1.Event_Goods {
	return &cosmicv1.Event_Goods{Item: item, Name: name, Quantity: n}
}

// itemName is the name of an item; its id where the balance has lost it.
func (h helm) itemName(id string) string {
	if item, ok := h.b.Item(id); ok {
		return item.Name
	}
	return id
}
