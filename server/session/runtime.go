package session

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Config is what a Runtime is made of. Log, Index and Bus are required.
type Config struct {
	Log    Log
	Index  Index
	Bus    Bus
	Logger *slog.Logger
	// Now is the clock; time.Now if nil.
	Now func() time.Time
	// BotPause is how long a bot thinks, so that people can follow; 0 for not at
	// all.
	BotPause time.Duration
	// AbsentAfter is how long a member may be disconnected before readiness is
	// taken back; 30 s if 0.
	AbsentAfter time.Duration
	// IdleAfter is how long an unwatched session stays in memory; 10 min if 0.
	IdleAfter time.Duration
	// MaxBytes bounds the sessions in memory, by their logs' size; 512 MiB if 0.
	MaxBytes int64
	// Watch for these by metrics; may be nil.
	Observe Observer
}

// Observer is told what operators want to count. Methods must not block.
type Observer interface {
	Command(game string, conflicts int, replayed bool)
	Delivered(game string, lag time.Duration)
	Quarantined(game string)
}

// Runtime holds the sessions of all games in memory while they are used. Games
// are added by NewHost before the first call.
type Runtime struct {
	Config

	mu    sync.Mutex
	games map[string]kind
	slots map[ID]*slot
	stop  context.CancelFunc

	spawning sync.Mutex // guards closed; held for nothing else
	closed   bool
	done     sync.WaitGroup

	failing map[ID]time.Time // clocks that failed, and when to try again; of fireDeadlines alone

	node string // names this runtime on the bus

	ctx context.Context //nolint:containedctx // the runtime's own life, for work that no caller waits for
}

// kind is a game as the runtime knows it.
type kind interface {
	// load makes a session's table from its log.
	load(ctx context.Context, id ID, h Header) (table, error)
	// adopt makes a new session of a past that came from elsewhere.
	adopt(p Past, b branching) (Opening, error)
	// keepsSaves is true when the game has save slots.
	keepsSaves() bool
	// admit asks the game's service whether the caller is to be let at a table.
	admit(ctx context.Context, id ID) error
}

// slot is a session in memory, or on its way there.
type slot struct {
	ready    chan struct{} // closed when table or err is set
	table    table
	err      error
	uses     int // callers and watchers now
	lastUsed time.Time
}

// NewRuntime makes a runtime and starts its clocks. Close ends it.
func NewRuntime(c Config) *Runtime {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Observe == nil {
		c.Observe = blind{}
	}
	c.AbsentAfter = orDefault(c.AbsentAfter, 30*time.Second)
	c.IdleAfter = orDefault(c.IdleAfter, 10*time.Minute)
	if c.MaxBytes == 0 {
		c.MaxBytes = 512 << 20
	}
	ctx, stop := context.WithCancel(context.Background())
	r := &Runtime{Config: c, games: map[string]kind{}, slots: map[ID]*slot{}, node: rand.Text(), ctx: ctx, stop: stop}
	cancel := c.Bus.Subscribe(r.noticed)
	context.AfterFunc(ctx, cancel)
	r.every(500*time.Millisecond, r.fireDeadlines)
	r.every(2*time.Second, r.poll)
	r.every(10*time.Second, r.evict)
	r.every(announceEvery, r.announce)
	return r
}

func orDefault(d, fallback time.Duration) time.Duration {
	if d == 0 {
		return fallback
	}
	return d
}

// Close ends all streams and waits for what runs. The log stays open: it is the
// caller's.
func (r *Runtime) Close() {
	r.stop()
	r.spawning.Lock()
	r.closed = true
	r.spawning.Unlock()
	r.done.Wait()
}

// spawn runs f beside its caller; false when the runtime is closed. Close waits
// for it.
func (r *Runtime) spawn(f func()) bool {
	r.spawning.Lock()
	defer r.spawning.Unlock()
	if r.closed {
		return false
	}
	r.done.Go(f)
	return true
}

// Stop ends all streams, each with a hint where to go on. Commands still work.
func (r *Runtime) Stop() { r.stop() }

func (r *Runtime) every(d time.Duration, f func()) {
	r.spawn(func() {
		tick := time.NewTicker(d)
		defer tick.Stop()
		for {
			select {
			case <-r.ctx.Done():
				return
			case <-tick.C:
				f()
			}
		}
	})
}

// acquire returns the session's table, loading it if need be; many callers at
// once load it once. release must be called when it is no longer used.
func (r *Runtime) acquire(ctx context.Context, id ID) (t table, release func(), err error) {
	r.mu.Lock()
	s := r.slots[id]
	if s == nil {
		s = &slot{ready: make(chan struct{})}
		if !r.spawn(func() { r.load(id, s) }) {
			r.mu.Unlock()
			return nil, nil, &Error{Kind: Unavailable, Reason: "closing", Message: "the server is going down; try again in a moment"}
		}
		r.slots[id] = s
	}
	s.uses++
	r.mu.Unlock()
	release = func() { r.release(s, true) }
	select {
	case <-s.ready:
	case <-ctx.Done():
		release()
		return nil, nil, context.Cause(ctx)
	}
	if s.err != nil {
		release()
		return nil, nil, s.err
	}
	return s.table, release, nil
}

func (r *Runtime) release(s *slot, touched bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s.uses--
	if touched {
		s.lastUsed = r.Now()
	}
}

const loadTimeout = 30 * time.Second

