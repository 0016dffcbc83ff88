package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Content is a row of a game's content (a character, a scenario), loaded from
// its files at start. One table serves all games: a new one adds rows, not
// tables.
type Content struct{ ent.Schema }

// Fields of the content.
func (Content) Fields() []ent.Field {
	return []ent.Field{
		field.String("game"),
		field.String("kind").Comment("what it is: character, equipment, scenario, …"),
		field.String("key").Comment("stable id within game and kind"),
		field.String("parent").Default("").Comment("key of the row it belongs to"),
		field.Int("position").Comment("order within kind"),
		field.Bytes("data").Comment("JSON, read by the game alone"),
	}
}

// Indexes of the content.
func (Content) Indexes() []ent.Index {
	return []ent.Index{index.Fields("game", "kind", "key").Unique()}
}
