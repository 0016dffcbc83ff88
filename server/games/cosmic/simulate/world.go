package simulate

import (
	"math/rand/v2"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/dice"
	"playhouse/server/games/cosmic"
	"playhouse/server/session"
)

// world is a position that can be tried out: states are values, so it is copied
// for nothing.
type world struct {
	game cosmic.Game
	s    cosmic.State
	key  dice.Key
	n    int32
}

// do carries a command out; false when it is refused.
func (w *world) do(c session.Command[cosmic.State, *cosmicv1.Event]) bool {
	events, err := c(session.Turn{Seat: captain, Dice: w.key.At(w.n + 1)}, w.s)
	if err != nil {
		return false
	}
	w.n++
	s := w.s
	for _, e := range events {
		if s, err = w.game.Apply(s, e); err != nil {
			return false
		}
	}
	w.s = s
	return true
}

func (w *world) view() *cosmicv1.View { return w.game.View(w.s, session.Viewer{Seat: captain}) }

// ask is the command that a request asks of a method.
func ask[R any](w *world, method func(cosmic.Game, session.Turn, cosmic.State, R) ([]*cosmicv1.Event, error), r R) session.Command[cosmic.State, *cosmicv1.Event] {
	return func(t session.Turn, s cosmic.State) ([]*cosmicv1.Event, error) { return method(w.game, t, s, r) }
}

// positions are worlds as voyages come to them: of every strategy, at any turn,
// with nothing to be decided. Positions that do not suit are passed over.
func (o Options) positions(what string, number int, suits func(*cosmicv1.View) bool) (world, bool, error) {
	strategies := cosmic.Strategies()
	s := strategies[number%len(strategies)]
	t, chance, err := o.open("position/"+what, number)
	if err != nil {
		return world{}, false, err
	}
	g := cosmic.New(o.Balance)
	out, found := world{game: g}, false
	from := chance.IntN(o.Turns)
	for range idle * o.Turns {
		if g.Ended(t.State()) {
			break
		}
		v := t.View(captain)
		if v.GetMode() == cosmicv1.Mode_MODE_CRUISE && suits(v) {
			// The last that suits before a turn drawn beforehand, or the first after.
			out.s, found = t.State(), true
			if int(v.GetCaptain().GetTurn()) >= from {
				break
			}
		}
		if o.Endless && int(v.GetCaptain().GetTurn()) >= o.Turns {
			break
		}
		if err := t.Do(captain, g.Play(s, v, captain, chance)); err != nil {
			return world{}, false, err
		}
	}
	for i := range out.key.Seed {
		out.key.Seed[i] = byte(chance.Uint32())
	}
	return out, found, nil
}

// pick is one of some things.
func pick[T any](chance *rand.Rand, all []T) T { return all[chance.IntN(len(all))] }
