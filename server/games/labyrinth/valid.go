package labyrinth

import (
	"errors"
	"fmt"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// What a log can be damaged by.
var (
	errNoBoard = errors.New("the game has not begun")
	errTwice   = errors.New("this has happened already")
)

// valid refuses events that no version of these rules has written: such a log
// was damaged, and folding on would only hide it.
func (s State) valid(e *labyrinthv1.Event) error {
	var cells []int32
	switch k := e.GetKind().(type) {
	case *labyrinthv1.Event_Created_:
		if s.options != nil {
			return fmt.Errorf("created: %w", errTwice)
		}
		return nil
	case *labyrinthv1.Event_CharacterSelected_, *labyrinthv1.Event_CharacterReleased_,
		*labyrinthv1.Event_SeatTaken_, *labyrinthv1.Event_SeatLeft_:
		return nil
	case *labyrinthv1.Event_Started_:
		return s.validStart(k.Started)
	case *labyrinthv1.Event_Moved_:
		cells = k.Moved.GetWay()
	case *labyrinthv1.Event_Revealed_:
		cells = k.Revealed.GetCells()
	case *labyrinthv1.Event_EnvironmentStruck_:
		cells = k.EnvironmentStruck.GetCells()
	case *labyrinthv1.Event_Explored_:
		cells = []int32{k.Explored.GetCell()}
	case *labyrinthv1.Event_PassageChanged_:
		cells = []int32{k.PassageChanged.GetCell()}
	case *labyrinthv1.Event_Noticed_:
		cells = []int32{max(0, k.Noticed.GetCell())} // -1 is no cell
	default:
	}
	if len(s.open) == 0 {
		return fmt.Errorf("%T: %w", e.GetKind(), errNoBoard)
	}
	return inside(cells, len(s.open))
}

func inside(cells []int32, count int) error {
	for _, cell := range cells {
		if cell < 0 || int(cell) >= count {
			return fmt.Errorf("cell %d is outside the maze", cell)
		}
	}
	return nil
}

func (s State) validStart(e *labyrinthv1.Event_Started) error {
	if len(s.open) > 0 {
		return fmt.Errorf("started: %w", errTwice)
	}
	n := int(s.size())
	if n < 1 || len(e.GetOpenSides()) != n*n || len(e.GetThemes()) != n*n {
		return fmt.Errorf("started: the maze is not %d × %d", n, n)
	}
	cells := []int32{e.GetStart()}
	for _, f := range e.GetFigures() {
		cells = append(cells, f.GetCell())
	}
	for _, t := range e.GetObjects() {
		cells = append(cells, t.GetCell())
	}
	return inside(cells, n*n)
}
