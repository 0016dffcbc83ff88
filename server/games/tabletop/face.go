package tabletop

import (
	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/measure"
	"playhouse/server/games/tabletop/plane"
)

// face is an element as the viewer sees it. The same element has the same face,
// so that a difference between views finds what changed by looking at pointers.
func (l *look) face(e *element) *element {
	if t := e.GetToken(); t != nil && l.owns(t) {
		return e
	}
	return l.optics.faces.get(e, nil, func() *element { return stranger(e) })
}

// stranger is an element without what is nobody's business: what a figure is
// really called if that is not shown, how strong it is, how it sees, what it is of,
// and what a game master called the group it belongs to.
func stranger(e *element) *element {
	t, d := e.GetToken(), e.GetDoor()
	if t == nil && d == nil && e.GetGroup() == "" {
		return e
	}
	e = proto.CloneOf(e)
	e.Group = ""
	if d := e.GetDoor(); d != nil {
		d.Secret = false
	}
	if t := e.GetToken(); t != nil {
		if !t.GetNameShown() {
			t.Name = ""
		}
		t.Hp, t.MaxHp, t.TempHp, t.CreatureId, t.Vision = 0, 0, 0, "", nil
	}
	return e
}

// The steps of a gauge, in quarters.
const (
	quarters    = 4
	threeOfFour = 3
	twoOfFour   = 2
)

// gauge is how hurt somebody looks; 0 where hit points are not counted.
func gauge(hp, most int32) tabletopv1.Gauge {
	left := int64(hp) * quarters
	switch {
	case most <= 0:
		return tabletopv1.Gauge_GAUGE_UNSPECIFIED
	case left > threeOfFour*int64(most):
		return tabletopv1.Gauge_GAUGE_FRESH
	case left > twoOfFour*int64(most):
		return tabletopv1.Gauge_GAUGE_HURT
	case left > int64(most):
		return tabletopv1.Gauge_GAUGE_BLOODIED
	}
	return tabletopv1.Gauge_GAUGE_DYING
}

// trail is where a figure went this turn, as far as the viewer could see: all the
// way of their own, of others from where they came into sight.
func (l *look) trail(id string, t *tabletopv1.Token) *tabletopv1.Trail {
	whole := l.trails[id]
	if whole == nil || l.gaze == nil || l.owns(t) {
		return whole
	}
	seen := l.inSight(whole.GetPoints())
	if len(seen) < 2 { //nolint:mnd // one place is no way
		return nil
	}
	length := measure.Path(l.grid(), plane.Path(seen)).By(l.grid().GetMeasure())
	return &tabletopv1.Trail{Points: seen, Feet: length}
}

// inSight is the end of a way that the viewer sees now.
func (l *look) inSight(way []*tabletopv1.Point) []*tabletopv1.Point {
	from := len(way)
	for from > 0 && (l.gaze == nil || l.gaze.SeesPoint(plane.At(way[from-1]))) {
		from--
	}
	return way[from:]
}
