package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// WorldLease says which node lets time pass in a world of the arena.
type WorldLease struct{ ent.Schema }

// Fields of the lease.
func (WorldLease) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("session_id", uuid.UUID{}).Unique(),
		field.String("holder").Default("").Comment("the node"),
		field.Int64("epoch").Default(0).Comment("counts holders"),
		field.Time("expires_at").Comment("until when it is held"),
		field.Time("wanted_until").Comment("until when it shall be held by somebody"),
	}
}

// Edges of the lease.
func (WorldLease) Edges() []ent.Edge { return []ent.Edge{ofSession()} }

// Indexes of the lease.
func (WorldLease) Indexes() []ent.Index { return []ent.Index{index.Fields("wanted_until")} }

// ofSession is the edge of what goes with its session; both have one id.
func ofSession() ent.Edge {
	return edge.To("session", Session.Type).Field("session_id").Unique().Required().Annotations(entsql.OnDelete(entsql.Cascade))
}

// WorldCheckpoint is a world of the arena at a tick, for who goes on with it.
type WorldCheckpoint struct{ ent.Schema }

// Fields of the checkpoint.
func (WorldCheckpoint) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("session_id", uuid.UUID{}).Unique(),
		field.Int64("epoch").Comment("the lease's under which it was saved"),
		field.Int32("run"),
		field.Int32("tick"),
		field.Int32("through").Comment("the last order that had taken effect"),
		field.Bytes("data").Comment("as package world encodes it"),
		field.Time("saved_at"),
	}
}

// Edges of the checkpoint.
func (WorldCheckpoint) Edges() []ent.Edge { return []ent.Edge{ofSession()} }
