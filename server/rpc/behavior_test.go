package rpc

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	"playhouse/server/behavior"
	"playhouse/server/behavior/rules"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/content"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/trial"
	"playhouse/server/session"
	"playhouse/server/worldconfig"
)

// forge is a house where behaviours and configurations are kept.
type forge struct {
	*house

	address string
	clock   *clock
	desk    *behavior.Behaviors
}

func newForge(t *testing.T) *forge {
	t.Helper()
	f := &forge{house: oneHouse(t), clock: &clock{}}
	shipped, err := content.Behaviors()
	if err != nil {
		t.Fatal(err)
	}
	gate := behavior.Gate{Store: f.store}
	for _, b := range shipped {
		gate.House = append(gate.House, behavior.Behavior{
			House: b.Name, Name: b.Name, Description: b.Description, Tier: arenav1.Tier_TIER_RULES, Source: b.Source, Sharing: behavior.Public, Version: 1, Etag: "1",
		})
	}
	attack, _ := content.Find(shipped, content.Attack)
	tier := rules.Language(func(_ context.Context, p mind.Program) (*arenav1.DryRun, error) {
		return trial.Rules(p, attack.Program)
	})
	f.desk = &behavior.Behaviors{
		Gate: gate, Store: f.store, Versions: f.store, Now: f.clock.now,
		Languages: map[arenav1.Tier]behavior.Language{arenav1.Tier_TIER_RULES: tier},
	}
	edge, err := NewEdge(f.people, slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})), silent{}, true)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	configs := &worldconfig.Configs{Store: f.store, Complete: arena.Complete, Now: f.clock.now}
	if err := edge.Mount(mux, Behaviors(f.desk, edge.Options()...), WorldConfigs(configs, edge.Options()...)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	f.address = server.URL
	return f
}

// smith is somebody with clients of the forge's services.
type smith struct {
	arenav1connect.BehaviorServiceClient

	configs arenav1connect.WorldConfigServiceClient
	*player
}

func (f *forge) smith(t *testing.T, name string) *smith {
	t.Helper()
	p := f.guest(t, name)
	return f.equip(p, &http.Client{Transport: bearer{token: p.token, next: http.DefaultTransport}})
}

// outsider has no account.
func (f *forge) outsider() *smith {
	return f.equip(&player{id: uuid.NewString()}, http.DefaultClient)
}

func (f *forge) equip(p *player, c *http.Client) *smith {
	return &smith{
		BehaviorServiceClient: arenav1connect.NewBehaviorServiceClient(c, f.address),
		configs:               arenav1connect.NewWorldConfigServiceClient(c, f.address), player: p,
	}
}

const still = "rules:\n  - do: {}\n"

// makes stores a behaviour.
func (s *smith) makes(t *testing.T, name string, sharing arenav1.Sharing) *arenav1.Behavior {
	t.Helper()
	return must(s.CreateBehavior(t.Context(), &arenav1.CreateBehaviorRequest{Name: name, Source: still, Sharing: sharing}))(t).GetBehavior()
}

// lists are the names in a list, a page of some size after the other.
func (s *smith) lists(t *testing.T, r *arenav1.ListBehaviorsRequest) (names []string) {
	t.Helper()
	for {
		page := must(s.ListBehaviors(t.Context(), r))(t)
		for _, b := range page.GetBehaviors() {
			names = append(names, b.GetName())
			if b.GetSource() != "" {
				t.Errorf("the list has the source of %s", b.GetName())
			}
		}
		if len(page.GetBehaviors()) > int(r.GetPageSize()) && r.GetPageSize() > 0 {
			t.Errorf("a page of %d, want %d", len(page.GetBehaviors()), r.GetPageSize())
		}
		if r.PageToken = page.GetNextPageToken(); r.GetPageToken() == "" {
			return names
		}
		if len(page.GetBehaviors()) == 0 || len(names) > 1000 {
			t.Fatal("an empty page that is not the last")
		}
	}
}

