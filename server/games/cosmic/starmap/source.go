package starmap

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// source draws from a stream that depends on a label and a seed only.
type source struct{ stream *rand.PCG }

func newSource(label, seed string) *source {
	sum := sha256.Sum256([]byte("playhouse-starmap-1/" + label + "\x00" + seed))
	return &source{rand.NewPCG(binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16]))}
}

// below returns a number from 0 to n-1, each equally likely: numbers from the
// last, incomplete n of the 2^64 are drawn again.
func (s *source) below(n int) int {
	limit := math.MaxUint64 - math.MaxUint64%uint64(n)
	for {
		if x := s.stream.Uint64(); x < limit {
			return int(x % uint64(n))
		}
	}
}

// between returns a number from least to most, both included.
func (s *source) between(least, most int) int { return least + s.below(most-least+1) }

const certainty = 1_000_000

// chance is true with a probability, counted in millionths.
func (s *source) chance(p float64) bool { return s.below(certainty) < int(math.Round(p*certainty)) }

// one returns one of some words.
func (s *source) one(words []string) string { return words[s.below(len(words))] }

// shuffled returns words in random order.
func (s *source) shuffled(words []string) []string {
	words = append([]string(nil), words...)
	for i := len(words) - 1; i > 0; i-- {
		j := s.below(i + 1)
		words[i], words[j] = words[j], words[i]
	}
	return words
}
