package vision_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

// scene is walls and doors that are put up one by one.
type scene map[string]*tabletopv1.Element

func points(xy ...float64) []*tabletopv1.Point {
	var list []*tabletopv1.Point
	for i := 0; i < len(xy); i += 2 {
		list = append(list, &tabletopv1.Point{X: xy[i], Y: xy[i+1]})
	}
	return list
}

func (s scene) wall(w *tabletopv1.Wall, xy ...float64) scene {
	w.Points = points(xy...)
	s[fmt.Sprintf("w%05d", len(s))] = &tabletopv1.Element{Kind: &tabletopv1.Element_Wall{Wall: w}}
	return s
}

func (s scene) plain(xy ...float64) scene { return s.wall(&tabletopv1.Wall{}, xy...) }

func (s scene) door(id string, d *tabletopv1.Door, xy ...float64) scene {
	ends := points(xy...)
	d.From, d.To = ends[0], ends[1]
	s[id] = &tabletopv1.Element{Id: id, Kind: &tabletopv1.Element_Door{Door: d}}
	return s
}

func (s scene) blockers() *vision.Blockers { return vision.New(40, 40, s) }

// room is 10..20 by 10..20 with a doorway in the middle of its left side.
func room(door *tabletopv1.Door) scene {
	return scene{}.plain(10, 14, 10, 10, 20, 10, 20, 20, 10, 20, 10, 16).door("d", door, 10, 14, 10, 16)
}

func at(x, y float64) plane.Point { return plane.Point{X: x, Y: y} }

type wall struct{ a, b plane.Point }

// walls is the sides of all walls, as they were given.
func (s scene) walls() []wall {
	var list []wall
	for _, e := range s {
		p := plane.Path(e.GetWall().GetPoints())
		for i := 1; i < len(p); i++ {
			list = append(list, wall{p[i-1], p[i]})
		}
	}
	return list
}

// hides is the slow ray caster: whether the wall meets the line strictly between
// its ends, solved in fractions without rounding.
func (w wall) hides(eye, goal plane.Point) bool {
	if w.a == w.b { // A wall of no length is none.
		return false
	}
	r := func(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }
	sub := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
	mul := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
	px, py := r(eye.X), r(eye.Y)
	dx, dy := sub(r(goal.X), px), sub(r(goal.Y), py)
	qx, qy := sub(r(w.a.X), px), sub(r(w.a.Y), py)
	ex, ey := sub(r(w.b.X), r(w.a.X)), sub(r(w.b.Y), r(w.a.Y))
	det := sub(mul(dx, ey), mul(dy, ex))
	zero, one := new(big.Rat), big.NewRat(1, 1)
	if det.Sign() == 0 {
		if sub(mul(qx, dy), mul(qy, dx)).Sign() != 0 {
			return false
		}
		length := new(big.Rat).Add(mul(dx, dx), mul(dy, dy))
		if length.Sign() == 0 {
			return false
		}
		t := new(big.Rat).Quo(new(big.Rat).Add(mul(qx, dx), mul(qy, dy)), length)
		u := new(big.Rat).Add(t, new(big.Rat).Quo(new(big.Rat).Add(mul(ex, dx), mul(ey, dy)), length))
		if t.Cmp(u) > 0 {
			t, u = u, t
		}
		return u.Cmp(zero) > 0 && t.Cmp(one) < 0
	}
	t := new(big.Rat).Quo(sub(mul(qx, ey), mul(qy, ex)), det)
	u := new(big.Rat).Quo(sub(mul(qx, dy), mul(qy, dx)), det)
	return t.Cmp(zero) > 0 && t.Cmp(one) < 0 && u.Cmp(zero) >= 0 && u.Cmp(one) <= 0
}

func clearOf(walls []wall, eye, goal plane.Point) bool {
	for _, w := range walls {
		if w.hides(eye, goal) {
			return false
		}
	}
	return true
}

// random is walls of chance: some on whole cells, where they touch, overlap and
// cross, some anywhere on sixteenths.
func random(r *rand.Rand, n int) scene {
	s := scene{}
	for range n {
		step := 1.0
		if r.IntN(2) == 0 {
			step = 1.0 / 16
		}
		coordinate := func() float64 { return math.Floor(r.Float64()*20/step) * step }
		a, b := at(coordinate(), coordinate()), at(coordinate(), coordinate())
		if r.IntN(3) == 0 {
			b.X = a.X
		}
		s.plain(a.X, a.Y, b.X, b.Y)
	}
	return s
}
