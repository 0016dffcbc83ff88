package app

import (
	"context"
	"time"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/content"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/trial"
	"playhouse/server/rpc"
	"playhouse/server/worldconfig"
)

// arena makes the services of worlds with agents.
func (a *App) arena(o []connect.HandlerOption) ([]rpc.Service, error) {
	behaviors, err := a.behaviors()
	if err != nil {
		return nil, err
	}
	configs := &worldconfig.Configs{Store: a.Store, Complete: arena.Complete, Now: time.Now}
	return []rpc.Service{rpc.Behaviors(behaviors, o...), rpc.WorldConfigs(configs, o...)}, nil
}

// behaviors are those of the house and of everybody.
func (a *App) behaviors() (*behavior.Behaviors, error) {
	shipped, err := content.Behaviors()
	if err != nil {
		return nil, err
	}
	attack, _ := content.Find(shipped, content.Attack)
	gate := behavior.Gate{Store: a.Store}
	for _, b := range shipped {
		gate.House = append(gate.House, behavior.Behavior{
			House: b.Name, Name: b.Name, Description: b.Description, Tier: arenav1.Tier_TIER_RULES, Source: b.Source,
			Sharing: behavior.Public, Version: 1, Etag: "1",
		})
	}
	rules := behavior.Rules(func(_ context.Context, p mind.Program) (*arenav1.DryRun, error) {
		return trial.Rules(p, attack.Program)
	})
	return &behavior.Behaviors{
		Gate: gate, Store: a.Store, Versions: a.Store, Now: time.Now,
		Languages: map[arenav1.Tier]behavior.Language{arenav1.Tier_TIER_RULES: rules},
	}, nil
}
