package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Usage is what somebody asked of the assistant on a day.
type Usage struct{ ent.Schema }

// Fields of the usage.
func (Usage) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("owner_id", uuid.UUID{}),
		field.Time("day").SchemaType(map[string]string{dialect.Postgres: "date"}).Comment("in UTC"),
		field.Int32("calls").Comment("that count against the day's share"),
		field.Int64("tokens").Default(0).Comment("as the provider counts them"),
	}
}

// Edges of the usage.
func (Usage) Edges() []ent.Edge { return []ent.Edge{ofOwner()} }

// Indexes of the usage: one for each day.
func (Usage) Indexes() []ent.Index { return []ent.Index{index.Fields("owner_id", "day").Unique()} }
