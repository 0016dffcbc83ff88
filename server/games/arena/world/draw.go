package world

import (
	"math"

	"playhouse/server/games/arena/plane"
)

// Draw gives what the configuration's seed draws: obstacles that leave every base and
// every control point reachable, and the control points. Both lie point by point
// opposite each other across the area's middle, so that no side is favoured. Obstacles
// keep more than an agent's width from each other, from the edge, the bases and the
// points, and are convex, so there is a way around each; if there is no such place for
// one, there are fewer.
func Draw(config Config) (walls []Wall, points []ControlPoint) {
	d := drawing{c: &config, seed: seedOf(config.Seed), bases: basesOf(&config)}
	d.points()
	for i := int32(0); i < config.ObstacleCount; i += 2 {
		pair := min(2, config.ObstacleCount-i)
		for range 40 {
			if d.obstacle(pair) {
				break
			}
		}
	}
	return d.walls, d.places
}

// drawing is a map in the making.
type drawing struct {
	c      *Config
	seed   uint64
	count  int32 // of draws
	bases  []plane.Point
	walls  []Wall
	places []ControlPoint
	rounds []round
}

// round is what an obstacle takes up.
type round struct {
	centre plane.Point
	radius float64
}

func (d *drawing) draw() float64 {
	d.count++
	return draw(d.seed, d.count, 0, drawMap)
}

// opposite is the place across the area's middle.
func (d *drawing) opposite(p plane.Point) plane.Point {
	return plane.Point{X: d.c.AreaWidth - p.X, Y: d.c.AreaHeight - p.Y}
}

func (d *drawing) points() {
	count := d.c.ControlPoints
	if count == 0 && d.c.End.Kind == EndControl {
		count = 3
	}
	side := min(d.c.AreaWidth, d.c.AreaHeight)
	radius := max(float64(6*d.c.AgentRadius), float64(0.06*side))
	radius = min(radius, float64(0.12*side))
	if count%2 == 1 {
		d.place(plane.Point{X: d.c.AreaWidth / 2, Y: d.c.AreaHeight / 2}, radius)
	}
	for tries := 0; int32(len(d.places)) < count; tries++ {
		p := plane.Point{X: d.along(d.c.AreaWidth, radius), Y: d.along(d.c.AreaHeight, radius)}
		if tries < 200 && d.crowded(p, radius) {
			continue
		}
		d.place(p, radius)
		d.place(d.opposite(p), radius)
	}
}

// along draws a place along a side that leaves a margin.
func (d *drawing) along(side, margin float64) float64 {
	return margin + float64(d.draw()*max(side-float64(2*margin), 0))
}

func (d *drawing) place(p plane.Point, radius float64) {
	d.places = append(d.places, ControlPoint{ID: int32(len(d.places) + 1), Centre: p, Radius: radius})
}

// crowded is true for a point that is too near to another, to its opposite or a base.
func (d *drawing) crowded(p plane.Point, radius float64) bool {
	if p.Sub(d.opposite(p)).Len() < 3*radius {
		return true
	}
	for _, q := range d.places {
		if p.Sub(q.Centre).Len() < 3*radius {
			return true
		}
	}
	for _, b := range d.bases {
		if p.Sub(b).Len() < 2.5*radius {
			return true
		}
	}
	return false
}

// obstacle tries to put one, or two opposite ones, somewhere.
func (d *drawing) obstacle(pair int32) bool {
	size := d.c.ObstacleSize
	gap := float64(5 * d.c.AgentRadius)
	shape, radius := d.shape(size)
	at := plane.Point{X: d.along(d.c.AreaWidth, radius+gap), Y: d.along(d.c.AreaHeight, radius+gap)}
	r := round{at, radius}
	other := round{d.opposite(at), radius}
	if !d.fits(r, gap) || (pair == 2 && (!d.fits(other, gap) || at.Sub(other.centre).Len() < float64(2*radius)+gap)) {
		return false
	}
	d.put(r, shape)
	if pair == 2 {
		d.put(other, func(c plane.Point) plane.Shape { return mirrored(shape(plane.Point{}), c) })
	}
	return true
}

func (d *drawing) put(r round, shape func(plane.Point) plane.Shape) {
	d.rounds = append(d.rounds, r)
	d.walls = append(d.walls, Wall{ID: int32(len(d.walls) + 1), Shape: shape(r.centre)})
}

// shape draws a form: a circle, a box, or a polygon of 5 to 7 corners on a circle.
func (d *drawing) shape(size float64) (at func(plane.Point) plane.Shape, radius float64) {
	switch kind := d.draw(); {
	case kind < 0.4:
		return func(c plane.Point) plane.Shape { return plane.Circle(c, size) }, size
	case kind < 0.7:
		flat := float64(size * (0.6 + float64(0.4*d.draw())))
		half := plane.Point{X: size, Y: flat}
		if d.draw() < 0.5 {
			half = plane.Point{X: flat, Y: size}
		}
		return func(c plane.Point) plane.Shape { return plane.Box(c.Sub(half), c.Add(half)) }, half.Len()
	}
	corners := make([]plane.Point, 5+int(d.draw()*3))
	start := d.draw()
	for i := range corners {
		turn := start + (float64(i)+float64(0.6*d.draw()))/float64(len(corners))
		sin, cos := plane.Sincos(float64(turn * (2 * math.Pi)))
		corners[i] = plane.Point{X: float64(size * cos), Y: float64(size * sin)}
	}
	return func(c plane.Point) plane.Shape {
		moved := make([]plane.Point, len(corners))
		for i, p := range corners {
			moved[i] = c.Add(p)
		}
		return plane.Polygon(moved...)
	}, size
}

// mirrored is a shape around (0, 0), turned half around and moved to c.
func mirrored(s plane.Shape, c plane.Point) plane.Shape {
	turned := s
	turned.Points = make([]plane.Point, len(s.Points))
	for i, p := range s.Points {
		turned.Points[i] = c.Sub(p)
	}
	if s.Kind == plane.KindBox {
		turned.Points[0], turned.Points[1] = turned.Points[1], turned.Points[0]
	}
	return turned
}

// fits is true where an obstacle leaves room around it.
func (d *drawing) fits(r round, gap float64) bool {
	edge := min(min(r.centre.X, d.c.AreaWidth-r.centre.X), min(r.centre.Y, d.c.AreaHeight-r.centre.Y))
	if edge < r.radius+gap {
		return false
	}
	for _, o := range d.rounds {
		if o.centre.Sub(r.centre).Len() < o.radius+r.radius+gap {
			return false
		}
	}
	for _, p := range d.places {
		if p.Centre.Sub(r.centre).Len() < r.radius+p.Radius {
			return false
		}
	}
	// As much room as the agents take at the start, up to a fifth of the area's side.
	camp := float64(spacing*d.c.AgentRadius) * (float64(0.6*root(float64(d.c.AgentCount))) + 2)
	camp = min(camp, max(float64(0.2*min(d.c.AreaWidth, d.c.AreaHeight)), gap))
	for _, b := range d.bases {
		if b.Sub(r.centre).Len() < r.radius+camp {
			return false
		}
	}
	return true
}
