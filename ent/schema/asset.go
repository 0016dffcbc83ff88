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

// Asset is a file of a campaign's library. Its bytes are a blob that other
// assets may share; a campaign has the same bytes once for each kind.
type Asset struct{ ent.Schema }

// Fields of the asset.
func (Asset) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}),
		field.UUID("folder_id", uuid.UUID{}).Optional().Nillable().Comment("none at the top"),
		field.UUID("owner_id", uuid.UUID{}).Comment("who uploaded it"),
		field.Int32("kind").Comment("playhouse.tabletop.v1.AssetKind"),
		field.String("name"),
		field.String("name_key").Comment("the name without case, by which it is sorted"),
		field.Other("tags", pq.StringArray{}).SchemaType(textArray),
		field.String("search").Comment("name and tags without case"),
		field.String("blob").Comment("content hash: the key of its bytes"),
		field.String("media_type").Comment("as found in the bytes"),
		field.Int64("size"),
		field.Int32("width").Default(0),
		field.Int32("height").Default(0),
		field.Int32("milliseconds").Default(0),
		field.Float("pixels_per_cell").Default(0),
		field.Int32("tile_levels").Default(0),
		field.String("tint").Default("").Comment("average colour"),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the asset.
func (Asset) Edges() []ent.Edge { return []ent.Edge{ofCampaign(), inFolder()} }

// Indexes of the asset.
func (Asset) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("campaign_id", "kind", "blob").Unique(),
		index.Fields("campaign_id", "name_key", "id"),
		index.Fields("folder_id", "name_key", "id"),
		index.Fields("blob"),
	}
}

// Upload is a file on its way.
type Upload struct{ ent.Schema }

// Fields of the upload.
func (Upload) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("campaign_id", uuid.UUID{}).Optional().Nillable().Comment("none for the archive of a new one"),
		field.UUID("folder_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("owner_id", uuid.UUID{}),
		field.Int32("kind").Comment("playhouse.tabletop.v1.AssetKind"),
		field.String("name"),
		field.Int64("size").Comment("bytes in all"),
		field.Int64("received").Default(0).Comment("bytes that are safe"),
		field.Other("parts", pq.StringArray{}).SchemaType(textArray).Annotations(entsql.Default("{}")).Comment("keys of the blobs that hold them, in order"),
		field.Int32("state").Default(1).Comment("1 receiving, 2 complete, 3 refused"),
		field.String("reason").Default("").Comment("why it was refused, for programs"),
		field.String("refusal").Default("").Comment("why it was refused, for people"),
		field.Bytes("secret_hash").Unique().Sensitive().Comment("SHA-256 of the secret in its URL"),
		field.String("blob").Default("").Comment("content hash, when it is complete"),
		field.UUID("asset_id", uuid.UUID{}).Optional().Nillable().Comment("what it made"),
		field.Bool("duplicate").Default(false).Comment("the asset was there before"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("expires_at"),
	}
}

// Edges of the upload.
func (Upload) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("campaign", Campaign.Type).Field("campaign_id").Unique().Annotations(entsql.OnDelete(entsql.Cascade)),
		edge.To("folder", Folder.Type).Field("folder_id").Unique().Annotations(entsql.OnDelete(entsql.SetNull)),
		edge.To("asset", Asset.Type).Field("asset_id").Unique().Annotations(entsql.OnDelete(entsql.SetNull)),
	}
}

// Indexes of the upload.
func (Upload) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("owner_id", "created_at"),
		index.Fields("campaign_id"),
		index.Fields("folder_id"),
		index.Fields("asset_id"),
		index.Fields("expires_at"),
		index.Fields("blob"),
	}
}

// byContent finds rows by what is in a list of texts.
func byContent(list string) ent.Index {
	return index.Fields(list).Annotations(entsql.IndexTypes(map[string]string{dialect.Postgres: "GIN"}))
}
