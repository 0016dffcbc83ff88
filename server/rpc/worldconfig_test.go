package rpc

import (
	"context"
	"fmt"
	"math"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/worldconfig"
)

func (s *smith) sets(t *testing.T, name string, c *arenav1.Config) *arenav1.WorldConfig {
	t.Helper()
	return must(s.configs.CreateWorldConfig(t.Context(), &arenav1.CreateWorldConfigRequest{Name: name, Config: c}))(t).GetWorldConfig()
}

func (s *smith) usual(t *testing.T) *arenav1.WorldConfig {
	t.Helper()
	return must(s.configs.GetWorldConfig(t.Context(), &arenav1.GetWorldConfigRequest{}))(t).GetWorldConfig()
}

func TestConfigurationsHaveAllParameters(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	house := ann.usual(t)
	if house.GetId() != worldconfig.Default || !house.GetUsual() || house.GetName() != "default" || house.GetConfig().GetAgentCount() != 5 || house.GetConfig().GetVisualRange() != 150 || house.GetConfig().GetRespawnMs() != 3000 {
		t.Errorf("default %v", house)
	}
	given := &arenav1.Config{AgentCount: new(int32(50)), TeamBalance: new(-0.5), Respawn: new(true), Seed: "x", End: &arenav1.End{Kind: arenav1.EndKind_END_KIND_KILLS, Target: 9}}
	made := ann.sets(t, "Big", given)
	want := proto.CloneOf(house.GetConfig())
	proto.Merge(want, given)
	if diff := cmp.Diff(want, made.GetConfig(), protocmp.Transform()); diff != "" || made.GetUsual() {
		t.Errorf("%v: %s", made, diff)
	}
	// A change of the name leaves the parameters; new parameters are all of them.
	named := must(ann.configs.UpdateWorldConfig(ctx, &arenav1.UpdateWorldConfigRequest{Id: made.GetId(), Etag: made.GetEtag(), Name: new("Large")}))(t).GetWorldConfig()
	if diff := cmp.Diff(want, named.GetConfig(), protocmp.Transform()); diff != "" || named.GetName() != "Large" || named.GetEtag() == made.GetEtag() {
		t.Errorf("%v: %s", named, diff)
	}
	changed := must(ann.configs.UpdateWorldConfig(ctx, &arenav1.UpdateWorldConfigRequest{Id: made.GetId(), Etag: named.GetEtag(), Config: &arenav1.Config{Teams: new(int32(4))}}))(t).GetWorldConfig()
	want = proto.CloneOf(house.GetConfig())
	want.Teams = new(int32(4))
	if diff := cmp.Diff(want, changed.GetConfig(), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	_, err := ann.configs.UpdateWorldConfig(ctx, &arenav1.UpdateWorldConfigRequest{Id: made.GetId(), Etag: named.GetEtag(), Name: new("Other")})
	wantRefusal(t, err, connect.CodeAborted, "stale")
	_, err = ann.configs.DeleteWorldConfig(ctx, &arenav1.DeleteWorldConfigRequest{Id: made.GetId(), Etag: named.GetEtag()})
	wantRefusal(t, err, connect.CodeAborted, "stale")
}

func TestConfigurationsThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	kept := ann.sets(t, "kept", nil)
	for name, c := range map[string]*arenav1.Config{
		"no agents":       {AgentCount: new(int32(0))},
		"too many":        {AgentCount: new(int32(50000)), Teams: new(int32(3))},
		"one team":        {Teams: new(int32(1))},
		"narrow":          {AreaWidth: new(99.0)},
		"no number":       {AreaWidth: new(math.NaN())},
		"endless":         {BaseSpeed: new(math.Inf(1))},
		"sees too little": {VisualRange: new(50.0)},
		"hits too far":    {CombatRange: new(120.0)},
		"balance":         {TeamBalance: new(1.1)},
		"no such end":     {End: &arenav1.End{Kind: 9}},
		"negative target": {End: &arenav1.End{Target: -1}},
		"fast ticks":      {TickRate: new(int32(61))},
	} {
		if _, err := ann.configs.CreateWorldConfig(ctx, &arenav1.CreateWorldConfigRequest{Name: name, Config: c}); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("create %s: %v", name, err)
		}
		if _, err := ann.configs.UpdateWorldConfig(ctx, &arenav1.UpdateWorldConfigRequest{Id: kept.GetId(), Etag: kept.GetEtag(), Config: c}); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("update %s: %v", name, err)
		}
	}
	for _, name := range []string{"", "  ", "a\u202eb"} {
		if _, err := ann.configs.CreateWorldConfig(ctx, &arenav1.CreateWorldConfigRequest{Name: name}); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("name %q: %v", name, err)
		}
	}
	for _, name := range []string{"KEPT", "Default"} {
		_, err := ann.configs.CreateWorldConfig(ctx, &arenav1.CreateWorldConfigRequest{Name: name})
		wantRefusal(t, err, connect.CodeAlreadyExists, "name_taken")
	}
	all := must(ann.configs.ListWorldConfigs(ctx, &arenav1.ListWorldConfigsRequest{}))(t).GetWorldConfigs()
	if len(all) != 2 || all[1].GetEtag() != kept.GetEtag() {
		t.Errorf("kept %v", all)
	}
}

