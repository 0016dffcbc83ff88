package balance

import "math"

// Market is how prices are made. A market's level for an item is 1 at rest; the
// item's price at rest there is
//
//	value × region's prices × want or surplus × the place's own factor
//
// and the market sells for Ask of that times the level, where the level is above
// 1, and buys for Bid of that times the level, where it is below. Each piece that
// is bought raises the level by Move (×1+m), each that is sold lowers it (÷1+m),
// m by the item's kind; each turn the level goes back to 1 by Drift of the
// difference.
//
// So no buy-sell pair at one place can pay, whatever was traded before and
// however long one waits: nobody pays less than Ask at rest, or gets more than
// Bid at rest, which is less even for the best of friends (Reputation.Discount).
type Market struct {
	// Spread is how far asked and paid prices are apart: ask is price × (1 +
	// Spread/2), bid price × (1 − Spread/2).
	Spread float64 `json:"spread"`
	// Drift is the share of a level's difference from 1 that goes away a turn.
	Drift float64 `json:"drift"`
	// MinLevel is the lowest level.
	MinLevel float64 `json:"min_level"`
	// MaxLevel is the highest.
	MaxLevel float64 `json:"max_level"`
	// Want multiplies prices of what a region wants.
	Want float64 `json:"want"`
	// Surplus multiplies prices of what it has plenty of.
	Surplus float64 `json:"surplus"`
	// Local is the place's own factor in percent, drawn per place and item.
	Local Range `json:"local"`
	// Kinds are depth and stock by the kind of item.
	Kinds []Trade `json:"kinds"`
	// SurplusStock multiplies stock of what the region has plenty of.
	SurplusStock float64 `json:"surplus_stock"`
	// Restock is the share of missing stock that comes back a turn.
	Restock float64 `json:"restock"`
	// Steady is how far a level may be from 1 and still be called steady.
	Steady float64 `json:"steady"`
	// Fuel is what fuel costs.
	Fuel Supply `json:"fuel"`
	// Food is what food costs.
	Food Supply `json:"food"`
}

// Trade is how a kind of item is traded.
type Trade struct {
	// Kind is trade, consumable or component.
	Kind string `json:"kind"`
	// Move is how much a piece moves the level.
	Move float64 `json:"move"`
	// Stock is how many a market has at rest.
	Stock Range `json:"stock"`
}

// Supply is what fuel or food costs. Its price does not move.
type Supply struct {
	// Price is for one, before the region's prices.
	Price float64 `json:"price"`
	// Stock is how much a market has at rest.
	Stock Range `json:"stock"`
}

// Ask is what the market takes at a price: at least 2, so that a bid is below.
func (m Market) Ask(price float64) int { return max(2, int(math.Ceil(price*(1+m.Spread/2)))) }

// Bid is what the market pays at a price: at least 1.
func (m Market) Bid(price float64) int { return max(1, int(math.Floor(price*(1-m.Spread/2)))) }

// Trade is how a kind of item is traded.
func (m Market) Trade(kind string) (Trade, bool) {
	return find(m.Kinds, func(t Trade) bool { return t.Kind == kind })
}

// Level is the level after the market sold (positive) or bought (negative) so
// many pieces of a kind.
func (m Market) Level(level float64, kind string, pieces int) float64 {
	t, _ := m.Trade(kind)
	return min(m.MaxLevel, max(m.MinLevel, level*math.Pow(1+t.Move, float64(pieces))))
}

func (m Market) check(c *checker, b *Balance) {
	c.number("market.spread", m.Spread, 0.01, 1)
	c.number("market.drift", m.Drift, 0, 1)
	c.number("market.min_level", m.MinLevel, 0.1, 1)
	c.number("market.max_level", m.MaxLevel, 1, 10)
	c.number("market.want", m.Want, 1, 10)
	c.number("market.surplus", m.Surplus, 0.1, 1)
	c.span("market.local", m.Local, 50, 200)
	c.number("market.surplus_stock", m.SurplusStock, 1, 100)
	c.number("market.restock", m.Restock, 0, 1)
	c.number("market.steady", m.Steady, 0, 1)
	kinds := []string{KindTrade, KindConsumable, KindComponent}
	all(c, "market.kinds", kinds, m.Kinds, func(t Trade) string { return t.Kind })
	for i, t := range m.Kinds {
		path := at("market.kinds", i)
		c.oneOf(path+".kind", t.Kind, kinds)
		c.number(path+".move", t.Move, 0, 1)
		c.span(path+".stock", t.Stock, 0, 10_000)
		kept := (1 + t.Move) * (1 - m.Spread/2) / ((1 + m.Spread/2) * (1 - b.Reputation.Discount))
		c.requiref(kept < 1, path+".move", "must be less, or the spread more, or reputation.discount less: one could buy a piece and sell it for %.3f of what it cost", kept)
	}
	m.Fuel.check(c, "market.fuel")
	m.Food.check(c, "market.food")
}

func (s Supply) check(c *checker, path string) {
	c.number(path+".price", s.Price, 0.1, 10_000)
	c.span(path+".stock", s.Stock, 0, 100_000)
}
