package leagues

import (
	"context"
	"time"

	"github.com/google/uuid"

	"playhouse/server/campaign"
)

// TeamsMost is how many teams a league has.
const TeamsMost = 64

// League is a league.
type League struct {
	ID                uuid.UUID
	Name              string
	Ruleset           string // the league file that its rules come from
	DesignatedHitter  bool
	ExtraInningRunner bool
	Commissioner      uuid.UUID
	CommissionerName  string // as it is now; not stored
	Teams             int32
	Season            int32 // the last one's number, 0 for none
	Etag              string
	Created           time.Time
}

// Team is a team of a league.
type Team struct {
	ID, League uuid.UUID
	Name       string
	Manager    uuid.UUID // zero for the computer
	ManagedBy  string    // the manager's name, where it is read; not stored
	Players    int32
	Cards      []byte // baseballv1.Squad; nil where it is not asked for
	Chart      []byte // baseballv1.LeagueTeam with order and rotation; nil for one by the computer
	Source     string // its id in the API of the ruleset's league
	Stale      bool
	RosterAt   time.Time // zero for a team that never had one
	Etag       string
}

// Store keeps leagues. What is not there is session.NotFound, what has another etag
// session.Aborted; what must not change now is ErrUnderWay.
type Store interface {
	CreateLeague(ctx context.Context, d campaign.Deed, l League) (uuid.UUID, error)
	League(ctx context.Context, id uuid.UUID) (League, error)
	// LeaguesOf lists those that a user made or manages in, newest first.
	LeaguesOf(ctx context.Context, user uuid.UUID, p campaign.Page) ([]League, campaign.Mark, error)
	UpdateLeague(ctx context.Context, l League) error
	DeleteLeague(ctx context.Context, id uuid.UUID, etag string) error
}

// TeamStore keeps teams, as Store does leagues.
type TeamStore interface {
	// CreateTeam refuses more than TeamsMost and a name twice.
	CreateTeam(ctx context.Context, d campaign.Deed, t Team) (uuid.UUID, error)
	Team(ctx context.Context, id uuid.UUID) (Team, error)
	// Teams lists a league's by name, without cards.
	Teams(ctx context.Context, league uuid.UUID, p campaign.Page) ([]Team, campaign.Mark, error)
	// ChangeTeam lets f change a team, alone and all or nothing. An empty etag stands
	// for whatever there is.
	ChangeTeam(ctx context.Context, c Change, f func(*Team) error) error
	// DeleteTeam deletes a schedule that has not begun with it.
	DeleteTeam(ctx context.Context, id uuid.UUID, etag string) error
}

// Change says which team is changed, on which base, and for which command.
type Change struct {
	Deed campaign.Deed
	Team Team
	Etag string
}
