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

// Creature is an entry of a campaign's bestiary; those of the house are not
// stored.
type Creature struct{ ent.Schema }

// Fields of the creature.
func (Creature) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}),
		field.String("name_key").Comment("the name without case, by which it is sorted"),
		field.String("search").Comment("name and type without case"),
		field.Float("challenge"),
		field.Bytes("body").Comment("playhouse.tabletop.v1.Creature"),
		field.UUID("asset_id", uuid.UUID{}).Optional().Nillable().Comment("its picture"),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the creature.
func (Creature) Edges() []ent.Edge {
	return []ent.Edge{
		ofCampaign(),
		edge.To("asset", Asset.Type).Field("asset_id").Unique().Annotations(entsql.OnDelete(entsql.SetNull)),
	}
}

// Indexes of the creature.
func (Creature) Indexes() []ent.Index {
	return []ent.Index{index.Fields("campaign_id", "name_key", "id"), index.Fields("asset_id")}
}
