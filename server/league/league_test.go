package league_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/content"
	rules "playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
	"playhouse/server/league"
)

const (
	ttl     = time.Hour
	openFor = 250 * time.Millisecond
)

// bundle is a client of an example API, with a clock and a cache of its own.
type bundle struct {
	*league.Client
	api   *exampleAPI
	cache *memory
	clock atomic.Int64
}

func (b *bundle) pass(d time.Duration) { b.clock.Add(int64(d)) }

func rulesOf(t testing.TB, id string) *rules.League {
	t.Helper()
	all, err := rules.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	l := *all[id]
	return &l
}

func setup(t *testing.T, id string) *bundle {
	t.Helper()
	cards := ratings
	if id == "sba" {
		cards = pictures
	}
	b := &bundle{api: newExampleAPI(t, cards), cache: &memory{}}
	l := rulesOf(t, id)
	l.API = b.api.URL + "/v1"
	b.clock.Store(time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC).UnixNano())
	var err error
	b.Client, err = league.New(league.Config{
		League: l, Cache: b.cache, Logger: slog.New(slog.DiscardHandler), Clock: func() time.Time { return time.Unix(0, b.clock.Load()) },
		Times: league.Times{TTL: ttl, Attempt: 500 * time.Millisecond, Pause: time.Millisecond, Whole: 5 * time.Second, OpenFor: openFor},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func TestTeamsRostersAndPlayers(t *testing.T) {
	t.Parallel()
	b := setup(t, "sba")
	teams, err := b.Teams(t.Context())
	if err != nil || len(teams.Value) != 2 || teams.Value[0] != (league.Team{ID: "kodiaks", Name: "Harbor Kodiaks", Manager: "Ann"}) || teams.Stale {
		t.Fatalf("teams = %+v, %v", teams, err)
	}
	roster, err := b.Roster(t.Context(), "owls")
	if err != nil || len(roster.Value) != 3 {
		t.Fatalf("roster = %+v, %v", roster, err)
	}
	c := roster.Value[0]
	if c.ID != "owls-1" || c.Image != "https://cards.example/owls-1.png" || c.Manager != "Ann" || c.Bats != card.Left || !c.Plays(6) || !c.Plays(4) || c.Plays(3) || c.Batting != nil {
		t.Errorf("card = %+v", c)
	}
	player, err := b.Player(t.Context(), "kodiaks-2")
	if err != nil || player.Value.Name != "Player kodiaks-2" {
		t.Errorf("player = %+v, %v", player, err)
	}
}

func TestRatedCards(t *testing.T) {
	t.Parallel()
	b := setup(t, "pd")
	roster, err := b.Roster(t.Context(), "kodiaks")
	if err != nil {
		t.Fatal(err)
	}
	ruiz, okoro := roster.Value[0], roster.Value[1]
	if ruiz.Bats != card.Both || ruiz.Gloves[8] != (card.Glove{Range: 2, Error: 9, Arm: -3}) || ruiz.Batting.Steal != (card.Steal{Lead: 24, Safe: 17, Cold: 12, Pickoff: 8}) ||
		ruiz.Batting.Bunt != 'B' || ruiz.Batting.Versus[1][outcome.HomeRun] != 5 || ruiz.Pitching != nil {
		t.Errorf("ruiz = %+v", ruiz)
	}
	if okoro.Pitching.Starts != 26 || okoro.Pitching.Hold != -2 || okoro.Pitching.Versus[0][outcome.Check4] != 6 || okoro.Batting != nil {
		t.Errorf("okoro = %+v", okoro)
	}
}

// What does not fit is refused with its place, and never kept.
func TestAnswersThatDoNotFit(t *testing.T) {
	t.Parallel()
	broken := func(from, to string) string { return strings.Replace(batter, from, to, 1) }
	for name, c := range map[string]struct{ body, want string }{
		"no JSON":        {`<html>`, "no JSON"},
		"cut":            {`{"team_id":"kodiaks","players":[`, "no JSON"},
		"more":           {`{"team_id":"kodiaks","players":[]} {}`, "something follows"},
		"other shape":    {`{"team_id":7}`, "team_id: a number instead of a string"},
		"a list":         {`[]`, "the answer: a array instead of a struct"},
		"other team":     {`{"team_id":"owls","players":[` + batter + `]}`, `team_id: "owls" instead of "kodiaks"`},
		"empty":          {`{"team_id":"kodiaks","players":[]}`, "players: 0"},
		"too many":       {`{"team_id":"kodiaks","players":[` + strings.Repeat(batter+",", 26) + batter + `]}`, "players: 27"},
		"twice":          {`{"team_id":"kodiaks","players":[` + batter + "," + batter + `]}`, `players[1].id: "ruiz" is there twice`},
		"109 chances":    {roster(broken(`"walk": 9`, `"walk": 10`)), "versus left sum to 109 instead of 108"},
		"no such result": {roster(broken(`"walk"`, `"stroll"`)), `players[0]: there is no result "stroll"`},
		"batter's check": {roster(broken(`"walk": 9`, `"walk": 0, "checks": [9,0,0,0,0,0,0,0,0]`)), "only pitchers' cards have fielding checks"},
		"one split":      {roster(broken(`"batting_versus_right"`, `"unused"`)), "one split is missing"},
		"position":       {roster(broken(`"position": 8`, `"position": 10`)), "gloves[0].position: 10"},
		"hand":           {roster(broken(`HAND_BOTH`, `LEFTY`)), `none of HAND_LEFT`},
		"running":        {roster(broken(`"running": 15`, `"running": 99`)), "out of bounds"},
		"overflow":       {roster(broken(`"running": 15`, `"running": 9999`)), "running: a number 9999 instead of a int8"},
		"picture only":   {roster(`{"id":"a","name":"A","bats":"HAND_LEFT","throws":"HAND_LEFT","image":{"image_url":"https://a.example/a.png"}}`), "rated: missing"},
		"bad id":         {roster(broken(`"ruiz"`, `"../ruiz"`)), `is no id`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t, "pd")
			b.api.says(http.StatusOK, "application/json", c.body)
			_, err := b.Roster(t.Context(), "kodiaks")
			if !errors.Is(err, league.ErrUnavailable) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("err = %v, want %q in it", err, c.want)
			}
			if n := b.api.asked.Load(); n != 1 || len(b.cache.rows) != 0 {
				t.Errorf("asked %d times, kept %d answers", n, len(b.cache.rows))
			}
		})
	}
}

