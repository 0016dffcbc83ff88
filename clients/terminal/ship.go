package terminal

import (
	"fmt"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// shipPage is the ship, its pod, and the yard when there is one.
func shipPage(v *cosmicv1.View) page {
	s := v.GetShip()
	p := page{
		title:   "Ship",
		columns: []column{{title: "Part"}, {title: "slot", width: 14}, {title: "price", width: 7, right: true}, {title: "", width: 7}},
		empty:   "There is no ship.",
		intro: []string{fmt.Sprintf("%s: hull %d/%d, power %d, accuracy +%s, speed %.3g, fuel %s, scan %s, mining %s, salvage %s. Trade-in %s.",
			s.GetName(), s.GetHull(), s.GetMaxHull(), s.GetPower(), percent(s.GetAccuracy()), s.GetSpeed(), times(s.GetFuelEfficiency()),
			times(s.GetScanStrength()), times(s.GetMiningYield()), times(s.GetSalvageYield()), credits(s.GetTradeIn()))},
	}
	p.rows = append(p.rows, heading("Aboard"))
	for _, slot := range s.GetSlots() {
		p.rows = append(p.rows, slotRow(slot))
	}
	p.rows = append(p.rows, podRows(v.GetPod())...)
	if y := v.GetYard(); y != nil {
		p.rows = append(p.rows, yardRows(v, y)...)
	} else {
		p.rows = append(p.rows, heading("No yard here. Places with an R on the map repair and fit ships."))
	}
	return p
}

func slotRow(s *cosmicv1.Slot) row {
	m := s.GetModule()
	if m == nil {
		return row{id: s.GetId(), tone: dim, cells: []string{"free", s.GetId()}}
	}
	d := deed{
		key: "x", label: "Remove", do: command(uplink.RemoveModule(s.GetId())),
		asks: []ask{sure(fmt.Sprintf("Take %s out for %s?", m.GetName(), credits(m.GetRefund())))},
		bar:  barred(m.GetAllowed(), m.GetMessage()),
	}
	return row{id: s.GetId(), cells: []string{m.GetName(), s.GetId()}, detail: []string{m.GetEffect()}, deeds: []deed{d}}
}

func podRows(p *cosmicv1.Pod) []row {
	if p == nil {
		return nil
	}
	where := "aboard"
	if !p.GetAboard() {
		where = "you sit in it"
	}
	rows := []row{{id: "pod", cells: []string{fmt.Sprintf("Escape pod %d/%d", p.GetHull(), p.GetMaxHull()), where}}}
	for _, a := range p.GetAugmentations() {
		rows = append(rows, row{id: "fitted-" + a.GetId(), cells: []string{a.GetName(), "pod " + a.GetKind()}, detail: []string{a.GetEffect()}})
	}
	return rows
}

func yardRows(v *cosmicv1.View, y *cosmicv1.Yard) []row {
	repair := repairDeed(deed{key: "enter", label: "Repair"}, y)
	if y.GetMissingHull() == 0 {
		repair.bar = "The hull is whole."
	}
	for _, a := range v.GetActions() {
		if a.GetId() == "repair" {
			repair.bar = barred(a.GetAllowed(), a.GetMessage())
		}
	}
	rows := []row{heading("Yard"), {
		id: "repair", cells: []string{fmt.Sprintf("Repair %d hull points", y.GetMissingHull()), "", credits(y.GetRepairCost()), may(repair.bar)},
		tone: barTone(repair.bar), detail: barNote(repair.bar), deeds: []deed{repair},
	}}
	pod := deed{key: "enter", label: "Buy", bar: barred(y.GetPodAllowed(), y.GetPodMessage()), do: command(uplink.BuyPod())}
	rows = append(rows, sale("buy-pod", []string{"Escape pod", ""}, y.GetPodPrice(), "Saves the captain when the ship is lost.", pod))
	for _, a := range y.GetAugmentations() {
		d := deed{key: "enter", label: "Buy", bar: barred(a.GetAllowed(), a.GetMessage()), do: command(uplink.BuyAugmentation(a.GetId()))}
		rows = append(rows, sale("pod-"+a.GetId(), []string{a.GetName(), "pod " + a.GetKind()}, a.GetPrice(), a.GetEffect(), d))
	}
	rows = append(rows, heading("Modules for sale"))
	for _, m := range y.GetModules() {
		d := deed{key: "enter", label: "Buy and fit", bar: barred(m.GetAllowed(), m.GetMessage()), do: command(uplink.BuyModule(m.GetId()))}
		rows = append(rows, sale("module-"+m.GetId(), []string{m.GetName(), fmt.Sprintf("%s, %d free", m.GetSlot(), m.GetFreeSlots())}, m.GetPrice(), m.GetEffect(), d))
	}
	rows = append(rows, heading("Ships for sale, your own traded in"))
	for _, o := range y.GetShips() {
		rows = append(rows, shipRow(o))
	}
	return rows
}

func shipRow(o *cosmicv1.ShipOffer) row {
	slots := o.GetSlots()
	about := fmt.Sprintf("%s Hull %d, hold %d, fuel %s, speed %.3g; slots high %d, mid %d, low %d, rig %d. List price %s.",
		o.GetDescription(), o.GetHull(), o.GetCargo(), times(o.GetFuelEfficiency()), o.GetSpeed(),
		slots["high"], slots["mid"], slots["low"], slots["rig"], credits(o.GetPrice()))
	return sale("ship-"+o.GetType(), []string{o.GetName(), "ship"}, o.GetCost(), about, deed{
		key: "enter", label: "Buy", bar: barred(o.GetAllowed(), o.GetMessage()), do: command(uplink.BuyShip(o.GetType())),
		asks: []ask{sure(fmt.Sprintf("Trade your ship and its modules in for the %s, for %s?", o.GetName(), credits(o.GetCost())))},
	})
}

// sale is a row for something that can be bought.
func sale(id string, cells []string, price int32, effect string, d deed) row {
	return row{
		id: id, cells: append(cells, credits(price), may(d.bar)), tone: barTone(d.bar),
		detail: append([]string{effect}, barNote(d.bar)...), deeds: []deed{d},
	}
}

func may(bar string) string {
	if bar == "" {
		return "can buy"
	}
	return ""
}

func barTone(bar string) tone {
	if bar == "" {
		return normal
	}
	return dim
}

func barNote(bar string) []string {
	if bar == "" {
		return nil
	}
	return []string{"Not now: " + bar}
}
