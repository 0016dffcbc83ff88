package labyrinth

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
)

// errUnknownEvent is met when a newer server wrote the log.
var errUnknownEvent = errors.New("unknown event kind")

// Apply is the state after an event. It reads nothing but its arguments.
func (Game) Apply(s State, e *labyrinthv1.Event) (State, error) { return apply(s, e) }

func apply(before State, e *labyrinthv1.Event) (State, error) {
	after := before
	err := before.valid(e)
	if err == nil {
		after, err = fold(before, e)
	}
	if err != nil {
		return before, err
	}
	if logged(e) {
		if t := narrate(before, e, after); t != (tale{}) {
			after.log = append(slices.Clip(after.log), t)
		}
	}
	return after, nil
}

// fold is a plain switch over all kinds of events.
func fold(s State, e *labyrinthv1.Event) (State, error) {
	switch k := e.GetKind().(type) {
	case *labyrinthv1.Event_Created_:
		s.options, s.book, s.phase = k.Created.GetOptions(), k.Created.GetRulebook(), phaseLobby
	case *labyrinthv1.Event_CharacterSelected_:
		s = s.choose(k.CharacterSelected.GetSeat(), k.CharacterSelected.GetSheet())
	case *labyrinthv1.Event_CharacterReleased_:
		s = s.choose(k.CharacterReleased.GetSeat(), nil)
	case *labyrinthv1.Event_SeatTaken_:
		s = s.sit(k.SeatTaken)
	case *labyrinthv1.Event_SeatLeft_:
		s = s.leave(k.SeatLeft.GetSeat())
	case *labyrinthv1.Event_Started_:
		s = s.begin(k.Started)
	case *labyrinthv1.Event_PlacementConfirmed_:
		if seat := k.PlacementConfirmed.GetSeat(); isSeat(seat) {
			s.confirmed[seat] = true
		}
	case *labyrinthv1.Event_Declared_:
		if seat := k.Declared.GetSeat(); isSeat(seat) {
			s.orders[seat] = k.Declared.GetDeclaration()
		}
	case *labyrinthv1.Event_ClockRestarted_:
		s.began = k.ClockRestarted.GetAtMs()
	case *labyrinthv1.Event_TurnBegan_:
		s = s.nextTurn(k.TurnBegan)
	case *labyrinthv1.Event_TilesPlaced_:
		s = s.place(k.TilesPlaced.GetAtMs())
	case *labyrinthv1.Event_Revealed_:
		s = s.reveal(k.Revealed.GetCells())
	case *labyrinthv1.Event_PassageChanged_:
		s = s.changePassage(k.PassageChanged)
	case *labyrinthv1.Event_Explored_:
		s = s.search(k.Explored.GetCell())
	case *labyrinthv1.Event_ObjectFound_:
		s = s.find(k.ObjectFound.GetObject())
	case *labyrinthv1.Event_ObjectSpent_:
		s = s.withThing(k.ObjectSpent.GetObject(), func(t *thing) { t.spent = k.ObjectSpent.GetSpent() })
	case *labyrinthv1.Event_EnvironmentStruck_:
		s.outage = max(s.outage, k.EnvironmentStruck.GetUntilTurn())
	case *labyrinthv1.Event_Fizzled_:
	case *labyrinthv1.Event_Ended_:
		s.phase, s.result = phaseFinished, k.Ended.GetResult()
	default:
		next, known := s.foldFigure(e)
		if !known {
			return s, fmt.Errorf("event %T: %w", k, errUnknownEvent)
		}
		return next, nil
	}
	return s, nil
}

