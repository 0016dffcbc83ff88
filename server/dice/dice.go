// Package dice rolls fair dice that anybody can check afterwards.
//
// A session has a secret seed of 32 random bytes. Its SHA-256, the commitment,
// is published before the first roll; the seed itself when the session ends.
// Roll i of the log position at version v is
//
//	HMAC-SHA256(seed, "playhouse-dice-1" ‖ session ‖ client seeds ‖ v ‖ i ‖ attempt)
//
// where session and each client seed are preceded by their length as four
// big-endian bytes, the client seeds by their number in the same way, and v, i
// and attempt are four big-endian bytes each. The first eight bytes of the MAC,
// big-endian, are the number x. With n faces, x is taken when it is below the
// largest multiple of n that is at most 2^64, and the roll is x mod n; else
// attempt counts up from 0 (rejection sampling: no face is likelier than
// another).
//
// Nobody can fish for a better roll: the same version gives the same dice, and
// a refused command uses none. HMAC was chosen over a stream cipher because
// every language, and every browser, can recompute it.
package dice

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
)

const domain = "playhouse-dice-1"

// SeedSize is the length of a seed in bytes.
const SeedSize = 32

// Key is what all rolls of a session are derived from.
type Key struct {
	// Seed is secret until the session ends.
	Seed [SeedSize]byte
	// Session is the session's id.
	Session string
	// ClientSeeds are the players' own words, in the order they were added.
	ClientSeeds []string
}

// Commitment is the SHA-256 of a seed: the promise made before the first roll.
func Commitment(seed [SeedSize]byte) [sha256.Size]byte { return sha256.Sum256(seed[:]) }

// At returns the dice of the log position at version.
func (k Key) At(version int32) *Roller {
	prefix := append([]byte(domain), sized(k.Session)...)
	prefix = binary.BigEndian.AppendUint32(prefix, uint32(len(k.ClientSeeds)))
	for _, s := range k.ClientSeeds {
		prefix = append(prefix, sized(s)...)
	}
	prefix = binary.BigEndian.AppendUint32(prefix, uint32(version))
	return &Roller{mac: hmac.New(sha256.New, k.Seed[:]), prefix: prefix}
}

func sized(s string) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(s))), s...)
}

// Roll is one roll as it was drawn.
type Roll struct {
	// Faces is the number of faces, 1 or more.
	Faces int64
	// Value is what came up, 0 to Faces-1.
	Value int64
}

// Roller draws the rolls of one log position in order and remembers them.
// It is not safe for concurrent use.
type Roller struct {
	mac    hash.Hash
	prefix []byte
	rolls  []Roll
}

// Int returns a number from 0 to n-1, each equally likely. It panics when n is
// not positive: a programmer's error.
func (r *Roller) Int(n int) int {
	if n <= 0 {
		panic(fmt.Sprintf("dice: a die with %d faces", n))
	}
	value := r.draw(uint64(n))
	r.rolls = append(r.rolls, Roll{Faces: int64(n), Value: int64(value)})
	return int(value)
}

// Die returns a number from 1 to faces: a die as people read it.
func (r *Roller) Die(faces int) int { return r.Int(faces) + 1 }

// Shuffle puts n things in random order by swapping, each order equally likely.
func (r *Roller) Shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, r.Int(i+1))
	}
}

// Rolls returns what was drawn so far, in order.
func (r *Roller) Rolls() []Roll { return r.rolls }

func (r *Roller) draw(n uint64) uint64 {
	var sum [sha256.Size]byte
	for attempt := uint32(0); ; attempt++ {
		tail := binary.BigEndian.AppendUint32(sum[:0], uint32(len(r.rolls)))
		tail = binary.BigEndian.AppendUint32(tail, attempt)
		r.mac.Reset()
		r.mac.Write(r.prefix)
		r.mac.Write(tail)
		if x := binary.BigEndian.Uint64(r.mac.Sum(sum[:0])); x <= limit(n) {
			return x % n
		}
	}
}

// limit is the last number below the largest multiple of n that is at most 2^64.
// The remainder of 2^64 itself, which does not fit, is taken from that of 2^64-1.
func limit(n uint64) uint64 { return math.MaxUint64 - (math.MaxUint64%n+1)%n }

// Verify reports the index of the first of rolls that this key does not give at
// version, or -1 when all hold.
func (k Key) Verify(version int32, rolls []Roll) int {
	r := k.At(version)
	for i, roll := range rolls {
		if roll.Faces <= 0 || int64(r.Int(int(roll.Faces))) != roll.Value {
			return i
		}
	}
	return -1
}
