package balance

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// checker collects what is wrong with a file, so that an operator sees all of it
// at once.
type checker struct {
	file   string
	faults []error
}

func (c *checker) failf(path, format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf("%s: %s: %s", c.file, path, fmt.Sprintf(format, args...)))
}

func (c *checker) requiref(ok bool, path, format string, args ...any) {
	if !ok {
		c.failf(path, format, args...)
	}
}

func at(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// noLimit is a bound that is not worth telling.
const noLimit = 1_000_000_000

func (c *checker) whole(path string, n, least, most int) {
	if n < least && most >= noLimit {
		c.failf(path, "must be %d or more; found %d", least, n)
		return
	}
	c.requiref(n >= least && n <= most, path, "must be %d to %d; found %d", least, most, n)
}

func (c *checker) number(path string, x, least, most float64) {
	// Written so that a NaN is refused, too.
	c.requiref(x >= least && x <= most, path, "must be %g to %g; found %g", least, most, x)
}

func (c *checker) span(path string, r Range, least, most int) {
	c.requiref(r.Min >= least && r.Max <= most && r.Min <= r.Max, path, "must be %d to %d, the least first; found %d to %d", least, most, r.Min, r.Max)
}

const maxText = 1000

func (c *checker) text(path, s string) {
	ok := strings.TrimSpace(s) != "" && utf8.ValidString(s) && utf8.RuneCountInString(s) <= maxText
	c.requiref(ok, path, "must be text of 1 to %d characters; found %q", maxText, s)
}

func (c *checker) words(path string, all []string, least int) {
	c.requiref(len(all) >= least, path, "must be %d or more; found %d", least, len(all))
	for i, s := range all {
		c.text(at(path, i), s)
		c.requiref(!slices.Contains(all[:i], s), at(path, i), "must not occur twice; found %q", s)
	}
}

var idShape = regexp.MustCompile(`^[a-z][a-z0-9_]{0,59}$`)

func (c *checker) id(path, id string) {
	c.requiref(idShape.MatchString(id), path, "must be lower-case letters, digits and _, at most 60, beginning with a letter; found %q", id)
}

func (c *checker) oneOf(path, s string, allowed []string) {
	c.requiref(slices.Contains(allowed, s), path, "must be one of %s; found %q", strings.Join(allowed, ", "), s)
}

// goods checks the id of an item that can be bought and sold.
func (c *checker) goods(path, id string, b *Balance) {
	i, ok := b.Item(id)
	c.requiref(ok && i.Kind != KindQuest, path, "must be the id of an item that is traded; found %q", id)
}

// unique checks ids that name things of one list.
func unique[T any](c *checker, path, field string, all []T, id func(T) string) {
	c.requiref(len(all) > 0, path, "must not be empty")
	seen := map[string]bool{}
	for i, one := range all {
		where := at(path, i) + "." + field
		c.id(where, id(one))
		c.requiref(!seen[id(one)], where, "must not occur twice; found %q", id(one))
		seen[id(one)] = true
	}
}

// all checks that every one of some names is there.
func all[T any](c *checker, path string, names []string, list []T, id func(T) string) {
	for _, name := range names {
		found := slices.ContainsFunc(list, func(one T) bool { return id(one) == name })
		c.requiref(found, path, "must have %q", name)
	}
}

func (b *Balance) check() error {
	c := &checker{file: numbersFile}
	c.requiref(b.Format == 1, "format", "must be 1; found %d", b.Format)
	b.checkPlaces(c)
	b.checkShips(c)
	b.checkGoods(c)
	b.checkFights(c)
	b.checkWork(c)
	b.checkPeople(c)
	c.file = eventsFile
	b.checkEvents(c)
	return errors.Join(c.faults...)
}

func (b *Balance) checkPlaces(c *checker) {
	b.Voyage.check(c)
	b.Captain.check(c, b)
	b.Map.check(c)
	unique(c, "regions", "type", b.Regions, func(r Region) string { return r.Type })
	all(c, "regions", RegionTypes(), b.Regions, func(r Region) string { return r.Type })
	for i, r := range b.Regions {
		r.check(c, at("regions", i), b)
	}
	unique(c, "node_types", "type", b.NodeTypes, func(n NodeType) string { return n.Type })
	all(c, "node_types", PlaceTypes(), b.NodeTypes, func(n NodeType) string { return n.Type })
	for i, n := range b.NodeTypes {
		n.check(c, at("node_types", i))
	}
	b.checkDealt(c)
	b.Travel.check(c)
}

func (b *Balance) checkShips(c *checker) {
	unique(c, "ships", "type", b.Ships, func(s Ship) string { return s.Type })
	for i, s := range b.Ships {
		s.check(c, at("ships", i))
	}
	unique(c, "modules", "id", b.Modules, func(m Module) string { return m.ID })
	for i, m := range b.Modules {
		m.check(c, at("modules", i), b)
	}
	b.Yard.check(c)
	b.Pod.check(c)
	unique(c, "augmentations", "id", b.Augmentations, func(a Augmentation) string { return a.ID })
	for i, a := range b.Augmentations {
		a.check(c, at("augmentations", i), b)
	}
}

func (b *Balance) checkGoods(c *checker) {
	unique(c, "items", "id", b.Items, func(i Item) string { return i.ID })
	for i, item := range b.Items {
		item.check(c, at("items", i))
	}
	b.Market.check(c, b)
}

func (b *Balance) checkFights(c *checker) {
	unique(c, "enemies", "id", b.Enemies, func(e Enemy) string { return e.ID })
	for i, e := range b.Enemies {
		e.check(c, at("enemies", i), b)
	}
	c.requiref(len(b.Encounters) > 0, "encounters", "must not be empty")
	for i, e := range b.Encounters {
		e.check(c, at("encounters", i), b)
	}
	for _, kind := range RegionTypes() {
		sum := 0.0
		for _, e := range b.Encounters {
			sum += e.Weight(kind, 1)
		}
		c.requiref(sum > 0, "encounters", "must have an enemy to meet in %s at danger 1", kind)
	}
	b.Combat.check(c, b)
}

func (b *Balance) checkWork(c *checker) {
	b.Scan.check(c, b)
	b.Mine.check(c, b)
	b.Salvage.check(c, b)
	b.Distress.check(c)
}

func (b *Balance) checkPeople(c *checker) {
	b.Crew.check(c)
	unique(c, "factions", "id", b.Factions, func(f Faction) string { return f.ID })
	for i, f := range b.Factions {
		f.check(c, at("factions", i))
	}
	b.Reputation.check(c)
	b.Quests.check(c, b)
	unique(c, "achievements", "id", b.Achievements, func(a Achievement) string { return a.ID })
	for i, a := range b.Achievements {
		a.check(c, at("achievements", i))
	}
}
