package bench

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/gen/playhouse/arena/v1/arenav1connect"
	"playhouse/server/games/arena/content"
	"playhouse/server/games/arena/mind"
	"playhouse/server/games/arena/world"
	"playhouse/server/script"
)

const (
	// tickRate is the worlds' in what follows: ticks a second of their own time.
	tickRate = 30
	// scripted agents decide five times a second beside a world.
	scripted = 2000
	lookers  = 50
	crowd    = 5000
	smaller  = 1000
	lookAt   = 10 // frames a second
	// roomyArea is the side of the square that each agent has: the same at every size,
	// as a hundred thousand have it in the largest area. The default world has 219.
	roomyArea = 63
)

// crowdOf is a configuration of so many agents in two teams, which lasts.
func crowdOf(agents int32) world.Config {
	c := world.Defaults()
	c.AgentCount, c.TickRate, c.Seed, c.Respawn, c.End.Kind = agents/c.Teams, tickRate, "bench", true, world.EndNever
	side := sideFor(agents)
	c.AreaWidth, c.AreaHeight = side, side
	return c
}

// sideFor is the side of a square area with room for so many agents, within what is
// allowed.
func sideFor(agents int32) float64 {
	const most = 20_000
	side := 100.0
	for side*side < float64(agents)*roomyArea*roomyArea && side < most {
		side += 100
	}
	return min(side, most)
}

// simulation measures ticks without anybody watching.
func (b *bencher) simulation(context.Context) error {
	all, err := content.Behaviors()
	if err != nil {
		return err
	}
	for _, size := range []struct {
		agents int32
		goal   float64
	}{{smaller, 0}, {crowd, 0}, {10_000, 60}, {100_000, 5}} {
		c := crowdOf(size.agents)
		setup := world.Setup{Config: c}
		setup.Walls, setup.Points = world.Draw(c)
		for i, name := range []string{"swarm", "adaptive"} {
			one, _ := content.Find(all, name)
			setup.Teams = append(setup.Teams, world.TeamSetup{Name: name, Behavior: world.Behavior{Number: int32(i) + 1, Name: name, Program: one.Program}})
		}
		w, err := world.New(setup)
		if err != nil {
			return err
		}
		for range 2 * tickRate { // until the teams have met
			w.Step()
		}
		ticks, began := 0, time.Now()
		for time.Since(began) < time.Duration(b.Seconds)*time.Second || ticks < 10 {
			w.Step()
			ticks++
		}
		b.add(Figure{
			Name: fmt.Sprintf("arena, ticks a second with %d agents", size.agents), Value: float64(ticks) / time.Since(began).Seconds(), Unit: "/s", Goal: size.goal,
			Note: "one core; swarm against adaptive",
		})
	}
	return nil
}

// scripts measures decisions of scripts, through the worker process.
func (b *bencher) scripts(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	pool, err := script.NewPool(script.Config{Workers: 1, Command: []string{self, script.Subcommand}})
	if err != nil {
		return err
	}
	defer pool.Close()
	const source = `def decide(self, world):
    near = [n for n in world.neighbors if n.known and not n.ally and n.distance < 60]
    if self.health < 0.3 and near:
        return action(steer={"flee": 2, "avoid_walls": 1})
    if near:
        return action(steer={"pursue": 1, "separation": 0.5}, target=near[0], strike=True)
    return action(steer={"wander": 1, "cohesion": 0.5, "alignment": 0.5})
`
	var asks []mind.Ask
	for i := range scripted {
		ask := mind.Ask{Agent: int32(i) + 1}
		for n := range mind.NeighborsMost {
			ask.Neighbors = append(ask.Neighbors, mind.Neighbor{ID: int32(n) + 9000, Known: true, Ally: n%2 == 0, X: float64(n), Y: float64(i % 90), Health: 1})
		}
		asks = append(asks, ask)
	}
	rounds, began := 0, time.Now()
	for time.Since(began) < time.Duration(b.Seconds)*time.Second {
		if _, err := pool.Decide(ctx, script.Batch{Source: source, Asks: asks}); err != nil {
			return err
		}
		rounds++
	}
	each := time.Since(began).Seconds() / float64(rounds*scripted)
	b.add(Figure{Name: "arena, a script's decision", Value: each * 1e6, Unit: "µs", Goal: 100, AtMost: true, Note: "with 16 neighbours, through the worker process and back; 2,000 agents at 5 Hz take one core at 100"})
	return nil
}

