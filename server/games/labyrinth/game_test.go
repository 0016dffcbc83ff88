package labyrinth

import (
	"math/rand/v2"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

type sandbox = session.Sandbox[State, *labyrinthv1.Event, *labyrinthv1.View]

var embeddedGame = func() Game {
	c, err := LoadContent(EmbeddedContent())
	if err != nil {
		panic(err)
	}
	return New(c)
}()

// do is a command of a request, for Sandbox.Do.
func do[R any](method func(Game, session.Turn, State, R) ([]*labyrinthv1.Event, error), r R) session.Command[State, *labyrinthv1.Event] {
	return func(t session.Turn, s State) ([]*labyrinthv1.Event, error) { return method(embeddedGame, t, s, r) }
}

// order is the command that declares what a Declaration says.
func order(d *labyrinthv1.Declaration) session.Command[State, *labyrinthv1.Event] {
	return func(t session.Turn, s State) ([]*labyrinthv1.Event, error) { return declare(t, s, d) }
}

func newTable(tb testing.TB, seed byte, r *labyrinthv1.CreateRequest) *sandbox {
	tb.Helper()
	b, err := session.NewSandbox(embeddedGame, [32]byte{seed}, do(Game.Create, r))
	if err != nil {
		tb.Fatalf("create: %v", err)
	}
	return b
}

// random is one of the actions on offer.
func random(v *labyrinthv1.View, r *rand.Rand) *labyrinthv1.Declaration {
	a := v.GetActions()[r.IntN(len(v.GetActions()))]
	d := &labyrinthv1.Declaration{Type: a.GetType(), ItemId: a.GetItemId()}
	if n := len(a.GetReach()); n > 0 {
		d.Path = a.GetReach()[r.IntN(n)].GetPath()
	}
	if n := len(a.GetTargetIds()); n > 0 {
		d.TargetId = a.GetTargetIds()[r.IntN(n)]
	}
	if n := len(a.GetDirections()); n > 0 {
		d.Direction = a.GetDirections()[r.IntN(n)]
	}
	return d
}

func TestRandomGamesEnd(t *testing.T) {
	t.Parallel()
	for _, scenario := range []string{scenarioRescue, scenarioShutdown, scenarioRace} {
		b := newTable(t, 1, &labyrinthv1.CreateRequest{Scenario: scenario, Seed: "random"})
		for range 4 {
			seat, err := b.Join(false)
			if err != nil {
				t.Fatal(err)
			}
			character := embeddedGame.content.characters[seat].GetId()
			if err := b.Do(seat, do(Game.SelectCharacter, &labyrinthv1.SelectCharacterRequest{CharacterId: character})); err != nil {
				t.Fatal(err)
			}
			if err := b.Ready(seat, true); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Start(); err != nil {
			t.Fatal(err)
		}
		chance := rand.New(rand.NewPCG(1, 2))
		for b.State().phase != phaseFinished {
			seat := b.Waiting()[0]
			if err := b.Do(seat, order(random(b.View(seat), chance))); err != nil {
				t.Fatal(err)
			}
		}
		t.Log(b.State().result, len(b.Events()))
	}
}
