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

// User is an account.
type User struct{ ent.Schema }

// Fields of the user.
func (User) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.String("display_name"),
		field.Bool("guest").Default(true),
		field.Int32("role").Default(1).Comment("playhouse.identity.v1.UserRole"),
		field.Bytes("settings").Optional().Comment("playhouse.identity.v1.Settings"),
		field.Int64("revision").Default(1).Comment("the etag"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}

// Edges of the user.
func (User) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("devices", Device.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
		edge.To("identities", LinkedIdentity.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
		edge.To("api_keys", APIKey.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Device is a place where a user is signed in: one family of refresh tokens.
type Device struct{ ent.Schema }

// Fields of the device.
func (Device) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("user_id", uuid.UUID{}),
		field.String("name"),
		field.Bytes("refresh_hash").Sensitive().Comment("SHA-256 of the refresh token in force"),
		field.Bytes("previous_hash").Optional().Sensitive().Comment("SHA-256 of the one before"),
		field.Time("rotated_at"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("revoked_at").Optional().Nillable(),
	}
}

// Edges of the device.
func (Device) Edges() []ent.Edge {
	return []ent.Edge{edge.From("user", User.Type).Ref("devices").Field("user_id").Unique().Required()}
}

// Indexes of the device.
func (Device) Indexes() []ent.Index { return []ent.Index{index.Fields("user_id")} }

// APIKey is a key of a program that acts for a user.
type APIKey struct{ ent.Schema }

// Fields of the key.
func (APIKey) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("user_id", uuid.UUID{}),
		field.String("name"),
		field.Int32("scope").Comment("playhouse.identity.v1.ApiKeyScope"),
		field.Bytes("secret_hash").Unique().Sensitive().Comment("SHA-256 of the secret"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("last_used_at").Optional().Nillable(),
	}
}

// Edges of the key.
func (APIKey) Edges() []ent.Edge {
	return []ent.Edge{edge.From("user", User.Type).Ref("api_keys").Field("user_id").Unique().Required()}
}

// Indexes of the key.
func (APIKey) Indexes() []ent.Index { return []ent.Index{index.Fields("user_id")} }
