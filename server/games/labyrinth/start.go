package labyrinth

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
	"playhouse/server/session"
)

// start lays out the maze and places everybody in it: turn 0.
func (p *play) start() {
	for _, m := range p.Table.Players() {
		if p.s.chosen[m.Seat] == nil {
			p.err = session.Refuse("no_character", "%s has not chosen a character yet", m.Name)
			return
		}
	}
	plan, drawn := spec(p.s.options), ""
	if plan.Seed == "" {
		drawn = drawSeed(p.Dice)
		plan.Seed = drawn
	}
	m, err := maze.Make(plan)
	if err != nil {
		p.err = err
		return
	}
	e := &labyrinthv1.Event_Started{
		OpenSides: m.Open, Start: int32(m.Start), AtMs: p.Now.UnixMilli(), Seed: drawn,
	}
	for _, theme := range m.Themes() {
		e.Themes = append(e.Themes, byte(theme))
	}
	set := newSetting(p, e)
	set.players()
	set.enemies()
	set.npc()
	set.fixtures()
	set.lost()
	p.emit(e)
	p.emit(&labyrinthv1.Event_Revealed{Cells: []int32{e.GetStart()}})
	if !p.s.options.GetHybrid() {
		p.beginTurn()
	}
	p.settle()
}

// setting places what the maze holds at the start.
type setting struct {
	*play
	e     *labyrinthv1.Event_Started
	board State   // only the maze, for distances
	steps []int32 // from the start
	order []int32 // all cells in a random order
	held  map[int32]bool
	boss  int32
}

func newSetting(p *play, e *labyrinthv1.Event_Started) *setting {
	set := &setting{
		play: p, e: e, held: map[int32]bool{e.GetStart(): true},
		board: State{options: p.s.options, open: e.GetOpenSides()},
	}
	set.steps = set.board.walks(e.GetStart(), nil)
	for cell := range set.steps {
		set.order = append(set.order, int32(cell))
	}
	p.Dice.Shuffle(len(set.order), func(i, j int) { set.order[i], set.order[j] = set.order[j], set.order[i] })
	return set
}

// take is the first free cell that holds, or else the first free one; -1 when
// the maze is full.
func (set *setting) take(hold func(int32) bool) int32 {
	free := func(cell int32) bool { return !set.held[cell] }
	i := slices.IndexFunc(set.order, func(cell int32) bool { return free(cell) && hold(cell) })
	if i < 0 {
		i = slices.IndexFunc(set.order, free)
	}
	if i < 0 {
		return -1
	}
	set.held[set.order[i]] = true
	return set.order[i]
}

func (set *setting) put(id string, sheet *labyrinthv1.Sheet, seat, cell int32) {
	set.e.Figures = append(set.e.Figures, &labyrinthv1.Placed{Id: id, Sheet: sheet, Seat: seat, Cell: cell})
}

func (set *setting) players() {
	for _, m := range set.Table.Players() {
		seat := int32(m.Seat)
		set.put(fmt.Sprintf("p%d", seat), set.s.chosen[seat], seat, set.e.GetStart())
	}
}

// enemies places the boss at Manhattan distance size/2 or more (every maze
// allows it), if possible so that the tile farthest from it is no short walk
// from the start; the others on tiles of their own, not at the party's feet.
func (set *setting) enemies() {
	n := set.s.size()
	far := func(cell int32) bool { return 2*set.board.manhattan(set.e.GetStart(), cell) >= n }
	set.boss = set.take(func(cell int32) bool { return far(cell) && set.steps[set.farthest(cell)] >= n })
	if !far(set.boss) {
		delete(set.held, set.boss)
		set.boss = set.take(far)
	}
	if set.s.book.GetNpc() != nil {
		set.held[set.farthest(set.boss)] = true // nobody begins beside the npc
	}
	b := set.s.numbers()
	set.put("boss", set.tougher(set.s.book.GetBoss()), 0, set.boss)
	set.pack("heavy", set.s.book.GetHeavy(), b.GetHeavies()+set.s.extraRows()/balancedSize)
	set.pack("grunt", set.s.book.GetGrunt(), b.GetGrunts()+b.GetGruntsPerRowPercent()*set.s.extraRows()/hundred)
}

// pack places enemies of a kind; in a small maze never on more than a quarter
// of the tiles.
func (set *setting) pack(name string, sheet *labyrinthv1.Sheet, count int32) {
	room := int32(len(set.order)/4 - len(set.e.GetFigures()))
	for i := range min(count, max(1, room)) {
		cell := set.take(func(cell int32) bool { return set.steps[cell] > set.s.numbers().GetSafeSteps() })
		if cell >= 0 {
			set.put(fmt.Sprintf("%s-%d", name, i+1), set.tougher(sheet), 0, cell)
		}
	}
}

const hundred = 100

// tougher is an enemy's sheet with the health it has at this difficulty and
// against this many.
func (set *setting) tougher(sheet *labyrinthv1.Sheet) *labyrinthv1.Sheet {
	out, ok := proto.Clone(sheet).(*labyrinthv1.Sheet)
	if !ok {
		return sheet
	}
	percent := set.s.numbers().GetFoeHealthPercent() * partyPercent(set.s.numbers(), len(set.Table.Players())) / hundred
	out.Health = max(1, sheet.GetHealth()*percent/hundred)
	return out
}

