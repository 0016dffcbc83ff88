// Package trial runs a behaviour for a moment, to see what it does before it is used:
// 200 ticks of the default world, five against five of the house's "attack", always
// with the same seed. So two runs of one source come out alike, and those of two
// sources can be compared.
package trial

import (
	"fmt"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/world"
)

const (
	// Ticks of a trial.
	Ticks = 200

	seed      = "dry run"
	tried     = 1 // the numbers of the behaviours, and of their teams
	other     = 2
	faultMost = 20
	namesMost = 64
)

// NoRule is what decisions are counted as that no rule, or no state, has a name for.
const NoRule = "no rule"

// Answerer decides for scripts: one answer for each that was asked.
type Answerer interface {
	Answer(asks []mind.Ask) ([]mind.Answer, error)
}

// Rules tries a program against another.
func Rules(p, against mind.Program) (*arenav1.DryRun, error) {
	c := &counting{Program: p, decided: map[string]int32{}}
	return run(world.Behavior{Program: c}, against, c.tell)
}

// Script tries a script against a program. It fails when the answerer does; what fails
// in the script is told.
func Script(a Answerer, against mind.Program) (*arenav1.DryRun, error) {
	s := &asking{Answerer: a, decided: map[string]int32{}}
	return run(world.Behavior{Script: true}, against, s.after)
}

// teller is called after each tick, and fills in what it knows.
type teller func(*world.World, *arenav1.DryRun) error

func run(b world.Behavior, against mind.Program, tell teller) (*arenav1.DryRun, error) {
	b.Number, b.Name = tried, "tried"
	config := world.Defaults()
	config.Seed = seed
	walls, points := world.Draw(config)
	w, err := world.New(world.Setup{Config: config, Seed: seed, Walls: walls, Points: points, Teams: []world.TeamSetup{
		{Name: "tried", Behavior: b},
		{Name: "others", Behavior: world.Behavior{Number: other, Name: "attack", Program: against}},
	}})
	if err != nil {
		return nil, fmt.Errorf("set the trial up: %w", err)
	}
	told := &arenav1.DryRun{Ticks: Ticks}
	for range Ticks {
		w.Step()
		if err := tell(w, told); err != nil {
			return nil, err
		}
	}
	for _, m := range w.Metrics() {
		if m.Team == tried {
			told.Own = arena.TeamMetrics(m)
		} else {
			told.Other = arena.TeamMetrics(m)
		}
	}
	return told, nil
}

// counting counts which rules decided.
type counting struct {
	mind.Program

	decided map[string]int32
	all     int32
}

// Decide is the program's, counted.
func (c *counting) Decide(s *mind.Senses, a *mind.Action) {
	c.Program.Decide(s, a)
	c.all++
	count(c.decided, c.Rule(a.Rule))
}

func (c *counting) tell(_ *world.World, told *arenav1.DryRun) error {
	told.Decided, told.Decisions = c.decided, c.all
	return nil
}

// count counts a name; NoRule for an empty one, and when there are too many names.
func count(all map[string]int32, name string) {
	if _, known := all[name]; name == "" || !known && len(all) >= namesMost {
		name = NoRule
	}
	all[name]++
}

// asking lets an answerer decide as soon as the world asks.
type asking struct {
	Answerer

	decided map[string]int32
}

func (s *asking) after(w *world.World, told *arenav1.DryRun) error {
	told.Decided = s.decided
	for _, b := range w.Asked() {
		answers, err := s.Answer(b.Asks)
		if err != nil {
			return err
		}
		w.Answer(b.Tick, b.Behavior, answers)
		for i := range answers {
			s.note(&answers[i], told)
		}
	}
	return nil
}

func (s *asking) note(a *mind.Answer, told *arenav1.DryRun) {
	told.Decisions++
	told.MostSteps = max(told.GetMostSteps(), a.Steps)
	if a.Fault == "" {
		count(s.decided, a.Memory)
		return
	}
	for _, known := range told.GetFaults() {
		if known.GetLine() == a.Line && known.GetMessage() == a.Fault {
			return
		}
	}
	if len(told.GetFaults()) < faultMost {
		told.Faults = append(told.Faults, &arenav1.Diagnostic{Severity: arenav1.Severity_SEVERITY_ERROR, Line: a.Line, Message: a.Fault})
	}
}
