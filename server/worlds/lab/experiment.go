package lab

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/world"
	"playhouse/server/session"
	"playhouse/server/worlds"
)

// Copier copies behaviours.
type Copier interface {
	Copy(ctx context.Context, id string) (*arenav1.BehaviorCopy, error)
}

// Lab runs experiments and ladders.
type Lab struct {
	Behaviors Copier
	Config    func(ctx context.Context, id string) (*arenav1.Config, error)
	Scripts   Scripts
	Rungs     worlds.Rungs
	House     []string // ids of the house's behaviours

	cores chan struct{} // held by who plays a match
	desk  *desk
}

// desk is who has something computed here.
type desk struct {
	mu   sync.Mutex
	busy map[session.UserID]bool
}

// New makes a Lab that runs a few things at once, all of them together on as many
// cores as there are.
func New(l Lab) *Lab {
	l.cores, l.desk = make(chan struct{}, runtime.GOMAXPROCS(0)), &desk{busy: map[session.UserID]bool{}}
	return &l
}

// begin refuses when too much runs, or something of the caller's; end must be called.
func (l *Lab) begin(ctx context.Context) (end func(), err error) {
	const atOnce = 4
	user, d := session.CallerFrom(ctx).User, l.desk
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.busy[user]:
		return nil, session.Refuse("busy", "an experiment of yours, or an entry, is being computed; wait for it, or cancel it")
	case len(d.busy) >= atOnce:
		return nil, session.Refuse("busy", "this server computes other experiments now; try again in a moment")
	}
	d.busy[user] = true
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.busy, user)
	}, nil
}

// play plays a match when a core is free.
func (l *Lab) play(ctx context.Context, m match) (score, error) {
	select {
	case l.cores <- struct{}{}:
	case <-ctx.Done():
		return score{}, context.Cause(ctx)
	}
	defer func() { <-l.cores }()
	return m.play(ctx)
}

const (
	usualSeeds = 100
	// agentsMost bounds how long a match takes.
	agentsMost = 2000
	// tellEvery is how often an experiment says how it stands.
	tellEvery = 200 * time.Millisecond
)

// Experiment lets two behaviours fight over many seeds.
func (l *Lab) Experiment(ctx context.Context, r *arenav1.RunExperimentRequest, send func(*arenav1.RunExperimentResponse) error) error {
	var sides [2]side
	for i, id := range r.GetBehaviorIds() {
		b, err := l.Behaviors.Copy(ctx, id)
		if err != nil {
			return err
		}
		sides[i] = sideOf(b)
	}
	config, err := l.config(ctx, r)
	if err != nil {
		return err
	}
	if n := int(config.AgentCount) * len(sides); n > agentsMost {
		return session.Refuse("too_many_agents", "an experiment has room for %d agents in all; yours has %d", agentsMost, n)
	}
	end, err := l.begin(ctx)
	if err != nil {
		return err
	}
	defer end()
	seeds := int(r.GetSeeds())
	if seeds == 0 {
		seeds = usualSeeds
	}
	return l.fight(ctx, bout{config: config, sides: sides, seeds: seeds}, send)
}

func (l *Lab) config(ctx context.Context, r *arenav1.RunExperimentRequest) (world.Config, error) {
	wanted := r.GetConfig()
	switch {
	case wanted != nil && r.GetConfigId() != "":
		return world.Config{}, session.Invalid("config_id", "give config or config_id, not both")
	case r.GetConfigId() != "":
		var err error
		if wanted, err = l.Config(ctx, r.GetConfigId()); err != nil {
			return world.Config{}, err
		}
	}
	return arena.Plain(wanted)
}

// bout is what is fought.
type bout struct {
	config world.Config
	sides  [2]side
	seeds  int
}

// match is the n-th: each seed is played twice, with sides changed.
func (b bout) match(n int) (config world.Config, sides [2]side, swapped bool) {
	config = bounded(b.config)
	config.Seed = fmt.Sprintf("%s/%d", config.Seed, n/2) //nolint:mnd // two matches a seed
	sides, swapped = b.sides, n%2 == 1
	if swapped {
		sides[0], sides[1] = sides[1], sides[0]
	}
	return config, sides, swapped
}

