package cosmic

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// TestWhatAlwaysHolds walks voyages at random: credits, hold, stacks, hull, fuel,
// food and health never leave their bounds, and no turn is spent for nothing.
func TestWhatAlwaysHolds(t *testing.T) {
	t.Parallel()
	const voyages = 18
	ends := map[cosmicv1.VoyageStatus]int{}
	for number := range voyages * *walks {
		b := voyage(t, byte(number), request(number))
		if number%3 == 0 {
			b = fortune(t, byte(number), request(number))
		}
		chance := rand.New(rand.NewPCG(uint64(number), 8))
		for step := 0; b.State().status == underWay && step < 250; step++ {
			stagger(t, b, chance)
			holds(t, b.State())
		}
		ends[b.State().status]++
	}
	if ends[lost] == 0 || ends[overtime] == 0 || ends[underWay] == 0 {
		t.Errorf("the walks did not come everywhere: %v", ends)
	}
}

func holds(t *testing.T, s State) {
	t.Helper()
	h := embedded.helm(s)
	r, c := h.rig(), embedded.balance.Captain
	within := func(what string, n, most int32) {
		if n < 0 || n > most {
			t.Fatalf("%s is %d of %d", what, n, most)
		}
	}
	within("credits", s.credits, 1<<30)
	within("fuel", s.fuel, int32(c.MaxFuel))
	within("food", s.food, int32(c.MaxFood))
	within("health", s.health, int32(c.MaxHealth))
	within("the hold", h.hold(), r.capacity)
	within("turns", s.turn, max(s.turn, s.options.GetMaxTurns()))
	if !s.inPod {
		within("hull", s.ship.hull, r.maxHull)
	}
	if s.pod != nil {
		within("the pod's hull", s.pod.hull, r.maxPodHull)
	}
	for _, item := range embedded.balance.Items {
		within(item.ID, s.cargo[item.ID], int32(item.Stack))
	}
	for id := range s.cargo {
		if _, ok := embedded.balance.Item(id); !ok {
			t.Fatalf("%q in the hold", id)
		}
	}
	if s.fight != nil && s.encounter != nil {
		t.Fatal("a fight and an event at once")
	}
	over := s.options.GetMaxTurns() > 0 && s.turn >= s.options.GetMaxTurns() || h.perished()
	if over && s.status == underWay {
		t.Fatalf("the end was not noticed in turn %d", s.turn)
	}
}

// TestNoBuySellPairAtOnePlacePays buys and sells again, at once or after waiting,
// on every market, at any reputation, whatever was traded before.
func TestNoBuySellPairAtOnePlacePays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := fortune(t, 0, &cosmicv1.CreateRequest{Seed: rapid.StringMatching(`[a-z]{4}`).Draw(rt, "seed"), Endless: true}).State()
		markets := without(s.chart.stars.GetNodes(), func(p *cosmicv1.Event_Place) bool { return !p.GetTrade() })
		s.at = markets[rapid.IntRange(0, len(markets)-1).Draw(rt, "market")].GetId()
		s.ship.kind = "trader"
		s.reputation = map[string]int32{}
		for _, f := range embedded.balance.Factions {
			s.reputation[f.ID] = int32(rapid.IntRange(-100, 100).Draw(rt, "reputation"))
		}
		items := without(embedded.balance.Items, func(i balance.Item) bool { return !i.Tradable() })
		item := items[rapid.IntRange(0, len(items)-1).Draw(rt, "item")]
		s.shelves = map[shelfKey]shelf{{s.at, item.ID}: {
			stock: int32(rapid.IntRange(1, 60).Draw(rt, "stock")), level: rapid.Float64Range(.4, 2.5).Draw(rt, "level"),
			turn: s.turn - int32(rapid.IntRange(0, 5).Draw(rt, "ago")),
		}}
		n := offered(s, item.ID).GetMaxBuy()
		if n == 0 {
			return
		}
		n = int32(rapid.IntRange(1, int(n)).Draw(rt, "pieces"))
		bought, _ := after(t, s, rpc(Game.BuyItem, &cosmicv1.BuyItemRequest{Item: item.ID, Quantity: n}))
		bought.turn += int32(rapid.IntRange(0, 30).Draw(rt, "waited"))
		sold, _ := after(t, bought, rpc(Game.SellItem, &cosmicv1.SellItemRequest{Item: item.ID, Quantity: n}))
		if sold.credits >= s.credits {
			rt.Fatalf("%d %s bought and sold at %s: %d credits became %d", n, item.ID, s.at, s.credits, sold.credits)
		}
	})
}

