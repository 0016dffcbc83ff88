package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// LeagueRoster is the last good answer of a league's API to one question: what
// games begin with when the API is down.
type LeagueRoster struct{ ent.Schema }

// Fields of the answer.
func (LeagueRoster) Fields() []ent.Field {
	return []ent.Field{
		field.String("league").MaxLen(64).Comment("the league's id"),
		field.String("path").MaxLen(256).Comment("what was asked, below the API's address"),
		field.Bytes("body").Comment("the answer, checked"),
		field.Time("fetched_at").Comment("when the API gave it"),
	}
}

// Indexes of the answer: one for each question.
func (LeagueRoster) Indexes() []ent.Index {
	return []ent.Index{index.Fields("league", "path").Unique()}
}
