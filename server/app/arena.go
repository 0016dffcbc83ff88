package app

import (
	"context"
	"crypto/rand"
	"time"

	"connectrpc.com/connect"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/behavior"
	"playhouse/server/bus"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/content"
	"playhouse/server/games/arena/mind"
	"playhouse/server/rpc"
	"playhouse/server/script"
	"playhouse/server/session"
	"playhouse/server/worldconfig"
	"playhouse/server/worlds/keeper"
	"playhouse/server/worlds/lab"
)

// arena makes the services of worlds with agents.
func (a *App) arena(o []connect.HandlerOption) ([]rpc.Service, error) {
	scripts, err := script.NewPool(script.Config{})
	if err != nil {
		return nil, err
	}
	a.scripts = scripts
	behaviors, err := a.behaviors()
	if err != nil {
		return nil, err
	}
	configs := &worldconfig.Configs{Store: a.Store, Complete: arena.Complete, Now: time.Now}
	host := session.NewHost(a.Runtime, "arena", arena.Game{})
	a.worlds = keeper.New(keeper.Config{
		Host: host, Leases: a.Store, Checkpoints: a.Store, Scripts: decider{scripts}, Air: a.air(), Logger: a.logger, Node: rand.Text(),
		Limits: a.config.worldLimits(),
	})
	desk := rpc.ArenaDesk{
		Runtime: a.Runtime, Host: host, Keeper: a.worlds, Behaviors: behaviors, Configs: parameters{configs}, AgentsMost: a.agentsMost,
		Lab: lab.New(lab.Lab{
			Behaviors: behaviors, Config: parameters{configs}.Config, Scripts: decider{scripts}, Rungs: a.Store, House: houseOf(behaviors),
		}),
	}
	helper, err := a.assistant(behaviors, rpc.ArenaWindow(desk))
	if err != nil {
		return nil, err
	}
	return []rpc.Service{
		rpc.Arena(desk, o...), rpc.Behaviors(behaviors, o...), rpc.WorldConfigs(configs, o...), rpc.Assistant(helper, o...),
	}, nil
}

// houseOf are the ids of the house's behaviours.
func houseOf(b *behavior.Behaviors) []string {
	ids := make([]string, 0, len(b.Gate.House))
	for _, one := range b.Gate.House {
		ids = append(ids, one.Key())
	}
	return ids
}

// air is how shots of worlds reach other nodes.
func (a *App) air() keeper.Air {
	if a.bus != nil {
		return a.bus
	}
	return &bus.Local{}
}

// decider is the pool of scripts as worlds ask it.
type decider struct{ pool *script.Pool }

// Decide answers for one behaviour.
func (d decider) Decide(ctx context.Context, source string, asks []mind.Ask) ([]mind.Answer, error) {
	return d.pool.Decide(ctx, script.Batch{Source: source, Asks: asks})
}

// parameters are configurations as worlds ask for them.
type parameters struct{ *worldconfig.Configs }

// Config returns what an id stands for.
func (p parameters) Config(ctx context.Context, id string) (*arenav1.Config, error) {
	c, err := p.Read(ctx, id)
	return c.GetConfig(), err
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
	return &behavior.Behaviors{
		Gate: gate, Store: a.Store, Versions: a.Store, Now: time.Now,
		Languages: languages(a.scripts, attack.Program),
	}, nil
}
