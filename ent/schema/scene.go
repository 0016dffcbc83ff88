package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Scene is a prepared scene of a campaign. The document holds all that is on it;
// width, height, elements, map and assets are derived from it, for lists and for
// the question where an asset is used.
type Scene struct{ ent.Schema }

// Fields of the scene.
func (Scene) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}),
		field.UUID("folder_id", uuid.UUID{}).Optional().Nillable().Comment("none at the top"),
		field.String("name"),
		field.String("name_key").Comment("the name without case, by which it is unique and sorted"),
		field.Bytes("document").Comment("playhouse.tabletop.v1.Scene"),
		field.Float("width"),
		field.Float("height"),
		field.Int32("elements").Comment("how many there are"),
		field.String("map").Default("").Comment("asset of its first map"),
		field.Other("assets", pq.StringArray{}).SchemaType(textArray).Comment("what it uses"),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("trashed_at").Optional().Nillable().Comment("when it was thrown away"),
		field.UUID("table_id", uuid.UUID{}).Optional().Nillable().Comment("the session that plays it"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("updated_at"),
	}
}

// Edges of the scene.
func (Scene) Edges() []ent.Edge {
	return []ent.Edge{
		ofCampaign(),
		inFolder(),
		edge.To("table", Session.Type).Field("table_id").Unique().Annotations(entsql.OnDelete(entsql.SetNull)),
	}
}

// Indexes of the scene. What is in the trash holds no name.
func (Scene) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("campaign_id", "name_key").Unique().StorageKey("scene_name_at_top").
			Annotations(entsql.IndexWhere("((folder_id IS NULL) AND (trashed_at IS NULL))")),
		index.Fields("folder_id", "name_key").Unique().StorageKey("scene_name").
			Annotations(entsql.IndexWhere("((folder_id IS NOT NULL) AND (trashed_at IS NULL))")),
		index.Fields("campaign_id", "name_key", "id"),
		index.Fields("folder_id"),
		index.Fields("table_id"),
		byContent("assets"),
	}
}