func roster(player string) string { return `{"team_id":"kodiaks","players":[` + player + `]}` }

func TestPicturesHaveAddresses(t *testing.T) {
	t.Parallel()
	b := setup(t, "sba")
	for _, address := range []string{"", "javascript:alert(1)", "file:///etc/passwd", "/a.png", "https://"} {
		b.api.says(http.StatusOK, "application/json", roster(fmt.Sprintf(
			`{"id":"a","name":"A","bats":"HAND_LEFT","throws":"HAND_LEFT","gloves":[{"position":1}],"image":{"image_url":%q}}`, address)))
		if _, err := b.Roster(t.Context(), "kodiaks"); err == nil {
			t.Errorf("%q is taken for the address of a picture", address)
		}
		time.Sleep(openFor) // the breaker may have opened
	}
}

// An API that misbehaves in any way leaves the last known roster, stale since it
// was given; without one the error says what was the matter.
func TestMisbehaviour(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	for name, c := range map[string]struct {
		do       func(b *bundle)
		want     string
		attempts int32
	}{
		"slow": {func(b *bundle) {
			b.api.misbehave(func(_ http.ResponseWriter, r *http.Request) bool {
				select {
				case <-release:
				case <-r.Context().Done():
				}
				return true
			})
		}, "deadline", 3},
		"500":     {func(b *bundle) { b.api.says(500, "text/plain", "oops") }, "500", 3},
		"429":     {func(b *bundle) { b.api.says(429, "text/plain", "slow down") }, "429", 3},
		"403":     {func(b *bundle) { b.api.says(403, "text/plain", "no") }, "403", 1},
		"garbage": {func(b *bundle) { b.api.says(200, "application/json", "\x00\xff garbage") }, "no JSON", 1},
		"a page":  {func(b *bundle) { b.api.says(200, "text/html", "<html>") }, "instead of application/json", 1},
		"huge": {func(b *bundle) {
			b.api.misbehave(func(w http.ResponseWriter, _ *http.Request) bool {
				w.Header().Set("Content-Type", "application/json")
				chunk := []byte(strings.Repeat(" ", 1<<20))
				for range 5 {
					_, _ = w.Write(chunk)
				}
				return true
			})
		}, "longer than 4 MiB", 1},
		"wrong schema": {func(b *bundle) {
			b.api.says(200, "application/json", `{"team_id":"owls","players":[{"name":"nobody"}]}`)
		}, "players[0]", 1},
		"breaks off": {func(b *bundle) {
			b.api.misbehave(func(w http.ResponseWriter, _ *http.Request) bool {
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Content-Length", "1000")
				fmt.Fprint(w, `{"team_id":`)
				return true
			})
		}, "breaks off", 3},
		"hangs up": {func(b *bundle) {
			b.api.misbehave(func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) })
		}, "EOF", -1}, // the transport asks once more by itself on a kept connection
		"down": {func(b *bundle) { b.api.Close() }, "refused", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t, "sba")
			good, err := b.Roster(t.Context(), "kodiaks")
			if err != nil || good.Stale {
				t.Fatal(good, err)
			}
			c.do(b)
			b.pass(ttl + time.Second)
			before := b.api.asked.Load()
			stale, err := b.Roster(t.Context(), "kodiaks")
			if err != nil || !stale.Stale || !stale.At.Equal(good.At) || stale.Value[0].ID != "kodiaks-1" {
				t.Errorf("stale = %+v, %v", stale, err)
			}
			if n := b.api.asked.Load() - before; n != c.attempts && c.attempts >= 0 {
				t.Errorf("%d attempts, want %d", n, c.attempts)
			}
			time.Sleep(openFor)
			if _, err := b.Roster(t.Context(), "owls"); !errors.Is(err, league.ErrUnavailable) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("err = %v, want %q in it", err, c.want)
			}
		})
	}
}

