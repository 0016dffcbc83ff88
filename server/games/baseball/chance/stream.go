package chance

import "math/bits"

// Stream is a fast source for simulations: splitmix64, whose state is one word,
// so that every game of a simulation has its own.
type Stream struct{ state uint64 }

// NewStream starts the stream of a seed. Seeds are mixed, so that those of
// successive games do not run through the same numbers.
func NewStream(seed uint64) Stream {
	seed ^= seed >> 33
	seed *= 0xff51afd7ed558ccd
	seed ^= seed >> 33
	seed *= 0xc4ceb9fe1a85ec53
	return Stream{state: seed ^ seed>>33}
}

func (s *Stream) next() uint64 {
	s.state += 0x9e3779b97f4a7c15
	x := s.state
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Int returns 0 to n-1.
func (s *Stream) Int(n int) int {
	hi, _ := bits.Mul64(s.next(), uint64(n))
	return int(hi)
}

// Pick draws once.
func (s *Stream) Pick(t Table) int { return t.Find(P(s.Int(Faces))) }

// Happens draws once, unless it is certain.
func (s *Stream) Happens(p P) bool { return p >= Faces || p > 0 && P(s.Int(Faces)) < p }
