package terminal

import (
	"fmt"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// bridgePage is the cruise dashboard: the map, where one can go, what one can do
// here.
func bridgePage(k known, v *cosmicv1.View) page {
	p := page{
		title: "Helm",
		columns: []column{
			{title: "Destination"}, {title: "fuel", width: 4, right: true}, {title: "risk", width: 4, right: true}, {title: "has", width: 4},
		},
		empty: "Nowhere to go.",
		picture: func(s size, picked string) []string {
			return starMap(v, s, k.galaxy, picked, k.theme)
		},
		deeds: append(actionDeeds(v), bridgeDeeds(v)...),
	}
	between := false
	for _, d := range v.GetDestinations() {
		if d.GetRegionId() != "" && !between {
			between = true
			p.rows = append(p.rows, heading("Regions"))
		}
		p.rows = append(p.rows, destination(v, d))
	}
	return p
}

func destination(v *cosmicv1.View, d *cosmicv1.Destination) row {
	r := row{
		id: d.GetNodeId(),
		cells: []string{
			string(glyph(d.GetType(), d.GetVisited())) + " " + d.GetName() + questMark(d.GetQuestIds()),
			fmt.Sprint(d.GetFuel()), percent(d.GetDanger()), services(d.GetRepair(), d.GetTrade()),
		},
	}
	order := uplink.Travel(d.GetNodeId())
	if d.GetRegionId() != "" {
		r.id, order = d.GetRegionId(), uplink.Cross(d.GetRegionId())
		r.cells[0] = "→ " + d.GetName() + questMark(d.GetQuestIds())
	}
	if !d.GetAllowed() {
		r.tone = dim
		r.detail = append(r.detail, "Barred: "+barred(false, d.GetMessage()))
	}
	what := words(d.GetType())
	switch {
	case !d.GetVisited() && d.GetRegionId() != "":
		what += ", never visited"
	case !d.GetVisited():
		what += ", unvisited"
	}
	r.detail = append(r.detail, fmt.Sprintf("%s: %s. Leaves %d fuel.", d.GetName(), what, d.GetFuelLeft()))
	for _, id := range d.GetQuestIds() {
		for _, q := range v.GetQuests() {
			if q.GetId() == id {
				r.detail = append(r.detail, "Quest: "+q.GetTitle())
			}
		}
	}
	r.deeds = []deed{{key: "enter", label: "Travel", bar: barred(d.GetAllowed(), d.GetMessage()), do: command(order)}}
	return r
}

// services are R for a yard (repair) and T for a market (trade), as far as known.
func services(repair, trade bool) string {
	s := []rune("··")
	if repair {
		s[0] = 'R'
	}
	if trade {
		s[1] = 'T'
	}
	return string(s)
}

// bridgeDeeds are what is not in the view's list of actions.
func bridgeDeeds(v *cosmicv1.View) []deed {
	var all []deed
	if m := v.GetMarket(); m != nil {
		all = append(all, buyFuel("f", m.GetFuel()))
	}
	all = append(all, deed{key: "z", label: "Galaxy", do: func([]string) intent { return intent{show: zoom} }})
	return all
}

// actionKeys are of the view's actions, by id.
var actionKeys = map[string]string{
	"scan": "s", "mine": "m", "salvage": "g", "wait": "w", "repair": "r", "eat": "e",
	"distress_call": "d", "buy_pod": "p", "flee": "f", "negotiate": "n", "retire": "R",
}

// actionDeeds are the view's actions: what takes no parameters, or few.
func actionDeeds(v *cosmicv1.View) []deed {
	combat := v.GetMode() == cosmicv1.Mode_MODE_COMBAT
	var all []deed
	for _, a := range v.GetActions() {
		if (a.GetId() == "flee" || a.GetId() == "negotiate") == combat {
			if d, ok := actionDeed(v, a); ok {
				all = append(all, d)
			}
		}
	}
	return all
}

func actionDeed(v *cosmicv1.View, a *cosmicv1.Action) (deed, bool) {
	d := deed{key: actionKeys[a.GetId()], label: a.GetName(), bar: barred(a.GetAllowed(), a.GetMessage())}
	simple := map[string]uplink.Order{
		"scan": uplink.Scan(), "mine": uplink.Mine(), "salvage": uplink.Salvage(), "wait": uplink.Wait(),
		"distress_call": uplink.DistressCall(), "buy_pod": uplink.BuyPod(), "flee": uplink.Flee(), "negotiate": uplink.Negotiate(),
	}
	if order, ok := simple[a.GetId()]; ok {
		d.do = command(order)
		return d, true
	}
	switch a.GetId() {
	case "eat":
		return eatDeed(d, v), true
	case "repair":
		return repairDeed(d, v.GetYard()), true
	case "retire":
		d.asks = []ask{sure("End this voyage here and score it?")}
		d.do = command(uplink.Retire())
		return d, true
	}
	return d, false // of a newer server
}

// eatDeed asks how many meals; the default fills the captain up.
func eatDeed(d deed, v *cosmicv1.View) deed {
	c := v.GetCaptain()
	const healthPerMeal = 2
	most := min(c.GetFood(), (c.GetMaxHealth()-c.GetHealth()+healthPerMeal-1)/healthPerMeal)
	if most > 0 {
		d.asks = []ask{howMany("Eat how many meals?", most)}
	}
	d.do = func(answers []string) intent {
		n := int32(1)
		if len(answers) > 0 {
			n = number(answers[0])
		}
		return intent{order: uplink.Eat(n)}
	}
	return d
}

// repairDeed asks how many points; the default mends all.
func repairDeed(d deed, y *cosmicv1.Yard) deed {
	missing := y.GetMissingHull()
	if missing > 0 {
		d.asks = []ask{howMany(fmt.Sprintf("Mend how many hull points? %d cr each; all: %d cr.", y.GetRepairPrice(), y.GetRepairCost()), missing)}
	}
	d.do = func(answers []string) intent {
		n := int32(0)
		if len(answers) > 0 {
			n = number(answers[0])
		}
		if n >= missing {
			n = 0 // all, whatever it is by now
		}
		return intent{order: uplink.Repair(n)}
	}
	return d
}