func TestOneConfigurationIsUsual(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben, ctx := f.smith(t, "Ann"), f.smith(t, "Ben"), t.Context()
	a, b := ann.sets(t, "a", nil), ann.sets(t, "b", nil)
	choose := func(id string) {
		t.Helper()
		if one := must(ann.configs.SetDefaultWorldConfig(ctx, &arenav1.SetDefaultWorldConfigRequest{Id: id}))(t).GetWorldConfig(); !one.GetUsual() || one.GetId() != id {
			t.Errorf("usual %v", one)
		}
		if got := ann.usual(t).GetId(); got != id {
			t.Errorf("usual %s, want %s", got, id)
		}
		n := 0
		for _, c := range must(ann.configs.ListWorldConfigs(ctx, &arenav1.ListWorldConfigsRequest{}))(t).GetWorldConfigs() {
			if c.GetUsual() {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d are usual", n)
		}
	}
	choose(a.GetId())
	choose(b.GetId())
	choose(worldconfig.Default)
	choose(b.GetId())
	if got := ben.usual(t).GetId(); got != worldconfig.Default {
		t.Errorf("another's usual: %s", got)
	}
	must(ann.configs.DeleteWorldConfig(ctx, &arenav1.DeleteWorldConfigRequest{Id: b.GetId(), Etag: b.GetEtag()}))(t)
	if got := ann.usual(t).GetId(); got != worldconfig.Default {
		t.Errorf("usual after the end of the usual one: %s", got)
	}
}

func TestConfigurationsAreListedAndCounted(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	want := []string{"default"}
	for i := range worldconfig.Most {
		name := fmt.Sprintf("c%03d", i)
		ann.sets(t, name, nil)
		want = append(want, name)
	}
	_, err := ann.configs.CreateWorldConfig(ctx, &arenav1.CreateWorldConfigRequest{Name: "more"})
	wantRefusal(t, err, connect.CodeResourceExhausted, "too_many_configs")
	var got []string
	for r := (&arenav1.ListWorldConfigsRequest{PageSize: 30}); ; {
		page := must(ann.configs.ListWorldConfigs(ctx, r))(t)
		for _, c := range page.GetWorldConfigs() {
			got = append(got, c.GetName())
		}
		if r.PageToken = page.GetNextPageToken(); r.GetPageToken() == "" {
			break
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMakingAConfigurationTwiceMakesOne(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ctx := f.smith(t, "Ann"), t.Context()
	r := &arenav1.CreateWorldConfigRequest{Name: "a", CommandId: "x"}
	first, again := must(ann.configs.CreateWorldConfig(ctx, r))(t), must(ann.configs.CreateWorldConfig(ctx, r))(t)
	if first.GetWorldConfig().GetId() != again.GetWorldConfig().GetId() {
		t.Errorf("%v and %v", first, again)
	}
	_, err := ann.configs.CreateWorldConfig(ctx, &arenav1.CreateWorldConfigRequest{Name: "b", CommandId: "x"})
	wantRefusal(t, err, connect.CodeAlreadyExists, "command_id_reused")
}

var houseConfig = verdict{connect.CodePermissionDenied, "house_config"}

// configMatrix is what a procedure answers about a set of somebody else's, and about
// "default".
var configMatrix = map[string]struct {
	other, house verdict
	call         func(context.Context, *arenav1.WorldConfig, *smith) error
}{
	"CreateWorldConfig": {fine, fine, func(ctx context.Context, c *arenav1.WorldConfig, p *smith) error {
		return ask(ctx, p.configs.CreateWorldConfig, &arenav1.CreateWorldConfigRequest{Name: uuid.NewString(), Config: c.GetConfig()})
	}},
	"GetWorldConfig": {absent, fine, func(ctx context.Context, c *arenav1.WorldConfig, p *smith) error {
		return ask(ctx, p.configs.GetWorldConfig, &arenav1.GetWorldConfigRequest{Id: c.GetId()})
	}},
	"ListWorldConfigs": {fine, fine, func(ctx context.Context, _ *arenav1.WorldConfig, p *smith) error {
		return ask(ctx, p.configs.ListWorldConfigs, &arenav1.ListWorldConfigsRequest{})
	}},
	"UpdateWorldConfig": {absent, houseConfig, func(ctx context.Context, c *arenav1.WorldConfig, p *smith) error {
		return ask(ctx, p.configs.UpdateWorldConfig, &arenav1.UpdateWorldConfigRequest{Id: c.GetId(), Etag: c.GetEtag(), Name: new(uuid.NewString())})
	}},
	"DeleteWorldConfig": {absent, houseConfig, func(ctx context.Context, c *arenav1.WorldConfig, p *smith) error {
		return ask(ctx, p.configs.DeleteWorldConfig, &arenav1.DeleteWorldConfigRequest{Id: c.GetId(), Etag: c.GetEtag()})
	}},
	"SetDefaultWorldConfig": {absent, fine, func(ctx context.Context, c *arenav1.WorldConfig, p *smith) error {
		return ask(ctx, p.configs.SetDefaultWorldConfig, &arenav1.SetDefaultWorldConfigRequest{Id: c.GetId()})
	}},
}

// Every procedure of the WorldConfigService, asked by everybody.
func TestWhoMayDoWhatWithConfigurations(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben, nobody := f.smith(t, "Ann"), f.smith(t, "Ben"), f.outsider()
	plain := map[string]row{}
	house := ann.usual(t)
	for procedure, r := range configMatrix {
		plain[procedure] = row{}
		own := ann.sets(t, procedure, nil)
		for _, cell := range []struct {
			who  string
			p    *smith
			of   *arenav1.WorldConfig
			want verdict
		}{{"nobody", nobody, own, unknown}, {"nobody", nobody, house, unknown}, {"another", ben, own, r.other}, {"the owner", ann, house, r.house}, {"the owner", ann, own, fine}} {
			err := r.call(t.Context(), cell.of, cell.p)
			if got := verdictOf(err); got != cell.want {
				t.Errorf("%s of %s by %s: %v %q (%v), want %v %q", procedure, cell.of.GetName(), cell.who, got.code, got.reason, err, cell.want.code, cell.want.reason)
			}
		}
	}
	checkMatrix(t, arenav1.File_playhouse_arena_v1_world_config_service_proto.Services().ByName("WorldConfigService"), plain)
}
