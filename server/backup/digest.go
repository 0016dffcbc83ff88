package backup

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/bits"
)

// digest is a sum of hashes: the same for the same rows in any order.
type digest [4]uint64 // the lowest first

// add counts a row in.
func (d *digest) add(line []byte) {
	sum := sha256.Sum256(line)
	var carry uint64
	for i := range d {
		d[i], carry = bits.Add64(d[i], binary.LittleEndian.Uint64(sum[8*i:]), carry)
	}
}

func (d *digest) String() string {
	var raw [sha256.Size]byte
	for i, v := range d {
		binary.LittleEndian.PutUint64(raw[8*i:], v)
	}
	return hex.EncodeToString(raw[:])
}
