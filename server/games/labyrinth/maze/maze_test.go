package maze

import (
	"math/rand/v2"
	"testing"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

var generators = []labyrinthv1.Generator{1, 2, 3, 4}

func mustMake(tb testing.TB, s Spec) *Maze {
	tb.Helper()
	m, err := Make(s)
	if err != nil {
		tb.Fatalf("make %+v: %v", s, err)
	}
	return m
}

// passages counts the passages of a maze and the cells reached from its start,
// and fails where the two sides of a wall disagree.
func passages(tb testing.TB, m *Maze) (count, reached int) {
	tb.Helper()
	seen := make([]bool, len(m.Open))
	seen[m.Start] = true
	queue := []int{m.Start}
	for len(queue) > 0 {
		cell := queue[0]
		queue = queue[1:]
		reached++
		for _, s := range Sides {
			next := Neighbour(cell, s, m.Size)
			if m.Open[cell]&s == 0 {
				continue
			}
			if next < 0 || m.Open[next]&Opposite(s) == 0 {
				tb.Fatalf("%+v: side %d of cell %d is open on one side only", m.Spec, s, cell)
			}
			count++
			if !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return count / 2, reached
}

func TestEveryGeneratorMakesPerfectMazes(t *testing.T) {
	t.Parallel()
	for _, generator := range generators {
		for size := MinSize; size <= MaxGameSize; size++ {
			if generator == labyrinthv1.Generator_GENERATOR_CLASSIC && size > MaxClassicSize {
				break
			}
			m := mustMake(t, Spec{Generator: generator, Size: size, Seed: "perfect"})
			count, reached := passages(t, m)
			if count != size*size-1 || reached != size*size {
				t.Errorf("%v size %d: %d passages, %d cells reached", generator, size, count, reached)
			}
		}
	}
}

func TestClassicVector(t *testing.T) {
	t.Parallel()
	m := mustMake(t, Spec{Generator: labyrinthv1.Generator_GENERATOR_CLASSIC, Size: 4, Seed: "test"})
	if m.Start != 1*4+2 {
		t.Errorf("start is cell %d, not (2,1)", m.Start)
	}
	want := []string{
		"ES", "EW", "EW", "SW",
		"NS", "S", "E", "NW",
		"EN", "ENW", "EW", "SW",
		"E", "EW", "EW", "NW",
	}
	for cell, sides := range want {
		if got := Letters(m.Open[cell]); got != sides {
			t.Errorf("cell %d is %s, not %s", cell, got, sides)
		}
	}
}

func BenchmarkMake(b *testing.B) {
	for _, generator := range generators[:3] {
		b.Run(generator.String()+"/1024", func(b *testing.B) {
			for b.Loop() {
				mustMake(b, Spec{Generator: generator, Size: MaxSize, Seed: "bench"})
			}
		})
	}
	b.Run("GENERATOR_CLASSIC/10", func(b *testing.B) {
		for b.Loop() {
			mustMake(b, Spec{Generator: 4, Size: MaxClassicSize, Seed: "bench"})
		}
	})
}

// BenchmarkReference is the yardstick: the plainest depth-first carve over flat
// arrays, a bitset for the visited and a stack for the way back.
func BenchmarkReference(b *testing.B) {
	for b.Loop() {
		carveReference(MaxSize)
	}
}

func carveReference(size int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	open, visited := make([]byte, size*size), make([]uint64, size*size/64)
	stack := append(make([]int32, 0, size*size), 0)
	visited[0] = 1
	for len(stack) > 0 {
		cell := int(stack[len(stack)-1])
		var free [4]Side
		n := 0
		for _, s := range Sides {
			if next := Neighbour(cell, s, size); next >= 0 && visited[next/64]>>(next%64)&1 == 0 {
				free[n] = s
				n++
			}
		}
		if n == 0 {
			stack = stack[:len(stack)-1]
			continue
		}
		s := free[r.IntN(n)]
		next := Neighbour(cell, s, size)
		open[cell] |= s
		open[next] |= Opposite(s)
		visited[next/64] |= 1 << (next % 64)
		stack = append(stack, int32(next))
	}
	return open
}
