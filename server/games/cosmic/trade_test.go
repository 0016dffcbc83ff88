package cosmic

import (
	"math"
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

func buy(item string, n int32) *cosmicv1.BuyItemRequest {
	return &cosmicv1.BuyItemRequest{Item: item, Quantity: n}
}

func sell(item string, n int32) *cosmicv1.SellItemRequest {
	return &cosmicv1.SellItemRequest{Item: item, Quantity: n}
}

// TestQuantitiesAreOneToAStack: everything else is a bad argument, whatever one
// has, and mints no money.
func TestQuantitiesAreOneToAStack(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s.credits, s.cargo = 1_000_000, map[string]int32{"data_cores": 5}
	for _, n := range []int32{math.MinInt32, -99, -1, 0, 51, 99, 100, math.MaxInt32} {
		refused(t, s, "invalid_quantity", rpc(Game.BuyItem, buy("data_cores", n)))
		refused(t, s, "invalid_quantity", rpc(Game.SellItem, sell("data_cores", n)))
		refused(t, s, "invalid_quantity", rpc(Game.DropItem, &cosmicv1.DropItemRequest{Item: "data_cores", Quantity: n}))
	}
	for _, n := range []int32{math.MinInt32, -1, 0, 1001, math.MaxInt32} {
		refused(t, s, "invalid_quantity", rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: n}))
		refused(t, s, "invalid_quantity", rpc(Game.BuyFood, &cosmicv1.BuyFoodRequest{Quantity: n}))
		refused(t, s, "invalid_quantity", rpc(Game.Eat, &cosmicv1.EatRequest{Quantity: n}))
	}
	for _, id := range []string{"", "gold", "fuel", "food"} {
		refused(t, s, "invalid_item", rpc(Game.BuyItem, buy(id, 1)))
		refused(t, s, "invalid_item", rpc(Game.SellItem, sell(id, 1)))
		refused(t, s, "invalid_item", rpc(Game.UseItem, &cosmicv1.UseItemRequest{Item: id}))
	}
}

func TestOneBuysWhatThereIsAndFitsAndCanBePaid(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s = wealthy(s, 100_000)
	stall, _ := embedded.helm(s).stall("data_cores")
	refused(t, s, "out_of_stock", rpc(Game.BuyItem, buy("data_cores", stall.stock+1)))
	refused(t, s, "not_sold_here", rpc(Game.BuyItem, buy("ancient_key", 1)))
	s.shelves = map[shelfKey]shelf{{s.at, "rare_minerals"}: {stock: 90, level: 1}, {s.at, "fuel_cells"}: {stock: 5, level: 1}}
	refused(t, s, "hold_full", rpc(Game.BuyItem, buy("rare_minerals", 11)))
	if full, _ := after(t, s, rpc(Game.BuyItem, buy("rare_minerals", 10))); embedded.helm(full).hold() != 50 {
		t.Errorf("50 fit, %d are aboard", embedded.helm(full).hold())
	}
	s.ship.kind, s.cargo = "trader", map[string]int32{"fuel_cells": 4}
	refused(t, s, "stack_full", rpc(Game.BuyItem, buy("fuel_cells", 2)))
	cost, _ := stall.cost(embedded.balance.Market, 3)
	s.credits = cost - 1
	refused(t, s, "no_credits", rpc(Game.BuyItem, buy("data_cores", 3)))
	s.credits = cost
	next, _ := after(t, s, rpc(Game.BuyItem, buy("data_cores", 3)))
	if next.credits != 0 || next.cargo["data_cores"] != 3 || next.turn != s.turn || next.basis["data_cores"] != cost {
		t.Errorf("%d credits, %d data cores", next.credits, next.cargo["data_cores"])
	}
	s = somewhere(t, s, func(p *cosmicv1.Event_Place) bool { return !p.GetTrade() })
	refused(t, s, "no_market", rpc(Game.BuyItem, buy("data_cores", 1)))
	refused(t, s, "no_market", rpc(Game.SellItem, sell("data_cores", 1)))
	refused(t, s, "no_market", rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: 1}))
	refused(t, s, "no_market", rpc(Game.BuyFood, &cosmicv1.BuyFoodRequest{Quantity: 1}))
}