// audience of a large world: fifty who watch five thousand agents.
func (b *bencher) crowded(ctx context.Context) error {
	if err := b.watched(ctx, smaller, 1); err != nil {
		return err
	}
	return b.watched(ctx, crowd, lookers)
}

// watched measures a live world and what its watchers get.
func (b *bencher) watched(ctx context.Context, agents int32, watchers int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	_, tokens, err := b.app.Identity.SignInGuest(ctx, "Looker", "bench")
	if err != nil {
		return err
	}
	c := crowdOf(agents)
	transports := []*http.Transport{h2c(), h2c()}
	client := func(i int) arenav1connect.ArenaServiceClient {
		return arenav1connect.NewArenaServiceClient(&http.Client{Transport: bearer{token: tokens.Access, next: transports[i%len(transports)]}}, b.app.URL)
	}
	made, err := client(0).Create(ctx, &arenav1.CreateRequest{Running: true, BehaviorIds: []string{"builtin/swarm", "builtin/adaptive"}, Config: &arenav1.Config{
		AgentCount: &c.AgentCount, AreaWidth: &c.AreaWidth, AreaHeight: &c.AreaHeight, Respawn: new(true), Seed: c.Seed,
		End: &arenav1.End{Kind: arenav1.EndKind_END_KIND_NEVER},
	}})
	if err != nil {
		return err
	}
	var frames, bytes atomic.Int64
	var status atomic.Pointer[arenav1.WorldStatus]
	for i := range watchers {
		stream, err := client(i).WatchWorld(ctx, &arenav1.WatchWorldRequest{SessionId: made.GetSessionId(), FramesPerSecond: lookAt})
		if err != nil {
			return err
		}
		go func() {
			for stream.Receive() {
				m := stream.Msg()
				bytes.Add(int64(proto.Size(m)))
				if m.GetFrame() != nil {
					frames.Add(1)
				}
				if m.GetStatus() != nil {
					status.Store(m.GetStatus())
				}
			}
		}()
	}
	time.Sleep(2 * time.Second) // the teams meet
	frames.Store(0)
	bytes.Store(0)
	before, began := cpuSeconds(), time.Now()
	time.Sleep(time.Duration(max(b.Seconds, 3)) * time.Second) //nolint:mnd // three reports at least
	took := time.Since(began).Seconds()
	share := (cpuSeconds() - before) / took * 100 //nolint:mnd // per cent
	name := fmt.Sprintf("arena, %d agents, %d watching", agents, watchers)
	s := status.Load()
	b.add(Figure{Name: name + ", a watcher's bytes", Value: float64(bytes.Load()) / took / float64(watchers) / 1000, Unit: "kB/s", Goal: goalFor(agents), AtMost: true, Note: "10 frames a second of everything"})
	b.add(Figure{Name: name + ", a watcher's frames", Value: float64(frames.Load()) / took / float64(watchers), Unit: "/s", Note: "10 wanted"})
	b.add(Figure{Name: name + ", a tick p50", Value: float64(s.GetTickP50Us()) / 1000, Unit: "ms"})
	b.add(Figure{Name: name + ", a tick p99", Value: float64(s.GetTickP99Us()) / 1000, Unit: "ms"})
	b.add(Figure{Name: name + ", pace", Value: s.GetPace(), Unit: "×", Note: "1 is real time at 30 ticks a second"})
	b.add(Figure{Name: name + ", of one core", Value: share, Unit: "%", Note: "server and all clients in one process"})
	_, err = client(0).End(ctx, &arenav1.EndRequest{SessionId: made.GetSessionId()})
	return err
}

// goalFor is what a watcher of a thousand agents may get.
func goalFor(agents int32) float64 {
	if agents == smaller {
		return 100
	}
	return 0
}
