package office

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/baseball/season"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

const (
	// batchMost games, or batchTime, whatever comes first, are stored and told
	// together: often enough for live progress and for the lease.
	batchMost = 64
	batchTime = 200 * time.Millisecond
	// tableEvery is how often the standings are sent along.
	tableEvery = 200 * time.Millisecond
	// endWithin is how long storing the last games of a run may take.
	endWithin = 5 * time.Second
	// lobbyMost is how long a game waits for people who have not begun it.
	lobbyMost = 24 * time.Hour
)

// Simulate plays what is left of a season and tells how it goes. It ends between
// two games when ctx does; what was played is stored by then.
func (o *Office) Simulate(ctx context.Context, r *baseballv1.SimulateSeasonRequest, tell func(*baseballv1.SimulateSeasonResponse) error) error {
	l, err := o.commissioner(ctx, r.GetLeagueId())
	if err != nil {
		return err
	}
	user, err := caller(ctx)
	if err != nil {
		return err
	}
	if _, err := o.current(ctx, l, 0); err != nil && !missing(err) {
		return err
	}
	if _, err := o.Engine.manager(l); err != nil { // before the lease: it may take a moment
		return err
	}
	holder := uuid.New()
	n, err := o.Store.BeginRun(ctx, leagues.Run{
		League: l.ID, Holder: holder, Deed: campaign.DeedOf(l.ID.String(), user, r), Games: r.GetGames(), Seed: r.GetSeed(), Draw: rand.Text(),
	})
	if err != nil {
		return err
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
		defer cancel()
		if err := o.Store.EndRun(ctx, l.ID, holder); err != nil {
			o.Logger.WarnContext(ctx, "end of a simulation", "league", l.ID, "err", err)
		}
	}()
	run := &run{office: o, league: l, season: n, holder: holder, tell: tell, began: time.Now()}
	if err := run.prepare(ctx); err != nil {
		return err
	}
	return run.play(ctx)
}

// run is a season being simulated.
type run struct {
	office *Office
	league leagues.League
	season leagues.Season
	holder uuid.UUID
	tell   func(*baseballv1.SimulateSeasonResponse) error

	engine  *season.Season
	options season.Options
	games   []leagues.Game
	taken   map[uuid.UUID]bool // games that people play now
	names   map[string]string
	next    int            // place of the next game in games
	batch   []leagues.Game // played and not stored yet
	done    int            // games played by this run
	began   time.Time
	flushed time.Time
	shown   time.Time // when the standings were sent last
}

// prepare reads what the season is played with.
func (r *run) prepare(ctx context.Context) (err error) {
	o := r.office
	if r.games, err = o.Store.Games(ctx, leagues.Wanted{Season: r.season.ID}); err != nil {
		return err
	}
	sittings, err := o.Store.Sittings(ctx, r.season.ID)
	if err != nil {
		return err
	}
	r.taken = map[uuid.UUID]bool{}
	for _, s := range sittings {
		waits := s.Status == session.Lobby && o.Now().Sub(s.Updated) < lobbyMost
		if s.Status == session.Running || s.Status == session.Finished || waits {
			r.taken[s.Game.ID] = true
		}
	}
	r.flushed = r.began
	if err := r.engineFrom(ctx); err != nil {
		return err
	}
	return r.told(false)
}

// play plays until the season or the run's share of it is over, or ctx is.
func (r *run) play(ctx context.Context) error {
	for ctx.Err() == nil && !r.over() {
		if r.next == len(r.games) {
			more, err := r.advance(ctx)
			if err != nil {
				return err
			}
			if !more {
				break
			}
			continue
		}
		if err := r.one(ctx); err != nil {
			return err
		}
		if len(r.batch) >= batchMost || time.Since(r.flushed) >= batchTime {
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
	}
	if err := r.flush(ctx); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	var err error
	if r.season, err = r.office.current(ctx, r.league, r.season.Number); err != nil {
		return err
	}
	return r.told(true)
}

// over is true when the run has played its share.
func (r *run) over() bool {
	until := r.season.RunUntil
	return until > 0 && r.season.Played+int32(len(r.batch)) >= until
}

// one plays the next game, or passes over one that people have played or play.
func (r *run) one(ctx context.Context) error {
	g := &r.games[r.next]
	if g.Played || r.taken[g.ID] {
		return r.pass(ctx)
	}
	home, away := r.places(*g)
	before := [2][]season.Player{r.sums(away), r.sums(home)}
	result, ok, err := r.engine.Next()
	if err != nil || !ok {
		return orFewer(err)
	}
	g.Result = leagues.Result{Played: true, HomeRuns: int32(result.HomeRuns), AwayRuns: int32(result.AwayRuns), Innings: int32(result.Innings)}
	now := r.engine.State().Players
	g.Box, err = proto.Marshal(&baseballv1.BoxScore{
		Away: pageOf(r.season.Entrants[away].Name, before[0], now[away]), Home: pageOf(r.season.Entrants[home].Name, before[1], now[home]),
	})
	r.batch = append(r.batch, *g)
	r.next++
	r.done++
	return err
}

// advance goes on to the next day of the playoffs, if there is one.
func (r *run) advance(ctx context.Context) (more bool, err error) {
	if err := r.flush(ctx); err != nil {
		return false, err
	}
	if r.season, err = r.office.settle(ctx, r.season); err != nil || int(r.season.Games) == len(r.games) {
		return false, err
	}
	games, err := r.office.Store.Games(ctx, leagues.Wanted{Season: r.season.ID, From: int32(len(r.games))})
	if err != nil {
		return false, err
	}
	r.games = append(r.games, games...)
	added := r.schedule(games)
	r.options.Schedule = append(r.options.Schedule, added...)
	return true, r.engine.Extend(added)
}

// flush stores what was played and tells of it. It is done even when ctx has ended:
// what was played stays.
func (r *run) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	forms, err := r.forms()
	if err != nil {
		return err
	}
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
	defer cancel()
	if err := r.office.Store.Book(within, leagues.Batch{Season: r.season, Holder: r.holder, Games: r.batch, Forms: forms, Names: r.names}); err != nil {
		return err
	}
	r.season.Played += int32(len(r.batch))
	r.batch, r.names, r.flushed = r.batch[:0], nil, time.Now()
	if ctx.Err() != nil {
		return nil // nobody listens any more; play says why it ends
	}
	return r.told(false)
}

// told says how far the season is.
func (r *run) told(done bool) error {
	m := &baseballv1.SimulateSeasonResponse{Played: r.season.Played, Games: r.season.Games, Done: done}
	if spent := time.Since(r.began).Seconds(); spent > 0 {
		m.GamesPerSecond = float64(r.done) / spent
	}
	if r.next > 0 && r.done > 0 {
		m.Last = gameMessage(r.season, r.games[r.next-1])
	}
	if done || time.Since(r.shown) >= tableEvery {
		m.Standings, r.shown = placesOf(r.season, standings(r.season, r.games)), time.Now()
	}
	return r.tell(m)
}
