package rpc

import (
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

func (g group) folder(t *testing.T, parent, name string) string {
	t.Helper()
	return must(g.gm.scenes.CreateSceneFolder(t.Context(), &tabletopv1.CreateSceneFolderRequest{CampaignId: g.id, ParentId: parent, Name: name}))(t).GetFolder().GetId()
}

func (g group) scene(t *testing.T, folder, name string) *tabletopv1.SceneInfo {
	t.Helper()
	return must(g.gm.scenes.CreateScene(t.Context(), &tabletopv1.CreateSceneRequest{CampaignId: g.id, FolderId: folder, Name: name}))(t).GetInfo()
}
