package dice_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"playhouse/server/dice"
)

// key is one with something in every part of it.
func key() dice.Key {
	k := dice.Key{Session: "0193bc6a-0000-7000-8000-000000000001", ClientSeeds: []string{"luck", "", "Würfel 🎲"}}
	for i := range k.Seed {
		k.Seed[i] = byte(i*7 + 1)
	}
	return k
}

// byTheBook is roll i by the formula of the package comment, in exact arithmetic
// and with nothing of the package's.
func byTheBook(k dice.Key, version, i uint32, faces int64) int64 {
	message := []byte("playhouse-dice-1")
	number := func(n uint32) { message = append(message, byte(n>>24), byte(n>>16), byte(n>>8), byte(n)) }
	text := func(s string) { number(uint32(len(s))); message = append(message, s...) }
	text(k.Session)
	number(uint32(len(k.ClientSeeds)))
	for _, s := range k.ClientSeeds {
		text(s)
	}
	number(version)
	number(i)
	n := big.NewInt(faces)
	multiple := new(big.Int).Lsh(big.NewInt(1), 64)
	multiple.Sub(multiple, new(big.Int).Mod(multiple, n))
	fixed := message
	for attempt := uint32(0); ; attempt++ {
		message = slices.Clone(fixed)
		number(attempt)
		mac := hmac.New(sha256.New, k.Seed[:])
		mac.Write(message)
		if x := new(big.Int).SetBytes(mac.Sum(nil)[:8]); x.Cmp(multiple) < 0 {
			return x.Mod(x, n).Int64()
		}
	}
}

// third is a number of faces of which the second multiple is the last: a third
// of all numbers is rejected.
const third = math.MaxUint64/3 + 1

func TestFormula(t *testing.T) {
	t.Parallel()
	faces := []int{1, 2, 3, 6, 20, 100, 1 << 32, 1<<62 - 1, 1 << 62, 1<<62 + 1, third, math.MaxInt}
	keys := []dice.Key{key(), {}, {Session: "s"}, {ClientSeeds: []string{strings.Repeat("x", 300)}}}
	for _, k := range keys {
		for _, version := range []int32{1, 2, 4711, math.MaxInt32} {
			r := k.At(version)
			for i := range uint32(100) {
				n := faces[int(i)%len(faces)]
				if got, want := int64(r.Int(n)), byTheBook(k, uint32(version), i, int64(n)); got != want {
					t.Fatalf("version %d, roll %d of %d faces: %d, want %d", version, i, n, got, want)
				}
			}
		}
	}
}

// TestKnownAnswer holds one roll fast, worked out by
//
//	printf 'playhouse-dice-1\0\0\0\1s\0\0\0\1\0\0\0\1c\0\0\0\3\0\0\0\0\0\0\0\0' |
//	openssl dgst -sha256 -mac HMAC -macopt hexkey:0000…00
func TestKnownAnswer(t *testing.T) {
	t.Parallel()
	const x = 0x99e70b8e5f68f1e4
	k := dice.Key{Session: "s", ClientSeeds: []string{"c"}}
	if got := k.At(3).Int(1_000_000); got != x%1_000_000 {
		t.Errorf("got %d, want %d", got, uint64(x)%1_000_000)
	}
}

// TestEveryPartCounts checks that no two keys, versions or rolls share their
// dice, however their texts are cut.
func TestEveryPartCounts(t *testing.T) {
	t.Parallel()
	other := key()
	other.Seed[31]++
	rollers := []*dice.Roller{
		key().At(1), key().At(2), other.At(1),
		dice.Key{Session: "ab"}.At(1), dice.Key{Session: "a"}.At(1),
		dice.Key{Session: "a", ClientSeeds: []string{"b"}}.At(1),
		dice.Key{ClientSeeds: []string{"ab"}}.At(1), dice.Key{ClientSeeds: []string{"a", "b"}}.At(1),
		dice.Key{ClientSeeds: []string{"b", "a"}}.At(1), dice.Key{ClientSeeds: []string{"ab", ""}}.At(1),
	}
	seen := map[int]bool{}
	for _, r := range rollers {
		for range 3 {
			seen[r.Int(math.MaxInt)] = true
		}
	}
	if len(seen) != 3*len(rollers) {
		t.Errorf("%d different rolls of %d", len(seen), 3*len(rollers))
	}
}

func TestRolls(t *testing.T) {
	t.Parallel()
	r := key().At(5)
	if len(r.Rolls()) != 0 {
		t.Errorf("rolls before the first: %v", r.Rolls())
	}
	value, die := r.Int(6), r.Die(20)
	if want := []dice.Roll{{Faces: 6, Value: int64(value)}, {Faces: 20, Value: int64(die - 1)}}; !slices.Equal(r.Rolls(), want) {
		t.Errorf("rolls %v, want %v", r.Rolls(), want)
	}
	for range 1000 {
		if got := r.Die(4); got < 1 || got > 4 {
			t.Fatalf("a die of 4 faces shows %d", got)
		}
	}
}

