package cosmic

import (
	"cmp"
	"fmt"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// mayCall says why one cannot call for help: it is for those who cannot go
// anywhere, and cannot get fuel here either.
func (h helm) mayCall() error {
	if err := h.cruising(); err != nil {
		return err
	}
	if !h.stranded() {
		return session.Refuse("not_stranded", "you can help yourself: there is fuel enough, or a way to get some")
	}
	return nil
}

// stranded is true without the fuel for any way, none in the hold, and none to
// be bought for all there is.
func (h helm) stranded() bool {
	need := h.cheapest() - h.fuel
	if need <= 0 {
		return false
	}
	for _, item := range h.held() {
		if item.Use != nil && item.Use.Fuel > 0 {
			return false
		}
	}
	if !h.place().GetTrade() {
		return true
	}
	price, stock := h.supply(goodsFuel)
	return stock < need || h.funds() < need*price
}

// cheapest is the fuel that the cheapest way takes.
func (h helm) cheapest() int32 {
	least := int32(-1)
	for _, w := range h.ways() {
		if least < 0 || w.fuel < least {
			least = w.fuel
		}
	}
	return least
}

// funds are the credits, with what selling the hold would bring here.
func (h helm) funds() int32 {
	sum := h.credits
	for _, item := range h.held() {
		if st, ok := h.stall(item.ID); ok {
			gain, _ := st.gain(h.b.Market, h.cargo[item.ID])
			sum += gain
		}
	}
	return sum
}

// helpCost is what help costs here.
func (h helm) helpCost() int32 { return floor(h.b.Distress.Credits.At(h.place().GetDanger())) }

// DistressCall asks for fuel when stranded.
func (g Game) DistressCall(t session.Turn, s State, _ *cosmicv1.DistressCallRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.mayCall()
	}
	if err != nil {
		return nil, err
	}
	p.call()
	return p.turnDone()
}

func (p *play) call() {
	const cause = "help"
	if p.chance(p.b.Distress.Unheard.At(p.place().GetDanger())) {
		p.emit(&cosmicv1.Event_DistressCalled{Help: cosmicv1.Event_HELP_UNHEARD, Text: "You call. Only the stars listen."})
		return
	}
	price := p.helpCost()
	missing := price - min(price, p.credits)
	cargo := p.ransom(missing)
	p.emit(answered(price, missing, len(cargo) > 0))
	p.charge(price, cause)
	for _, g := range cargo {
		p.lose(g.GetItem(), g.GetQuantity(), cause)
	}
	p.refuel(int32(p.b.Distress.Fuel), cause)
}

// answered is help at a price of which something may be missing, paid in cargo
// or not at all.
func answered(price, missing int32, cargo bool) *cosmicv1.Event_DistressCalled {
	paid := plural(price-missing, "credit")
	switch {
	case cargo && missing == price:
		return &cosmicv1.Event_DistressCalled{Help: cosmicv1.Event_HELP_FOR_CARGO, Text: "A tanker answers. You have no credits; it takes its price from your hold."}
	case cargo:
		return &cosmicv1.Event_DistressCalled{
			Help: cosmicv1.Event_HELP_FOR_CARGO, Text: fmt.Sprintf("A tanker answers. It takes %s, and the rest of its price from your hold.", paid),
		}
	case missing == price:
		return &cosmicv1.Event_DistressCalled{Help: cosmicv1.Event_HELP_FREE, Text: "A tanker answers, looks into your empty purse, and sighs."}
	case missing > 0:
		return &cosmicv1.Event_DistressCalled{
			Help: cosmicv1.Event_HELP_FOR_CREDITS, Text: fmt.Sprintf("A tanker answers. It takes %s, all you have, and leaves it at that.", paid),
		}
	default:
		return &cosmicv1.Event_DistressCalled{
			Help: cosmicv1.Event_HELP_FOR_CREDITS, Text: fmt.Sprintf("A tanker answers. You pay %s for its fuel.", paid),
		}
	}
}

// ransom is the most valuable cargo that is worth so many credits, or all there
// is if it is less.
func (h helm) ransom(credits int32) (list []*cosmicv1.Event_Goods) {
	items := h.held()
	slices.SortStableFunc(items, func(a, b balance.Item) int { return cmp.Compare(b.Value, a.Value) })
	for _, item := range items {
		if credits <= 0 || !item.Tradable() {
			break
		}
		n := min(h.cargo[item.ID], ceil(float64(credits)/float64(max(1, item.Value))))
		credits -= n * int32(item.Value)
		list = append(list, goods(item.ID, item.Name, n))
	}
	return list
}
