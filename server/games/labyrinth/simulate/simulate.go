// Package simulate plays whole games of Labyrinth by computer and measures how
// they end: the instrument with which the balance is tuned.
//
// Every game has a seed of its own, made of the run's seed and the game's
// number, and results are added up in the order of the games. So a seed gives
// the same figures whatever the number of workers.
package simulate

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth"
	"playhouse/server/session"
)

// Options are what is to be played.
type Options struct {
	// Games is how many; at least 1.
	Games int
	// Players is the size of the party, 1 to 6.
	Players int
	// Scenario is the scenario's id; empty for rescue.
	Scenario string
	// Difficulty is how hard; unspecified means normal.
	Difficulty labyrinthv1.Difficulty
	// Size is the maze's; 0 means 8.
	Size int
	// Generator is how mazes are made; unspecified means depth first.
	Generator labyrinthv1.Generator
	// Seed makes the run repeatable.
	Seed string
	// Workers is how many games are played at a time; 0 for one per core.
	Workers int
	// Content is what is played with; nil for the embedded content.
	Content *labyrinth.Content
	// Clock measures the run; nil leaves the speed at 0.
	Clock func() time.Time
}

// Run plays the games. It fails on options that no table could be made with,
// and on a game that breaks a rule.
func Run(o Options) (Result, error) {
	o, err := o.complete()
	if err != nil {
		return Result{}, err
	}
	began := o.now()
	outcomes := make([]outcome, o.Games)
	errs := make([]error, o.Games)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range o.Workers {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < o.Games; i = int(next.Add(1)) - 1 {
				outcomes[i], errs[i] = o.play(i)
			}
		})
	}
	workers.Wait()
	for i, err := range errs {
		if err != nil {
			return Result{}, fmt.Errorf("game %d: %w", i, err)
		}
	}
	r := o.sum(outcomes)
	if seconds := o.now().Sub(began).Seconds(); seconds > 0 {
		r.GamesPerSecond = float64(o.Games) / seconds
	}
	return r, nil
}

func (o Options) now() time.Time {
	if o.Clock == nil {
		return time.Time{}
	}
	return o.Clock()
}

const defaultSize = 8

func (o Options) complete() (Options, error) {
	if o.Games < 1 || o.Players < 1 {
		return o, fmt.Errorf("games and players must be at least 1; found %d and %d", o.Games, o.Players)
	}
	if o.Scenario == "" {
		o.Scenario = "rescue"
	}
	if o.Difficulty == labyrinthv1.Difficulty_DIFFICULTY_UNSPECIFIED {
		o.Difficulty = labyrinthv1.Difficulty_DIFFICULTY_NORMAL
	}
	if o.Size == 0 {
		o.Size = defaultSize
	}
	if o.Workers < 1 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Content != nil {
		return o, nil
	}
	var err error
	o.Content, err = labyrinth.LoadContent(labyrinth.EmbeddedContent())
	return o, err
}

// outcome is how one game ended.
type outcome struct {
	result     *labyrinthv1.Result
	characters map[int32]string // by seat
}

type table = session.Sandbox[labyrinth.State, *labyrinthv1.Event, *labyrinthv1.View]

// play plays one game to its end.
func (o Options) play(number int) (outcome, error) {
	seed := sha256.Sum256(fmt.Appendf(nil, "playhouse-simulate-1/%s/%d", o.Seed, number))
	chance := rand.New(rand.NewPCG(binary.LittleEndian.Uint64(seed[:8]), binary.LittleEndian.Uint64(seed[8:16]))) //nolint:gosec // a simulation, not a secret
	b, err := o.open(labyrinth.New(o.Content), seed)
	if err != nil {
		return outcome{}, err
	}
	for g := (labyrinth.Game{}); !g.Ended(b.State()); {
		if err := turn(b, chance); err != nil {
			return outcome{}, err
		}
	}
	view := b.View(0)
	return outcome{result: view.GetResult(), characters: view.GetChosen()}, nil
}

// open seats the bots and starts the game.
func (o Options) open(g labyrinth.Game, seed [sha256.Size]byte) (*table, error) {
	size, players := int32(o.Size), int32(o.Players)
	b, err := session.NewSandbox(g, seed, func(t session.Turn, s labyrinth.State) ([]*labyrinthv1.Event, error) {
		return g.Create(t, s, &labyrinthv1.CreateRequest{
			Generator: o.Generator, Size: &size, Scenario: o.Scenario, Difficulty: o.Difficulty, MaxPlayers: &players,
		})
	})
	if err != nil {
		return nil, err
	}
	for range o.Players {
		if _, err := b.Join(true); err != nil {
			return nil, err
		}
	}
	return b, b.Start()
}

// turn lets every bot that the game waits for act.
func turn(b *table, chance *rand.Rand) error {
	waiting := b.Waiting()
	if len(waiting) == 0 {
		return fmt.Errorf("nobody is waited for, and the game has not ended")
	}
	for _, seat := range waiting {
		acted, err := b.Bot(seat, chance)
		if err != nil {
			return fmt.Errorf("seat %d: %w", seat, err)
		}
		if !acted {
			return fmt.Errorf("seat %d: the bot does nothing", seat)
		}
	}
	return nil
}
