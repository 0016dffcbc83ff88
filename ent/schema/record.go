package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Record is one position of a session's log. Two constraints carry the whole
// promise of "exactly once, at one version": the primary key, which is derived
// from session, actor and command id, and the unique (session_id, version).
type Record struct{ ent.Schema }

// Fields of the record.
func (Record) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Comment("session.Key: the command"),
		field.UUID("session_id", uuid.UUID{}),
		field.Int32("version"),
		field.Int64("digest").Comment("tells another payload under the same command id apart"),
		field.String("actor").Comment("account; empty for bots, clocks and the server"),
		field.Time("time"),
		field.Bytes("body").Comment("playhouse.session.v1.RecordBody"),
	}
}

// Indexes of the record.
func (Record) Indexes() []ent.Index {
	return []ent.Index{index.Fields("session_id", "version").Unique()}
}

// Annotations of the record.
func (Record) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{Table: "records"}}
}
