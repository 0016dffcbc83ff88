package tabletop

import (
	"fmt"
	"math"
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/measure"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
	"playhouse/server/session"
)

const (
	// movesMost is how many figures move at once.
	movesMost = 100
	// wayMost is how many places a way has.
	wayMost = 200
	// trailMost is how many places of a turn's way are kept.
	trailMost = 400
	// stopsMost is how often one figure looks around on its way, and stopsInAll how
	// often all that move at once do.
	stopsMost  = 12
	stopsInAll = 48
)

// MoveTokens walks tokens along paths.
func (Game) MoveTokens(t session.Turn, s State, r *tabletopv1.MoveTokensRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	if len(r.GetMoves()) > movesMost {
		return nil, session.Refuse("too_many", "at most %d figures move at once", movesMost)
	}
	for _, m := range r.GetMoves() {
		if err := d.move(m); err != nil {
			return nil, err
		}
	}
	for _, m := range r.GetMoves() {
		d.follow(m.GetElementId(), r)
	}
	first := d.board.element(r.GetMoves()[0].GetElementId())
	what := named(first)
	if len(r.GetMoves()) > 1 {
		what = fmt.Sprintf("%d tokens", len(r.GetMoves()))
	}
	d.tellf("moved", first.GetId(), "moved %s", what)
	return d.done()
}

func (d *draft) move(m *tabletopv1.TokenMove) error {
	e, err := d.element(m.GetElementId())
	t := e.GetToken()
	switch {
	case err != nil:
		return err
	case t == nil:
		return session.Refuse("no_such_element", "%s is not a token", d.called(e))
	case !d.gm() && !slices.Contains(t.GetOwnerIds(), d.user()):
		return session.Refuse("not_yours", "that token is not yours to move")
	case e.GetLocked():
		return d.lockedError(e)
	case d.touched(e.GetId()):
		return session.Invalid("moves", "%q cannot go two ways at once", e.GetId())
	}
	way, err := d.way(m, t)
	if err != nil {
		return err
	}
	if step, barred := d.board.blockers().Crosses(way); barred && !d.gm() {
		return wallInTheWay(way, step)
	}
	after := proto.CloneOf(e)
	after.GetToken().At = way[len(way)-1].Proto()
	if m.Rotation != nil {
		after.GetToken().Rotation = m.GetRotation()
	}
	d.put(e, after)
	d.trail(e.GetId(), way)
	d.lookAround(after.GetToken(), way)
	return nil
}

// touched is true for what the draft has changed.
func (d *draft) touched(id string) bool {
	_, ok := d.byElement[id]
	return ok
}

func (b *board) blockers() *vision.Blockers { return b.optics.walls.blockers.get() }

// wallInTheWay tells the last place that can be reached.
func wallInTheWay(way []plane.Point, step int) error {
	from := way[step]
	return &session.Error{
		Kind: session.Refused, Reason: "wall_in_the_way", Detail: from.Proto(),
		Message: fmt.Sprintf("a wall is in the way after %.4g, %.4g", from.X, from.Y),
	}
}

// way is the whole way of a figure, from where it stands, with its end settled on
// the grid.
func (d *draft) way(m *tabletopv1.TokenMove, t *tabletopv1.Token) ([]plane.Point, error) {
	if len(m.GetPath()) == 0 || len(m.GetPath()) > wayMost || math.IsNaN(m.GetRotation()) || math.Abs(m.GetRotation()) > largest {
		return nil, session.Invalid("moves", "a path has 1 to %d places", wayMost)
	}
	way := []plane.Point{plane.At(t.GetAt())}
	for _, p := range plane.Path(m.GetPath()) {
		if !d.board.holds(p) {
			return nil, session.Refuse("out_of_scene", "the scene ends at %.4g, %.4g", d.board.settings.GetWidth(), d.board.settings.GetHeight())
		}
		if p != way[len(way)-1] {
			way = append(way, p)
		}
	}
	end := way[len(way)-1]
	if len(way) > 1 && d.board.grid().GetSnap() {
		if end = measure.Snap(d.board.grid(), end, t.GetSize()); d.board.holds(end) && end != way[len(way)-1] {
			way[len(way)-1] = end
		}
	}
	return way, nil
}

// trail adds a way to where a figure went this turn; outside of combat every way
// is its own turn.
func (d *draft) trail(id string, way []plane.Point) {
	if len(way) < 2 { //nolint:mnd // it only turned
		return
	}
	before := d.board.trails[id]
	whole := way
	if d.board.order.GetRound() > 0 && before != nil {
		whole = append(plane.Path(before.GetPoints()), way[1:]...)
	}
	grid := d.board.grid()
	after := &tabletopv1.Trail{Feet: measure.Path(grid, whole).By(grid.GetMeasure())}
	for _, p := range whole[max(0, len(whole)-trailMost):] {
		after.Points = append(after.Points, p.Proto())
	}
	c := d.changes[d.byElement[id]]
	c.TrailBefore, c.TrailAfter = before, after
}

