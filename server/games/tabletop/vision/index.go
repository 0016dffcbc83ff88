package vision

import "math"

// bucket is the side of a bucket of the index, in grains: two cells.
const bucket = 2 * grain

// index finds the segments near a line: a grid of buckets, each with the
// segments that pass through it.
type index struct {
	left, top     int64
	columns, rows int64
	starts        []int32
	segments      []int32
}

func newIndex(segments []segment) index {
	x := extent(segments)
	x.starts = make([]int32, x.columns*x.rows+1)
	for _, s := range segments {
		x.along(s.a, s.b, func(at int64) bool { x.starts[at+1]++; return true })
	}
	for i := 1; i < len(x.starts); i++ {
		x.starts[i] += x.starts[i-1]
	}
	x.segments = make([]int32, x.starts[len(x.starts)-1])
	next := make([]int32, len(x.starts))
	copy(next, x.starts)
	for i, s := range segments {
		x.along(s.a, s.b, func(at int64) bool {
			x.segments[next[at]] = int32(i)
			next[at]++
			return true
		})
	}
	return x
}

// extent is an index without buckets around the segments. Those far out of any
// scene share the buckets at the border.
func extent(segments []segment) index {
	const most = 600 * grain
	low, high := vertex{math.MaxInt64, math.MaxInt64}, vertex{math.MinInt64, math.MinInt64}
	for _, s := range segments {
		low = vertex{min(low.x, s.a.x, s.b.x), min(low.y, s.a.y, s.b.y)}
		high = vertex{max(high.x, s.a.x, s.b.x), max(high.y, s.a.y, s.b.y)}
	}
	if len(segments) == 0 {
		return index{}
	}
	low = vertex{max(low.x, -most), max(low.y, -most)}
	high = vertex{min(max(high.x, low.x), most), min(max(high.y, low.y), most)}
	low = vertex{min(low.x, high.x), min(low.y, high.y)}
	return index{left: low.x, top: low.y, columns: (high.x-low.x)/bucket + 1, rows: (high.y-low.y)/bucket + 1}
}

// along visits the buckets that the line from a to b passes through, until visit
// says no. Places out of the grid belong to the nearest bucket.
func (x *index) along(a, b vertex, visit func(at int64) bool) {
	if x.columns == 0 {
		return
	}
	if a.y > b.y {
		a, b = b, a
	}
	first, last := x.row(a.y), x.row(b.y)
	for row := first; row <= last; row++ {
		from, to := a.x, b.x
		if row > first {
			from = xAt(a, b, x.top+row*bucket)
		}
		if row < last {
			to = xAt(a, b, x.top+(row+1)*bucket)
		}
		// A grain more on either side makes up for the rounding.
		for column := x.column(min(from, to) - 1); column <= x.column(max(from, to)+1); column++ {
			if !visit(row*x.columns + column) {
				return
			}
		}
	}
}

// xAt is where the line is at height y, which is between its ends.
func xAt(a, b vertex, y int64) int64 {
	return a.x + int64(math.Round(float64(y-a.y)/float64(b.y-a.y)*float64(b.x-a.x)))
}

func (x *index) row(y int64) int64 { return max(0, min(x.rows-1, floor(y-x.top))) }

func (x *index) column(at int64) int64 { return max(0, min(x.columns-1, floor(at-x.left))) }

// floor is the bucket n grains from the border, negative ones too.
func floor(n int64) int64 {
	if n < 0 {
		return -1
	}
	return n / bucket
}
