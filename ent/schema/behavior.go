package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Behavior is what agents of the arena are told to do, by somebody; those of the
// house are not stored.
type Behavior struct{ ent.Schema }

// Fields of the behaviour.
func (Behavior) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("owner_id", uuid.UUID{}),
		field.String("name"),
		field.String("name_key").Comment("for being unique, and for sorting"),
		field.String("search").Comment("the name without case"),
		field.String("description").Default(""),
		field.Int32("tier").Comment("playhouse.arena.v1.Tier"),
		field.Text("source"),
		field.Int32("sharing").Comment("playhouse.arena.v1.Sharing"),
		field.Int32("version").Default(1).Comment("counts the changes of the source"),
		field.String("forked_from").Default("").Comment("id of what it was copied from, which may be gone"),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("updated_at").Comment("when the source was changed last"),
	}
}

// Edges of the behaviour.
func (Behavior) Edges() []ent.Edge { return []ent.Edge{ofOwner()} }

// ofOwner is the edge of what goes with its owner's account.
func ofOwner() ent.Edge {
	return edge.To("owner", User.Type).Field("owner_id").Unique().Required().Annotations(entsql.OnDelete(entsql.Cascade))
}

// Indexes of the behaviour.
func (Behavior) Indexes() []ent.Index {
	return []ent.Index{index.Fields("owner_id", "name_key").Unique(), index.Fields("sharing", "name_key", "id")}
}

// BehaviorVersion is an older source of a behaviour.
type BehaviorVersion struct{ ent.Schema }

// Fields of the version.
func (BehaviorVersion) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("behavior_id", uuid.UUID{}),
		field.Int32("version").Comment("from 1"),
		field.Text("source"),
		field.Time("created_at").Comment("when it was made"),
	}
}

// Edges of the version.
func (BehaviorVersion) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("behavior", Behavior.Type).Field("behavior_id").Unique().Required().Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of the version.
func (BehaviorVersion) Indexes() []ent.Index {
	return []ent.Index{index.Fields("behavior_id", "version").Unique()}
}

// OwnerDeed is a command that made something of somebody's own; see Deed.
type OwnerDeed struct{ ent.Schema }

// Fields of the deed.
func (OwnerDeed) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Comment("session.KeyOf what is made, account and command id"),
		field.UUID("owner_id", uuid.UUID{}),
		field.Int64("digest").Comment("tells another payload under the same command id apart"),
		field.UUID("made", uuid.UUID{}).Comment("id of what it made"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the deed.
func (OwnerDeed) Edges() []ent.Edge { return []ent.Edge{ofOwner()} }

// Indexes of the deed.
func (OwnerDeed) Indexes() []ent.Index { return []ent.Index{index.Fields("owner_id", "created_at")} }
