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

// Folder holds assets, or scenes, and other folders of its kind. It cannot go
// while something is in it: who removes a folder says what becomes of the rest.
type Folder struct{ ent.Schema }

// Fields of the folder.
func (Folder) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}),
		field.Int32("kind").Comment("1 for the library's, 2 for scenes'"),
		field.UUID("parent_id", uuid.UUID{}).Optional().Nillable().Comment("none at the top"),
		field.String("name"),
		field.String("name_key").Comment("the name without case, by which it is unique and sorted"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the folder.
func (Folder) Edges() []ent.Edge {
	return []ent.Edge{
		ofCampaign(),
		edge.To("children", Folder.Type).Annotations(entsql.OnDelete(entsql.NoAction)).
			From("parent").Field("parent_id").Unique(),
	}
}

// Indexes of the folder.
func (Folder) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("campaign_id", "kind", "name_key").Unique().StorageKey("folder_name_at_top").
			Annotations(entsql.IndexWhere("parent_id IS NULL")),
		index.Fields("parent_id", "name_key").Unique().StorageKey("folder_name").
			Annotations(entsql.IndexWhere("parent_id IS NOT NULL")),
		index.Fields("campaign_id"),
	}
}

// inFolder is the edge of what lies in a folder.
func inFolder() ent.Edge {
	return edge.To("folder", Folder.Type).Field("folder_id").Unique().Annotations(entsql.OnDelete(entsql.NoAction))
}
