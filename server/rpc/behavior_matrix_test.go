package rpc

import (
	"context"
	"database/sql"
	"testing"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
)

// behaviorRow is what a procedure answers somebody else about a behaviour that is
// private, unlisted and public. Its owner gets through everywhere; nobody without an
// account does, but where anyone does.
type behaviorRow struct {
	private, unlisted, public verdict
	anyone                    bool

	call func(context.Context, *arenav1.Behavior, *smith) error
}

var strange = verdict{connect.CodePermissionDenied, "not_owner"}

// sees is for what needs to be seen; owns for what only the owner does; free for what
// is about no behaviour.
func sees(call func(context.Context, *arenav1.Behavior, *smith) error) behaviorRow {
	return behaviorRow{private: absent, unlisted: fine, public: fine, call: call}
}

func owns(call func(context.Context, *arenav1.Behavior, *smith) error) behaviorRow {
	return behaviorRow{private: absent, unlisted: strange, public: strange, call: call}
}

func free(call func(context.Context, *arenav1.Behavior, *smith) error) behaviorRow {
	return behaviorRow{private: fine, unlisted: fine, public: fine, call: call}
}

var behaviorMatrix = map[string]behaviorRow{
	"CreateBehavior": free(func(ctx context.Context, b *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.CreateBehavior, &arenav1.CreateBehaviorRequest{Name: "mine beside " + b.GetName()})
	}),
	"ListBehaviors": free(func(ctx context.Context, _ *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.ListBehaviors, &arenav1.ListBehaviorsRequest{})
	}),
	"ValidateBehavior": free(func(ctx context.Context, _ *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.ValidateBehavior, &arenav1.ValidateBehaviorRequest{Source: still})
	}),
	"DryRunBehavior": free(func(ctx context.Context, _ *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.DryRunBehavior, &arenav1.DryRunBehaviorRequest{Source: still})
	}),
	"DescribeLanguage": {anyone: true, call: func(ctx context.Context, _ *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.DescribeLanguage, &arenav1.DescribeLanguageRequest{})
	}},
	"GetBehavior": sees(func(ctx context.Context, b *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.GetBehavior, &arenav1.GetBehaviorRequest{Id: b.GetId()})
	}),
	"ForkBehavior": sees(func(ctx context.Context, b *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.ForkBehavior, &arenav1.ForkBehaviorRequest{Id: b.GetId()})
	}),
	"UpdateBehavior": owns(func(ctx context.Context, b *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.UpdateBehavior, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Description: new("x")})
	}),
	"DeleteBehavior": owns(func(ctx context.Context, b *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.DeleteBehavior, &arenav1.DeleteBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag()})
	}),
	"ListBehaviorVersions": owns(func(ctx context.Context, b *arenav1.Behavior, p *smith) error {
		return ask(ctx, p.ListBehaviorVersions, &arenav1.ListBehaviorVersionsRequest{Id: b.GetId()})
	}),
}

// Every procedure of the BehaviorService, asked by everybody about every sharing.
func TestWhoMayDoWhatWithBehaviors(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben, nobody := f.smith(t, "Ann"), f.smith(t, "Ben"), f.outsider()
	plain := map[string]row{}
	for procedure, r := range behaviorMatrix {
		plain[procedure] = row{}
		for sharing, want := range map[arenav1.Sharing]verdict{behavior.Private: r.private, behavior.Unlisted: r.unlisted, behavior.Public: r.public} {
			b := ann.makes(t, procedure+" "+sharing.String(), sharing)
			closed := unknown
			if r.anyone {
				closed = fine
			}
			for _, cell := range []struct {
				who  string
				p    *smith
				want verdict
			}{{"nobody", nobody, closed}, {"somebody else", ben, want}, {"the owner", ann, fine}} {
				err := r.call(t.Context(), b, cell.p)
				if got := verdictOf(err); got != cell.want {
					t.Errorf("%s of %v by %s: %v %q (%v), want %v %q", procedure, sharing, cell.who, got.code, got.reason, err, cell.want.code, cell.want.reason)
				}
			}
		}
	}
	checkMatrix(t, arenav1.File_playhouse_arena_v1_behavior_service_proto.Services().ByName("BehaviorService"), plain)
}

// What a world is handed follows the same rule as looking.
func TestWhoMayUseBehaviors(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben := f.smith(t, "Ann"), f.smith(t, "Ben")
	for sharing, want := range map[arenav1.Sharing]string{behavior.Private: "there is no such behavior", behavior.Unlisted: "", behavior.Public: ""} {
		b := ann.makes(t, sharing.String(), sharing)
		for p, want := range map[*smith]string{ann: "", ben: want} {
			c, err := f.copies(t, p, b.GetId())
			if (err == nil) != (want == "") || (err != nil && err.Error() != want) {
				t.Errorf("%v: %v", sharing, err)
			}
			if err == nil && (c.GetSource() != still || c.GetSharing() != sharing) {
				t.Errorf("copy %v", c)
			}
		}
	}
	if c, err := f.copies(t, ben, "builtin/medic"); err != nil || c.GetOwnerUserId() != "" || c.GetName() != "medic" {
		t.Errorf("the house's: %v, %v", c, err)
	}
}

// Behaviours and configurations go with the account.
func TestWhatSomebodyMadeGoesWithTheirAccount(t *testing.T) {
	t.Parallel()
	f := newForge(t)
	ann, ben, ctx := f.smith(t, "Ann"), f.smith(t, "Ben"), t.Context()
	b := ann.makes(t, "a", behavior.Public)
	must(ann.UpdateBehavior(ctx, &arenav1.UpdateBehaviorRequest{Id: b.GetId(), Etag: b.GetEtag(), Source: new("# other\n" + still)}))(t)
	fork := must(ben.ForkBehavior(ctx, &arenav1.ForkBehaviorRequest{Id: b.GetId(), CommandId: "x"}))(t).GetBehavior()
	must(ann.configs.CreateWorldConfig(ctx, &arenav1.CreateWorldConfigRequest{Name: "a", CommandId: "x"}))(t)
	db := must(sql.Open("postgres", f.db))(t)
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.ExecContext(ctx, `DELETE FROM users WHERE id = $1`, ann.id); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"behaviors": 1, "behavior_versions": 0, "world_configs": 0, "owner_deeds": 1} {
		var n int
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM `+table).Scan(&n); err != nil || n != want {
			t.Errorf("%s: %d, %v", table, n, err)
		}
	}
	if names := ben.lists(t, &arenav1.ListBehaviorsRequest{Scope: arenav1.BehaviorScope_BEHAVIOR_SCOPE_OWN}); len(names) != 1 || names[0] != fork.GetName() {
		t.Errorf("left %v", names)
	}
}
