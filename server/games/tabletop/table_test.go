package tabletop

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

type sandbox = session.Sandbox[State, *tabletopv1.Event, *tabletopv1.View]

// The seats of the tests.
const (
	master session.Seat = 1
	ann    session.Seat = 2
	ben    session.Seat = 3
)

const (
	campaignID = "0193bc6a-0000-7000-8000-00000000000c"
	sceneID    = "0193bc6a-0000-7000-8000-00000000000d"
)

func must(tb testing.TB, errs ...error) {
	tb.Helper()
	for _, err := range errs {
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// command is a method of Game with its request.
func command[R proto.Message](cmd func(Game, session.Turn, State, R) ([]*tabletopv1.Event, error), r R) session.Command[State, *tabletopv1.Event] {
	return func(t session.Turn, s State) ([]*tabletopv1.Event, error) { return cmd(Game{}, t, s, r) }
}

// newTable is a table of a game master and two players, Ann and Ben.
func newTable(tb testing.TB, seed byte) *sandbox {
	tb.Helper()
	b, err := session.NewSandbox(Game{}, [32]byte{seed}, func(t session.Turn, s State) ([]*tabletopv1.Event, error) {
		return Game{}.Create(t, s, &tabletopv1.CreateRequest{CampaignId: campaignID}, Person{User: "user-1", Name: "Gwen", GM: true})
	})
	must(tb, err)
	b.Now = time.Date(2026, 11, 20, 20, 0, 0, 0, time.UTC)
	for seat, name := range []string{"Gwen", "Ann", "Ben"} {
		_, err := b.Join(false)
		must(tb, err)
		if seat > 0 {
			must(tb, enter(b, session.Seat(seat+1), name, false))
		}
	}
	return b
}

func enter(b *sandbox, seat session.Seat, name string, gm bool) error {
	return b.Do(seat, func(t session.Turn, s State) ([]*tabletopv1.Event, error) {
		return Game{}.Enter(t, s, Person{User: fmt.Sprintf("user-%d", seat), Name: name, GM: gm})
	})
}

func open(b *sandbox, id string, scene *tabletopv1.Scene) error {
	return b.Do(master, func(t session.Turn, s State) ([]*tabletopv1.Event, error) {
		return Game{}.OpenScene(t, s, Prepared{ID: id, Name: "The crypt", Etag: "1", Scene: scene})
	})
}

func at(x, y float64) *tabletopv1.Point { return &tabletopv1.Point{X: x, Y: y} }

func path(xy ...float64) (list []*tabletopv1.Point) {
	for i := 0; i < len(xy); i += 2 {
		list = append(list, at(xy[i], xy[i+1]))
	}
	return list
}

func wallOf(xy ...float64) *element {
	return &element{Kind: &tabletopv1.Element_Wall{Wall: &tabletopv1.Wall{Points: path(xy...)}}}
}

func doorOf(xy ...float64) *element {
	return &element{Kind: &tabletopv1.Element_Door{Door: &tabletopv1.Door{From: at(xy[0], xy[1]), To: at(xy[2], xy[3]), State: shut}}}
}

const (
	shut   = tabletopv1.DoorState_DOOR_STATE_CLOSED
	ajar   = tabletopv1.DoorState_DOOR_STATE_OPEN
	bolted = tabletopv1.DoorState_DOOR_STATE_LOCKED
)

// figure is a token of one cell that sees, if it has an owner.
func figure(name string, x, y float64, owners ...string) *element {
	t := &tabletopv1.Token{Name: name, At: at(x, y), Size: 1, Hp: 20, MaxHp: 20, OwnerIds: owners}
	if len(owners) > 0 {
		t.Vision, t.NameShown = &tabletopv1.Vision{}, true
	}
	return &element{Kind: &tabletopv1.Element_Token{Token: t}}
}

func hidden(e *element) *element { e.Hidden = true; return e }

// crypt is two rooms of 10 by 10 with a door between them, in fog: Ann and Ben on
// the left, an ogre on the right.
//
//	d: the door   a, b: Ann's and Ben's figures   o: the ogre   h: hidden
func crypt() *tabletopv1.Scene {
	s := &tabletopv1.Scene{
		Width: 20, Height: 10, NextId: 1,
		Grid:       &tabletopv1.Grid{Kind: tabletopv1.GridKind_GRID_KIND_SQUARE, Feet: 5, Snap: true, Measure: tabletopv1.Measure_MEASURE_EQUAL},
		Atmosphere: &tabletopv1.Atmosphere{Fog: true},
		Elements: map[string]*element{
			"w1": wallOf(10, 0, 10, 4), "w2": wallOf(10, 6, 10, 10), "d": doorOf(10, 4, 10, 6),
			"a": figure("Asha", 2.5, 2.5, "user-2"), "b": figure("Bram", 2.5, 7.5, "user-3"),
			"o": figure("Ogre king", 15.5, 5.5), "h": hidden(figure("Lurker", 4.5, 4.5)),
		},
	}
	for id, e := range s.GetElements() {
		e.Id = id
	}
	return s
}

// inCrypt is a table where the crypt is played.
func inCrypt(tb testing.TB, changes ...func(*tabletopv1.Scene)) *sandbox {
	tb.Helper()
	b, scene := newTable(tb, 1), crypt()
	for _, change := range changes {
		change(scene)
	}
	for id, e := range scene.GetElements() {
		e.Id = id
	}
	must(tb, open(b, sceneID, scene))
	return b
}

// lay puts something more into the crypt.
func lay(id string, e *element) func(*tabletopv1.Scene) {
	return func(s *tabletopv1.Scene) { s.Elements[id] = e }
}

func put(b *sandbox, seat session.Seat, elements ...*element) error {
	return b.Do(seat, command(Game.PutElements, &tabletopv1.PutElementsRequest{Elements: elements}))
}

func walk(b *sandbox, seat session.Seat, id string, xy ...float64) error {
	return b.Do(seat, command(Game.MoveTokens, &tabletopv1.MoveTokensRequest{
		Moves: []*tabletopv1.TokenMove{{ElementId: id, Path: path(xy...)}},
	}))
}

func swing(b *sandbox, seat session.Seat, id string, state tabletopv1.DoorState) error {
	return b.Do(seat, command(Game.SetDoor, &tabletopv1.SetDoorRequest{ElementId: id, State: state}))
}

func undo(b *sandbox, seat session.Seat) error {
	return b.Do(seat, command(Game.Undo, &tabletopv1.UndoRequest{}))
}

func redo(b *sandbox, seat session.Seat) error {
	return b.Do(seat, command(Game.Redo, &tabletopv1.RedoRequest{}))
}

// refused wants a reason, and that nothing has changed.
func refused(tb testing.TB, b *sandbox, reason string, do func() error) {
	tb.Helper()
	events := len(b.Events())
	err := do()
	var refusal *session.Error
	if !errors.As(err, &refusal) || refusal.Reason != reason {
		tb.Errorf("got %v, want %s", err, reason)
	}
	if len(b.Events()) != events {
		tb.Errorf("%s: something has changed", reason)
	}
}

// ids are what a seat sees, in order.
func ids(v *tabletopv1.View) []string { return slices.Sorted(maps.Keys(v.GetElements())) }

func sees(tb testing.TB, b *sandbox, seat session.Seat, want ...string) {
	tb.Helper()
	slices.Sort(want)
	if got := ids(b.View(seat)); !slices.Equal(got, want) {
		tb.Errorf("seat %d sees %v, not %v", seat, got, want)
	}
}

func where(b *sandbox, id string) *tabletopv1.Point {
	return b.State().board().element(id).GetToken().GetAt()
}

func stands(tb testing.TB, b *sandbox, id string, x, y float64) {
	tb.Helper()
	if p := where(b, id); p.GetX() != x || p.GetY() != y {
		tb.Errorf("%s stands at %v, %v, not %v, %v", id, p.GetX(), p.GetY(), x, y)
	}
}

func wire(tb testing.TB, m proto.Message) []byte {
	tb.Helper()
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	must(tb, err)
	return raw
}
