package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Note is a page of a campaign's diary, a handout, or a picture of its gallery.
type Note struct{ ent.Schema }

// Fields of the note.
func (Note) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}),
		field.UUID("author_id", uuid.UUID{}),
		field.Int32("kind").Comment("playhouse.tabletop.v1.NoteKind"),
		field.String("title"),
		field.String("text").Default("").Comment("markdown"),
		field.Int32("readers").Comment("playhouse.tabletop.v1.Readers"),
		field.Other("reader_ids", pq.StringArray{}).SchemaType(textArray).Comment("accounts, when readers are named"),
		field.UUID("asset_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("scene_id", uuid.UUID{}).Optional().Nillable(),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("updated_at"),
	}
}

// textArray is Postgres' type of a list of texts.
var textArray = map[string]string{dialect.Postgres: "text[]"}

// Edges of the note.
func (Note) Edges() []ent.Edge {
	return []ent.Edge{
		ofCampaign(),
		edge.To("asset", Asset.Type).Field("asset_id").Unique().Annotations(entsql.OnDelete(entsql.SetNull)),
		edge.To("scene", Scene.Type).Field("scene_id").Unique().Annotations(entsql.OnDelete(entsql.SetNull)),
	}
}

// Indexes of the note.
func (Note) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("campaign_id", "created_at", "id"),
		index.Fields("asset_id"),
		index.Fields("scene_id"),
	}
}
