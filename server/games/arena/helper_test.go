package arena

import (
	"errors"
	"fmt"
	"testing"

	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
)

type sandbox = session.Sandbox[State, *arenav1.Event, *arenav1.View]

// usual is a behaviour of the house.
var usual = &arenav1.BehaviorCopy{
	BehaviorId: "builtin/attack", Name: "attack", Tier: arenav1.Tier_TIER_RULES, Version: 1,
	Source: "rules:\n  - name: go\n    do: {seek: 1, target: nearest_enemy, strike: true}\n",
}

// small is a world for tests: three teams of four.
func small() *arenav1.Config {
	return &arenav1.Config{Teams: proto.Int32(3), AgentCount: proto.Int32(4), Seed: "test"}
}

// made is a world with players on its first seats.
func made(t *testing.T, players int, r *arenav1.CreateRequest, p Plan) *sandbox {
	t.Helper()
	if p.Usual == nil {
		p.Usual = usual
	}
	b, err := session.NewSandbox(Game{}, [32]byte{1}, func(t session.Turn, s State) ([]*arenav1.Event, error) {
		return Game{}.Create(t, s, r, p)
	})
	must(t, err)
	for range players {
		_, err := b.Join(false)
		must(t, err)
	}
	return b
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// does makes a sandbox's command of a request.
func does[R any](cmd func(Game, session.Turn, State, R) ([]*arenav1.Event, error), r R) session.Command[State, *arenav1.Event] {
	return func(t session.Turn, s State) ([]*arenav1.Event, error) { return cmd(Game{}, t, s, r) }
}

// doesWith is does for orders that bring a behaviour.
func doesWith[R any](cmd func(Game, session.Turn, State, R, *arenav1.BehaviorCopy) ([]*arenav1.Event, error), r R, b *arenav1.BehaviorCopy) session.Command[State, *arenav1.Event] {
	return func(t session.Turn, s State) ([]*arenav1.Event, error) { return cmd(Game{}, t, s, r, b) }
}

// refused expects a refusal with a reason; empty for none.
func refused(t *testing.T, err error, reason string) {
	t.Helper()
	var e *session.Error
	switch {
	case reason == "" && err != nil:
		t.Errorf("refused: %v", err)
	case reason != "" && (!errors.As(err, &e) || e.Reason != reason):
		t.Errorf("got %v, want %s", err, reason)
	}
}

func copyNamed(name, owner string, sharing arenav1.Sharing) *arenav1.BehaviorCopy {
	b := proto.CloneOf(usual)
	b.BehaviorId, b.Name, b.OwnerUserId, b.Sharing = fmt.Sprintf("id of %s", name), name, owner, sharing
	return b
}