func (r *Runtime) load(id ID, s *slot) {
	// Not the runtime's own context: commands work until the last.
	ctx, cancel := context.WithTimeout(context.Background(), loadTimeout)
	defer cancel()
	t, err := r.openSafely(ctx, id)
	r.mu.Lock()
	s.table, s.err = t, err
	if err != nil && r.slots[id] == s {
		delete(r.slots, id)
	}
	r.mu.Unlock()
	close(s.ready)
	if t != nil {
		t.begin()
	}
}

// openSafely turns a panic of a game into an error: one bad session must not
// take the others down.
func (r *Runtime) openSafely(ctx context.Context, id ID) (t table, err error) {
	defer func() {
		if p := recover(); p != nil {
			r.Logger.Error("a session cannot be loaded", "session", id, "err", p)
			t, err = nil, fmt.Errorf("load %s: panic: %v", id, p)
		}
	}()
	return r.open(ctx, id)
}

func (r *Runtime) open(ctx context.Context, id ID) (table, error) {
	h, err := r.Log.Open(ctx, id)
	if errors.Is(err, ErrNoSession) {
		return nil, Missing("there is no such session")
	}
	if err != nil {
		return nil, r.unavailable(err)
	}
	k, ok := r.games[h.Game]
	if !ok {
		return nil, Missing("this server does not host %q", h.Game)
	}
	return k.load(ctx, id, h)
}

// unavailable hides why the log cannot be reached from callers and tells the
// operator.
func (r *Runtime) unavailable(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || IsRefusal(err) {
		return err
	}
	r.Logger.Error("session log", "err", err)
	return &Error{Kind: Unavailable, Reason: "log_unavailable", Message: "the server cannot reach its database; try again in a moment"}
}

// loaded returns the table of a session that is in memory. touched says whether
// this counts as use: what other nodes tell does not keep a session in memory.
func (r *Runtime) loaded(id ID, touched bool) (table, func(), bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.slots[id]
	if s == nil {
		return nil, nil, false
	}
	select {
	case <-s.ready:
	default:
		return nil, nil, false
	}
	if s.err != nil {
		return nil, nil, false
	}
	s.uses++
	return s.table, func() { r.release(s, touched) }, true
}

// poll finds what lost hints did not tell, for watched sessions.
func (r *Runtime) poll() {
	var ids []ID
	r.mu.Lock()
	for id, s := range r.slots {
		if s.uses > 0 {
			ids = append(ids, id)
		}
	}
	r.mu.Unlock()
	if len(ids) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(r.ctx, loadTimeout)
	defer cancel()
	heads, err := r.Index.Heads(ctx, ids)
	if err != nil {
		return // the next poll or command tells
	}
	for id, version := range heads {
		r.hinted(id, version)
	}
	for _, id := range ids {
		if _, there := heads[id]; !there {
			r.Forget(id) // another node deleted it
		}
	}
}

const (
	dueAtOnce = 100
	// clockRetry is when a clock that failed is tried again.
	clockRetry = time.Minute
)

// fireDeadlines lets clocks pass, of sessions in memory or not. Two nodes may
// try: one record wins.
func (r *Runtime) fireDeadlines() {
	ctx, cancel := context.WithTimeout(r.ctx, loadTimeout)
	defer cancel()
	// Sessions whose clock fails stay due; they must not crowd the others out.
	due, err := r.Index.Due(ctx, r.Now(), dueAtOnce+len(r.failing))
	if err != nil {
		return
	}
	still := map[ID]time.Time{}
	for _, id := range due {
		if again := r.failing[id]; r.Now().Before(again) {
			still[id] = again
			continue
		}
		if err := r.with(ctx, id, func(t table) error { return t.expire(ctx) }); err != nil && r.ctx.Err() == nil {
			r.Logger.Warn("clock", "session", id, "err", err)
			still[id] = r.Now().Add(clockRetry)
		}
	}
	r.failing = still
}

// evict drops sessions that nobody uses: those idle too long, and the longest
// idle while all together are too large.
func (r *Runtime) evict() {
	r.mu.Lock()
	defer r.mu.Unlock()
	var total int64
	for id, s := range r.slots {
		if s.table == nil {
			continue
		}
		if s.uses == 0 && r.Now().Sub(s.lastUsed) > r.IdleAfter {
			delete(r.slots, id)
			continue
		}
		total += s.table.bytes()
	}
	for total > r.MaxBytes {
		id, s := r.longestIdle()
		if s == nil {
			return
		}
		total -= s.table.bytes()
		delete(r.slots, id)
	}
}

func (r *Runtime) longestIdle() (ID, *slot) {
	var (
		oldest ID
		found  *slot
	)
	for id, s := range r.slots {
		if s.uses == 0 && s.table != nil && (found == nil || s.lastUsed.Before(found.lastUsed)) {
			oldest, found = id, s
		}
	}
	return oldest, found
}

// Forget drops a session from memory, ending its streams: it was deleted.
func (r *Runtime) Forget(id ID) {
	r.mu.Lock()
	s := r.slots[id]
	delete(r.slots, id)
	r.mu.Unlock()
	if s == nil {
		return
	}
	<-s.ready
	if s.table != nil {
		s.table.close()
	}
}

// Loaded returns how many sessions are in memory and how many streams are open.
func (r *Runtime) Loaded() (sessions, watchers int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.slots {
		if s.table != nil {
			sessions++
			watchers += s.table.watching()
		}
	}
	return sessions, watchers
}

func (r *Runtime) register(game string, k kind) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.games[game]; ok {
		panic(fmt.Sprintf("session: game %q registered twice", game))
	}
	r.games[game] = k
}

type blind struct{}

func (blind) Command(string, int, bool)       {}
func (blind) Delivered(string, time.Duration) {}
func (blind) Quarantined(string)              {}
