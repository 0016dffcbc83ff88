package creature_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/creature"
	"playhouse/server/games/tabletop/encounter"
)

func house(t *testing.T) []*tabletopv1.Creature {
	t.Helper()
	list, err := creature.House()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestHouse(t *testing.T) {
	t.Parallel()
	list := house(t)
	if len(list) < 12 || len(list) > 20 {
		t.Errorf("%d creatures", len(list))
	}
	if !slices.IsSortedFunc(list, func(a, b *tabletopv1.Creature) int { return strings.Compare(a.GetName(), b.GetName()) }) {
		t.Error("they are not sorted by name")
	}
	ids, challenges := map[string]bool{}, map[float64]bool{}
	for _, c := range list {
		if ids[c.GetId()] || !strings.HasPrefix(c.GetId(), "house-") || !c.GetBuiltIn() {
			t.Errorf("%s: id %q, built in %v", c.GetName(), c.GetId(), c.GetBuiltIn())
		}
		ids[c.GetId()], challenges[c.GetChallenge()] = true, true
		if want, _ := encounter.Experience(c.GetChallenge()); c.GetExperience() != want {
			t.Errorf("%s is worth %d, want %d", c.GetName(), c.GetExperience(), want)
		}
		if c.GetDescription() == "" || len(c.GetActions()) == 0 || len(c.GetTraits()) == 0 || len(c.GetSpeed()) == 0 {
			t.Errorf("%s is not complete", c.GetName())
		}
	}
	if len(challenges) < 10 {
		t.Errorf("challenges are %v", slices.Sorted(maps.Keys(challenges)))
	}
}

// What the house brings is imported without a doubt, and comes back as it went.
func TestThereAndBack(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("creatures.json")
	if err != nil {
		t.Fatal(err)
	}
	list, warnings, err := creature.Read(data)
	if err != nil || len(warnings) > 0 {
		t.Fatalf("%v, %v", warnings, err)
	}
	for i, c := range house(t) {
		c.Id, c.BuiltIn = "", false
		if !proto.Equal(c, list[i]) {
			t.Errorf("%s is read as %v", c.GetName(), list[i])
		}
	}
	written, err := creature.Write(list)
	if err != nil {
		t.Fatal(err)
	}
	back, _, err := creature.Read(written)
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if !proto.Equal(list[i], back[i]) {
			t.Errorf("%s comes back as %v", list[i].GetName(), back[i])
		}
	}
}

// wrong is changes to a good creature, and what is said about them.
var wrong = map[string]func(*tabletopv1.Creature){
	"name: 1 to 120":                  func(c *tabletopv1.Creature) { c.Name = "" },
	"size: \"enormous\" is none of":   func(c *tabletopv1.Creature) { c.Size = "enormous" },
	"type: 1 to 60":                   func(c *tabletopv1.Creature) { c.Type = "" },
	"alignment: 0 to 60":              func(c *tabletopv1.Creature) { c.Alignment = strings.Repeat("x", 61) },
	"armor_class: 1 to 50, not 0":     func(c *tabletopv1.Creature) { c.ArmorClass = 0 },
	"hit_points: 1 to 100000, not -3": func(c *tabletopv1.Creature) { c.HitPoints = -3 },
	"hit_dice: \"a lot\"":             func(c *tabletopv1.Creature) { c.HitDice = "a lot" },
	"hit_dice: \"0d8\"":               func(c *tabletopv1.Creature) { c.HitDice = "0d8" },
	"challenge: 0, 0.125":             func(c *tabletopv1.Creature) { c.Challenge = 0.3 },
	"strength: 1 to 30, not 0":        func(c *tabletopv1.Creature) { c.Strength = 0 },
	"charisma: 1 to 30, not 31":       func(c *tabletopv1.Creature) { c.Charisma = 31 },
	"speed: \"teleport\" is none of":  func(c *tabletopv1.Creature) { c.Speed = map[string]int32{"teleport": 30} },
	"speed: walk is 0 to 1000":        func(c *tabletopv1.Creature) { c.Speed = map[string]int32{"walk": -30} },
	"saves: \"luck\" is none of":      func(c *tabletopv1.Creature) { c.Saves = map[string]int32{"luck": 3} },
	"skills: \"cooking\" is none of":  func(c *tabletopv1.Creature) { c.Skills = map[string]int32{"cooking": 3} },
	"resistances: at most 50":         func(c *tabletopv1.Creature) { c.Resistances = make([]string, 51) },
	"immunities: 1 to 120":            func(c *tabletopv1.Creature) { c.Immunities = []string{""} },
	"condition_immunities: \"tired\"": func(c *tabletopv1.Creature) { c.ConditionImmunities = []string{"tired"} },
	"actions: name of number 2":       func(c *tabletopv1.Creature) { c.Actions = []*tabletopv1.Trait{{Name: "Bite"}, {}} },
	"legendary_actions: text of number 1": func(c *tabletopv1.Creature) {
		c.LegendaryActions = []*tabletopv1.Trait{{Name: "Talk", Text: strings.Repeat("x", 4001)}}
	},
	"description: 0 to 20000":       func(c *tabletopv1.Creature) { c.Description = strings.Repeat("x", 20001) },
	"darkvision: 0 to 5000, not -1": func(c *tabletopv1.Creature) { c.Darkvision = -1 },
}

