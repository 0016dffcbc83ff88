package path_test

import (
	"testing"

	"pgregory.net/rapid"

	"playhouse/server/games/arena/path"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/terrain"
)

const width, height, radius = 500, 400, 5

func anyGround(t *rapid.T) *terrain.Terrain {
	bodies := make([]terrain.Body, rapid.IntRange(0, 15).Draw(t, "bodies"))
	for i := range bodies {
		p := plane.Point{X: rapid.Float64Range(0, width).Draw(t, "x"), Y: rapid.Float64Range(0, height).Draw(t, "y")}
		size := rapid.Float64Range(10, 150).Draw(t, "size")
		bodies[i].Shape = rapid.SampledFrom([]plane.Shape{
			plane.Box(p, p.Add(plane.Point{X: size, Y: 8})), plane.Box(p, p.Add(plane.Point{X: 8, Y: size})),
			plane.Segment(p, p.Add(plane.Point{X: size, Y: -size})), plane.Circle(p, size/5+1),
		}).Draw(t, "shape")
	}
	return terrain.New(width, height, radius, bodies)
}

// length is the way from a place along corners.
func length(from plane.Point, corners []plane.Point) float64 {
	sum := 0.0
	for _, c := range corners {
		sum += c.Sub(from).Len()
		from = c
	}
	return sum
}

// A* and Dijkstra agree where one can get; ways are passable, and no longer than the
// field's, within what straightening and cells give.
func TestWaysLeadThereAndAreShort(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ground := anyGround(t)
		grid := path.NewGrid(width, height, radius, ground)
		finder, field := path.NewFinder(grid), path.NewField(grid)
		place := func(name string) (plane.Point, bool) {
			p := plane.Point{X: rapid.Float64Range(10, width-10).Draw(t, name+"x"), Y: rapid.Float64Range(10, height-10).Draw(t, name+"y")}
			_, ok := grid.Around(p)
			return p, ok
		}
		from, ok1 := place("from")
		to, ok2 := place("to")
		if !ok1 || !ok2 {
			return
		}
		goal, _ := grid.Around(to)
		start, _ := grid.Around(from)
		field.Fill(goal)
		corners := make([]plane.Point, 200)
		n := finder.Find(from, to, corners)
		if n == 0 {
			t.Fatal("there is no way at all")
		}
		there := corners[n-1].Sub(to).Len() < 8*grid.Size()
		if field.Reaches(start) && !there {
			t.Fatalf("the field leads from %v to %v, the way ends at %v", from, to, corners[n-1])
		}
		for k := 1; k < n; k++ {
			way := corners[k].Sub(corners[k-1])
			if _, hit := ground.Wall(corners[k-1], way.Unit(), way.Len()); hit {
				t.Fatalf("the way from %v to %v is walled off", corners[k-1], corners[k])
			}
		}
		if field.Reaches(start) {
			follow(t, field, ground, to, corners[:n])
		}
	})
}

// follow goes along the field as an agent does, from the first corner of a way.
func follow(t *rapid.T, field *path.Field, ground *terrain.Terrain, to plane.Point, corners []plane.Point) {
	p, ok := ground.Settle(corners[0])
	if !ok {
		return
	}
	way, gone := length(p, corners), 0.0
	for gone < 1.5*way+200 {
		d, ok := field.Way(p)
		if !ok {
			break
		}
		p = ground.Move(p, d.Mul(3)).At
		gone += 3
	}
	if p.Sub(to).Len() > 60 {
		t.Fatalf("after %v the field led from %v to %v, not %v; the way has %v", gone, corners[0], p, to, way)
	}
}

// A finder does not look without end, and answers the same again.
func TestSearchesAreBoundedAndRepeatable(t *testing.T) {
	t.Parallel()
	const side = 20000
	box := terrain.Body{Shape: plane.Box(plane.Point{X: 9000, Y: 1}, plane.Point{X: 9200, Y: side - 1})}
	grid := path.NewGrid(side, side, radius, terrain.New(side, side, radius, []terrain.Body{box}))
	finder := path.NewFinder(grid)
	var one, two [8]plane.Point
	n := finder.Find(plane.Point{X: 100, Y: 100}, plane.Point{X: 19000, Y: 19000}, one[:])
	if finder.Looked() > path.Reach || n == 0 {
		t.Errorf("it looked at %d cells for %d corners", finder.Looked(), n)
	}
	finder.Find(plane.Point{X: 5000, Y: 100}, plane.Point{X: 19, Y: 190}, two[:])
	if finder.Find(plane.Point{X: 100, Y: 100}, plane.Point{X: 19000, Y: 19000}, two[:]); one != two {
		t.Errorf("%v, then %v", one, two)
	}
}
