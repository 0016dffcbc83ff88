package labyrinth

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/dice"
	"playhouse/server/games/labyrinth/maze"
	"playhouse/server/session"
)

// scene is a game set up by hand: an open square of 5 × 5 tiles without inner
// walls, all revealed, nobody but who is put there, no environment, turn 1.
type scene struct {
	t      testing.TB
	s      State
	events []*labyrinthv1.Event // of the last command
	table  session.Table
	key    dice.Key
	now    time.Time
	rolls  int32
}

const sceneSize = 5

// at is a cell of a scene.
func at(x, y int32) int32 { return y*sceneSize + x }

type staging struct {
	options  *labyrinthv1.Options
	numbers  func(*labyrinthv1.Balance)
	party    []string // characters, seat by seat, at (2,2)
	placed   []*labyrinthv1.Placed
	things   []*labyrinthv1.Thing
	walls    map[int32]maze.Side // closed sides besides the hull
	dark     bool                // only the start is revealed
	scenario string
}

// sheet is a copy of the content's.
func sheet(id string) *labyrinthv1.Sheet {
	return proto.CloneOf(embeddedGame.content.sheets[id])
}

// plain is a player character without anything.
func plain(id string) *labyrinthv1.Sheet {
	out := sheet(id)
	out.Gear, out.Skills, out.Armour, out.Speed, out.Health = nil, nil, 0, 2, 100
	return out
}

func enemy(id, character string, cell int32) *labyrinthv1.Placed {
	return &labyrinthv1.Placed{Id: id, Sheet: sheet(character), Cell: cell}
}

func stage(tb testing.TB, st staging) *scene {
	tb.Helper()
	if st.scenario == "" {
		st.scenario = scenarioRescue
	}
	scenario, _ := embeddedGame.content.Scenario(st.scenario)
	book := proto.CloneOf(embeddedGame.content.rulebook(scenario, labyrinthv1.Difficulty_DIFFICULTY_NORMAL))
	b := book.GetBalance()
	b.ExplosionPercent, b.OutagePercent, b.StructurePercent, b.FoeDamagePercent = 0, 0, 0, 100
	b.Party_1Percent, b.Party_2Percent, b.Party_3Percent = 100, 100, 100
	if st.numbers != nil {
		st.numbers(b)
	}
	if st.options == nil {
		st.options = &labyrinthv1.Options{}
	}
	st.options.Size, st.options.Scenario, st.options.MaxPlayers, st.options.Seed = sceneSize, st.scenario, 6, "secret seed"
	sc := &scene{t: tb, key: dice.Key{Session: tb.Name()}, now: time.UnixMilli(1_000_000)}
	sc.table.Status = session.Running
	sc.fold(&labyrinthv1.Event_Created{Options: st.options, Rulebook: book})
	started := &labyrinthv1.Event_Started{Start: at(2, 2), AtMs: sc.now.UnixMilli()}
	for cell := range int32(sceneSize * sceneSize) {
		started.OpenSides = append(started.OpenSides, sceneOpen(cell, st.walls))
		started.Themes = append(started.Themes, byte(1+cell%4))
	}
	for i, id := range st.party {
		seat := int32(i + 1)
		sc.table.Members = append(sc.table.Members, session.Member{
			User: session.UserID(fmt.Sprint("user-", seat)), Name: id, Seat: session.Seat(seat), Ready: true,
		})
		sc.fold(&labyrinthv1.Event_SeatTaken{Seat: seat})
		sc.fold(&labyrinthv1.Event_CharacterSelected{Seat: seat, Sheet: sheet(id)})
		started.Figures = append(started.Figures, &labyrinthv1.Placed{Id: fmt.Sprint("p", seat), Sheet: sheet(id), Seat: seat, Cell: at(2, 2)})
	}
	started.Figures = append(started.Figures, st.placed...)
	started.Objects = st.things
	sc.fold(started)
	sc.fold(&labyrinthv1.Event_Revealed{Cells: []int32{at(2, 2)}})
	if !st.dark {
		sc.fold(&labyrinthv1.Event_Revealed{Cells: sc.s.within(at(2, 2), 100)})
	}
	if !st.options.GetHybrid() {
		sc.fold(&labyrinthv1.Event_TurnBegan{Turn: 1, AtMs: sc.now.UnixMilli()})
	}
	return sc
}

