package rpc

import (
	"testing"

	"connectrpc.com/connect"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
)

// playedAt is the table that plays a scene, as the campaign has it.
func (l *lounge) playedAt(t *testing.T, scene string) string {
	t.Helper()
	for _, info := range must(l.gm.scenes.ListScenes(t.Context(), &tabletopv1.ListScenesRequest{CampaignId: l.id}))(t).GetScenes() {
		if info.GetId() == scene {
			return info.GetTableId()
		}
	}
	t.Fatal("there is no such scene")
	return ""
}

// A table for a scene that another plays is not made at all.
func TestNoEmptyTableStaysBehind(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	ctx := t.Context()
	scene := must(l.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: l.id, Name: "Inn"}))(t).GetInfo().GetId()
	create := &tabletopv1.CreateRequest{CampaignId: l.id, SceneId: scene, CommandId: "first"}
	first := must(l.tables(l.gm).Create(ctx, create))(t).GetSessionId()
	for range 2 {
		_, err := l.tables(l.gm).Create(ctx, &tabletopv1.CreateRequest{CampaignId: l.id, SceneId: scene, CommandId: "second"})
		wantRefusal(t, err, connect.CodeFailedPrecondition, "scene_open")
	}
	if again := must(l.tables(l.gm).Create(ctx, create))(t).GetSessionId(); again != first {
		t.Errorf("the first again is %s, not %s", again, first)
	}
	// A repeated command deletes nothing that is played at, whatever it is refused for.
	other := must(l.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: l.id, Name: "Road"}))(t).GetInfo().GetId()
	must(l.tables(l.gm).OpenScene(ctx, &tabletopv1.OpenSceneRequest{SessionId: first, SceneId: other}))(t)
	second := must(l.tables(l.gm).Create(ctx, &tabletopv1.CreateRequest{CampaignId: l.id, SceneId: scene, CommandId: "second"}))(t).GetSessionId()
	_, err := l.tables(l.gm).Create(ctx, create)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "scene_open")
	all := must(l.gm.sessions.ListSessions(ctx, &sessionv1.ListSessionsRequest{Game: "tabletop", Mine: true}))(t).GetSessions()
	tables := must(l.gm.GetCampaign(ctx, &tabletopv1.GetCampaignRequest{CampaignId: l.id}))(t).GetCampaign().GetTableIds()
	if len(all) != 2 || len(tables) != 2 || first == second {
		t.Errorf("there are %d sessions and %d tables", len(all), len(tables))
	}
}

// A scene that the game does not open is not taken.
func TestARefusedSceneIsNotTaken(t *testing.T) {
	t.Parallel()
	l := newLounge(t)
	ctx, id := t.Context(), l.opened(t)
	// A game master who only watches: a display.
	l.joins(t, l.stranger, campaign.GM)
	must(l.tables(l.stranger).Enter(ctx, &tabletopv1.EnterRequest{SessionId: id, AsDisplay: true}))(t)
	scene := must(l.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: l.id, Name: "Road"}))(t).GetInfo().GetId()
	if _, err := l.tables(l.stranger).OpenScene(ctx, &tabletopv1.OpenSceneRequest{SessionId: id, SceneId: scene}); connect.CodeOf(err) != connect.CodePermissionDenied {
		t.Fatalf("a display opens a scene: %v", err)
	}
	if at := l.playedAt(t, scene); at != "" {
		t.Errorf("it is taken by %s", at)
	}
	inn := must(l.tables(l.gm).GetView(ctx, &tabletopv1.GetViewRequest{SessionId: id}))(t).GetView().GetSceneId()
	if at := l.playedAt(t, inn); at != id {
		t.Errorf("the scene that is played is %q's", at)
	}
}
