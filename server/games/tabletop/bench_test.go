package tabletop

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/delta"
	"playhouse/server/session"
)

// crowd is how many watch: a game master, players with a token each, a spectator.
const crowd = 20

// hall is a scene of 500 tokens and 1,000 walls: 100 by 100 cells.
func hall(fog bool, lamps int) *tabletopv1.Scene {
	chance := rand.New(rand.NewPCG(1, 1))
	s := &tabletopv1.Scene{
		Width: 100, Height: 100, NextId: 1, Elements: map[string]*element{}, Atmosphere: &tabletopv1.Atmosphere{Fog: fog},
		Grid: &tabletopv1.Grid{Kind: tabletopv1.GridKind_GRID_KIND_SQUARE, Feet: 5, Snap: true},
	}
	if lamps > 0 {
		s.Atmosphere.Darkness = 1
	}
	add := func(id string, e *element) { e.Id = id; s.Elements[id] = e }
	for i := range 1000 {
		x, y := float64(chance.IntN(99)), float64(chance.IntN(99))
		if i%2 == 0 {
			add(fmt.Sprint("w", i), wallOf(x, y, x+1+float64(chance.IntN(4)), y))
		} else {
			add(fmt.Sprint("w", i), wallOf(x, y, x, y+1+float64(chance.IntN(4))))
		}
	}
	for i := range 500 {
		x, y := float64(chance.IntN(99))+.5, float64(chance.IntN(99))+.5
		t := figure(fmt.Sprint("token ", i), x, y)
		if i < crowd-2 {
			t = figure("Hero", x, y, fmt.Sprint("user-", i+2))
		}
		add(fmt.Sprint("t", i), t)
	}
	for i := range lamps {
		add(fmt.Sprint("l", i), &element{Kind: &tabletopv1.Element_Light{Light: &tabletopv1.Light{
			At: at(float64(chance.IntN(99))+.5, float64(chance.IntN(99))+.5), Glow: &tabletopv1.Glow{Bright: 20, Dim: 40}, Shadows: true,
		}}})
	}
	return s
}

// crowded is a table with nineteen seats taken.
func crowded(tb testing.TB, scene *tabletopv1.Scene) *sandbox {
	tb.Helper()
	b := newTable(tb, 1)
	for len(b.Table().Players()) < crowd-1 {
		seat, err := b.Join(false)
		must(tb, err, enter(b, seat, "Hero", false))
	}
	must(tb, open(b, sceneID, scene))
	return b
}

// BenchmarkMove is the whole of a move: the command, folding it, the views of
// twenty who watch, and the differences that are sent to them.
func BenchmarkMove(b *testing.B) {
	for _, c := range []struct {
		name  string
		seat  session.Seat
		id    string
		fog   bool
		lamps int
	}{
		{"master's", master, "t99", true, 0}, {"player's", ann, "t0", true, 0},
		{"player's,dark,30 lamps", ann, "t0", true, 30}, {"player's,no fog", ann, "t0", false, 0},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkMove(b, c.seat, c.id, hall(c.fog, c.lamps)) })
	}
}

func benchmarkMove(b *testing.B, seat session.Seat, id string, scene *tabletopv1.Scene) {
	b.Helper()
	table := crowded(b, scene)
	state := table.State()
	seats := []session.Seat{0}
	for seat := range session.Seat(crowd - 1) {
		seats = append(seats, seat+1)
	}
	last := map[session.Seat]*tabletopv1.View{}
	for _, seat := range seats {
		last[seat] = Game{}.View(state, session.Viewer{Seat: seat})
	}
	from := state.board().element(id).GetToken().GetAt()
	chance := rand.New(rand.NewPCG(2, 2))
	var sent, logged, moves int
	b.ReportAllocs()
	for b.Loop() {
		x, y := from.GetX()+float64(chance.IntN(5)-2), from.GetY()+float64(chance.IntN(5)-2)
		r := &tabletopv1.MoveTokensRequest{Moves: []*tabletopv1.TokenMove{{ElementId: id, Path: path(max(.5, min(99.5, x)), max(.5, min(99.5, y)))}}}
		events, err := Game{}.MoveTokens(session.Turn{Seat: seat}, state, r)
		if err != nil {
			continue // a wall
		}
		for _, e := range events {
			logged += proto.Size(e)
			state, err = Game{}.Apply(state, e)
			must(b, err)
		}
		for _, seat := range seats {
			v := Game{}.View(state, session.Viewer{Seat: seat})
			patch, _ := delta.Diff(last[seat], v)
			sent += proto.Size(patch)
			last[seat] = v
		}
		moves++
	}
	b.ReportMetric(float64(sent)/float64(max(1, moves))/float64(len(seats)), "B/watcher")
	b.ReportMetric(float64(logged)/float64(max(1, moves)), "B/log")
}

// BenchmarkView is the view of one who has not seen the board yet in this state,
// after somebody else's token has moved.
func BenchmarkView(b *testing.B) {
	table := crowded(b, hall(true, 0))
	states := []State{table.State()}
	for i := range 8 {
		must(b, walk(table, master, "t99", 10.5+float64(i), 20.5))
		states = append(states, table.State())
	}
	for _, seat := range []session.Seat{master, ann, 0} {
		b.Run(fmt.Sprint("seat ", seat), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				Game{}.View(states[i%len(states)], session.Viewer{Seat: seat})
			}
		})
	}
}

// BenchmarkDoor is a door that opens, with the ground that comes into sight.
func BenchmarkDoor(b *testing.B) {
	scene := hall(true, 0)
	d := doorOf(50, 50, 50, 52)
	d.Id = "d"
	scene.Elements["d"] = d
	state := crowded(b, scene).State()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		events, err := Game{}.SetDoor(session.Turn{Seat: master}, state, &tabletopv1.SetDoorRequest{
			ElementId: "d", State: []tabletopv1.DoorState{ajar, shut}[i%2],
		})
		must(b, err)
		for _, e := range events {
			state, err = Game{}.Apply(state, e)
			must(b, err)
		}
		Game{}.View(state, session.Viewer{Seat: ann})
	}
}

// BenchmarkGlimpse is who of twenty sees a token dragged.
func BenchmarkGlimpse(b *testing.B) {
	s := crowded(b, hall(true, 0)).State()
	raw, err := proto.Marshal(&tabletopv1.Gesture{ElementId: "t99", Points: path(50.5, 50.5)})
	must(b, err)
	signal := &sessionv1.Signal{UserId: "user-1", Kind: "drag", Data: raw}
	b.ReportAllocs()
	for b.Loop() {
		for seat := range session.Seat(crowd) {
			Game{}.MayGlimpse(s, signal, session.Viewer{Seat: seat})
		}
	}
}
