package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Deed is a command of a campaign that was carried out, kept so that its retry
// is not carried out again. It is stored in the transaction of what it did.
type Deed struct{ ent.Schema }

// Fields of the deed.
func (Deed) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Comment("session.KeyOf campaign, account and command id"),
		field.UUID("campaign_id", uuid.UUID{}),
		field.Int64("digest").Comment("tells another payload under the same command id apart"),
		field.UUID("made", uuid.UUID{}).Comment("id of what it made"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the deed.
func (Deed) Edges() []ent.Edge { return []ent.Edge{ofCampaign()} }

// Indexes of the deed.
func (Deed) Indexes() []ent.Index { return []ent.Index{index.Fields("campaign_id", "created_at")} }
