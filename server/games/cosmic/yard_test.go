package cosmic

import (
	"math"
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

func points(n int32) *cosmicv1.RepairRequest { return &cosmicv1.RepairRequest{Points: &n} }

// TestRepairNeverLowersTheHull, whatever is asked, and costs by damage and
// region: a point's price times the region's wealth.
func TestRepairNeverLowersTheHull(t *testing.T) {
	t.Parallel()
	s := scene(t)
	refused(t, s, "not_needed", action("repair"))
	s.ship.hull = 60
	for _, n := range []int32{math.MinInt32, -20, -1, 0, 10_001, math.MaxInt32} {
		refused(t, s, "invalid_points", rpc(Game.Repair, points(n)))
	}
	price := embedded.balance.Yard.RepairPrice * 1.5
	for n, hull := range map[int32]int32{1: 61, 7: 67, 20: 80, 10_000: 80} {
		cost := int32(math.Ceil(float64(hull-60) * price))
		if next, _ := after(t, s, rpc(Game.Repair, points(n))); next.ship.hull != hull || next.credits != s.credits-cost || next.turn != s.turn {
			t.Errorf("%d points: hull %d, %d credits", n, next.ship.hull, next.credits)
		}
	}
	if next, _ := after(t, s, action("repair")); next.ship.hull != 80 {
		t.Errorf("all of it: hull %d", next.ship.hull)
	}
	s.credits = int32(math.Ceil(20*price)) - 1
	refused(t, s, "no_credits", action("repair"))
	s = somewhere(t, s, func(p *cosmicv1.Event_Place) bool { return !p.GetRepair() })
	refused(t, s, "no_yard", action("repair"))
}

// TestEffectiveValues: multipliers multiply, the rest adds.
func TestEffectiveValues(t *testing.T) {
	t.Parallel()
	s := fitted(flownBy(scene(t), "explorer"), "laser_cannon", "missile_launcher", "mining_laser", "afterburner", "scanner_upgrade", "targeting_computer",
		"fuel_optimizer", "cargo_expander", "armor_plates", "speed_rig", "shield_rig")
	s.crew = []*cosmicv1.Event_Person{{Role: "pilot"}, {Role: "engineer"}, {Role: "scientist"}}
	s.pod = &pod{hull: 30, augmentations: []string{"shield_boost", "scanner_array", "emergency_thrusters"}}
	v := embedded.helm(s).showShip()
	near(t, "fuel", v.GetFuelEfficiency(), .9*.8*.9*.85*.8)
	near(t, "speed", v.GetSpeed(), 1.1+.3+.2+.2)
	near(t, "scan", v.GetScanStrength(), 2*1.5*2)
	near(t, "mining", v.GetMiningYield(), 1.5)
	near(t, "accuracy", v.GetAccuracy(), .2)
	if v.GetMaxHull() != 120+30+40+20 || v.GetCargoCapacity() != 150+50 || v.GetPower() != 25 {
		t.Errorf("hull %d, cargo %d, power %d", v.GetMaxHull(), v.GetCargoCapacity(), v.GetPower())
	}
}

func TestModulesTakeASlotAndMoney(t *testing.T) {
	t.Parallel()
	s := wealthy(scene(t), 10_000)
	module := func(id string) *cosmicv1.BuyModuleRequest { return &cosmicv1.BuyModuleRequest{Module: id} }
	refused(t, s, "invalid_module", rpc(Game.BuyModule, module("death_ray")))
	next, _ := after(t, s, rpc(Game.BuyModule, module("armor_plates")))
	if next.ship.modules["low-1"] != "armor_plates" || next.credits != 9750 || next.ship.hull != 110 || next.turn != s.turn {
		t.Errorf("%v, hull %d, %d credits", next.ship.modules, next.ship.hull, next.credits)
	}
	refused(t, next, "no_slot", rpc(Game.BuyModule, module("cargo_expander")))
	s.credits = 199
	refused(t, s, "no_credits", rpc(Game.BuyModule, module("laser_cannon")))
	s = somewhere(t, s, func(p *cosmicv1.Event_Place) bool { return !p.GetRepair() })
	refused(t, s, "no_yard", rpc(Game.BuyModule, module("laser_cannon")))
	for _, m := range embedded.Modules(embedded.View(next, viewer)) {
		want := map[string]int32{"high": 2, "mid": 3, "low": 0, "rig": 1}[m.GetSlot()]
		if m.GetFreeSlots() != want || m.GetAllowed() != (want > 0) {
			t.Errorf("%s: %d free, allowed %v", m.GetId(), m.GetFreeSlots(), m.GetAllowed())
		}
	}
}

func TestModulesAreTakenOutForHalf(t *testing.T) {
	t.Parallel()
	s := fitted(scene(t), "laser_cannon", "cargo_expander", "speed_rig", "shield_booster")
	out := func(id string) *cosmicv1.RemoveModuleRequest { return &cosmicv1.RemoveModuleRequest{SlotId: id} }
	if next, _ := after(t, s, rpc(Game.RemoveModule, out("high-1"))); next.credits != s.credits+100 || len(next.ship.modules) != 3 {
		t.Errorf("%v, %d credits", next.ship.modules, next.credits)
	}
	refused(t, s, "permanent", rpc(Game.RemoveModule, out("rig-1")))
	refused(t, s, "not_fitted", rpc(Game.RemoveModule, out("high-2")))
	refused(t, s, "not_fitted", rpc(Game.RemoveModule, out("bow-7")))
	s.ship.hull = 5
	if next, _ := after(t, s, rpc(Game.RemoveModule, out("mid-1"))); next.ship.hull != 1 {
		t.Errorf("without its shield the hull is %d", next.ship.hull)
	}
	s.cargo = map[string]int32{"rare_minerals": 11}
	refused(t, s, "hold_too_small", rpc(Game.RemoveModule, out("low-1")))
}

// TestAModuleBoughtAndTakenOutMendsNothing and costs half.
func TestAModuleBoughtAndTakenOutMendsNothing(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s.ship.hull = 11
	in, _ := after(t, s, rpc(Game.BuyModule, &cosmicv1.BuyModuleRequest{Module: "armor_plates"}))
	out, _ := after(t, in, rpc(Game.RemoveModule, &cosmicv1.RemoveModuleRequest{SlotId: "low-1"}))
	if out.ship.hull != 11 || out.credits != s.credits-125 {
		t.Errorf("hull %d, %d credits", out.ship.hull, out.credits)
	}
}

func TestAShipIsTradedInAtHalf(t *testing.T) {
	t.Parallel()
	s := fitted(scene(t), "laser_cannon", "armor_plates")
	ship := func(kind string) *cosmicv1.BuyShipRequest { return &cosmicv1.BuyShipRequest{Type: kind} }
	s.ship.hull, s.credits = 20, 800-425
	next, _ := after(t, s, rpc(Game.BuyShip, ship("trader")))
	if next.credits != 0 || next.ship.kind != "trader" || next.ship.hull != 100 || len(next.ship.modules) != 0 {
		t.Errorf("%v, %d credits", next.ship, next.credits)
	}
	refused(t, next, "same_ship", rpc(Game.BuyShip, ship("trader")))
	back, _ := after(t, next, rpc(Game.BuyShip, ship("scout")))
	if back.credits != 0 { // 400 for the trader, 400 for the scout
		t.Errorf("a scout for a trader leaves %d credits", back.credits)
	}
	s.credits--
	refused(t, s, "no_credits", rpc(Game.BuyShip, ship("trader")))
	refused(t, s, "invalid_type", rpc(Game.BuyShip, ship("yacht")))
	next.cargo = map[string]int32{"rare_minerals": 11}
	refused(t, next, "hold_too_small", rpc(Game.BuyShip, ship("scout")))
}

// TestEveryShipCanBeBoughtBeforeTheVoyageIsWon: with just enough credits for it
// the voyage goes on, it goes on in the new ship, and it can still be won.
func TestEveryShipCanBeBoughtBeforeTheVoyageIsWon(t *testing.T) {
	t.Parallel()
	for _, kind := range embedded.balance.Ships {
		s := scene(t)
		s.credits = max(0, int32(kind.Price)-embedded.helm(s).tradeIn())
		s, _ = after(t, s, action("wait"))
		if s.status != underWay {
			t.Fatalf("%s: the voyage is over before it can be bought: %v", kind.Type, s.outcome)
		}
		if kind.Type != s.ship.kind {
			s, _ = after(t, s, rpc(Game.BuyShip, &cosmicv1.BuyShipRequest{Type: kind.Type}))
		}
		if s.status != underWay || s.ship.kind != kind.Type {
			t.Fatalf("%s: %v", kind.Type, s.outcome)
		}
		s.credits += s.options.GetVictoryCredits() - embedded.helm(s).earned()
		if s, _ = lucky(t, s, action("wait"), func(n State, _ []*cosmicv1.Event) bool { return n.status != underWay }); s.status != victory {
			t.Errorf("%s: %v", kind.Type, s.outcome)
		}
	}
}

// TestNothingAtTheYardMintsMoney: no deal raises the net worth.
func TestNothingAtTheYardMintsMoney(t *testing.T) {
	t.Parallel()
	s := fortune(t, 1, &cosmicv1.CreateRequest{Seed: "yard", Endless: true}).State()
	s = fitted(s, "laser_cannon", "shield_booster")
	for _, d := range open(deeds(embedded.View(s, viewer))) {
		next, events := after(t, s, d.do)
		if has[*cosmicv1.Event_ShipBought_](events) || has[*cosmicv1.Event_Fitted_](events) || has[*cosmicv1.Event_Removed_](events) || has[*cosmicv1.Event_PodBought_](events) {
			if was, is := embedded.helm(s).worth(), embedded.helm(next).worth(); is > was {
				t.Errorf("%s: %d became %d", d.name, was, is)
			}
		}
	}
}

// TestALostModuleStaysUntilTheShipGoes: a balance that no longer has a module,
// a ship, an item or an event does not break voyages that have it.
func TestALostModuleStaysUntilTheShipGoes(t *testing.T) {
	t.Parallel()
	s := fitted(scene(t), "laser_cannon", "cargo_rig")
	s.ship.modules["mid-2"] = "whale_song"
	s.cargo = map[string]int32{"moon_cheese": 3, "data_cores": 1}
	s.pod = &pod{hull: 30, augmentations: []string{"parachute"}}
	s.crew = []*cosmicv1.Event_Person{{Id: "c1", Name: "A cook", Role: "cook", Wage: 1}}
	s.effects = []effect{{"luck", "Luck", 7, 90}}
	if v := embedded.View(s, viewer); v.GetShip().GetPower() != 10 || len(v.GetCargo()) != 1 {
		t.Errorf("the ship is %v", v.GetShip())
	}
	small := *embedded.balance
	small.Ships, small.Modules, small.Items, small.Events, small.Enemies = small.Ships[1:], nil, small.Items[4:], nil, nil
	poor := New(&small)
	for mode, st := range []State{s, against(s, "pirate_raider"), asked(t, s)} {
		if v := poor.View(st, viewer); len(open(deeds(v))) == 0 {
			t.Errorf("nothing can be done: %v", v.GetMode())
		}
		var events []*cosmicv1.Event
		var err error
		switch mode {
		case 0:
			events, err = poor.Scan(turn(1), st, &cosmicv1.ScanRequest{})
		case 1:
			events, err = poor.Attack(turn(1), st.withFight(func(f *fight) { f.hull = 1 }), &cosmicv1.AttackRequest{})
		case 2:
			events, err = poor.Choose(turn(1), st, &cosmicv1.ChooseRequest{ChoiceId: st.encounter.GetChoices()[0].GetId()})
		}
		must(t, err)
		poor.View(folded(t, st, events), viewer)
	}
}

// asked is the state with an event that waits for a choice.
func asked(t *testing.T, s State) State {
	t.Helper()
	p := &play{helm: embedded.helm(s), t: turn(0)}
	p.encounterHere()
	if p.encounter == nil {
		t.Fatal("nothing happens here")
	}
	return p.State
}