// partyPercent is how strong enemies are against so many players.
func partyPercent(b *labyrinthv1.Balance, players int) int32 {
	return [...]int32{
		b.GetParty_1Percent(), b.GetParty_1Percent(), b.GetParty_2Percent(), b.GetParty_3Percent(),
		b.GetParty_4Percent(), b.GetParty_5Percent(), b.GetParty_6Percent(),
	}[min(players, maxSeats)]
}

// npc stands on the tile farthest from the boss by walking distance.
func (set *setting) npc() {
	sheet := set.s.book.GetNpc()
	if sheet == nil {
		return
	}
	id := "guide"
	if sheet.GetBehaviour() == labyrinthv1.Behaviour_BEHAVIOUR_LIE {
		id = "officer"
	}
	set.put(id, sheet, 0, set.farthest(set.boss))
}

// farthest is the tile with the longest walk from a cell, the first of equals,
// other than the start.
func (set *setting) farthest(from int32) int32 {
	best, most := from, int32(-1)
	for cell, d := range set.board.walks(from, nil) {
		if d > most && int32(cell) != set.e.GetStart() {
			best, most = int32(cell), d
		}
	}
	return best
}

// fixtures places what the scenario is about. Things have tiles of their own,
// but may lie where somebody stands.
func (set *setting) fixtures() {
	set.held = map[int32]bool{set.e.GetStart(): true}
	theme := func(t labyrinthv1.Theme) func(int32) bool {
		return func(cell int32) bool { return set.e.GetThemes()[cell] == byte(t) && set.steps[cell] > 1 }
	}
	switch set.s.scenario() {
	case scenarioRescue:
		set.fix("lift-1", "Lift", labyrinthv1.ThingKind_THING_KIND_LIFT, set.e.GetStart())
	case scenarioShutdown:
		set.fix("switch-command", "Command switch", labyrinthv1.ThingKind_THING_KIND_SWITCH, set.take(theme(labyrinthv1.Theme_THEME_COMMAND)))
		set.fix("switch-technical", "Technical switch", labyrinthv1.ThingKind_THING_KIND_SWITCH, set.take(theme(labyrinthv1.Theme_THEME_TECHNICAL)))
	case scenarioRace:
		set.fix("shuttle-1", "Shuttle", labyrinthv1.ThingKind_THING_KIND_SHUTTLE, set.berth())
	}
}

func (set *setting) fix(id, name string, kind labyrinthv1.ThingKind, cell int32) {
	object := map[labyrinthv1.ThingKind]string{
		labyrinthv1.ThingKind_THING_KIND_LIFT: "lift", labyrinthv1.ThingKind_THING_KIND_SWITCH: "switch",
		labyrinthv1.ThingKind_THING_KIND_SHUTTLE: "shuttle",
	}[kind]
	set.e.Objects = append(set.e.Objects, &labyrinthv1.Thing{Id: id, ObjectId: object, Name: name, Kind: kind, Cell: cell})
}

// berth is the tile with the longest walk from the start that the scenario
// allows.
func (set *setting) berth() int32 {
	best := set.e.GetStart()
	for _, cell := range set.order {
		limit := set.s.numbers().GetShuttleSteps()
		if d := set.steps[cell]; d > set.steps[best] && (limit == 0 || d <= limit) {
			best = cell
		}
	}
	set.held[best] = true
	return best
}

// lost places the content's things, each on a tile of its own.
func (set *setting) lost() {
	for _, sheet := range set.s.book.GetThings() {
		for i := range sheet.GetCount() {
			t := &labyrinthv1.Thing{
				Id: fmt.Sprintf("%s-%d", sheet.GetObjectId(), i+1), ObjectId: sheet.GetObjectId(), Name: sheet.GetName(), Kind: sheet.GetKind(),
			}
			if t.GetKind() == labyrinthv1.ThingKind_THING_KIND_DOOR {
				t.Cell = set.take(func(cell int32) bool { return set.walls(cell) != 0 })
				t.Direction = set.doorSide(t.GetCell())
			} else {
				t.Cell = set.take(func(int32) bool { return true })
				gear := sheet.GetGear()
				t.Holds = gear[set.Dice.Int(len(gear)):][:1]
			}
			if t.GetCell() >= 0 && (t.GetKind() != labyrinthv1.ThingKind_THING_KIND_DOOR || t.GetDirection() != 0) {
				set.e.Objects = append(set.e.Objects, t)
			}
		}
	}
}

// walls are the closed sides of a cell that have a neighbour.
func (set *setting) walls(cell int32) (closed maze.Side) {
	for _, side := range maze.Sides {
		if set.board.beyond(cell, side) >= 0 && set.board.through(cell, side) < 0 {
			closed |= side
		}
	}
	return closed
}

// doorSide draws the wall that a hidden door is in; none when there is no wall.
func (set *setting) doorSide(cell int32) labyrinthv1.Direction {
	if cell < 0 {
		return labyrinthv1.Direction_DIRECTION_UNSPECIFIED
	}
	walls := maze.Directions(set.walls(cell))
	if len(walls) == 0 {
		return labyrinthv1.Direction_DIRECTION_UNSPECIFIED
	}
	return walls[set.Dice.Int(len(walls))]
}