// A hiccup is not worth a word.
func TestRetries(t *testing.T) {
	t.Parallel()
	b := setup(t, "sba")
	var n atomic.Int32
	b.api.misbehave(func(w http.ResponseWriter, _ *http.Request) bool {
		if n.Add(1) <= 2 {
			w.WriteHeader(http.StatusBadGateway)
			return true
		}
		return false
	})
	if a, err := b.Teams(t.Context()); err != nil || a.Stale || n.Load() != 3 {
		t.Errorf("%+v, %v after %d attempts", a, err, n.Load())
	}
}

func TestFreshAnswersAreNotAskedAgain(t *testing.T) {
	t.Parallel()
	b := setup(t, "sba")
	for range 3 {
		if _, err := b.Teams(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.pass(ttl / 4)
	}
	if n := b.api.asked.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
	b.pass(ttl)
	if a, err := b.Teams(t.Context()); err != nil || a.Stale || b.api.asked.Load() != 2 {
		t.Errorf("%+v, %v, asked %d times", a, err, b.api.asked.Load())
	}
}

// Five failures open the breaker: the API is left alone. Once it is back, one
// question closes the breaker again.
func TestBreakerOpensAndCloses(t *testing.T) {
	t.Parallel()
	b := setup(t, "sba")
	b.api.says(500, "text/plain", "oops")
	for range 2 {
		_, _ = b.Teams(t.Context())
	}
	if n := b.api.asked.Load(); n != 5 {
		t.Fatalf("asked %d times before the breaker opened, want 5", n)
	}
	for range 20 {
		if _, err := b.Teams(t.Context()); !errors.Is(err, league.ErrUnavailable) || !strings.Contains(err.Error(), "open") {
			t.Fatalf("err = %v", err)
		}
	}
	if n := b.api.asked.Load(); n != 5 {
		t.Errorf("asked %d times while open", n-5)
	}
	time.Sleep(openFor + 10*time.Millisecond)
	if _, err := b.Teams(t.Context()); err == nil || b.api.asked.Load() != 6 {
		t.Errorf("half-open: %v, asked %d times, want one", err, b.api.asked.Load()-5)
	}
	b.api.misbehave(nil)
	time.Sleep(openFor + 10*time.Millisecond)
	for range 3 {
		if a, err := b.Teams(t.Context()); err != nil || a.Stale {
			t.Errorf("closed: %+v, %v", a, err)
		}
		b.pass(ttl + 1)
	}
}

// What the API does not know is no failure, and nothing stale is passed off for
// it.
func TestUnknown(t *testing.T) {
	t.Parallel()
	b := setup(t, "sba")
	for range 8 {
		if _, err := b.Roster(t.Context(), "bears"); !errors.Is(err, league.ErrUnknown) || errors.Is(err, league.ErrUnavailable) {
			t.Fatalf("err = %v", err)
		}
	}
	if n := b.api.asked.Load(); n != 8 {
		t.Errorf("asked %d times: retried, or the breaker opened", n)
	}
	for _, id := range []string{"", ".", "..", "../teams", "a/b", "a?b", "a#b", "%2e%2e", "a b", strings.Repeat("a", 65), "http://elsewhere.example/"} {
		if _, err := b.Roster(t.Context(), id); !errors.Is(err, league.ErrUnknown) {
			t.Errorf("team %q: %v", id, err)
		}
		if _, err := b.Player(t.Context(), id); !errors.Is(err, league.ErrUnknown) {
			t.Errorf("player %q: %v", id, err)
		}
	}
	if n := b.api.asked.Load(); n != 8 {
		t.Errorf("asked %d times about impossible ids", n-8)
	}
}

// A hundred who want to know the same ask once.
func TestSingleFlight(t *testing.T) {
	t.Parallel()
	b := setup(t, "sba")
	hold := make(chan struct{})
	b.api.misbehave(func(http.ResponseWriter, *http.Request) bool { <-hold; return false })
	ctx, leave := context.WithCancel(t.Context())
	first := make(chan error)
	go func() { _, err := b.Teams(ctx); first <- err }()
	for b.api.asked.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if a, err := b.Teams(t.Context()); err != nil || len(a.Value) != 2 {
				t.Error(a, err)
			}
		})
	}
	leave()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("the first, who left: %v", err)
	}
	time.Sleep(10 * time.Millisecond)
	close(hold)
	all.Wait()
	if n := b.api.asked.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

