package maze

import (
	"crypto/sha256"
	"math/bits"
	"math/rand/v2"
)

// source draws from a stream that depends on a label and a seed only, by
// reductions that are fixed here for ever.
type source struct {
	stream *rand.ChaCha8
	bits   uint64
	left   uint // bits not yet used
}

// newSource keys ChaCha8 with SHA-256("playhouse-maze-1/" + label + NUL + seed).
func newSource(label, seed string) *source {
	return &source{stream: rand.NewChaCha8(sha256.Sum256([]byte("playhouse-maze-1/" + label + "\x00" + seed)))}
}

// take returns the next n bits of the stream, at most 32. Bits too few for n at
// a word's end are thrown away.
func (s *source) take(n uint) int {
	if s.left < n {
		s.bits, s.left = s.stream.Uint64(), 64
	}
	v := s.bits & (1<<n - 1)
	s.bits >>= n
	s.left -= n
	return int(v)
}

// below returns a number from 0 to n-1, each equally likely: the fewest bits
// that hold n-1 are drawn again until they are below n.
func (s *source) below(n int) int {
	width := uint(bits.Len(uint(n - 1)))
	for {
		if v := s.take(width); v < n {
			return v
		}
	}
}

// shuffle puts cells in random order, each order equally likely.
func (s *source) shuffle(cells []int) {
	for i := len(cells) - 1; i > 0; i-- {
		j := s.below(i + 1)
		cells[i], cells[j] = cells[j], cells[i]
	}
}

// one returns the bit number of one side of a set of one to four, each equally
// likely.
func (s *source) one(set Side) int {
	switch n := bits.OnesCount8(set); n {
	case 1:
		return bits.TrailingZeros8(set)
	case 2:
		return int(nth[set][s.take(1)])
	default:
		v := s.take(2)
		for v >= n {
			v = s.take(2)
		}
		return int(nth[set][v])
	}
}

// nth[set][k] is the bit number of the k-th side of a set.
var nth = func() (table [16][4]uint8) {
	for set := range table {
		k := 0
		for bit := range uint8(4) {
			if set>>bit&1 == 1 {
				table[set][k] = bit
				k++
			}
		}
	}
	return table
}()
