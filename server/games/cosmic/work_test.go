package cosmic

import (
	"math"
	"strings"
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

func TestMiningTakesAFieldALaserFuelAndRoom(t *testing.T) {
	t.Parallel()
	s := fitted(scene(t), "mining_laser")
	refused(t, s, "nothing_to_mine", action("mine"))
	s = somewhere(t, s, ofType("asteroid_field"))
	refused(t, fitted(s, "laser_cannon"), "no_mining_laser", action("mine"))
	full := s
	full.cargo = map[string]int32{"rare_minerals": 10}
	refused(t, full, "hold_full", action("mine"))
	dry := s
	dry.fuel = 4
	refused(t, dry, "no_fuel", action("mine"))
	found, least, most := 0, int32(99), int32(0)
	const tries = 1500
	for n := range int32(tries) {
		events, err := action("mine")(turn(n), s)
		must(t, err)
		next := folded(t, s, events)
		m, _ := first[*cosmicv1.Event_Mined_](events)
		if next.fuel != 95 || next.turn != 1 {
			t.Fatalf("%d fuel in turn %d", next.fuel, next.turn)
		}
		if !m.Mined.GetFound() {
			if k, ok := first[*cosmicv1.Event_Struck_](events); !ok || k.Struck.GetDamage() < 5 || k.Struck.GetDamage() > 15 || len(next.cargo) > 0 {
				t.Fatalf("%v", events)
			}
			continue
		}
		found++
		least, most = min(least, next.cargo["rare_minerals"]), max(most, next.cargo["rare_minerals"])
	}
	if share := float64(found) / tries; math.Abs(share-.7) > .04 || least != 3 || most != 8 { // 2 to 5, times 1.5, rounded
		t.Errorf("ore in %v of the cases, %d to %d", share, least, most)
	}
}

func TestSalvagingTakesAWreckASalvagerAndFuel(t *testing.T) {
	t.Parallel()
	s := fitted(scene(t), "salvager")
	refused(t, s, "nothing_to_salvage", action("salvage"))
	wreck := s
	wreck.wrecks = map[string]int32{s.at: 1}
	if !embedded.View(wreck, viewer).GetLocation().GetWreck() {
		t.Error("the wreck is not shown")
	}
	next, _ := after(t, wreck, action("salvage"))
	if next.fuel != 97 || next.turn != 1 {
		t.Errorf("%d fuel in turn %d", next.fuel, next.turn)
	}
	next.encounter, next.fight = nil, nil
	refused(t, next, "nothing_to_salvage", action("salvage"))
	derelict := somewhere(t, s, ofType("derelict"))
	refused(t, fitted(derelict, "laser_cannon"), "no_salvager", action("salvage"))
	dry := derelict
	dry.fuel = 2
	refused(t, dry, "no_fuel", action("salvage"))
	full := derelict
	full.cargo = map[string]int32{"rare_minerals": 10}
	refused(t, full, "hold_full", action("salvage"))
	for range embedded.balance.Salvage.PerNode {
		derelict, _ = after(t, derelict, action("salvage"))
		derelict.ship.hull, derelict.cargo = 80, nil
	}
	refused(t, derelict, "nothing_to_salvage", action("salvage"))
}

func TestScanningSurveysAndFinds(t *testing.T) {
	t.Parallel()
	s := scene(t)
	next, _ := after(t, s, action("scan"))
	for _, id := range s.chart.links[s.at] {
		if !next.surveyed[id] {
			t.Errorf("%s is not surveyed", id)
		}
	}
	if next.turn != 1 {
		t.Errorf("a scan takes %d turns", next.turn)
	}
	s.scanned = map[string]int32{s.at: int32(embedded.balance.Scan.PerNode)}
	for n := range int32(50) {
		events, err := action("scan")(turn(n), s)
		must(t, err)
		if k, _ := first[*cosmicv1.Event_Scanned_](events); k.Scanned.GetFound() || has[*cosmicv1.Event_Encountered_](events) {
			t.Fatal("found again")
		}
	}
}

// TestBetterScannersFindMore of what is good.
func TestBetterScannersFindMore(t *testing.T) {
	t.Parallel()
	finds := func(s State) (good int) {
		for n := range int32(800) {
			p := &play{helm: embedded.helm(s), t: turn(n)}
			if f, ok := p.find(); ok && f.Good {
				good++
			}
		}
		return good
	}
	if plain, better := finds(scene(t)), finds(fitted(scene(t), "scanner_upgrade")); float64(better) < 1.2*float64(plain) {
		t.Errorf("%d finds without, %d with", plain, better)
	}
}

func TestDronesAndMedicsWorkEachTurn(t *testing.T) {
	t.Parallel()
	s := manned(fitted(scene(t), "repair_drones"), "medic")
	s.ship.hull, s.health = 70, 60
	next, _ := after(t, s, action("wait"))
	if next.ship.hull != 71 || next.health != 61 || next.credits != s.credits-5 || next.turn != 1 {
		t.Errorf("hull %d, health %d, %d credits", next.ship.hull, next.health, next.credits)
	}
	s.ship.hull = 80
	if next, _ = after(t, s, action("wait")); next.ship.hull != 80 {
		t.Errorf("hull %d", next.ship.hull)
	}
}

func TestWhoIsNotPaidLeaves(t *testing.T) {
	t.Parallel()
	s := manned(scene(t), "pilot")
	s.credits = 4
	if next, events := after(t, s, action("wait")); len(next.crew) != 0 || next.credits != 4 || !has[*cosmicv1.Event_CrewLeft_](events) {
		t.Errorf("%v stay for %d credits", next.crew, next.credits)
	}
}

func TestHiringAndDismissing(t *testing.T) {
	t.Parallel()
	s := wealthy(scene(t), 1000)
	hire := func(id string) *cosmicv1.HireCrewRequest { return &cosmicv1.HireCrewRequest{CrewId: id} }
	s.recruits = map[string]berth{s.at: {people: []*cosmicv1.Event_Person{
		{Id: "a", Name: "Ann", Role: "pilot", Fee: 120, Wage: 6}, {Id: "b", Name: "Ben", Role: "pilot", Fee: 120, Wage: 6}, {Id: "c", Name: "Cy", Role: "medic", Fee: 100, Wage: 5},
	}}}
	refused(t, s, "no_such_crew", rpc(Game.HireCrew, hire("z")))
	next, _ := after(t, s, rpc(Game.HireCrew, hire("a")))
	if next.credits != 880 || len(next.crew) != 1 || len(next.recruits[s.at].people) != 2 {
		t.Errorf("%d credits, %v", next.credits, next.crew)
	}
	near(t, "speed with a pilot", embedded.helm(next).rig().speed, 1.4)
	refused(t, next, "role_taken", rpc(Game.HireCrew, hire("b")))
	next.credits = 99
	refused(t, next, "no_credits", rpc(Game.HireCrew, hire("c")))
	next.crew = append(next.crew, &cosmicv1.Event_Person{Role: "gunner"}, &cosmicv1.Event_Person{Role: "engineer"})
	refused(t, next, "crew_full", rpc(Game.HireCrew, hire("c")))
	refused(t, drifting(s), "in_pod", rpc(Game.HireCrew, hire("a")))
	refused(t, next, "no_such_crew", rpc(Game.DismissCrew, &cosmicv1.DismissCrewRequest{CrewId: "z"}))
	if left, _ := after(t, next, rpc(Game.DismissCrew, &cosmicv1.DismissCrewRequest{CrewId: "a"})); len(left.crew) != 2 {
		t.Errorf("%v", left.crew)
	}
}

// TestHelpCostsCreditsOrCargoByDanger, is free for who has nothing, and is not
// for those who can help themselves.
func TestHelpCostsCreditsOrCargoByDanger(t *testing.T) {
	t.Parallel()
	s := somewhere(t, scene(t), func(p *cosmicv1.Event_Place) bool { return !p.GetTrade() && !p.GetRepair() })
	refused(t, s, "not_stranded", action("distress_call"))
	s.fuel = 2
	can := s
	can.cargo = map[string]int32{"fuel_cells": 1}
	refused(t, can, "not_stranded", action("distress_call"))
	market := s
	market.at = s.chart.stars.GetStart()
	refused(t, market, "not_stranded", action("distress_call"))
	price := embedded.helm(s).helpCost()
	if want := floor(80 + 120*s.place().GetDanger()); price != want {
		t.Errorf("help costs %d, not %d", price, want)
	}
	heard := func(n State, _ []*cosmicv1.Event) bool { return n.fuel > 2 }
	if paid, _ := lucky(t, s, action("distress_call"), heard); paid.credits != s.credits-price || paid.fuel != 52 || paid.turn != 1 {
		t.Errorf("%d credits, %d fuel", paid.credits, paid.fuel)
	}
	s.credits, s.cargo = price-150, map[string]int32{"data_cores": 3, "scrap_metal": 1, "ancient_key": 1}
	if s.credits < 0 {
		s.credits = 0
	}
	need := (price - s.credits + 99) / 100
	if paid, _ := lucky(t, s, action("distress_call"), heard); paid.credits != 0 || paid.cargo["data_cores"] != 3-need || paid.cargo["ancient_key"] != 1 {
		t.Errorf("%d credits, %v", paid.credits, paid.cargo)
	}
	s.credits, s.cargo = 3, nil
	poor, events := lucky(t, s, action("distress_call"), heard)
	if k, _ := first[*cosmicv1.Event_DistressCalled_](events); poor.credits != 0 || !strings.Contains(k.DistressCalled.GetText(), "takes 3 credits") {
		t.Errorf("%d credits: %v", poor.credits, k)
	}
	s.credits = 0
	if free, _ := lucky(t, s, action("distress_call"), heard); free.fuel != 52 || free.credits != 0 {
		t.Errorf("%d fuel for nothing", free.fuel)
	}
	if unheard, _ := lucky(t, s, action("distress_call"), func(n State, _ []*cosmicv1.Event) bool { return n.fuel == 2 }); unheard.turn != 1 {
		t.Errorf("turn %d", unheard.turn)
	}
}
