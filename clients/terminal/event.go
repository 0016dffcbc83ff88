package terminal

import (
	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// eventPage is an event that waits for a choice, with the odds of each.
func eventPage(v *cosmicv1.View) page {
	e := v.GetEncounter()
	p := page{title: "Event", intro: []string{"EVENT: " + e.GetTitle(), e.GetText()}, columns: text()}
	for i, c := range e.GetChoices() {
		bar := barred(c.GetAllowed(), c.GetMessage())
		r := row{id: c.GetId(), cells: []string{string(rune('a'+i)) + "  " + c.GetText()}, under: c.GetRisk(), tone: barTone(bar)}
		if bar != "" {
			r.under += " Not now: " + bar
		}
		r.deeds = both(string(rune('a'+i)), deed{label: "Choose", bar: bar, do: command(uplink.Choose(c.GetId()))})
		p.rows = append(p.rows, r)
		p.deeds = append(p.deeds, r.deeds[1])
	}
	return p
}
