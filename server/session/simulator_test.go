package session_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/games/coin"
	"playhouse/server/session"
	"playhouse/server/session/logtest"
	"playhouse/server/session/witness"
)

// The simulator: three nodes on one log, a bus that loses, doubles and delays,
// a log that fails before and after it has done what it was asked, or hangs,
// nodes that die in the middle; clients that send again until they are answered,
// and watchers that come back. Time is synctest's. After the storm everything
// heals, and every watcher must arrive at the head.
//
// A seed decides the faults; which goroutine meets them is the scheduler's, so
// that a seed that failed is a place to look, not a recording.

var simulations = flag.Int("simulations", 300, "how many seeds the simulator plays")

const (
	simNodes    = 3
	simClients  = 4
	simWatchers = 3
	simLines    = 12
	simKills    = 3
)

func TestSimulatedClusterKeepsItsPromises(t *testing.T) {
	t.Parallel()
	for seed := range *simulations {
		if err := simulate(t, uint64(seed), faithful); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

// mutant breaks a promise in the log that a node works with.
type mutant func(logtest.Log, *chance) logtest.Log

func faithful(l logtest.Log, _ *chance) logtest.Log { return l }

// Logs that break a promise are found, each by some seed among the first few:
// the check checks.
func TestSimulatorFindsMutants(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]mutant{
		"no dedupe":        func(l logtest.Log, _ *chance) logtest.Log { return forgetful{l} },
		"answers too soon": func(l logtest.Log, c *chance) logtest.Log { return hasty{l, c} },
		"loses records":    func(l logtest.Log, c *chance) logtest.Log { return lossy{l, c} },
		"reads reordered":  func(l logtest.Log, c *chance) logtest.Log { return jumbled{l} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const tries = 40
			for seed := range uint64(tries) {
				if err := simulate(t, seed, m); err != nil {
					t.Logf("seed %d: %v", seed, err)
					return
				}
			}
			t.Errorf("not found in %d seeds", tries)
		})
	}
}

// chance is a source of luck that goroutines share.
type chance struct {
	mu sync.Mutex
	r  *rand.Rand
}

func (c *chance) n(n int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.r.IntN(n)
}

// simulation is one run.
type simulation struct {
	witness.Witness

	log    *logtest.Memory
	bus    *badBus
	luck   *chance
	mutant mutant
	id     session.ID

	mu    sync.Mutex
	nodes []*simNode
}

type simNode struct {
	node

	log  *badLog
	ctx  context.Context //nolint:containedctx // the node's life
	kill context.CancelFunc
}

func simulate(t *testing.T, seed uint64, m mutant) error {
	t.Helper()
	var err error
	synctest.Test(t, func(t *testing.T) {
		s := &simulation{log: &logtest.Memory{}, luck: &chance{r: rand.New(rand.NewPCG(seed, 1))}, mutant: m}
		err = s.run(t)
	})
	return err
}

func (s *simulation) run(t *testing.T) error {
	t.Helper()
	s.bus = &badBus{luck: s.luck}
	first := newNode(s.log, s.bus, clockwork{})
	s.id = first.lobby(t)
	first.Close()
	heads, err := s.log.Heads(t.Context(), []session.ID{s.id})
	if err != nil {
		return err
	}
	s.Session(string(s.id), heads[s.id])
	for range simNodes {
		s.nodes = append(s.nodes, s.newNode())
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	watching, stopWatching := context.WithCancel(ctx)
	var talking, watchers sync.WaitGroup
	ends := make([]*witness.Watcher, simWatchers)
	for i := range ends {
		ends[i] = s.Watch(string(s.id))
		watchers.Go(func() { s.watch(watching, ends[i]) })
	}
	for who := range simClients {
		talking.Go(func() { s.talk(ctx, who) })
	}
	talking.Go(func() { s.storm(ctx) })
	talking.Wait()
	s.heal()
	time.Sleep(30 * time.Second)
	head := s.lines(ctx)
	stopWatching()
	watchers.Wait()
	for _, n := range s.nodes {
		n.kill()
		n.Close()
	}
	wrong := s.Check(map[string][]witness.Line{string(s.id): head}, time.Minute)
	for i, w := range ends {
		if want := heads[s.id] + int32(len(head)); w.Resume() != want {
			wrong = errors.Join(wrong, fmt.Errorf("half a minute after the storm, watcher %d is at %d of %d", i, w.Resume(), want))
		}
	}
	if answered, _ := s.Answers(); answered < simClients*simLines {
		wrong = errors.Join(wrong, fmt.Errorf("only %d calls were ever answered", answered))
	}
	return wrong
}

func (s *simulation) newNode() *simNode {
	ctx, kill := context.WithCancel(context.Background())
	n := &simNode{ctx: ctx, kill: kill}
	n.log = &badLog{Log: s.mutant(s.log, s.luck), luck: s.luck, alive: ctx}
	n.node = newNode(n.log, s.bus, clockwork{})
	return n
}

func (s *simulation) pick() *simNode {
	i := s.luck.n(simNodes)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.nodes[i]
}

// storm kills nodes; what they had under way ends in any of three ways.
func (s *simulation) storm(ctx context.Context) {
	for range simKills {
		time.Sleep(time.Duration(200+s.luck.n(2000)) * time.Millisecond)
		i := s.luck.n(simNodes)
		s.mu.Lock()
		dead := s.nodes[i]
		s.nodes[i] = s.newNode()
		s.mu.Unlock()
		dead.kill()
		dead.Close()
		if ctx.Err() != nil {
			return
		}
	}
}

func (s *simulation) heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bus.heal()
	for _, n := range s.nodes {
		n.log.heal()
	}
}