// foldFigure folds what happens to one or two figures.
func (s State) foldFigure(e *labyrinthv1.Event) (next State, known bool) {
	switch k := e.GetKind().(type) {
	case *labyrinthv1.Event_Moved_:
		return s.move(k.Moved), true
	case *labyrinthv1.Event_Attacked_:
		return s.attack(k.Attacked), true
	case *labyrinthv1.Event_Hurt_:
		return s.with(k.Hurt.GetFigure(), func(f *figure) { f.health = k.Hurt.GetHealth() }), true
	case *labyrinthv1.Event_Healed_:
		return s.with(k.Healed.GetTarget(), func(f *figure) { f.health = k.Healed.GetHealth() }), true
	case *labyrinthv1.Event_Downed_:
		return s.with(k.Downed.GetFigure(), func(f *figure) {
			f.health, f.downed, f.turnsToLive = 0, true, k.Downed.GetTurnsToLive()
		}), true
	case *labyrinthv1.Event_Died_:
		return s.with(k.Died.GetFigure(), func(f *figure) {
			f.health, f.downed, f.turnsToLive, f.dead = 0, false, 0, true
		}), true
	case *labyrinthv1.Event_Helped_:
		return s.with(k.Helped.GetTarget(), func(f *figure) {
			f.health, f.downed, f.turnsToLive = k.Helped.GetHealth(), false, 0
		}), true
	case *labyrinthv1.Event_Bled_:
		return s.with(k.Bled.GetFigure(), func(f *figure) { f.turnsToLive = k.Bled.GetTurnsToLive() }), true
	case *labyrinthv1.Event_ItemGained_:
		s.gained++
		return s.gain(k.ItemGained), true
	case *labyrinthv1.Event_ItemUsed_:
		return s.useUp(k.ItemUsed), true
	case *labyrinthv1.Event_SpecialUsed_:
		return s.with(k.SpecialUsed.GetFigure(), func(f *figure) { f.readyTurn = k.SpecialUsed.GetReadyTurn() }), true
	case *labyrinthv1.Event_Stunned_:
		return s.with(k.Stunned.GetFigure(), func(f *figure) { f.stunned = k.Stunned.GetUntilTurn() }), true
	case *labyrinthv1.Event_Guarded_:
		return s.with(k.Guarded.GetFigure(), func(f *figure) {
			f.guard, f.guardArmour = k.Guarded.GetUntilTurn(), k.Guarded.GetArmour()
		}), true
	case *labyrinthv1.Event_Carried_:
		return s.carry(k.Carried.GetFigure(), k.Carried.GetTarget(), true), true
	case *labyrinthv1.Event_Dropped_:
		return s.carry(k.Dropped.GetFigure(), k.Dropped.GetTarget(), false), true
	case *labyrinthv1.Event_Escaped_:
		return s.with(k.Escaped.GetFigure(), func(f *figure) { f.escaped = true }), true
	case *labyrinthv1.Event_Noticed_:
		return s.with(k.Noticed.GetFigure(), func(f *figure) { f.goal = k.Noticed.GetCell() }), true
	default:
		return s, false
	}
}

// isSeat guards the arrays by seat against a log that was tampered with.
func isSeat(seat int32) bool { return seat > 0 && seat <= maxSeats }

func (s State) choose(seat int32, sheet *labyrinthv1.Sheet) State {
	if isSeat(seat) {
		s.chosen[seat] = sheet
	}
	return s
}

func (s State) sit(e *labyrinthv1.Event_SeatTaken) State {
	if !isSeat(e.GetSeat()) {
		return s
	}
	s.taken[e.GetSeat()] = human
	if e.GetBot() {
		s.taken[e.GetSeat()] = computer
	}
	return s
}

// leave frees a seat; in the lobby its character, too.
func (s State) leave(seat int32) State {
	if !isSeat(seat) {
		return s
	}
	s.taken[seat] = nobody
	if s.phase == phaseLobby {
		s.chosen[seat] = nil
	}
	return s
}

// begin lays out the maze.
func (s State) begin(e *labyrinthv1.Event_Started) State {
	n := int(s.size())
	if e.GetSeed() != "" {
		s.options = proto.CloneOf(s.options)
		s.options.Seed = e.GetSeed()
	}
	s.open, s.start, s.began = e.GetOpenSides(), e.GetStart(), e.GetAtMs()
	s.themes = make([]labyrinthv1.Theme, n*n)
	for cell, theme := range e.GetThemes() {
		s.themes[cell] = labyrinthv1.Theme(min(theme, byte(labyrinthv1.Theme_THEME_LABORATORY)))
	}
	s.codes = maze.Codes(s.open, s.themes)
	s.tiles, s.searched = make([]*labyrinthv1.Tile, n*n), make([]bool, n*n)
	s.figures, s.things = nil, nil
	for _, p := range e.GetFigures() {
		s.figures = append(s.figures, place(p))
	}
	for _, t := range e.GetObjects() {
		s.things = append(s.things, thing{card: t})
	}
	s.phase = phasePlacement
	return s
}

func place(p *labyrinthv1.Placed) *figure {
	f := &figure{
		id: p.GetId(), sheet: p.GetSheet(), seat: p.GetSeat(), cell: p.GetCell(), post: p.GetCell(),
		health: p.GetSheet().GetHealth(), goal: -1,
	}
	for _, g := range p.GetSheet().GetGear() {
		f.items = append(f.items, item{id: f.id + "-" + g.GetId(), gear: g, uses: g.GetUses()})
	}
	return f
}

// nextTurn clears what belonged to the turn before. Hybrid games wait for the
// tiles that were revealed since.
func (s State) nextTurn(e *labyrinthv1.Event_TurnBegan) State {
	s.turn, s.began = e.GetTurn(), e.GetAtMs()
	s.orders, s.confirmed = [maxSeats + 1]*labyrinthv1.Declaration{}, [maxSeats + 1]bool{}
	s.last, s.log = s.log, nil
	s.phase = phaseDeclaration
	if len(s.unplaced()) > 0 {
		s.phase = phasePlacement
	}
	for _, f := range s.figures {
		if f.cameBy != 0 {
			s = s.with(f.id, func(f *figure) { f.cameBy = 0 })
		}
	}
	return s
}

