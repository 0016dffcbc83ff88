package rpc

import (
	"context"
	"time"

	"connectrpc.com/connect"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/gen/playhouse/cosmic/v1/cosmicv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/games/cosmic"
	"playhouse/server/session"
)

type cosmicHost = session.Host[cosmic.Game, cosmic.State, *cosmicv1.Event, *cosmicv1.View]

// voyages is the CosmicService.
type voyages struct{ host *cosmicHost }

var _ cosmicv1connect.CosmicServiceHandler = voyages{}

// Cosmic makes the CosmicService and adds the game to the runtime.
func Cosmic(rt *session.Runtime, g cosmic.Game, o ...connect.HandlerOption) Service {
	c := voyages{host: session.NewHost(rt, "cosmic", g)}
	path, handler := cosmicv1connect.NewCosmicServiceHandler(c, o...)
	return Mount(path, handler, map[string]Rule{
		"Create":           {SignedIn, Make},
		"GetView":          {SignedIn, Read},
		"Watch":            {SignedIn, Stream},
		"WatchReplay":      {SignedIn, Stream},
		"ListDestinations": {SignedIn, Read},
		"GetMap":           {SignedIn, Read},
		"GetShip":          {SignedIn, Read},
		"ListModules":      {SignedIn, Read},
		"GetMarket":        {SignedIn, Read},
		"GetYard":          {SignedIn, Read},
		"ListQuests":       {SignedIn, Read},
		"ListCrew":         {SignedIn, Read},
		"Navigate":         {SignedIn, Command},
		"Scan":             {SignedIn, Command},
		"Mine":             {SignedIn, Command},
		"Salvage":          {SignedIn, Command},
		"Wait":             {SignedIn, Command},
		"Choose":           {SignedIn, Command},
		"DistressCall":     {SignedIn, Command},
		"BuyItem":          {SignedIn, Command},
		"SellItem":         {SignedIn, Command},
		"BuyFuel":          {SignedIn, Command},
		"BuyFood":          {SignedIn, Command},
		"DropItem":         {SignedIn, Command},
		"Eat":              {SignedIn, Command},
		"UseItem":          {SignedIn, Command},
		"Repair":           {SignedIn, Command},
		"BuyShip":          {SignedIn, Command},
		"BuyModule":        {SignedIn, Command},
		"RemoveModule":     {SignedIn, Command},
		"BuyPod":           {SignedIn, Command},
		"BuyAugmentation":  {SignedIn, Command},
		"AcceptQuest":      {SignedIn, Command},
		"AbandonQuest":     {SignedIn, Command},
		"HireCrew":         {SignedIn, Command},
		"DismissCrew":      {SignedIn, Command},
		"Attack":           {SignedIn, Command},
		"Flee":             {SignedIn, Command},
		"Negotiate":        {SignedIn, Command},
		"Retire":           {SignedIn, Command},
	})
}

func (c voyages) Create(ctx context.Context, r *cosmicv1.CreateRequest) (*cosmicv1.CreateResponse, error) {
	visibility, err := seclusion(r)
	if err != nil {
		return nil, err
	}
	id, err := session.Create(ctx, c.host, r, session.Options{
		Title: r.GetTitle(), Visibility: visibility, Password: r.GetPassword(), Begin: true,
	}, cosmic.Game.Create)
	if err != nil {
		return nil, err
	}
	v, err := c.look(ctx, string(id))
	return &cosmicv1.CreateResponse{SessionId: string(id), Seed: v.GetOptions().GetSeed()}, err
}

// seclusion is who may find a voyage. Nobody joins one to play, so a password is
// for watching, and what takes a password to be watched is not shown to all.
func seclusion(r *cosmicv1.CreateRequest) (sessionv1.Visibility, error) {
	if r.GetPassword() == "" {
		return r.GetVisibility(), nil
	}
	if r.GetVisibility() == sessionv1.Visibility_VISIBILITY_PUBLIC {
		return 0, session.Invalid("visibility", "a voyage with a password is private; leave one of the two out")
	}
	return sessionv1.Visibility_VISIBILITY_PRIVATE, nil
}

// look is what the caller may know now.
func (c voyages) look(ctx context.Context, id string) (*cosmicv1.View, error) {
	s, err := c.host.View(ctx, session.ID(id), 0)
	return s.View, err
}

