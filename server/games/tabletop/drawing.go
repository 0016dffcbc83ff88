package tabletop

import (
	"math"
	"slices"
	"strconv"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

// A drawing may reach into ground that somebody has not explored, and would tell them
// what is there. They get the pieces of its line that lie on ground they know: the
// first under the drawing's own id, the others under ids made from it.

const (
	// stroke is how close, in cells, a line is looked at: half a square of ground.
	stroke = 0.25
	// roundness is how many places an ellipse is made of.
	roundness = 72
	// strokesMost bounds how many places of a line are looked at.
	strokesMost = 20_000
)

// piecing is a drawing and the ground that it is cut by.
type piecing struct {
	drawing *element
	by      *vision.Explored
}

// pieces are what the viewer may see of a drawing; itself if that is all of it.
func (l *look) pieces(e *element) []*element {
	if l.gaze == nil || l.isOwn(e.GetDrawing().GetOwnerId()) {
		return []*element{l.face(e)}
	}
	return l.optics.pieces.get(piecing{drawing: e, by: l.ground.whole}, nil, func() []*element { return l.cut(e) })
}

func (l *look) cut(e *element) []*element {
	d := e.GetDrawing()
	if d.GetShape() == tabletopv1.DrawingShape_DRAWING_SHAPE_TEXT {
		if p := d.GetPoints(); len(p) == 1 && l.knows(plane.At(p[0])) {
			return []*element{l.face(e)}
		}
		return nil
	}
	runs, whole := l.runs(strokes(outline(d)))
	// The corners of an ellipse are told with it, and lie outside.
	if whole && !slices.ContainsFunc(plane.Path(d.GetPoints()), func(p plane.Point) bool { return !l.knows(p) }) {
		return []*element{l.face(e)}
	}
	all := make([]*element, 0, len(runs))
	for i, run := range runs {
		piece := proto.CloneOf(stranger(e))
		if i > 0 {
			piece.Id = e.GetId() + "-p" + strconv.Itoa(i+1)
		}
		part := piece.GetDrawing()
		part.Shape, part.Fill, part.Points = tabletopv1.DrawingShape_DRAWING_SHAPE_FREEHAND, "", run
		all = append(all, piece)
	}
	return all
}

// runs are the parts of a line that lie on known ground; whole is true if all of it
// does.
func (l *look) runs(line []plane.Point) (runs [][]*tabletopv1.Point, whole bool) {
	var run []*tabletopv1.Point
	end := func() {
		if len(run) > 1 {
			runs = append(runs, run)
		}
		run = nil
	}
	whole = len(line) > 0
	for _, p := range line {
		if !l.knows(p) {
			whole = false
			end()
			continue
		}
		run = append(run, &tabletopv1.Point{X: p.X, Y: p.Y})
	}
	end()
	return runs, whole
}

// outline is the line of a drawing, closed for closed shapes.
func outline(d *tabletopv1.Drawing) []plane.Point {
	points := plane.Path(d.GetPoints())
	if len(points) < 2 { //nolint:mnd // one point is no line
		return points
	}
	a, b := points[0], points[len(points)-1]
	switch d.GetShape() { //nolint:exhaustive // the others are lines
	case tabletopv1.DrawingShape_DRAWING_SHAPE_POLYGON:
		return append(points, a)
	case tabletopv1.DrawingShape_DRAWING_SHAPE_RECTANGLE:
		return []plane.Point{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}, a}
	case tabletopv1.DrawingShape_DRAWING_SHAPE_ELLIPSE:
		round := []plane.Point{}
		for i := range roundness + 1 {
			turn := 2 * math.Pi * float64(i) / roundness
			round = append(round, plane.Point{X: (a.X+b.X)/2 + (b.X-a.X)/2*math.Cos(turn), Y: (a.Y+b.Y)/2 + (b.Y-a.Y)/2*math.Sin(turn)}) //nolint:mnd // halves
		}
		return round
	}
	return points
}

// strokes are places along a line, its own among them.
func strokes(line []plane.Point) []plane.Point {
	var all []plane.Point
	for i, p := range line {
		if i > 0 && p.Finite() && line[i-1].Finite() {
			from := line[i-1]
			steps := math.Ceil(from.Distance(p) / stroke)
			for s := 1.0; s < steps && len(all) < strokesMost; s++ {
				all = append(all, plane.Point{X: from.X + (p.X-from.X)*s/steps, Y: from.Y + (p.Y-from.Y)*s/steps})
			}
		}
		all = append(all, p)
	}
	return all
}
