package world

import (
	"math"
	"math/bits"

	"playhouse/server/games/arena/plane"
)

// digest mixes words into 64 bits, in the manner of FNV-1a but a word at a time and
// with a rotation, so that high bits reach low ones. Two lanes, so that the processor
// does not wait for each product.
type digest struct{ a, b uint64 }

const prime = 0x9e3779b97f4a7c15

func newDigest() digest { return digest{14695981039346656037, 1099511628211} }

func (d *digest) word(v uint64) { d.a = bits.RotateLeft64(d.a^v, 27) * prime }

func (d *digest) float(v float64) { d.word(math.Float64bits(v)) }

func (d *digest) text(s string) {
	d.word(uint64(len(s)))
	for len(s) > 0 {
		var v uint64
		n := min(8, len(s))
		for k := range n {
			v |= uint64(s[k]) << (8 * k)
		}
		d.word(v)
		s = s[n:]
	}
}

// pair mixes two words at a time.
func (d *digest) pair(v, u uint64) {
	d.a = bits.RotateLeft64(d.a^v, 27) * prime
	d.b = bits.RotateLeft64(d.b^u, 31) * prime
}

func (d *digest) sum() uint64 { return mix(d.a) ^ bits.RotateLeft64(mix(d.b), 32) }

func (d *digest) floats(v []float64) {
	for ; len(v) >= 2; v = v[2:] {
		d.pair(math.Float64bits(v[0]), math.Float64bits(v[1]))
	}
	if len(v) > 0 {
		d.float(v[0])
	}
}

func (d *digest) singles(v []float32) {
	for ; len(v) >= 4; v = v[4:] {
		d.pair(uint64(math.Float32bits(v[0]))|uint64(math.Float32bits(v[1]))<<32, uint64(math.Float32bits(v[2]))|uint64(math.Float32bits(v[3]))<<32)
	}
	for _, x := range v {
		d.word(uint64(math.Float32bits(x)))
	}
}

func (d *digest) ints(v []int32) {
	for ; len(v) >= 4; v = v[4:] {
		d.pair(uint64(uint32(v[0]))|uint64(uint32(v[1]))<<32, uint64(uint32(v[2]))|uint64(uint32(v[3]))<<32)
	}
	for _, x := range v {
		d.word(uint64(uint32(x)))
	}
}

func (d *digest) bytes(v []uint8) {
	for ; len(v) >= 8; v = v[8:] {
		d.word(uint64(v[0]) | uint64(v[1])<<8 | uint64(v[2])<<16 | uint64(v[3])<<24 |
			uint64(v[4])<<32 | uint64(v[5])<<40 | uint64(v[6])<<48 | uint64(v[7])<<56)
	}
	for _, x := range v {
		d.word(uint64(x))
	}
}

// Hash is a digest of all that the world's future follows from, but for batches that
// wait for an answer: those follow from the state in which they were asked.
func (w *World) Hash() uint64 {
	d := newDigest()
	d.word(w.fixed)
	d.word(uint64(uint32(w.tick))<<32 | uint64(uint32(w.nextAgent)))
	d.ints(w.holders)
	for k := range w.teams {
		d.team(&w.teams[k])
	}
	d.ways(&w.ways)
	t := &w.agents.table
	for _, c := range t.floats {
		d.floats(*c.values)
	}
	for _, c := range t.singles {
		d.singles(*c.values)
	}
	for _, c := range t.ints {
		d.ints(*c.values)
	}
	for _, c := range t.bytes {
		d.bytes(*c.values)
	}
	for _, s := range w.agents.memory {
		if s != "" {
			d.text(s)
		}
	}
	return d.sum()
}

func (d *digest) team(t *team) {
	for _, n := range [...]int32{t.behavior, t.members, t.living, t.coming, t.kills, t.deaths, t.assists, t.left} {
		d.word(uint64(uint32(n)))
	}
	for _, x := range [...]float64{t.dealt, t.taken, t.lifetime, t.way, t.control, t.steps, t.gone} {
		d.float(x)
	}
}

func (d *digest) ways(ways *ways) {
	d.word(uint64(uint32(ways.cursor)))
	for k := range ways.routes {
		r := &ways.routes[k]
		for _, n := range [...]int32{r.agent, r.planned, r.count, r.next} {
			d.word(uint64(uint32(n)))
		}
		d.point(r.goal)
		for _, p := range r.corners {
			d.point(p)
		}
	}
	for _, f := range ways.flows {
		d.word(uint64(uint32(f.block))<<32 | uint64(uint32(f.used)))
	}
}

func (d *digest) point(p plane.Point) {
	d.float(p.X)
	d.float(p.Y)
}

// fix digests what only orders change: the parameters, walls, points and names.
func (w *World) fix() {
	c := coder{}
	c.fixed(w)
	d := newDigest()
	d.bytes(c.data)
	w.fixed = d.sum()
}
