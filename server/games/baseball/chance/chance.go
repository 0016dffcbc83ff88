// Package chance is where the rules of baseball draw from: fair dice at the
// table, a fast generator in simulations, or every branch in turn when exact
// probabilities are computed from the same rules.
package chance

import "math"

// Faces is the die behind every weighted draw: a million, so that measured rates
// are kept to six digits.
const Faces = 1_000_000

// P is a probability in millionths.
type P int32

// Of is a probability as a P; it is kept between 0 and 1.
func Of(p float64) P { return P(math.Round(min(1, max(0, p)) * Faces)) }

// Table are cumulative probabilities; the last is Faces.
type Table []P

// Source is what draws.
type Source interface {
	// Pick returns i as often as entry i of the table says.
	Pick(t Table) int
	// Happens is true p times of a million. It draws nothing when that is certain
	// or impossible.
	Happens(p P) bool
}

// NewTable makes a table of weights, which need not sum to 1.
func NewTable(weights ...float64) Table {
	var sum, run float64
	for _, w := range weights {
		sum += w
	}
	t := make(Table, len(weights))
	for i, w := range weights {
		run += w
		t[i] = P(math.Round(run / sum * Faces))
	}
	return t
}

// Find is the entry that a roll of 0 to Faces-1 falls on.
func (t Table) Find(roll P) int {
	for i, upTo := range t {
		if roll < upTo {
			return i
		}
	}
	return len(t) - 1
}

// Die is a fair die, 0 to n-1.
type Die interface{ Int(n int) int }

// Fair draws from a die.
type Fair struct{ Die Die }

// Pick rolls once.
func (f Fair) Pick(t Table) int { return t.Find(P(f.Die.Int(Faces))) }

// Happens rolls once, unless it is certain.
func (f Fair) Happens(p P) bool {
	return p >= Faces || p > 0 && P(f.Die.Int(Faces)) < p
}
