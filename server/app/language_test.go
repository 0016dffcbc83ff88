package app_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	identityv1 "playhouse/gen/playhouse/identity/v1"
	"playhouse/gen/playhouse/identity/v1/identityv1connect"
)

// authorized is a client of a new guest.
func authorized(t *testing.T, url string) *http.Client {
	t.Helper()
	r, err := identityv1connect.NewIdentityServiceClient(http.DefaultClient, url).SignInGuest(t.Context(), &identityv1.SignInGuestRequest{DisplayName: "Ann"})
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Transport: roundTripper(func(q *http.Request) (*http.Response, error) {
		q = q.Clone(q.Context())
		q.Header.Set("Authorization", "Bearer "+r.GetAccessToken())
		return http.DefaultTransport.RoundTrip(q)
	})}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

const (
	scriptTier = arenav1.Tier_TIER_SCRIPT
	hunter     = `def decide(self, world):
    if world.enemies.known > 0:
        return action(steer = {"pursue": 3, "separation": 1}, target = "nearest_enemy", strike = True, memory = "hunts")
    return action(steer = {"follow_flow": 2, "separation": 1}, target = "enemy_base", memory = "marches")
`
)

// Behaviours of both tiers are checked, tried and stored by a whole server; scripts in
// processes of their own.
func TestBothTiersAreCheckedAndTried(t *testing.T) {
	t.Parallel()
	a := run(t, nil)
	c, ctx := arenav1connect.NewBehaviorServiceClient(authorized(t, a.URL), a.URL), t.Context()
	valid, err := c.ValidateBehavior(ctx, &arenav1.ValidateBehaviorRequest{Tier: scriptTier, Source: hunter})
	if err != nil || !valid.GetValid() || len(valid.GetDiagnostics()) > 0 {
		t.Fatalf("%v, %v", valid, err)
	}
	wrong, err := c.ValidateBehavior(ctx, &arenav1.ValidateBehaviorRequest{Tier: scriptTier, Source: "def decide(self, world):\n    return action(steer = {\"pursuit\": 1})\n"})
	if err != nil || wrong.GetValid() || len(wrong.GetDiagnostics()) != 1 || wrong.GetDiagnostics()[0].GetLine() != 2 {
		t.Errorf("%v, %v", wrong, err)
	}
	tried, err := c.DryRunBehavior(ctx, &arenav1.DryRunBehaviorRequest{Tier: scriptTier, Source: hunter})
	if err != nil {
		t.Fatal(err)
	}
	if d := tried.GetRun(); d.GetDecided()["hunts"] == 0 || d.GetDecided()["marches"] == 0 || d.GetMostSteps() == 0 || d.GetMostSteps() > 2000 || d.GetOwn().GetDamageDealt() <= 0 || len(d.GetFaults()) > 0 {
		t.Errorf("tried %v", tried)
	}
	// What fails only in a fight is found by trying.
	faulty := strings.Replace(hunter, "return action(steer = {\"pursue\"", "return action(steer = {\"pursue\" if self.health > 2 else 1 // int(world.time * 0)", 1)
	tried, err = c.DryRunBehavior(ctx, &arenav1.DryRunBehaviorRequest{Tier: scriptTier, Source: faulty})
	if err != nil || len(tried.GetRun().GetFaults()) != 1 || tried.GetRun().GetFaults()[0].GetLine() != 3 {
		t.Errorf("tried %v, %v", tried, err)
	}
	tried, err = c.DryRunBehavior(ctx, &arenav1.DryRunBehaviorRequest{Source: "rules:\n  - when: helth > 1\n    do: {}\n"})
	if err != nil || tried.GetRun() != nil || len(tried.GetDiagnostics()) != 1 {
		t.Errorf("tried %v, %v", tried, err)
	}
	tried, err = c.DryRunBehavior(ctx, &arenav1.DryRunBehaviorRequest{Source: "rules:\n  - name: rest\n    do: {}\n"})
	if err != nil || tried.GetRun().GetDecided()["rest"] != tried.GetRun().GetDecisions() || tried.GetRun().GetTicks() != 200 {
		t.Errorf("tried %v, %v", tried, err)
	}
	made, err := c.CreateBehavior(ctx, &arenav1.CreateBehaviorRequest{Name: "Hunter", Tier: scriptTier, Source: hunter})
	if err != nil || made.GetBehavior().GetTier() != scriptTier || len(made.GetDiagnostics()) > 0 {
		t.Errorf("made %v, %v", made, err)
	}
}

func TestTheLanguageIsDescribedToAnyone(t *testing.T) {
	t.Parallel()
	a := run(t, nil)
	described, err := arenav1connect.NewBehaviorServiceClient(http.DefaultClient, a.URL, connect.WithHTTPGet()).DescribeLanguage(t.Context(), &arenav1.DescribeLanguageRequest{})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	shared := 0
	for _, term := range described.GetTerms() {
		kinds[term.GetKind()]++
		if len(term.GetTiers()) == 0 || term.GetName() == "" || term.GetMeaning() == "" || term.GetDetail() == "" {
			t.Errorf("%v", term)
		}
		if len(term.GetTiers()) == 2 {
			shared++
		}
	}
	if want := []string{"action", "boolean", "function", "keyword", "number", "selector", "steering"}; !slices.Equal(slices.Sorted(maps.Keys(kinds)), want) {
		t.Errorf("kinds %v", kinds)
	}
	if kinds["steering"] != 19 || kinds["selector"] != 14 || shared < 19+14 {
		t.Errorf("%v, %d in both tiers", kinds, shared)
	}
}
