package rpc

import (
	"context"

	"connectrpc.com/connect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/campaign"
)

// CampaignDesk is what the CampaignService is made of.
type CampaignDesk struct {
	Campaigns *campaign.Campaigns
	Members   *campaign.Members
	Notes     *campaign.Notes
	Archives  Archives
}

// Archives packs campaigns and unpacks them.
type Archives interface {
	Export(ctx context.Context, r *tabletopv1.ExportCampaignRequest) (id string, err error)
	Progress(ctx context.Context, r *tabletopv1.GetExportRequest) (*tabletopv1.GetExportResponse, error)
	Import(ctx context.Context, r *tabletopv1.ImportCampaignRequest) (*tabletopv1.ImportCampaignResponse, error)
}

// campaigns is the CampaignService.
type campaigns struct{ CampaignDesk }

var _ tabletopv1connect.CampaignServiceHandler = campaigns{}

// noteMost is the largest request body in bytes of services that take long texts.
const noteMost = 1 << 20

// Campaigns makes the CampaignService. What a member may do is decided by
// campaign.Gate.
func Campaigns(d CampaignDesk, o ...connect.HandlerOption) Service {
	path, handler := tabletopv1connect.NewCampaignServiceHandler(campaigns{d}, append(o, connect.WithReadMaxBytes(noteMost))...)
	service := Mount(path, handler, map[string]Rule{
		"CreateCampaign":   {SignedIn, Make},
		"GetCampaign":      {SignedIn, Read},
		"ListCampaigns":    {SignedIn, Read},
		"UpdateCampaign":   {SignedIn, Command},
		"DeleteCampaign":   {SignedIn, Command},
		"CreateInvitation": {SignedIn, Make},
		"ListInvitations":  {SignedIn, Read},
		"RevokeInvitation": {SignedIn, Command},
		"AcceptInvitation": {SignedIn, Command},
		"SetMemberRole":    {SignedIn, Command},
		"RemoveMember":     {SignedIn, Command},
		"CreateNote":       {SignedIn, Command},
		"GetNote":          {SignedIn, Read},
		"ListNotes":        {SignedIn, Read},
		"UpdateNote":       {SignedIn, Command},
		"DeleteNote":       {SignedIn, Command},
		"ExportCampaign":   {SignedIn, Make},
		"GetExport":        {SignedIn, Read},
		"ImportCampaign":   {SignedIn, Make},
	})
	service.Body = noteMost
	return service
}

func (c campaigns) CreateCampaign(ctx context.Context, r *tabletopv1.CreateCampaignRequest) (*tabletopv1.CreateCampaignResponse, error) {
	one, err := c.Campaigns.Create(ctx, r)
	return &tabletopv1.CreateCampaignResponse{Campaign: one}, err
}

func (c campaigns) GetCampaign(ctx context.Context, r *tabletopv1.GetCampaignRequest) (*tabletopv1.GetCampaignResponse, error) {
	one, err := c.Campaigns.Read(ctx, r.GetCampaignId())
	return &tabletopv1.GetCampaignResponse{Campaign: one}, err
}

func (c campaigns) ListCampaigns(ctx context.Context, r *tabletopv1.ListCampaignsRequest) (*tabletopv1.ListCampaignsResponse, error) {
	all, next, err := c.Campaigns.List(ctx, r)
	return &tabletopv1.ListCampaignsResponse{Campaigns: all, NextPageToken: next.Token()}, err
}

func (c campaigns) UpdateCampaign(ctx context.Context, r *tabletopv1.UpdateCampaignRequest) (*tabletopv1.UpdateCampaignResponse, error) {
	one, err := c.Campaigns.Update(ctx, r)
	return &tabletopv1.UpdateCampaignResponse{Campaign: one}, err
}

func (c campaigns) DeleteCampaign(ctx context.Context, r *tabletopv1.DeleteCampaignRequest) (*tabletopv1.DeleteCampaignResponse, error) {
	return &tabletopv1.DeleteCampaignResponse{}, c.Campaigns.Delete(ctx, r)
}