func (c voyages) GetView(ctx context.Context, r *cosmicv1.GetViewRequest) (*cosmicv1.GetViewResponse, error) {
	s, err := c.host.View(ctx, session.ID(r.GetSessionId()), r.GetVersion())
	return &cosmicv1.GetViewResponse{Version: s.Version, View: s.View, Room: s.Room}, err
}

func (c voyages) Watch(ctx context.Context, r *cosmicv1.WatchRequest, stream *connect.ServerStream[cosmicv1.WatchResponse]) error {
	return session.Watch(ctx, c.host, r, func(u session.Update[*cosmicv1.View]) *cosmicv1.WatchResponse {
		return &cosmicv1.WatchResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*cosmicv1.Happening](u.Happenings), Room: u.Room, Signals: u.Signals, Chat: u.Chat,
		}
	}, stream.Send)
}

func (c voyages) WatchReplay(ctx context.Context, r *cosmicv1.WatchReplayRequest, stream *connect.ServerStream[cosmicv1.WatchReplayResponse]) error {
	pace := pacer{speed: r.GetSpeed()}
	id := session.ID(r.GetSessionId())
	now, err := c.host.View(ctx, id, 0)
	if err != nil {
		return err
	}
	return session.Replay(ctx, c.host, id, r.GetFromVersion(), func(ctx context.Context, u session.Update[*cosmicv1.View], at time.Time) error {
		if err := pace.wait(ctx, at); err != nil {
			return err
		}
		return stream.Send(&cosmicv1.WatchReplayResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*cosmicv1.Happening](u.Happenings), LastVersion: now.Version,
		})
	})
}

func (c voyages) ListDestinations(ctx context.Context, r *cosmicv1.ListDestinationsRequest) (*cosmicv1.ListDestinationsResponse, error) {
	v, err := c.look(ctx, r.GetSessionId())
	return &cosmicv1.ListDestinationsResponse{Destinations: v.GetDestinations()}, err
}

func (c voyages) GetMap(ctx context.Context, r *cosmicv1.GetMapRequest) (*cosmicv1.GetMapResponse, error) {
	v, err := c.look(ctx, r.GetSessionId())
	return &cosmicv1.GetMapResponse{Map: v.GetMap(), Location: v.GetLocation()}, err
}

func (c voyages) GetShip(ctx context.Context, r *cosmicv1.GetShipRequest) (*cosmicv1.GetShipResponse, error) {
	v, err := c.look(ctx, r.GetSessionId())
	return &cosmicv1.GetShipResponse{Ship: v.GetShip(), Pod: v.GetPod(), Cargo: v.GetCargo()}, err
}

func (c voyages) ListModules(ctx context.Context, r *cosmicv1.ListModulesRequest) (*cosmicv1.ListModulesResponse, error) {
	v, err := c.look(ctx, r.GetSessionId())
	return &cosmicv1.ListModulesResponse{Modules: c.host.Rules().Modules(v)}, err
}

func (c voyages) GetMarket(ctx context.Context, r *cosmicv1.GetMarketRequest) (*cosmicv1.GetMarketResponse, error) {
	v, err := c.look(ctx, r.GetSessionId())
	if err == nil && v.GetMarket() == nil {
		err = session.Refuse("no_market", "nobody trades here; ListDestinations tells where they do")
	}
	return &cosmicv1.GetMarketResponse{Market: v.GetMarket()}, err
}

func (c voyages) GetYard(ctx context.Context, r *cosmicv1.GetYardRequest) (*cosmicv1.GetYardResponse, error) {
	v, err := c.look(ctx, r.GetSessionId())
	if err == nil && v.GetYard() == nil {
		err = session.Refuse("no_yard", "there is no yard here; ListDestinations tells where there is one")
	}
	return &cosmicv1.GetYardResponse{Yard: v.GetYard()}, err
}

func (c voyages) ListQuests(ctx context.Context, r *cosmicv1.ListQuestsRequest) (*cosmicv1.ListQuestsResponse, error) {
	v, err := c.look(ctx, r.GetSessionId())
	return &cosmicv1.ListQuestsResponse{Quests: v.GetQuests(), Offered: v.GetOfferedQuests()}, err
}

func (c voyages) ListCrew(ctx context.Context, r *cosmicv1.ListCrewRequest) (*cosmicv1.ListCrewResponse, error) {
	v, err := c.look(ctx, r.GetSessionId())
	return &cosmicv1.ListCrewResponse{Crew: v.GetCrew(), Recruits: v.GetRecruits()}, err
}
