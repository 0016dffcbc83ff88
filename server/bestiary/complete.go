package bestiary

import (
	"strings"
	"unicode"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protopath"
	"google.golang.org/protobuf/reflect/protorange"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/games/tabletop/creature"
	"playhouse/server/games/tabletop/encounter"
	"playhouse/server/session"
)

// complete checks a creature that somebody wrote, and looks up what was left out.
func complete(c *tabletopv1.Creature) (*tabletopv1.Creature, error) {
	own := proto.CloneOf(c)
	own.Id, own.Etag, own.BuiltIn = "", "", false
	if err := creature.Check(own); err != nil {
		field, what, _ := strings.Cut(err.Error(), ": ")
		return nil, session.Invalid(field, "%s", what)
	}
	if own.GetExperience() == 0 {
		own.Experience, _ = encounter.Experience(own.GetChallenge())
	}
	return own, legible(own)
}

// legible refuses names that mislead, and what cannot be printed.
func legible(c *tabletopv1.Creature) (err error) {
	if c.Name, err = campaign.CleanName("name", c.GetName()); err != nil {
		return err
	}
	if c.Type, err = campaign.CleanName("type", c.GetType()); err != nil {
		return err
	}
	return protorange.Range(c.ProtoReflect(), func(p protopath.Values) error {
		text, ok := p.Index(-1).Value.Interface().(string)
		if ok && strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }) {
			return session.Invalid("creature", "must be text without control characters")
		}
		return nil
	})
}