func TestErrorsNameCreatureAndField(t *testing.T) {
	t.Parallel()
	for want, spoil := range wrong {
		list := house(t)[:2]
		spoil(list[1])
		second, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(list[1])
		if err != nil {
			t.Fatal(err)
		}
		good, err := protojson.Marshal(list[0])
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = creature.Read(fmt.Appendf(nil, "[%s,%s]", good, second))
		if err == nil || !strings.HasPrefix(err.Error(), "creatures: creature 2: "+want) {
			t.Errorf("%v, want creature 2: %s", err, want)
		}
	}
	for data, want := range map[string]string{
		`{"name":"x"}`:                    "creatures: this is not a JSON list of creatures",
		`[{"name":"x","mana":3}]`:         "creatures: creature 1: mana: there is no such field",
		`[{"armor_class":"thick"}]`:       "creatures: creature 1: armor_class: this is not what belongs there",
		`[{"strength":1.5}]`:              "creatures: creature 1: strength: this is not what belongs there",
		`[{"challenge":"NaN"}]`:           `creatures: creature 1: size: "" is none of [tiny small medium large huge gargantuan]`,
		`[{"actions":[{"nome":"Bite"}]}]`: "creatures: creature 1: actions: this is not what belongs there",
		`[`:                               "creatures: the list breaks off after creature 0",
	} {
		if _, _, err := creature.Read([]byte(data)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", data, err, want)
		}
	}
	if _, _, err := creature.Read([]byte("[" + strings.Repeat("{},", 3000) + "{}]")); err == nil {
		t.Error("a long list of nothing is read")
	}
}

func TestDoubtsAreWarnings(t *testing.T) {
	t.Parallel()
	c := house(t)[0]
	c.HitPoints, c.Experience = 99, 5
	data, err := creature.Write([]*tabletopv1.Creature{c})
	if err != nil {
		t.Fatal(err)
	}
	_, warnings, err := creature.Read(data)
	if err != nil || len(warnings) != 2 || !strings.Contains(warnings[0], "not 99") || !strings.Contains(warnings[1], "not 5") {
		t.Errorf("%v, %v", warnings, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`[{"name":"x","size":"tiny","speed":{"walk":3},"actions":[{"name":"a"}]}]`))
	f.Add([]byte(`[{"challenge":"Infinity","hit_dice":"999d999 - 9999"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, _, err := creature.Read(data)
		if err != nil {
			return
		}
		written, err := creature.Write(list)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := creature.Read(written); err != nil {
			t.Fatal(err)
		}
	})
}
