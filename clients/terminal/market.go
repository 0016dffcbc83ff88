package terminal

import (
	"fmt"
	"slices"
	"strings"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// marketPage is what can be bought and sold here.
func marketPage(v *cosmicv1.View) page {
	p := page{
		title: "Market",
		columns: []column{
			{title: "Item"}, {title: "buy at", width: 6, right: true}, {title: "sell at", width: 7, right: true}, {title: "trend", width: 5},
			{title: "stock", width: 5, right: true}, {title: "held", width: 4, right: true}, {title: "worth", width: 5, right: true}, {title: "weight", width: 6, right: true},
		},
		empty: "Nobody trades here. Places with a T on the map do.",
	}
	m := v.GetMarket()
	if m == nil {
		return p
	}
	if m.GetFuel() != nil {
		p.rows = append(p.rows, supply(m.GetFuel(), buyFuel("b", m.GetFuel())))
	}
	if m.GetFood() != nil {
		p.rows = append(p.rows, supply(m.GetFood(), buyFood(m.GetFood())))
	}
	for _, o := range m.GetItems() {
		p.rows = append(p.rows, offer(m, o))
	}
	return p
}

// supply is fuel or food: only bought.
func supply(o *cosmicv1.Offer, buy deed) row {
	enter := buy
	enter.key = "enter"
	return row{
		id:     o.GetItem(),
		cells:  []string{o.GetName(), fmt.Sprint(o.GetAsk()), "", trend(o.GetTrend()), fmt.Sprint(o.GetStock()), fmt.Sprint(o.GetHeld()), "", ""},
		detail: []string{atMost(o)},
		deeds:  []deed{enter, buy},
	}
}

func buyFuel(key string, o *cosmicv1.Offer) deed {
	return deed{
		key: key, label: "Buy fuel", bar: noneToBuy(o), do: quantity(uplink.BuyFuel),
		asks: []ask{howMany(costs("Buy how much fuel?", o), o.GetMaxBuy())},
	}
}

func buyFood(o *cosmicv1.Offer) deed {
	return deed{
		key: "b", label: "Buy food", bar: noneToBuy(o), do: quantity(uplink.BuyFood),
		asks: []ask{howMany(costs("Buy how many meals?", o), o.GetMaxBuy())},
	}
}

func offer(m *cosmicv1.Market, o *cosmicv1.Offer) row {
	name := o.GetName()
	switch {
	case slices.Contains(m.GetWants(), o.GetItem()):
		name += " (wanted)"
	case slices.Contains(m.GetSurpluses(), o.GetItem()):
		name += " (plenty)"
	}
	r := row{
		id: o.GetItem(),
		cells: []string{
			name, price(o.GetAsk()), price(o.GetBid()), trend(o.GetTrend()), fmt.Sprint(o.GetStock()), fmt.Sprint(o.GetHeld()),
			fmt.Sprint(o.GetValue()), fmt.Sprint(o.GetWeight()),
		},
		detail: append([]string{atMost(o)}, quotes(o)...),
	}
	buy := deed{
		key: "b", label: "Buy", bar: noneToBuy(o), asks: []ask{howMany(costs("Buy how many "+o.GetName()+"?", o), o.GetMaxBuy())},
		do: quantity(func(n int32) uplink.Order { return uplink.BuyItem(o.GetItem(), n) }),
	}
	sell := deed{
		key: "s", label: "Sell",
		asks: []ask{howMany(fmt.Sprintf("Sell how many %s? All: %d cr.", o.GetName(), o.GetMaxSellGain()), o.GetMaxSell())},
		do:   quantity(func(n int32) uplink.Order { return uplink.SellItem(o.GetItem(), n) }),
	}
	if o.GetMaxSell() == 0 {
		sell.bar = "You have none that this market takes."
	}
	main := buy
	if sell.bar == "" {
		main = sell
		r.tone = strong
	}
	main.key = "enter"
	r.deeds = []deed{main, buy, sell}
	return r
}

func price(n int32) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprint(n)
}

func trend(t cosmicv1.Trend) string {
	switch t {
	case cosmicv1.Trend_TREND_RISING:
		return "↑ up"
	case cosmicv1.Trend_TREND_FALLING:
		return "↓ dn"
	default:
		return "="
	}
}

func noneToBuy(o *cosmicv1.Offer) string {
	if o.GetMaxBuy() > 0 {
		return ""
	}
	if o.GetStock() == 0 {
		return "The market has none."
	}
	return "There is no room for more, or no money."
}

func costs(question string, o *cosmicv1.Offer) string {
	return fmt.Sprintf("%s All: %d cr.", question, o.GetMaxBuyCost())
}

// atMost tells how far the captain's means reach.
func atMost(o *cosmicv1.Offer) string {
	var parts []string
	if o.GetMaxBuy() > 0 {
		parts = append(parts, fmt.Sprintf("You could buy %d for %s.", o.GetMaxBuy(), credits(o.GetMaxBuyCost())))
	} else {
		parts = append(parts, noneToBuy(o))
	}
	if o.GetMaxSell() > 0 {
		parts = append(parts, fmt.Sprintf("You could sell %d for %s.", o.GetMaxSell(), credits(o.GetMaxSellGain())))
	}
	return strings.Join(parts, " ")
}

// quotes are prices remembered of other places.
func quotes(o *cosmicv1.Offer) []string {
	var lines []string
	for _, q := range o.GetQuotes() {
		lines = append(lines, fmt.Sprintf("%s: buy at %s, sell at %s (turn %d)", q.GetNodeName(), price(q.GetAsk()), price(q.GetBid()), q.GetTurn()))
	}
	return lines
}
