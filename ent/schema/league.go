package schema

import (
	"encoding/json"
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// League is a baseball league of somebody's own. Everything of it hangs on its
// row and goes with it.
type League struct{ ent.Schema }

// Fields of the league.
func (League) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.String("name"),
		field.String("ruleset").Comment("id of the league file that its rules come from"),
		field.Bool("designated_hitter"),
		field.Bool("extra_inning_runner"),
		field.UUID("commissioner_id", uuid.UUID{}),
		field.Int32("season").Default(0).Comment("the last one's number"),
		field.UUID("simulator", uuid.UUID{}).Optional().Nillable().Comment("the run that plays games now"),
		field.Time("simulating_until").Optional().Nillable().Comment("when that run is taken for dead"),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the league.
func (League) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("commissioner", User.Type).Field("commissioner_id").Unique().Required().Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of the league.
func (League) Indexes() []ent.Index { return []ent.Index{index.Fields("commissioner_id")} }

// ofLeague is the edge of what goes with its league.
func ofLeague() ent.Edge {
	return edge.To("league", League.Type).Field("league_id").Unique().Required().
		Annotations(entsql.OnDelete(entsql.Cascade))
}

// LeagueTeam is a team of a league.
type LeagueTeam struct{ ent.Schema }

// Fields of the team.
func (LeagueTeam) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("league_id", uuid.UUID{}),
		field.String("name"),
		field.String("name_key").Comment("for being unique, and for sorting"),
		field.UUID("manager_id", uuid.UUID{}).Optional().Nillable().Comment("none: the computer"),
		field.Bytes("cards").Optional().Comment("playhouse.baseball.v1.Squad"),
		field.Int32("players").Default(0).Comment("how many cards"),
		field.Bytes("chart").Optional().Comment("playhouse.baseball.v1.LeagueTeam: order and rotation"),
		field.String("source").Default("").Comment("the team's id in the API of the ruleset's league"),
		field.Bool("stale").Default(false).Comment("the API could not be asked"),
		field.Time("roster_at").Optional().Nillable().Comment("when the cards were known to be right"),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the team.
func (LeagueTeam) Edges() []ent.Edge {
	return []ent.Edge{
		ofLeague(),
		edge.To("manager", User.Type).Field("manager_id").Unique().Annotations(entsql.OnDelete(entsql.SetNull)),
	}
}

// Indexes of the team.
func (LeagueTeam) Indexes() []ent.Index {
	return []ent.Index{index.Fields("league_id", "name_key").Unique(), index.Fields("manager_id")}
}

// LeagueSeason is a season of a league: what was agreed at its beginning, and what
// its teams carry from day to day.
type LeagueSeason struct{ ent.Schema }

// Fields of the season.
func (LeagueSeason) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("league_id", uuid.UUID{}),
		field.Int32("number").Comment("from 1"),
		field.JSON("entrants", json.RawMessage{}).Comment("its teams: id and name, in order"),
		field.JSON("playoffs", json.RawMessage{}).Optional().Comment("seeds and the length of a series; none without playoffs"),
		field.Int32("regular").Comment("games that are no playoffs"),
		field.Int32("games").Comment("of the schedule, as far as it is known"),
		field.Int32("played").Default(0),
		field.String("seed").Default("").Comment("of the games that the computer plays"),
		field.JSON("forms", json.RawMessage{}).Optional().Comment("what players carry from day to day"),
		field.JSON("names", map[string]string{}).Optional().Comment("of all who played, by card id"),
		field.UUID("champion_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("run", uuid.UUID{}).Optional().Nillable().Comment("key of the last run's command"),
		field.Int32("run_until").Default(0).Comment("how many games were to be played after it"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the season.
func (LeagueSeason) Edges() []ent.Edge { return []ent.Edge{ofLeague()} }

// Indexes of the season.
func (LeagueSeason) Indexes() []ent.Index {
	return []ent.Index{index.Fields("league_id", "number").Unique()}
}

// LeagueGame is a game of a schedule, with its result when it was played.
type LeagueGame struct{ ent.Schema }

// Fields of the game. Its teams are no edges: a season outlives them.
func (LeagueGame) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("season_id", uuid.UUID{}),
		field.Int32("number").Comment("from 0, in the order of the schedule"),
		field.Int32("day").Comment("from 1"),
		field.UUID("home_id", uuid.UUID{}),
		field.UUID("away_id", uuid.UUID{}),
		field.Bool("played").Default(false),
		field.Int32("home_runs").Default(0),
		field.Int32("away_runs").Default(0),
		field.Int32("innings").Default(0),
		field.Bytes("box").Optional().Comment("playhouse.baseball.v1.BoxScore"),
		field.UUID("session_id", uuid.UUID{}).Optional().Nillable().Comment("where people play or played it"),
	}
}

// Edges of the game.
func (LeagueGame) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("season", LeagueSeason.Type).Field("season_id").Unique().Required().Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of the game.
func (LeagueGame) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("season_id", "number").Unique(),
		index.Fields("session_id").Unique().Annotations(entsql.IndexWhere("(session_id IS NOT NULL)")),
	}
}

// LeagueDeed is a command of a league that was carried out; see Deed.
type LeagueDeed struct{ ent.Schema }

// Fields of the deed.
func (LeagueDeed) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Comment("session.KeyOf league, account and command id"),
		field.UUID("league_id", uuid.UUID{}),
		field.Int64("digest").Comment("tells another payload under the same command id apart"),
		field.UUID("made", uuid.UUID{}).Comment("id of what it made"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the deed.
func (LeagueDeed) Edges() []ent.Edge { return []ent.Edge{ofLeague()} }

// Indexes of the deed.
func (LeagueDeed) Indexes() []ent.Index { return []ent.Index{index.Fields("league_id", "created_at")} }
