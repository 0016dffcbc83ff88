package lab_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/content"
	"playhouse/server/session"
	"playhouse/server/worlds/lab"
)

// shipped copies the house's behaviours.
type shipped struct{}

func (shipped) Copy(_ context.Context, id string) (*arenav1.BehaviorCopy, error) {
	all, err := content.Behaviors()
	if err != nil {
		return nil, err
	}
	b, found := content.Find(all, id)
	if !found {
		return nil, session.Missing("there is no such behavior")
	}
	return &arenav1.BehaviorCopy{BehaviorId: id, Name: b.Name, Tier: arenav1.Tier_TIER_RULES, Source: b.Source, Version: 1}, nil
}

func newLab() *lab.Lab {
	return lab.New(lab.Lab{Behaviors: shipped{}, Config: func(context.Context, string) (*arenav1.Config, error) { return arena.Complete(nil) }})
}

// experiment runs one to its end.
func experiment(t *testing.T, r *arenav1.RunExperimentRequest) *arenav1.RunExperimentResponse {
	t.Helper()
	var last *arenav1.RunExperimentResponse
	err := newLab().Experiment(t.Context(), r, func(m *arenav1.RunExperimentResponse) error {
		if last.GetPlayed() > m.GetPlayed() || last.GetDone() {
			t.Errorf("%d matches were played after %d", m.GetPlayed(), last.GetPlayed())
		}
		last = m
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	last.MatchesPerSecond = 0
	return last
}

func quickly(ids ...string) *arenav1.RunExperimentRequest {
	return &arenav1.RunExperimentRequest{BehaviorIds: ids, Seeds: 6, Config: &arenav1.Config{Seed: "lab", End: &arenav1.End{Kind: arenav1.EndKind_END_KIND_LAST_TEAM, Seconds: 20}}}
}

// A behaviour against itself wins exactly half: each seed is played from both sides.
func TestSidesAreFair(t *testing.T) {
	t.Parallel()
	r := experiment(t, quickly("attack", "attack"))
	if r.GetPlayed() != 12 || r.GetMatches() != 12 || !r.GetDone() || r.GetShare() != 0.5 {
		t.Errorf("it came to %v", r)
	}
	a, b := r.GetFirst(), r.GetSecond()
	if a.GetKills() != b.GetKills() || math.Abs(a.GetDamageDealt()-b.GetDamageDealt()) > 1e-9*a.GetDamageDealt() {
		t.Errorf("the sides differ: %v, %v", a, b)
	}
}

// What an experiment comes to is the same each time, and the other way round when its
// behaviours are.
func TestExperimentsComeToTheSame(t *testing.T) {
	t.Parallel()
	one, again, round := experiment(t, quickly("attack", "flee")), experiment(t, quickly("attack", "flee")), experiment(t, quickly("flee", "attack"))
	for _, m := range []*arenav1.RunExperimentResponse{one, again} { // sums of floats, by who was ready first
		m.First, m.Second = nil, nil
	}
	if !proto.Equal(one, again) {
		t.Errorf("%v, then %v", one, again)
	}
	if one.GetWins()+one.GetDraws()+round.GetWins() != one.GetPlayed() || math.Abs(one.GetShare()+round.GetShare()-1) > 1e-12 {
		t.Errorf("%v, and the other way round %v", one, round)
	}
	if one.GetShareLow() > one.GetShare() || one.GetShareHigh() < one.GetShare() {
		t.Errorf("the interval is %v to %v around %v", one.GetShareLow(), one.GetShareHigh(), one.GetShare())
	}
}

// Who leaves ends the experiment.
func TestLeavingEndsAnExperiment(t *testing.T) {
	t.Parallel()
	l := newLab()
	left := errors.New("nobody listens")
	r := quickly("attack", "flee")
	r.Seeds = 1000
	err := l.Experiment(t.Context(), r, func(*arenav1.RunExperimentResponse) error { return left })
	if !errors.Is(err, left) {
		t.Errorf("it ended with %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = l.Experiment(ctx, r, func(*arenav1.RunExperimentResponse) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

// Wilson's interval, against values of E. B. Wilson's formula computed by hand.
func TestWilson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ share, n, low, high float64 }{
		{0.5, 10, 0.2366, 0.7634}, {0, 10, 0, 0.2775}, {1, 10, 0.7225, 1}, {0.7, 100, 0.6042, 0.7811},
	} {
		low, high := lab.Wilson(c.share, c.n)
		if math.Abs(low-c.low) > 1e-4 || math.Abs(high-c.high) > 1e-4 {
			t.Errorf("%v of %v: %.4f to %.4f, want %.4f to %.4f", c.share, c.n, low, high, c.low, c.high)
		}
	}
}
