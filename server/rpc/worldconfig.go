package rpc

import (
	"context"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	"playhouse/server/worldconfig"
)

// worldConfigs is the WorldConfigService.
type worldConfigs struct{ configs *worldconfig.Configs }

var _ arenav1connect.WorldConfigServiceHandler = worldConfigs{}

// WorldConfigs makes the WorldConfigService. Everybody has their own, and "default".
func WorldConfigs(c *worldconfig.Configs, o ...connect.HandlerOption) Service {
	path, handler := arenav1connect.NewWorldConfigServiceHandler(worldConfigs{c}, o...)
	return Mount(path, handler, map[string]Rule{
		"CreateWorldConfig":     {SignedIn, Command},
		"GetWorldConfig":        {SignedIn, Read},
		"ListWorldConfigs":      {SignedIn, Read},
		"UpdateWorldConfig":     {SignedIn, Command},
		"DeleteWorldConfig":     {SignedIn, Command},
		"SetDefaultWorldConfig": {SignedIn, Command},
	})
}

func (s worldConfigs) CreateWorldConfig(ctx context.Context, r *arenav1.CreateWorldConfigRequest) (*arenav1.CreateWorldConfigResponse, error) {
	one, err := s.configs.Create(ctx, r)
	return &arenav1.CreateWorldConfigResponse{WorldConfig: one}, err
}

func (s worldConfigs) GetWorldConfig(ctx context.Context, r *arenav1.GetWorldConfigRequest) (*arenav1.GetWorldConfigResponse, error) {
	one, err := s.configs.Read(ctx, r.GetId())
	return &arenav1.GetWorldConfigResponse{WorldConfig: one}, err
}

func (s worldConfigs) ListWorldConfigs(ctx context.Context, r *arenav1.ListWorldConfigsRequest) (*arenav1.ListWorldConfigsResponse, error) {
	all, next, err := s.configs.List(ctx, r)
	return &arenav1.ListWorldConfigsResponse{WorldConfigs: all, NextPageToken: next.Token()}, err
}

func (s worldConfigs) UpdateWorldConfig(ctx context.Context, r *arenav1.UpdateWorldConfigRequest) (*arenav1.UpdateWorldConfigResponse, error) {
	one, err := s.configs.Update(ctx, r)
	return &arenav1.UpdateWorldConfigResponse{WorldConfig: one}, err
}

func (s worldConfigs) DeleteWorldConfig(ctx context.Context, r *arenav1.DeleteWorldConfigRequest) (*arenav1.DeleteWorldConfigResponse, error) {
	return &arenav1.DeleteWorldConfigResponse{}, s.configs.Delete(ctx, r)
}

func (s worldConfigs) SetDefaultWorldConfig(ctx context.Context, r *arenav1.SetDefaultWorldConfigRequest) (*arenav1.SetDefaultWorldConfigResponse, error) {
	one, err := s.configs.SetUsual(ctx, r.GetId())
	return &arenav1.SetDefaultWorldConfigResponse{WorldConfig: one}, err
}
