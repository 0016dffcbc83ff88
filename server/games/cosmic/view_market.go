package cosmic

import (
	"cmp"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// showMarket is the market here; nil where nobody trades.
func (h helm) showMarket() *cosmicv1.Market {
	if !h.place().GetTrade() {
		return nil
	}
	m := &cosmicv1.Market{
		Wants: h.region().Wants, Surpluses: h.region().Surpluses,
		Fuel: h.showSupply(goodsFuel, "Fuel", h.fuel), Food: h.showSupply(goodsFood, "Food", h.food),
	}
	for _, item := range h.b.Items {
		if st, ok := h.stall(item.ID); ok {
			m.Items = append(m.Items, h.showStall(st))
		}
	}
	return m
}

func (h helm) showStall(st stall) *cosmicv1.Offer {
	m, item := h.b.Market, st.item
	o := &cosmicv1.Offer{
		Item: item.ID, Name: item.Name, Bid: st.bidAt(m, st.level), Ask: st.askAt(m, st.level), Stock: st.stock, Trend: h.trend(st.level),
		Held: h.cargo[item.ID], Weight: int32(item.Weight), Value: int32(item.Value), Quotes: h.quotes(item.ID),
	}
	o.MaxBuy = largest(int32(item.Stack), func(n int32) bool { return h.mayBuy(st, n) == nil })
	o.MaxBuyCost, _ = st.cost(m, o.GetMaxBuy())
	o.MaxSell = largest(int32(item.Stack), func(n int32) bool { return h.maySell(item, n) == nil })
	o.MaxSellGain, _ = st.gain(m, o.GetMaxSell())
	return o
}

func (h helm) showSupply(id, name string, held int32) *cosmicv1.Offer {
	price, stock := h.supply(id)
	o := &cosmicv1.Offer{
		Item: id, Name: name, Ask: price, Stock: stock, Held: held, Trend: cosmicv1.Trend_TREND_STEADY, Value: price, Quotes: h.quotes(id),
	}
	o.MaxBuy = largest(most, func(n int32) bool { return h.maySupply(id, n) == nil })
	o.MaxBuyCost = o.GetMaxBuy() * price
	return o
}

// trend is which way a price goes: back to rest.
func (h helm) trend(level float64) cosmicv1.Trend {
	switch {
	case level > 1+h.b.Market.Steady:
		return cosmicv1.Trend_TREND_FALLING
	case level < 1-h.b.Market.Steady:
		return cosmicv1.Trend_TREND_RISING
	default:
		return cosmicv1.Trend_TREND_STEADY
	}
}

// largest is the most up to a bound that may be; what may be for n may be for
// less.
func largest(bound int32, may func(int32) bool) int32 {
	low, high := int32(0), bound
	for low < high {
		middle := (low + high + 1) / 2
		if may(middle) {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

// quotes are what the captain remembers of other places, the latest first.
func (h helm) quotes(item string) (list []*cosmicv1.Quote) {
	for _, p := range h.chart.stars.GetNodes() {
		seen, ok := h.memories[p.GetId()]
		if !ok || p.GetId() == h.at {
			continue
		}
		for _, price := range seen.prices {
			if price.GetItem() == item {
				list = append(list, &cosmicv1.Quote{NodeId: p.GetId(), NodeName: p.GetName(), Bid: price.GetBid(), Ask: price.GetAsk(), Turn: seen.turn})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *cosmicv1.Quote) int { return cmp.Compare(b.GetTurn(), a.GetTurn()) })
	return list[:min(len(list), h.b.Voyage.Quotes)]
}

func showStack(item balance.Item, n int32) *cosmicv1.Stack {
	return &cosmicv1.Stack{
		Item: item.ID, Name: item.Name, Kind: item.Kind, Quantity: n, Weight: int32(item.Weight), Value: int32(item.Value),
		MaxStack: int32(item.Stack), Effect: item.Text(),
	}
}