func TestOneSellsWhatOneHas(t *testing.T) {
	t.Parallel()
	s := scene(t)
	refused(t, s, "not_enough", rpc(Game.SellItem, sell("data_cores", 1)))
	refused(t, s, "not_enough", rpc(Game.DropItem, &cosmicv1.DropItemRequest{Item: "data_cores", Quantity: 1}))
	s.cargo = map[string]int32{"data_cores": 2, "ancient_key": 1}
	refused(t, s, "not_enough", rpc(Game.SellItem, sell("data_cores", 3)))
	refused(t, s, "not_for_sale", rpc(Game.SellItem, sell("ancient_key", 1)))
	refused(t, s, "not_for_sale", rpc(Game.DropItem, &cosmicv1.DropItemRequest{Item: "ancient_key", Quantity: 1}))
	stall, _ := embedded.helm(s).stall("data_cores")
	gain, _ := stall.gain(embedded.balance.Market, 2)
	if next, _ := after(t, s, rpc(Game.SellItem, sell("data_cores", 2))); next.credits != s.credits+gain || next.cargo["data_cores"] != 0 {
		t.Errorf("two data cores brought %d, not %d", next.credits-s.credits, gain)
	}
	if next, _ := after(t, s, rpc(Game.DropItem, &cosmicv1.DropItemRequest{Item: "data_cores", Quantity: 2})); next.credits != s.credits || len(next.cargo) != 1 {
		t.Errorf("thrown overboard, %v is left", next.cargo)
	}
}

// TestPricesMoveWithTradesAndDriftBack: buying raises what is asked, selling
// lowers what is paid; a turn takes the drift's share of it away.
func TestPricesMoveWithTradesAndDriftBack(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s = wealthy(s, 10_000)
	before := offered(s, "data_cores")
	s, _ = after(t, s, rpc(Game.BuyItem, buy("data_cores", before.GetMaxBuy())))
	bought := offered(s, "data_cores")
	if bought.GetAsk() <= before.GetAsk() || bought.GetBid() != before.GetBid() || bought.GetTrend() != cosmicv1.Trend_TREND_FALLING {
		t.Errorf("after buying: %v, before: %v", bought, before)
	}
	s.turn += 100
	if rested := offered(s, "data_cores"); rested.GetAsk() != before.GetAsk() || rested.GetStock() != before.GetStock() || rested.GetTrend() != cosmicv1.Trend_TREND_STEADY {
		t.Errorf("after 100 turns: %v, before: %v", rested, before)
	}
	s, _ = after(t, s, rpc(Game.SellItem, sell("data_cores", before.GetMaxBuy())))
	sold := offered(s, "data_cores")
	if sold.GetBid() >= before.GetBid() || sold.GetAsk() != before.GetAsk() || sold.GetTrend() != cosmicv1.Trend_TREND_RISING {
		t.Errorf("after selling: %v, before: %v", sold, before)
	}
	level := s.shelves[shelfKey{s.at, "data_cores"}].level
	s.turn++
	now, _ := embedded.helm(s).stall("data_cores")
	near(t, "the level after a turn", now.level, 1+(level-1)*(1-embedded.balance.Market.Drift))
}

func offered(s State, item string) *cosmicv1.Offer {
	for _, o := range embedded.helm(s).showMarket().GetItems() {
		if o.GetItem() == item {
			return o
		}
	}
	return nil
}

// TestRegionsWantAndHavePlenty, so that trade routes exist: what one region has
// too much of, bought there at rest, sells for more where it is wanted.
func TestRegionsWantAndHavePlenty(t *testing.T) {
	t.Parallel()
	s := fortune(t, 1, &cosmicv1.CreateRequest{Seed: "routes", Endless: true}).State()
	best := map[string]int32{}
	least := map[string]int32{}
	for _, p := range s.chart.stars.GetNodes() {
		if !p.GetTrade() {
			continue
		}
		s.at = p.GetId()
		for _, o := range embedded.helm(s).showMarket().GetItems() {
			if o.GetBid() >= o.GetAsk() {
				t.Errorf("%s at %s: bid %d, ask %d", o.GetItem(), s.at, o.GetBid(), o.GetAsk())
			}
			best[o.GetItem()] = max(best[o.GetItem()], o.GetBid())
			if least[o.GetItem()] == 0 || o.GetAsk() < least[o.GetItem()] {
				least[o.GetItem()] = o.GetAsk()
			}
		}
	}
	routes := 0
	for item, bid := range best {
		if bid > least[item] {
			routes++
		}
	}
	if routes < 3 {
		t.Errorf("only %d goods are worth carrying", routes)
	}
}

func TestFriendsPayLess(t *testing.T) {
	t.Parallel()
	s := scene(t)
	ask := offered(s, "quantum_processor").GetAsk()
	s.reputation = map[string]int32{"compact": 100}
	friend := offered(s, "quantum_processor")
	s.reputation = map[string]int32{"compact": -100}
	if foe := offered(s, "quantum_processor"); friend.GetAsk() >= ask || ask >= foe.GetAsk() || friend.GetBid() != foe.GetBid() {
		t.Errorf("a friend pays %d, a stranger %d, a foe %d", friend.GetAsk(), ask, foe.GetAsk())
	}
}

