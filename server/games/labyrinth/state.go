package labyrinth

import (
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// State is a game at one position of its log. It is a value: Apply returns a
// new one, and the two share what did not change. Slices and the messages
// pointed to are therefore never changed in place.
type State struct {
	options *labyrinthv1.Options
	book    *labyrinthv1.Rulebook
	phase   labyrinthv1.Phase
	turn    int32
	began   int64 // milliseconds since 1970; the turn clock runs from here

	// By seat; index 0 is unused.
	chosen    [maxSeats + 1]*labyrinthv1.Sheet
	taken     [maxSeats + 1]sitter
	orders    [maxSeats + 1]*labyrinthv1.Declaration
	confirmed [maxSeats + 1]bool

	// By cell.
	open     []byte // open sides
	themes   []labyrinthv1.Theme
	codes    []string
	tiles    []*labyrinthv1.Tile // nil where not revealed
	searched []bool

	start   int32
	figures []*figure
	things  []thing
	outage  int32 // the last turn without light
	gained  int32 // items gained so far; numbers the next

	last, log []tale // of the turn before, and of this one
	result    *labyrinthv1.Result

	// bare is true only in copies made for viewers who may know everything.
	bare bool
}

// sitter is who plays a seat.
type sitter int8

const (
	nobody sitter = iota
	human
	computer
)

// figure is somebody on the board. States share figures: one that is in a State
// is never changed.
type figure struct {
	id          string
	sheet       *labyrinthv1.Sheet
	seat        int32 // 0 for enemies and npcs
	cell        int32
	health      int32
	turnsToLive int32 // while downed
	downed      bool
	dead        bool
	escaped     bool
	met         bool // an npc the party knows of
	items       []item
	readyTurn   int32 // the first turn the special can be used
	stunned     int32 // the last turn without action
	guard       int32 // the last turn of guarding
	guardArmour int32
	carries     string
	carriedBy   string
	felled      int32
	post        int32 // where it began
	goal        int32 // the cell an enemy makes for, -1 for none
	cameBy      byte  // the side of the cell it came in by this turn
}

// absent stands for a figure that is not in the game.
var absent = &figure{cell: -1}

type item struct {
	id   string
	gear *labyrinthv1.Gear
	uses int32
}

// thing is something on the board.
type thing struct {
	card  *labyrinthv1.Thing // as it was when the game began
	found bool
	spent bool
}

// Short names for what is compared often.
const (
	typePlayer = labyrinthv1.CharacterType_CHARACTER_TYPE_PLAYER
	typeEnemy  = labyrinthv1.CharacterType_CHARACTER_TYPE_ENEMY
	typeNPC    = labyrinthv1.CharacterType_CHARACTER_TYPE_NPC

	phaseLobby       = labyrinthv1.Phase_PHASE_LOBBY
	phasePlacement   = labyrinthv1.Phase_PHASE_PLACEMENT
	phaseDeclaration = labyrinthv1.Phase_PHASE_DECLARATION
	phaseFinished    = labyrinthv1.Phase_PHASE_FINISHED
)

// The scenarios that the rules know; everything else about them is content.
const (
	scenarioRescue   = "rescue"
	scenarioShutdown = "core_shutdown"
	scenarioRace     = "evacuation_race"
)

func (f *figure) kind() labyrinthv1.CharacterType { return f.sheet.GetType() }

// up is true for one who can act: on the board and on its feet.
func (f *figure) up() bool { return !f.dead && !f.downed && !f.escaped }

// onBoard is true for one who is in the maze at all.
func (f *figure) onBoard() bool { return !f.dead && !f.escaped }

// opposes is true between party and enemies.
func (f *figure) opposes(g *figure) bool {
	return f.kind() == typeEnemy && g.kind() == typePlayer || f.kind() == typePlayer && g.kind() == typeEnemy
}

// skill is the sum of a skill's amounts; 0 without the skill.
func (f *figure) skill(kind labyrinthv1.EffectKind) (sum int32) {
	for _, k := range f.sheet.GetSkills() {
		if k.GetEffect().GetKind() == kind {
			sum += k.GetEffect().GetAmount()
		}
	}
	return sum
}

// can is true for one who has a skill.
func (f *figure) can(kind labyrinthv1.EffectKind) bool {
	return slices.ContainsFunc(f.sheet.GetSkills(), func(k *labyrinthv1.Knack) bool { return k.GetEffect().GetKind() == kind })
}

// itemAt is the item with an id, if it has uses left.
func (f *figure) itemAt(id string) (item, bool) {
	i := slices.IndexFunc(f.items, func(it item) bool { return it.id == id })
	if i < 0 {
		return item{}, false
	}
	return f.items[i], true
}

// index is the place of a *figure, -1 for none.
func (s State) index(id string) int {
	return slices.IndexFunc(s.figures, func(f *figure) bool { return f.id == id })
}

// figure is the figure with an id, or absent.
func (s State) figure(id string) (*figure, bool) {
	if i := s.index(id); i >= 0 {
		return s.figures[i], true
	}
	return absent, false
}

// of is the figure that a seat plays, or absent.
func (s State) of(seat int32) (*figure, bool) {
	i := slices.IndexFunc(s.figures, func(f *figure) bool { return f.seat == seat && seat > 0 })
	if i < 0 {
		return absent, false
	}
	return s.figures[i], true
}

// with is the state with one figure changed.
func (s State) with(id string, change func(*figure)) State {
	i := s.index(id)
	if i < 0 {
		return s
	}
	s.figures = slices.Clone(s.figures)
	changed := *s.figures[i]
	change(&changed)
	s.figures[i] = &changed
	return s
}

// withThing is the state with one thing changed.
func (s State) withThing(id string, change func(*thing)) State {
	i := slices.IndexFunc(s.things, func(t thing) bool { return t.card.GetId() == id })
	if i < 0 {
		return s
	}
	s.things = slices.Clone(s.things)
	change(&s.things[i])
	return s
}

// each returns the figures that hold.
func (s State) each(hold func(*figure) bool) []*figure {
	var some []*figure
	for _, f := range s.figures {
		if hold(f) {
			some = append(some, f)
		}
	}
	return some
}

// party are the figures that seats play, in the order of the seats.
func (s State) party() []*figure {
	return s.each(func(f *figure) bool { return f.kind() == typePlayer })
}

// thingAt is the first thing on a cell that holds.
func (s State) thingAt(cell int32, hold func(thing) bool) (thing, bool) {
	i := slices.IndexFunc(s.things, func(t thing) bool { return t.card.GetCell() == cell && hold(t) })
	if i < 0 {
		return thing{}, false
	}
	return s.things[i], true
}

func (s State) size() int32 { return s.options.GetSize() }

func (s State) scenario() string { return s.options.GetScenario() }

func (s State) numbers() *labyrinthv1.Balance { return s.book.GetBalance() }

func (s State) revealed(cell int32) bool { return cell >= 0 && s.tiles[cell] != nil }

// extraRows are the rows that a maze has more than the size the balance is
// written for.
func (s State) extraRows() int32 { return max(0, s.size()-balancedSize) }

const balancedSize = 8

// lastTurn is the scenario's limit.
func (s State) lastTurn() int32 {
	return s.book.GetScenario().GetTurnLimit() + s.numbers().GetTurnsPerRow()*s.extraRows()
}
