package cosmic

import (
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

func choose(id string) *cosmicv1.ChooseRequest { return &cosmicv1.ChooseRequest{ChoiceId: id} }

// facing is the state with an event of the balance before the captain.
func facing(s State, e balance.Event) State {
	k := &cosmicv1.Event_Encountered{Id: e.ID, Title: e.Title, Text: e.Text}
	for _, c := range e.Choices {
		k.Choices = append(k.Choices, &cosmicv1.Event_Option{Id: c.ID, Text: c.Text, Risk: c.Risk(embedded.balance)})
	}
	s, _ = apply(s, event(k))
	return s
}

// TestEveryChoiceOfEveryEventWorks, with each of its outcomes, in ship and pod,
// and never leaves the bounds; the last choice can always be made.
func TestEveryChoiceOfEveryEventWorks(t *testing.T) {
	t.Parallel()
	texts := map[string]bool{}
	for _, e := range embedded.balance.Events {
		for ship, s := range []State{scene(t), drifting(scene(t)), equipped(t, "pilot", "medic"), equipped(t, "engineer", "scientist", "gunner")} {
			s = facing(s, e)
			shown := embedded.View(s, viewer).GetEncounter().GetChoices()
			if !shown[len(shown)-1].GetAllowed() {
				t.Errorf("%s: the last choice is barred: %s", e.ID, shown[len(shown)-1].GetMessage())
			}
			for _, c := range shown {
				if !c.GetAllowed() {
					refused(t, s, "not_allowed", rpc(Game.Choose, choose(c.GetId())))
					continue
				}
				for n := range int32(20) {
					events, err := rpc(Game.Choose, choose(c.GetId()))(turn(int32(ship)*1000+n), s)
					must(t, err)
					next := folded(t, s, events)
					holds(t, next)
					if k, _ := first[*cosmicv1.Event_Chose_](events); next.encounter != nil || next.turn != s.turn {
						t.Fatalf("%s %s: still to be decided", e.ID, c.GetId())
					} else {
						texts[k.Chose.GetText()] = true
					}
				}
			}
		}
	}
	for _, e := range embedded.balance.Events {
		for _, c := range e.Choices {
			for _, o := range c.Outcomes {
				if !texts[o.Text] && o.Weight >= 15 {
					t.Errorf("%s %s: %q never happened", e.ID, c.ID, o.Text)
				}
			}
		}
	}
}

// equipped is the state of a captain who has something of everything.
func equipped(t *testing.T, crew ...string) State {
	t.Helper()
	s := fitted(flownBy(wealthy(scene(t), 9000), "explorer"), "laser_cannon", "mining_laser", "salvager", "scanner_upgrade", "targeting_computer", "afterburner", "repair_drones", "cargo_expander", "fuel_optimizer")
	s.cargo = map[string]int32{}
	for _, item := range embedded.balance.Items {
		s.cargo[item.ID] = min(2, int32(item.Stack))
	}
	s.cargo["scrap_metal"] = 6
	for _, role := range crew {
		s.crew = append(s.crew, &cosmicv1.Event_Person{Id: role, Name: role, Role: role})
	}
	for _, f := range embedded.balance.Factions {
		s.reputation = withAny(s.reputation, f.ID, 60)
	}
	return s
}

func TestOnlyAChoiceOfTheEventCanBeMade(t *testing.T) {
	t.Parallel()
	s := scene(t)
	refused(t, s, "no_event", rpc(Game.Choose, choose("leave")))
	s = asked(t, s)
	refused(t, s, "no_such_choice", rpc(Game.Choose, choose("dance")))
	v := embedded.View(s, viewer)
	if v.GetMode() != cosmicv1.Mode_MODE_EVENT || len(v.GetDestinations()) > 0 || v.GetMarket() != nil || v.GetYard() != nil {
		t.Errorf("the view is of mode %v", v.GetMode())
	}
	for _, id := range []string{"scan", "wait", "repair", "eat", "distress_call", "buy_pod"} {
		refused(t, s, "choice_pending", action(id))
	}
	refused(t, s, "not_in_combat", action("flee"))
	for name, do := range otherCommands(s) {
		if events, err := do(turn(0), s); len(events) > 0 || err == nil {
			t.Errorf("%s is possible before the choice", name)
		}
	}
}

// TestEventsHappenOnce a voyage.
func TestEventsHappenOnce(t *testing.T) {
	t.Parallel()
	s := scene(t)
	seen := map[string]bool{}
	for n := range int32(80) {
		p := &play{helm: embedded.helm(s), t: turn(n)}
		p.encounterHere()
		if p.encounter == nil {
			if len(seen) == 0 {
				t.Fatal("nothing ever happens")
			}
			return
		}
		if id := p.encounter.GetId(); seen[id] {
			t.Fatalf("%s again", id)
		}
		seen[p.encounter.GetId()] = true
		s = p.State
		s.encounter = nil
	}
	t.Error("there is no end of it")
}

// TestInAFightOnlyFightingIsPossible.
func TestInAFightOnlyFightingIsPossible(t *testing.T) {
	t.Parallel()
	s := against(wealthy(scene(t), 9000), "pirate_raider")
	for name, do := range otherCommands(s) {
		refusal := func() string { _, err := do(turn(0), s); reason, _ := why(err); return reason }()
		if refusal != "in_combat" {
			t.Errorf("%s in a fight: %q", name, refusal)
		}
	}
	refused(t, s, "in_combat", rpc(Game.Choose, choose("leave")))
	v := embedded.View(s, viewer)
	if v.GetMode() != cosmicv1.Mode_MODE_COMBAT || v.GetCombat().GetEnemyName() == "" || len(v.GetDestinations()) > 0 {
		t.Errorf("the view is of mode %v", v.GetMode())
	}
	for _, id := range []string{"flee", "negotiate"} {
		refused(t, scene(t), "not_in_combat", action(id))
	}
	refused(t, scene(t), "not_in_combat", rpc(Game.Attack, &cosmicv1.AttackRequest{}))
	watcher := turn(0)
	watcher.Seat = 0
	if _, err := action("flee")(watcher, s); err == nil {
		t.Error("a spectator flees")
	}
}
