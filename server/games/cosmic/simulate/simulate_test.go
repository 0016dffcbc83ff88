package simulate

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"playhouse/server/games/cosmic"
	"playhouse/server/games/cosmic/balance"
)

func TestASeedGivesTheSameFiguresWhateverTheWorkers(t *testing.T) {
	t.Parallel()
	o := Options{Games: 2, Strategies: []cosmic.Strategy{cosmic.Trader}, Fights: 1, Searches: 1, Walks: 5, Seed: "same", Workers: 1}
	one, err := Run(o)
	if err != nil {
		t.Fatal(err)
	}
	o.Workers = 3
	three, err := Run(o)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, three); diff != "" {
		t.Error(diff)
	}
	o.Seed, o.Fights, o.Searches = "other", 0, 0
	other, err := Run(o)
	if err != nil || cmp.Equal(one.Strategies, other.Strategies) {
		t.Errorf("another seed plays the same voyages: %v", err)
	}
}

func TestTheResultReadsAsTableAndJSON(t *testing.T) {
	t.Parallel()
	began := time.UnixMilli(0)
	clock := func() time.Time { began = began.Add(time.Second); return began }
	r, err := Run(Options{Games: 4, Strategies: []cosmic.Strategy{cosmic.Tourist}, Fights: 1, Searches: 1, Walks: 5, Seed: "read", Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	if r.VoyagesPerSecond != 4 || r.Games != 4 || len(r.Strategies) != 1 || r.Strategies[0].Games != 4 || len(r.Fights) != 2*3*5 || r.Exploits == nil {
		t.Errorf("%+v", r)
	}
	var out bytes.Buffer
	if err := r.WriteTable(&out); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"4 voyages a strategy, 50 turns", "tourist", "laser+missiles  rogue_ai_ship", "profit at one place", "salvage"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, out.String())
		}
	}
	raw, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(raw), `"victory":`) || !strings.Contains(string(raw), `"voyages_per_second":4`) {
		t.Errorf("%v: %s", err, raw)
	}
}

func TestEndlessVoyagesAreRetired(t *testing.T) {
	t.Parallel()
	r, err := Run(Options{Games: 6, Strategies: []cosmic.Strategy{cosmic.Trader}, Endless: true, Turns: 15, Seed: "endless"})
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Strategies[0]; s.Turns.P90 < 15 || s.Turns.P90 > 25 || s.Survival == 0 {
		t.Errorf("%+v", s)
	}
}

func TestImpossibleOptionsAreRefused(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{{}, {Games: -1}, {Games: 1, Turns: 5}, {Games: 1, Turns: 5000}} {
		if _, err := Run(o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
}

func TestTheIntervalIsWilsons(t *testing.T) {
	t.Parallel()
	low, high := interval(50, 100)
	if low < 0.403 || low > 0.405 || high < 0.595 || high > 0.597 {
		t.Errorf("50 of 100: %f to %f", low, high)
	}
}

// TestStrategiesAreViable is the balance's own test, on a sample: its margins
// are wide, but a way to get rich that leaves the others behind would not pass,
// nor one that leads nowhere. What the balance is tuned by are the 1,000 voyages
// a strategy of playhouse simulate cosmic.
func TestStrategiesAreViable(t *testing.T) {
	t.Parallel()
	r, err := Run(Options{Games: 30, Seed: "viable"})
	if err != nil {
		t.Fatal(err)
	}
	best, viable := 0.0, 0
	for _, s := range r.Strategies {
		best = max(best, s.Earned.Mean)
	}
	for _, s := range r.Strategies {
		t.Logf("%s: %.0f earned, %.0f %% survived, %.0f %% won", s.Strategy, s.Earned.Mean, 100*s.Survival, 100*s.Victory)
		if s.Strategy == cosmic.Tourist {
			if s.Earned.Mean > .6*best || s.Victory > .2 {
				t.Errorf("a voyage without a plan earns %.0f, %.0f %% are won", s.Earned.Mean, 100*s.Victory)
			}
			continue
		}
		if s.Earned.Mean >= .5*best {
			viable++
		}
		if s.Earned.Mean < .4*best || s.Survival < .4 || s.Victory == 0 || s.Victory > .8 {
			t.Errorf("%s: %+v", s.Strategy, s)
		}
	}
	if viable < 3 {
		t.Errorf("%d strategies come within half of the best", viable)
	}
}

func TestFightsEndAsTheNumbersSay(t *testing.T) {
	t.Parallel()
	r, err := Run(Options{Games: 1, Strategies: []cosmic.Strategy{cosmic.Tourist}, Fights: 12, Seed: "fights"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Fights {
		if sum := f.Won + f.EnemyFled + f.Fled + f.Negotiated + f.Lost; math.Abs(sum-1) > 1e-9 {
			t.Errorf("%+v: shares add up to %f", f, sum)
		}
		switch key := f.Tactics + " " + f.Arms + " " + f.Enemy; {
		case f.Tactics == tacticsAttack && f.Fled+f.Negotiated > 0:
			t.Errorf("%s: who attacks does not leave", key)
		case key == "attack unarmed rogue_ai_ship" && f.Lost < 1, key == "attack laser+missiles alien_drone" && f.Won < .8, f.Tactics == tacticsCaptain && f.Lost > .25:
			t.Errorf("%s: %+v", key, f)
		}
	}
}

func TestNothingAtOnePlacePays(t *testing.T) {
	t.Parallel()
	r, err := Run(Options{Games: 1, Strategies: []cosmic.Strategy{cosmic.Tourist}, Searches: 3, Walks: 20, Seed: "exploit"})
	if err != nil {
		t.Fatal(err)
	}
	x := r.Exploits
	if x.Positions < 2 || x.Sequences < 100 || x.Best > 0 || len(x.Found) > 0 {
		t.Errorf("%d positions, %d sequences, best %d: %+v", x.Positions, x.Sequences, x.Best, x.Found)
	}
	for _, w := range x.Work {
		// Either it comes to an end, or it costs hull.
		if endless := w.Late > 20; w.Stretches == 0 || endless && w.HullPerTurn < 1 {
			t.Errorf("%+v", w)
		}
	}
}

// TestTheSearchFindsWhatPays: with refunds above the price, and with markets
// that pay more than they take.
func TestTheSearchFindsWhatPays(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*balance.Balance){
		"remove": func(b *balance.Balance) { b.Yard.RefundShare = 1.2 },
		"sell":   func(b *balance.Balance) { b.Market.Spread = -.3 },
	} {
		b := balance.Default()
		spoil(b)
		o, err := Options{Games: 1, Searches: 3, Walks: 10, Seed: "spoilt", Balance: b, Workers: 1}.complete()
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for i := range o.Searches {
			s, err := o.search(i)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range s.found {
				found = found || strings.Contains(strings.Join(e.Steps, ","), name)
			}
			if found {
				break
			}
		}
		if !found {
			t.Errorf("%s: nothing was found", name)
		}
	}
}