func sceneOpen(cell int32, walls map[int32]maze.Side) byte {
	var open byte
	for _, side := range maze.Sides {
		next := int32(maze.Neighbour(int(cell), side, sceneSize))
		if next >= 0 && walls[cell]&side == 0 && walls[next]&maze.Opposite(side) == 0 {
			open |= side
		}
	}
	return open
}

// fold lets something happen.
func (sc *scene) fold(kinds ...proto.Message) {
	sc.t.Helper()
	for _, kind := range kinds {
		next, err := apply(sc.s, event(kind))
		if err != nil {
			sc.t.Fatal(err)
		}
		sc.s = next
	}
}

// turn is what a command of a seat is given.
func (sc *scene) turn(seat int32) session.Turn {
	sc.rolls++
	return session.Turn{Seat: session.Seat(seat), Now: sc.now, Dice: sc.key.At(sc.rolls), Table: sc.table}
}

// try carries out a command and folds what it decides.
func (sc *scene) try(seat int32, cmd session.Command[State, *labyrinthv1.Event]) error {
	events, err := cmd(sc.turn(seat), sc.s)
	if err != nil {
		if len(events) > 0 {
			sc.t.Fatal("a refused command has events")
		}
		return err
	}
	sc.events = events
	for _, e := range events {
		if sc.s, err = apply(sc.s, e); err != nil {
			sc.t.Fatal(err)
		}
	}
	return nil
}

// declare is try that must succeed.
func (sc *scene) declare(seat int32, d *labyrinthv1.Declaration) {
	sc.t.Helper()
	if err := sc.try(seat, order(d)); err != nil {
		sc.t.Fatalf("%v: %v", d, err)
	}
}

// refused checks the reason with which a declaration is refused.
func (sc *scene) refused(seat int32, d *labyrinthv1.Declaration, reason string) {
	sc.t.Helper()
	checkReason(sc.t, sc.try(seat, order(d)), reason)
}

func checkReason(tb testing.TB, err error, reason string) {
	tb.Helper()
	var refusal *session.Error
	if !errors.As(err, &refusal) || refusal.Reason != reason {
		tb.Errorf("got %v, want the refusal %s", err, reason)
	}
	if refusal != nil && len(refusal.Message) < 12 {
		tb.Errorf("the refusal %q does not say what to do", refusal.Message)
	}
}

func (sc *scene) figure(id string) *figure {
	sc.t.Helper()
	f, ok := sc.s.figure(id)
	if !ok {
		sc.t.Fatalf("no figure %s", id)
	}
	return f
}

// first is the first event of a kind that the last command led to.
func first[K proto.Message](sc *scene) K {
	sc.t.Helper()
	var none K
	for _, e := range sc.events {
		m := e.ProtoReflect()
		field := m.WhichOneof(m.Descriptor().Oneofs().ByName("kind"))
		if k, ok := m.Get(field).Message().Interface().(K); ok {
			return k
		}
	}
	sc.t.Fatalf("no %T happened", none)
	return none
}

// happened is true when the last command led to an event of a kind.
func happened[K proto.Message](sc *scene) bool {
	return slices.ContainsFunc(sc.events, func(e *labyrinthv1.Event) bool {
		m := e.ProtoReflect()
		_, ok := m.Get(m.WhichOneof(m.Descriptor().Oneofs().ByName("kind"))).Message().Interface().(K)
		return ok
	})
}

// Declarations in short.
var (
	stay    = &labyrinthv1.Declaration{Type: actStay}
	explore = &labyrinthv1.Declaration{Type: actExplore}
	special = &labyrinthv1.Declaration{Type: actSpecial}
)

const (
	north = labyrinthv1.Direction_DIRECTION_NORTH
	east  = labyrinthv1.Direction_DIRECTION_EAST
	south = labyrinthv1.Direction_DIRECTION_SOUTH
	west  = labyrinthv1.Direction_DIRECTION_WEST
)

func walk(path ...labyrinthv1.Direction) *labyrinthv1.Declaration {
	return &labyrinthv1.Declaration{Type: actMove, Path: path}
}

func fight(id string) *labyrinthv1.Declaration {
	return &labyrinthv1.Declaration{Type: actFight, TargetId: id}
}

func help(id string) *labyrinthv1.Declaration {
	return &labyrinthv1.Declaration{Type: actHelp, TargetId: id}
}

func use(item string) *labyrinthv1.Declaration {
	return &labyrinthv1.Declaration{Type: actUse, ItemId: item}
}
