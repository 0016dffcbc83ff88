package keeper

import (
	"context"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena"
	"playhouse/server/games/arena/frame"
	"playhouse/server/games/arena/world"
	"playhouse/server/session"
)

// reel is a place in a run that was computed once.
type reel struct {
	id        session.ID
	run, part int32
}

// held is the world there.
type held struct {
	through int32
	data    []byte
}

const (
	// reelTicks is how far the places are apart that are kept: half a minute at the
	// usual rate is computed in well under a second.
	reelTicks = 900
	// reelsKept bounds them: a world of a thousand agents is some 200 kB.
	reelsKept = 200
	// reelBytes is what is too large to be kept.
	reelBytes = 1 << 20
)

func newReels() *lru.Cache[reel, held] {
	c, err := lru.New[reel, held](reelsKept)
	if err != nil { // a size that is no size: a programmer's error
		panic(err)
	}
	return c
}

// projection is a run that is computed again.
type projection struct {
	k      *Keeper
	id     session.ID
	run    arena.Run
	course *arena.Course
	asking asking
	astray bool // what the log does not know has happened: nobody else shall begin here
}

// project begins at the last place before a tick that is known.
func (k *Keeper) project(id session.ID, r arena.Run, tick int32) (*projection, error) {
	if e := r.Setup.GetEngine(); e != world.Engine {
		return nil, session.Refuse("other_engine", "engine %d computed this world; this server has engine %d and would compute another", e, world.Engine)
	}
	p := &projection{k: k, id: id, run: r, asking: asking{scripts: k.Scripts}}
	for part := tick / reelTicks; part > 0 && p.course == nil; part-- {
		if at, ok := k.reels.Get(reel{id, r.Number, part}); ok {
			p.course, _ = arena.ResumeCourse(r, at.data, at.through)
		}
	}
	if p.course != nil {
		return p, nil
	}
	var err error
	p.course, err = arena.NewCourse(r)
	return p, err
}

func (p *projection) close() { p.asking.stop() }

// step computes one tick as the log has it.
func (p *projection) step(ctx context.Context) error {
	p.course.Obey()
	if tick, due := p.course.World.Due(); due {
		p.course.Missed(tick)
		got, late := p.asking.collect(ctx, p.course, tick, 0)
		if err := context.Cause(ctx); err != nil {
			return err
		}
		for _, m := range late {
			p.course.World.Miss(m.Tick, m.Behaviors, m.Message)
			p.astray = true
		}
		for _, a := range got {
			p.course.World.Answer(tick, a.behavior, a.answers)
		}
	}
	if err := p.k.compute(ctx, p.course.World.Step); err != nil {
		return err
	}
	p.asking.ask(p.course)
	p.keep()
	return context.Cause(ctx)
}

// keep remembers places worth coming back to.
func (p *projection) keep() {
	tick := p.course.World.Tick()
	if tick%reelTicks != 0 || p.astray || p.k.reels.Contains(reel{p.id, p.run.Number, tick / reelTicks}) {
		return
	}
	if data := p.course.World.Encode(); len(data) <= reelBytes {
		p.k.reels.Add(reel{p.id, p.run.Number, tick / reelTicks}, held{p.course.Through(), data})
	}
}

// progressEvery is how often a long way is told.
const progressEvery = 250 * time.Millisecond

// Film is how a run is shown again.
type Film struct {
	From  int32
	Speed float64 // times as fast as real; 0 for one frame
	Sight
}

// Replay shows a run from a tick on, as it was.
func (k *Keeper) Replay(ctx context.Context, id session.ID, r arena.Run, film Film, send func(*arenav1.WatchReplayResponse) error) error {
	if film.From > r.Last {
		return session.Refuse("no_such_tick", "this run has ticks 0 to %d", r.Last)
	}
	p, err := k.project(id, r, film.From)
	if err != nil {
		return err
	}
	defer p.close()
	told := time.Now()
	for p.course.World.Tick() < film.From {
		if err := p.step(ctx); err != nil {
			return err
		}
		if time.Since(told) > progressEvery {
			told = time.Now()
			if err := send(&arenav1.WatchReplayResponse{Progress: float64(p.course.World.Tick()) / float64(film.From)}); err != nil {
				return err
			}
		}
	}
	p.course.Obey()
	return p.play(ctx, film, send)
}

