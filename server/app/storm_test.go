package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"connectrpc.com/connect"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/gen/playhouse/labyrinth/v1/labyrinthv1connect"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	"playhouse/server/session/witness"
)

const (
	stormClients  = 16
	stormSessions = 8
	// stormPause is what a client waits between lines: the storm is to meet kills
	// in every phase of a call, not to measure speed.
	stormPause = 2 * time.Millisecond
)

// storm is clients that say lines, sending each again until it is answered, and
// watchers that come back, while servers die. A witness takes notes.
type storm struct {
	witness.Witness

	urls     []string // of the nodes
	token    string
	sessions []string
	talking  stage
	looking  stage
	failures atomic.Int64
	said     atomic.Int64
	watching []*witness.Watcher
	captain  *stormCaptain
}

// stage is goroutines that end when they are told to.
type stage struct {
	sync.WaitGroup

	ctx context.Context //nolint:containedctx // it is the telling
	end context.CancelFunc
}

func (g *stage) over() {
	g.end()
	g.Wait()
}

// bearer signs calls and streams.
type bearer string

func (b bearer) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, r connect.AnyRequest) (connect.AnyResponse, error) {
		r.Header().Set("Authorization", "Bearer "+string(b))
		return next(ctx, r)
	}
}

func (b bearer) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return func(ctx context.Context, s connect.Spec) connect.StreamingClientConn {
		c := next(ctx, s)
		c.RequestHeader().Set("Authorization", "Bearer "+string(b))
		return c
	}
}

func (bearer) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return next
}

// begin makes the tables and starts clients and watchers. Tokens live for ten
// minutes: a longer storm brings an API key.
func (s *storm) begin(ctx context.Context, t *testing.T) {
	t.Helper()
	s.talking.ctx, s.talking.end = context.WithCancel(ctx)
	s.looking.ctx, s.looking.end = context.WithCancel(ctx)
	for range stormSessions {
		id := createTable(t, s.urls[0], s.token)
		s.sessions = append(s.sessions, id)
		s.Session(id, tableOpened)
	}
	for who := range stormClients {
		s.talking.Go(func() { s.talk(ctx, who) })
	}
	s.captain = s.castOff(ctx, t)
	for i := range stormSessions {
		w := s.Watch(s.sessions[i])
		s.watching = append(s.watching, w)
		s.looking.Go(func() { s.watch(w, s.sessions[i]) })
	}
}

// tableOpened is the version of a table that was just made: opened, and joined
// by its host.
const tableOpened = 2

func (s *storm) any() string { return s.urls[rand.IntN(len(s.urls))] }

func (s *storm) talker(url string) sessionv1connect.SessionServiceClient {
	return sessionv1connect.NewSessionServiceClient(http.DefaultClient, url, connect.WithInterceptors(bearer(s.token)))
}

func (s *storm) talk(ctx context.Context, who int) {
	for n := 0; s.talking.ctx.Err() == nil; n++ {
		id, text := s.sessions[(who+n)%len(s.sessions)], fmt.Sprintf("client %d line %d", who, n)
		call := s.Say(who, id, text)
		if v := s.insist(ctx, id, text); v > 0 {
			call.Answered(v)
			s.said.Add(1)
		}
		switch rand.IntN(20) {
		case 0:
			call := s.Again(who, id, text)
			if v := s.insist(ctx, id, text); v > 0 {
				call.Answered(v)
			}
		case 1:
			s.read(ctx, who, id)
		}
		time.Sleep(stormPause)
	}
}

// insist sends a line, with the same command id, until it is answered.
func (s *storm) insist(ctx context.Context, id, text string) int32 {
	for ctx.Err() == nil {
		try, cancel := context.WithTimeout(ctx, 3*time.Second)
		r, err := s.talker(s.any()).SendChat(try, &sessionv1.SendChatRequest{SessionId: id, Text: text, CommandId: text})
		cancel()
		if err == nil {
			return r.GetVersion()
		}
		s.failures.Add(1)
		time.Sleep(20 * time.Millisecond)
	}
	return 0
}

