package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Proposal is a behaviour that the assistant made of somebody's wish, for them to
// read again.
type Proposal struct{ ent.Schema }

// Fields of the proposal.
func (Proposal) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("owner_id", uuid.UUID{}),
		field.Bytes("body").Comment("playhouse.arena.v1.Proposal"),
		field.Time("created_at").Immutable(),
	}
}

// Edges of the proposal.
func (Proposal) Edges() []ent.Edge { return []ent.Edge{ofOwner()} }

// Indexes of the proposal.
func (Proposal) Indexes() []ent.Index {
	return []ent.Index{index.Fields("owner_id", "created_at", "id")}
}