// Whatever the API says, no other host hears of it.
func TestRequestsStayOnTheHost(t *testing.T) {
	t.Parallel()
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	t.Cleanup(other.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		b := setup(t, "sba")
		b.api.misbehave(func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, other.URL, status)
			return true
		})
		if _, err := b.Teams(t.Context()); err == nil || !strings.Contains(err.Error(), "redirects are not followed") {
			t.Errorf("%d: %v", status, err)
		}
		if b.api.asked.Load() != 1 {
			t.Errorf("%d: asked %d times", status, b.api.asked.Load())
		}
	}
	if elsewhere.Load() != 0 {
		t.Errorf("%d requests went elsewhere", elsewhere.Load())
	}
}

// A cache that is broken is as good as an empty one.
func TestBrokenCache(t *testing.T) {
	t.Parallel()
	b := setup(t, "sba")
	b.cache.broken = errors.New("the database is away")
	if a, err := b.Teams(t.Context()); err != nil || len(a.Value) != 2 || a.Stale {
		t.Errorf("%+v, %v", a, err)
	}
	b.api.Close()
	if _, err := b.Teams(t.Context()); !errors.Is(err, league.ErrUnavailable) {
		t.Errorf("err = %v", err)
	}
}

func TestBaseURL(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "cards.example", "ftp://cards.example", "https://", "https://user:pw@cards.example", "https://cards.example?key=1", "https://cards.example#a", "https://a b"} {
		l := rulesOf(t, "sba")
		l.API = address
		if _, err := league.New(league.Config{League: l}); err == nil {
			t.Errorf("%q is taken for an API", address)
		}
	}
}