func TestBehaviorsAreStoredWithTheirErrors(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	made := must(ann.CreateBehavior(ctx, &arenav1.CreateBehaviorRequest{
		Name: "  Timid ", Description: "runs", Source: "rules:\n  - when: helth < 0.3\n    do: {flee: 1}\n",
	}))(t)
	if len(made.GetDiagnostics()) != 1 || made.GetDiagnostics()[0].GetLine() != 2 || made.GetDiagnostics()[0].GetColumn() != 11 || !strings.Contains(made.GetDiagnostics()[0].GetMessage(), "health") {
		t.Errorf("diagnostics %v", made.GetDiagnostics())
	}
	b := made.GetBehavior()
	if b.GetName() != "Timid" || b.GetSharing() != behavior.Private || b.GetTier() != arenav1.Tier_TIER_RULES || b.GetVersion() != 1 || !b.GetOwn() || b.GetOwnerUserId() != ann.id || b.GetOwnerName() != "Ann" || b.GetForkedFrom() != "" {
		t.Errorf("stored %v", b)
	}
	read := must(ann.GetBehavior(ctx, &arenav1.GetBehaviorRequest{Id: b.GetId()}))(t)
	if len(read.GetDiagnostics()) != 1 || read.GetBehavior().GetSource() != b.GetSource() {
		t.Errorf("read %v", read)
	}
	// What has errors can be worked on, but not used.
	if _, err := f.copies(t, ann, b.GetId()); !strings.Contains(fmt.Sprint(err), "errors") {
		t.Errorf("copy: %v", err)
	}
	mended := must(ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Source: new(still)}))(t)
	if len(mended.GetDiagnostics()) > 0 || mended.GetBehavior().GetVersion() != 2 || mended.GetBehavior().GetName() != "Timid" || mended.GetBehavior().GetDescription() != "runs" {
		t.Errorf("mended %v", mended)
	}
	c, err := f.copies(t, ann, b.GetId())
	if err != nil || c.GetSource() != still || c.GetVersion() != 2 || c.GetName() != "Timid" || c.GetOwnerUserId() != ann.id {
		t.Errorf("copy %v, %v", c, err)
	}
}

// Bad input is refused where it is bad, and changes nothing.
func TestBehaviorsRefuseBadInput(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	for name, r := range map[string]*arenav1.CreateBehaviorRequest{
		"no name":     {Source: still},
		"blank name":  {Name: " \t", Source: still},
		"long name":   {Name: strings.Repeat("x", 61)},
		"hidden name": {Name: "a\u200bb"},
		"two lines":   {Name: "a\nb"},
		"long source": {Name: "a", Source: strings.Repeat("x", 8193)},
		"long text":   {Name: "a", Description: strings.Repeat("x", 501)},
		"no tier":     {Name: "a", Tier: 9},
		"no sharing":  {Name: "a", Sharing: 9},
		"no scripts":  {Name: "a", Tier: arenav1.Tier_TIER_SCRIPT},
		"control":     {Name: "a", Source: "rules: \x07"},
	} {
		if _, err := ann.CreateBehavior(ctx, r); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%s: %v", name, err)
		}
	}
	if names := ann.lists(t, &arenav1.ListBehaviorsRequest{Scope: arenav1.BehaviorScope_BEHAVIOR_SCOPE_OWN}); len(names) > 0 {
		t.Errorf("stored %v", names)
	}
	for _, token := range []string{"x", "AAAA"} {
		if _, err := ann.ListBehaviors(ctx, &arenav1.ListBehaviorsRequest{PageToken: token}); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("token %s: %v", token, err)
		}
	}
	b := ann.makes(t, "a", behavior.Private)
	if _, err := ann.ListBehaviorVersions(ctx, &arenav1.ListBehaviorVersionsRequest{Id: b.GetId(), PageToken: "-4"}); connect.CodeOf(err) != connect.CodeInvalidArgument {
		t.Errorf("versions: %v", err)
	}
	if _, err := ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: "builtin/attack", Etag: "1"}); connect.CodeOf(err) != connect.CodeInvalidArgument {
		t.Errorf("the house's: %v", err)
	}
	for _, id := range []string{"builtin/nothing", "nothing", uuid.NewString()} {
		_, err := ann.GetBehavior(ctx, &arenav1.GetBehaviorRequest{Id: id})
		wantRefusal(t, err, connect.CodeNotFound, "not_found")
	}
}

