package rpc

import (
	"context"

	"connectrpc.com/connect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/campaign"
)

// SceneFiles brings scenes in from files of other programs, and out.
type SceneFiles interface {
	Import(ctx context.Context, r *tabletopv1.ImportSceneRequest) (*tabletopv1.SceneInfo, []string, error)
	Export(ctx context.Context, r *tabletopv1.ExportSceneRequest) (*tabletopv1.ExportSceneResponse, error)
}

// scenes is the SceneService.
type scenes struct {
	scenes *campaign.Scenes
	files  SceneFiles
}

var _ tabletopv1connect.SceneServiceHandler = scenes{}

// sceneMost is the largest request body in bytes of the SceneService: a scene of
// the largest size, and what JSON makes of most.
const sceneMost = 2*campaign.DocumentMost + 64<<10

// Scenes makes the SceneService. All of it is for game masters, by campaign.Gate.
func Scenes(s *campaign.Scenes, files SceneFiles, o ...connect.HandlerOption) Service {
	path, handler := tabletopv1connect.NewSceneServiceHandler(scenes{scenes: s, files: files}, append(o, connect.WithReadMaxBytes(sceneMost))...)
	service := Mount(path, handler, map[string]Rule{
		"CreateScene":       {SignedIn, Command},
		"GetScene":          {SignedIn, Read},
		"ListScenes":        {SignedIn, Read},
		"UpdateScene":       {SignedIn, Command},
		"DuplicateScene":    {SignedIn, Command},
		"MoveScene":         {SignedIn, Command},
		"TrashScene":        {SignedIn, Command},
		"RestoreScene":      {SignedIn, Command},
		"DeleteScene":       {SignedIn, Command},
		"CreateSceneFolder": {SignedIn, Command},
		"UpdateSceneFolder": {SignedIn, Command},
		"DeleteSceneFolder": {SignedIn, Command},
		"ImportScene":       {SignedIn, Make},
		"ExportScene":       {SignedIn, Heavy},
	})
	service.Body = sceneMost
	return service
}

func (s scenes) CreateScene(ctx context.Context, r *tabletopv1.CreateSceneRequest) (*tabletopv1.CreateSceneResponse, error) {
	info, err := s.scenes.Create(ctx, r)
	return &tabletopv1.CreateSceneResponse{Info: info}, err
}

func (s scenes) GetScene(ctx context.Context, r *tabletopv1.GetSceneRequest) (*tabletopv1.GetSceneResponse, error) {
	info, scene, err := s.scenes.Read(ctx, r.GetCampaignId(), r.GetSceneId())
	return &tabletopv1.GetSceneResponse{Info: info, Scene: scene}, err
}

func (s scenes) ListScenes(ctx context.Context, r *tabletopv1.ListScenesRequest) (*tabletopv1.ListScenesResponse, error) {
	return s.scenes.List(ctx, r)
}

func (s scenes) UpdateScene(ctx context.Context, r *tabletopv1.UpdateSceneRequest) (*tabletopv1.UpdateSceneResponse, error) {
	info, err := s.scenes.Update(ctx, r)
	return &tabletopv1.UpdateSceneResponse{Info: info}, err
}

func (s scenes) DuplicateScene(ctx context.Context, r *tabletopv1.DuplicateSceneRequest) (*tabletopv1.DuplicateSceneResponse, error) {
	info, err := s.scenes.Duplicate(ctx, r)
	return &tabletopv1.DuplicateSceneResponse{Info: info}, err
}

func (s scenes) MoveScene(ctx context.Context, r *tabletopv1.MoveSceneRequest) (*tabletopv1.MoveSceneResponse, error) {
	info, err := s.scenes.Move(ctx, r)
	return &tabletopv1.MoveSceneResponse{Info: info}, err
}

func (s scenes) TrashScene(ctx context.Context, r *tabletopv1.TrashSceneRequest) (*tabletopv1.TrashSceneResponse, error) {
	info, err := s.scenes.Trash(ctx, r.GetCampaignId(), r.GetSceneId())
	return &tabletopv1.TrashSceneResponse{Info: info}, err
}

func (s scenes) RestoreScene(ctx context.Context, r *tabletopv1.RestoreSceneRequest) (*tabletopv1.RestoreSceneResponse, error) {
	info, err := s.scenes.Restore(ctx, r.GetCampaignId(), r.GetSceneId())
	return &tabletopv1.RestoreSceneResponse{Info: info}, err
}

func (s scenes) DeleteScene(ctx context.Context, r *tabletopv1.DeleteSceneRequest) (*tabletopv1.DeleteSceneResponse, error) {
	return &tabletopv1.DeleteSceneResponse{}, s.scenes.Delete(ctx, r.GetCampaignId(), r.GetSceneId())
}

func (s scenes) CreateSceneFolder(ctx context.Context, r *tabletopv1.CreateSceneFolderRequest) (*tabletopv1.CreateSceneFolderResponse, error) {
	folder, err := s.scenes.CreateFolder(ctx, r)
	return &tabletopv1.CreateSceneFolderResponse{Folder: folder}, err
}

func (s scenes) UpdateSceneFolder(ctx context.Context, r *tabletopv1.UpdateSceneFolderRequest) (*tabletopv1.UpdateSceneFolderResponse, error) {
	folder, err := s.scenes.UpdateFolder(ctx, r)
	return &tabletopv1.UpdateSceneFolderResponse{Folder: folder}, err
}

func (s scenes) DeleteSceneFolder(ctx context.Context, r *tabletopv1.DeleteSceneFolderRequest) (*tabletopv1.DeleteSceneFolderResponse, error) {
	n, err := s.scenes.DeleteFolder(ctx, r)
	return &tabletopv1.DeleteSceneFolderResponse{Scenes: n}, err
}

func (s scenes) ImportScene(ctx context.Context, r *tabletopv1.ImportSceneRequest) (*tabletopv1.ImportSceneResponse, error) {
	info, warnings, err := s.files.Import(ctx, r)
	return &tabletopv1.ImportSceneResponse{Info: info, Warnings: warnings}, err
}

func (s scenes) ExportScene(ctx context.Context, r *tabletopv1.ExportSceneRequest) (*tabletopv1.ExportSceneResponse, error) {
	return s.files.Export(ctx, r)
}
