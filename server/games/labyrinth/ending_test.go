package labyrinth

import (
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

func thingOf(kind labyrinthv1.ThingKind, id string, cell int32) *labyrinthv1.Thing {
	return &labyrinthv1.Thing{Id: id, ObjectId: "switch", Name: id, Kind: kind, Cell: cell}
}

func TestRescueIsWonWhenTheOfficerIsCarriedToTheLift(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{
		party: []string{"chief", "pilot"}, placed: []*labyrinthv1.Placed{enemy("officer", "officer", at(2, 0))},
		things: []*labyrinthv1.Thing{thingOf(labyrinthv1.ThingKind_THING_KIND_LIFT, "lift", at(2, 2))},
	})
	sc.declare(2, stay)
	sc.declare(1, walk(north, north))
	sc.declare(2, stay)
	sc.declare(1, help("officer"))
	sc.declare(2, stay)
	sc.declare(1, walk(south, south))
	r := sc.s.result
	if sc.s.phase != phaseFinished || !r.GetWon() || len(r.GetSeats()) != 2 {
		t.Fatalf("result %v", r)
	}
	b := sc.s.numbers()
	want := b.GetScoreWin() + b.GetScoreAlive() + b.GetScoreTurn()*(sc.s.lastTurn()-3)
	for _, seat := range r.GetSeats() {
		if !seat.GetWon() || !seat.GetAlive() || seat.GetScore() != want || seat.GetPlace() != 0 {
			t.Errorf("seat %v, want the score %d", seat, want)
		}
	}
	if v := (Game{}).View(sc.s, viewer(0)); v.GetOptions().GetSeed() == "" || len(v.GetTiles()) != sceneSize*sceneSize || v.GetResult() == nil {
		t.Error("not everything is open after the end")
	}
}

func TestRescueIsLostWhenAllAreDown(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{enemy("boss", "choir", at(2, 2))}})
	sc.fold(&labyrinthv1.Event_Hurt{Figure: "p1", Health: 1})
	sc.declare(1, stay)
	if sc.s.phase != phaseFinished || sc.s.result.GetWon() || !sc.s.result.GetSeats()[0].GetAlive() {
		t.Errorf("result %v", sc.s.result)
	}
}

func TestEveryScenarioHasALastTurn(t *testing.T) {
	t.Parallel()
	for _, scenario := range []string{scenarioRescue, scenarioShutdown, scenarioRace} {
		sc := stage(t, staging{party: []string{"chief", "pilot"}, scenario: scenario})
		sc.s.turn = sc.s.lastTurn()
		sc.declare(1, stay)
		if sc.s.phase == phaseFinished {
			t.Errorf("%s ends before its last turn is over", scenario)
		}
		sc.declare(2, stay)
		if sc.s.phase != phaseFinished || sc.s.result.GetWon() {
			t.Errorf("%s: %v", scenario, sc.s.result)
		}
	}
	large := State{options: &labyrinthv1.Options{Size: 10}, book: &labyrinthv1.Rulebook{
		Scenario: &labyrinthv1.Scenario{TurnLimit: 60}, Balance: &labyrinthv1.Balance{TurnsPerRow: 12},
	}}
	if large.lastTurn() != 84 {
		t.Errorf("a maze of size 10 has %d turns", large.lastTurn())
	}
}

func shutdown(t *testing.T) *scene {
	t.Helper()
	sc := stage(t, staging{party: []string{"chief", "pilot"}, scenario: scenarioShutdown, things: []*labyrinthv1.Thing{
		thingOf(labyrinthv1.ThingKind_THING_KIND_SWITCH, "switch-command", at(2, 2)),
		thingOf(labyrinthv1.ThingKind_THING_KIND_SWITCH, "switch-technical", at(2, 1)),
	}})
	sc.declare(1, stay)
	sc.declare(2, walk(north))
	return sc
}

func TestTheCoreIsShutDownWhenBothSwitchesAreHeldInTheSameTurn(t *testing.T) {
	t.Parallel()
	sc := shutdown(t)
	sc.declare(1, use(""))
	sc.declare(2, stay)
	if sc.s.phase == phaseFinished {
		t.Fatal("one switch was enough")
	}
	sc.declare(1, stay)
	sc.declare(2, use(""))
	if sc.s.phase == phaseFinished {
		t.Fatal("the switches were held in different turns")
	}
	sc.declare(1, use(""))
	sc.declare(2, use(""))
	if sc.s.phase != phaseFinished || !sc.s.result.GetWon() {
		t.Errorf("result %v", sc.s.result)
	}
}

func TestTheCoreBurnsOnWhenFewerThanTwoLive(t *testing.T) {
	t.Parallel()
	sc := shutdown(t)
	sc.fold(&labyrinthv1.Event_Downed{Figure: "p2", TurnsToLive: 1})
	sc.declare(1, stay)
	if sc.s.phase != phaseFinished || sc.s.result.GetWon() {
		t.Errorf("result %v", sc.s.result)
	}
}

func TestTheCustodianTellsWhereThingsAre(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{
		party: []string{"chief", "pilot"}, scenario: scenarioShutdown, dark: true,
		placed: []*labyrinthv1.Placed{enemy("guide", "custodian", at(2, 2))},
		things: []*labyrinthv1.Thing{thingOf(labyrinthv1.ThingKind_THING_KIND_SWITCH, "switch-command", at(0, 0))},
	})
	sc.s = sc.s.with("guide", func(f *figure) { f.stunned = 1 })
	sc.declare(1, stay)
	sc.declare(2, stay)
	if !sc.s.revealed(at(0, 0)) || !sc.s.things[0].found {
		t.Error("the switch is still unknown")
	}
}

func TestTheRaceIsWonByTheFirstAboard(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"miner", "pilot", "chief"}, scenario: scenarioRace, things: []*labyrinthv1.Thing{
		thingOf(labyrinthv1.ThingKind_THING_KIND_SHUTTLE, "shuttle", at(2, 1)),
	}})
	sc.declare(3, walk(south))
	sc.declare(1, walk(north))
	sc.declare(2, walk(north)) // has the higher initiative
	r := sc.s.result
	if sc.s.phase != phaseFinished || !r.GetWon() {
		t.Fatalf("result %v", r)
	}
	for seat, place := range []int32{2, 1, 2} { // the others had not left yet
		if got := r.GetSeats()[seat].GetPlace(); got != place {
			t.Errorf("seat %d has place %d", seat+1, got)
		}
	}
	if r.GetSeats()[0].GetWon() || !r.GetSeats()[1].GetWon() {
		t.Error("not exactly who was aboard has won")
	}
}
