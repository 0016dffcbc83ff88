// Package simulate plays voyages of Cosmic by computer and measures how they
// end: the instrument with which the balance is tuned. It measures three things:
// whole voyages by strategy (voyage.go), fights by enemy and arms (fight.go), and
// whether anything at one place pays for nothing (exploit.go).
//
// Every voyage and fight has a seed of its own, made of the run's seed and its
// number, and results are added up in their order. So a seed gives the same
// figures whatever the number of workers.
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

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// Options are what is to be played.
type Options struct {
	// Games is how many voyages for each strategy; at least 1.
	Games int
	// Strategies are which; empty for all.
	Strategies []cosmic.Strategy
	// Endless is true for voyages that only Turns ends.
	Endless bool
	// Turns is the last turn; 0 for the balance's.
	Turns int
	// Fights is how many fights for each enemy and arms; 0 for none.
	Fights int
	// Searches is from how many positions a profit for nothing is looked for; 0
	// for none.
	Searches int
	// Walks is how many sequences at random are tried from each position; 0 for
	// 60.
	Walks int
	// Seed makes the run repeatable.
	Seed string
	// Workers is how many are played at a time; 0 for one per core.
	Workers int
	// Balance is what is played with; nil for the embedded one.
	Balance *balance.Balance
	// Clock measures the run; nil leaves the speed at 0.
	Clock func() time.Time
}

// Run plays. It fails on options that no voyage could be made with, and on a
// voyage that breaks a rule.
func Run(o Options) (Result, error) {
	o, err := o.complete()
	if err != nil {
		return Result{}, err
	}
	began := o.now()
	r := Result{Games: o.Games, Seed: o.Seed, Endless: o.Endless, Turns: o.Turns}
	for _, s := range o.Strategies {
		voyages, err := each(o, o.Games, func(i int) (voyage, error) { return o.sail(s, i) })
		if err != nil {
			return Result{}, fmt.Errorf("%s: %w", s, err)
		}
		r.Strategies = append(r.Strategies, sum(s, voyages))
	}
	if seconds := o.now().Sub(began).Seconds(); seconds > 0 {
		r.VoyagesPerSecond = float64(o.Games*len(o.Strategies)) / seconds
	}
	if r.Fights, err = o.fights(); err != nil {
		return Result{}, err
	}
	r.Exploits, err = o.exploits()
	return r, err
}

func (o Options) now() time.Time {
	if o.Clock == nil {
		return time.Time{}
	}
	return o.Clock()
}

func (o Options) complete() (Options, error) {
	if o.Games < 1 {
		return o, fmt.Errorf("games must be at least 1; found %d", o.Games)
	}
	if len(o.Strategies) == 0 {
		o.Strategies = cosmic.Strategies()
	}
	if o.Walks < 1 {
		o.Walks = walks
	}
	if o.Workers < 1 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Balance == nil {
		var err error
		if o.Balance, err = balance.Load(balance.Embedded()); err != nil {
			return o, err
		}
	}
	if o.Turns == 0 {
		o.Turns = o.Balance.Voyage.MaxTurns
	}
	return o, nil
}

// each does n things, some at a time, and gives what came of them in order.
func each[T any](o Options, n int, do func(int) (T, error)) ([]T, error) {
	results, errs := make([]T, n), make([]error, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range o.Workers {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				results[i], errs[i] = do(i)
			}
		})
	}
	workers.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("number %d: %w", i, err)
		}
	}
	return results, nil
}

type table = session.Sandbox[cosmic.State, *cosmicv1.Event, *cosmicv1.View]

const captain session.Seat = 1

// open makes a voyage of its own for a number, with the chance that its bot
// draws from.
func (o Options) open(what string, number int) (*table, *rand.Rand, error) {
	seed := sha256.Sum256(fmt.Appendf(nil, "playhouse-simulate-1/%s/%s/%d", o.Seed, what, number))
	chance := rand.New(rand.NewPCG(binary.LittleEndian.Uint64(seed[:8]), binary.LittleEndian.Uint64(seed[8:16]))) //nolint:gosec // a simulation, not a secret
	g := cosmic.New(o.Balance)
	r := &cosmicv1.CreateRequest{Seed: fmt.Sprintf("%s/%d", o.Seed, number), Endless: o.Endless}
	if turns := int32(o.Turns); !o.Endless {
		r.MaxTurns = &turns
	}
	t, err := session.NewSandbox(g, seed, func(t session.Turn, s cosmic.State) ([]*cosmicv1.Event, error) { return g.Create(t, s, r) })
	if err != nil {
		return nil, nil, err
	}
	_, err = t.Join(true)
	return t, chance, err
}
