package vision

import "playhouse/server/games/tabletop/plane"

// Sees tells whether nothing hides one place from the other.
func (b *Blockers) Sees(from, to plane.Point) bool {
	if !from.Finite() || !to.Finite() {
		return false
	}
	return b.clear(vertexAt(from), vertexAt(to))
}

func (b *Blockers) clear(eye, goal vertex) bool {
	free := true
	b.index.along(eye, goal, func(at int64) bool {
		for _, i := range b.index.segments[b.index.starts[at]:b.index.starts[at+1]] {
			if b.hides[i] && b.between(i, eye, goal) {
				free = false
				return false
			}
		}
		return true
	})
	return free
}

// between tells whether a segment hides goal from eye.
func (b *Blockers) between(i int32, eye, goal vertex) bool {
	s := b.segments[i]
	fromEye, fromGoal := turn(s.a, s.b, eye), turn(s.a, s.b, goal)
	if s.ring >= 0 {
		// Only lines that leave the ring are stopped.
		return fromEye > 0 && fromGoal < 0 && s.spans(eye, goal) && !encloses(b.rings[s.ring], eye)
	}
	if fromEye == 0 && fromGoal == 0 {
		return s.overlaps(eye, goal, false)
	}
	return fromEye*fromGoal < 0 && s.spans(eye, goal)
}

// spans tells whether the ends of the segment are not on one side of the line.
func (s segment) spans(from, to vertex) bool {
	return turn(from, to, s.a)*turn(from, to, s.b) <= 0
}

// overlaps tells, of a segment on the line, whether some of it lies beyond from
// and before to, with to itself counted or not.
func (s segment) overlaps(from, to vertex, end bool) bool {
	way := to.minus(from)
	a, c, goal := dot(way, s.a.minus(from)), dot(way, s.b.minus(from)), dot(way, way)
	if end {
		goal++
	}
	return max(a, c) > 0 && min(a, c) < goal
}

func dot(v, w vertex) int64 { return v.x*w.x + v.y*w.y }

// Crosses tells whether a wall or a shut door bars the way along the path, and
// the first step that is barred: 0 is from the first point to the second.
func (b *Blockers) Crosses(path []plane.Point) (step int, crossed bool) {
	for i := 1; i < len(path); i++ {
		if !path[i-1].Finite() || !path[i].Finite() || !b.passes(vertexAt(path[i-1]), vertexAt(path[i])) {
			return i - 1, true
		}
	}
	return 0, false
}

func (b *Blockers) passes(from, to vertex) bool {
	if from == to {
		return true
	}
	free := true
	b.index.along(from, to, func(at int64) bool {
		for _, i := range b.index.segments[b.index.starts[at]:b.index.starts[at+1]] {
			if b.bars[i] && b.segments[i].bars(from, to) {
				free = false
				return false
			}
		}
		return true
	})
	return free
}

// bars tells whether a step touches the segment, its beginning excepted.
func (s segment) bars(from, to vertex) bool {
	before, after := turn(s.a, s.b, from), turn(s.a, s.b, to)
	if before == 0 && after == 0 {
		return s.overlaps(from, to, true)
	}
	return before != 0 && before*after <= 0 && s.spans(from, to)
}
