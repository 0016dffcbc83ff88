package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"
)

// SigningKey signs access tokens. The newest signs, all verify; a node that
// meets a token of a key it does not know loads them again. Of the oldest come
// the refresh tokens.
type SigningKey struct{ ent.Schema }

// Fields of the key.
func (SigningKey) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Comment("the kid of the tokens"),
		field.Bytes("seed").Sensitive().Comment("Ed25519 seed, 32 bytes"),
		field.Time("created_at").Default(time.Now).Immutable(),
	}
}
