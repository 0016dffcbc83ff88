package cosmic

import (
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/dice"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

type sandbox = session.Sandbox[State, *cosmicv1.Event, *cosmicv1.View]

// embedded is the game with the numbers that come with the server.
var embedded = New(balance.Default())

// command makes a command of an RPC and a request.
func command[R any](do func(Game, session.Turn, State, R) ([]*cosmicv1.Event, error), r R) session.Command[State, *cosmicv1.Event] {
	return func(t session.Turn, s State) ([]*cosmicv1.Event, error) { return do(embedded, t, s, r) }
}

// voyage is a voyage under way; the same number and request make the same.
func voyage(tb testing.TB, number byte, r *cosmicv1.CreateRequest) *sandbox {
	tb.Helper()
	b, err := session.NewSandbox(embedded, [dice.SeedSize]byte{number, 7}, command(Game.Create, r))
	must(tb, err)
	_, err = b.Join(false)
	must(tb, err)
	return b
}

func must(tb testing.TB, errs ...error) {
	tb.Helper()
	for _, err := range errs {
		if err != nil {
			tb.Fatal(err)
		}
	}
}