// play shows frames until the end.
func (p *projection) play(ctx context.Context, film Film, send func(*arenav1.WatchReplayResponse) error) error {
	if film.Rate == 0 {
		film.Rate = defaultRate
	}
	v := reelView{entrance: entrance{admit: film.Admit}, film: film, send: send}
	clock := pace{}
	w := p.course.World
	for {
		if err := v.check(ctx); err != nil {
			return err
		}
		if err := v.show(p.course, film.Speed == 0 || w.Tick() >= p.run.Last); err != nil || film.Speed == 0 || w.Tick() >= p.run.Last {
			return err
		}
		if err := clock.wait(ctx, w.Config().TickRate, film.Speed); err != nil {
			return err
		}
		if err := p.step(ctx); err != nil {
			return err
		}
	}
}

// reelView is one who watches a replay.
type reelView struct {
	entrance

	film     Film
	send     func(*arenav1.WatchReplayResponse) error
	snapshot world.Snapshot
	last     *frame.Shot
	keys     time.Time
	sent     time.Time
	walls    int
}

// show sends a frame when it is time for one, or now.
func (v *reelView) show(c *arena.Course, now bool) error {
	if !now && time.Since(v.sent) < time.Second/time.Duration(v.film.Rate+1) {
		return nil
	}
	v.sent = time.Now()
	c.World.Snapshot(&v.snapshot)
	v.snapshot.Since = c.World.Tick()
	config := c.World.Config()
	next := frame.Take(&v.snapshot, c.Run().Number, config.AreaWidth, config.AreaHeight)
	m := &arenav1.WatchReplayResponse{}
	if look := next.Look(v.film.Viewport); v.last == nil || time.Since(v.keys) >= keyEvery {
		m.Frame, m.Teams, v.keys = next.Key(look), arena.Metrics(c.World.Metrics()), time.Now()
	} else {
		m.Frame = next.Since(v.last, look)
	}
	v.last = next
	if n := c.Rebuilt(); v.walls != n+1 {
		v.walls, m.Walls = n+1, c.Walls()
	}
	for _, i := range c.World.InspectAll(v.film.Inspect...) {
		m.Inspections = append(m.Inspections, v.allowed(arena.Inspection(i)))
	}
	return v.send(m)
}

// proofsMost is how many runs are verified at once: each takes a core.
const proofsMost = 2

// Verify computes a run again and compares its marks.
func (k *Keeper) Verify(ctx context.Context, id session.ID, r arena.Run, send func(*arenav1.VerifyReplayResponse) error) error {
	select {
	case k.proofs <- struct{}{}:
		defer func() { <-k.proofs }()
	default:
		return session.Refuse("busy", "this server verifies other replays now; try again in a moment")
	}
	p, err := k.project(id, r, 0)
	if err != nil {
		return err
	}
	defer p.close()
	told, answer := time.Now(), &arenav1.VerifyReplayResponse{LastTick: r.Last}
	for _, m := range r.Marks {
		for p.course.World.Tick() < m.Tick {
			if err := p.step(ctx); err != nil {
				return err
			}
			if time.Since(told) > progressEvery {
				told, answer.Tick = time.Now(), p.course.World.Tick()
				if err := send(answer); err != nil {
					return err
				}
			}
		}
		if p.course.World.Hash() != m.Hash {
			answer.DiffersAt, answer.Done, answer.Tick = m.Tick, true, m.Tick
			return send(answer)
		}
		answer.Agreed++
	}
	answer.Tick, answer.Done, answer.Verified = p.course.World.Tick(), true, true
	return send(answer)
}
