package cosmic

import (
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// maiden is a voyage that has just begun.
func maiden(t *testing.T, seed byte, r *cosmicv1.CreateRequest) (Game, *session.Sandbox[State, *cosmicv1.Event, *cosmicv1.View]) {
	t.Helper()
	g := New(balance.Default())
	b, err := session.NewSandbox(g, [32]byte{seed}, func(t session.Turn, s State) ([]*cosmicv1.Event, error) { return g.Create(t, s, r) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Join(true); err != nil {
		t.Fatal(err)
	}
	return g, b
}

// TestBotsAreNeverRefused: whatever a bot does, the view had offered it; and
// the same view makes the same decision, so that nothing else is behind it.
func TestBotsAreNeverRefused(t *testing.T) {
	t.Parallel()
	for _, strategy := range Strategies() {
		for seed := range byte(*walks) {
			g, b := maiden(t, seed, &cosmicv1.CreateRequest{Seed: "bot " + string(strategy)})
			other, twin := maiden(t, seed, &cosmicv1.CreateRequest{Seed: "bot " + string(strategy)})
			for n := uint64(0); !g.Ended(b.State()); n++ {
				if n > 3000 {
					t.Fatalf("%s: %d commands, and no end", strategy, n)
				}
				view := b.View(captain)
				copied, _ := proto.Clone(view).(*cosmicv1.View)
				if err := b.Do(captain, g.Play(strategy, view, captain, rand.New(rand.NewPCG(n, 1)))); err != nil {
					t.Fatalf("%s, turn %d: %v", strategy, view.GetCaptain().GetTurn(), err)
				}
				if err := twin.Do(captain, other.Play(strategy, copied, captain, rand.New(rand.NewPCG(n, 1)))); err != nil {
					t.Fatal(err)
				}
				if n%4 == 0 && !proto.Equal(b.View(captain), twin.View(captain)) {
					t.Fatalf("%s, turn %d: the same view, another decision", strategy, view.GetCaptain().GetTurn())
				}
			}
		}
	}
}

func TestABotActsForTheCaptainOnly(t *testing.T) {
	t.Parallel()
	g, b := maiden(t, 1, &cosmicv1.CreateRequest{Seed: "seat"})
	chance := rand.New(rand.NewPCG(1, 1))
	if g.Bot(b.View(captain), 0, chance) != nil || g.Bot(b.View(captain), 2, chance) != nil || g.Bot(&cosmicv1.View{}, captain, chance) != nil {
		t.Error("it acts")
	}
	if acted, err := b.Bot(captain, chance); !acted || err != nil {
		t.Error(acted, err)
	}
}

func TestStageFitsAndMeets(t *testing.T) {
	t.Parallel()
	g, b := maiden(t, 1, &cosmicv1.CreateRequest{Seed: "stage"})
	for _, bad := range []command{g.Stage("pirate"), g.Stage("", "warp_drive"), g.Stage("", "armor_plates", "armor_plates")} {
		if b.Do(captain, bad) == nil {
			t.Error("accepted")
		}
	}
	if err := b.Do(captain, g.Stage("space_kraken", "laser_cannon")); err != nil {
		t.Fatal(err)
	}
	if v := b.View(captain); v.GetCombat().GetEnemy() != "space_kraken" || v.GetShip().GetPower() != 10 || v.GetCaptain().GetCredits() != 500 {
		t.Errorf("%v", v)
	}
}

// TestBotsKnowWhenToRun: nobody unarmed attacks; a good gun does.
func TestBotsKnowWhenToRun(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		enemy   string
		modules []string
		attacks bool
	}{{"rogue_ai_ship", nil, false}, {"pirate_raider", nil, false}, {"pirate_scout", []string{"laser_cannon", "missile_launcher"}, true}} {
		g, b := maiden(t, 1, &cosmicv1.CreateRequest{Seed: "run"})
		if err := b.Do(captain, g.Stage(c.enemy, c.modules...)); err != nil {
			t.Fatal(err)
		}
		before := b.View(captain).GetCombat().GetRound()
		if acted, err := b.Bot(captain, rand.New(rand.NewPCG(1, 1))); !acted || err != nil {
			t.Fatal(err)
		}
		attacked := false
		for _, e := range b.Events() {
			_, hit := e.GetKind().(*cosmicv1.Event_Attacked_)
			attacked = attacked || hit
		}
		if attacked != c.attacks {
			t.Errorf("%s with %v in round %d: attacks %v", c.enemy, c.modules, before, attacked)
		}
	}
}
