package cosmic

import (
	"testing"
	"time"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/dice"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

type sandbox = session.Sandbox[State, *cosmicv1.Event, *cosmicv1.View]

// embedded is the game with the numbers that come with the server.
var embedded = New(balance.Default())

// rpc makes a command of an RPC and a request.
func rpc[R any](do func(Game, session.Turn, State, R) ([]*cosmicv1.Event, error), r R) session.Command[State, *cosmicv1.Event] {
	return func(t session.Turn, s State) ([]*cosmicv1.Event, error) { return do(embedded, t, s, r) }
}

// voyage is a voyage under way; the same number and request make the same.
func voyage(tb testing.TB, number byte, r *cosmicv1.CreateRequest) *sandbox {
	tb.Helper()
	b, err := session.NewSandbox(embedded, [dice.SeedSize]byte{number, 7}, rpc(Game.Create, r))
	must(tb, err)
	_, err = b.Join(false)
	must(tb, err)
	return b
}

// rich is the game for captains with a fortune.
var rich = func() Game {
	b := balance.Default()
	b.Captain.Credits = 20_000
	return New(b)
}()

// fortune is a voyage of a captain who can buy anything.
func fortune(tb testing.TB, number byte, r *cosmicv1.CreateRequest) *sandbox {
	tb.Helper()
	b, err := session.NewSandbox(embedded, [dice.SeedSize]byte{number, 7}, func(t session.Turn, s State) ([]*cosmicv1.Event, error) {
		return rich.Create(t, s, r)
	})
	must(tb, err)
	_, err = b.Join(false)
	must(tb, err)
	return b
}

// scene is the state of a voyage that has just begun.
func scene(tb testing.TB) State {
	tb.Helper()
	return voyage(tb, 1, &cosmicv1.CreateRequest{Seed: "scene"}).State()
}

// wealthy is the state with so many credits, which were not earned.
func wealthy(s State, credits int32) State {
	s.outset += credits - s.credits
	s.credits = credits
	return s
}

// somewhere is the state at the first place that fits, known and quiet.
func somewhere(tb testing.TB, s State, fits func(*cosmicv1.Event_Place) bool) State {
	tb.Helper()
	for _, p := range s.chart.stars.GetNodes() {
		if fits(p) {
			return s.visit(p.GetId())
		}
	}
	tb.Fatal("there is no such place")
	return s
}

func ofType(kind string) func(*cosmicv1.Event_Place) bool {
	return func(p *cosmicv1.Event_Place) bool { return p.GetType() == kind }
}

// fitted is the state with modules in slots of the first number of each kind.
func fitted(s State, modules ...string) State {
	s.ship.modules = map[string]string{}
	n := map[string]int{}
	for _, id := range modules {
		m, _ := embedded.balance.Module(id)
		n[m.Slot]++
		s.ship.modules[slotID(m.Slot, n[m.Slot])] = id
	}
	return s
}

// against is the state in a fight.
func against(s State, enemy string) State {
	p := &play{helm: embedded.helm(s), t: turn(0)}
	p.meet(enemy, "")
	return p.State
}

// turn is the captain's turn with dice of their own.
func turn(number int32) session.Turn {
	return session.Turn{Seat: captain, Now: time.UnixMilli(1_000), Dice: dice.Key{Session: "test"}.At(number)}
}

// after is the state after a command, and what happened.
func after(tb testing.TB, s State, do session.Command[State, *cosmicv1.Event]) (State, []*cosmicv1.Event) {
	tb.Helper()
	events, err := do(turn(0), s)
	must(tb, err)
	return folded(tb, s, events), events
}

func folded(tb testing.TB, s State, events []*cosmicv1.Event) State {
	tb.Helper()
	for _, e := range events {
		var err error
		s, err = apply(s, e)
		must(tb, err)
	}
	return s
}

// lucky tries dice until what happens is wanted.
func lucky(tb testing.TB, s State, do session.Command[State, *cosmicv1.Event], wanted func(State, []*cosmicv1.Event) bool) (State, []*cosmicv1.Event) {
	tb.Helper()
	for n := range int32(5000) {
		events, err := do(turn(n), s)
		must(tb, err)
		if next := folded(tb, s, events); wanted(next, events) {
			return next, events
		}
	}
	tb.Fatal("in 5000 tries, it never happened")
	return s, nil
}

// has is true when one of the events is of a kind.
func has[K any](events []*cosmicv1.Event) bool {
	_, ok := first[K](events)
	return ok
}

// first is the first event of a kind.
func first[K any](events []*cosmicv1.Event) (K, bool) {
	for _, e := range events {
		if k, ok := any(e.GetKind()).(K); ok {
			return k, true
		}
	}
	var none K
	return none, false
}

// refused checks that a command is refused for a reason.
func refused(tb testing.TB, s State, reason string, do session.Command[State, *cosmicv1.Event]) {
	tb.Helper()
	events, err := do(turn(0), s)
	if len(events) > 0 {
		tb.Fatalf("refused with %s, but %v happened", reason, events)
	}
	if got, _ := why(err); got != reason {
		tb.Fatalf("%v, not %s", err, reason)
	}
}

func must(tb testing.TB, errs ...error) {
	tb.Helper()
	for _, err := range errs {
		if err != nil {
			tb.Fatal(err)
		}
	}
}