func TestStaleChangesOfBehaviorsAreAborted(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	b := ann.makes(t, "a", behavior.Private)
	must(ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Description: new("first")}))(t)
	_, err := ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Source: new("rules: [{do: {wander: 1}}]")})
	wantRefusal(t, err, connect.CodeAborted, "stale")
	_, err = ann.DeleteBehavior(ctx, &arenav1.DeleteBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag()})
	wantRefusal(t, err, connect.CodeAborted, "stale")
	now := must(ann.GetBehavior(ctx, &arenav1.GetBehaviorRequest{Id: b.GetId()}))(t).GetBehavior()
	if now.GetDescription() != "first" || now.GetSource() != still || now.GetVersion() != 1 {
		t.Errorf("stored %v", now)
	}
	must(ann.DeleteBehavior(ctx, &arenav1.DeleteBehaviorRequest{Id: b.GetId(), Etag: now.GetEtag()}))(t)
	_, err = ann.DeleteBehavior(ctx, &arenav1.DeleteBehaviorRequest{Id: b.GetId(), Etag: now.GetEtag()})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	// Of many who change the same at once, one gets through.
	b = ann.makes(t, "b", behavior.Private)
	var all sync.WaitGroup
	codes := make([]connect.Code, 8)
	for i := range codes {
		all.Go(func() {
			_, err := ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Source: new(fmt.Sprintf("# %d\n%s", i, still))})
			codes[i] = connect.CodeOf(err)
			if err == nil {
				codes[i] = 0
			}
		})
	}
	all.Wait()
	count := map[connect.Code]int{}
	for _, c := range codes {
		count[c]++
	}
	if diff := cmp.Diff(map[connect.Code]int{0: 1, connect.CodeAborted: 7}, count); diff != "" {
		t.Error(diff)
	}
}

func TestNamesOfBehaviorsAreTheirOwnersOwn(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben, ctx := f.smith(t, "Ann"), f.smith(t, "Ben"), t.Context()
	a := ann.makes(t, "Wolf", behavior.Public)
	_, err := ann.CreateBehavior(ctx, &arenav1.CreateBehaviorRequest{Name: "wolf"})
	wantRefusal(t, err, connect.CodeAlreadyExists, "name_taken")
	b := ann.makes(t, "Fox", behavior.Private)
	_, err = ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Name: new("WOLF")})
	wantRefusal(t, err, connect.CodeAlreadyExists, "name_taken")
	must(ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: a.GetId(), Etag: a.GetEtag(), Name: new("wolf")}))(t)
	ben.makes(t, "Wolf", behavior.Private)
	_, err = ann.ForkBehavior(ctx, &arenav1.ForkBehaviorRequest{Id: "builtin/attack", Name: "fox"})
	wantRefusal(t, err, connect.CodeAlreadyExists, "name_taken")
}

func TestForksAreOnesOwnAndNumbered(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben, ctx := f.smith(t, "Ann"), f.smith(t, "Ben"), t.Context()
	for _, want := range []string{"attack (2)", "attack (3)"} {
		if b := must(ann.ForkBehavior(ctx, &arenav1.ForkBehaviorRequest{Id: "builtin/attack"}))(t).GetBehavior(); b.GetName() != want || b.GetForkedFrom() != "builtin/attack" || !b.GetOwn() || b.GetSharing() != behavior.Private || b.GetVersion() != 1 {
			t.Errorf("fork %v", b)
		}
	}
	long := ann.makes(t, strings.Repeat("x", 60), behavior.Unlisted)
	fork := must(ben.ForkBehavior(ctx, &arenav1.ForkBehaviorRequest{Id: long.GetId()}))(t).GetBehavior()
	if fork.GetName() != strings.Repeat("x", 56)+" (2)" || fork.GetOwnerUserId() != ben.id || fork.GetForkedFrom() != long.GetId() || fork.GetSource() != still {
		t.Errorf("fork %v", fork)
	}
	// Who sees the fork does not learn the id of what was unlisted.
	public := must(ben.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: fork.GetId(), Etag: fork.GetEtag(), Sharing: new(behavior.Public)}))(t).GetBehavior()
	if seen := must(f.smith(t, "Cat").GetBehavior(ctx, &arenav1.GetBehaviorRequest{Id: public.GetId()}))(t).GetBehavior(); seen.GetForkedFrom() != "" || seen.GetOwn() || seen.GetOwnerName() != "Ben" {
		t.Errorf("seen %v", seen)
	}
	// A change of the original leaves the fork alone, and its end does.
	must(ann.DeleteBehavior(ctx, &arenav1.DeleteBehaviorRequest{Id: long.GetId(), Etag: long.GetEtag()}))(t)
	if b := must(ben.GetBehavior(ctx, &arenav1.GetBehaviorRequest{Id: fork.GetId()}))(t).GetBehavior(); b.GetSource() != still {
		t.Errorf("fork %v", b)
	}
}

