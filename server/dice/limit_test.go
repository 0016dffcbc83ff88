package dice

import (
	"math"
	"math/big"
	"testing"
)

// TestLimit compares the limit with exact arithmetic where it is easy to be off
// by one: at one face, at divisors of 2^64 and beside them, at both ends.
func TestLimit(t *testing.T) {
	t.Parallel()
	faces := []uint64{3, 6, 10, 20, 52, 100, 1000, math.MaxUint64/3 + 1, math.MaxUint64/2 - 1, math.MaxUint64 - 1, math.MaxUint64}
	for bit := range 64 {
		p := uint64(1) << bit
		faces = append(faces, p, p+1, max(p-1, 1))
	}
	all := new(big.Int).Lsh(big.NewInt(1), 64)
	for _, n := range faces {
		got := new(big.Int).SetUint64(limit(n))
		taken := got.Add(got, big.NewInt(1)) // 0 to limit
		faces := new(big.Int).SetUint64(n)
		rest := new(big.Int).Mod(taken, faces)
		next := new(big.Int).Add(taken, faces)
		if rest.Sign() != 0 || taken.Sign() <= 0 || taken.Cmp(all) > 0 || next.Cmp(all) <= 0 {
			t.Errorf("%d faces: %v numbers are taken", n, taken)
		}
	}
}
