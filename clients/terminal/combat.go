package terminal

import (
	"fmt"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// attackKeys are of the ways to attack, by id.
var attackKeys = map[string]string{"attack": "a", "precise_shot": "p", "barrage": "b", "evasive": "e"}

// combatPage is the fight: both hulls, the ways out with their odds, the rounds
// so far.
func combatPage(v *cosmicv1.View) page {
	c, s := v.GetCombat(), v.GetShip()
	hull := fmt.Sprintf("Your hull   %s %d/%d", bar(s.GetHull(), s.GetMaxHull(), 20), s.GetHull(), s.GetMaxHull())
	if s.GetShield() > 0 {
		hull += fmt.Sprintf(" + shield %d", s.GetShield())
	}
	p := page{
		title: "Combat",
		intro: []string{
			fmt.Sprintf("COMBAT with %s, round %d", c.GetEnemyName(), c.GetRound()),
			fmt.Sprintf("Enemy hull  %s %d/%d   power %d, accuracy %s, speed %.3g",
				bar(c.GetEnemyHull(), c.GetEnemyMaxHull(), 20), c.GetEnemyHull(), c.GetEnemyMaxHull(), c.GetEnemyPower(), percent(c.GetEnemyAccuracy()), c.GetEnemySpeed()),
			hull,
		},
		columns: []column{{title: "Action"}, {title: "chance", width: 6, right: true}, {title: "damage", width: 7, right: true}, {title: "you are hit", width: 11, right: true}},
		tail:    c.GetLog(),
	}
	for _, a := range c.GetAttacks() {
		p.rows = append(p.rows, attackRow(a, attackKeys[a.GetAction()]))
	}
	p.rows = append(p.rows, fleeRow(v, c), negotiateRow(c))
	for _, r := range p.rows { // the letters work whichever row is chosen
		p.deeds = append(p.deeds, r.deeds[1:]...)
	}
	return p
}

// both is a row's deed, by enter and by a letter of its own.
func both(key string, d deed) []deed {
	enter := d
	enter.key = "enter"
	d.key = key
	return []deed{enter, d}
}

func attackRow(a *cosmicv1.AttackOption, key string) row {
	bar := barred(a.GetAllowed(), a.GetMessage())
	return row{
		id:     a.GetAction(),
		cells:  []string{a.GetName(), percent(a.GetHitChance()), fmt.Sprintf("%d–%d", a.GetMinDamage(), a.GetMaxDamage()), percent(a.GetEnemyHitChance())},
		tone:   barTone(bar),
		detail: append([]string{a.GetEffect()}, barNote(bar)...),
		deeds:  both(key, deed{label: a.GetName(), bar: bar, do: command(uplink.Attack(a.GetAction()))}),
	}
}

func fleeRow(v *cosmicv1.View, c *cosmicv1.Combat) row {
	bar := ""
	for _, a := range v.GetActions() {
		if a.GetId() == "flee" {
			bar = barred(a.GetAllowed(), a.GetMessage())
		}
	}
	return row{
		id: "flee", cells: []string{"Flee", percent(c.GetFleeChance())}, tone: barTone(bar),
		detail: append([]string{fmt.Sprintf("Success costs up to %d fuel; failure takes a hit.", c.GetFleeFuel())}, barNote(bar)...),
		deeds:  both("f", deed{label: "Flee", bar: bar, do: command(uplink.Flee())}),
	}
}

func negotiateRow(c *cosmicv1.Combat) row {
	bar := ""
	if c.GetNegotiateReason() != "" || c.GetNegotiateMessage() != "" {
		bar = barred(false, c.GetNegotiateMessage())
	}
	return row{
		id: "negotiate", cells: []string{"Negotiate", percent(c.GetNegotiateChance())}, tone: barTone(bar),
		detail: append([]string{fmt.Sprintf("Costs %s if it works, and nothing if not; but then they attack.", credits(c.GetNegotiateCost()))}, barNote(bar)...),
		deeds:  both("n", deed{label: "Negotiate", bar: bar, do: command(uplink.Negotiate())}),
	}
}
