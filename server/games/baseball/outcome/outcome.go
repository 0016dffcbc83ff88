// Package outcome names what can come of a plate appearance, before anybody has
// run or thrown: what a card or a chart says.
package outcome

// Result is one of them.
type Result uint8

// The results. Grades say how a ball lies: a long single lets runners take two
// bases, an A ground ball is hit hard, an A fly goes deep.
const (
	Strikeout Result = iota
	Walk
	HitByPitch
	Interference // by the catcher
	SingleShort
	Single
	SingleLong
	Double
	DoubleLong
	Triple
	HomeRun
	GroundA
	GroundB
	GroundC
	FlyA
	FlyB
	FlyC
	LineOut
	PopOut
	// Check1 to Check9 leave it to the fielder at a position; only pitchers' cards
	// have them.
	Check1
	Check2
	Check3
	Check4
	Check5
	Check6
	Check7
	Check8
	Check9
	// Count is how many results there are.
	Count
)

// Plain is how many of the results are not fielding checks.
const Plain = int(Check1)

var names = [Count]string{
	"strikeout", "walk", "hit_by_pitch", "interference", "single_short", "single", "single_long", "double", "double_long",
	"triple", "home_run", "ground_a", "ground_b", "ground_c", "fly_a", "fly_b", "fly_c", "line_out", "pop_out",
	"check_1", "check_2", "check_3", "check_4", "check_5", "check_6", "check_7", "check_8", "check_9",
}

// String is the name used in files.
func (r Result) String() string {
	if r < Count {
		return names[r]
	}
	return "unknown"
}

// Parse finds a result by its name.
func Parse(name string) (Result, bool) {
	for r, n := range names {
		if n == name {
			return Result(r), true
		}
	}
	return 0, false
}

// Check is the position that a fielding check is for; 0 for other results.
func (r Result) Check() int {
	if r < Check1 || r >= Count {
		return 0
	}
	return int(r-Check1) + 1
}

// Rates are probabilities by result.
type Rates [Count]float64

// Sum is what they add up to.
func (r Rates) Sum() (sum float64) {
	for _, p := range r {
		sum += p
	}
	return sum
}

// Normal are the rates scaled to sum to 1.
func (r Rates) Normal() Rates {
	sum := r.Sum()
	for i := range r {
		r[i] /= sum
	}
	return r
}
