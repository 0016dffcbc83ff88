package lab

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"

	"github.com/treepeck/glicko"
	"golang.org/x/sync/errgroup"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/world"
	"playhouse/server/session"
	"playhouse/server/worlds"
)

// scenarios are what ladders are played in.
var scenarios = map[string]func(*world.Config){
	"duel":     func(c *world.Config) { c.AgentCount = 1 },
	"skirmish": func(*world.Config) {},
	"battle":   func(c *world.Config) { c.AgentCount, c.AreaWidth, c.AreaHeight = 50, 1600, 1200 },
	"islands": func(c *world.Config) {
		c.ObstacleCount, c.ControlPoints, c.Respawn = 30, 3, true
		c.End = world.End{Kind: world.EndControl, Target: 100}
	},
}

// order is how scenarios are listed.
var order = []string{"duel", "skirmish", "battle", "islands"}

const usualScenario = "skirmish"

// scenario is a ladder's configuration.
func scenario(name string) (string, world.Config, error) {
	name = cmp.Or(name, usualScenario)
	change, known := scenarios[name]
	if !known {
		return "", world.Config{}, session.Refuse("no_such_scenario", "there are ladders of %s", strings.Join(order, ", "))
	}
	c := world.Defaults()
	c.Seed = "ladder " + name
	change(&c)
	return name, bounded(c), nil
}

const (
	rungsUsual = 50
	// rivals are how many others one meets who enters, and meetings how many matches
	// with each.
	rivals   = 20
	meetings = 10
)

// Ladder reads a ladder.
func (l *Lab) Ladder(ctx context.Context, r *arenav1.GetLadderRequest) (*arenav1.GetLadderResponse, error) {
	name, _, err := scenario(r.GetScenario())
	if err != nil {
		return nil, err
	}
	most := int(r.GetPageSize())
	if most == 0 {
		most = rungsUsual
	}
	all, err := l.rungs(ctx, name, most)
	if err != nil {
		return nil, err
	}
	answer := &arenav1.GetLadderResponse{Scenarios: order}
	for i, one := range all[:min(most, len(all))] {
		answer.Rungs = append(answer.Rungs, rung(one, i))
	}
	return answer, nil
}

// rungs are a ladder's. The house's behaviours stand on each, also before they have
// played.
func (l *Lab) rungs(ctx context.Context, name string, most int) ([]worlds.Rung, error) {
	all, err := l.Rungs.Rungs(ctx, name, most)
	if err != nil {
		return nil, err
	}
	for _, b := range l.House {
		if !slices.ContainsFunc(all, func(r worlds.Rung) bool { return r.Key == b }) {
			all = append(all, newRung(name, b, true))
		}
	}
	slices.SortStableFunc(all, func(a, b worlds.Rung) int { return cmp.Compare(b.Rating, a.Rating) })
	return all, nil
}

func newRung(scenario, key string, house bool) worlds.Rung {
	return worlds.Rung{
		Scenario: scenario, Key: key, House: house, Version: 1,
		Rating: glicko.DefaultRating, Deviation: glicko.DefaultDeviation, Volatility: glicko.DefaultVolatility,
	}
}

func rung(r worlds.Rung, at int) *arenav1.Rung {
	name := r.Name
	if r.House {
		_, name, _ = strings.Cut(r.Key, "/")
	}
	return &arenav1.Rung{
		Rank: int32(at) + 1, BehaviorId: r.Key, Name: name, OwnerName: r.OwnerName,
		Rating: r.Rating, Deviation: r.Deviation, Matches: r.Matches, Version: r.Version,
	}
}

// EnterLadder has a behaviour play those that stand there. All their ratings move.
// Who enters at the same moment on another node may undo a rival's: the next entry
// makes it good.
func (l *Lab) EnterLadder(ctx context.Context, r *arenav1.EnterLadderRequest, send func(*arenav1.EnterLadderResponse) error) error {
	name, config, err := scenario(r.GetScenario())
	if err != nil {
		return err
	}
	b, err := l.entrant(ctx, r.GetBehaviorId())
	if err != nil {
		return err
	}
	end, err := l.begin(ctx)
	if err != nil {
		return err
	}
	defer end()
	all, err := l.rungs(ctx, name, rivals+1)
	if err != nil {
		return err
	}
	c := climb{lab: l, config: config, side: sideOf(b), own: newRung(name, r.GetBehaviorId(), false)}
	for _, one := range all {
		switch {
		case one.Key == c.own.Key:
			one.Version = b.GetVersion()
			c.own = one
		case len(c.rivals) < rivals:
			c.rivals = append(c.rivals, one)
		}
	}
	c.own.Version, c.own.Name = b.GetVersion(), b.GetName()
	if err := c.up(ctx, send); err != nil {
		return err
	}
	return l.Rungs.SaveRungs(ctx, append(c.rivals, c.own))
}