func (s *storm) read(ctx context.Context, who int, id string) {
	call := s.Read(who, id)
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	page, err := s.talker(s.any()).ListChat(ctx, &sessionv1.ListChatRequest{SessionId: id, PageSize: 50})
	if err == nil {
		call.Lines(linesOf(page.GetLines()))
	}
}

func linesOf(newestFirst []*sessionv1.ChatLine) []witness.Line {
	var lines []witness.Line
	for _, l := range slices.Backward(newestFirst) {
		lines = append(lines, witness.Line{Version: l.GetVersion(), Text: l.GetText()})
	}
	return lines
}

// watch follows a session over all ends of its stream.
func (s *storm) watch(w *witness.Watcher, id string) {
	for s.looking.ctx.Err() == nil {
		s.stream(w, id)
		time.Sleep(time.Duration(20+rand.IntN(200)) * time.Millisecond)
	}
}

func (s *storm) stream(w *witness.Watcher, id string) {
	ctx, cancel := context.WithCancel(s.looking.ctx)
	defer cancel()
	client := labyrinthv1connect.NewLabyrinthServiceClient(http.DefaultClient, s.any(), connect.WithInterceptors(bearer(s.token)))
	stream, err := client.Watch(ctx, &labyrinthv1.WatchRequest{SessionId: id, ResumeVersion: w.Resume()})
	if err != nil {
		return
	}
	for stream.Receive() {
		m := stream.Msg()
		w.Saw(witness.Shown{
			Version: m.GetVersion(), Snapshot: m.GetSnapshot(), Base: m.GetBaseVersion(), Chat: inOrder(m.GetChat()),
		})
	}
}

func inOrder(lines []*sessionv1.ChatLine) []witness.Line {
	var all []witness.Line
	for _, l := range lines {
		all = append(all, witness.Line{Version: l.GetVersion(), Text: l.GetText()})
	}
	return all
}

// more waits until so many more lines were answered.
func (s *storm) more(ctx context.Context, lines int64) {
	for goal := s.said.Load() + lines; s.said.Load() < goal && ctx.Err() == nil; {
		time.Sleep(time.Millisecond)
	}
}

// healsWithin is when every watcher must have seen the head after a storm: a
// hint may be lost, and the poll tells.
const healsWithin = 20 * time.Second

// end stops the storm and compares what everybody was told with the logs.
func (s *storm) end(t *testing.T) {
	t.Helper()
	s.talking.over()
	logs := map[string][]witness.Line{}
	for _, id := range s.sessions {
		logs[id] = s.log(t, id)
	}
	quiet := time.Now()
	for i, w := range s.watching {
		want := int32(tableOpened + len(logs[s.sessions[i]]))
		for w.Resume() != want && time.Since(quiet) < healsWithin {
			time.Sleep(time.Millisecond)
		}
		if w.Resume() != want {
			t.Errorf("long after the storm, watcher %d was shown version %d of %d", i, w.Resume(), want)
		}
	}
	healed := time.Since(quiet)
	s.looking.over()
	answered, open := s.Answers()
	t.Logf("%d calls answered (%d lines), %d never, %d failed and were sent again; %d updates seen, the head by all %v after the storm",
		answered, s.said.Load(), open, s.failures.Load(), s.Deliveries(), healed.Round(time.Millisecond))
	s.captain.home(t)
	const patience = 2 * time.Minute
	if err := s.Check(logs, patience); err != nil {
		t.Error(err)
	}
}

// log is all that was said at a table.
func (s *storm) log(t *testing.T, id string) []witness.Line {
	t.Helper()
	var newestFirst []*sessionv1.ChatLine
	for token := ""; ; {
		page, err := s.talker(s.urls[0]).ListChat(t.Context(), &sessionv1.ListChatRequest{SessionId: id, PageSize: 200, PageToken: token})
		if err != nil {
			t.Fatal(err)
		}
		newestFirst = append(newestFirst, page.GetLines()...)
		if token = page.GetNextPageToken(); token == "" {
			return linesOf(newestFirst)
		}
	}
}
