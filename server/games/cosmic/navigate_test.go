package cosmic

import (
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// TestTravelTakesFuelByShipAndWay: 5 to a node, 50 to a region, 20 from a
// wormhole, times the ship's factor, rounded down.
func TestTravelTakesFuelByShipAndWay(t *testing.T) {
	t.Parallel()
	s := scene(t)
	hole := somewhere(t, s, ofType("wormhole"))
	for _, c := range []struct {
		about              string
		s                  State
		node, region, hole int32
	}{
		{"the scout", s, 4, 40, 16},
		{"a trader", flownBy(s, "trader"), 6, 60, 24},
		{"an explorer", flownBy(s, "explorer"), 4, 45, 18},
		{"an optimizer", fitted(s, "fuel_optimizer"), 3, 32, 12},
		{"an optimizer and a speed rig", fitted(s, "fuel_optimizer", "speed_rig"), 2, 28, 11},
		{"an engineer", manned(s, "engineer"), 3, 34, 13},
	} {
		for _, w := range embedded.helm(c.s).ways() {
			if want := map[bool]int32{true: c.node, false: c.region}[w.region == nil]; w.fuel != want {
				t.Errorf("%s: %d fuel to %s, not %d", c.about, w.fuel, w.to.GetId(), want)
			}
		}
		c.s.at = hole.at
		for _, w := range embedded.helm(c.s).ways() {
			if w.region != nil && w.fuel != c.hole {
				t.Errorf("%s: %d fuel through the wormhole, not %d", c.about, w.fuel, c.hole)
			}
		}
	}
}

func flownBy(s State, kind string) State {
	card, _ := embedded.balance.Ship(kind)
	s.ship = ship{kind: kind, name: card.Name, hull: int32(card.Hull)}
	return s
}

func manned(s State, role string) State {
	s.crew = []*cosmicv1.Event_Person{{Id: "c1", Name: "Somebody", Role: role, Wage: 5}}
	return s
}

func TestTravelIsRefusedWithoutFuelOrLink(t *testing.T) {
	t.Parallel()
	s := scene(t)
	node, far := s.chart.links[s.at][0], ""
	for _, p := range s.chart.stars.GetNodes() {
		if p.GetId() != s.at && !s.chart.linked(s.at, p.GetId()) {
			far = p.GetId()
		}
	}
	refused(t, s, "not_linked", rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: far}))
	refused(t, s, "not_linked", rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: "r9n9"}))
	refused(t, s, "not_linked", rpc(Game.Navigate, &cosmicv1.NavigateRequest{RegionId: "r9"}))
	refused(t, s, "already_here", rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: s.at}))
	refused(t, s, "already_here", rpc(Game.Navigate, &cosmicv1.NavigateRequest{RegionId: s.area().GetId()}))
	refused(t, s, "invalid_node_id", rpc(Game.Navigate, &cosmicv1.NavigateRequest{}))
	refused(t, s, "invalid_node_id", rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: node, RegionId: "r1"}))
	s.fuel = 3
	refused(t, s, "no_fuel", rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: node}))
	s.fuel = 4
	if next, _ := after(t, s, rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: node})); next.fuel != 0 || next.turn != 1 || next.at != node {
		t.Errorf("at %s with %d fuel in turn %d", next.at, next.fuel, next.turn)
	}
}

// TestARefusedMoveSpendsNothing, through the runtime's own decisions.
func TestARefusedMoveSpendsNothing(t *testing.T) {
	t.Parallel()
	b := voyage(t, 1, &cosmicv1.CreateRequest{Seed: "refused"})
	before, events := bytesOf(b.State()), len(b.Events())
	for _, id := range []string{"", "r1n99", b.State().at} {
		if err := b.Do(1, rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: id})); err == nil {
			t.Errorf("%q was not refused", id)
		}
	}
	for _, id := range []string{"mine", "salvage", "repair", "eat", "distress_call", "flee", "negotiate"} {
		if b.Do(1, action(id)) == nil {
			t.Errorf("%s was not refused", id)
		}
	}
	if bytesOf(b.State()) != before || len(b.Events()) != events {
		t.Error("something has changed")
	}
}

