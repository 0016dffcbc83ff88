package vision

import (
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
)

// Area is what is seen, as polygons in cells. They may overlap within a list;
// what is lit is not counted as dim, but for places that only some eyes see lit.
type Area struct {
	Lit, Dim []plane.Polygon
}

// Proto is the area as a message.
func (a Area) Proto() *tabletopv1.Sight {
	s := &tabletopv1.Sight{}
	for _, shape := range a.Lit {
		s.Lit = append(s.Lit, shape.Proto())
	}
	for _, shape := range a.Dim {
		s.Dim = append(s.Dim, shape.Proto())
	}
	return s
}

// Area is what is seen, within a hair of what Level tells, but for circles, which
// are polygons here and never reach farther than there.
func (g Gaze) Area() Area {
	views := g.views()
	switch {
	case g.ambient == Lit:
		return Area{Lit: views}
	case len(g.lamps) == 0 && g.ambient == Dim:
		return Area{Dim: views}
	case len(g.lamps) == 0:
		return Area{Dim: g.dark()}
	}
	return g.overlay(views)
}

// views is what each eye would see in bright light.
func (g Gaze) views() []plane.Polygon {
	shapes := make([]plane.Polygon, 0, len(g.eyes))
	for _, e := range g.eyes {
		radius := e.Range
		if radius > 0 {
			radius = max(radius, e.Darkvision)
		}
		shapes = appendShape(shapes, g.blockers.Polygon(e.At, radius))
	}
	return shapes
}

// dark is what each eye sees without light.
func (g Gaze) dark() []plane.Polygon {
	var shapes []plane.Polygon
	for _, e := range g.eyes {
		if e.Darkvision > 0 {
			shapes = appendShape(shapes, g.blockers.Polygon(e.At, e.Darkvision))
		}
	}
	return shapes
}

func appendShape(shapes []plane.Polygon, s plane.Polygon) []plane.Polygon {
	if len(s) < 3 {
		return shapes
	}
	return append(shapes, s)
}

// The layers that decide how well a place is seen.
const (
	inView = iota
	inDarkvision
	inBright
	inDim
	layers
)

func (g Gaze) overlay(views []plane.Polygon) Area {
	all := make([]plane.Layer, layers)
	all[inView], all[inDarkvision] = views, g.dark()
	for _, l := range g.lamps {
		if !g.mayShow(l) {
			continue
		}
		if l.Bright > 0 {
			all[inBright] = append(all[inBright], g.blockers.shine(l, l.Bright))
		}
		if l.Dim > l.Bright && g.ambient == Unseen {
			all[inDim] = append(all[inDim], g.blockers.shine(l, l.Dim))
		}
	}
	dusk := g.ambient == Dim
	areas := plane.Overlay(all, func(in []bool) int {
		switch {
		case in[inView] && in[inBright]:
			return int(Lit)
		case in[inView] && (in[inDim] || dusk), in[inDarkvision]:
			return int(Dim)
		}
		return int(Unseen)
	})
	return Area{Lit: areas[int(Lit)], Dim: areas[int(Dim)]}
}

// mayShow is false for a lamp that shines where no eye can look.
func (g Gaze) mayShow(l Lamp) bool {
	for _, e := range g.eyes {
		if e.Range == 0 || e.At.Distance(l.At) <= max(e.Range, e.Darkvision)+max(l.Bright, l.Dim) {
			return true
		}
	}
	return false
}

// shine is what a lamp lights up to a radius.
func (b *Blockers) shine(l Lamp, radius float64) plane.Polygon {
	if !l.Shadows {
		return plane.Disc(l.At, radius)
	}
	return b.Polygon(l.At, radius)
}
