package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// LinkedIdentity is who a user is at a provider: a way to sign in.
type LinkedIdentity struct{ ent.Schema }

// Fields of the identity.
func (LinkedIdentity) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}),
		field.UUID("user_id", uuid.UUID{}),
		field.String("issuer").Comment("the provider's own name for itself, a URL; names in the configuration may change"),
		field.String("subject").Comment("who it is there, for ever"),
		field.String("name").Comment("what they are called there, as last heard"),
		field.Time("created_at").Default(time.Now).Immutable(),
		field.Time("used_at"),
	}
}

// Edges of the identity.
func (LinkedIdentity) Edges() []ent.Edge {
	return []ent.Edge{edge.From("user", User.Type).Ref("identities").Field("user_id").Unique().Required()}
}

// Indexes of the identity.
func (LinkedIdentity) Indexes() []ent.Index {
	return []ent.Index{index.Fields("issuer", "subject").Unique(), index.Fields("user_id")}
}

// SignInAttempt is a sign-in under way at a provider. It is deleted when its answer
// comes, so that no answer counts twice.
type SignInAttempt struct{ ent.Schema }

// Fields of the attempt.
func (SignInAttempt) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Comment("SHA-256 of the state, in hexadecimal"),
		field.Bytes("browser_hash").Sensitive().Comment("SHA-256 of the cookie of the browser that began"),
		field.String("provider").Comment("as the configuration names it"),
		field.String("nonce").Sensitive(),
		field.String("verifier").Sensitive().Comment("of PKCE"),
		field.String("return_to").Comment("a path of the page"),
		field.UUID("device_id", uuid.UUID{}).Optional().Nillable().Comment("what was signed in when it began"),
		field.Bool("switch_account").Comment("leave the account that is signed in"),
		field.Time("expires_at"),
	}
}

// Indexes of the attempt.
func (SignInAttempt) Indexes() []ent.Index { return []ent.Index{index.Fields("expires_at")} }