// lookAround notes where a player's figure sees something on its way: about every
// cell.
func (d *draft) lookAround(t *tabletopv1.Token, way []plane.Point) {
	eye, ok := vision.EyeOf(t, d.board.grid().GetFeet())
	if !ok || !d.board.fog() || !d.state.looksFor(everybody, t) {
		return
	}
	var length float64
	for i := 1; i < len(way); i++ {
		length += way[i-1].Distance(way[i])
	}
	n := int(min(stopsMost, math.Ceil(length))) - 1
	for i := range n {
		if d.stopped() >= stopsInAll {
			return
		}
		eye.At = along(way, length*float64(i+1)/float64(n+1))
		for _, owner := range t.GetOwnerIds() {
			d.stops[owner] = append(d.stops[owner], []vision.Eye{eye})
		}
	}
}

func (d *draft) stopped() (n int) {
	for _, stops := range d.stops {
		n += len(stops)
	}
	return n
}

// along is the place after some distance on a way.
func along(way []plane.Point, far float64) plane.Point {
	for i := 1; i < len(way); i++ {
		step := way[i-1].Distance(way[i])
		if far <= step && step > 0 {
			part := far / step
			return plane.Point{X: way[i-1].X + (way[i].X-way[i-1].X)*part, Y: way[i-1].Y + (way[i].Y-way[i-1].Y)*part}
		}
		far -= step
	}
	return way[len(way)-1]
}

// follow moves what belongs together with a figure that was moved: for players
// their own figures, as far as no wall is in the way.
func (d *draft) follow(leader string, r *tabletopv1.MoveTokensRequest) {
	before, after := d.board.element(leader), d.changes[d.byElement[leader]].GetElementAfter()
	dx := after.GetToken().GetAt().GetX() - before.GetToken().GetAt().GetX()
	dy := after.GetToken().GetAt().GetY() - before.GetToken().GetAt().GetY()
	if before.GetGroup() == "" || dx == 0 && dy == 0 {
		return
	}
	for _, e := range d.board.group(before.GetGroup()) {
		listed := slices.ContainsFunc(r.GetMoves(), func(m *tabletopv1.TokenMove) bool { return m.GetElementId() == e.GetId() })
		if d.touched(e.GetId()) || listed || e.GetLocked() || !d.mayFollow(e, dx, dy) {
			continue
		}
		d.put(e, shifted(e, dx, dy))
	}
}

func (d *draft) mayFollow(e *element, dx, dy float64) bool {
	if d.gm() {
		return true
	}
	t := e.GetToken()
	if t == nil || e.GetHidden() || !slices.Contains(t.GetOwnerIds(), d.user()) {
		return false
	}
	from := plane.At(t.GetAt())
	to := plane.Point{X: from.X + dx, Y: from.Y + dy}
	_, barred := d.board.blockers().Crosses([]plane.Point{from, to})
	return !barred && d.board.holds(to)
}

// group is what belongs together, in order.
func (b *board) group(name string) []*element {
	var all []*element
	for _, things := range b.things {
		for _, e := range things {
			if e.GetGroup() == name {
				all = append(all, e)
			}
		}
	}
	slices.SortFunc(all, func(x, y *element) int { return compareIDs(x.GetId(), y.GetId()) })
	return all
}

func compareIDs(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return slices.Compare([]byte(a), []byte(b))
}

// shifted is an element somewhere else.
func shifted(e *element, dx, dy float64) *element {
	e = proto.CloneOf(e)
	for _, p := range placesOf(e) {
		if p != nil {
			p.X += dx
			p.Y += dy
		}
	}
	return e
}

// placesOf are all places of an element.
func placesOf(e *element) []*tabletopv1.Point {
	switch k := e.GetKind().(type) {
	case *tabletopv1.Element_Map:
		return []*tabletopv1.Point{k.Map.GetAt()}
	case *tabletopv1.Element_Token:
		return []*tabletopv1.Point{k.Token.GetAt()}
	case *tabletopv1.Element_Wall:
		return k.Wall.GetPoints()
	case *tabletopv1.Element_Door:
		return []*tabletopv1.Point{k.Door.GetFrom(), k.Door.GetTo()}
	case *tabletopv1.Element_Light:
		return []*tabletopv1.Point{k.Light.GetAt()}
	case *tabletopv1.Element_Area:
		return []*tabletopv1.Point{k.Area.GetAt()}
	case *tabletopv1.Element_Drawing:
		return k.Drawing.GetPoints()
	case *tabletopv1.Element_Pin:
		return []*tabletopv1.Point{k.Pin.GetAt()}
	}
	return nil
}
