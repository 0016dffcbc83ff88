package cosmic

import (
	"math"
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

func augment(id string) *cosmicv1.BuyAugmentationRequest {
	return &cosmicv1.BuyAugmentationRequest{Augmentation: id}
}

func podded(s State, augmentations ...string) State {
	s.pod = &pod{hull: 30, augmentations: augmentations}
	return s
}

// drifting is the state after the ship was lost.
func drifting(s State, augmentations ...string) State {
	p := &play{helm: embedded.helm(podded(s, augmentations...)), t: turn(0)}
	p.damage(1000, "a test", false)
	return p.State
}

func TestAPodIsBoughtOnceAtAYard(t *testing.T) {
	t.Parallel()
	s := wealthy(scene(t), 5000)
	refused(t, s, "no_pod", rpc(Game.BuyAugmentation, augment("life_support")))
	s, _ = after(t, s, action("buy_pod"))
	if s.pod.hull != 30 || s.credits != 4500 {
		t.Errorf("%v, %d credits", s.pod, s.credits)
	}
	refused(t, s, "has_pod", action("buy_pod"))
	poor := scene(t)
	poor.credits = 499
	refused(t, poor, "no_credits", action("buy_pod"))
	away := somewhere(t, scene(t), func(p *cosmicv1.Event_Place) bool { return !p.GetRepair() })
	refused(t, away, "no_yard", action("buy_pod"))
}

func TestAPodTakesOneOfAKind(t *testing.T) {
	t.Parallel()
	s := podded(wealthy(scene(t), 5000))
	refused(t, s, "invalid_augmentation", rpc(Game.BuyAugmentation, augment("sofa")))
	for _, id := range []string{"life_support", "scanner_array", "cargo_module", "emergency_thrusters"} {
		s, _ = after(t, s, rpc(Game.BuyAugmentation, augment(id)))
	}
	if s.pod.hull != 50 || s.credits != 5000-600-400-500-250 {
		t.Errorf("%v, %d credits", s.pod, s.credits)
	}
	refused(t, s, "already_fitted", rpc(Game.BuyAugmentation, augment("life_support")))
	for _, id := range []string{"shield_boost", "armor_plating", "rescue_beacon", "emergency_supplies"} {
		refused(t, s, "kind_taken", rpc(Game.BuyAugmentation, augment(id)))
	}
	shielded, _ := after(t, podded(wealthy(scene(t), 5000)), rpc(Game.BuyAugmentation, augment("shield_boost")))
	if shielded.ship.hull != 100 || embedded.helm(shielded).rig().maxHull != 100 {
		t.Errorf("hull %d", shielded.ship.hull)
	}
}

// TestAtHullZeroThePodIsTheWayOut, told in the same record; the ship, its
// modules, the hold and the fight are gone, quest items are not.
func TestAtHullZeroThePodIsTheWayOut(t *testing.T) {
	t.Parallel()
	s := against(podded(fitted(scene(t), "laser_cannon")), "space_kraken")
	s.ship.hull, s.cargo = 1, map[string]int32{"data_cores": 4, "ancient_key": 1}
	next, events := lucky(t, s, rpc(Game.Attack, &cosmicv1.AttackRequest{}), func(n State, _ []*cosmicv1.Event) bool { return n.inPod })
	if !has[*cosmicv1.Event_Ejected_](events) || next.status != underWay || next.fight != nil || next.cargo["data_cores"] != 0 ||
		next.cargo["ancient_key"] != 1 || len(next.ship.modules) != 0 || next.statistics.podUses != 1 {
		t.Errorf("%v", events)
	}
	v := embedded.View(next, viewer)
	if !v.GetCaptain().GetInPod() || v.GetPod().GetAboard() || v.GetShip().GetHull() != 0 || v.GetMode() != cosmicv1.Mode_MODE_CRUISE {
		t.Errorf("the view shows %v", v.GetCaptain())
	}
	for _, id := range []string{"scan", "mine", "salvage", "repair", "buy_pod"} {
		refused(t, next, "in_pod", action(id))
	}
	refused(t, next, "in_pod", rpc(Game.BuyModule, &cosmicv1.BuyModuleRequest{Module: "laser_cannon"}))
	refused(t, next, "in_pod", rpc(Game.RemoveModule, &cosmicv1.RemoveModuleRequest{SlotId: "high-1"}))
	refused(t, next, "in_pod", rpc(Game.BuyAugmentation, augment("life_support")))
}

func TestWithoutAPodTheVoyageEndsInTheSameRecord(t *testing.T) {
	t.Parallel()
	s := against(scene(t), "space_kraken")
	s.ship.hull = 1
	next, events := lucky(t, s, rpc(Game.Attack, &cosmicv1.AttackRequest{}), func(n State, _ []*cosmicv1.Event) bool { return n.ship.hull == 0 })
	if next.status != lost || !has[*cosmicv1.Event_Ended_](events) || len(embedded.View(next, viewer).GetDestinations()) != 0 {
		t.Errorf("%v", events)
	}
	refused(t, next, "game_finished", action("wait"))
	refused(t, next, "game_finished", action("flee"))
	refused(t, next, "game_finished", rpc(Game.Choose, &cosmicv1.ChooseRequest{ChoiceId: "x"}))
}

// TestTheCargoModuleKeepsTheMostValuable up to 10 weight, and the supplies feed.
func TestTheCargoModuleKeepsTheMostValuable(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s.cargo = map[string]int32{"exotic_matter": 3, "quantum_processor": 2, "data_cores": 5, "rare_minerals": 2}
	s.basis = map[string]int32{"exotic_matter": 300}
	next := drifting(s, "cargo_module")
	want := map[string]int32{"exotic_matter": 3, "quantum_processor": 2, "data_cores": 2} // 6 + 2 + 2
	for _, id := range []string{"exotic_matter", "quantum_processor", "data_cores", "rare_minerals"} {
		if next.cargo[id] != want[id] {
			t.Errorf("%d of %s were kept", next.cargo[id], id)
		}
	}
	if fed := drifting(s, "emergency_supplies"); fed.food != s.food+20 || len(fed.cargo) != 0 || next.food != s.food {
		t.Errorf("food %d", fed.food)
	}
}

// TestPodTravel: 30 % for 10 damage, halved by plating, averted half the time by
// the beacon; no fights; thrusters save fuel.
func TestPodTravel(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fitted string
		damage int32
		chance float64
	}{{"scanner_array", 10, .3}, {"armor_plating", 5, .3}, {"rescue_beacon", 10, .15}} {
		s := drifting(scene(t), c.fitted)
		node := s.chart.links[s.at][0]
		hits := 0
		const tries = 400
		for n := range int32(tries) {
			events, err := rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: node})(turn(n), s)
			must(t, err)
			if has[*cosmicv1.Event_Met_](events) {
				t.Fatal("a fight with a pod")
			}
			if k, ok := first[*cosmicv1.Event_Struck_](events); ok {
				hits++
				if k.Struck.GetDamage() != c.damage || k.Struck.GetHull() != 30-c.damage {
					t.Fatalf("%s: damage %d", c.fitted, k.Struck.GetDamage())
				}
			}
		}
		if share := float64(hits) / tries; math.Abs(share-c.chance) > .07 {
			t.Errorf("%s: hit in %v of the cases", c.fitted, share)
		}
	}
	if w := embedded.helm(drifting(scene(t), "emergency_thrusters")).ways()[0]; w.fuel != 4 {
		t.Errorf("with thrusters, %d fuel", w.fuel)
	}
	s := drifting(scene(t))
	s = s.withPod(func(p *pod) { p.hull = 10 })
	node := s.chart.links[s.at][0]
	broken, _ := lucky(t, s, rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: node}), func(n State, _ []*cosmicv1.Event) bool { return n.pod.hull == 0 })
	if broken.status != lost {
		t.Error("a broken pod flies on")
	}
}

// TestBuyingAShipEndsPodMode and looks after the pod; the wreck counts nothing.
func TestBuyingAShipEndsPodMode(t *testing.T) {
	t.Parallel()
	s := drifting(wealthy(scene(t), 800), "life_support")
	s = s.withPod(func(p *pod) { p.hull = 3 })
	next, _ := after(t, s, rpc(Game.BuyShip, &cosmicv1.BuyShipRequest{Type: "scout"}))
	if next.inPod || next.credits != 400 || next.ship.hull != 80 || next.pod.hull != 50 || !embedded.View(next, viewer).GetPod().GetAboard() {
		t.Errorf("%v %v, %d credits", next.ship, next.pod, next.credits)
	}
}

// TestAugmentationsWorkOnTheShipOnlyWhileAboard: a ship without the pod's boost.
func TestAugmentationsWorkOnTheShipOnlyWhileAboard(t *testing.T) {
	t.Parallel()
	s := podded(scene(t), "shield_boost")
	if embedded.helm(s).rig().maxHull != 100 || embedded.helm(drifting(scene(t), "shield_boost")).rig().maxHull != 0 {
		t.Error("the boost works where it should not")
	}
}