func TestAFirstVisitToARegionPays(t *testing.T) {
	t.Parallel()
	s := scene(t)
	quiet := func(n State, events []*cosmicv1.Event) bool {
		return n.fight == nil && n.encounter == nil && n.ship.hull == s.ship.hull
	}
	region := s.chart.links[s.area().GetId()][0]
	next, _ := lucky(t, s, rpc(Game.Navigate, &cosmicv1.NavigateRequest{RegionId: region}), quiet)
	if next.credits != s.credits+100 || next.at != s.chart.areas[region].GetGate() || next.turn != 1 {
		t.Errorf("%d credits at %s", next.credits, next.at)
	}
	next.fuel = 100
	home, _ := lucky(t, next, rpc(Game.Navigate, &cosmicv1.NavigateRequest{RegionId: s.area().GetId()}), func(n State, e []*cosmicv1.Event) bool {
		return n.ship.hull == next.ship.hull && n.fight == nil && n.encounter == nil
	})
	if home.credits != next.credits {
		t.Errorf("coming home paid %d", home.credits-next.credits)
	}
}

// TestTheDangerShownIsTheOneUsed: of a node its own, of a region its gate's.
func TestTheDangerShownIsTheOneUsed(t *testing.T) {
	t.Parallel()
	crossings := 0
	for _, seed := range []string{"one", "two", "three"} {
		s := voyage(t, 1, &cosmicv1.CreateRequest{Seed: seed}).State()
		for _, d := range embedded.View(s, viewer).GetDestinations() {
			events, err := rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: d.GetNodeId(), RegionId: d.GetRegionId()})(turn(0), s)
			must(t, err)
			k, _ := first[*cosmicv1.Event_Travelled_](events)
			used := s.chart.places[k.Travelled.GetNodeId()].GetDanger()
			if d.GetDanger() != tidy(used) {
				t.Errorf("%s: %v is shown, %v is used", d.GetName(), d.GetDanger(), used)
			}
			if area := s.chart.areas[d.GetRegionId()]; area != nil && area.GetDanger() != used {
				crossings++
			}
		}
	}
	if crossings == 0 {
		t.Error("no gate differed from its region")
	}
}

// TestTheWayIsAsDangerousAsItsEnd: hazards with the chance of the danger, 5 to
// 15 hull; fights with a quarter of it.
func TestTheWayIsAsDangerousAsItsEnd(t *testing.T) {
	t.Parallel()
	s := scene(t)
	node := s.chart.links[s.at][0]
	danger := s.chart.places[node].GetDanger()
	hazards, fights, tries := 0, 0, int32(700)
	for n := range tries {
		events, err := rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: node})(turn(n), s)
		must(t, err)
		if k, ok := first[*cosmicv1.Event_Struck_](events); ok {
			hazards++
			if k.Struck.GetDamage() < 5 || k.Struck.GetDamage() > 15 {
				t.Fatalf("a hazard of %d", k.Struck.GetDamage())
			}
		}
		if has[*cosmicv1.Event_Met_](events) {
			fights++
			if has[*cosmicv1.Event_Encountered_](events) {
				t.Fatal("a fight and an event at once")
			}
		}
	}
	near := func(what string, n int, want float64) {
		if got := float64(n) / float64(tries); got < want-.055 || got > want+.055 {
			t.Errorf("%s: %v, not %v", what, got, want)
		}
	}
	near("hazards", hazards, danger)
	near("fights", fights, danger/4)
}

// TestFriendsOfTheFactionAreAttackedLess, enemies more.
func TestFriendsOfTheFactionAreAttackedLess(t *testing.T) {
	t.Parallel()
	s := scene(t)
	for reputation, want := range map[int32]float64{-100: 1.5, 0: 1, 100: .5} {
		s.reputation = map[string]int32{"compact": reputation}
		near(t, "hostility", embedded.helm(s).hostility(), want)
	}
}

func TestArrivingPutsTheNeighboursOnTheMap(t *testing.T) {
	t.Parallel()
	s := scene(t)
	for _, p := range s.chart.stars.GetNodes() {
		play := &play{helm: embedded.helm(s.visit(p.GetId())), t: turn(0)}
		play.discover()
		for _, id := range s.chart.links[p.GetId()] {
			if !play.known[id] || play.surveyed[id] && !s.surveyed[id] {
				t.Errorf("%s: known %v, surveyed %v", id, play.known[id], play.surveyed[id])
			}
		}
		for _, id := range s.chart.links[p.GetRegionId()] {
			if !play.regionsKnown[id] {
				t.Errorf("%s is not known", id)
			}
		}
	}
}
