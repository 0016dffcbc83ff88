package lab

import (
	"context"
	"fmt"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/world"
)

// Scripts decide for agents whose behaviour is a script.
type Scripts interface {
	Decide(ctx context.Context, source string, asks []mind.Ask) ([]mind.Answer, error)
}

// side is a behaviour that fights.
type side struct {
	source  string
	program mind.Program // nil for a script
	name    string
}

func sideOf(b *arenav1.BehaviorCopy) side {
	s := side{source: b.GetSource(), name: b.GetName()}
	if b.GetTier() != arenav1.Tier_TIER_SCRIPT {
		s.program, _ = mind.Compile(s.source)
	}
	return s
}

func (s side) behavior(number int32) world.Behavior {
	return world.Behavior{Number: number, Name: s.name, Program: s.program, Script: s.program == nil}
}

// match is one world: sides[0] plays team 1.
type match struct {
	config  world.Config
	sides   [2]side
	scripts Scripts
}

// score is how a match came out, by side: team 1's first.
type score struct {
	winner int32 // 0 for nobody
	teams  [2]world.TeamMetrics
}

// play plays a match to its end.
func (m match) play(ctx context.Context) (score, error) {
	walls, points := world.Draw(m.config)
	w, err := world.New(world.Setup{Config: m.config, Walls: walls, Points: points, Teams: []world.TeamSetup{
		{Name: "first", Behavior: m.sides[0].behavior(1)}, {Name: "second", Behavior: m.sides[1].behavior(2)},
	}})
	if err != nil {
		return score{}, fmt.Errorf("set a match up: %w", err)
	}
	for {
		if r, ended := w.Result(); ended {
			s := score{winner: r.Winner}
			copy(s.teams[:], w.Metrics())
			return s, nil
		}
		if err := context.Cause(ctx); err != nil {
			return score{}, err
		}
		w.Step()
		if err := m.answer(ctx, w); err != nil {
			return score{}, err
		}
	}
}

// answer has scripts decide at once: there is no clock to wait for. One that cannot
// be run is at fault each time, as in a world that is watched.
func (m match) answer(ctx context.Context, w *world.World) error {
	for _, b := range w.Asked() {
		answers, err := m.scripts.Decide(ctx, m.sides[b.Behavior-1].source, b.Asks)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			w.Miss(b.Tick, []int32{b.Behavior}, err.Error())
			continue
		}
		w.Answer(b.Tick, b.Behavior, answers)
	}
	return nil
}

// limit is how long a match lasts at most, in seconds of the world.
const limit = 120

// bounded is a configuration of two teams that surely ends.
func bounded(c world.Config) world.Config {
	c.Teams = 2
	if c.End.Kind == world.EndNever {
		c.End.Kind = world.EndTime
	}
	if c.End.Seconds == 0 || c.End.Seconds > limit {
		c.End.Seconds = limit
	}
	return c
}
