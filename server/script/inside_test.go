package script

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"playhouse/server/games/arena/mind"
)

func TestWhoKillsAgainRestsLonger(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	b := newBlame()
	b.now = func() time.Time { return now }
	for _, seconds := range []int{1, 2, 4, 8, 16, 32, 60, 60} {
		rest := time.Duration(seconds) * time.Second
		if err := b.held("bad"); err != nil {
			t.Fatalf("it rests too long, before %v", rest)
		}
		var over *OverrunError
		if err := b.blame("bad", errMemory); !errors.As(err, &over) || over.Held {
			t.Fatal(err)
		}
		now = now.Add(rest - 1)
		if err := b.held("bad"); !errors.As(err, &over) || !over.Held || over.Reason != errMemory.Error() {
			t.Fatalf("it does not rest %v: %v", rest, err)
		}
		if err := b.held("good"); err != nil {
			t.Fatal("another rests:", err)
		}
		now = now.Add(1)
	}
	now = now.Add(restMost + 1)
	_ = b.blame("bad", errTime)
	if now = now.Add(restFirst); b.held("bad") != nil {
		t.Error("what it did is not forgotten")
	}
}

// What is asked and answered arrives as it was, and what breaks off is noticed.
func TestMessages(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		ask := mind.Ask{Agent: r.Int32(), X: r.NormFloat64(), Y: r.NormFloat64(), VX: r.NormFloat64(), VY: r.NormFloat64(), Memory: strings.Repeat("é", r.IntN(65))}
		for i := range ask.Senses {
			ask.Senses[i] = r.NormFloat64()
		}
		for range r.IntN(mind.NeighborsMost + 1) {
			ask.Neighbors = append(ask.Neighbors, mind.Neighbor{
				ID: r.Int32(), Ally: r.IntN(2) == 0, Known: r.IntN(2) == 0, X: r.NormFloat64(), Y: r.NormFloat64(), VX: r.NormFloat64(), VY: r.NormFloat64(), Health: r.Float64(),
			})
		}
		answer := mind.Answer{Agent: r.Int32(), Memory: ask.Memory, Steps: r.Int32(), Line: r.Int32(), Fault: strings.Repeat("x", r.IntN(2))}
		if answer.Fault == "" {
			answer.Action = mind.Action{Target: mind.Selector(r.IntN(int(mind.SelectorCount))), Agent: r.Int32(), Strike: r.IntN(2) == 0, Heal: r.IntN(2) == 0, Pace: r.Float64(), OffsetX: r.NormFloat64(), OffsetY: r.NormFloat64()}
			for i := range answer.Action.Weights {
				answer.Action.Weights[i] = r.Float64()
			}
		}
		w := newWriter()
		w.ask(&ask)
		w.answer(&answer)
		b := w.message()[4:]
		for _, n := range []int{len(b), r.IntN(len(b))} {
			var gotAsk mind.Ask
			var gotAnswer mind.Answer
			in := &reader{b: b[:n]}
			in.ask(&gotAsk)
			in.answer(&gotAnswer)
			err := in.end()
			if n < len(b) {
				if err == nil {
					t.Fatalf("%d of %d bytes are enough", n, len(b))
				}
				continue
			}
			if diff := cmp.Diff(ask, gotAsk) + cmp.Diff(answer, gotAnswer); err != nil || (diff != "" && len(ask.Neighbors) > 0) {
				t.Fatal(err, diff)
			}
		}
	}
}

// A length is the same on CPUs that fuse products with sums and on those that do not.
func TestLengthsAreRoundedOneByOne(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	differ := 0
	for range 2000 {
		x, y := r.Float64()*500, r.Float64()*500
		float := func(v float64) *big.Float { return new(big.Float).SetPrec(53).SetFloat64(v) }
		xx, yy := float(0).Mul(float(x), float(x)), float(0).Mul(float(y), float(y))
		want, _ := float(0).Add(xx, yy).Float64()
		if got := between(x, y); got != math.Sqrt(want) {
			t.Fatalf("between(%x, %x) = %x, want %x", x, y, got, math.Sqrt(want))
		}
		if math.Sqrt(math.FMA(x, x, y*y)) != math.Sqrt(want) {
			differ++
		}
	}
	if differ == 0 {
		t.Error("no length would differ")
	}
}