func TestNoFaces(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, -1, math.MinInt} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a die with %d faces fell", n)
				}
			}()
			key().At(1).Int(n)
		}()
	}
}

// TestShuffle checks that all orders of four things are equally likely.
func TestShuffle(t *testing.T) {
	t.Parallel()
	const shuffles = 48_000
	counts := map[string]int{}
	for version := range int32(shuffles) {
		letters := []byte("abcd")
		key().At(version+1).Shuffle(4, func(i, j int) { letters[i], letters[j] = letters[j], letters[i] })
		counts[string(letters)]++
	}
	fair(t, "orders of four", 24, shuffles, func(yield func(int) bool) {
		for _, n := range counts {
			if !yield(n) {
				return
			}
		}
	})
	key().At(1).Shuffle(1, func(int, int) { t.Error("one thing was swapped") })
}

// TestFair throws dice of several sizes a million times each and asks whether
// their faces, and the pairs of one throw and the next, come equally often.
func TestFair(t *testing.T) {
	t.Parallel()
	const versions, rolls = 1000, 1000
	for _, faces := range []int{2, 3, 6, 20, 52} {
		counts, pairs := make([]int, faces), make([]int, faces*faces)
		for version := range int32(versions) {
			r := key().At(version + 1)
			for range rolls / 2 {
				a, b := r.Int(faces), r.Int(faces)
				counts[a]++
				counts[b]++
				pairs[a*faces+b]++
			}
		}
		fair(t, "faces", faces, versions*rolls, slices.Values(counts))
		fair(t, "pairs", faces*faces, versions*rolls/2, slices.Values(pairs))
	}
}

// fair fails when the counts of equally likely kinds are too uneven, or too even,
// to be chance: each happens once in 1,000 by the chi-square distribution, as
// Wilson and Hilferty approximate it. The seed is fixed, so it never changes.
func fair(t *testing.T, what string, kinds, total int, counts func(func(int) bool)) {
	t.Helper()
	expected, sum, seen := float64(total)/float64(kinds), 0.0, 0
	for n := range counts {
		sum += (float64(n) - expected) * (float64(n) - expected) / expected
		seen += n
	}
	freedom := float64(kinds - 1)
	quantile := func(z float64) float64 {
		c := 2 / (9 * freedom)
		return freedom * math.Pow(1-c+z*math.Sqrt(c), 3)
	}
	if low, high := quantile(-3.09), quantile(3.09); sum < low || sum > high || seen != total {
		t.Errorf("%s, %d kinds: chi-square %.2f of %d, not within %.2f and %.2f", what, kinds, sum, seen, low, high)
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	draw := func() []dice.Roll {
		r := key().At(9)
		for _, n := range []int{6, 6, 20, 2, 1} {
			r.Int(n)
		}
		return slices.Clone(r.Rolls())
	}
	if at := key().Verify(9, draw()); at != -1 {
		t.Errorf("honest rolls fail at %d", at)
	}
	if at := key().Verify(9, nil); at != -1 {
		t.Errorf("no rolls fail at %d", at)
	}
	for i := range draw() {
		for name, tamper := range map[string]func(*dice.Roll){
			"value":          func(r *dice.Roll) { r.Value = (r.Value + 1) % max(r.Faces, 2) },
			"negative value": func(r *dice.Roll) { r.Value -= r.Faces },
			"large value":    func(r *dice.Roll) { r.Value += r.Faces },
			"no faces":       func(r *dice.Roll) { r.Faces = 0 },
			"negative faces": func(r *dice.Roll) { r.Faces = -r.Faces },
		} {
			rolls := draw()
			tamper(&rolls[i])
			if at := key().Verify(9, rolls); at != i {
				t.Errorf("roll %d, %s: found at %d", i, name, at)
			}
		}
	}
	if key().Verify(8, draw()) == -1 {
		t.Error("the rolls of another version hold")
	}
	other := key()
	other.ClientSeeds = other.ClientSeeds[:2]
	if other.Verify(9, draw()) == -1 {
		t.Error("the rolls hold without a client's seed")
	}
	swapped := draw()
	swapped[0], swapped[2] = swapped[2], swapped[0]
	if key().Verify(9, swapped) == -1 {
		t.Error("rolls in another order hold")
	}
}

func TestCommitment(t *testing.T) {
	t.Parallel()
	seed := key().Seed
	promise := dice.Commitment(seed)
	if promise != sha256.Sum256(seed[:]) {
		t.Error("the commitment is not the seed's SHA-256")
	}
	for i := range dice.SeedSize * 8 {
		seed := key().Seed
		seed[i/8] ^= 1 << (i % 8)
		if dice.Commitment(seed) == promise {
			t.Errorf("another seed keeps the promise: bit %d", i)
		}
	}
}

func BenchmarkRoll(b *testing.B) {
	b.ReportAllocs()
	k := key()
	for version := int32(1); b.Loop(); version++ {
		r := k.At(version)
		for range 10 {
			r.Int(6)
		}
	}
}
