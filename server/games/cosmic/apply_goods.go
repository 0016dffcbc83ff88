package cosmic

import (
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// Fuel and food are sold on markets, but not carried in the hold.
const (
	goodsFuel = "fuel"
	goodsFood = "food"
)

// foldGoods folds what changes hold, purse, tank and larder.
func (s State) foldGoods(e *cosmicv1.Event) (State, bool) {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Paid_:
		s.credits = k.Paid.GetCredits()
	case *cosmicv1.Event_Charged_:
		s.credits = k.Charged.GetCredits()
	case *cosmicv1.Event_Gained_:
		s = s.load(k.Gained.GetGoods(), 0)
		s.statistics.collected += k.Gained.GetGoods().GetQuantity()
	case *cosmicv1.Event_Lost_:
		s = s.unload(k.Lost.GetGoods())
	case *cosmicv1.Event_Bought_:
		s = s.buy(k.Bought)
	case *cosmicv1.Event_Sold_:
		s = s.sell(k.Sold)
	case *cosmicv1.Event_Ate_:
		s.food, s.health = k.Ate.GetFood(), k.Ate.GetHealth()
	case *cosmicv1.Event_ItemUsed_:
		s = s.unload(k.ItemUsed.GetGoods())
	case *cosmicv1.Event_EffectBegan_:
		b := k.EffectBegan
		s.effects = append(slices.Clip(s.effects), effect{b.GetKind(), b.GetName(), b.GetAmount(), b.GetUntilTurn()})
	case *cosmicv1.Event_FuelChanged_:
		s.fuel = k.FuelChanged.GetFuel()
	case *cosmicv1.Event_FoodChanged_:
		s.food = k.FoodChanged.GetFood()
	case *cosmicv1.Event_Hurt_:
		s.health = k.Hurt.GetHealth()
	case *cosmicv1.Event_Healed_:
		s.health = k.Healed.GetHealth()
	default:
		return s, false
	}
	return s, true
}

// load puts goods into the hold, which cost something or nothing.
func (s State) load(g *cosmicv1.Event_Goods, cost int32) State {
	s.cargo = with(s.cargo, g.GetItem(), s.cargo[g.GetItem()]+g.GetQuantity())
	s.basis = with(s.basis, g.GetItem(), s.basis[g.GetItem()]+cost)
	return s
}

// unload takes goods out of the hold, and their share of what they cost.
func (s State) unload(g *cosmicv1.Event_Goods) State {
	item := g.GetItem()
	s.basis = with(s.basis, item, s.basis[item]-s.paidFor(item, g.GetQuantity()))
	s.cargo = with(s.cargo, item, max(0, s.cargo[item]-g.GetQuantity()))
	return s
}

// paidFor is what so many of an item in the hold have cost on average.
func (s State) paidFor(item string, quantity int32) int32 {
	held := s.cargo[item]
	if held <= 0 {
		return s.basis[item]
	}
	return int32(int64(s.basis[item]) * int64(min(held, quantity)) / int64(held))
}

func (s State) buy(b *cosmicv1.Event_Bought) State {
	g := b.GetGoods()
	switch g.GetItem() {
	case goodsFuel:
		s.fuel += g.GetQuantity()
	case goodsFood:
		s.food += g.GetQuantity()
	default:
		s = s.load(g, b.GetCost())
	}
	s.credits = b.GetCredits()
	return s.restock(g.GetItem(), shelf{stock: b.GetStock(), level: b.GetLevel(), turn: s.turn})
}

func (s State) sell(e *cosmicv1.Event_Sold) State {
	s = s.unload(e.GetGoods())
	s.credits = e.GetCredits()
	return s.restock(e.GetGoods().GetItem(), shelf{stock: e.GetStock(), level: e.GetLevel(), turn: s.turn})
}

func (s State) restock(item string, now shelf) State {
	s.shelves = withAny(s.shelves, shelfKey{s.at, item}, now)
	return s
}
