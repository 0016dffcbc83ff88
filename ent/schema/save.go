package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Save is a player's name for a position of a session. A session that is saved
// cannot be deleted.
type Save struct{ ent.Schema }

// Fields of the save.
func (Save) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}),
		field.String("game"),
		field.Int32("slot").Comment("from 1; 0 is the autosave, which is not stored"),
		field.String("name"),
		field.UUID("session_id", uuid.UUID{}),
		field.Int32("version").Comment("the position in the session's log"),
		field.Time("saved_at"),
		field.Bytes("details").Comment("what the slot shows: a playhouse.save.v1.SaveSlot"),
	}
}

// Edges of the save.
func (Save) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("session", Session.Type).Field("session_id").Unique().Required().
			Annotations(entsql.OnDelete(entsql.Restrict)),
	}
}

// Indexes of the save.
func (Save) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "game", "slot").Unique(), index.Fields("session_id")}
}
