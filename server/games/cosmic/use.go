package cosmic

import (
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// mayEat says why n meals cannot be eaten.
func (h helm) mayEat(n int32) error {
	if err := h.cruising(); err != nil {
		return err
	}
	if n > h.food {
		return session.Refuse("not_enough", "you have %s", plural(h.food, "meal"))
	}
	if h.health >= int32(h.b.Captain.MaxHealth) {
		return session.Refuse("not_needed", "you are in full health")
	}
	return nil
}

// Eat turns meals into health. Only as many are eaten as heal: the last brings
// full health.
func (g Game) Eat(t session.Turn, s State, r *cosmicv1.EatRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	n := r.GetQuantity()
	if err == nil {
		err = amount("quantity", n, most)
	}
	if err == nil {
		err = p.mayEat(n)
	}
	if err != nil {
		return nil, err
	}
	missing, each := int32(p.b.Captain.MaxHealth)-p.health, int32(p.b.Captain.HealthPerMeal)
	n = min(n, (missing+each-1)/each)
	points := min(n*each, missing)
	p.emit(&cosmicv1.Event_Ate{Meals: n, Food: p.food - n, Points: points, Health: p.health + points})
	return p.done()
}

// mayUse says why an item cannot be used.
func (h helm) mayUse(item balance.Item) error {
	if err := h.cruising(); err != nil {
		return err
	}
	if item.Use == nil {
		return session.Refuse("not_usable", "%s is not something to use", item.Name)
	}
	if err := h.holds(item, 1); err != nil {
		return err
	}
	u := *item.Use
	if h.inPod && u.Fuel == 0 && u.Health == 0 {
		return session.Refuse("in_pod", "there is no ship to use it on")
	}
	helps := u.Fuel > 0 && h.fuel < int32(h.b.Captain.MaxFuel) || u.Health > 0 && h.health < int32(h.b.Captain.MaxHealth) ||
		!h.inPod && (u.Shield > 0 || u.Hull > 0 && h.ship.hull < h.rig().maxHull)
	if !helps {
		return session.Refuse("not_needed", "%s would be wasted now", item.Name)
	}
	return nil
}

// UseItem uses a consumable.
func (g Game) UseItem(t session.Turn, s State, r *cosmicv1.UseItemRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	item, err := p.item(r.GetItem())
	if err == nil {
		err = p.mayUse(item)
	}
	if err != nil {
		return nil, err
	}
	p.emit(&cosmicv1.Event_ItemUsed{Goods: goods(item.ID, item.Name, 1)})
	p.mend(int32(item.Use.Hull), item.Name)
	p.refuel(int32(item.Use.Fuel), item.Name)
	p.heal(int32(item.Use.Health), item.Name)
	if item.Use.Shield > 0 && !p.inPod {
		p.emit(&cosmicv1.Event_EffectBegan{
			Kind: balance.EffectShield, Name: item.Name, Amount: int32(item.Use.Shield), UntilTurn: p.turn + int32(item.Use.Turns),
		})
	}
	return p.done()
}