// entrant is a behaviour that may be entered: public, and the caller's own.
func (l *Lab) entrant(ctx context.Context, id string) (*arenav1.BehaviorCopy, error) {
	b, err := l.Behaviors.Copy(ctx, id)
	switch {
	case err != nil:
		return nil, err
	case b.GetOwnerUserId() != string(session.CallerFrom(ctx).User):
		return nil, session.Forbid("not_owner", "enter a behaviour of your own; fork this one if you like it")
	case b.GetSharing() != arenav1.Sharing_SHARING_PUBLIC:
		return nil, session.Refuse("not_public", "what stands on a ladder is public; share the behaviour first")
	}
	return b, nil
}

// climb is one entry.
type climb struct {
	lab    *Lab
	config world.Config
	side   side
	own    worlds.Rung
	rivals []worlds.Rung
}

// up meets the rivals one after the other.
func (c *climb) up(ctx context.Context, send func(*arenav1.EnterLadderResponse) error) error {
	for i := range c.rivals {
		if err := c.meet(ctx, &c.rivals[i]); err != nil {
			return err
		}
		better := slices.IndexFunc(c.rivals, func(r worlds.Rung) bool { return r.Rating < c.own.Rating })
		if better < 0 {
			better = len(c.rivals)
		}
		err := send(&arenav1.EnterLadderResponse{
			Played: int32(i+1) * meetings, Matches: int32(len(c.rivals)) * meetings,
			Rung: rung(c.own, better), Done: i+1 == len(c.rivals),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// meet plays a rival, and moves both ratings match by match, in the order of seeds.
func (c *climb) meet(ctx context.Context, rival *worlds.Rung) error {
	b, err := c.lab.Behaviors.Copy(ctx, rival.Key)
	if err != nil {
		return nil //nolint:nilerr // it has errors by now, or is not public any more: nobody to meet
	}
	rival.Version = b.GetVersion()
	fight := bout{config: c.config, sides: [2]side{c.side, sideOf(b)}}
	fight.config.Seed = fmt.Sprintf("%s %s", c.config.Seed, rival.Key)
	results := make([]float64, meetings)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for n := range results {
		g.Go(func() error {
			config, sides, swapped := fight.match(n)
			s, err := c.lab.play(ctx, match{config: config, sides: sides, scripts: c.lab.Scripts})
			results[n] = s.share(swapped)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, share := range results {
		rate(&c.own, rival, share)
	}
	return nil
}

// share is what the first behaviour won: 1, 0, or half.
func (s score) share(swapped bool) float64 {
	first := int32(1)
	if swapped {
		first = 2
	}
	switch s.winner {
	case 0:
		return 0.5 //nolint:mnd // a draw
	case first:
		return 1
	}
	return 0
}

// scale is that of Glicko-2 (M. E. Glickman, 2013).
var scale = glicko.Converter{Rating: glicko.DefaultRating, Deviation: glicko.DefaultDeviation, Factor: glicko.DefaultFactor}

// rate moves two ratings by a match.
func rate(a, b *worlds.Rung, share float64) {
	before := [2]glicko.Strength{strength(*a), strength(*b)}
	after := before
	estimate(&after[0], before[1], share)
	estimate(&after[1], before[0], 1-share)
	for i, r := range []*worlds.Rung{a, b} {
		r.Rating, r.Deviation, r.Volatility = scale.Mu2Rating(after[i].Mu), scale.Phi2Deviation(after[i].Phi), after[i].Sigma
		r.Matches++
	}
}

func strength(r worlds.Rung) glicko.Strength {
	return glicko.Strength{Mu: scale.Rating2Mu(r.Rating), Phi: scale.Deviation2Phi(r.Deviation), Sigma: r.Volatility}
}

// estimate takes a match as a tenth of a rating period: they come by tens.
func estimate(s *glicko.Strength, other glicko.Strength, share float64) {
	const least = 30
	glicko.Estimator{
		MinMu: -math.MaxFloat64, MaxMu: math.MaxFloat64, MinPhi: scale.Deviation2Phi(least), MaxPhi: scale.Deviation2Phi(glicko.DefaultDeviation),
		MinSigma: 0.01, MaxSigma: 0.2, Tau: glicko.DefaultTau, Epsilon: glicko.DefaultEpsilon, //nolint:mnd // wide around the usual 0.06
	}.Estimate(s, glicko.Outcome{Mu: other.Mu, Phi: other.Phi, Score: share}, 1.0/meetings)
}