func TestFuelAndFoodHaveBounds(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s.fuel, s.food, s.credits = 90, 95, 10
	refused(t, s, "tank_full", rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: 11}))
	refused(t, s, "larder_full", rpc(Game.BuyFood, &cosmicv1.BuyFoodRequest{Quantity: 6}))
	refused(t, s, "no_credits", rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: 10}))
	next, _ := after(t, s, rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: 5}))
	if price, _ := embedded.helm(s).supply("fuel"); next.fuel != 95 || next.credits != 10-5*price || next.turn != s.turn {
		t.Errorf("%d fuel, %d credits", next.fuel, next.credits)
	}
	s.fuel = 0
	s.shelves = map[shelfKey]shelf{{s.at, "fuel"}: {stock: 3, level: 1}}
	refused(t, s, "out_of_stock", rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: 4}))
}

// TestOtherPlacesAreRemembered as they were when one left, with the turn.
func TestOtherPlacesAreRemembered(t *testing.T) {
	t.Parallel()
	b := fortune(t, 9, &cosmicv1.CreateRequest{Seed: "memory", Endless: true})
	s := b.State()
	ask := offered(s, "data_cores").GetAsk()
	region := s.chart.links[s.area().GetId()][0]
	next, _ := after(t, s, rpc(Game.Navigate, &cosmicv1.NavigateRequest{RegionId: region}))
	for _, p := range s.chart.stars.GetNodes() {
		if p.GetTrade() && p.GetId() != s.at {
			next.at = p.GetId()
		}
	}
	next.shelves = map[shelfKey]shelf{{s.at, "data_cores"}: {stock: 1, level: 2, turn: next.turn}} // what happens there meanwhile
	quotes := offered(next, "data_cores").GetQuotes()
	if len(quotes) != 1 || quotes[0].GetNodeId() != s.at || quotes[0].GetAsk() != ask || quotes[0].GetTurn() != 0 {
		t.Errorf("remembered: %v", quotes)
	}
}

// TestRefusalsSayWhatIsFullOrGone, not that there is room for 0 more.
func TestRefusalsSayWhatIsFullOrGone(t *testing.T) {
	t.Parallel()
	s := scene(t)
	said := func(want string, s State, do session.Command[State, *cosmicv1.Event]) {
		t.Helper()
		_, err := do(turn(0), s)
		if _, message := why(err); message != want {
			t.Errorf("%q, not %q", message, want)
		}
	}
	said("the tank is full", s, rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: 1}))
	said("you have none of Data cores", s, rpc(Game.SellItem, &cosmicv1.SellItemRequest{Item: "data_cores", Quantity: 1}))
	s.fuel = 90
	said("the tank has room for 10 more", s, rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: 11}))
	s.credits, s.fuel = 0, 0
	said("that takes 200 credits; you have none", s, rpc(Game.BuyModule, &cosmicv1.BuyModuleRequest{Module: "laser_cannon"}))
	said("that takes 4 fuel; you have none", s, rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: s.chart.links[s.at][0]}))
}

func TestEatingAndUsing(t *testing.T) {
	t.Parallel()
	s := scene(t)
	refused(t, s, "not_needed", rpc(Game.Eat, &cosmicv1.EatRequest{Quantity: 1}))
	s.health = 91
	refused(t, s, "not_enough", rpc(Game.Eat, &cosmicv1.EatRequest{Quantity: 51}))
	if next, _ := after(t, s, rpc(Game.Eat, &cosmicv1.EatRequest{Quantity: 3})); next.health != 97 || next.food != 47 || next.turn != 0 {
		t.Errorf("health %d, food %d", next.health, next.food)
	}
	if next, _ := after(t, s, rpc(Game.Eat, &cosmicv1.EatRequest{Quantity: 20})); next.health != 100 || next.food != 45 {
		t.Errorf("health %d, food %d: meals were wasted", next.health, next.food)
	}
	use := func(id string) *cosmicv1.UseItemRequest { return &cosmicv1.UseItemRequest{Item: id} }
	refused(t, s, "not_enough", rpc(Game.UseItem, use("med_pack")))
	s.cargo = map[string]int32{"med_pack": 2, "repair_nanobots": 1, "fuel_cells": 1, "scrap_metal": 1}
	refused(t, s, "not_usable", rpc(Game.UseItem, use("scrap_metal")))
	refused(t, s, "not_needed", rpc(Game.UseItem, use("repair_nanobots")))
	refused(t, s, "not_needed", rpc(Game.UseItem, use("fuel_cells")))
	s.ship.hull, s.fuel, s.health = 65, 80, 50
	for id, want := range map[string]func(State) bool{
		"med_pack":        func(n State) bool { return n.health == 80 && n.cargo["med_pack"] == 1 },
		"repair_nanobots": func(n State) bool { return n.ship.hull == 80 && n.cargo["repair_nanobots"] == 0 },
		"fuel_cells":      func(n State) bool { return n.fuel == 100 && n.turn == s.turn },
	} {
		if next, events := after(t, s, rpc(Game.UseItem, use(id))); !want(next) {
			t.Errorf("%s: %v", id, events)
		}
	}
}
