package labyrinth

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/games/labyrinth/maze"
	"playhouse/server/session"
)

// View is all that a seat, or a spectator, may know. When the game has ended
// everybody may know everything.
func (Game) View(s State, v session.Viewer) *labyrinthv1.View {
	seat := int32(v.Seat)
	s.bare = v.All
	view := &labyrinthv1.View{
		Phase: s.phase, Turn: s.turn, Options: s.openOptions(), Chosen: map[int32]string{}, Seat: seat,
		Narration: s.narration(v), Waiting: s.waiting(), Result: s.result,
	}
	for i, sheet := range s.chosen {
		if sheet != nil {
			view.Chosen[int32(i)] = sheet.GetCharacterId()
		}
	}
	if len(s.open) == 0 {
		return view
	}
	s.showBoard(view, seat)
	view.Objectives, view.Conditions = s.objectives(seat), s.conditions()
	for i, order := range s.orders {
		if order != nil && s.phase == phaseDeclaration {
			view.Declared = append(view.Declared, int32(i))
		}
	}
	if isSeat(seat) && s.phase == phaseDeclaration {
		view.OwnDeclaration = s.orders[seat]
	}
	if f, ok := s.of(seat); ok && f.up() && s.phase == phaseDeclaration {
		view.Actions = s.offers(f)
	}
	return view
}

// openOptions are the options without the seed, as long as it is a secret.
func (s State) openOptions() *labyrinthv1.Options {
	if s.options == nil || s.bared() {
		return s.options
	}
	o, ok := proto.Clone(s.options).(*labyrinthv1.Options)
	if !ok {
		return nil
	}
	o.Seed = ""
	return o
}

// narration are the lines of the last turn and, while the next one is being
// declared, of how that began.
func (s State) narration(v session.Viewer) (lines []string) {
	tales := slices.Concat(s.last, s.log)
	if s.phase == phaseFinished {
		tales = s.log
	}
	for _, t := range tales {
		if h := t.of(v); h != nil {
			lines = append(lines, h.GetNarration())
		}
	}
	return lines
}

func (s State) showBoard(view *labyrinthv1.View, seat int32) {
	view.Tiles = map[int32]*labyrinthv1.Tile{}
	for cell, tile := range s.tiles {
		if tile == nil && s.bared() {
			tile = s.tileAt(int32(cell))
		}
		if tile != nil {
			view.Tiles[int32(cell)] = tile
		}
	}
	view.Figures, view.Objects = map[string]*labyrinthv1.Figure{}, map[string]*labyrinthv1.FoundObject{}
	for _, f := range s.figures {
		if s.seesFigure(seat, f) {
			view.Figures[f.id] = s.showFigure(f)
		}
	}
	for _, t := range s.things {
		if t.found || s.bared() {
			view.Objects[t.card.GetId()] = &labyrinthv1.FoundObject{
				Id: t.card.GetId(), Kind: t.card.GetObjectId(), Name: t.card.GetName(), Cell: s.cellOf(t.card.GetCell()), Spent: t.spent,
			}
		}
	}
	view.Visible, view.TilesToPlace = s.visible(seat), s.placements()
}

func (s State) showFigure(f *figure) *labyrinthv1.Figure {
	shown := &labyrinthv1.Figure{
		Id: f.id, CharacterId: f.sheet.GetCharacterId(), Name: f.sheet.GetName(), Type: f.kind(), Seat: f.seat,
		Cell: s.cellOf(f.cell), Health: f.health, MaxHealth: f.sheet.GetHealth(), Downed: f.downed, TurnsToLive: f.turnsToLive,
		Dead: f.dead, Armour: s.armour(f), Speed: s.speed(f), Carries: f.carries, Escaped: f.escaped,
	}
	if f.kind() != typePlayer {
		return shown
	}
	shown.SpecialReadyIn = max(0, f.readyTurn-s.turn)
	for _, it := range f.items {
		shown.Items = append(shown.Items, &labyrinthv1.Item{
			Id: it.id, EquipmentId: it.gear.GetId(), Name: it.gear.GetName(), Uses: it.uses, Effect: it.gear.GetText(),
		})
	}
	return shown
}

func (s State) conditions() (lines []string) {
	if s.outage >= s.turn && s.outage > 0 {
		lines = append(lines, fmt.Sprintf("Power outage until the end of turn %d: sight is one tile.", s.outage))
	}
	return append(lines, fmt.Sprintf("Turn %d of %d.", s.turn, s.lastTurn()))
}

// placements are the tiles to lay, each beside one that lies already or was
// named before, as far as there is one.
func (s State) placements() (list []*labyrinthv1.Placement) {
	waiting := s.unplaced()
	if len(waiting) == 0 {
		return nil
	}
	lies := map[int32]bool{}
	for cell, tile := range s.tiles {
		lies[int32(cell)] = tile.GetOnTable()
	}
	for len(waiting) > 0 {
		at, where := 0, "apart from the others; leave room"
		for i, cell := range waiting {
			if words := s.beside(cell, lies); words != "" {
				at, where = i, words
				break
			}
		}
		if len(lies) == 0 || len(list) == 0 && s.turn == 0 {
			where = "anywhere: it is the first"
		}
		cell := waiting[at]
		list = append(list, &labyrinthv1.Placement{Tile: s.tiles[cell], Where: where})
		lies[cell] = true
		waiting = append(waiting[:at:at], waiting[at+1:]...)
	}
	return list
}

// beside says on which side of a tile that lies a cell is; a passage between
// the two is the better neighbour.
func (s State) beside(cell int32, lies map[int32]bool) string {
	words := ""
	for _, side := range maze.Sides {
		next := s.beyond(cell, side)
		if next < 0 || !lies[next] {
			continue
		}
		here := fmt.Sprintf("%s of %s", compass[maze.Opposite(side)], s.codes[next])
		if s.through(cell, side) >= 0 {
			return here
		}
		words = here
	}
	return words
}

var compass = map[maze.Side]string{maze.North: "north", maze.East: "east", maze.South: "south", maze.West: "west"}