func TestMakingABehaviorTwiceMakesOne(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben, ctx := f.smith(t, "Ann"), f.smith(t, "Ben"), t.Context()
	r := &arenav1.CreateBehaviorRequest{Name: "a", Source: still, CommandId: "one"}
	var all sync.WaitGroup
	ids := make([]string, 6)
	for i := range ids {
		all.Go(func() {
			if made, err := ann.CreateBehavior(ctx, r); err == nil {
				ids[i] = made.GetBehavior().GetId()
			}
		})
	}
	all.Wait()
	for _, id := range ids {
		if id == "" || id != ids[0] {
			t.Errorf("made %v", ids)
		}
	}
	_, err := ann.CreateBehavior(ctx, &arenav1.CreateBehaviorRequest{Name: "b", CommandId: "one"})
	wantRefusal(t, err, connect.CodeAlreadyExists, "command_id_reused")
	if other := must(ben.CreateBehavior(ctx, r))(t).GetBehavior(); other.GetId() == ids[0] || other.GetOwnerUserId() != ben.id {
		t.Errorf("another's command: %v", other)
	}
	fork := &arenav1.ForkBehaviorRequest{Id: "builtin/kite", CommandId: "two"}
	first, again := must(ann.ForkBehavior(ctx, fork))(t).GetBehavior(), must(ann.ForkBehavior(ctx, fork))(t).GetBehavior()
	if first.GetId() != again.GetId() || again.GetName() != "kite (2)" {
		t.Errorf("forked %v and %v", first, again)
	}
}

func TestOlderSourcesAreKept(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	b := ann.makes(t, "a", behavior.Private)
	began := b.GetUpdated().AsTime()
	for i := range behavior.VersionsMost + 5 {
		f.clock.ahead += time.Second
		b = must(ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Source: new(fmt.Sprintf("# %d\n%s", i, still))}))(t).GetBehavior()
	}
	// A change that leaves the source alone is no version.
	b = must(ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Source: new(b.GetSource()), Description: new("x")}))(t).GetBehavior()
	if b.GetVersion() != behavior.VersionsMost+6 || !b.GetUpdated().AsTime().After(began) {
		t.Errorf("version %d", b.GetVersion())
	}
	want := b.GetVersion()
	r := &arenav1.ListBehaviorVersionsRequest{Id: b.GetId()}
	for total := 0; ; {
		page := must(ann.ListBehaviorVersions(ctx, r))(t)
		for _, v := range page.GetVersions() {
			want--
			total++
			if v.GetVersion() != want || (want > 1 && v.GetSource() != fmt.Sprintf("# %d\n%s", want-2, still)) || !v.GetCreated().AsTime().Before(b.GetUpdated().AsTime()) {
				t.Fatalf("version %v, want %d", v, want)
			}
		}
		if r.PageToken = page.GetNextPageToken(); r.GetPageToken() == "" {
			if total != behavior.VersionsMost {
				t.Errorf("%d versions", total)
			}
			break
		}
		if len(page.GetVersions()) != 20 {
			t.Errorf("a page of %d", len(page.GetVersions()))
		}
	}
}

