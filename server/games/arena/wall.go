package arena

import (
	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/games/arena/plane"
	"playhouse/server/games/arena/world"
	"playhouse/server/session"
)

func pointOf(p *arenav1.Point) plane.Point { return plane.Point{X: p.GetX(), Y: p.GetY()} }

func point(p plane.Point) *arenav1.Point { return &arenav1.Point{X: p.X, Y: p.Y} }

// wallOf is a wall as the simulation knows it.
func wallOf(w *arenav1.Wall) world.Wall {
	switch k := w.GetShape().(type) {
	case *arenav1.Wall_Box:
		return world.Wall{ID: w.GetId(), Shape: plane.Box(pointOf(k.Box.GetLeast()), pointOf(k.Box.GetMost()))}
	case *arenav1.Wall_Segment:
		return world.Wall{ID: w.GetId(), Shape: plane.Segment(pointOf(k.Segment.GetFrom()), pointOf(k.Segment.GetTo()))}
	case *arenav1.Wall_Circle:
		return world.Wall{ID: w.GetId(), Shape: plane.Circle(pointOf(k.Circle.GetCentre()), k.Circle.GetRadius())}
	case *arenav1.Wall_Polygon:
		return world.Wall{ID: w.GetId(), Shape: plane.Polygon(mapped(k.Polygon.GetCorners(), pointOf)...)}
	case *arenav1.Wall_Hole:
		return world.Wall{ID: w.GetId(), Shape: plane.Circle(pointOf(k.Hole.GetCentre()), k.Hole.GetRadius()), Hole: true}
	default: // the edge lets none in
		return world.Wall{ID: w.GetId()}
	}
}

// wall is a wall as a message.
func wall(w world.Wall) *arenav1.Wall {
	told, at := &arenav1.Wall{Id: w.ID}, mapped(w.Shape.Points, point)
	switch w.Shape.Kind {
	case plane.KindBox:
		told.Shape = &arenav1.Wall_Box{Box: &arenav1.Box{Least: at[0], Most: at[1]}}
	case plane.KindSegment:
		told.Shape = &arenav1.Wall_Segment{Segment: &arenav1.Segment{From: at[0], To: at[1]}}
	case plane.KindPolygon:
		told.Shape = &arenav1.Wall_Polygon{Polygon: &arenav1.Polygon{Corners: at}}
	case plane.KindCircle:
		disc := &arenav1.Circle{Centre: at[0], Radius: w.Shape.Radius}
		told.Shape = &arenav1.Wall_Circle{Circle: disc}
		if w.Hole {
			told.Shape = &arenav1.Wall_Hole{Hole: disc}
		}
	}
	return told
}

func controlPointOf(p *arenav1.ControlPoint) world.ControlPoint {
	return world.ControlPoint{ID: p.GetId(), Centre: pointOf(p.GetCentre()), Radius: p.GetRadius()}
}

func controlPoint(p world.ControlPoint) *arenav1.ControlPoint {
	return &arenav1.ControlPoint{Id: p.ID, Centre: point(p.Centre), Radius: p.Radius}
}

func mapped[A, B any](all []A, f func(A) B) []B {
	made := make([]B, 0, len(all))
	for _, a := range all {
		made = append(made, f(a))
	}
	return made
}

// numbered are walls with ids that go on after the last one.
func numbered(walls []*arenav1.Wall, last int32) []*arenav1.Wall {
	made := make([]*arenav1.Wall, 0, len(walls))
	for i, w := range walls {
		made = append(made, &arenav1.Wall{Id: last + int32(i) + 1, Shape: w.GetShape()})
	}
	return made
}

// roomLeft refuses walls that leave no room.
func roomLeft(s *arenav1.Setup) error {
	err := world.CheckWalls(configOf(s.GetConfig()), mapped(s.GetWalls(), wallOf), mapped(s.GetPoints(), controlPointOf))
	if err != nil {
		return session.Refuse("no_room", "%s", err)
	}
	return nil
}
