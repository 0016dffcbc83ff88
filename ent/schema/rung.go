package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Rung is a behaviour's place on a ladder of the arena.
type Rung struct{ ent.Schema }

// Fields of the rung.
func (Rung) Fields() []ent.Field {
	return []ent.Field{
		field.String("scenario"),
		field.String("key").Comment("the behaviour's id, or builtin/ and its name"),
		field.UUID("behavior_id", uuid.UUID{}).Optional().Nillable().Comment("none for those of the house"),
		field.Int32("version").Comment("of the source that was rated"),
		field.Float("rating"),
		field.Float("deviation"),
		field.Float("volatility"),
		field.Int32("matches"),
	}
}

// Edges of the rung.
func (Rung) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("behavior", Behavior.Type).Field("behavior_id").Unique().Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of the rung.
func (Rung) Indexes() []ent.Index {
	return []ent.Index{index.Fields("scenario", "key").Unique(), index.Fields("scenario", "rating"), index.Fields("behavior_id")}
}
