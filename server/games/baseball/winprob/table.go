package winprob

import (
	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/diamond"
)

// Mix is how often, by state, managers do a thing. What is left of a swing is
// the plain one.
type Mix [Actions][States]float64

// Table is what situations of a league are worth.
type Table struct {
	// Runs are the runs still to come in the half.
	Runs [States]float64
	// Score is the chance of at least one.
	Score [States]float64
	// Visits are how often a half-inning comes by a state with a batter up.
	Visits [States]float64
	// Completed is the share of turns at bat, begun in a state, that are not cut
	// short by a third out on a runner.
	Completed [States]float64
	// Moves are where actions lead.
	Moves [Actions]Moves
	// kinds are the plays that actions bring.
	kinds [Actions][States]map[string]float64
	// Innings are the innings of a game.
	Innings int
	placed  bool
	finish  [States + 1][most + 1]float64 // chances of so many runs still to come
	start   [2][maxInnings + 1][2*span + 1]float64
	// there is how often a batter of a game comes up in a situation.
	there [2][maxInnings + 1][2*span + 1][States]float64
}

const (
	most       = 14 // runs in a half
	span       = 15 // lead
	maxInnings = 10 // the last stands for all extra innings
	rounds     = 80 // batters in a half, to compute with
)

// New computes a league's table; mix is what its managers do. How often things
// happen between pitches, and what plate appearances come to, follow from the
// same chain: the model is calibrated by it, and it is computed again. Once is
// near; [Table.Again] comes nearer.
func New(m *atbat.Model, mix *Mix) *Table {
	t := &Table{Innings: m.League.Rules.Innings, placed: m.League.Rules.PlacedRunner}
	t.explore(m)
	return t.settle(m, mix, func(int, int, int) *Mix { return mix })
}

// Again is the table for what managers do now: mix by state, and custom by
// situation, of which mix is the mean. The model must be as t left it: where its
// actions lead is known then.
func (t *Table) Again(m *atbat.Model, mix *Mix, custom Custom) *Table {
	next := &Table{Innings: t.Innings, placed: t.placed, Moves: t.Moves, kinds: t.kinds}
	return next.settle(m, mix, custom)
}

func (t *Table) settle(m *atbat.Model, mix *Mix, custom Custom) *Table {
	t.visit(mix)
	t.values(mix)
	m.Calibrate(t.Openings(mix))
	t.explore(m)
	t.visit(mix)
	t.values(mix)
	t.wins()
	t.occupy(custom)
	t.complete(mix)
	return t
}

func (t *Table) explore(m *atbat.Model) {
	e := newExplorer(m)
	for a := range Actions {
		for state := range States {
			if Possible(a, state) {
				t.kinds[a][state] = map[string]float64{}
				t.Moves[a][state] = e.explore(state, a, t.kinds[a][state])
			}
		}
	}
}

// step takes a distribution over states through one plate appearance and all
// that is before it.
func (t *Table) step(mix *Mix, from int, visit func(to, runs int, share float64)) {
	t.plate(mix, from, func(a Action, s, runs int, share float64) {
		if s == over {
			visit(s, runs, share)
			return
		}
		for _, m := range t.Moves[a][s] {
			visit(m.To, runs+m.Runs, share*m.Share)
		}
	})
}

// plate tells what is done at the plate, and in which state, of a turn at bat
// that begins in one: an intentional walk before anything else; otherwise what
// was planned, unless a steal or a ball that got away has changed the state, when
// nobody bunts any more. A half that ends before the pitch ends in over.
func (t *Table) plate(mix *Mix, from int, visit func(a Action, state, runs int, share float64)) {
	walked := mix[Intentional][from]
	visit(Intentional, from, 0, walked)
	quiet := 0.0
	t.before(mix, from, func(s, _ int, share float64) {
		if s == from {
			quiet += share
		}
	})
	t.before(mix, from, func(s, runs int, share float64) {
		share *= 1 - walked
		if s == over {
			visit(Swing, s, runs, share)
			return
		}
		rest := share
		for a := Sacrifice; a <= BuntForHit && s == from; a++ {
			often := share * mix[a][s] / (quiet * (1 - walked))
			visit(a, s, runs, often)
			rest -= often
		}
		swings, of := rest, 1-mix[Sacrifice][s]-mix[BuntForHit][s]-mix[Intentional][s]
		for a := In; a < Swings; a++ {
			often := swings * mix[a][s] / of
			visit(a, s, runs, often)
			rest -= often
		}
		visit(Swing, s, runs, max(0, rest))
	})
}