func (c campaigns) CreateInvitation(ctx context.Context, r *tabletopv1.CreateInvitationRequest) (*tabletopv1.CreateInvitationResponse, error) {
	one, token, err := c.Members.Invite(ctx, r)
	return &tabletopv1.CreateInvitationResponse{Invitation: one, Token: token}, err
}

func (c campaigns) ListInvitations(ctx context.Context, r *tabletopv1.ListInvitationsRequest) (*tabletopv1.ListInvitationsResponse, error) {
	all, err := c.Members.List(ctx, r.GetCampaignId())
	return &tabletopv1.ListInvitationsResponse{Invitations: all}, err
}

func (c campaigns) RevokeInvitation(ctx context.Context, r *tabletopv1.RevokeInvitationRequest) (*tabletopv1.RevokeInvitationResponse, error) {
	return &tabletopv1.RevokeInvitationResponse{}, c.Members.Revoke(ctx, r.GetCampaignId(), r.GetInvitationId())
}

func (c campaigns) AcceptInvitation(ctx context.Context, r *tabletopv1.AcceptInvitationRequest) (*tabletopv1.AcceptInvitationResponse, error) {
	one, err := c.Members.Accept(ctx, r.GetToken())
	return &tabletopv1.AcceptInvitationResponse{Campaign: one}, err
}

func (c campaigns) SetMemberRole(ctx context.Context, r *tabletopv1.SetMemberRoleRequest) (*tabletopv1.SetMemberRoleResponse, error) {
	one, err := c.Members.SetRole(ctx, r)
	return &tabletopv1.SetMemberRoleResponse{Campaign: one}, err
}

func (c campaigns) RemoveMember(ctx context.Context, r *tabletopv1.RemoveMemberRequest) (*tabletopv1.RemoveMemberResponse, error) {
	return &tabletopv1.RemoveMemberResponse{}, c.Members.Remove(ctx, r.GetCampaignId(), r.GetUserId())
}

func (c campaigns) CreateNote(ctx context.Context, r *tabletopv1.CreateNoteRequest) (*tabletopv1.CreateNoteResponse, error) {
	one, err := c.Notes.Create(ctx, r)
	return &tabletopv1.CreateNoteResponse{Note: one}, err
}

func (c campaigns) GetNote(ctx context.Context, r *tabletopv1.GetNoteRequest) (*tabletopv1.GetNoteResponse, error) {
	one, err := c.Notes.Read(ctx, r.GetCampaignId(), r.GetNoteId())
	return &tabletopv1.GetNoteResponse{Note: one}, err
}

func (c campaigns) ListNotes(ctx context.Context, r *tabletopv1.ListNotesRequest) (*tabletopv1.ListNotesResponse, error) {
	all, next, err := c.Notes.List(ctx, r)
	return &tabletopv1.ListNotesResponse{Notes: all, NextPageToken: next.Token()}, err
}

func (c campaigns) UpdateNote(ctx context.Context, r *tabletopv1.UpdateNoteRequest) (*tabletopv1.UpdateNoteResponse, error) {
	one, err := c.Notes.Update(ctx, r)
	return &tabletopv1.UpdateNoteResponse{Note: one}, err
}

func (c campaigns) DeleteNote(ctx context.Context, r *tabletopv1.DeleteNoteRequest) (*tabletopv1.DeleteNoteResponse, error) {
	return &tabletopv1.DeleteNoteResponse{}, c.Notes.Delete(ctx, r.GetCampaignId(), r.GetNoteId())
}

func (c campaigns) ExportCampaign(ctx context.Context, r *tabletopv1.ExportCampaignRequest) (*tabletopv1.ExportCampaignResponse, error) {
	id, err := c.Archives.Export(ctx, r)
	return &tabletopv1.ExportCampaignResponse{ExportId: id}, err
}

func (c campaigns) GetExport(ctx context.Context, r *tabletopv1.GetExportRequest) (*tabletopv1.GetExportResponse, error) {
	return c.Archives.Progress(ctx, r)
}

func (c campaigns) ImportCampaign(ctx context.Context, r *tabletopv1.ImportCampaignRequest) (*tabletopv1.ImportCampaignResponse, error) {
	return c.Archives.Import(ctx, r)
}
