package creature

import (
	_ "embed"
	"fmt"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/catalogue"
	"playhouse/server/games/tabletop/encounter"
	"playhouse/server/session"
)

//go:embed creatures.json
var house []byte

// House is the creatures that come with the house, by name, each marked built_in.
// The error can only be that of a damaged build.
func House() ([]*tabletopv1.Creature, error) {
	list, err := catalogue.Read(house, "creature", Check)
	if err != nil {
		return nil, fmt.Errorf("creatures of the house: %w", err)
	}
	for _, c := range list {
		c.Experience, c.BuiltIn = worth(c), true
	}
	return list, nil
}

// Read reads a JSON list of creatures, all or none. It refuses, as an invalid
// field and with the creature and the field, what does not fit. What belongs to a
// campaign (id, etag, picture, built_in) is left out; experience that was not
// given follows from the challenge rating. What looks like a mistake is a warning.
func Read(data []byte) (list []*tabletopv1.Creature, warnings []string, err error) {
	list, err = catalogue.Read(data, "creature", Check)
	if err != nil {
		return nil, nil, session.Invalid("creatures", "%v", err)
	}
	for i, c := range list {
		c.Id, c.Etag, c.AssetId, c.BuiltIn = "", "", "", false
		c.Experience = worth(c)
		for _, doubt := range doubts(c) {
			warnings = append(warnings, fmt.Sprintf("creature %d, %s: %s", i+1, c.GetName(), doubt))
		}
	}
	return list, warnings, nil
}

// Write writes creatures as a JSON list that Read reads.
func Write(list []*tabletopv1.Creature) ([]byte, error) {
	bare := make([]*tabletopv1.Creature, len(list))
	for i, c := range list {
		bare[i] = proto.CloneOf(c)
		bare[i].Id, bare[i].Etag, bare[i].AssetId, bare[i].BuiltIn = "", "", "", false
	}
	return catalogue.Write(bare)
}

// worth is the experience that a creature is worth.
func worth(c *tabletopv1.Creature) int32 {
	if c.GetExperience() > 0 {
		return c.GetExperience()
	}
	experience, _ := encounter.Experience(c.GetChallenge())
	return experience
}

// doubts is what is allowed but does not go together.
func doubts(c *tabletopv1.Creature) []string {
	var list []string
	if average, ok := averageOf(c.GetHitDice()); ok && average != c.GetHitPoints() {
		list = append(list, fmt.Sprintf("%s are %d hit points on average, not %d", c.GetHitDice(), average, c.GetHitPoints()))
	}
	if usual, _ := encounter.Experience(c.GetChallenge()); c.GetExperience() != usual {
		list = append(list, fmt.Sprintf("of challenge %v it is worth %d experience, not %d", c.GetChallenge(), usual, c.GetExperience()))
	}
	return list
}
