package rpc

import (
	"context"

	"connectrpc.com/connect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/library"
)

// libraries is the LibraryService.
type libraries struct{ library *library.Library }

var _ tabletopv1connect.LibraryServiceHandler = libraries{}

// Libraries makes the LibraryService, and where its files are. What a member may do is decided by
// campaign.Gate and the library.
func Libraries(l *library.Library, o ...connect.HandlerOption) Service {
	path, handler := tabletopv1connect.NewLibraryServiceHandler(libraries{l}, o...)
	service := Mount(path, handler, map[string]Rule{
		"CreateFolder":   {SignedIn, Command},
		"RenameFolder":   {SignedIn, Command},
		"MoveFolder":     {SignedIn, Command},
		"DeleteFolder":   {SignedIn, Command},
		"ListFolder":     {SignedIn, Read},
		"SearchAssets":   {SignedIn, Read},
		"GetAsset":       {SignedIn, Read},
		"UpdateAsset":    {SignedIn, Command},
		"MoveAsset":      {SignedIn, Command},
		"DeleteAsset":    {SignedIn, Command},
		"CreateUpload":   {SignedIn, Command},
		"GetUpload":      {SignedIn, Read},
		"CompleteUpload": {SignedIn, Heavy},
		"AbortUpload":    {SignedIn, Command},
	})
	service.Resources = libraryFiles{l}.resources()
	return service
}

func (l libraries) CreateFolder(ctx context.Context, r *tabletopv1.CreateFolderRequest) (*tabletopv1.CreateFolderResponse, error) {
	f, err := l.library.CreateFolder(ctx, r)
	return &tabletopv1.CreateFolderResponse{Folder: f}, err
}

func (l libraries) RenameFolder(ctx context.Context, r *tabletopv1.RenameFolderRequest) (*tabletopv1.RenameFolderResponse, error) {
	f, err := l.library.RenameFolder(ctx, r)
	return &tabletopv1.RenameFolderResponse{Folder: f}, err
}

func (l libraries) MoveFolder(ctx context.Context, r *tabletopv1.MoveFolderRequest) (*tabletopv1.MoveFolderResponse, error) {
	f, err := l.library.MoveFolder(ctx, r)
	return &tabletopv1.MoveFolderResponse{Folder: f}, err
}

func (l libraries) DeleteFolder(ctx context.Context, r *tabletopv1.DeleteFolderRequest) (*tabletopv1.DeleteFolderResponse, error) {
	n, err := l.library.DeleteFolder(ctx, r)
	return &tabletopv1.DeleteFolderResponse{Assets: n}, err
}

func (l libraries) ListFolder(ctx context.Context, r *tabletopv1.ListFolderRequest) (*tabletopv1.ListFolderResponse, error) {
	return l.library.ListFolder(ctx, r)
}

func (l libraries) SearchAssets(ctx context.Context, r *tabletopv1.SearchAssetsRequest) (*tabletopv1.SearchAssetsResponse, error) {
	all, next, err := l.library.Search(ctx, r)
	return &tabletopv1.SearchAssetsResponse{Assets: all, NextPageToken: next.Token()}, err
}

func (l libraries) GetAsset(ctx context.Context, r *tabletopv1.GetAssetRequest) (*tabletopv1.GetAssetResponse, error) {
	return l.library.Read(ctx, r.GetCampaignId(), r.GetAssetId())
}

func (l libraries) UpdateAsset(ctx context.Context, r *tabletopv1.UpdateAssetRequest) (*tabletopv1.UpdateAssetResponse, error) {
	a, err := l.library.Update(ctx, r)
	return &tabletopv1.UpdateAssetResponse{Asset: a}, err
}

func (l libraries) MoveAsset(ctx context.Context, r *tabletopv1.MoveAssetRequest) (*tabletopv1.MoveAssetResponse, error) {
	a, err := l.library.Move(ctx, r)
	return &tabletopv1.MoveAssetResponse{Asset: a}, err
}

func (l libraries) DeleteAsset(ctx context.Context, r *tabletopv1.DeleteAssetRequest) (*tabletopv1.DeleteAssetResponse, error) {
	return &tabletopv1.DeleteAssetResponse{}, l.library.Delete(ctx, r)
}

func (l libraries) CreateUpload(ctx context.Context, r *tabletopv1.CreateUploadRequest) (*tabletopv1.CreateUploadResponse, error) {
	u, err := l.library.CreateUpload(ctx, r)
	return &tabletopv1.CreateUploadResponse{Upload: u}, err
}

func (l libraries) GetUpload(ctx context.Context, r *tabletopv1.GetUploadRequest) (*tabletopv1.GetUploadResponse, error) {
	u, err := l.library.Progress(ctx, r.GetUploadId())
	return &tabletopv1.GetUploadResponse{Upload: u}, err
}

func (l libraries) CompleteUpload(ctx context.Context, r *tabletopv1.CompleteUploadRequest) (*tabletopv1.CompleteUploadResponse, error) {
	return l.library.Complete(ctx, r.GetUploadId())
}

func (l libraries) AbortUpload(ctx context.Context, r *tabletopv1.AbortUploadRequest) (*tabletopv1.AbortUploadResponse, error) {
	return &tabletopv1.AbortUploadResponse{}, l.library.AbortUpload(ctx, r.GetUploadId())
}
