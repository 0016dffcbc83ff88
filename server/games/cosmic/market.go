package cosmic

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// stall is an item on the market here, as it is in this turn.
type stall struct {
	item  balance.Item
	rest  float64 // the price at rest
	level float64 // how far own trades have moved it from rest; 1 for not at all
	stock int32
	ask   float64 // what reputation makes of asked prices
}

// stall is the market's for an item; false when it is not traded here.
func (h helm) stall(id string) (stall, bool) {
	item, ok := h.b.Item(id)
	if !ok || !item.Tradable() || !h.place().GetTrade() {
		return stall{}, false
	}
	m, region := h.b.Market, h.region()
	local := h.local(id)
	st := stall{item: item, rest: float64(item.Value) * region.Prices * local.price, level: 1, ask: h.askFactor()}
	usual := local.draw(stockOf(m, item.Kind))
	switch {
	case slices.Contains(region.Wants, id):
		st.rest *= m.Want
	case slices.Contains(region.Surpluses, id):
		st.rest *= m.Surplus
		usual *= m.SurplusStock
	}
	st.stock, st.level = h.settled(id, usual)
	return st, true
}

// settled is what a shelf has come back to by now: its stock and its level.
func (h helm) settled(id string, usual float64) (stock int32, level float64) {
	shelf, traded := h.shelves[shelfKey{h.at, id}]
	if !traded {
		return int32(math.Round(usual)), 1
	}
	m, turns := h.b.Market, float64(h.turn-shelf.turn)
	back := func(now, rest, share float64) float64 { return rest + (now-rest)*math.Pow(1-share, turns) }
	return int32(math.Round(back(float64(shelf.stock), usual, m.Restock))), back(shelf.level, 1, m.Drift)
}

// supply is fuel or food on the market here: price and stock.
func (h helm) supply(id string) (price, stock int32) {
	s := h.b.Market.Fuel
	if id == goodsFood {
		s = h.b.Market.Food
	}
	stock, _ = h.settled(id, h.local(id).draw(s.Stock))
	return max(1, ceil(s.Price*h.region().Prices*h.askFactor())), stock
}

func stockOf(m balance.Market, kind string) balance.Range {
	t, _ := m.Trade(kind)
	return t.Stock
}

// region is the balance's on this type of region.
func (h helm) region() balance.Region {
	region, ok := h.b.Region(h.area().GetType())
	if !ok {
		region.Prices, region.Wealth = 1, 1
	}
	return region
}

func (h helm) askFactor() float64 { return h.b.Reputation.AskFactor(int(h.standing())) }

// local is what makes an item at a place different from the same elsewhere. It
// follows from the seed, so that the daily voyage is the same for everybody.
type local struct{ price, share float64 }

func (h helm) local(item string) local {
	sum := sha256.Sum256(fmt.Appendf(nil, "cosmic market\x00%s\x00%s\x00%s", h.options.GetSeed(), h.at, item))
	r, price, share := h.b.Market.Local, binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint32(sum[8:])
	return local{price: float64(r.Min+int(price%uint64(r.Max-r.Min+1))) / 100, share: float64(share) / (1 << 32)}
}

// draw is the place's number of a range.
func (l local) draw(r balance.Range) float64 {
	return math.Floor(float64(r.Min) + l.share*float64(r.Max-r.Min+1))
}

// askAt is what the market takes for a piece at a level. Levels below rest do
// not make it cheaper, nor do levels above rest make bidAt pay more: whatever
// was traded before and however long one waits, at one place nothing can be
// sold for what it cost.
func (st stall) askAt(m balance.Market, level float64) int32 {
	return int32(m.Ask(st.rest * max(1, level) * st.ask))
}

// bidAt is what the market pays for a piece at a level.
func (st stall) bidAt(m balance.Market, level float64) int32 {
	return int32(m.Bid(st.rest * min(1, level)))
}

// cost is what n pieces cost, each a little more than the one before.
func (st stall) cost(m balance.Market, n int32) (sum int32, level float64) {
	level = st.level
	for range n {
		sum += st.askAt(m, level)
		level = m.Level(level, st.item.Kind, 1)
	}
	return sum, level
}

// gain is what n pieces bring, each a little less than the one before.
func (st stall) gain(m balance.Market, n int32) (sum int32, level float64) {
	level = st.level
	for range n {
		sum += st.bidAt(m, level)
		level = m.Level(level, st.item.Kind, -1)
	}
	return sum, level
}

// prices is what the market here shows now, to be remembered.
func (h helm) prices() (list []*cosmicv1.Event_Price) {
	if !h.place().GetTrade() {
		return nil
	}
	for _, item := range h.b.Items {
		if st, ok := h.stall(item.ID); ok {
			list = append(list, &cosmicv1.Event_Price{
				Item: item.ID, Bid: st.bidAt(h.b.Market, st.level), Ask: st.askAt(h.b.Market, st.level),
			})
		}
	}
	for _, id := range []string{goodsFuel, goodsFood} {
		ask, _ := h.supply(id)
		list = append(list, &cosmicv1.Event_Price{Item: id, Ask: ask})
	}
	return list
}
