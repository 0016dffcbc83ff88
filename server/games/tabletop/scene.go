package tabletop

import (
	"cmp"
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
	"playhouse/server/session"
)

// reachFeet is how far from a figure a player can open a door.
const reachFeet = 5

// SetDoor opens, closes or locks a door. A secret door is none any more once it was
// open.
func (Game) SetDoor(t session.Turn, s State, r *tabletopv1.SetDoorRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	e, err := d.element(r.GetElementId())
	if err != nil {
		return nil, err
	}
	if e.GetDoor() == nil {
		return nil, session.Refuse("no_such_element", "%s is not a door", d.called(e))
	}
	if !d.gm() {
		if err := d.mayOpen(e.GetDoor(), r.GetState()); err != nil {
			return nil, err
		}
	}
	after := proto.CloneOf(e)
	after.GetDoor().State = r.GetState()
	action := "closed"
	switch r.GetState() {
	case tabletopv1.DoorState_DOOR_STATE_OPEN:
		after.GetDoor().Secret = false
		action = "opened"
	case tabletopv1.DoorState_DOOR_STATE_LOCKED:
		action = "locked"
	case tabletopv1.DoorState_DOOR_STATE_CLOSED, tabletopv1.DoorState_DOOR_STATE_UNSPECIFIED:
	}
	d.put(e, after)
	d.tellf(action, e.GetId(), "%s a door", action)
	return d.done()
}

func (d *draft) mayOpen(door *tabletopv1.Door, state tabletopv1.DoorState) error {
	switch {
	case state == tabletopv1.DoorState_DOOR_STATE_LOCKED:
		return errNotGM
	case door.GetState() == tabletopv1.DoorState_DOOR_STATE_LOCKED:
		return session.Refuse("door_locked", "this door is locked")
	}
	from, to := plane.At(door.GetFrom()), plane.At(door.GetTo())
	for _, e := range d.board.things[tokens] {
		t := e.GetToken()
		if slices.Contains(t.GetOwnerIds(), d.user()) && !e.GetHidden() &&
			plane.At(t.GetAt()).Gap(from, to) <= d.board.cells(reachFeet)+t.GetSize()/2 {
			return nil
		}
	}
	return session.Refuse("out_of_reach", "go nearer: a door can be reached from %d feet away", reachFeet)
}

// ChangeScene changes size, grid, light and fog of the scene.
func (Game) ChangeScene(t session.Turn, s State, r *tabletopv1.ChangeSceneRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	for name, m := range map[string]proto.Message{"grid": r.GetGrid(), "atmosphere": r.GetAtmosphere()} {
		if what := unsound(m.ProtoReflect()); what != "" {
			return nil, session.Invalid(name, "has no sound %s", what)
		}
	}
	before := d.board.settings
	after := proto.CloneOf(before)
	after.Width, after.Height = cmp.Or(r.GetWidth(), before.GetWidth()), cmp.Or(r.GetHeight(), before.GetHeight())
	for name, size := range map[string]float64{"width": after.GetWidth(), "height": after.GetHeight()} {
		if !(size >= 1 && size <= 500) { //nolint:mnd // the contract's; also what is no number
			return nil, session.Invalid(name, "must be 1 to 500")
		}
	}
	if r.GetGrid() != nil {
		after.Grid = r.GetGrid()
	}
	if r.GetAtmosphere() != nil {
		after.Atmosphere = r.GetAtmosphere()
	}
	d.changes = append(d.changes, &change{SettingsBefore: before, SettingsAfter: after})
	d.tellf("changed", "", "changed the scene")
	return d.done()
}

// ChangeFog reveals or hides ground.
func (Game) ChangeFog(t session.Turn, s State, r *tabletopv1.ChangeFogRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	shape := vision.NewExplored(d.board.settings.GetWidth(), d.board.settings.GetHeight())
	if err := shape.Change(r.GetShape(), plane.Path(r.GetPoints()), r.GetRadius(), false); err != nil {
		return nil, err
	}
	switch users := r.GetUserIds(); {
	case len(users) == 0 && r.GetHide():
		d.hide(shape, append(s.players(d.board), everybody))
	case len(users) == 0:
		d.reveal(shape, []string{everybody})
	case r.GetHide():
		d.hideFromSome(shape, users)
	default:
		d.reveal(shape, users)
	}
	action, label := "revealed", "revealed ground"
	if r.GetHide() {
		action, label = "concealed", "hid ground"
	}
	d.tellf(action, "", "%s", label)
	return d.done()
}

func (d *draft) reveal(shape *vision.Explored, users []string) {
	for _, user := range users {
		if fresh := shape.Without(d.board.ground(user)); !fresh.Empty() {
			d.changes = append(d.changes, &change{Fog: &tabletopv1.Event_Fog{UserId: user, Revealed: fresh.Proto()}})
		}
	}
}

func (d *draft) hide(shape *vision.Explored, users []string) {
	for _, user := range users {
		known := d.board.ground(user)
		rest := known.Without(shape)
		if lost := known.Without(rest); !lost.Empty() {
			d.changes = append(d.changes, &change{Fog: &tabletopv1.Event_Fog{UserId: user, Hidden: lost.Proto()}})
		}
	}
}

// hideFromSome hides ground from some players: what was revealed to all becomes
// the others' own.
func (d *draft) hideFromSome(shape *vision.Explored, users []string) {
	common := d.board.ground(everybody)
	shared := common.Without(common.Without(shape))
	for _, user := range d.state.players(d.board) {
		if !slices.Contains(users, user) {
			d.reveal(shared, []string{user})
		}
	}
	d.hide(shape, append(slices.Clone(users), everybody))
}
