package tavern

import (
	"math"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// band is a range of the check and what it brings: so many d10, as a loss when
// negative.
type band struct {
	from, to int32
	dice     int
	story    bool
}

// bands are in order, without gaps.
var bands = []band{
	{from: math.MinInt32, to: 0, dice: -3},
	{from: 1, to: 20, dice: -2},
	{from: 21, to: 40, dice: -1},
	{from: 41, to: 60, dice: 0},
	{from: 61, to: 80, dice: 1},
	{from: 81, to: 90, dice: 2},
	{from: 91, to: 100, dice: 3},
	{from: 101, to: 110, dice: 4},
	{from: 111, to: 120, dice: 5},
	{from: 121, to: math.MaxInt32, dice: 6, story: true},
}

func bandOf(check int32) band {
	for _, b := range bands {
		if check <= b.to {
			return b
		}
	}
	return bands[len(bands)-1]
}

// words is the dice of a band as people write them.
var words = map[int]string{
	-3: "-3d10", -2: "-2d10", -1: "-1d10", 0: "0",
	1: "1d10", 2: "2d10", 3: "3d10", 4: "4d10", 5: "5d10", 6: "6d10",
}

// Multipliers is what profit and loss are multiplied by.
func Multipliers(condition tabletopv1.TavernCondition) (profit, loss int32) {
	switch condition {
	case tabletopv1.TavernCondition_TAVERN_CONDITION_SQUALID:
		return 1, 3
	case tabletopv1.TavernCondition_TAVERN_CONDITION_POOR:
		return 3, 4
	case tabletopv1.TavernCondition_TAVERN_CONDITION_COMFORTABLE:
		return 7, 6
	case tabletopv1.TavernCondition_TAVERN_CONDITION_WEALTHY:
		return 9, 8
	case tabletopv1.TavernCondition_TAVERN_CONDITION_ARISTOCRATIC:
		return 12, 10
	default:
		return 5, 5
	}
}
