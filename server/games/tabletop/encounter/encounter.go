// Package encounter tells how hard a fight will be, by the thresholds and
// multipliers of the open 5e rules.
//
// A party of fewer than three takes the multiplier of the next larger number of
// foes, one of six or more that of the next smaller. Beyond the ends of the table
// the steps go on: 5 above 4, and one half below 1.
package encounter

import (
	"math"

	"playhouse/server/session"
)

// Thresholds is the adjusted experience from which on a fight is easy, medium,
// hard and deadly.
type Thresholds [4]int32

// byLevel is the thresholds of one adventurer, by level from 1.
var byLevel = [20]Thresholds{
	{25, 50, 75, 100},
	{50, 100, 150, 200},
	{75, 150, 225, 400},
	{125, 250, 375, 500},
	{250, 500, 750, 1100},
	{300, 600, 900, 1400},
	{350, 750, 1100, 1700},
	{450, 900, 1400, 2100},
	{550, 1100, 1600, 2400},
	{600, 1200, 1900, 2800},
	{800, 1600, 2400, 3600},
	{1000, 2000, 3000, 4500},
	{1100, 2200, 3400, 5100},
	{1250, 2500, 3800, 5700},
	{1400, 2800, 4300, 6400},
	{1600, 3200, 4800, 7200},
	{2000, 3900, 5900, 8800},
	{2100, 4200, 6300, 9500},
	{2400, 4900, 7300, 10900},
	{2800, 5700, 8500, 12700},
}

// byChallenge is the experience that a creature is worth.
var byChallenge = map[float64]int32{
	0: 10, 0.125: 25, 0.25: 50, 0.5: 100,
	1: 200, 2: 450, 3: 700, 4: 1100, 5: 1800, 6: 2300, 7: 2900, 8: 3900, 9: 5000, 10: 5900,
	11: 7200, 12: 8400, 13: 10000, 14: 11500, 15: 13000, 16: 15000, 17: 18000, 18: 20000, 19: 22000, 20: 25000,
	21: 33000, 22: 41000, 23: 50000, 24: 62000, 25: 75000, 26: 90000, 27: 105000, 28: 120000, 29: 135000, 30: 155000,
}

// Experience is what a creature of the challenge rating is worth; false for a
// rating that the rules do not know.
func Experience(challenge float64) (int32, bool) {
	experience, ok := byChallenge[challenge]
	return experience, ok
}

// steps is the multipliers; step 1 is that of a single foe.
var steps = [8]float64{0.5, 1, 1.5, 2, 2.5, 3, 4, 5}

// Multiplier is what the foes' experience is multiplied by; foes and party are how
// many they are.
func Multiplier(foes, party int) float64 {
	step := 1
	for _, from := range []int{2, 3, 7, 11, 15} {
		if foes >= from {
			step++
		}
	}
	switch {
	case party < 3:
		step++
	case party >= 6:
		step--
	}
	return steps[step]
}

// Foes is some of one kind.
type Foes struct {
	// Count is how many, Experience what one of them is worth.
	Count, Experience int32
}

// Rating is how hard a fight is.
type Rating struct {
	// Experience is the foes' in all, Adjusted the same times Multiplier.
	Experience, Adjusted int32
	Multiplier           float64
	// Thresholds is the party's.
	Thresholds Thresholds
	// Difficulty is trivial, easy, medium, hard or deadly.
	Difficulty string
	// Each is what each of the party gets, rounded down.
	Each int32
}

// Rate rates a fight of adventurers of these levels against foes. It refuses, as
// an invalid field, levels that are not 1 to 20, negative foes, and more
// experience than can be told.
func Rate(levels []int32, foes []Foes) (Rating, error) {
	if len(levels) == 0 {
		return Rating{}, session.Invalid("levels", "there is nobody in the party")
	}
	var r Rating
	for i, level := range levels {
		if level < 1 || int(level) > len(byLevel) {
			return Rating{}, session.Invalid("levels", "adventurer %d is of level %d: 1 to %d", i+1, level, len(byLevel))
		}
		for t, threshold := range byLevel[level-1] {
			r.Thresholds[t] += threshold
		}
	}
	count, experience := int64(0), int64(0)
	for i, f := range foes {
		if f.Count < 0 || f.Experience < 0 {
			return Rating{}, session.Invalid("foes", "foes %d are fewer than none", i+1)
		}
		count += int64(f.Count)
		experience += int64(f.Count) * int64(f.Experience)
	}
	r.Multiplier = Multiplier(int(min(count, math.MaxInt32)), len(levels))
	adjusted := float64(experience) * r.Multiplier
	if adjusted > math.MaxInt32 || experience > math.MaxInt32 {
		return Rating{}, session.Invalid("foes", "they are worth more than %d", math.MaxInt32)
	}
	r.Experience, r.Adjusted, r.Each = int32(experience), int32(adjusted), int32(experience/int64(len(levels)))
	r.Difficulty = r.difficulty()
	return r, nil
}

func (r *Rating) difficulty() string {
	word := "trivial"
	for i, name := range []string{"easy", "medium", "hard", "deadly"} {
		if r.Adjusted >= r.Thresholds[i] {
			word = name
		}
	}
	return word
}
