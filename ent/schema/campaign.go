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

// Campaign is what a group plays at the tabletop. Everything of it hangs on its
// row and goes with it.
type Campaign struct{ ent.Schema }

// Fields of the campaign.
func (Campaign) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.String("name"),
		field.String("description").Default("").Comment("markdown"),
		field.UUID("founder_id", uuid.UUID{}),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("updated_at"),
	}
}

// ofCampaign is the edge of what goes with its campaign.
func ofCampaign() ent.Edge {
	return edge.To("campaign", Campaign.Type).Field("campaign_id").Unique().Required().
		Annotations(entsql.OnDelete(entsql.Cascade))
}

// CampaignMember is somebody in a campaign.
type CampaignMember struct{ ent.Schema }

// Fields of the member.
func (CampaignMember) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("campaign_id", uuid.UUID{}),
		field.UUID("user_id", uuid.UUID{}),
		field.Int32("role").Comment("playhouse.tabletop.v1.CampaignRole"),
		field.Time("joined_at"),
	}
}

// Edges of the member.
func (CampaignMember) Edges() []ent.Edge {
	return []ent.Edge{
		ofCampaign(),
		edge.To("user", User.Type).Field("user_id").Unique().Required().Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of the member.
func (CampaignMember) Indexes() []ent.Index {
	return []ent.Index{index.Fields("campaign_id", "user_id").Unique(), index.Fields("user_id")}
}

// CampaignInvitation lets its bearers into a campaign.
type CampaignInvitation struct{ ent.Schema }

// Fields of the invitation.
func (CampaignInvitation) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}),
		field.Int32("role").Comment("what its bearers become"),
		field.Bytes("token_hash").Unique().Sensitive().Comment("SHA-256 of the token"),
		field.Int32("uses_left"),
		field.Time("expires_at"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the invitation.
func (CampaignInvitation) Edges() []ent.Edge { return []ent.Edge{ofCampaign()} }

// Indexes of the invitation.
func (CampaignInvitation) Indexes() []ent.Index {
	return []ent.Index{index.Fields("campaign_id", "created_at")}
}

// CampaignTable is a session at which a campaign is played live.
type CampaignTable struct{ ent.Schema }

// Fields of the table.
func (CampaignTable) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("campaign_id", uuid.UUID{}),
		field.UUID("session_id", uuid.UUID{}),
		field.Time("opened_at"),
	}
}

// Edges of the table.
func (CampaignTable) Edges() []ent.Edge {
	return []ent.Edge{
		ofCampaign(),
		edge.To("session", Session.Type).Field("session_id").Unique().Required().Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of the table.
func (CampaignTable) Indexes() []ent.Index {
	return []ent.Index{index.Fields("campaign_id", "opened_at"), index.Fields("session_id").Unique()}
}

// CampaignExport is a campaign being packed into a zip.
type CampaignExport struct{ ent.Schema }

// Fields of the export.
func (CampaignExport) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}),
		field.UUID("user_id", uuid.UUID{}).Comment("who asked for it"),
		field.Bool("without_files").Default(false),
		field.Float("progress").Default(0).Comment("0 to 1"),
		field.String("failure").Default("").Comment("why it failed"),
		field.String("blob").Default("").Comment("key of the zip, when it is done"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("updated_at").Comment("when it last came on: a job that stands still is dead"),
		field.Time("expires_at").Comment("when it is thrown away"),
	}
}

// Edges of the export.
func (CampaignExport) Edges() []ent.Edge { return []ent.Edge{ofCampaign()} }

// Indexes of the export.
func (CampaignExport) Indexes() []ent.Index {
	return []ent.Index{index.Fields("campaign_id"), index.Fields("expires_at")}
}