// on runs f as a caller of some node, who is cut off when the node dies.
func (s *simulation) on(ctx context.Context, f func(context.Context, *simNode) error) error {
	n := s.pick()
	ctx, cancel := context.WithTimeout(as(ctx, "ann"), 3*time.Second)
	defer cancel()
	defer context.AfterFunc(n.ctx, cancel)()
	err := f(ctx, n)
	if n.ctx.Err() != nil {
		return errors.New("the node died") // and its answer with it
	}
	return err
}

func (s *simulation) talk(ctx context.Context, who int) {
	for i := range simLines {
		text := fmt.Sprintf("client %d line %d", who, i)
		call := s.Say(who, string(s.id), text)
		version := s.insist(ctx, text)
		if version == 0 {
			return
		}
		call.Answered(version)
		if s.luck.n(4) == 0 {
			call := s.Again(who, string(s.id), text)
			call.Answered(s.insist(ctx, text))
		}
		if s.luck.n(4) == 0 {
			s.read(ctx, who)
		}
	}
}

// insist sends a line, with the same command id, until it is answered.
func (s *simulation) insist(ctx context.Context, text string) (version int32) {
	for ctx.Err() == nil {
		err := s.on(ctx, func(ctx context.Context, n *simNode) (err error) {
			version, err = n.Chat(ctx, s.id, text, &sessionv1.SendChatRequest{CommandId: text, Text: text})
			return err
		})
		if err == nil {
			return version
		}
		time.Sleep(time.Duration(10+s.luck.n(100)) * time.Millisecond)
	}
	return 0
}

func (s *simulation) read(ctx context.Context, who int) {
	call := s.Read(who, string(s.id))
	_ = s.on(ctx, func(ctx context.Context, n *simNode) error {
		lines, _, err := n.Chatted(ctx, s.id, 0, 50)
		if err == nil && n.ctx.Err() == nil {
			call.Lines(linesOf(lines))
		}
		return err
	})
}

func linesOf(newestFirst []*sessionv1.ChatLine) []witness.Line {
	var lines []witness.Line
	for _, l := range slices.Backward(newestFirst) {
		lines = append(lines, witness.Line{Version: l.GetVersion(), Text: l.GetText()})
	}
	return lines
}

// lines is all that is in the log at the end, read by a node that was never ill.
func (s *simulation) lines(ctx context.Context) []witness.Line {
	rt := newNode(s.log, s.bus, clockwork{})
	defer rt.Close()
	lines, _, err := rt.Chatted(as(ctx, "ann"), s.id, 0, 1<<20)
	if err != nil {
		return nil
	}
	return linesOf(lines)
}

func (s *simulation) watch(ctx context.Context, w *witness.Watcher) {
	for ctx.Err() == nil {
		n := s.pick()
		stream, cancel := context.WithCancel(as(ctx, "ann"))
		stop := context.AfterFunc(n.ctx, cancel)
		r := &coinv1.WatchRequest{SessionId: string(s.id), ResumeVersion: w.Resume()}
		_ = session.Watch(stream, n.host, r, func(u session.Update[*coinv1.View]) *coinv1.WatchResponse {
			return &coinv1.WatchResponse{Version: u.Version, Snapshot: u.Snapshot, BaseVersion: u.BaseVersion, Chat: u.Chat}
		}, func(m *coinv1.WatchResponse) error {
			time.Sleep(time.Duration(s.luck.n(30)) * time.Millisecond) // a wire
			if stream.Err() != nil {
				return stream.Err()
			}
			shown := witness.Shown{Version: m.GetVersion(), Snapshot: m.GetSnapshot(), Base: m.GetBaseVersion()}
			for _, l := range m.GetChat() {
				shown.Chat = append(shown.Chat, witness.Line{Version: l.GetVersion(), Text: l.GetText()})
			}
			w.Saw(shown)
			return nil
		})
		stop()
		cancel()
		time.Sleep(time.Duration(50+s.luck.n(500)) * time.Millisecond)
	}
}

var _ session.Rules[coin.State, *coinv1.Event, *coinv1.View] = clockwork{}
