package labyrinth

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

//go:embed content/*.csv
var embedded embed.FS

// EmbeddedContent is the content that comes with the server: the CSV files in
// its root.
func EmbeddedContent() fs.FS {
	sub, err := fs.Sub(embedded, "content")
	if err != nil {
		panic(fmt.Sprintf("labyrinth: embedded content: %v", err)) // the folder is compiled in
	}
	return sub
}

// Content is everything an operator may write anew: characters, what they
// bring, things, scenarios, balance. Commands copy what a game needs of it into
// events; a running game is never touched by new content. Nobody changes it.
type Content struct {
	rows       []Row
	characters []*labyrinthv1.Character
	scenarios  []*labyrinthv1.Scenario
	sheets     map[string]*labyrinthv1.Sheet
	gear       map[string]*labyrinthv1.Gear
	finds      []*labyrinthv1.Gear
	things     []*labyrinthv1.ThingSheet
	npcs       map[string]string // by scenario
	balance    map[balanceKey]*labyrinthv1.Balance
}

type balanceKey struct {
	scenario   string
	difficulty labyrinthv1.Difficulty
}

// Row is one line of the content, for a store that knows no game.
type Row struct {
	// Kind is the table: character, equipment, skill, special, object, scenario
	// or balance.
	Kind string
	// ID is unique within the kind.
	ID string
	// Parent is the character that an equipment, skill or special belongs to,
	// or the scenario of a balance row; empty for none.
	Parent string
	// Position is the place within the kind, from 0.
	Position int
	// JSON is an object of the columns, all strings.
	JSON []byte
}

// LoadContent reads the CSV files in the root of fsys. A bad row is an error
// that names file, line and column.
func LoadContent(fsys fs.FS) (*Content, error) {
	var records []record
	for _, t := range tables {
		read, err := t.read(fsys)
		if err != nil {
			return nil, err
		}
		records = append(records, read...)
	}
	return build(records)
}

// ContentFromRows makes the content of rows that Rows gave, in any order. It
// refuses what LoadContent refuses, naming kind and id.
func ContentFromRows(rows []Row) (*Content, error) {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	records := make([]record, 0, len(rows))
	for _, r := range rows {
		if rank(r.Kind) < 0 {
			return nil, fmt.Errorf("content row %q: no such kind", r.Kind)
		}
		fields := map[string]string{}
		if err := json.Unmarshal(r.JSON, &fields); err != nil {
			return nil, fmt.Errorf("content row %s %s: %w", r.Kind, r.ID, err)
		}
		records = append(records, record{
			kind: r.Kind, fields: fields,
			where: func(column string) string { return fmt.Sprintf("%s %s: %s", r.Kind, r.ID, column) },
		})
	}
	return build(records)
}

// Rows are all lines of the content, for a store.
func (c *Content) Rows() []Row { return slices.Clone(c.rows) }

// Characters are all characters with all they bring, in the content's order.
// Callers must not change them.
func (c *Content) Characters() []*labyrinthv1.Character { return slices.Clone(c.characters) }

// Scenarios are all scenarios, in the content's order. Callers must not change
// them.
func (c *Content) Scenarios() []*labyrinthv1.Scenario { return slices.Clone(c.scenarios) }

// Character is the character with an id.
func (c *Content) Character(id string) (*labyrinthv1.Character, bool) {
	return find(c.characters, id)
}

// Scenario is the scenario with an id.
func (c *Content) Scenario(id string) (*labyrinthv1.Scenario, bool) { return find(c.scenarios, id) }

func find[T interface{ GetId() string }](all []T, id string) (found T, ok bool) {
	for _, one := range all {
		if one.GetId() == id {
			return one, true
		}
	}
	return found, false
}

// rulebook copies what a game of a scenario needs.
func (c *Content) rulebook(scenario *labyrinthv1.Scenario, d labyrinthv1.Difficulty) *labyrinthv1.Rulebook {
	book := &labyrinthv1.Rulebook{
		Scenario: scenario, Balance: c.balance[balanceKey{scenario.GetId(), d}],
		Npc: c.sheets[c.npcs[scenario.GetId()]], Things: c.things, Finds: c.finds,
	}
	for _, character := range c.characters {
		sheet := c.sheets[character.GetId()]
		switch sheet.GetBehaviour() { //nolint:exhaustive // the others are no enemies
		case labyrinthv1.Behaviour_BEHAVIOUR_HUNT:
			book.Boss = cmp.Or(book.GetBoss(), sheet)
		case labyrinthv1.Behaviour_BEHAVIOUR_GUARD:
			book.Heavy = cmp.Or(book.GetHeavy(), sheet)
		case labyrinthv1.Behaviour_BEHAVIOUR_CHASE:
			book.Grunt = cmp.Or(book.GetGrunt(), sheet)
		default:
		}
	}
	return book
}
