package balance

import (
	"encoding/json"
	"fmt"
)

// Range is a whole number from Min to Max, both included. In a file it is one
// number, or a pair [least, most].
type Range struct {
	// Min is the least.
	Min int
	// Max is the most.
	Max int
}

// UnmarshalJSON reads a number or a pair.
func (r *Range) UnmarshalJSON(raw []byte) error {
	var one int
	if json.Unmarshal(raw, &one) == nil {
		r.Min, r.Max = one, one
		return nil
	}
	var pair []int
	if err := json.Unmarshal(raw, &pair); err != nil || len(pair) != 2 {
		return fmt.Errorf("a range must be a whole number or a pair of them, [least, most]; found %s", raw)
	}
	r.Min, r.Max = pair[0], pair[1]
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads.
func (r Range) MarshalJSON() ([]byte, error) {
	if r.Min == r.Max {
		return json.Marshal(r.Min)
	}
	return json.Marshal([]int{r.Min, r.Max})
}

// IsZero is true for a range of nothing but 0.
func (r Range) IsZero() bool { return r == Range{} }

// Mean is the middle of it.
func (r Range) Mean() float64 { return float64(r.Min+r.Max) / 2 }

// String is "3", or "3 to 5".
func (r Range) String() string {
	if r.Min == r.Max {
		return fmt.Sprint(r.Min)
	}
	return fmt.Sprintf("%d to %d", r.Min, r.Max)
}

// Line is a number that grows with danger: Base + Slope × danger.
type Line struct {
	// Base is the number where there is no danger.
	Base float64 `json:"base"`
	// Slope is what danger 1 adds.
	Slope float64 `json:"slope"`
}

// At is the number at a danger from 0 to 1, never below 0.
func (l Line) At(danger float64) float64 { return max(0, l.Base+l.Slope*danger) }
