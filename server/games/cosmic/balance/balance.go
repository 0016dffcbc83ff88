package balance

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

//go:embed balance.json events.json
var embedded embed.FS

const (
	numbersFile = "balance.json"
	eventsFile  = "events.json"
)

// Balance is all of it. Nobody changes one that was loaded.
type Balance struct {
	// Format is the version of the file's shape; 1.
	Format int `json:"format"`
	// Voyage is how long a voyage is and what wins it.
	Voyage Voyage `json:"voyage"`
	// Captain is what a captain begins with.
	Captain Captain `json:"captain"`
	// Map is how star maps are made.
	Map Map `json:"map"`
	// Regions are the types of regions; every map has one of each.
	Regions []Region `json:"regions"`
	// NodeTypes are the six types of nodes.
	NodeTypes []NodeType `json:"node_types"`
	// Travel is what going somewhere costs and risks.
	Travel Travel `json:"travel"`
	// Ships are the types of ships, the cheapest first.
	Ships []Ship `json:"ships"`
	// Modules are what ships are fitted with, by kind of slot.
	Modules []Module `json:"modules"`
	// Yard is what repairing, removing and trading in costs.
	Yard Yard `json:"yard"`
	// Items are the things a hold carries.
	Items []Item `json:"items"`
	// Market is how prices are made.
	Market Market `json:"market"`
	// Enemies are the kinds of enemies.
	Enemies []Enemy `json:"enemies"`
	// Encounters are which enemy is met where.
	Encounters []Encounter `json:"encounters"`
	// Combat is how fights go.
	Combat Combat `json:"combat"`
	// Pod is the escape pod.
	Pod Pod `json:"pod"`
	// Augmentations are what the pod is fitted with.
	Augmentations []Augmentation `json:"augmentations"`
	// Scan is what scanning finds.
	Scan Scan `json:"scan"`
	// Mine is what mining yields.
	Mine Mine `json:"mine"`
	// Salvage is what salvaging yields.
	Salvage Salvage `json:"salvage"`
	// Distress is what a distress call costs and brings.
	Distress Distress `json:"distress"`
	// Crew is who may be hired.
	Crew Crew `json:"crew"`
	// Factions are the three powers.
	Factions []Faction `json:"factions"`
	// Reputation is what standing with them does.
	Reputation Reputation `json:"reputation"`
	// Quests is what is asked of captains.
	Quests Quests `json:"quests"`
	// Achievements are what is remembered of a voyage.
	Achievements []Achievement `json:"achievements"`
	// Events are the narrative events, from events.json.
	Events []Event `json:"-"`
}

// Embedded is what comes with the server: balance.json and events.json in its
// root.
func Embedded() fs.FS { return embedded }

// Default is the embedded balance, for tests and tools. It panics when that is
// broken, which a test rules out.
func Default() *Balance {
	b, err := Load(Embedded())
	if err != nil {
		panic(err)
	}
	return b
}

// Load reads balance.json and events.json in the root of fsys. It refuses
// unknown fields and anything the game could not be played with; the error names
// file, path and what is allowed, for every fault found.
func Load(fsys fs.FS) (*Balance, error) {
	b := &Balance{}
	if err := decode(fsys, numbersFile, b); err != nil {
		return nil, err
	}
	var told struct {
		Events []Event `json:"events"`
	}
	if err := decode(fsys, eventsFile, &told); err != nil {
		return nil, err
	}
	b.Events = told.Events
	return b, b.check()
}

func decode(fsys fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if c := checkKeys(name, raw, into); len(c.faults) > 0 {
		return errors.Join(c.faults...)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s: line %d: %w", name, line(raw, offset(d, err)), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: line %d: nothing may follow the object", name, line(raw, d.InputOffset()))
	}
	return nil
}

func offset(d *json.Decoder, err error) int64 {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return syntax.Offset
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return kind.Offset
	}
	return d.InputOffset()
}

func line(raw []byte, offset int64) int {
	return 1 + bytes.Count(raw[:min(int64(len(raw)), offset)], []byte("\n"))
}

// find is the first of all that matches; a copy, so that nobody changes the
// balance by it.
func find[T any](all []T, matches func(T) bool) (T, bool) {
	i := slices.IndexFunc(all, matches)
	if i < 0 {
		var none T
		return none, false
	}
	return all[i], true
}

// Region is the region of a type.
func (b *Balance) Region(kind string) (Region, bool) {
	return find(b.Regions, func(r Region) bool { return r.Type == kind })
}

// NodeType is the node type with a name.
func (b *Balance) NodeType(kind string) (NodeType, bool) {
	return find(b.NodeTypes, func(n NodeType) bool { return n.Type == kind })
}

// Ship is the ship of a type.
func (b *Balance) Ship(kind string) (Ship, bool) {
	return find(b.Ships, func(s Ship) bool { return s.Type == kind })
}

// Module is the module with an id.
func (b *Balance) Module(id string) (Module, bool) {
	return find(b.Modules, func(m Module) bool { return m.ID == id })
}

// Item is the item with an id.
func (b *Balance) Item(id string) (Item, bool) {
	return find(b.Items, func(i Item) bool { return i.ID == id })
}

// Enemy is the enemy with an id.
func (b *Balance) Enemy(id string) (Enemy, bool) {
	return find(b.Enemies, func(e Enemy) bool { return e.ID == id })
}

// Attack is the way to attack with an id.
func (b *Balance) Attack(id string) (Attack, bool) {
	return find(b.Combat.Attacks, func(a Attack) bool { return a.ID == id })
}

// Augmentation is the augmentation with an id.
func (b *Balance) Augmentation(id string) (Augmentation, bool) {
	return find(b.Augmentations, func(a Augmentation) bool { return a.ID == id })
}

// Role is the crew role with an id.
func (b *Balance) Role(id string) (Role, bool) {
	return find(b.Crew.Roles, func(r Role) bool { return r.ID == id })
}

// Faction is the faction with an id.
func (b *Balance) Faction(id string) (Faction, bool) {
	return find(b.Factions, func(f Faction) bool { return f.ID == id })
}

// Quest is the quest template with an id.
func (b *Balance) Quest(id string) (Quest, bool) {
	return find(b.Quests.Templates, func(q Quest) bool { return q.ID == id })
}

// Event is the narrative event with an id.
func (b *Balance) Event(id string) (Event, bool) {
	return find(b.Events, func(e Event) bool { return e.ID == id })
}

// Achievement is the achievement with an id.
func (b *Balance) Achievement(id string) (Achievement, bool) {
	return find(b.Achievements, func(a Achievement) bool { return a.ID == id })
}