// TestNobodyFindsALoopAtOnePlace trades at random on one market, waiting now and
// then: whoever begins and ends with an empty hold has not gained.
func TestNobodyFindsALoopAtOnePlace(t *testing.T) {
	t.Parallel()
	for number := range uint64(12 * *walks) {
		b := fortune(t, byte(number), &cosmicv1.CreateRequest{Seed: "loop", Endless: true})
		chance := rand.New(rand.NewPCG(number, 6))
		s := b.State()
		begun := s.credits
		deal := func(offer *cosmicv1.Offer, n int32, buy bool) {
			if n == 0 {
				return
			}
			do := rpc(Game.SellItem, &cosmicv1.SellItemRequest{Item: offer.GetItem(), Quantity: n})
			if buy {
				do = rpc(Game.BuyItem, &cosmicv1.BuyItemRequest{Item: offer.GetItem(), Quantity: n})
			}
			s, _ = after(t, s, do)
		}
		for range 60 {
			market := embedded.helm(s).showMarket()
			offer := market.GetItems()[chance.IntN(len(market.GetItems()))]
			switch chance.IntN(4) {
			case 0:
				deal(offer, offer.GetMaxSell(), false)
			case 1:
				s.turn++
			default:
				deal(offer, min(offer.GetMaxBuy(), int32(chance.IntN(6))), true)
			}
		}
		for _, offer := range embedded.helm(s).showMarket().GetItems() {
			deal(offer, offer.GetMaxSell(), false)
		}
		if len(s.cargo) > 0 || s.credits > begun {
			t.Fatalf("%d credits became %d, with %v in the hold", begun, s.credits, s.cargo)
		}
	}
}

// TestNobodyIsEverStuck takes all fuel and all money away, at every place of
// many maps, in the ship and in the pod: calls for help bring the captain on.
func TestNobodyIsEverStuck(t *testing.T) {
	t.Parallel()
	for number := range 6 {
		start := voyage(t, byte(number), &cosmicv1.CreateRequest{Seed: "stuck " + string(rune('a'+number)), Endless: true}).State()
		for _, place := range start.chart.stars.GetNodes() {
			for _, pods := range []bool{false, true} {
				s := start.visit(place.GetId())
				s.fuel, s.credits, s.cargo = 0, 0, nil
				if pods {
					s.pod, s.inPod, s.ship.hull = &pod{hull: 30}, true, 0
				}
				tries := int32(0)
				for ; s.status == underWay && !canGo(s); tries++ {
					if tries > 200 {
						t.Fatalf("stuck at %s", place.GetName())
					}
					events, err := rpc(Game.DistressCall, &cosmicv1.DistressCallRequest{})(turn(tries), s)
					must(t, err)
					s = folded(t, s, events)
				}
			}
		}
	}
}

// TestEveryVoyageCanBeWonInPrinciple: on every map the chain has its places, all
// can be reached, and no ship, bare, has a tank too small for any way.
func TestEveryVoyageCanBeWonInPrinciple(t *testing.T) {
	t.Parallel()
	seeds := 3000
	if testing.Short() {
		seeds = 100
	}
	b := embedded.balance
	for _, kind := range b.Ships {
		if fuel := floor(float64(b.Travel.RegionFuel) * kind.Fuel); fuel > int32(b.Captain.MaxFuel) {
			t.Errorf("a %s never leaves its region", kind.Type)
		}
	}
	for n := range seeds {
		s := created(0, embedded.outset(&cosmicv1.Options{Seed: fmt.Sprint("map ", n)}))
		p := &play{helm: embedded.helm(s), t: turn(0)}
		for step := range b.Quests.Chain {
			m, ok := p.link(int32(step))
			if !ok {
				t.Fatalf("seed %d has no place for link %d", n, step)
			}
			place := s.chart.places[m.GetTasks()[0].GetNodeId()]
			if _, turns := p.distance(place); turns == 0 {
				t.Fatalf("seed %d: no way to %s", n, place.GetName())
			}
		}
	}
}

func canGo(s State) bool {
	for _, w := range embedded.helm(s).ways() {
		if embedded.helm(s).mayGo(w) == nil {
			return true
		}
	}
	return false
}
