package league

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"time"

	"golang.org/x/sync/singleflight"

	"playhouse/server/games/baseball/card"
	rules "playhouse/server/games/baseball/league"
)

// ErrUnknown is the error for a team or player whom the API does not know.
var ErrUnknown = errors.New("the league does not know it")

// ErrUnavailable is the error when the API cannot be asked or answers nonsense,
// and nothing is known from earlier. What was the matter is wrapped beside it.
var ErrUnavailable = errors.New("the league's API is not available")

// Cache keeps the last good answer to each question. A nil body means that there
// is none.
type Cache interface {
	LoadAnswer(ctx context.Context, league, path string) (body []byte, at time.Time, err error)
	SaveAnswer(ctx context.Context, league, path string, body []byte, at time.Time) error
}

// Config is what a client needs. Zero times are the defaults.
type Config struct {
	// League names the API's base URL; see [rules.League].
	League *rules.League
	Cache  Cache
	Logger *slog.Logger
	Clock  func() time.Time // nil for time.Now
	Times  Times
}

// Times are how long things take.
type Times struct {
	TTL      time.Duration // an answer is not asked again: 10 minutes
	Attempt  time.Duration // an attempt may take: 4 seconds
	Pause    time.Duration // before the second attempt: 200 ms, then twice that
	Whole    time.Duration // all attempts together: 10 seconds
	OpenFor  time.Duration // nothing is asked after too many failures: 30 seconds
	Attempts int           // 3
	Failures uint          // attempts in a row that open the breaker: 5
}

func (t Times) or() Times {
	set := func(d *time.Duration, to time.Duration) {
		if *d == 0 {
			*d = to
		}
	}
	set(&t.TTL, 10*time.Minute)
	set(&t.Attempt, 4*time.Second)
	set(&t.Pause, 200*time.Millisecond)
	set(&t.Whole, 10*time.Second)
	set(&t.OpenFor, 30*time.Second)
	if t.Attempts == 0 {
		t.Attempts = 3
	}
	if t.Failures == 0 {
		t.Failures = 5
	}
	return t
}

// Client asks one league's API. It is safe for concurrent use.
type Client struct {
	league *rules.League
	cache  Cache
	logger *slog.Logger
	now    func() time.Time
	times  Times
	api    *api
	flight singleflight.Group
}

// New makes a client. It refuses a base URL that is not plain http or https: no
// user, no query, no fragment.
func New(c Config) (*Client, error) {
	base, err := url.Parse(c.League.API)
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" || base.User != nil || base.RawQuery != "" || base.Fragment != "" {
		return nil, fmt.Errorf("league %s: api_base_url: %q is not the address of an API", c.League.ID, c.League.API)
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	times := c.Times.or()
	return &Client{league: c.League, cache: c.Cache, logger: c.Logger, now: c.Clock, times: times, api: newAPI(base, times)}, nil
}

// Close ends connections that are kept open.
func (c *Client) Close() { c.api.http.CloseIdleConnections() }

// Answer is what the API said, and when. Stale is true when it could not be asked
// now: then At is since when.
type Answer[T any] struct {
	Value T
	At    time.Time
	Stale bool
}

// Team is a team of the league.
type Team struct{ ID, Name, Manager string }

// Teams are the league's teams.
func (c *Client) Teams(ctx context.Context) (Answer[[]Team], error) {
	return ask(ctx, c, "teams", teamsOf)
}

// Roster are a team's cards.
func (c *Client) Roster(ctx context.Context, team string) (Answer[[]*card.Card], error) {
	if !validID(team) {
		return Answer[[]*card.Card]{}, fmt.Errorf("team %q: %w", team, ErrUnknown)
	}
	return ask(ctx, c, "teams/"+team+"/roster", func(body []byte) ([]*card.Card, error) {
		return rosterOf(c.league, team, body)
	})
}

// Player is one card.
func (c *Client) Player(ctx context.Context, id string) (Answer[*card.Card], error) {
	if !validID(id) {
		return Answer[*card.Card]{}, fmt.Errorf("player %q: %w", id, ErrUnknown)
	}
	return ask(ctx, c, "players/"+id, func(body []byte) (*card.Card, error) { return playerOf(c.league, id, body) })
}

var idPattern = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,64}$`)

// validID keeps ids within their part of the path.
func validID(id string) bool { return idPattern.MatchString(id) && id != "." && id != ".." }

// ask answers from what is known and fresh, or else asks, once for all who want
// to know. The one who asked first may leave: the others still get the answer.
func ask[T any](ctx context.Context, c *Client, path string, parse func([]byte) (T, error)) (Answer[T], error) {
	result := c.flight.DoChan(path, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.times.Whole)
		defer cancel()
		return lookUp(ctx, c, path, parse)
	})
	select {
	case r := <-result:
		answer, _ := r.Val.(Answer[T])
		return answer, r.Err
	case <-ctx.Done():
		return Answer[T]{}, ctx.Err()
	}
}

func lookUp[T any](ctx context.Context, c *Client, path string, parse func([]byte) (T, error)) (Answer[T], error) {
	known, there := remembered(ctx, c, path, parse)
	if there && c.now().Sub(known.At) < c.times.TTL {
		return known, nil
	}
	var fresh Answer[T]
	body, err := c.api.get(ctx, path, func(body []byte) (err error) {
		fresh.Value, err = parse(body)
		return err
	})
	if err == nil {
		fresh.At = c.now()
		c.keep(ctx, path, body, fresh.At)
		return fresh, nil
	}
	if errors.Is(err, ErrUnknown) {
		return fresh, fmt.Errorf("league %s: %s: %w", c.league.ID, path, ErrUnknown)
	}
	c.logger.WarnContext(ctx, "league API", "league", c.league.ID, "path", path, "error", err, "known", there)
	if there {
		known.Stale = true
		return known, nil
	}
	return Answer[T]{}, fmt.Errorf("league %s: %s: %w: %w", c.league.ID, path, ErrUnavailable, err)
}

// remembered is the last answer. What no longer fits (the league's rules may have
// changed since) is as good as nothing.
func remembered[T any](ctx context.Context, c *Client, path string, parse func([]byte) (T, error)) (a Answer[T], there bool) {
	body, at, err := c.cache.LoadAnswer(ctx, c.league.ID, path)
	if err == nil && body != nil {
		a.At = at
		a.Value, err = parse(body)
	}
	if err != nil {
		c.logger.WarnContext(ctx, "league cache", "league", c.league.ID, "path", path, "error", err)
	}
	return a, err == nil && body != nil
}

// keep has time of its own: the answer is there, however long it took.
func (c *Client) keep(ctx context.Context, path string, body []byte, at time.Time) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.times.Attempt)
	defer cancel()
	if err := c.cache.SaveAnswer(ctx, c.league.ID, path, body, at); err != nil {
		c.logger.WarnContext(ctx, "league cache", "league", c.league.ID, "path", path, "error", err)
	}
}
