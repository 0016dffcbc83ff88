package labyrinth

import (
	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

// Short names for the actions.
const (
	actMove    = labyrinthv1.ActionType_ACTION_TYPE_MOVE
	actFight   = labyrinthv1.ActionType_ACTION_TYPE_FIGHT
	actExplore = labyrinthv1.ActionType_ACTION_TYPE_EXPLORE
	actUse     = labyrinthv1.ActionType_ACTION_TYPE_USE
	actSpecial = labyrinthv1.ActionType_ACTION_TYPE_SPECIAL
	actHelp    = labyrinthv1.ActionType_ACTION_TYPE_HELP
	actStay    = labyrinthv1.ActionType_ACTION_TYPE_STAY
)

// Move declares a walk.
func (g Game) Move(t session.Turn, s State, r *labyrinthv1.MoveRequest) ([]*labyrinthv1.Event, error) {
	path := r.GetPath()
	if len(path) == 0 {
		path = []labyrinthv1.Direction{r.GetDirection()}
	}
	return declare(t, s, &labyrinthv1.Declaration{Type: actMove, Path: path})
}

// Fight declares an attack.
func (g Game) Fight(t session.Turn, s State, r *labyrinthv1.FightRequest) ([]*labyrinthv1.Event, error) {
	return declare(t, s, &labyrinthv1.Declaration{Type: actFight, TargetId: r.GetTargetId()})
}

// Explore declares a search of the tile.
func (g Game) Explore(t session.Turn, s State, _ *labyrinthv1.ExploreRequest) ([]*labyrinthv1.Event, error) {
	return declare(t, s, &labyrinthv1.Declaration{Type: actExplore})
}

// Use declares the use of an item or of the thing on the tile.
func (g Game) Use(t session.Turn, s State, r *labyrinthv1.UseRequest) ([]*labyrinthv1.Event, error) {
	return declare(t, s, &labyrinthv1.Declaration{
		Type: actUse, ItemId: r.GetItemId(), TargetId: r.GetTargetId(), Direction: r.GetDirection(),
	})
}

// Special declares the character's special.
func (g Game) Special(t session.Turn, s State, r *labyrinthv1.SpecialRequest) ([]*labyrinthv1.Event, error) {
	return declare(t, s, &labyrinthv1.Declaration{Type: actSpecial, TargetId: r.GetTargetId(), Direction: r.GetDirection()})
}

// Help declares help for somebody downed on the same tile.
func (g Game) Help(t session.Turn, s State, r *labyrinthv1.HelpRequest) ([]*labyrinthv1.Event, error) {
	return declare(t, s, &labyrinthv1.Declaration{Type: actHelp, TargetId: r.GetTargetId()})
}

// Stay declares a rest.
func (g Game) Stay(t session.Turn, s State, _ *labyrinthv1.StayRequest) ([]*labyrinthv1.Event, error) {
	return declare(t, s, &labyrinthv1.Declaration{Type: actStay})
}

// declare takes a declaration, in the place of an earlier one, and resolves the
// turn when it was the last that was missing. It refuses whatever is not on
// offer, going by nothing but what the seat can see.
func declare(t session.Turn, s State, d *labyrinthv1.Declaration) ([]*labyrinthv1.Event, error) {
	f, err := s.actor(int32(t.Seat))
	if err == nil {
		err = s.legal(f, d)
	}
	if err != nil {
		return nil, err
	}
	p := newPlay(t, s)
	p.rollCall()
	p.emit(&labyrinthv1.Event_Declared{Seat: f.seat, Declaration: d})
	p.settle()
	return p.done()
}

// actor is the figure of a seat that may declare now.
func (s State) actor(seat int32) (*figure, error) {
	switch s.phase {
	case phaseFinished:
		return nil, session.Refuse("not_running", "the game has ended; start a new one")
	case phasePlacement, phaseDeclaration:
	default:
		return nil, session.Refuse("not_running", "the game has not begun; the host starts it when all are ready")
	}
	f, ok := s.of(seat)
	switch {
	case !ok:
		return f, session.Refuse("not_seated", "you have no character in this game; you can watch it")
	case s.phase == phasePlacement:
		return f, session.Refuse("placement_pending", "lay the revealed tiles on the table and confirm them first")
	case f.dead:
		return f, session.Refuse("dead", "%s is dead; you can watch the others", f.sheet.GetName())
	case f.escaped:
		return f, session.Refuse("escaped", "%s is safe aboard; nothing more needs to be done", f.sheet.GetName())
	case f.downed:
		return f, session.Refuse("downed", "%s is down and has to wait for help", f.sheet.GetName())
	}
	return f, nil
}

// ConfirmPlacement says that the revealed tiles lie on the table. When all
// seated people have said so, the turn goes on.
func (g Game) ConfirmPlacement(t session.Turn, s State, _ *labyrinthv1.ConfirmPlacementRequest) ([]*labyrinthv1.Event, error) {
	p := newPlay(t, s)
	p.rollCall()
	seat := int32(t.Seat)
	switch {
	case !isSeat(seat) || p.s.taken[seat] != human:
		return nil, session.Refuse("not_seated", "only those who sit at the table confirm its tiles; take a seat first")
	case s.phase == phaseLobby || s.phase == phaseFinished:
		return nil, session.Refuse("not_running", "no game is running; there are no tiles to lay")
	case s.phase != phasePlacement:
		return nil, session.Refuse("nothing_to_place", "all revealed tiles lie on the table; declare an action")
	case s.confirmed[seat]:
		return nil, session.Refuse("already_confirmed", "you have confirmed already; wait for the others")
	}
	p.emit(&labyrinthv1.Event_PlacementConfirmed{Seat: seat})
	p.settle()
	return p.done()
}

// legal refuses a declaration that is not on offer.
func (s State) legal(f *figure, d *labyrinthv1.Declaration) error {
	switch d.GetType() {
	case actMove:
		return s.legalMove(f, d.GetPath())
	case actFight:
		return s.legalFight(f, d.GetTargetId())
	case actUse:
		return s.legalUse(f, d)
	case actSpecial:
		return s.legalSpecial(f, d)
	case actHelp:
		return s.legalHelp(f, d.GetTargetId())
	default: // Explore and Stay are always on offer
		return nil
	}
}
