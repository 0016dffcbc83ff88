package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// WorldConfig is somebody's named set of an arena world's parameters; "default" is
// not stored.
type WorldConfig struct{ ent.Schema }

// Fields of the configuration.
func (WorldConfig) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("owner_id", uuid.UUID{}),
		field.String("name"),
		field.String("name_key").Comment("for being unique, and for sorting"),
		field.Bytes("body").Comment("playhouse.arena.v1.Config"),
		field.Bool("usual").Default(false).Comment("taken where none is named"),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("updated_at"),
	}
}

// Edges of the configuration.
func (WorldConfig) Edges() []ent.Edge { return []ent.Edge{ofOwner()} }

// Indexes of the configuration.
func (WorldConfig) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("owner_id", "name_key").Unique(),
		index.Fields("owner_id").Unique().Annotations(entsql.IndexWhere("usual")),
	}
}
