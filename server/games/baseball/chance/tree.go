package chance

// Tree draws every branch in turn: run the same rules again and again until Next
// is false, and Weight is each run's probability. So exact chains follow from
// the rules themselves, without a second description of them.
type Tree struct {
	path   []branch
	at     int
	weight float64
}

type branch struct {
	table Table
	taken int
}

// Weight is the probability of the run that was just made.
func (t *Tree) Weight() float64 { return t.weight }

// Next turns to the next run; false when all were made. It is called before
// every run, the first too.
func (t *Tree) Next() bool {
	if t.weight == 0 {
		t.weight = 1
		return true
	}
	for len(t.path) > 0 {
		last := &t.path[len(t.path)-1]
		for last.taken++; last.taken < len(last.table); last.taken++ {
			if last.share() > 0 {
				t.at, t.weight = 0, 1
				return true
			}
		}
		t.path = t.path[:len(t.path)-1]
	}
	return false
}

func (b branch) share() float64 {
	from := P(0)
	if b.taken > 0 {
		from = b.table[b.taken-1]
	}
	return float64(b.table[b.taken]-from) / Faces
}

// Pick takes the branch whose turn it is.
func (t *Tree) Pick(table Table) int {
	if t.at == len(t.path) {
		b := branch{table: table}
		for b.share() == 0 {
			b.taken++
		}
		t.path = append(t.path, b)
	}
	b := t.path[t.at]
	t.at++
	t.weight *= b.share()
	return b.taken
}

// Happens takes both ways.
func (t *Tree) Happens(p P) bool {
	if p <= 0 || p >= Faces {
		return p > 0
	}
	return t.Pick(Table{p, Faces}) == 0
}
