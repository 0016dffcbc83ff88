package terrain

import (
	"math"

	"playhouse/server/games/arena/plane"
)

// Wall is where a ray from a place in the direction of a unit vector meets a wall,
// within a length. Edges and holes do not count.
func (t *Terrain) Wall(from, direction plane.Point, length float64) (plane.Hit, bool) {
	return t.ray(&t.solids, from, direction, length)
}

// Hole is where a ray meets a hole.
func (t *Terrain) Hole(from, direction plane.Point, length float64) (plane.Hit, bool) {
	return t.ray(&t.holes, from, direction, length)
}

// ray goes along in pieces that what is listed around their beginning covers.
func (t *Terrain) ray(x *index, from, direction plane.Point, length float64) (plane.Hit, bool) {
	if len(x.list) == 0 {
		return plane.Hit{}, false
	}
	for gone := 0.0; gone < length; {
		p := from.Add(direction.Mul(gone))
		step := max(x.open(p), x.pad)
		best := plane.Hit{Distance: min(length, gone+step)}
		hit := false
		for _, i := range x.near(p) {
			if h, ok := t.bodies[i].Shape.Ray(from, direction, best.Distance); ok {
				best, hit = h, true
			}
		}
		if hit {
			return best, true
		}
		gone += step
	}
	return plane.Hit{}, false
}

// Limit is where a ray meets a wall or the area's edge.
func (t *Terrain) Limit(from, direction plane.Point, length float64) (plane.Hit, bool) {
	best, hit := t.ray(&t.solids, from, direction, length)
	if !hit {
		best.Distance = length
	}
	sides := [4]struct{ at, speed, normalX, normalY float64 }{
		{from.X, -direction.X, 1, 0}, {t.width - from.X, direction.X, -1, 0},
		{from.Y, -direction.Y, 0, 1}, {t.height - from.Y, direction.Y, 0, -1},
	}
	for _, s := range sides {
		if s.speed <= 1e-12 {
			continue
		}
		if d := max(s.at, 0) / s.speed; d <= best.Distance {
			best, hit = plane.Hit{Distance: d, Normal: plane.Point{X: s.normalX, Y: s.normalY}}, true
		}
	}
	return best, hit
}

// Open is how far around p there is no wall, no hole and no edge for sure.
func (t *Terrain) Open(p plane.Point) float64 {
	open := t.Edge(p)
	if len(t.solids.list) > 0 {
		open = min(open, t.solids.open(p))
	}
	if len(t.holes.list) > 0 {
		open = min(open, t.holes.open(p))
	}
	return open
}

// Ahead is the first round obstacle (a circle, box, polygon by its round, or a hole)
// whose round a corridor as wide as the agent meets within a length: how far along,
// and how far its middle lies to the right of the corridor's.
type Ahead struct {
	Along, Right, Radius float64
	Centre               plane.Point
}

// Ahead looks for what is in the way. Segments are no obstacles to go around: feelers
// see them.
func (t *Terrain) Ahead(from, direction plane.Point, length float64) (Ahead, bool) {
	best, found := Ahead{Along: math.Inf(1)}, false
	if t.Open(from) > length+t.radius {
		return best, false
	}
	for _, x := range [2]*index{&t.solids, &t.holes} {
		for gone := 0.0; gone < length && len(x.list) > 0; {
			p := from.Add(direction.Mul(gone))
			for _, i := range x.near(p) {
				if a, ok := t.inWay(t.bodies[i].Shape, from, direction); ok && a.Along < best.Along && a.Along-a.Radius < length {
					best, found = a, true
				}
			}
			gone += max(x.open(p), x.pad)
		}
	}
	return best, found
}

// inWay measures an obstacle in the frame of who looks ahead.
func (t *Terrain) inWay(s plane.Shape, from, direction plane.Point) (Ahead, bool) {
	if s.Kind == plane.KindSegment {
		return Ahead{}, false
	}
	centre, radius := s.Round()
	d := centre.Sub(from)
	a := Ahead{Along: d.Dot(direction), Right: direction.Cross(d), Radius: radius, Centre: centre}
	return a, a.Along > 0 && math.Abs(a.Right) < radius+t.radius
}

// Behind is the place nearest to p that lies behind a round obstacle within reach,
// seen from somewhere; false when there is none.
func (t *Terrain) Behind(p, seen plane.Point, reach float64) (plane.Point, bool) {
	x := &t.solids
	best, found := plane.Point{}, false
	c0, r0 := x.place(plane.Point{X: p.X - reach, Y: p.Y - reach})
	c1, r1 := x.place(plane.Point{X: p.X + reach, Y: p.Y + reach})
	for r := r0; r <= r1; r++ {
		cells := x.list[x.start[r*x.columns+c0]:x.start[r*x.columns+c1+1]]
		for _, i := range cells {
			s := t.bodies[i].Shape
			if s.Kind == plane.KindSegment {
				continue
			}
			centre, radius := s.Round()
			spot := centre.Add(centre.Sub(seen).Unit().Mul(radius + float64(2.5*t.radius)))
			if found && spot.Sub(p).Len2() >= best.Sub(p).Len2() {
				continue
			}
			if spot.Sub(p).Len2() <= float64(reach*reach) && t.Free(spot, t.radius) {
				best, found = spot, true
			}
		}
	}
	return best, found
}
