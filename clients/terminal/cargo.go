package terminal

import (
	"fmt"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// cargoPage is what is in the hold, the larder first.
func cargoPage(v *cosmicv1.View) page {
	c, s := v.GetCaptain(), v.GetShip()
	p := page{
		title: "Hold",
		intro: []string{fmt.Sprintf("The hold takes %d of %d.", s.GetCargoUsed(), s.GetCargoCapacity())},
		columns: []column{
			{title: "Item"}, {title: "kind", width: 10}, {title: "held", width: 5, right: true}, {title: "weight", width: 6, right: true},
			{title: "worth", width: 6, right: true}, {title: "", width: 6},
		},
	}
	eat := eatDeed(deed{key: "enter", label: "Eat"}, v)
	for _, a := range v.GetActions() {
		if a.GetId() == "eat" {
			eat.bar = barred(a.GetAllowed(), a.GetMessage())
		}
	}
	p.rows = append(p.rows, row{
		id: "food", cells: []string{"Meals", "food", fmt.Sprint(c.GetFood()), "0"},
		detail: append([]string{"A meal brings 2 health."}, barNote(eat.bar)...), deeds: []deed{eat},
	})
	for _, stack := range v.GetCargo() {
		p.rows = append(p.rows, stackRow(v, stack))
	}
	for _, e := range v.GetEffects() {
		p.tail = append(p.tail, fmt.Sprintf("At work: %s %d, %d turns left.", e.GetName(), e.GetAmount(), e.GetTurns()))
	}
	return p
}

func stackRow(v *cosmicv1.View, s *cosmicv1.Stack) row {
	use := deed{key: "enter", label: "Use", do: command(uplink.UseItem(s.GetItem()))}
	mark := "use"
	if !s.GetUsable() {
		use.bar, mark = s.GetName()+" cannot be used now.", ""
	}
	drop := deed{
		key: "x", label: "Throw away", asks: []ask{howMany("Throw how many "+s.GetName()+" overboard?", s.GetQuantity())},
		do: quantity(func(n int32) uplink.Order { return uplink.DropItem(s.GetItem(), n) }),
	}
	switch {
	case v.GetMode() != cosmicv1.Mode_MODE_CRUISE:
		drop.bar = "Not now: something else has to be decided first."
	case s.GetKind() == "quest":
		drop.bar = "Somebody counts on it."
	}
	return row{
		id: s.GetItem(),
		cells: []string{
			s.GetName(), s.GetKind(), fmt.Sprintf("%d/%d", s.GetQuantity(), s.GetMaxStack()),
			fmt.Sprint(s.GetWeight() * s.GetQuantity()), fmt.Sprint(s.GetValue() * s.GetQuantity()), mark,
		},
		detail: []string{s.GetEffect(), fmt.Sprintf("One weighs %d and is worth %s.", s.GetWeight(), credits(s.GetValue()))},
		deeds:  []deed{use, drop},
	}
}
