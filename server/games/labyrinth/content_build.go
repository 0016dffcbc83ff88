package labyrinth

import (
	"encoding/json"
	"fmt"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// Balance rows for all scenarios name this one.
const everyScenario = "*"

var difficulties = map[string]labyrinthv1.Difficulty{
	"easy":   labyrinthv1.Difficulty_DIFFICULTY_EASY,
	"normal": labyrinthv1.Difficulty_DIFFICULTY_NORMAL,
	"hard":   labyrinthv1.Difficulty_DIFFICULTY_HARD,
}

// builder fills a Content from records in the order of tables.
type builder struct {
	*Content
	seen   map[string]bool // kind + id
	counts map[string]int  // rows by kind
}

func build(records []record) (*Content, error) {
	b := builder{
		Content: &Content{
			sheets: map[string]*labyrinthv1.Sheet{}, gear: map[string]*labyrinthv1.Gear{},
			npcs: map[string]string{}, balance: map[balanceKey]*labyrinthv1.Balance{},
		},
		seen: map[string]bool{}, counts: map[string]int{},
	}
	adders := map[string]func(*reading){
		"character": b.character, "equipment": b.equipment, "skill": b.skill, "special": b.special,
		"object": b.object, "scenario": b.scenario, "balance": b.balanceRow,
	}
	for _, rec := range records {
		r := &reading{record: rec}
		adders[rec.kind](r)
		if r.err != nil {
			return nil, r.err
		}
	}
	return b.Content, b.complete()
}

// keep stores the row and refuses a second one with the same id.
func (b *builder) keep(r *reading, id, parent, column string) {
	if b.seen[r.kind+" "+id] {
		r.failf(column, "there is already a %s %q", r.kind, id)
	}
	b.seen[r.kind+" "+id] = true
	data, err := json.Marshal(r.fields)
	if err != nil {
		r.failf(column, "%v", err)
	}
	b.rows = append(b.rows, Row{Kind: r.kind, ID: id, Parent: parent, Position: b.counts[r.kind], JSON: data})
	b.counts[r.kind]++
}

func (b *builder) character(r *reading) {
	id := r.id("id")
	b.keep(r, id, "", "id")
	kind := labyrinthv1.CharacterType(r.named("type", "CHARACTER_TYPE_", labyrinthv1.CharacterType_value))
	c := &labyrinthv1.Character{
		Id: id, Name: r.text("name"), Type: kind, Age: r.number("age", 0, 1000), Role: r.text("role"),
		Portrait: r.id("portrait"), Backstory: r.text("backstory"), Health: r.number("health", 1, 1000),
		Speed: r.number("speed", 1, 8), Armour: r.number("armour", 0, 50), Initiative: r.number("initiative", 0, 20),
	}
	sheet := &labyrinthv1.Sheet{
		CharacterId: id, Name: c.GetName(), Type: kind, Health: c.GetHealth(), Speed: c.GetSpeed(),
		Armour: c.GetArmour(), Initiative: c.GetInitiative(),
	}
	switch {
	case kind != labyrinthv1.CharacterType_CHARACTER_TYPE_PLAYER:
		sheet.Behaviour = labyrinthv1.Behaviour(r.named("behaviour", "BEHAVIOUR_", labyrinthv1.Behaviour_value))
	case r.fields["behaviour"] != "":
		r.failf("behaviour", "must be empty for a player character: its player decides")
	}
	b.characters, b.sheets[id] = append(b.characters, c), sheet
}

// owner is the character named in a row; with none and optional, nil.
func (b *builder) owner(r *reading, optional bool) (*labyrinthv1.Character, *labyrinthv1.Sheet) {
	id := r.fields["character"]
	c, ok := b.Character(id)
	if !ok && (!optional || id != "") {
		r.failf("character", "there is no character %q", id)
		return nil, nil
	}
	return c, b.sheets[id]
}

func (b *builder) equipment(r *reading) {
	id := r.id("id")
	b.keep(r, id, r.fields["character"], "id")
	c, sheet := b.owner(r, true)
	gear := &labyrinthv1.Gear{
		Id: id, Name: r.text("name"), Text: r.sentence(), Effect: r.effect(1, firstSkill), Uses: r.number("uses", -1, 100),
	}
	if gear.GetUses() == 0 {
		r.failf("uses", "must be -1 (unlimited) or 1 and more")
	}
	b.gear[id] = gear
	if r.yes("find") {
		b.finds = append(b.finds, gear)
	}
	if c != nil {
		sheet.Gear = append(sheet.Gear, gear)
		c.Equipment = append(c.Equipment, &labyrinthv1.Equipment{Id: id, Name: gear.GetName(), Effect: gear.GetText()})
	}
}

func (b *builder) skill(r *reading) {
	id := r.id("id")
	b.keep(r, id, r.fields["character"], "id")
	c, sheet := b.owner(r, false)
	knack := &labyrinthv1.Knack{Id: id, Name: r.text("name"), Effect: r.effect(firstSkill, firstSpecial)}
	if c != nil {
		sheet.Skills = append(sheet.Skills, knack)
		c.Skills = append(c.Skills, &labyrinthv1.Skill{Id: id, Name: knack.GetName(), Effect: r.sentence()})
	}
}

func (b *builder) special(r *reading) {
	id := r.id("id")
	b.keep(r, id, r.fields["character"], "id")
	c, sheet := b.owner(r, false)
	feat := &labyrinthv1.Feat{
		Id: id, Name: r.text("name"), Text: r.sentence(), Effect: r.effect(firstSpecial, 1000), Cooldown: r.number("cooldown", 1, 100),
	}
	if c == nil {
		return
	}
	if sheet.GetSpecial() != nil {
		r.failf("character", "%s has a special already", c.GetId())
	}
	sheet.Special = feat
	c.Specials = append(c.Specials, &labyrinthv1.Special{Id: id, Name: feat.GetName(), Effect: feat.GetText(), Cooldown: feat.GetCooldown()})
}

func (b *builder) object(r *reading) {
	id := r.id("id")
	b.keep(r, id, "", "id")
	kind := labyrinthv1.ThingKind(r.named("kind", "THING_KIND_", labyrinthv1.ThingKind_value))
	if kind > labyrinthv1.ThingKind_THING_KIND_DOOR {
		r.failf("kind", "must be cache, safe or door: the scenarios place the others")
	}
	thing := &labyrinthv1.ThingSheet{ObjectId: id, Name: r.text("name"), Kind: kind, Count: r.number("count", 0, 100)}
	for _, gear := range words(r.optional("holds")) {
		if b.gear[gear] == nil {
			r.failf("holds", "there is no equipment %q", gear)
		}
		thing.Gear = append(thing.Gear, b.gear[gear])
	}
	if (kind == labyrinthv1.ThingKind_THING_KIND_DOOR) != (len(thing.GetGear()) == 0) {
		r.failf("holds", "caches and safes hold something, doors nothing")
	}
	b.things = append(b.things, thing)
}

const maxSeats = 6

func (b *builder) scenario(r *reading) {
	id := r.id("id")
	b.keep(r, id, "", "id")
	if !slices.Contains([]string{scenarioRescue, scenarioShutdown, scenarioRace}, id) {
		r.failf("id", "the rules know the scenarios rescue, core_shutdown and evacuation_race; found %q", id)
	}
	s := &labyrinthv1.Scenario{
		Id: id, Name: r.text("name"), Briefing: r.text("briefing"), Goal: r.text("goal"), Competitive: r.yes("competitive"),
		TurnLimit: r.number("turn_limit", 1, 1000), MinPlayers: r.number("min_players", 1, maxSeats),
	}
	s.MaxPlayers = r.number("max_players", s.GetMinPlayers(), maxSeats)
	npc := b.sheets[r.fields["npc"]]
	if npc.GetType() != labyrinthv1.CharacterType_CHARACTER_TYPE_NPC {
		r.failf("npc", "there is no npc %q", r.fields["npc"])
	}
	b.npcs[id] = r.fields["npc"]
	b.scenarios = append(b.scenarios, s)
	for _, d := range difficulties {
		b.balance[balanceKey{id, d}] = &labyrinthv1.Balance{}
	}
}

func (b *builder) balanceRow(r *reading) {
	scenario, name := r.text("scenario"), r.text("name")
	b.keep(r, scenario+"."+name, scenario, "name")
	if _, ok := b.Scenario(scenario); !ok && scenario != everyScenario {
		r.failf("scenario", "must be * or a scenario's id; found %q", scenario)
	}
	field := (&labyrinthv1.Balance{}).ProtoReflect().Descriptor().Fields().ByName(protoreflect.Name(name))
	if field == nil {
		r.failf("name", "the rules have no number %q", name)
		return
	}
	for column, d := range difficulties {
		value := protoreflect.ValueOfInt32(r.number(column, 0, 10000))
		for key, balance := range b.balance {
			if key.difficulty == d && (scenario == everyScenario || scenario == key.scenario) {
				balance.ProtoReflect().Set(field, value)
			}
		}
	}
}

// complete refuses content with which no game could be played.
func (b *builder) complete() error {
	fields := (&labyrinthv1.Balance{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		if name := string(fields.Get(i).Name()); !b.seen["balance "+everyScenario+"."+name] {
			return fmt.Errorf("balance.csv: a row for * and %s is missing", name)
		}
	}
	players := 0
	for _, c := range b.characters {
		sheet := b.sheets[c.GetId()]
		if c.GetType() == labyrinthv1.CharacterType_CHARACTER_TYPE_PLAYER {
			players++
			if sheet.GetSpecial() == nil {
				return fmt.Errorf("specials.csv: a row for the character %s is missing", c.GetId())
			}
		}
	}
	if players < maxSeats {
		return fmt.Errorf("characters.csv: %d seats need %d player characters; found %d", maxSeats, maxSeats, players)
	}
	for _, s := range b.scenarios {
		book := b.rulebook(s, labyrinthv1.Difficulty_DIFFICULTY_NORMAL)
		if book.GetBoss() == nil || book.GetHeavy() == nil || book.GetGrunt() == nil {
			return fmt.Errorf("characters.csv: an enemy with each of the behaviours hunt, guard and chase is needed")
		}
	}
	if len(b.scenarios) == 0 || len(b.finds) == 0 {
		return fmt.Errorf("scenarios.csv, equipment.csv: at least one scenario and one piece of equipment to find are needed")
	}
	return nil
}