// before is what comes before the pitch that counts: a steal as often as the mix
// says, and what gets away.
func (t *Table) before(mix *Mix, from int, visit func(to, runs int, share float64)) {
	after := func(s, runs int, share float64) {
		if s == over {
			visit(s, runs, share)
			return
		}
		for _, b := range t.Moves[between][s] {
			visit(b.To, runs+b.Runs, share*b.Share)
		}
	}
	t.stolen(mix, from, after)
}

// stolen is what comes before the pitch: a steal as often as the mix says.
func (t *Table) stolen(mix *Mix, from int, visit func(to, runs int, share float64)) {
	rest := 1.0
	for a := StealSecond; a <= StealHome; a++ {
		often := mix[a][from]
		rest -= often
		for _, m := range t.Moves[a][from] {
			visit(m.To, m.Runs, often*m.Share)
		}
	}
	visit(from, 0, rest)
}

// chain flattens the steps.
func (t *Table) chain(mix *Mix) (moves Moves) {
	for state := range States {
		var sum [States + 1][12]float64
		t.step(mix, state, func(to, runs int, share float64) { sum[to][min(runs, 11)] += share })
		for to := range sum {
			for runs, share := range sum[to] {
				if share > 0 {
					moves[state] = append(moves[state], Move{To: to, Runs: runs, Share: share})
				}
			}
		}
	}
	return moves
}

func (t *Table) visit(mix *Mix) {
	chain := t.chain(mix)
	var at [States]float64
	at[0] = 1
	t.Visits = [States]float64{}
	for range rounds {
		var next [States]float64
		for s, share := range at {
			t.Visits[s] += share
			for _, m := range chain[s] {
				if m.To != over {
					next[m.To] += share * m.Share
				}
			}
		}
		at = next
	}
}

// complete finds the turns that are not cut short.
func (t *Table) complete(mix *Mix) {
	for s := range States {
		t.Completed[s] = 0
		t.plate(mix, s, func(_ Action, at, _ int, share float64) {
			if at != over {
				t.Completed[s] += share
			}
		})
	}
}

// Openings are what the chain comes to for each plate appearance.
func (t *Table) Openings(mix *Mix) atbat.Openings {
	o := atbat.Openings{Rates: map[string]float64{}, Runs: t.Runs}
	plates := 0.0
	for s, n := range t.Visits {
		if s%2 == 1 && s < 16 {
			o.Doubles += n
		}
		t.stolen(mix, s, func(to, _ int, share float64) {
			if pitched := n * share * (1 - mix[Intentional][s]); to != over && to%8 != 0 {
				o.OnBase += pitched
				o.Away += pitched * atbat.Moved(to%8)
			}
		})
		t.plate(mix, s, func(a Action, at, _ int, share float64) {
			if at == over {
				return
			}
			plates += n * share
			for name, p := range t.kinds[a][at] {
				o.Rates[name] += n * share * p
			}
		})
	}
	o.OnBase /= plates
	o.Away /= plates
	o.Doubles /= plates
	for name := range o.Rates {
		o.Rates[name] /= plates
	}
	return o
}

func (t *Table) values(mix *Mix) {
	chain := t.chain(mix)
	t.finish = [States + 1][most + 1]float64{}
	t.finish[over][0] = 1
	for range rounds {
		next := t.finish
		for s := range States {
			next[s] = [most + 1]float64{}
			for _, m := range chain[s] {
				for k, share := range t.finish[m.To] {
					next[s][min(most, k+m.Runs)] += m.Share * share
				}
			}
		}
		t.finish = next
	}
	for s := range States {
		t.Runs[s], t.Score[s] = 0, 1-t.finish[s][0]
		for k, share := range t.finish[s] {
			t.Runs[s] += float64(k) * share
		}
	}
}

// Expect are the runs that a half still brings.
func (t *Table) Expect(h diamond.Half) float64 {
	if h.Over() {
		return 0
	}
	return t.Runs[State(h)]
}
