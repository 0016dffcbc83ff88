package bench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	"playhouse/server/session"
)

// Audience is idle watchers in a process of their own, so that their memory is
// not counted as the server's.
type Audience struct {
	URL, Token, Session string
	Streams             int
	// Connection is h2c (streams share connections), http1 or own (one h2c
	// connection a stream).
	Connection string
}

const (
	multiplexed = "h2c"
	http1       = "http1"
	ownH2C      = "own"
	perH2C      = 250

	// promisedWatchers is how many the CPU's goal is for.
	promisedWatchers = 10_000
)

// Watch opens the streams, says "ready" on out when all have had their first
// message, and holds them until in ends.
func (a Audience) Watch(ctx context.Context, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var transport *http.Transport
	for i := range a.Streams {
		switch {
		case a.Connection == http1 && transport == nil:
			transport = &http.Transport{}
		case a.Connection == ownH2C, a.Connection == multiplexed && i%perH2C == 0:
			transport = h2c()
		}
		client := &http.Client{Transport: bearer{token: a.Token, next: transport}}
		p := &player{labyrinth: labyrinthv1connect.NewLabyrinthServiceClient(client, a.URL)}
		<-listen(ctx, p, a.Session, func(*labyrinthv1.WatchResponse) {})
	}
	_, _ = fmt.Fprintln(out, "ready")
	_, err := io.Copy(io.Discard, in)
	return err
}

// memory measures what idle watchers and sessions cost the server.
func (b *bencher) memory(ctx context.Context) error {
	if err := b.idleSessions(ctx); err != nil {
		return err
	}
	for _, c := range []struct {
		name, connection string
		goal             float64
	}{{"multiplexed", multiplexed, 22}, {"on HTTP/1.1", http1, 32}, {"on its own h2c connection", ownH2C, 52}} {
		if err := b.idleWatchers(ctx, c.name, c.connection, c.goal); err != nil {
			return err
		}
	}
	return nil
}

func (b *bencher) idleWatchers(ctx context.Context, name, connection string, goal float64) error {
	_, tokens, err := b.app.Identity.SignInGuest(ctx, "audience", "bench")
	if err != nil {
		return err
	}
	_, tables, err := b.lobbies(ctx, 1)
	if err != nil {
		return err
	}
	before := inUse()
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, "bench", "audience", "--url", b.app.URL, "--token", tokens.Access,
		"--session", tables[0], "--streams", strconv.Itoa(b.Watchers), "--connection", connection)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		return fmt.Errorf("the audience did not come: %w", err)
	}
	each := float64(inUse()-before) / float64(b.Watchers) / 1000
	b.add(Figure{
		Name: "memory per idle watcher " + name, Value: each, Unit: "kB", Goal: goal, AtMost: true,
		Note: fmt.Sprintf("%d streams; the server's heap and stacks", b.Watchers),
	})
	if connection == multiplexed {
		const seconds = 12 // longer than a heartbeat
		used := cpuSeconds()
		time.Sleep(seconds * time.Second)
		f := Figure{
			Name: fmt.Sprintf("CPU of %d idle watchers", b.Watchers), Value: (cpuSeconds() - used) / seconds * 100, Unit: "%",
			Note: "of one core, server only, heartbeats included",
		}
		if b.Watchers >= promisedWatchers {
			f.Goal, f.AtMost = 3, true
		}
		b.add(f)
	}
	_ = in.Close()
	return cmd.Wait()
}

// inUse is the memory of heap and stacks after collections: each halves the
// stacks that have become too large, so it takes a few.
func inUse() int64 {
	for range 4 {
		runtime.GC()
	}
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

// cpuSeconds is what this process has used.
func cpuSeconds() float64 {
	text, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / 100
}

func (b *bencher) idleSessions(ctx context.Context) error {
	const sessions = 500
	before := inUse()
	players, tables, err := b.lobbies(ctx, sessions)
	if err != nil {
		return err
	}
	for i, p := range players {
		if _, err := p.labyrinth.GetView(ctx, &labyrinthv1.GetViewRequest{SessionId: tables[i]}); err != nil {
			return err
		}
	}
	b.add(Figure{Name: "memory per idle loaded session", Value: float64(inUse()-before) / sessions / 1000, Unit: "kB", Goal: 20, AtMost: true, Note: "a lobby of one, with its client"})
	for _, id := range tables {
		b.app.Runtime.Forget(session.ID(id))
	}
	return nil
}
