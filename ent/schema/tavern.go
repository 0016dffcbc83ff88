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

// Tavern is the business of a campaign.
type Tavern struct{ ent.Schema }

// Fields of the tavern.
func (Tavern) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}),
		field.Bytes("body").Comment("playhouse.tabletop.v1.Tavern without its ledger"),
		field.Int64("revision").Default(1).Comment("the etag"),
	}
}

// Edges of the tavern.
func (Tavern) Edges() []ent.Edge { return []ent.Edge{ofCampaign()} }

// Indexes of the tavern: a campaign has one.
func (Tavern) Indexes() []ent.Index { return []ent.Index{index.Fields("campaign_id").Unique()} }

// TavernEntry is a line of a tavern's ledger.
type TavernEntry struct{ ent.Schema }

// Fields of the entry.
func (TavernEntry) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("tavern_id", uuid.UUID{}),
		field.Int32("number").Comment("from 1, in the order they were booked"),
		field.Int32("net").Comment("what it brought"),
		field.Int32("treasury").Comment("after it; moves when an earlier line is corrected"),
		field.String("note").Default(""),
		field.Bytes("body").Comment("playhouse.tabletop.v1.TavernEntry as it was rolled"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the entry.
func (TavernEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("tavern", Tavern.Type).Field("tavern_id").Unique().Required().Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of the entry.
func (TavernEntry) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tavern_id", "number").Unique()}
}