// tally counts a bout.
type tally struct {
	mu                  sync.Mutex
	played, wins, draws int32
	sums                [2]world.TeamMetrics
	began               time.Time
}

func (l *Lab) fight(ctx context.Context, b bout, send func(*arenav1.RunExperimentResponse) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	count := &tally{began: time.Now()}
	all := int32(2 * b.seeds) //nolint:mnd // two matches a seed
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	done := make(chan error, 1)
	go func() {
		for n := range int(all) {
			g.Go(func() error {
				config, sides, swapped := b.match(n)
				s, err := l.play(ctx, match{config: config, sides: sides, scripts: l.Scripts})
				if err == nil {
					count.add(s, swapped)
				}
				return err
			})
		}
		done <- g.Wait()
	}()
	tick := time.NewTicker(tellEvery)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			if err != nil {
				return err
			}
			m := count.told(all)
			m.Done = true
			return send(m)
		case <-tick.C:
			if err := send(count.told(all)); err != nil {
				cancel()
				return cmp.Or(err, <-done)
			}
		}
	}
}

// add counts a match.
func (t *tally) add(s score, swapped bool) {
	first, second := int32(1), int32(2)
	if swapped {
		first, second = second, first
		s.teams[0], s.teams[1] = s.teams[1], s.teams[0]
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.played++
	switch s.winner {
	case first:
		t.wins++
	case second:
	default:
		t.draws++
	}
	for i := range t.sums {
		sum(&t.sums[i], s.teams[i])
	}
}

// sum adds a match's figures.
func sum(to *world.TeamMetrics, m world.TeamMetrics) {
	to.Alive += m.Alive
	to.Kills += m.Kills
	to.Deaths += m.Deaths
	to.Assists += m.Assists
	to.ScriptSteps += m.ScriptSteps
	for _, f := range [][2]*float64{
		{&to.DamageDealt, &m.DamageDealt}, {&to.DamageTaken, &m.DamageTaken}, {&to.MeanLifetime, &m.MeanLifetime},
		{&to.MeanHealth, &m.MeanHealth}, {&to.Cohesion, &m.Cohesion}, {&to.AreaHeld, &m.AreaHeld}, {&to.Distance, &m.Distance}, {&to.Control, &m.Control},
	} {
		*f[0] += *f[1]
	}
}

// told is how the bout stands. Counts are sums, everything else a mean.
func (t *tally) told(all int32) *arenav1.RunExperimentResponse {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := &arenav1.RunExperimentResponse{
		Played: t.played, Matches: all, Wins: t.wins, Draws: t.draws,
		First: mean(t.sums[0], t.played, 1), Second: mean(t.sums[1], t.played, 2), //nolint:mnd // the second team
		MatchesPerSecond: float64(t.played) / max(time.Since(t.began).Seconds(), 1e-3),
	}
	if t.played > 0 {
		m.Share = (float64(t.wins) + float64(t.draws)/2) / float64(t.played)
		m.ShareLow, m.ShareHigh = Wilson(m.GetShare(), float64(t.played))
	}
	return m
}

func mean(s world.TeamMetrics, n, team int32) *arenav1.TeamMetrics {
	if n == 0 {
		return nil
	}
	by := 1 / float64(n)
	for _, f := range []*float64{&s.DamageDealt, &s.DamageTaken, &s.MeanLifetime, &s.MeanHealth, &s.Cohesion, &s.AreaHeld, &s.Distance, &s.Control} {
		*f *= by
	}
	s.Team = team
	return arena.TeamMetrics(s)
}

// Wilson is the 95 % interval of a share of n (E. B. Wilson, 1927). Draws count as
// half a win, which makes it a little wider than need be.
func Wilson(share, n float64) (low, high float64) {
	const z = 1.959964
	middle := (share + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	return max(0, middle-half), min(1, middle+half)
}
