package rpc

import (
	"context"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/timestamppb"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	"playhouse/server/behavior"
)

// behaviors is the BehaviorService.
type behaviors struct{ behaviors *behavior.Behaviors }

var _ arenav1connect.BehaviorServiceHandler = behaviors{}

// Behaviors makes the BehaviorService. Who may see and change what is decided by
// behavior.Gate.
func Behaviors(b *behavior.Behaviors, o ...connect.HandlerOption) Service {
	path, handler := arenav1connect.NewBehaviorServiceHandler(behaviors{b}, o...)
	return Mount(path, handler, map[string]Rule{
		"CreateBehavior":       {SignedIn, Command},
		"GetBehavior":          {SignedIn, Read},
		"ListBehaviors":        {SignedIn, Read},
		"UpdateBehavior":       {SignedIn, Command},
		"DeleteBehavior":       {SignedIn, Command},
		"ForkBehavior":         {SignedIn, Command},
		"ListBehaviorVersions": {SignedIn, Read},
		"ValidateBehavior":     {SignedIn, Read},
		"DryRunBehavior":       {SignedIn, Heavy},
		"DescribeLanguage":     {Anyone, Read},
	})
}

func (s behaviors) CreateBehavior(ctx context.Context, r *arenav1.CreateBehaviorRequest) (*arenav1.CreateBehaviorResponse, error) {
	one, found, err := s.behaviors.Create(ctx, r)
	return &arenav1.CreateBehaviorResponse{Behavior: one, Diagnostics: found}, err
}

func (s behaviors) GetBehavior(ctx context.Context, r *arenav1.GetBehaviorRequest) (*arenav1.GetBehaviorResponse, error) {
	one, found, err := s.behaviors.Read(ctx, r.GetId())
	return &arenav1.GetBehaviorResponse{Behavior: one, Diagnostics: found}, err
}

func (s behaviors) ListBehaviors(ctx context.Context, r *arenav1.ListBehaviorsRequest) (*arenav1.ListBehaviorsResponse, error) {
	all, next, err := s.behaviors.List(ctx, r)
	return &arenav1.ListBehaviorsResponse{Behaviors: all, NextPageToken: next}, err
}

func (s behaviors) UpdateBehavior(ctx context.Context, r *arenav1.UpdateBehaviorRequest) (*arenav1.UpdateBehaviorResponse, error) {
	one, found, err := s.behaviors.Update(ctx, r)
	return &arenav1.UpdateBehaviorResponse{Behavior: one, Diagnostics: found}, err
}

func (s behaviors) DeleteBehavior(ctx context.Context, r *arenav1.DeleteBehaviorRequest) (*arenav1.DeleteBehaviorResponse, error) {
	return &arenav1.DeleteBehaviorResponse{}, s.behaviors.Delete(ctx, r)
}

func (s behaviors) ForkBehavior(ctx context.Context, r *arenav1.ForkBehaviorRequest) (*arenav1.ForkBehaviorResponse, error) {
	one, err := s.behaviors.Fork(ctx, r)
	return &arenav1.ForkBehaviorResponse{Behavior: one}, err
}

func (s behaviors) ListBehaviorVersions(ctx context.Context, r *arenav1.ListBehaviorVersionsRequest) (*arenav1.ListBehaviorVersionsResponse, error) {
	all, next, err := s.behaviors.History(ctx, r)
	answer := &arenav1.ListBehaviorVersionsResponse{NextPageToken: next}
	for _, v := range all {
		answer.Versions = append(answer.Versions, &arenav1.BehaviorVersion{Version: v.Number, Source: v.Source, Created: timestamppb.New(v.Made)})
	}
	return answer, err
}

func (s behaviors) ValidateBehavior(ctx context.Context, r *arenav1.ValidateBehaviorRequest) (*arenav1.ValidateBehaviorResponse, error) {
	return s.behaviors.Validate(ctx, r)
}

func (s behaviors) DryRunBehavior(ctx context.Context, r *arenav1.DryRunBehaviorRequest) (*arenav1.DryRunBehaviorResponse, error) {
	return s.behaviors.DryRun(ctx, r)
}

func (s behaviors) DescribeLanguage(context.Context, *arenav1.DescribeLanguageRequest) (*arenav1.DescribeLanguageResponse, error) {
	return &arenav1.DescribeLanguageResponse{Terms: s.behaviors.Language()}, nil
}
