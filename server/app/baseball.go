package app

import (
	"time"

	"connectrpc.com/connect"

	"playhouse/server/games/baseball"
	"playhouse/server/league"
	"playhouse/server/leagues/office"
	"playhouse/server/library"
	"playhouse/server/rpc"
)

// baseball makes the game and the leagues of one's own around it.
func (a *App) baseball(files *library.Library, o []connect.HandlerOption) ([]rpc.Service, error) {
	rulesets, err := a.baseballLeagues()
	if err != nil {
		return nil, err
	}
	g, apis := baseball.New(rulesets), map[string]office.API{}
	for id, l := range rulesets {
		if l.API == "" {
			continue
		}
		if apis[id], err = league.New(league.Config{League: l, Cache: a.Store, Logger: a.logger}); err != nil {
			return nil, err
		}
	}
	park := rpc.OpenBallpark(a.Runtime, g, a.Store.Delete)
	leagues, err := office.New(office.Config{
		Store: a.Store, Engine: office.NewEngine(g), Tables: park, Uploads: files, APIs: apis, Logger: a.logger, Now: time.Now,
	})
	if err != nil {
		return nil, err
	}
	return []rpc.Service{rpc.Baseball(park, leagues, o...), rpc.Leagues(leagues, o...)}, nil
}
