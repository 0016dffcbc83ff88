package rpc

import (
	"context"

	"connectrpc.com/connect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
	"playhouse/server/bestiary"
)

// creatures is the BestiaryService.
type creatures struct {
	creatures *bestiary.Creatures
	taverns   *bestiary.Taverns
}

var _ tabletopv1connect.BestiaryServiceHandler = creatures{}

// Bestiary makes the BestiaryService. Members read, game masters change, by
// campaign.Gate.
func Bestiary(c *bestiary.Creatures, t *bestiary.Taverns, o ...connect.HandlerOption) Service {
	path, handler := tabletopv1connect.NewBestiaryServiceHandler(creatures{creatures: c, taverns: t}, append(o, connect.WithReadMaxBytes(noteMost))...)
	service := Mount(path, handler, map[string]Rule{
		"ListCreatures":   {SignedIn, Read},
		"GetCreature":     {SignedIn, Read},
		"CreateCreature":  {SignedIn, Command},
		"UpdateCreature":  {SignedIn, Command},
		"DeleteCreature":  {SignedIn, Command},
		"ImportCreatures": {SignedIn, Make},
		"RateEncounter":   {SignedIn, Read},
		"GetTavern":       {SignedIn, Read},
		"UpdateTavern":    {SignedIn, Command},
		"PreviewTavern":   {SignedIn, Read},
		"SettleTavern":    {SignedIn, Command},
		"EditTavernEntry": {SignedIn, Command},
		"BuyTavernOption": {SignedIn, Command},
	})
	service.Body = noteMost
	return service
}

func (c creatures) ListCreatures(ctx context.Context, r *tabletopv1.ListCreaturesRequest) (*tabletopv1.ListCreaturesResponse, error) {
	all, next, err := c.creatures.List(ctx, r)
	return &tabletopv1.ListCreaturesResponse{Creatures: all, NextPageToken: next.Token()}, err
}

func (c creatures) GetCreature(ctx context.Context, r *tabletopv1.GetCreatureRequest) (*tabletopv1.GetCreatureResponse, error) {
	one, err := c.creatures.Read(ctx, r.GetCampaignId(), r.GetCreatureId())
	return &tabletopv1.GetCreatureResponse{Creature: one}, err
}

func (c creatures) CreateCreature(ctx context.Context, r *tabletopv1.CreateCreatureRequest) (*tabletopv1.CreateCreatureResponse, error) {
	one, err := c.creatures.Create(ctx, r)
	return &tabletopv1.CreateCreatureResponse{Creature: one}, err
}

func (c creatures) UpdateCreature(ctx context.Context, r *tabletopv1.UpdateCreatureRequest) (*tabletopv1.UpdateCreatureResponse, error) {
	one, err := c.creatures.Update(ctx, r.GetCampaignId(), r.GetCreature())
	return &tabletopv1.UpdateCreatureResponse{Creature: one}, err
}

func (c creatures) DeleteCreature(ctx context.Context, r *tabletopv1.DeleteCreatureRequest) (*tabletopv1.DeleteCreatureResponse, error) {
	return &tabletopv1.DeleteCreatureResponse{}, c.creatures.Delete(ctx, r.GetCampaignId(), r.GetCreatureId())
}

func (c creatures) ImportCreatures(ctx context.Context, r *tabletopv1.ImportCreaturesRequest) (*tabletopv1.ImportCreaturesResponse, error) {
	n, warnings, err := c.creatures.Import(ctx, r)
	return &tabletopv1.ImportCreaturesResponse{Creatures: n, Warnings: warnings}, err
}

func (c creatures) RateEncounter(ctx context.Context, r *tabletopv1.RateEncounterRequest) (*tabletopv1.RateEncounterResponse, error) {
	return c.creatures.Rate(ctx, r)
}

func (c creatures) GetTavern(ctx context.Context, r *tabletopv1.GetTavernRequest) (*tabletopv1.GetTavernResponse, error) {
	t, err := c.taverns.Read(ctx, r.GetCampaignId())
	return &tabletopv1.GetTavernResponse{Tavern: t}, err
}

func (c creatures) UpdateTavern(ctx context.Context, r *tabletopv1.UpdateTavernRequest) (*tabletopv1.UpdateTavernResponse, error) {
	t, err := c.taverns.Update(ctx, r.GetCampaignId(), r.GetTavern())
	return &tabletopv1.UpdateTavernResponse{Tavern: t}, err
}

func (c creatures) PreviewTavern(ctx context.Context, r *tabletopv1.PreviewTavernRequest) (*tabletopv1.PreviewTavernResponse, error) {
	return c.taverns.Preview(ctx, r)
}

func (c creatures) SettleTavern(ctx context.Context, r *tabletopv1.SettleTavernRequest) (*tabletopv1.SettleTavernResponse, error) {
	return c.taverns.Settle(ctx, r)
}

func (c creatures) EditTavernEntry(ctx context.Context, r *tabletopv1.EditTavernEntryRequest) (*tabletopv1.EditTavernEntryResponse, error) {
	t, err := c.taverns.Edit(ctx, r)
	return &tabletopv1.EditTavernEntryResponse{Tavern: t}, err
}

func (c creatures) BuyTavernOption(ctx context.Context, r *tabletopv1.BuyTavernOptionRequest) (*tabletopv1.BuyTavernOptionResponse, error) {
	t, err := c.taverns.Buy(ctx, r)
	return &tabletopv1.BuyTavernOptionResponse{Tavern: t}, err
}
