package vision_test

import (
	"math"
	"math/rand/v2"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

// area is the size of what is seen within the scene of 40 by 40 and the cell
// around it.
func area(s plane.Polygon) float64 { return math.Round(s.Area()*1e6) / 1e6 }

const everything = 42 * 42

func TestGoldenAreas(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		scene  scene
		eye    plane.Point
		radius float64
		want   float64
	}{
		"empty":                   {scene{}, at(20, 20), 0, everything},
		"room, door closed":       {room(&tabletopv1.Door{}), at(15, 15), 0, 100},
		"room, window":            {room(&tabletopv1.Door{Window: true}), at(15, 15), 0, 100 + 11*(2+6.4)/2},
		"room, door open":         {room(&tabletopv1.Door{State: open}), at(15, 15), 0, 100 + 11*(2+6.4)/2},
		"room from its corner":    {room(&tabletopv1.Door{}), at(10, 10), 0, everything - 31*31 + 100},
		"room, eye on its wall":   {room(&tabletopv1.Door{}), at(20, 15), 0, 100 + 21*42},
		"pillar":                  {scene{}.plain(25, 19, 27, 19, 27, 21, 25, 21, 25, 19), at(20, 20), 0, everything - 16*(2+8.4)/2},
		"wall":                    {scene{}.plain(30, -5, 30, 50), at(20, 20), 0, 31 * 42},
		"exactly on a wall's end": {scene{}.plain(20, 20, 30, 20), at(20, 20), 0, everything},
		"in line with a wall":     {scene{}.plain(25, 20, 30, 20), at(20, 20), 0, everything},
		"outside of the scene":    {scene{}, at(-10, 20), 0, 52 * 42},
		"in a box of four lines":  {scene{}.plain(0, 10, 40, 10).plain(0, 30, 40, 30).plain(10, 0, 10, 40).plain(30, 0, 30, 40), at(20, 20), 0, 400},
		"radius":                  {scene{}, at(20, 20), 4, 64.0 / 2 * 16 * math.Sin(2*math.Pi/64)},
	} {
		got := area(c.scene.blockers().Polygon(c.eye, c.radius))
		if math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s: %v square cells, want %v", name, got, c.want)
		}
	}
}

// An X in front of the eye: its nearer arms hide the rest.
func TestCrossingWalls(t *testing.T) {
	t.Parallel()
	b := scene{}.plain(10, 10, 20, 30).plain(10, 30, 20, 10).blockers()
	shape := b.Polygon(at(5, 20), 0)
	for _, c := range []struct {
		p    plane.Point
		want bool
	}{
		{at(14.9, 20), true},
		{at(15.1, 20), false},
		{at(13, 15.9), false},
		{at(13, 16.3), true},
		{at(15, 18), false},
		{at(18, 20), false},
		{at(5, 30), true},
	} {
		if got := shape.Contains(c.p); got != c.want {
			t.Errorf("%v is seen: %v, want %v", c.p, got, c.want)
		}
	}
}

func TestPolygonAgainstSees(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		b := random(r, r.IntN(60)).blockers()
		eye := at(float64(r.IntN(40))/2, float64(r.IntN(40))/2)
		radius := float64(r.IntN(3)) * 4
		for range 40 {
			goal := at(r.Float64()*40, r.Float64()*40)
			if radius > 0 && math.Abs(eye.Distance(goal)-radius) < radius/100 {
				continue
			}
			checkPolygon(t, b, eye, radius, goal)
		}
	}
}

// The eye sees its polygon's corners in order, clockwise, and no corner twice.
func TestPolygonIsAStar(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 400 {
		b := random(r, r.IntN(80)).blockers()
		eye := at(r.Float64()*20, r.Float64()*20)
		shape := b.Polygon(eye, 0)
		if len(shape) < 3 {
			t.Fatalf("polygon of %d corners", len(shape))
		}
		for i, p := range shape {
			q := shape[(i+1)%len(shape)]
			if (p.X-eye.X)*(q.Y-eye.Y)-(p.Y-eye.Y)*(q.X-eye.X) < -1e-3 {
				t.Fatalf("corners %v and %v go back around %v", p, q, eye)
			}
		}
	}
}

func TestPolygonIsAlwaysTheSame(t *testing.T) {
	t.Parallel()
	s := random(rand.New(rand.NewPCG(7, 8)), 200)
	first := s.blockers().Polygon(at(10.1, 9.9), 0)
	for range 5 {
		again := s.blockers().Polygon(at(10.1, 9.9), 0)
		if len(again) != len(first) {
			t.Fatal("another number of corners")
		}
		for i := range first {
			if first[i] != again[i] {
				t.Fatalf("corner %d: %v, then %v", i, first[i], again[i])
			}
		}
	}
}

func TestPolygonOfNowhere(t *testing.T) {
	t.Parallel()
	b := scene{}.blockers()
	for _, eye := range []plane.Point{at(math.NaN(), 0), at(0, math.Inf(1))} {
		if shape := b.Polygon(eye, 0); shape != nil {
			t.Errorf("from %v one sees %v", eye, shape)
		}
	}
	if b.Polygon(at(1, 1), -1) != nil || b.Polygon(at(1, 1), math.NaN()) != nil {
		t.Error("a range that is none shows something")
	}
	if area(b.Polygon(at(1e12, -1e12), 1e12)) == 0 {
		t.Error("far out there is nothing to see")
	}
}

// dungeon is n walls of rooms with doorways, as on maps people play.
func dungeon(n int) scene {
	s := scene{}
	for i := 0; len(s) < n; i++ {
		x, y := float64(i%16)*6, float64(i/16)*6
		s.plain(x, y, x+2, y).plain(x+4, y, x+6, y).plain(x, y, x, y+2).plain(x, y+4, x, y+6)
	}
	return s
}

func benchmarkPolygon(b *testing.B, s scene, radius float64) {
	blockers := vision.New(100, 100, s)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		blockers.Polygon(at(3+float64(i%90), 3.3+float64(i/90%80)), radius)
	}
}

func BenchmarkPolygonDungeon1000(b *testing.B)   { benchmarkPolygon(b, dungeon(1000), 0) }
func BenchmarkPolygonDungeon60Feet(b *testing.B) { benchmarkPolygon(b, dungeon(1000), 12) }

func BenchmarkPolygonChaos1000(b *testing.B) {
	r := rand.New(rand.NewPCG(9, 9))
	s := scene{}
	for range 1000 {
		x, y := r.Float64()*100, r.Float64()*100
		s.plain(x, y, x+r.Float64()*8-4, y+r.Float64()*8-4)
	}
	benchmarkPolygon(b, s, 0)
}

func BenchmarkNew1000(b *testing.B) {
	s := dungeon(1000)
	for b.Loop() {
		vision.New(100, 100, s)
	}
}

func BenchmarkWithDoor(b *testing.B) {
	blockers := vision.New(100, 100, dungeon(1000).door("d", &tabletopv1.Door{}, 2, 0, 4, 0))
	for b.Loop() {
		blockers.WithDoor("d", open)
	}
}

func BenchmarkSees(b *testing.B) {
	blockers := vision.New(100, 100, dungeon(1000))
	for i := 0; b.Loop(); i++ {
		blockers.Sees(at(50.5, 50.5), at(float64(i%100), float64(i/100%100)))
	}
}