// place puts all revealed tiles on the table.
func (s State) place(at int64) State {
	s.tiles = slices.Clone(s.tiles)
	for cell, tile := range s.tiles {
		if tile != nil && !tile.GetOnTable() {
			s.tiles[cell] = s.shown(int32(cell), tile.GetRevealedTurn(), true)
		}
	}
	s.confirmed, s.began = [maxSeats + 1]bool{}, at
	if s.turn > 0 {
		s.phase = phaseDeclaration
	}
	return s
}

// shown is a revealed cell's tile as players see it.
func (s State) shown(cell, turn int32, onTable bool) *labyrinthv1.Tile {
	tile := s.tileAt(cell)
	tile.RevealedTurn, tile.OnTable = turn, onTable
	return tile
}

// reveal turns tiles up, and with them what nobody could overlook.
func (s State) reveal(cells []int32) State {
	s.tiles, s.things = slices.Clone(s.tiles), slices.Clone(s.things)
	for _, cell := range cells {
		if s.tiles[cell] == nil {
			s.tiles[cell] = s.shown(cell, s.turn, !s.options.GetHybrid())
		}
	}
	for i, t := range s.things {
		if t.card.GetKind() >= labyrinthv1.ThingKind_THING_KIND_LIFT && s.revealed(t.card.GetCell()) {
			s.things[i].found = true
		}
	}
	return s
}

func (s State) changePassage(e *labyrinthv1.Event_PassageChanged) State {
	side := maze.SideOf(e.GetDirection())
	next := s.beyond(e.GetCell(), side)
	if next < 0 {
		return s
	}
	s.open, s.tiles = slices.Clone(s.open), slices.Clone(s.tiles)
	for _, end := range []struct {
		cell int32
		side maze.Side
	}{{e.GetCell(), side}, {next, maze.Opposite(side)}} {
		if e.GetOpen() {
			s.open[end.cell] |= end.side
		} else {
			s.open[end.cell] &^= end.side
		}
		if old := s.tiles[end.cell]; old != nil {
			s.tiles[end.cell] = s.shown(end.cell, old.GetRevealedTurn(), old.GetOnTable())
		}
	}
	return s
}

func (s State) search(cell int32) State {
	s.searched = slices.Clone(s.searched)
	s.searched[cell] = true
	return s
}

// find brings a thing, or an npc, to everybody's knowledge.
func (s State) find(id string) State {
	return s.withThing(id, func(t *thing) { t.found = true }).with(id, func(f *figure) { f.met = true })
}

// move takes a *figure, and whoever it carries, to the end of its way.
func (s State) move(e *labyrinthv1.Event_Moved) State {
	way := e.GetWay()
	if len(way) == 0 {
		return s
	}
	end, carried := way[len(way)-1], ""
	s = s.with(e.GetFigure(), func(f *figure) {
		f.cell, carried = end, f.carries
		if len(way) > 1 {
			f.cameBy = s.sideTowards(end, way[len(way)-2])
		}
	})
	return s.with(carried, func(f *figure) { f.cell = end })
}

// sideTowards is the side of a cell that a neighbour lies on, 0 for no
// neighbour.
func (s State) sideTowards(cell, neighbour int32) maze.Side {
	for _, side := range maze.Sides {
		if s.beyond(cell, side) == neighbour {
			return side
		}
	}
	return 0
}

func (s State) attack(e *labyrinthv1.Event_Attacked) State {
	s = s.with(e.GetTarget(), func(f *figure) { f.health = e.GetHealth() })
	if e.GetFelled() {
		s = s.with(e.GetFigure(), func(f *figure) { f.felled++ })
	}
	return s
}

func (s State) gain(e *labyrinthv1.Event_ItemGained) State {
	return s.with(e.GetFigure(), func(f *figure) {
		f.items = append(slices.Clip(f.items), item{id: e.GetItem(), gear: e.GetGear(), uses: e.GetGear().GetUses()})
	})
}

// useUp counts an item's uses down; one without uses left is gone.
func (s State) useUp(e *labyrinthv1.Event_ItemUsed) State {
	return s.with(e.GetFigure(), func(f *figure) {
		f.items = slices.Clone(f.items)
		for i := range f.items {
			if f.items[i].id == e.GetItem() {
				f.items[i].uses = e.GetUses()
			}
		}
	})
}

func (s State) carry(carrier, carried string, up bool) State {
	if !up {
		s = s.with(carrier, func(f *figure) { f.carries = "" })
		return s.with(carried, func(f *figure) { f.carriedBy = "" })
	}
	s = s.with(carrier, func(f *figure) { f.carries = carried })
	return s.with(carried, func(f *figure) { f.carriedBy, f.met = carrier, true })
}

// unplaced are the revealed cells whose tiles are not on the table, ascending.
func (s State) unplaced() []int32 {
	var cells []int32
	for cell, tile := range s.tiles {
		if tile != nil && !tile.GetOnTable() {
			cells = append(cells, int32(cell))
		}
	}
	return cells
}
