package labyrinth

import (
	"math/rand/v2"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

// botWish is what the bot on the first seat declares.
func botWish(t *testing.T, sc *scene) *labyrinthv1.Declaration {
	t.Helper()
	cmd := embeddedGame.Bot((Game{}).View(sc.s, viewer(1)), 1, rand.New(rand.NewPCG(1, 1)))
	if cmd == nil {
		return nil
	}
	events, err := cmd(sc.turn(1), sc.s)
	must(t, err)
	return events[0].GetDeclared().GetDeclaration()
}

func TestABotHelpsTheDowned(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}})
	sc.fold(&labyrinthv1.Event_Downed{Figure: "p2", TurnsToLive: 2})
	if d := botWish(t, sc); d.GetType() != actHelp || d.GetTargetId() != "p2" {
		t.Errorf("wants %v", d)
	}
	sc.s = sc.s.with("p2", func(f *figure) { f.cell = at(2, 0) })
	if d := botWish(t, sc); d.GetType() != actMove || len(d.GetPath()) != 2 {
		t.Errorf("wants %v", d)
	}
}

func TestABotHealsBeforeItFightsOn(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"surgeon"}, placed: []*labyrinthv1.Placed{idle("x", at(2, 2))}})
	if d := botWish(t, sc); d.GetType() != actFight {
		t.Errorf("wants %v", d)
	}
	sc.fold(&labyrinthv1.Event_Hurt{Figure: "p1", Health: 35})
	if d := botWish(t, sc); d.GetType() != actUse {
		t.Errorf("wants %v", d)
	}
}

func TestABotFleesWhenItWouldFall(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief"}, placed: []*labyrinthv1.Placed{idle("x", at(2, 2))}})
	sc.fold(&labyrinthv1.Event_Hurt{Figure: "p1", Health: 20})
	if d := botWish(t, sc); d.GetType() != actMove {
		t.Errorf("wants %v", d)
	}
}

func TestABotCarriesTheOfficerToTheLift(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{
		party: []string{"chief"}, placed: []*labyrinthv1.Placed{enemy("officer", "officer", at(2, 2))},
		things: []*labyrinthv1.Thing{{Id: "lift-1", ObjectId: "lift", Kind: labyrinthv1.ThingKind_THING_KIND_LIFT, Cell: at(2, 4)}},
	})
	sc.declare(1, stay)
	if d := botWish(t, sc); d.GetType() != actHelp {
		t.Errorf("wants %v", d)
	}
	sc.fold(&labyrinthv1.Event_Carried{Figure: "p1", Target: "officer"})
	if d := botWish(t, sc); d.GetType() != actMove || d.GetPath()[0] != south {
		t.Errorf("wants %v", d)
	}
}

func TestBotsShareTheUnknownAmongThem(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot", "miner", "warden"}, dark: true})
	goals := map[int32]bool{}
	for seat := int32(1); seat <= 4; seat++ {
		b := newBot((Game{}).View(sc.s, viewer(seat)), seat, rand.New(rand.NewPCG(1, 1)))
		goals[b.share(b.party, b.frontier())] = true
	}
	if len(goals) != 4 {
		t.Errorf("four bots make for %v", goals)
	}
}

func TestABotHasNothingToDoOutOfItsTime(t *testing.T) {
	t.Parallel()
	sc := stage(t, staging{party: []string{"chief", "pilot"}})
	sc.declare(1, stay)
	if d := botWish(t, sc); d != nil {
		t.Errorf("wants %v after having declared", d)
	}
	if cmd := embeddedGame.Bot((Game{}).View(State{phase: phaseLobby}, session.Viewer{Seat: 1}), 1, nil); cmd != nil {
		t.Error("a bot acts in the lobby")
	}
}
