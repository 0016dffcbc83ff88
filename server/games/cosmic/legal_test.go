package cosmic

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/dice"
	"playhouse/server/session"
)

// TestLegalityIsWhatHappens walks voyages at random. At every step, everything
// the view calls allowed is accepted, everything it bars is refused for that
// reason, and there is always something to do while the voyage is under way. The
// walks take every step; all that is offered is tried at each third.
func TestLegalityIsWhatHappens(t *testing.T) {
	t.Parallel()
	const voyages, every = 12, 3
	barred := map[string]bool{}
	for number := range voyages * *walks {
		b := voyage(t, byte(number), request(number))
		if number%4 == 3 {
			b = fortune(t, byte(number), request(number))
		}
		chance := rand.New(rand.NewPCG(uint64(number), 3))
		for step := 0; b.State().status == underWay && step < 120; step++ {
			if step%every != number%every {
				stagger(t, b, chance)
				continue
			}
			v, s := b.View(1), b.State()
			turn := session.Turn{Seat: 1, Now: b.Now, Dice: dice.Key{Session: fmt.Sprint(number)}.At(int32(step)), Table: b.Table()}
			for _, d := range deeds(v) {
				_, err := d.do(turn, s)
				var refusal *session.Error
				switch {
				case err != nil && !errors.As(err, &refusal):
					t.Fatalf("%s: %v", d.name, err)
				case d.allowed != (err == nil):
					t.Fatalf("voyage %d, step %d: %s: the view says %v %s, the command %v", number, step, d.name, d.allowed, d.reason, err)
				case err != nil && d.reason != "" && d.reason != refusal.Reason:
					t.Fatalf("voyage %d, step %d: %s: the view says %s, the command %s", number, step, d.name, d.reason, refusal.Reason)
				case err != nil:
					barred[refusal.Reason] = true
				}
			}
			if diff := cmp.Diff(v.GetYard().GetModules(), embedded.Modules(v), protocmp.Transform()); v.GetYard() != nil && diff != "" {
				t.Fatalf("the modules of the yard are not those of the view:\n%s", diff)
			}
			stagger(t, b, chance)
		}
	}
	for _, reason := range []string{
		"not_in_combat", "in_combat", "choice_pending", "no_fuel", "no_credits", "no_slot", "nothing_to_mine", "nothing_to_salvage",
		"no_yard", "not_stranded", "not_needed", "same_ship", "hold_full", "no_pod", "permanent", "not_enough", "tank_full",
	} {
		if !barred[reason] {
			t.Errorf("nothing was ever refused with %s", reason)
		}
	}
}

// request makes voyages of all sorts.
func request(number int) *cosmicv1.CreateRequest {
	r := &cosmicv1.CreateRequest{Seed: fmt.Sprintf("seed %d", number)}
	switch number % 4 {
	case 1:
		r.Endless = true
	case 2, 3:
		long, goal := int32(200), int32(1_000_000)
		r.MaxTurns, r.VictoryCredits = &long, &goal
	}
	return r
}
