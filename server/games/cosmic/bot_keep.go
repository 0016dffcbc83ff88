package cosmic

import (
	"math"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// survive is for the pod, and for empty tanks.
func (b *bot) survive() command {
	if b.allowed("distress_call") {
		return order(b, Game.DistressCall, &cosmicv1.DistressCallRequest{})
	}
	if !b.me.GetInPod() {
		return nil
	}
	if b.v.GetYard() != nil {
		for _, s := range b.v.GetYard().GetShips() { // the cheapest first
			if s.GetAllowed() {
				return order(b, Game.BuyShip, &cosmicv1.BuyShipRequest{Type: s.GetType()})
			}
		}
	}
	for _, next := range []func(*bot) command{(*bot).mend, (*bot).sell, (*bot).refuel} {
		if c := next(b); c != nil {
			return c
		}
	}
	if yard := b.nearestYard(); yard != "" && b.v.GetYard() == nil {
		return b.towards(yard)
	}
	return nil
}

// nearestYard is the yard that is known to be nearest, or what may have one.
func (b *bot) nearestYard() string {
	node, _ := b.best(func(n *cosmicv1.Node) float64 {
		kind, _ := b.b.NodeType(n.GetType())
		chance := kind.Repair
		if n.GetSurveyed() {
			chance = 0
			if n.GetRepair() {
				chance = 1
			}
		}
		return chance / (1 + b.turns(n.GetId()))
	})
	return node
}

// mend uses what is aboard: meals, bandages, welders, the spare can.
func (b *bot) mend() command {
	missing := b.me.GetMaxHealth() - b.me.GetHealth()
	if per := int32(b.b.Captain.HealthPerMeal); missing >= 20 && b.allowed("eat") {
		return order(b, Game.Eat, &cosmicv1.EatRequest{Quantity: min(b.me.GetFood(), missing/per)})
	}
	for _, s := range b.v.GetCargo() {
		item, _ := b.b.Item(s.GetItem())
		if !s.GetUsable() || item.Use == nil {
			continue
		}
		u := *item.Use
		helps := u.Hull > 0 && b.hullShare() < .5 || u.Health > 0 && b.me.GetHealth() < 50 || u.Fuel > 0 && b.me.GetFuel() < 30
		if helps {
			return order(b, Game.UseItem, &cosmicv1.UseItemRequest{Item: s.GetItem()})
		}
	}
	return nil
}

// refuel fills the tank where there is fuel, keeping a little money.
func (b *bot) refuel() command {
	o := b.v.GetMarket().GetFuel()
	if o == nil || b.me.GetFuel() > b.me.GetMaxFuel()*3/4 {
		return nil
	}
	n := o.GetMaxBuy()
	if b.me.GetFuel() >= 50 {
		n = min(n, (b.me.GetCredits()-150)/max(1, o.GetAsk()))
	}
	if n <= 0 {
		return nil
	}
	return order(b, Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: n})
}

// repair mends what a yard can, when it is worth the way in.
func (b *bot) repair() command {
	y := b.v.GetYard()
	if y == nil || b.hullShare() > .8 || y.GetRepairPrice() <= 0 || !b.allowedYard() {
		return nil
	}
	points := min(y.GetMissingHull(), (b.me.GetCredits()-60)/y.GetRepairPrice())
	if points < 5 {
		return nil
	}
	return order(b, Game.Repair, &cosmicv1.RepairRequest{Points: &points})
}

// limp takes a ship that is hardly one any more to where it can be mended.
func (b *bot) limp() command {
	if b.hullShare() > .35 || b.v.GetYard() != nil || b.turnsLeft() < 4 {
		return nil
	}
	return b.towards(b.nearestYard())
}

func (b *bot) allowedYard() bool { return b.v.GetYard().GetMissingHull() > 0 && !b.me.GetInPod() }

// sell sells what this place pays well for.
func (b *bot) sell() command {
	for _, o := range b.v.GetMarket().GetItems() {
		held := o.GetHeld() - b.promised(o.GetItem())
		if held <= 0 || b.keeps(o.GetItem()) && held <= 2 {
			continue
		}
		if n := b.worthSelling(o, held); n > 0 {
			return order(b, Game.SellItem, &cosmicv1.SellItemRequest{Item: o.GetItem(), Quantity: n})
		}
	}
	return nil
}

// keeps is true for what is better used than sold.
func (b *bot) keeps(item string) bool {
	return slices.Contains([]string{"repair_nanobots", "fuel_cells", "med_pack", "shield_booster_charge"}, item)
}

// promised is how many of an item running deliveries ask for. The view says it
// in their titles; captains know what they carry for whom.
func (b *bot) promised(item string) (n int32) {
	for _, q := range b.v.GetQuests() {
		if runs(q) && b.wants(q) == item {
			n += q.GetGoal()
		}
	}
	return n
}

// worthSelling is how many pieces bring what could be had for them elsewhere.
// What is left at the end counts for its base value.
func (b *bot) worthSelling(o *cosmicv1.Offer, held int32) int32 {
	floor := float64(o.GetValue())
	if b.turnsLeft() > endgame {
		floor *= .9
	}
	floor = math.Max(floor, .97*b.elsewhere(o))
	if b.me.GetCredits() < reserve/2 || b.me.GetFuel() < 30 && b.me.GetCredits() < reserve {
		floor = .5 * float64(o.GetValue())
	}
	item, _ := b.b.Item(o.GetItem())
	trade, _ := b.b.Market.Trade(item.Kind)
	n, bid := int32(0), float64(o.GetBid())
	for ; n < held && bid >= floor; n++ {
		bid /= 1 + trade.Move
	}
	return n
}

const (
	far   = 9.0 // turns that are too many for a trip
	delay = .02 // what a turn's delay takes off a price
)

