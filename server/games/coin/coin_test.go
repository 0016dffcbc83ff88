package coin_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	"playhouse/server/games/coin"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

type sandbox = session.Sandbox[coin.State, *coinv1.Event, *coinv1.View]

func begin(t *testing.T, seed uint64, target int32) *sandbox {
	t.Helper()
	var dice [32]byte
	binary.BigEndian.PutUint64(dice[:], seed)
	b, err := session.NewSandbox(coin.Game{}, dice, func(t session.Turn, s coin.State) ([]*coinv1.Event, error) {
		return coin.Game{}.Create(t, s, &coinv1.CreateRequest{Target: target})
	})
	for range 2 {
		if err == nil {
			_, err = b.Join(true)
		}
	}
	if err == nil {
		err = b.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLaws(t *testing.T) {
	t.Parallel()
	rulestest.Suite[coin.State, *coinv1.Event, *coinv1.View]{
		Rules: coin.Game{}, Games: 50, Seats: 2,
		Play: func(t *testing.T, seed uint64) *sandbox {
			t.Helper()
			b := begin(t, seed, 5)
			chance := rand.New(rand.NewPCG(seed, 0))
			for len(b.Waiting()) > 0 {
				if _, err := b.Bot(b.Waiting()[0], chance); err != nil {
					t.Fatal(err)
				}
			}
			return b
		},
	}.Run(t)
}

func calls(side coinv1.Side) session.Command[coin.State, *coinv1.Event] {
	return func(t session.Turn, s coin.State) ([]*coinv1.Event, error) {
		return coin.Game{}.Call(t, s, &coinv1.CallRequest{Side: side})
	}
}

func TestWhoCallsRightScores(t *testing.T) {
	t.Parallel()
	b := begin(t, 1, 1000)
	for range 20 {
		for seat, side := range map[session.Seat]coinv1.Side{1: coinv1.Side_SIDE_HEADS, 2: coinv1.Side_SIDE_TAILS} {
			if err := b.Do(seat, calls(side)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if s := b.State(); s.Points[1]+s.Points[2] != 20 {
		t.Errorf("%d and %d points in 20 flips", s.Points[1], s.Points[2])
	}
}

func TestNobodyCallsTwice(t *testing.T) {
	t.Parallel()
	b := begin(t, 1, 3)
	if err := b.Do(1, calls(coinv1.Side_SIDE_HEADS)); err != nil {
		t.Fatal(err)
	}
	if err := b.Do(1, calls(coinv1.Side_SIDE_TAILS)); err == nil {
		t.Error("the second call was taken")
	}
}

// A player who left is not waited for.
func TestNobodyWaitsForWhoLeft(t *testing.T) {
	t.Parallel()
	b := begin(t, 1, 3)
	if err := b.Do(1, calls(coinv1.Side_SIDE_HEADS)); err != nil {
		t.Fatal(err)
	}
	if err := b.Leave(2); err != nil {
		t.Fatal(err)
	}
	if b.State().Flips != 1 {
		t.Error("the coin waits for a player who left")
	}
}

// The view differs by own_call alone: for the other seat heads and tails look
// the same.
func TestTheOthersCallIsSecret(t *testing.T) {
	t.Parallel()
	views := map[string]bool{}
	for _, side := range []coinv1.Side{coinv1.Side_SIDE_HEADS, coinv1.Side_SIDE_TAILS} {
		b := begin(t, 1, 3)
		if err := b.Do(1, calls(side)); err != nil {
			t.Fatal(err)
		}
		views[fmt.Sprint(b.View(2), b.View(0))] = true
	}
	if len(views) != 1 {
		t.Errorf("the other seat sees a difference: %v", views)
	}
}
