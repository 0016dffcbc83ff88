package rpc

import (
	"context"

	"connectrpc.com/connect"

	savev1 "playhouse/gen/playhouse/save/v1"
	"playhouse/gen/playhouse/save/v1/savev1connect"
	"playhouse/server/save"
	"playhouse/server/session"
)

// saves is the SaveService.
type saves struct{ slots *save.Service }

var _ savev1connect.SaveServiceHandler = saves{}

// importMost is the largest request body in bytes of a service that takes saves
// in, JSON's encoding of bytes counted.
const importMost = save.FileMost*4/3 + 4096

// Saves makes the SaveService.
func Saves(s *save.Service, o ...connect.HandlerOption) Service {
	path, handler := savev1connect.NewSaveServiceHandler(saves{slots: s}, append(o, connect.WithReadMaxBytes(importMost))...)
	service := Mount(path, handler, map[string]Rule{
		"ListSaves":  {SignedIn, Read},
		"Save":       {SignedIn, Command},
		"LoadSave":   {SignedIn, Make},
		"DeleteSave": {SignedIn, Command},
		"RenameSave": {SignedIn, Command},
		"ExportSave": {SignedIn, Heavy},
		"ImportSave": {SignedIn, Make},
	})
	service.Body = importMost
	return service
}

func (s saves) ListSaves(ctx context.Context, r *savev1.ListSavesRequest) (*savev1.ListSavesResponse, error) {
	all, err := s.slots.List(ctx, r.GetGame())
	return &savev1.ListSavesResponse{Saves: all, Slots: save.Slots}, err
}

func (s saves) Save(ctx context.Context, r *savev1.SaveRequest) (*savev1.SaveResponse, error) {
	one, err := s.slots.Save(ctx, session.ID(r.GetSessionId()), r.GetSlot(), r.GetName())
	return &savev1.SaveResponse{Save: one}, err
}

func (s saves) LoadSave(ctx context.Context, r *savev1.LoadSaveRequest) (*savev1.LoadSaveResponse, error) {
	id, same, err := s.slots.Load(ctx, r)
	return &savev1.LoadSaveResponse{SessionId: string(id), Same: same}, err
}

func (s saves) DeleteSave(ctx context.Context, r *savev1.DeleteSaveRequest) (*savev1.DeleteSaveResponse, error) {
	return &savev1.DeleteSaveResponse{}, s.slots.Delete(ctx, r.GetGame(), r.GetSlot())
}

func (s saves) RenameSave(ctx context.Context, r *savev1.RenameSaveRequest) (*savev1.RenameSaveResponse, error) {
	one, err := s.slots.Rename(ctx, r.GetGame(), r.GetSlot(), r.GetName())
	return &savev1.RenameSaveResponse{Save: one}, err
}

func (s saves) ExportSave(ctx context.Context, r *savev1.ExportSaveRequest) (*savev1.ExportSaveResponse, error) {
	file, name, err := s.slots.Export(ctx, r.GetGame(), r.GetSlot())
	return &savev1.ExportSaveResponse{File: file, FileName: name}, err
}

func (s saves) ImportSave(ctx context.Context, r *savev1.ImportSaveRequest) (*savev1.ImportSaveResponse, error) {
	one, err := s.slots.Import(ctx, r)
	return &savev1.ImportSaveResponse{Save: one}, err
}
