package vision

import (
	"math"
	"slices"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/session"
)

// Add marks what lies in the polygon as seen.
func (e *Explored) Add(shape plane.Polygon) { e.fill(shape, true) }

// AddArea marks all of an area as seen.
func (e *Explored) AddArea(a Area) {
	for _, shape := range slices.Concat(a.Lit, a.Dim) {
		e.fill(shape, true)
	}
}

// Change reveals or hides ground by the shape of a ChangeFogRequest; radius is of
// a brush, in cells. It refuses, as an invalid field, points that do not make the
// shape.
func (e *Explored) Change(shape tabletopv1.FogShape, points []plane.Point, radius float64, hide bool) error {
	if slices.ContainsFunc(points, func(p plane.Point) bool { return !p.Finite() }) {
		return session.Invalid("points", "coordinates have to be numbers")
	}
	switch shape {
	case tabletopv1.FogShape_FOG_SHAPE_ALL:
		e.set(0, e.columns*e.rows, !hide)
	case tabletopv1.FogShape_FOG_SHAPE_RECTANGLE:
		if len(points) != 2 {
			return session.Invalid("points", "a rectangle has two corners")
		}
		a, b := points[0], points[1]
		e.fill(plane.Polygon{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}}, !hide)
	case tabletopv1.FogShape_FOG_SHAPE_CIRCLE:
		if len(points) != 2 {
			return session.Invalid("points", "a circle has a centre and a point on it")
		}
		e.dab(points[0], points[0], points[0].Distance(points[1]), !hide)
	case tabletopv1.FogShape_FOG_SHAPE_POLYGON:
		if len(points) < 3 {
			return session.Invalid("points", "a polygon has three corners or more")
		}
		e.fill(points, !hide)
	case tabletopv1.FogShape_FOG_SHAPE_BRUSH:
		return e.brush(points, radius, !hide)
	default:
		return session.Invalid("shape", "choose all, rectangle, circle, polygon or brush")
	}
	return nil
}

func (e *Explored) brush(points []plane.Point, radius float64, seen bool) error {
	if len(points) == 0 || !(radius > 0) {
		return session.Invalid("points", "a brush has a radius and at least one point")
	}
	e.dab(points[0], points[0], radius, seen)
	for i := 1; i < len(points); i++ {
		e.dab(points[i-1], points[i], radius, seen)
	}
	return nil
}

// fill marks the squares with their middle in the polygon, by the even-odd rule.
func (e *Explored) fill(shape plane.Polygon, seen bool) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range shape {
		low, high = min(low, p.Y), max(high, p.Y)
	}
	var cuts []float64
	for row := e.clamp(low*fine-0.5, e.rows); row < e.clamp(high*fine+0.5, e.rows); row++ {
		y := (float64(row) + 0.5) / fine
		cuts = cuts[:0]
		for i, a := range shape {
			b := shape[(i+1)%len(shape)]
			if (a.Y > y) != (b.Y > y) {
				cuts = append(cuts, a.X+(y-a.Y)*(b.X-a.X)/(b.Y-a.Y))
			}
		}
		slices.Sort(cuts)
		for i := 1; i < len(cuts); i += 2 {
			e.row(row, cuts[i-1], cuts[i], seen)
		}
	}
}

// dab marks the squares with their middle at most radius from the line a to b:
// row by row one interval, since the shape is convex.
func (e *Explored) dab(a, b plane.Point, radius float64, seen bool) {
	first, last := min(a.Y, b.Y)-radius, max(a.Y, b.Y)+radius
	band := beside(a, b, radius)
	for row := e.clamp(first*fine-0.5, e.rows); row < e.clamp(last*fine+0.5, e.rows); row++ {
		y := (float64(row) + 0.5) / fine
		low, high := math.Inf(1), math.Inf(-1)
		for _, end := range []plane.Point{a, b} {
			if half := radius*radius - (y-end.Y)*(y-end.Y); half >= 0 {
				low, high = min(low, end.X-math.Sqrt(half)), max(high, end.X+math.Sqrt(half))
			}
		}
		for i, p := range band {
			q := band[(i+1)%len(band)]
			if (p.Y > y) != (q.Y > y) {
				x := p.X + (y-p.Y)*(q.X-p.X)/(q.Y-p.Y)
				low, high = min(low, x), max(high, x)
			}
		}
		if low <= high {
			e.row(row, low, high, seen)
		}
	}
}

// beside is the rectangle along the line a to b; nothing when they are one.
func beside(a, b plane.Point, radius float64) plane.Polygon {
	length := a.Distance(b)
	if length == 0 {
		return nil
	}
	x, y := (a.Y-b.Y)/length*radius, (b.X-a.X)/length*radius
	return plane.Polygon{{X: a.X + x, Y: a.Y + y}, {X: b.X + x, Y: b.Y + y}, {X: b.X - x, Y: b.Y - y}, {X: a.X - x, Y: a.Y - y}}
}

// row marks the squares of a row with their middle from..to, in cells.
func (e *Explored) row(row int, from, to float64, seen bool) {
	first, end := e.clamp(math.Ceil(from*fine-0.5), e.columns), e.clamp(math.Ceil(to*fine-0.5), e.columns)
	e.set(row*e.columns+first, row*e.columns+end, seen)
}

// clamp is the number of a row or column that exists, or most.
func (e *Explored) clamp(at float64, most int) int {
	return int(max(0, min(float64(most), math.Floor(at))))
}
