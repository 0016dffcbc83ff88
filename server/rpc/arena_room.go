package rpc

import (
	"context"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/session"
)

// decision is what an order comes to.
type decision[R any] = func(arena.Game, session.Turn, arena.State, R) ([]*arenav1.Event, error)

// passing is an order by which time begins to pass: first there must be room for one
// more such world. Only what would be done asks for room, so refusals cost nobody
// theirs.
type passing struct {
	arenas

	admitted func(session.ID)
}

// admit asks for room, in place of what an attempt before was given.
func (p *passing) admit(ctx context.Context, id string) error {
	p.settle("")
	var err error
	p.admitted, err = p.Keeper.Admit(ctx, session.ID(id))
	return err
}

// settle says in which world time passes now; empty for none.
func (p *passing) settle(id session.ID) {
	if p.admitted != nil {
		p.admitted(id)
	}
	p.admitted = nil
}

// pass carries out an order by which time begins to pass.
func pass[R session.Message](ctx context.Context, a arenas, r R, cmd decision[R]) (int32, error) {
	p := passing{arenas: a}
	version, err := order(ctx, a, r, func(g arena.Game, t session.Turn, s arena.State, r R) ([]*arenav1.Event, error) {
		events, err := cmd(g, t, s, r)
		if err == nil && len(events) > 0 {
			err = p.admit(ctx, r.GetSessionId())
		}
		return events, err
	})
	if err != nil {
		p.settle("")
		return 0, err
	}
	p.settle(session.ID(r.GetSessionId()))
	return version, nil
}

// bounded refuses what would give a world more agents than one of the caller's may
// have.
func bounded[R any](ctx context.Context, a arenas, cmd decision[R]) decision[R] {
	return func(g arena.Game, t session.Turn, s arena.State, r R) ([]*arenav1.Event, error) {
		events, err := cmd(g, t, s, r)
		if err != nil || a.AgentsMost == nil {
			return events, err
		}
		return events, a.roomFor(ctx, s, events)
	}
}

func (a arenas) roomFor(ctx context.Context, s arena.State, events []*arenav1.Event) error {
	given := int32(0)
	for _, e := range events {
		given = max(given, s.Given(e))
	}
	if given == 0 {
		return nil
	}
	most, err := a.AgentsMost(ctx)
	if err == nil && most > 0 && given > most {
		err = session.Refuse("too_many_agents", "a world of a guest has room for %d agents on this server, and this would be %d; begin with fewer, or sign in", most, given)
	}
	return err
}
