package leagues

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"playhouse/server/campaign"
	"playhouse/server/session"
)

// Season is a season of a league.
type Season struct {
	ID, League uuid.UUID
	Number     int32
	Entrants   []Entrant // in the league's order
	Playoffs   *Playoffs // nil for none
	Regular    int32     // games that are no playoffs; those come after them
	Games      int32
	Played     int32
	Seed       string
	Forms      json.RawMessage   // what players carry from day to day; office's
	Names      map[string]string // of all who played, by card id
	Champion   uuid.UUID         // zero while it is under way
	RunUntil   int32
}

// Entrant is a team as it entered the season.
type Entrant struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
}

// Playoffs are how they are played; who has won what follows from the games.
type Playoffs struct {
	Seeds  []int `json:"seeds"` // places among the entrants, best first
	BestOf int   `json:"best_of"`
}

// Game is a game of a season.
type Game struct {
	ID, Season uuid.UUID
	Number     int32 // from 0, in the order of the schedule
	Day        int32
	Home, Away uuid.UUID
	Session    session.ID // empty for none
	Result
}

// Result is how a game ended.
type Result struct {
	Played             bool
	HomeRuns, AwayRuns int32
	Innings            int32
	Box                []byte // baseballv1.BoxScore, its lines; nil where it is not asked for
}

// SeasonStore keeps seasons.
type SeasonStore interface {
	// CreateSeason stores a season with its games, once, in place of one that has
	// not begun. It refuses one while another is under way.
	CreateSeason(ctx context.Context, d campaign.Deed, s Season, games []Game) (uuid.UUID, error)
	// Season returns one by its number; the last for 0. Without any it is
	// session.NotFound.
	Season(ctx context.Context, league uuid.UUID, number int32) (Season, error)
	// Seasons lists those before a number, newest first; all for 0.
	Seasons(ctx context.Context, league uuid.UUID, before int32, limit int) ([]Season, error)
	// Extend adds games to a season's end and says how its playoffs are played, once.
	Extend(ctx context.Context, d campaign.Deed, s Season, games []Game) error
	// Crown says who won a season whose games were all played.
	Crown(ctx context.Context, s Season, champion uuid.UUID) error
}

// Wanted are the games that are asked for.
type Wanted struct {
	Season uuid.UUID
	Team   uuid.UUID // zero for all
	From   int32     // the first number
	Limit  int       // 0 for all
	Boxes  bool
}

// GameStore keeps games.
type GameStore interface {
	// Squads are a league's teams with their cards.
	Squads(ctx context.Context, league uuid.UUID) ([]Team, error)
	Games(ctx context.Context, w Wanted) ([]Game, error)
	// Game returns a game and the league that it is of.
	Game(ctx context.Context, id uuid.UUID) (Game, uuid.UUID, error)
	// Seat notes the session in which a game is played, and returns the one that was
	// noted before, if that is still there. Refusals: already_played,
	// already_simulating.
	Seat(ctx context.Context, game uuid.UUID, id session.ID) (session.ID, error)
	// Sittings are the sessions of games that were not booked yet.
	Sittings(ctx context.Context, season uuid.UUID) ([]Sitting, error)
}

// Sitting is a session in which a game is played. One that is gone is none.
type Sitting struct {
	Game    Game
	Status  session.Status
	Member  session.UserID // somebody who may look at it; empty for nobody
	Updated time.Time
}

// Run is a computer that plays a league's games.
type Run struct {
	League uuid.UUID
	Holder uuid.UUID
	// Deed: a retry goes on to where the first try was to end.
	Deed  campaign.Deed
	Games int32  // how many at most, 0 for all
	Seed  string // empty for the season's, or Draw for a season without one
	Draw  string
}

// Batch are results that are stored together.
type Batch struct {
	Season Season
	Holder uuid.UUID // the run's; zero for games between people
	Games  []Game
	Forms  json.RawMessage // nil for no change
	Names  map[string]string
}

// RunStore books results.
type RunStore interface {
	// BeginRun takes the lease of a league and returns its last season. Refusals:
	// no_schedule, already_simulating.
	BeginRun(ctx context.Context, r Run) (Season, error)
	// Book stores results, all or nothing, and keeps the run's lease. A game that has
	// one is left as it is. It refuses a run that has lost its lease.
	Book(ctx context.Context, b Batch) error
	// EndRun gives the lease back.
	EndRun(ctx context.Context, league, holder uuid.UUID) error
}
