package rpc

import (
	"context"

	"connectrpc.com/connect"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	"playhouse/gen/playhouse/coin/v1/coinv1connect"
	"playhouse/server/games/coin"
	"playhouse/server/session"
)

// A sixth game. This file is what its server/rpc/coin.go would be: nothing in
// the core knows of it.

type coinHost = session.Host[coin.Game, coin.State, *coinv1.Event, *coinv1.View]

type coins struct{ host *coinHost }

var _ coinv1connect.CoinServiceHandler = coins{}

// Coin makes the CoinService and adds the game to the runtime.
func Coin(rt *session.Runtime, o ...connect.HandlerOption) Service {
	path, handler := coinv1connect.NewCoinServiceHandler(coins{host: session.NewHost(rt, "coin", coin.Game{})}, o...)
	return Mount(path, handler, map[string]Rule{
		"Create":  {SignedIn, Make},
		"GetView": {SignedIn, Read},
		"Watch":   {SignedIn, Stream},
		"Call":    {SignedIn, Command},
	})
}

func (c coins) Create(ctx context.Context, r *coinv1.CreateRequest) (*coinv1.CreateResponse, error) {
	id, err := session.Create(ctx, c.host, r, session.Options{Visibility: r.GetVisibility(), Password: r.GetPassword()}, coin.Game.Create)
	return &coinv1.CreateResponse{SessionId: string(id)}, err
}

func (c coins) GetView(ctx context.Context, r *coinv1.GetViewRequest) (*coinv1.GetViewResponse, error) {
	s, err := c.host.View(ctx, session.ID(r.GetSessionId()), 0)
	return &coinv1.GetViewResponse{Version: s.Version, View: s.View, Room: s.Room}, err
}

func (c coins) Watch(ctx context.Context, r *coinv1.WatchRequest, stream *connect.ServerStream[coinv1.WatchResponse]) error {
	return session.Watch(ctx, c.host, r, func(u session.Update[*coinv1.View]) *coinv1.WatchResponse {
		return &coinv1.WatchResponse{
			Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, View: u.View, Changed: u.Changed,
			Happenings: told[*coinv1.Happening](u.Happenings), Room: u.Room, Signals: u.Signals, Chat: u.Chat,
		}
	}, stream.Send)
}

func (c coins) Call(ctx context.Context, r *coinv1.CallRequest) (*coinv1.CallResponse, error) {
	v, err := session.Do(ctx, c.host, r, coin.Game.Call)
	return &coinv1.CallResponse{Version: v}, err
}
