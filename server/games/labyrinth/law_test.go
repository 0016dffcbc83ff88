package labyrinth

import (
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/dice"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

func TestLaws(t *testing.T) {
	t.Parallel()
	rulestest.Suite[State, *labyrinthv1.Event, *labyrinthv1.View]{
		Rules: embeddedGame, Play: playLaw, Games: 2, Seats: 2,
		// What small random games seldom bring has tests of its own.
		Rare: []string{
			"clock_restarted", "guarded", "carried", "dropped", "escaped", "stunned", "helped", "passage_changed", "object_spent",
			"item_gained", "item_used", "healed", "special_used", "fizzled", "object_found", "downed", "died", "bled",
			"attacked", "hurt", "environment_struck", "noticed",
		},
	}.Run(t)
}

// playLaw plays a game with everything that happens around a table.
func playLaw(t *testing.T, seed uint64) *sandbox {
	t.Helper()
	chance := rand.New(rand.NewPCG(seed, 5))
	size := int32(4)
	// The suite compares all states of a game in full: a short game will do.
	hasty, err := LoadContent(altered(t, "scenarios.csv", "no,70,1", "no,5,1"))
	must(t, err)
	b, err := session.NewSandbox(New(hasty), [dice.SeedSize]byte{byte(seed)}, func(turn session.Turn, s State) ([]*labyrinthv1.Event, error) {
		return New(hasty).Create(turn, s, &labyrinthv1.CreateRequest{Size: &size, Hybrid: seed%2 == 0, TurnSeconds: 30, Difficulty: 3})
	})
	must(t, err)
	for range 2 {
		_, err := b.Join(false)
		must(t, err)
	}
	must(t, b.Do(1, choose("chief")), b.Do(1, release), b.Do(1, choose("pilot")), b.Do(2, choose("engineer")))
	must(t, b.Ready(1, true), b.Ready(2, true), b.Start())
	for step := 0; b.State().phase != phaseFinished; step++ {
		switch seats := b.Waiting(); {
		case step%5 == 4:
			_, err := b.Expire()
			must(t, err)
		case step == 6:
			must(t, b.Leave(2))
			_, err := b.Join(true)
			must(t, err)
		case b.State().phase == phasePlacement:
			must(t, b.Do(seats[0], confirm))
		default:
			must(t, b.Do(seats[0], order(random(b.View(seats[0]), chance))))
		}
	}
	return b
}

// TestApplyChangesNothingItIsGiven folds two different continuations of the
// same state: neither may show in the other, nor in the state before.
func TestApplyChangesNothingItIsGiven(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		b := startedTable(t, rapid.Byte().Draw(rt, "seed"), scenarioRescue)
		before := b.State()
		seen := [][]byte{view(before, 0), view(before, 1)}
		for branch := range 2 {
			chance := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "chance"), uint64(branch)))
			s := before
			for version := range int32(6) {
				seat := s.waiting()[0]
				turn := session.Turn{Seat: session.Seat(seat), Dice: dice.Key{Session: "law"}.At(version), Table: b.Table()}
				events, err := declare(turn, s, random((Game{}).View(s, viewer(seat)), chance))
				must(t, err)
				for _, e := range events {
					if s, err = apply(s, e); err != nil {
						rt.Fatal(err)
					}
				}
				if s.phase == phaseFinished {
					break
				}
			}
		}
		for i, raw := range [][]byte{view(before, 0), view(before, 1)} {
			if string(raw) != string(seen[i]) {
				rt.Fatalf("the state before has changed for seat %d", i)
			}
		}
	})
}

func view(s State, seat int32) []byte {
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal((Game{}).View(s, viewer(seat)))
	if err != nil {
		panic(err)
	}
	return raw
}

// TestWhateverIsOfferedIsLegal and nothing panics while random games are
// played.
func TestWhateverIsOfferedIsLegal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		b := startedTable(t, rapid.Byte().Draw(rt, "seed"), rapid.SampledFrom([]string{scenarioRescue, scenarioShutdown, scenarioRace}).Draw(rt, "scenario"))
		chance := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "chance"), 1))
		for range 40 {
			if b.State().phase == phaseFinished {
				return
			}
			seat := b.Waiting()[0]
			if err := b.Do(seat, order(random(b.View(seat), chance))); err != nil {
				rt.Fatal(err)
			}
		}
	})
}

// FuzzApply feeds events that no server wrote to every stage of a game: they may
// be refused, but must not panic, and folding them twice gives the same.
func FuzzApply(f *testing.F) {
	b := startedTable(f, 1, scenarioRescue)
	for _, e := range b.Events() {
		raw, err := proto.Marshal(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, kind := range []proto.Message{
		&labyrinthv1.Event_SeatTaken{Seat: -1}, &labyrinthv1.Event_Declared{Seat: 99}, &labyrinthv1.Event_Moved{Figure: "p1", Way: []int32{1, 2}},
		&labyrinthv1.Event_Revealed{Cells: []int32{-5, 1 << 20}}, &labyrinthv1.Event_PassageChanged{Cell: -1, Direction: 1},
		&labyrinthv1.Event_Explored{Cell: -3}, &labyrinthv1.Event_ObjectFound{Object: "boss"},
	} {
		raw, err := proto.Marshal(event(kind))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e := &labyrinthv1.Event{}
		if proto.Unmarshal(raw, e) != nil {
			return
		}
		for _, s := range []State{{phase: phaseLobby}, b.State()} {
			first, err := apply(s, e)
			second, again := apply(s, e)
			if (err == nil) != (again == nil) {
				t.Fatalf("%v, then %v", err, again)
			}
			if err == nil && string(view(first, 1)) != string(view(second, 1)) {
				t.Fatal("folded twice, the event gives two states")
			}
		}
	})
}
