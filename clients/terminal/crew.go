package terminal

import (
	"fmt"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// crewPage is who flies with the captain, who would, and who thinks what of them.
func crewPage(v *cosmicv1.View) page {
	p := page{
		title:   "Crew and factions",
		columns: []column{{title: "Name"}, {title: "", width: 12}, {title: "", width: 9, right: true}, {title: "", width: 11, right: true}},
	}
	p.rows = append(p.rows, heading(fmt.Sprintf("Crew, %d of 3", len(v.GetCrew()))))
	for _, c := range v.GetCrew() {
		r := crewRow(c)
		r.deeds = []deed{{
			key: "x", label: "Dismiss", do: command(uplink.DismissCrew(c.GetId())),
			asks: []ask{sure("Let " + c.GetName() + " go?")},
		}}
		p.rows = append(p.rows, r)
	}
	if len(v.GetRecruits()) > 0 {
		p.rows = append(p.rows, heading("Would join here"))
	}
	for _, c := range v.GetRecruits() {
		r := crewRow(c)
		bar := barred(c.GetAllowed(), c.GetMessage())
		r.tone, r.detail = barTone(bar), append(r.detail, barNote(bar)...)
		r.cells[2] = credits(c.GetFee())
		r.deeds = []deed{{key: "enter", label: "Hire", bar: bar, do: command(uplink.HireCrew(c.GetId()))}}
		p.rows = append(p.rows, r)
	}
	p.rows = append(p.rows, heading("Factions"))
	for _, f := range v.GetFactions() {
		r := row{id: "faction-" + f.GetId(), cells: []string{f.GetName(), f.GetStanding(), fmt.Sprintf("%+d", f.GetReputation())}, detail: []string{f.GetEffect()}}
		switch {
		case f.GetReputation() > 0:
			r.tone = good
		case f.GetReputation() < 0:
			r.tone = bad
		}
		p.rows = append(p.rows, r)
	}
	return p
}

func crewRow(c *cosmicv1.CrewMember) row {
	return row{
		id: c.GetId(), cells: []string{c.GetName(), c.GetRole(), "", fmt.Sprintf("%d cr/turn", c.GetWage())},
		detail: []string{c.GetEffect()},
	}
}
