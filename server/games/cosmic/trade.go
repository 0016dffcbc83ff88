package cosmic

import (
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// sold is what the market here has of an item, or why it has nothing.
func (h helm) sold(id string) (stall, error) {
	if err := h.trading(); err != nil {
		return stall{}, err
	}
	st, ok := h.stall(id)
	if !ok {
		return stall{}, session.Refuse("not_sold_here", "nobody sells %s here", h.itemName(id))
	}
	return st, nil
}

// mayBuy says why n of what the market here has cannot be bought.
func (h helm) mayBuy(st stall, n int32) error {
	if err := h.trading(); err != nil {
		return err
	}
	if n > st.stock {
		return session.Refuse("out_of_stock", "the market has %s of %s", number(st.stock), st.item.Name)
	}
	if left := int32(st.item.Stack) - h.cargo[st.item.ID]; n > left {
		return session.Refuse("stack_full", "no more than %d of %s can be held; you have %s", st.item.Stack, st.item.Name, number(h.cargo[st.item.ID]))
	}
	if room := h.room(st.item); n > room {
		return session.Refuse("hold_full", "the hold has room for %s of %s", number(room), st.item.Name)
	}
	cost, _ := st.cost(h.b.Market, n)
	return h.afford(cost)
}

// maySell says why n of an item cannot be sold here.
func (h helm) maySell(item balance.Item, n int32) error {
	if err := h.trading(); err != nil {
		return err
	}
	if !item.Tradable() {
		return session.Refuse("not_for_sale", "%s is not for sale; it is for a quest", item.Name)
	}
	return h.holds(item, n)
}

// holds refuses more of an item than there is.
func (h helm) holds(item balance.Item, n int32) error {
	if held := h.cargo[item.ID]; n > held {
		return session.Refuse("not_enough", "you have %s of %s", number(held), item.Name)
	}
	return nil
}

// item is an item of the balance, by the request's field.
func (h helm) item(id string) (balance.Item, error) {
	item, ok := h.b.Item(id)
	if !ok {
		return item, session.Invalid("item", "there is no item %q", id)
	}
	return item, nil
}

// some is an item and a sound quantity of it.
func (h helm) some(id string, n int32) (balance.Item, error) {
	item, err := h.item(id)
	if err == nil {
		err = quantity(n, item)
	}
	return item, err
}

// BuyItem buys from the market.
func (g Game) BuyItem(t session.Turn, s State, r *cosmicv1.BuyItemRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	n := r.GetQuantity()
	item, err := p.some(r.GetItem(), n)
	if err != nil {
		return nil, err
	}
	st, err := p.sold(item.ID)
	if err == nil {
		err = p.mayBuy(st, n)
	}
	if err != nil {
		return nil, err
	}
	cost, level := st.cost(p.b.Market, n)
	p.emit(&cosmicv1.Event_Bought{
		Goods: goods(item.ID, item.Name, n), Cost: cost, Credits: p.credits - cost, Stock: st.stock - n, Level: level,
	})
	return p.done()
}

// SellItem sells to the market.
func (g Game) SellItem(t session.Turn, s State, r *cosmicv1.SellItemRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	n := r.GetQuantity()
	item, err := p.some(r.GetItem(), n)
	if err == nil {
		err = p.maySell(item, n)
	}
	if err != nil {
		return nil, err
	}
	st, _ := p.stall(item.ID)
	gain, level := st.gain(p.b.Market, n)
	p.emit(&cosmicv1.Event_Sold{
		Goods: goods(item.ID, item.Name, n), Gain: gain, Credits: p.credits + gain, Stock: st.stock + n, Level: level,
		Paid: p.paidFor(item.ID, n),
	})
	return p.done()
}

// mayDrop says why n of an item cannot be thrown overboard.
func (h helm) mayDrop(item balance.Item, n int32) error {
	if err := h.cruising(); err != nil {
		return err
	}
	if item.Kind == balance.KindQuest {
		return session.Refuse("not_for_sale", "%s is for a quest; keep it", item.Name)
	}
	return h.holds(item, n)
}

// DropItem throws cargo overboard.
func (g Game) DropItem(t session.Turn, s State, r *cosmicv1.DropItemRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	n := r.GetQuantity()
	item, err := p.some(r.GetItem(), n)
	if err == nil {
		err = p.mayDrop(item, n)
	}
	if err != nil {
		return nil, err
	}
	p.lose(item.ID, n, "thrown overboard")
	return p.done()
}

// most is how much fuel or how many meals are sold in one deal.
const most = 1000

// maySupply says why so much fuel or food cannot be bought here.
func (h helm) maySupply(id string, n int32) error {
	if err := h.trading(); err != nil {
		return err
	}
	price, stock := h.supply(id)
	full, store, have, holds := "tank_full", "tank", h.fuel, int32(h.b.Captain.MaxFuel)
	if id == goodsFood {
		full, store, have, holds = "larder_full", "larder", h.food, int32(h.b.Captain.MaxFood)
	}
	switch {
	case have >= holds:
		return session.Refuse(full, "the %s is full", store)
	case n > holds-have:
		return session.Refuse(full, "the %s has room for %d more", store, holds-have)
	case n > stock:
		return session.Refuse("out_of_stock", "the market has %s of %s", number(stock), id)
	default:
		return h.afford(n * price)
	}
}

// BuyFuel fills the tank.
func (g Game) BuyFuel(t session.Turn, s State, r *cosmicv1.BuyFuelRequest) ([]*cosmicv1.Event, error) {
	return g.buySupply(t, s, goodsFuel, r.GetQuantity())
}

// BuyFood buys meals.
func (g Game) BuyFood(t session.Turn, s State, r *cosmicv1.BuyFoodRequest) ([]*cosmicv1.Event, error) {
	return g.buySupply(t, s, goodsFood, r.GetQuantity())
}

func (g Game) buySupply(t session.Turn, s State, id string, n int32) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = amount("quantity", n, most)
	}
	if err == nil {
		err = p.maySupply(id, n)
	}
	if err != nil {
		return nil, err
	}
	price, stock := p.supply(id)
	p.emit(&cosmicv1.Event_Bought{Goods: goods(id, id, n), Cost: n * price, Credits: p.credits - n*price, Stock: stock - n, Level: 1})
	return p.done()
}
