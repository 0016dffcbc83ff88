package cosmic

import (
	"cmp"
	"math"
	"slices"
	"strings"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

func containsFold(text, part string) bool {
	return part != "" && strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

// trip is taking goods somewhere.
type trip struct {
	to    string
	buys  []deal
	worth float64 // profit a turn
}

// deal is so many pieces of an item.
type deal struct {
	item   string
	n      int32
	profit float64
}

// reserve is what a trader does not spend on goods: fuel for the way back.
const reserve = 80

// trade buys for the trip that pays best a turn, and goes on it.
func (b *bot) trade() command {
	best := trip{}
	for _, n := range b.v.GetMap().GetNodes() {
		if !b.within(n) {
			continue
		}
		if t := b.trip(n); t.worth > best.worth {
			best = t
		}
	}
	if best.to == "" {
		return nil
	}
	if len(best.buys) > 0 {
		return order(b, Game.BuyItem, &cosmicv1.BuyItemRequest{Item: best.buys[0].item, Quantity: best.buys[0].n})
	}
	return b.towards(best.to)
}

// trip works out what to take to a place, and what that is worth.
func (b *bot) trip(to *cosmicv1.Node) trip {
	t := trip{to: to.GetId()}
	turns, profit := 1+b.turns(to.GetId()), 0.0
	credits, room := b.me.GetCredits()-reserve, b.v.GetShip().GetCargoCapacity()-b.v.GetShip().GetCargoUsed()
	var deals []deal
	for _, o := range b.v.GetMarket().GetItems() {
		if o.GetHeld() > 0 {
			profit += b.carried(to, o.GetItem(), o.GetHeld(), o.GetValue(), o)
		}
		if d := b.deal(o, to, credits, room); d.n > 0 {
			deals = append(deals, d)
		}
	}
	if b.v.GetMarket() == nil {
		for _, s := range b.v.GetCargo() {
			profit += b.carried(to, s.GetItem(), s.GetQuantity(), s.GetValue(), &cosmicv1.Offer{Item: s.GetItem(), Value: s.GetValue()})
		}
	}
	slices.SortStableFunc(deals, func(d, e deal) int { return cmp.Compare(e.profit, d.profit) })
	for _, d := range deals {
		profit += d.profit
	}
	t.buys = deals[:min(1, len(deals))]
	t.worth = b.likely(to) * profit / turns
	return t
}

// carried is what so many pieces bring at a place above two thirds of their
// value, each less than the one before.
func (b *bot) carried(to *cosmicv1.Node, id string, held, value int32, o *cosmicv1.Offer) (sum float64) {
	item, _ := b.b.Item(id)
	trade, _ := b.b.Market.Trade(item.Kind)
	bid := b.bidAt(to, o)
	for range held {
		sum += max(0, bid-float64(value)*2/3)
		bid /= 1 + trade.Move
	}
	return sum
}

// deal is how many of an item to buy here for a place: pieces are bought while
// they bring more there than they cost here, with something for the trouble.
func (b *bot) deal(o *cosmicv1.Offer, to *cosmicv1.Node, credits, room int32) deal {
	item, _ := b.b.Item(o.GetItem())
	trade, _ := b.b.Market.Trade(item.Kind)
	d, ask, bid := deal{item: o.GetItem()}, float64(o.GetAsk()), b.bidAt(to, o)
	for range o.GetHeld() {
		bid /= 1 + trade.Move
	}
	spent := 0.0
	for d.n < min(o.GetMaxBuy(), room/max(1, o.GetWeight())) && bid*(1-delay*b.turns(to.GetId())) > ask*1.02 && spent+math.Ceil(ask) <= float64(credits) {
		d.profit, spent = d.profit+bid-ask, spent+math.Ceil(ask)
		d.n, ask, bid = d.n+1, ask*(1+trade.Move), bid/(1+trade.Move)
	}
	return d
}

// roam goes to the most promising market that has not been seen, or lately.
func (b *bot) roam() command {
	node, _ := b.best(func(n *cosmicv1.Node) float64 {
		if !b.reachable(n.GetId()) {
			return 0
		}
		fresh := .3
		if !n.GetVisited() {
			fresh = 1
		}
		return (.1 + b.likely(n)) * fresh / (1 + b.turns(n.GetId()))
	})
	return b.towards(node)
}

// stroll goes anywhere, and looks around sometimes.
func (b *bot) stroll() command {
	if b.chance.IntN(4) == 0 && b.allowed("scan") {
		return order(b, Game.Scan, &cosmicv1.ScanRequest{})
	}
	var open []*cosmicv1.Destination
	for _, d := range b.v.GetDestinations() {
		if d.GetAllowed() {
			open = append(open, d)
		}
	}
	if len(open) == 0 {
		return nil
	}
	return b.navigate(open[b.chance.IntN(len(open))])
}
