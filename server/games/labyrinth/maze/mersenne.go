package maze

import (
	"crypto/sha512"
	"encoding/binary"
	"math/bits"
)

// mersenne is CPython's random.Random: MT19937, seeded from a str as version 2
// does, with the methods that the older program used.
type mersenne struct {
	state [mtSize]uint32
	next  int
}

// Constants of MT19937 (Matsumoto and Nishimura, 1998).
const (
	mtSize    = 624
	mtShift   = 397
	mtMatrix  = 0x9908b0df
	mtUpper   = 0x80000000
	mtLower   = 0x7fffffff
	mtSeed    = 19650218
	mtInit    = 1812433253
	mtKeyMix  = 1664525
	mtLastMix = 1566083941
)

// newMersenne seeds like random.seed(str): the UTF-8 bytes followed by their
// SHA-512, read as one big-endian number, cut into 32-bit words from the low
// end.
func newMersenne(seed string) *mersenne {
	sum := sha512.Sum512([]byte(seed))
	number := append([]byte(seed), sum[:]...)
	for len(number) > 0 && number[0] == 0 { // a number has no leading zeros
		number = number[1:]
	}
	key := make([]uint32, (len(number)+3)/4)
	for i := range key {
		var word [4]byte
		end := len(number) - 4*i
		from := max(end-4, 0)
		copy(word[4-(end-from):], number[from:end])
		key[i] = binary.BigEndian.Uint32(word[:])
	}
	m := &mersenne{}
	m.init(mtSeed)
	m.mix(key)
	return m
}

func (m *mersenne) init(seed uint32) {
	m.state[0] = seed
	for i := 1; i < mtSize; i++ {
		prev := m.state[i-1]
		m.state[i] = mtInit*(prev^prev>>30) + uint32(i)
	}
	m.next = mtSize
}

// mix is init_by_array.
func (m *mersenne) mix(key []uint32) {
	i, j := 1, 0
	wrap := func() {
		if i++; i >= mtSize {
			m.state[0] = m.state[mtSize-1]
			i = 1
		}
	}
	for range max(mtSize, len(key)) {
		prev := m.state[i-1]
		m.state[i] = (m.state[i] ^ (prev^prev>>30)*mtKeyMix) + key[j] + uint32(j)
		wrap()
		if j++; j >= len(key) {
			j = 0
		}
	}
	for range mtSize - 1 {
		prev := m.state[i-1]
		m.state[i] = (m.state[i] ^ (prev^prev>>30)*mtLastMix) - uint32(i)
		wrap()
	}
	m.state[0] = mtUpper
}

func (m *mersenne) twist() {
	for i := range mtSize {
		y := m.state[i]&mtUpper | m.state[(i+1)%mtSize]&mtLower
		v := m.state[(i+mtShift)%mtSize] ^ y>>1
		if y&1 == 1 {
			v ^= mtMatrix
		}
		m.state[i] = v
	}
	m.next = 0
}

func (m *mersenne) uint32() uint32 {
	if m.next >= mtSize {
		m.twist()
	}
	y := m.state[m.next]
	m.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// below is _randbelow_with_getrandbits: as many bits as n itself has, drawn
// again until they are below n.
func (m *mersenne) below(n int) int {
	width := bits.Len(uint(n))
	for {
		if v := int(m.uint32() >> (32 - width)); v < n {
			return v
		}
	}
}
