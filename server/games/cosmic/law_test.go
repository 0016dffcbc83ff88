package cosmic

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

func TestLaws(t *testing.T) {
	t.Parallel()
	rulestest.Suite[State, *cosmicv1.Event, *cosmicv1.View]{
		Rules: embedded, Play: playLaw, Games: 2 * *walks, Seats: 1,
		// What a few voyages at random need not bring has tests of its own.
		Rare: []string{
			"fitted", "charged", "hired", "ejected", "mined", "salvaged", "distress_called", "quest_done", "quest_failed", "augmented", "pod_bought", "negotiated",
			"enemy_fled", "destroyed", "effect_began", "crew_left", "removed", "item_used", "lost", "evaded", "hurt", "healed", "ship_bought",
			"fled", "met", "attacked", "quest_advanced", "food_changed", "fuel_changed", "reputation_changed", "gained", "ate", "mended",
		},
	}.Run(t)
}

// playLaw walks a short voyage at random to its end.
func playLaw(t *testing.T, seed uint64) *sandbox {
	t.Helper()
	short := int32(12)
	b := fortune(t, byte(seed), &cosmicv1.CreateRequest{Seed: fmt.Sprint("law ", seed), MaxTurns: &short})
	chance := rand.New(rand.NewPCG(seed, 9))
	for b.State().status == underWay {
		b.Now = b.Now.Add(1000)
		stagger(t, b, chance)
	}
	return b
}

// TestApplyChangesNothingItIsGiven continues the same state in two ways: neither
// shows in the other, nor in the state before.
func TestApplyChangesNothingItIsGiven(t *testing.T) {
	t.Parallel()
	for number := range 12 * *walks {
		b := fortune(t, byte(number), &cosmicv1.CreateRequest{Seed: "branches", Endless: true})
		chance := rand.New(rand.NewPCG(uint64(number), 1))
		for range number {
			if b.State().status == underWay {
				stagger(t, b, chance)
			}
		}
		before := b.State()
		seen := bytesOf(before)
		for branch := range int32(2) {
			s := before
			for step := range int32(8) {
				list := open(deeds(embedded.View(s, session.Viewer{Seat: 1})))
				if len(list) == 0 {
					break
				}
				events, err := list[chance.IntN(len(list))].do(turn(branch*100+step), s)
				must(t, err)
				s = folded(t, s, events)
			}
		}
		if bytesOf(before) != seen {
			t.Fatal("the state before has changed")
		}
	}
}

func bytesOf(s State) string {
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(embedded.View(s, session.Viewer{Seat: 1}))
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// FuzzApply feeds events that no server wrote: they may be refused, but must not
// panic, and folding them twice gives the same.
func FuzzApply(f *testing.F) {
	b := fortune(f, 3, &cosmicv1.CreateRequest{Seed: "fuzz"})
	chance := rand.New(rand.NewPCG(3, 3))
	for b.State().status == underWay && len(b.Events()) < 150 {
		stagger(f, b, chance)
	}
	states := []State{{}, b.State(), against(scene(f), "pirate_raider")}
	for _, e := range b.Events() {
		raw, err := proto.Marshal(e)
		must(f, err)
		f.Add(raw)
	}
	for _, kind := range []proto.Message{
		&cosmicv1.Event_Travelled{NodeId: "nowhere"}, &cosmicv1.Event_Ejected{}, &cosmicv1.Event_Destroyed{}, &cosmicv1.Event_Hired{Id: "x"},
		&cosmicv1.Event_QuestAccepted{Id: "x"}, &cosmicv1.Event_QuestAdvanced{Id: "x", Task: -4}, &cosmicv1.Event_Struck{Hull: -9}, &cosmicv1.Event_Ended{},
		&cosmicv1.Event_Lost{Goods: &cosmicv1.Event_Goods{Item: "x", Quantity: -4}}, &cosmicv1.Event_Attacked{}, &cosmicv1.Event_ShipBought{Type: "x"},
		&cosmicv1.Event_Fitted{SlotId: "odd", Module: "lost"}, &cosmicv1.Event_Created{}, &cosmicv1.Event_Met{},
	} {
		raw, err := proto.Marshal(event(kind))
		must(f, err)
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e := &cosmicv1.Event{}
		if proto.Unmarshal(raw, e) != nil {
			return
		}
		for _, s := range states {
			one, err := apply(s, e)
			two, again := apply(s, e)
			if (err == nil) != (again == nil) {
				t.Fatalf("%v, then %v", err, again)
			}
			if err == nil && bytesOf(one) != bytesOf(two) {
				t.Fatal("folded twice, the event gives two states")
			}
		}
	})
}
