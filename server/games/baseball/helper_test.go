package baseball

import (
	"errors"
	"flag"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/dice"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/league"
	"playhouse/server/session"
)

var update = flag.Bool("update", false, "rewrite golden files")

type sandbox = session.Sandbox[State, *baseballv1.Event, *baseballv1.View]

// embedded are the rules with the leagues that ship; they are made once, since
// leagues are computed.
var embedded = func() Game {
	all, err := league.Load(content.Files)
	if err != nil {
		panic(err)
	}
	return New(all)
}()

func must(tb testing.TB, errs ...error) {
	tb.Helper()
	for _, err := range errs {
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// table is a game that two people have joined.
func table(tb testing.TB, seed byte, r *baseballv1.CreateRequest) *sandbox {
	tb.Helper()
	b, err := session.NewSandbox(embedded, [dice.SeedSize]byte{seed}, func(t session.Turn, s State) ([]*baseballv1.Event, error) {
		return embedded.Create(t, s, r)
	})
	must(tb, err)
	return b
}

// started is a game under way between two people, or computers.
func started(tb testing.TB, seed byte, r *baseballv1.CreateRequest, bots bool) *sandbox {
	tb.Helper()
	b := table(tb, seed, r)
	for range 2 {
		seat, err := b.Join(bots)
		must(tb, err)
		if !bots {
			must(tb, b.Ready(seat, true))
		}
	}
	must(tb, b.Start())
	return b
}

// finish lets computers play a game out, whoever sits there.
func finish(tb testing.TB, b *sandbox, chance *rand.Rand) {
	tb.Helper()
	for step := 0; b.State().phase != phaseFinished; step++ {
		if step > 5000 {
			tb.Fatal("the game does not end")
		}
		for _, seat := range b.Waiting() {
			_, err := b.Bot(seat, chance)
			must(tb, err)
		}
	}
}

// refused checks that a command is refused for a reason.
func refused(t *testing.T, err error, reason string) {
	t.Helper()
	var refusal *session.Error
	if !errors.As(err, &refusal) || refusal.Reason != reason {
		t.Errorf("got %v, want a refusal %s", err, reason)
	}
}

func marshal(tb testing.TB, m proto.Message) []byte {
	tb.Helper()
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	must(tb, err)
	return raw
}

// command makes one of a request and a method.
func command[R any](method func(session.Turn, State, R) ([]*baseballv1.Event, error), r R) session.Command[State, *baseballv1.Event] {
	return func(t session.Turn, s State) ([]*baseballv1.Event, error) { return method(t, s, r) }
}

func offence(b *sandbox, swing, steal string) session.Command[State, *baseballv1.Event] {
	return command(embedded.DecideOffence, &baseballv1.DecideOffenceRequest{DecisionId: decisionID(b.State().ask), Swing: swing, Steal: steal})
}

func defence(b *sandbox, infield, pitching string) session.Command[State, *baseballv1.Event] {
	return command(embedded.DecideDefence, &baseballv1.DecideDefenceRequest{DecisionId: decisionID(b.State().ask), Infield: infield, Pitching: pitching})
}
