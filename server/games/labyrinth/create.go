package labyrinth

import (
	"cmp"
	"strings"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/dice"
	"playhouse/server/games/labyrinth/maze"
	"playhouse/server/session"
)

const (
	defaultSize    = 8
	defaultPlayers = 4
	maxTurnSeconds = 604800
	minTurnSeconds = 10
)

// Create makes a table. It refuses options out of bounds, an unknown scenario,
// and fewer seats than the scenario needs. An empty seed is drawn at the start:
// until then players may mix words of their own into the dice.
func (g Game) Create(_ session.Turn, _ State, r *labyrinthv1.CreateRequest) ([]*labyrinthv1.Event, error) {
	scenario, ok := g.content.Scenario(cmp.Or(r.GetScenario(), scenarioRescue))
	if !ok {
		return nil, session.Invalid("scenario", "there is no scenario %q; ListScenarios names them", r.GetScenario())
	}
	o := &labyrinthv1.Options{
		Generator: cmp.Or(r.GetGenerator(), labyrinthv1.Generator_GENERATOR_DEPTH_FIRST),
		Size:      defaultSize, Seed: r.GetSeed(), Braid: r.GetBraid(), Scenario: scenario.GetId(),
		Difficulty: cmp.Or(r.GetDifficulty(), labyrinthv1.Difficulty_DIFFICULTY_NORMAL),
		MaxPlayers: max(defaultPlayers, scenario.GetMinPlayers()), Hybrid: r.GetHybrid(), TurnSeconds: r.GetTurnSeconds(),
	}
	if r.Size != nil {
		o.Size = r.GetSize()
	}
	if r.MaxPlayers != nil {
		o.MaxPlayers = r.GetMaxPlayers()
	}
	if err := check(o, scenario); err != nil {
		return nil, err
	}
	return []*labyrinthv1.Event{event(&labyrinthv1.Event_Created{
		Options: o, Rulebook: g.content.rulebook(scenario, o.GetDifficulty()),
	})}, nil
}

func check(o *labyrinthv1.Options, s *labyrinthv1.Scenario) error {
	if err := spec(o).Check(maze.MaxGameSize); err != nil {
		return err
	}
	if _, known := labyrinthv1.Difficulty_name[int32(o.GetDifficulty())]; !known {
		return session.Invalid("difficulty", "no such difficulty; choose 1 (easy), 2 (normal) or 3 (hard)")
	}
	if least, most := s.GetMinPlayers(), s.GetMaxPlayers(); o.GetMaxPlayers() < least || o.GetMaxPlayers() > most {
		return session.Invalid("max_players", "%s is for %d to %d players", s.GetName(), least, most)
	}
	if n := o.GetTurnSeconds(); n != 0 && (n < minTurnSeconds || n > maxTurnSeconds) {
		return session.Invalid("turn_seconds", "must be 0 (no clock) or %d to %d", minTurnSeconds, maxTurnSeconds)
	}
	return nil
}

// spec is the maze that options name.
func spec(o *labyrinthv1.Options) maze.Spec {
	return maze.Spec{Generator: o.GetGenerator(), Size: int(o.GetSize()), Seed: o.GetSeed(), Braid: o.GetBraid()}
}

// drawSeed draws a seed that people can read out: 80 bits, no letters that look
// alike.
func drawSeed(d *dice.Roller) string {
	const letters, length = "abcdefghjkmnpqrstuvwxyz23456789z", 16
	var seed strings.Builder
	for range length {
		seed.WriteByte(letters[d.Int(len(letters))])
	}
	return seed.String()
}