// elsewhere is what an item could bring at another place that is not far.
func (b *bot) elsewhere(o *cosmicv1.Offer) (most float64) {
	for _, n := range b.v.GetMap().GetNodes() {
		if b.within(n) {
			most = max(most, b.bidAt(n, o)*(1-delay*b.turns(n.GetId())))
		}
	}
	return most
}

// within is true for a market that could be the goal of a trip.
func (b *bot) within(n *cosmicv1.Node) bool {
	turns := b.turns(n.GetId())
	return n.GetId() != b.here.GetNodeId() && b.likely(n) > .5 && turns < far && int32(turns) < b.turnsLeft() && b.reachable(n.GetId())
}

// bidAt is what a place pays for an item: what is remembered, or what such a
// region pays.
func (b *bot) bidAt(n *cosmicv1.Node, o *cosmicv1.Offer) float64 {
	region, ok := b.b.Region(b.regionType(n.GetRegionId()))
	if !ok {
		return float64(o.GetValue()) * .9
	}
	price := float64(o.GetValue()) * region.Prices
	switch {
	case slices.Contains(region.Wants, o.GetItem()):
		price *= b.b.Market.Want
	case slices.Contains(region.Surpluses, o.GetItem()):
		price *= b.b.Market.Surplus
	}
	usual := float64(b.b.Market.Bid(price))
	for _, q := range o.GetQuotes() {
		if q.GetNodeId() == n.GetId() {
			// It drifts back to what is usual.
			old := math.Pow(1-b.b.Market.Drift, float64(b.me.GetTurn()-q.GetTurn()))
			return usual + (float64(q.GetBid())-usual)*old
		}
	}
	return usual
}

func (b *bot) regionType(id string) string {
	for _, r := range b.v.GetMap().GetRegions() {
		if r.GetId() == id {
			return r.GetType()
		}
	}
	return ""
}

// purchase is something to fit, when so many credits are left after it.
type purchase struct {
	id   string
	left int32
}

// outfits are what strategies fit, in this order.
var outfits = map[Strategy][]purchase{
	Trader:  {{"cargo_expander", 500}, {"laser_cannon", 900}, {"targeting_computer", 900}, {"missile_launcher", 1200}, {"shield_booster", 1500}},
	Miner:   {{"mining_laser", 120}, {"cargo_expander", 150}, {"cargo_rig", 900}, {"armor_plates", 900}},
	Hunter:  {{"laser_cannon", 200}, {"missile_launcher", 150}, {"targeting_computer", 200}, {"armor_plates", 250}, {"shield_booster", 400}},
	Quester: {{"laser_cannon", 200}, {"missile_launcher", 200}, {"targeting_computer", 300}, {"fuel_optimizer", 400}, {"shield_booster", 500}},
}

const endgame = 12 // turns before the end when nothing new pays off any more

// vessels are the ships that strategies change to, when so many credits are left
// after it. What was fitted is traded in and bought again.
var vessels = map[Strategy]purchase{Miner: {"trader", 340}}

// upgrade buys the ship that suits.
func (b *bot) upgrade() command {
	want, ok := vessels[b.strategy]
	if !ok || b.v.GetShip().GetType() == want.id || b.turnsLeft() < 2*endgame {
		return nil
	}
	for _, s := range b.v.GetYard().GetShips() {
		if s.GetType() == want.id && s.GetAllowed() && b.me.GetCredits()-s.GetCost() >= want.left {
			return order(b, Game.BuyShip, &cosmicv1.BuyShipRequest{Type: want.id})
		}
	}
	return nil
}

// outfit buys the next thing that the strategy wants, the pod when there is
// money, and ships that suit.
func (b *bot) outfit() command {
	y := b.v.GetYard()
	if y == nil || b.turnsLeft() < endgame {
		return nil
	}
	if c := b.upgrade(); c != nil {
		return c
	}
	for _, want := range outfits[b.strategy] {
		if b.fitted(want.id) {
			continue
		}
		for _, m := range y.GetModules() {
			if m.GetId() == want.id && m.GetAllowed() && b.me.GetCredits()-m.GetPrice() >= want.left {
				return order(b, Game.BuyModule, &cosmicv1.BuyModuleRequest{Module: want.id})
			}
		}
		break
	}
	if y.GetPodAllowed() && b.me.GetCredits() > y.GetPodPrice()+1500 {
		return order(b, Game.BuyPod, &cosmicv1.BuyPodRequest{})
	}
	return b.hire()
}

// hire takes somebody on whom the strategy has work for.
func (b *bot) hire() command {
	role := map[Strategy]string{Trader: "engineer", Hunter: "gunner", Quester: "gunner"}[b.strategy]
	for _, c := range b.v.GetRecruits() {
		if c.GetAllowed() && c.GetRole() == role && b.me.GetCredits() > c.GetFee()+600 && b.turnsLeft() > 2*endgame {
			return order(b, Game.HireCrew, &cosmicv1.HireCrewRequest{CrewId: c.GetId()})
		}
	}
	return nil
}

// wants is the item that a delivery asks for; empty for others.
func (b *bot) wants(q *cosmicv1.Quest) string {
	if q.GetKind() != balance.QuestDelivery {
		return ""
	}
	for _, t := range b.b.Quests.Templates {
		if t.Item != "" && q.GetGoal() > 0 && b.tells(q, t) {
			return t.Item
		}
	}
	return ""
}

// tells is true when a quest's text speaks of a template's item.
func (b *bot) tells(q *cosmicv1.Quest, t balance.Quest) bool {
	item, _ := b.b.Item(t.Item)
	return containsFold(q.GetText(), item.Name) || containsFold(q.GetTitle(), item.Name)
}
