package office

import (
	"sync"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball"
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/manager"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

// Engine knows the rulesets, and the built-in manager of each with the rules that
// leagues change. Computing one takes a moment; it is done when first needed.
type Engine struct {
	game      baseball.Game
	rulesets  map[string]*league.League
	rulebooks map[string]*baseballv1.Rulebook

	mu       sync.Mutex
	managers map[variant]func() *manager.Manager
}

// variant is a ruleset with the rules that a league may change.
type variant struct {
	ruleset    string
	dh, placed bool
}

// NewEngine makes an engine of the game's rulesets.
func NewEngine(g baseball.Game) *Engine {
	return &Engine{game: g, rulesets: g.Leagues(), rulebooks: g.Rulebooks(), managers: map[variant]func() *manager.Manager{}}
}

// ruleset returns the rules of a name; nil for an unknown one.
func (e *Engine) ruleset(name string) *league.League { return e.rulesets[name] }

// rulebook is what a league is played by.
func (e *Engine) rulebook(l leagues.League) *baseballv1.Rulebook {
	b := e.rulebooks[l.Ruleset]
	if b == nil {
		return &baseballv1.Rulebook{LeagueId: l.Ruleset}
	}
	b = proto.CloneOf(b)
	b.DesignatedHitter, b.ExtraInningRunner = l.DesignatedHitter, l.ExtraInningRunner
	return b
}

// manager is the built-in manager of a league.
func (e *Engine) manager(l leagues.League) (*manager.Manager, error) {
	rules := e.rulesets[l.Ruleset]
	if rules == nil {
		return nil, gone(l.Ruleset)
	}
	if rules.Rules.DH == l.DesignatedHitter && rules.Rules.PlacedRunner == l.ExtraInningRunner {
		return e.game.Manager(l.Ruleset), nil
	}
	return e.changed(rules, variant{l.Ruleset, l.DesignatedHitter, l.ExtraInningRunner})(), nil
}

// gone refuses what needs a ruleset that is no longer there.
func gone(ruleset string) error {
	return session.Refuse("league_gone", "the ruleset %q is no longer on this server", ruleset)
}

func (e *Engine) changed(rules *league.League, v variant) func() *manager.Manager {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.managers[v] == nil {
		own := *rules
		own.Rules.DH, own.Rules.PlacedRunner = v.dh, v.placed
		e.managers[v] = sync.OnceValue(func() *manager.Manager { return manager.New(atbat.NewModel(&own)) })
	}
	return e.managers[v]
}