func TestListsOfBehaviorsComeInOrderAndPages(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben := f.smith(t, "Ann"), f.smith(t, "Ben")
	for _, name := range []string{"zebra", "Ant", "mole"} {
		ann.makes(t, name, behavior.Private)
		ben.makes(t, name+" of Ben", behavior.Public)
		ben.makes(t, name+" unlisted", behavior.Unlisted)
		ben.makes(t, name+" private", behavior.Private)
	}
	house := []string{"adaptive", "ambush", "attack", "flee", "guard", "kite", "medic", "patrol", "swarm", "wander", "wander_together"}
	own, others := []string{"Ant", "mole", "zebra"}, []string{"Ant of Ben", "mole of Ben", "zebra of Ben"}
	whole := append(append(append([]string(nil), house...), own...), others...)
	for size := range int32(19) {
		if diff := cmp.Diff(whole, ann.lists(t, &arenav1.ListBehaviorsRequest{PageSize: size})); diff != "" {
			t.Errorf("pages of %d: %s", size, diff)
		}
	}
	for scope, want := range map[arenav1.BehaviorScope][]string{
		arenav1.BehaviorScope_BEHAVIOR_SCOPE_OWN: own, arenav1.BehaviorScope_BEHAVIOR_SCOPE_SHARED: others, arenav1.BehaviorScope_BEHAVIOR_SCOPE_BUILT_IN: house,
	} {
		if diff := cmp.Diff(want, ann.lists(t, &arenav1.ListBehaviorsRequest{Scope: scope, PageSize: 2})); diff != "" {
			t.Errorf("%v: %s", scope, diff)
		}
	}
	if diff := cmp.Diff([]string{"ambush", "attack", "wander", "wander_together", "Ant", "zebra", "Ant of Ben", "zebra of Ben"}[1:2], ann.lists(t, &arenav1.ListBehaviorsRequest{NameContains: "TTA", PageSize: 1})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Ant", "Ant of Ben"}, ann.lists(t, &arenav1.ListBehaviorsRequest{NameContains: "aNt", PageSize: 1})); diff != "" {
		t.Error(diff)
	}
}

func TestNobodyHasTooManyBehaviors(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann := f.smith(t, "Ann")
	for i := range behavior.Most {
		ann.makes(t, fmt.Sprint(i), behavior.Private)
	}
	_, err := ann.CreateBehavior(t.Context(), &arenav1.CreateBehaviorRequest{Name: "more"})
	wantRefusal(t, err, connect.CodeResourceExhausted, "too_many_behaviors")
	_, err = ann.ForkBehavior(t.Context(), &arenav1.ForkBehaviorRequest{Id: "builtin/attack"})
	wantRefusal(t, err, connect.CodeResourceExhausted, "too_many_behaviors")
}

// copies is what a world would be handed.
func (f *forge) copies(t *testing.T, s *smith, id string) (*arenav1.BehaviorCopy, error) {
	t.Helper()
	return f.desk.Copy(session.WithCaller(t.Context(), session.Caller{User: session.UserID(s.id)}), id)
}

// A behaviour can be read and copied for oneself while its language cannot be asked,
// but neither changed nor used.
func TestBehaviorsAreReadWhileNobodyCanCheckThem(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	b := ann.makes(t, "a", behavior.Private)
	away := f.desk.Languages[arenav1.Tier_TIER_RULES]
	away.Check = func(context.Context, string) ([]*arenav1.Diagnostic, error) {
		return nil, &session.Error{Kind: session.Unavailable, Reason: "scripts_busy", Message: "try again in a moment"}
	}
	f.desk.Languages[arenav1.Tier_TIER_RULES] = away
	read := must(ann.GetBehavior(ctx, &arenav1.GetBehaviorRequest{Id: b.GetId()}))(t)
	if read.GetBehavior().GetSource() != still || len(read.GetDiagnostics()) != 1 || read.GetDiagnostics()[0].GetSeverity() != arenav1.Severity_SEVERITY_WARNING {
		t.Errorf("read %v", read)
	}
	must(ann.ForkBehavior(ctx, &arenav1.ForkBehaviorRequest{Id: b.GetId()}))(t)
	_, err := ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Source: new("# other\n" + still)})
	wantRefusal(t, err, connect.CodeUnavailable, "scripts_busy")
	if _, err := f.copies(t, ann, b.GetId()); err == nil {
		t.Error("what was not checked was handed to a world")
	}
	if now := must(ann.GetBehavior(ctx, &arenav1.GetBehaviorRequest{Id: b.GetId()}))(t).GetBehavior(); now.GetSource() != still || now.GetEtag() != b.GetEtag() {
		t.Errorf("changed %v", now)
	}
}
