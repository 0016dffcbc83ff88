package balance

import (
	"math/rand/v2"
	"testing"
)

// TestNoDealAtOnePlacePays walks thousands of random days at one counter, for
// the best of friends: whoever ends with what he began with has less money.
func TestNoDealAtOnePlacePays(t *testing.T) {
	t.Parallel()
	b := Default()
	chance := rand.New(rand.NewPCG(3, 5))
	for _, item := range b.Items {
		if !item.Tradable() {
			continue
		}
		for range 200 {
			credits, held := 0, 0
			level := 1.0
			price := func() float64 { return float64(item.Value) * level }
			buy := func() {
				credits -= b.Market.Ask(price() * b.Reputation.AskFactor(100))
				held, level = held+1, b.Market.Level(level, item.Kind, 1)
			}
			sell := func() {
				credits += b.Market.Bid(price())
				held, level = held-1, b.Market.Level(level, item.Kind, -1)
			}
			for range 60 {
				switch chance.IntN(3) {
				case 0:
					buy()
				case 1:
					if held > 0 {
						sell()
					}
				default:
					level += (1 - level) * b.Market.Drift
				}
			}
			for held > 0 {
				sell()
			}
			if credits > 0 {
				t.Fatalf("%s: %d credits out of nothing", item.ID, credits)
			}
		}
	}
}

func TestBidIsAlwaysBelowAsk(t *testing.T) {
	t.Parallel()
	m := Default().Market
	for price := 0.5; price < 2000; price *= 1.1 {
		if m.Bid(price) >= m.Ask(price) {
			t.Errorf("at %v: bid %d, ask %d", price, m.Bid(price), m.Ask(price))
		}
	}
}
