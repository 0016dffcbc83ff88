package creature

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/encounter"
)

// The words that the open rules have.
var (
	sizes     = []string{"tiny", "small", "medium", "large", "huge", "gargantuan"}
	ways      = []string{"walk", "fly", "swim", "climb", "burrow"}
	abilities = []string{"strength", "dexterity", "constitution", "intelligence", "wisdom", "charisma"}
	skills    = []string{
		"acrobatics", "animal handling", "arcana", "athletics", "deception", "history", "insight", "intimidation",
		"investigation", "medicine", "nature", "perception", "performance", "persuasion", "religion",
		"sleight of hand", "stealth", "survival",
	}
	conditions = []string{
		"blinded", "charmed", "deafened", "exhaustion", "frightened", "grappled", "incapacitated", "invisible",
		"paralyzed", "petrified", "poisoned", "prone", "restrained", "stunned", "unconscious",
	}
)

// Check tells what is wrong with a creature, beginning with the name of the field.
func Check(c *tabletopv1.Creature) error {
	return first(
		func() error { return checkTexts(c) },
		func() error { return checkNumbers(c) },
		func() error { return checkChallenge(c) },
		func() error { return checkHitDice(c) },
		func() error { return checkBonuses(c) },
		func() error { return checkDamage(c) },
		func() error { return checkTraits(c) },
	)
}

// first is the first error.
func first(checks ...func() error) error {
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func checkTexts(c *tabletopv1.Creature) error {
	if !slices.Contains(sizes, c.GetSize()) {
		return fmt.Errorf("size: %q is none of %v", c.GetSize(), sizes)
	}
	for _, f := range []struct {
		name, text  string
		least, most int
	}{
		{"name", c.GetName(), 1, 120},
		{"type", c.GetType(), 1, 60},
		{"alignment", c.GetAlignment(), 0, 60},
		{"senses", c.GetSenses(), 0, 300},
		{"languages", c.GetLanguages(), 0, 300},
		{"description", c.GetDescription(), 0, 20000},
	} {
		if err := length(f.name, f.text, f.least, f.most); err != nil {
			return err
		}
	}
	return nil
}

func length(name, text string, least, most int) error {
	if n := utf8.RuneCountInString(text); n < least || n > most {
		return fmt.Errorf("%s: %d to %d characters", name, least, most)
	}
	return nil
}

func checkNumbers(c *tabletopv1.Creature) error {
	for _, f := range []struct {
		name               string
		value, least, most int32
	}{
		{"armor_class", c.GetArmorClass(), 1, 50},
		{"hit_points", c.GetHitPoints(), 1, 100000},
		{"experience", c.GetExperience(), 0, 1000000},
		{"strength", c.GetStrength(), 1, 30},
		{"dexterity", c.GetDexterity(), 1, 30},
		{"constitution", c.GetConstitution(), 1, 30},
		{"intelligence", c.GetIntelligence(), 1, 30},
		{"wisdom", c.GetWisdom(), 1, 30},
		{"charisma", c.GetCharisma(), 1, 30},
		{"darkvision", c.GetDarkvision(), 0, 5000},
		{"initiative_bonus", c.GetInitiativeBonus(), -20, 50},
	} {
		if f.value < f.least || f.value > f.most {
			return fmt.Errorf("%s: %d to %d, not %d", f.name, f.least, f.most, f.value)
		}
	}
	return nil
}

func checkChallenge(c *tabletopv1.Creature) error {
	if _, ok := encounter.Experience(c.GetChallenge()); !ok {
		return fmt.Errorf("challenge: 0, 0.125, 0.25, 0.5, or 1 to 30, not %v", c.GetChallenge())
	}
	return nil
}

// hitDice is like "2d8 + 2".
var hitDice = regexp.MustCompile(`^(\d{1,3})d(\d{1,3})(?: ?([+-]) ?(\d{1,4}))?$`)

func checkHitDice(c *tabletopv1.Creature) error {
	if c.GetHitDice() == "" {
		return nil
	}
	if _, ok := averageOf(c.GetHitDice()); !ok {
		return fmt.Errorf("hit_dice: %q is not like \"2d8 + 2\"", c.GetHitDice())
	}
	return nil
}

// averageOf is what hit dice are on average, rounded down; false for what are none.
func averageOf(text string) (int32, bool) {
	parts := hitDice.FindStringSubmatch(text)
	if parts == nil {
		return 0, false
	}
	count, _ := strconv.ParseInt(parts[1], 10, 32)
	faces, _ := strconv.ParseInt(parts[2], 10, 32)
	added, _ := strconv.ParseInt(parts[3]+parts[4], 10, 32)
	return int32(count*(faces+1)/2 + added), count > 0 && faces > 0
}

func checkBonuses(c *tabletopv1.Creature) error {
	for _, f := range []struct {
		name        string
		values      map[string]int32
		words       []string
		least, most int32
	}{
		{"speed", c.GetSpeed(), ways, 0, 1000},
		{"saves", c.GetSaves(), abilities, -20, 50},
		{"skills", c.GetSkills(), skills, -20, 50},
	} {
		for _, word := range slices.Sorted(maps.Keys(f.values)) {
			if !slices.Contains(f.words, word) {
				return fmt.Errorf("%s: %q is none of %v", f.name, word, f.words)
			}
			if v := f.values[word]; v < f.least || v > f.most {
				return fmt.Errorf("%s: %s is %d to %d, not %d", f.name, word, f.least, f.most, v)
			}
		}
	}
	return nil
}

// mostWords is how many kinds of damage or traits a creature may have in a list.
const mostWords = 50

func checkDamage(c *tabletopv1.Creature) error {
	for _, f := range []struct {
		name  string
		words []string
	}{
		{"resistances", c.GetResistances()},
		{"immunities", c.GetImmunities()},
		{"vulnerabilities", c.GetVulnerabilities()},
		{"condition_immunities", c.GetConditionImmunities()},
	} {
		if len(f.words) > mostWords {
			return fmt.Errorf("%s: at most %d", f.name, mostWords)
		}
		for _, word := range f.words {
			if err := length(f.name, word, 1, 120); err != nil {
				return err
			}
		}
	}
	for _, word := range c.GetConditionImmunities() {
		if !slices.Contains(conditions, word) {
			return fmt.Errorf("condition_immunities: %q is none of %v", word, conditions)
		}
	}
	return nil
}

func checkTraits(c *tabletopv1.Creature) error {
	for _, f := range []struct {
		name   string
		traits []*tabletopv1.Trait
	}{
		{"traits", c.GetTraits()},
		{"actions", c.GetActions()},
		{"bonus_actions", c.GetBonusActions()},
		{"reactions", c.GetReactions()},
		{"legendary_actions", c.GetLegendaryActions()},
	} {
		if len(f.traits) > mostWords {
			return fmt.Errorf("%s: at most %d", f.name, mostWords)
		}
		for i, trait := range f.traits {
			if err := length(fmt.Sprintf("%s: name of number %d", f.name, i+1), trait.GetName(), 1, 120); err != nil {
				return err
			}
			if err := length(fmt.Sprintf("%s: text of number %d", f.name, i+1), trait.GetText(), 0, 4000); err != nil {
				return err
			}
		}
	}
	return nil
}
