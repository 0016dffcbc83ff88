package vision

import (
	"math"
	"math/bits"

	"playhouse/server/games/tabletop/plane"
)

const (
	// grain is how many steps a cell is divided into.
	grain = 1 << 16
	// reach is how many cells from the origin anything can be. With it no product
	// of two differences leaves an int64.
	reach = 4096
)

// vertex is a place, or the way from one to another, in grains.
type vertex struct {
	x, y int64
}

// vertexAt is the place nearest to p.
func vertexAt(p plane.Point) vertex {
	return vertex{x: grains(p.X), y: grains(p.Y)}
}

func grains(v float64) int64 {
	return int64(math.Round(max(-reach, min(reach, v)) * grain))
}

func (v vertex) point() plane.Point {
	return plane.Point{X: float64(v.x) / grain, Y: float64(v.y) / grain}
}

func (v vertex) minus(w vertex) vertex { return vertex{v.x - w.x, v.y - w.y} }

// cross is positive when w lies clockwise of v, as seen on a screen.
func (v vertex) cross(w vertex) int64 { return v.x*w.y - v.y*w.x }

// turn tells on which side of the line from a to b the place c is: the sign of
// cross.
func turn(a, b, c vertex) int { return sign(b.minus(a).cross(c.minus(a))) }

func sign(n int64) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

// half tells in which half of the circle a direction is: 0 below half a turn
// clockwise from the right, else 1.
func (v vertex) half() int {
	if v.y > 0 || v.y == 0 && v.x > 0 {
		return 0
	}
	return 1
}

// before orders directions clockwise, beginning at the right.
func (v vertex) before(w vertex) bool {
	if h, k := v.half(), w.half(); h != k {
		return h < k
	}
	return v.cross(w) > 0
}

// compareProducts compares a*b with c*d, all of them positive, without rounding.
func compareProducts(a, b, c, d int64) int {
	h1, l1 := bits.Mul64(uint64(a), uint64(b))
	h2, l2 := bits.Mul64(uint64(c), uint64(d))
	switch {
	case h1 != h2:
		return less(h1 < h2)
	case l1 != l2:
		return less(l1 < l2)
	}
	return 0
}

func less(yes bool) int {
	if yes {
		return -1
	}
	return 1
}
