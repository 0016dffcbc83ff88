package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Session is what lists and clocks know of a session. All but game, seed and
// create_key is derived from the log and written in the append's transaction.
type Session struct{ ent.Schema }

// Fields of the session.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.String("game"),
		field.Bytes("seed").Sensitive().Comment("secret of the dice, 32 bytes, apart from the log"),
		field.UUID("create_key", uuid.UUID{}).Unique().Comment("makes creation happen once"),
		field.Int32("status").Comment("playhouse.session.v1.SessionStatus"),
		field.Int32("visibility").Comment("playhouse.session.v1.Visibility"),
		field.Bool("open").Comment("in the lobby with a free seat"),
		field.String("search").Comment("title and host, lower case"),
		field.Other("members", pq.StringArray{}).SchemaType(map[string]string{dialect.Postgres: "text[]"}),
		field.Bytes("room").Comment("playhouse.session.v1.Room without presence"),
		field.Int32("version").Comment("the log position this row was derived at"),
		field.Time("deadline").Optional().Nillable().Comment("when the session's clock passes"),
		field.Bool("judged").Default(false).Comment("its results, if any, stand on the leaderboards"),
		field.Time("created_at"),
		field.Time("updated_at"),
	}
}

// Indexes of the session.
func (Session) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("updated_at", "id"),
		index.Fields("deadline").Annotations(entsql.IndexWhere("deadline IS NOT NULL")),
		index.Fields("updated_at").StorageKey("session_unjudged").
			Annotations(entsql.IndexWhere("((status = 3) AND (NOT judged))")),
		index.Fields("members").Annotations(entsql.IndexTypes(map[string]string{dialect.Postgres: "GIN"})),
	}
}
