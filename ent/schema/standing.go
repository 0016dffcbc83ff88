package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Standing is a result that a finished session's log has proved.
type Standing struct{ ent.Schema }

// Fields of the standing.
func (Standing) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("session_id", uuid.UUID{}),
		field.Int32("seat"),
		field.UUID("user_id", uuid.UUID{}),
		field.String("display_name").Comment("the player's name then"),
		field.String("game"),
		field.String("ruleset").Comment("which board, in the game's own words"),
		field.Int32("score").Comment("more is better"),
		field.String("summary"),
		field.Time("ended_at"),
	}
}

// Edges of the standing.
func (Standing) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("session", Session.Type).Field("session_id").Unique().Required().
			Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of the standing.
func (Standing) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("session_id", "seat").Unique(),
		index.Fields("game", "ruleset", "user_id", "score"),
	}
}
