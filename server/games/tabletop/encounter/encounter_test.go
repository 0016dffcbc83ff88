package encounter_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"playhouse/server/games/tabletop/encounter"
)

// thresholds is the table of the open rules as it is printed.
const thresholds = `
 1    25    50    75   100
 2    50   100   150   200
 3    75   150   225   400
 4   125   250   375   500
 5   250   500   750  1100
 6   300   600   900  1400
 7   350   750  1100  1700
 8   450   900  1400  2100
 9   550  1100  1600  2400
10   600  1200  1900  2800
11   800  1600  2400  3600
12  1000  2000  3000  4500
13  1100  2200  3400  5100
14  1250  2500  3800  5700
15  1400  2800  4300  6400
16  1600  3200  4800  7200
17  2000  3900  5900  8800
18  2100  4200  6300  9500
19  2400  4900  7300 10900
20  2800  5700  8500 12700
`

func TestThresholdsLineByLine(t *testing.T) {
	t.Parallel()
	lines := 0
	for line := range strings.Lines(strings.TrimSpace(thresholds)) {
		var level int32
		var want encounter.Thresholds
		if _, err := fmt.Sscan(line, &level, &want[0], &want[1], &want[2], &want[3]); err != nil {
			t.Fatal(err)
		}
		r, err := encounter.Rate([]int32{level}, nil)
		if err != nil || r.Thresholds != want {
			t.Errorf("level %d: %v, %v, want %v", level, r.Thresholds, err, want)
		}
		lines++
	}
	if lines != 20 {
		t.Errorf("%d levels", lines)
	}
}

const experience = `
0 10
0.125 25
0.25 50
0.5 100
1 200
2 450
3 700
4 1100
5 1800
6 2300
7 2900
8 3900
9 5000
10 5900
11 7200
12 8400
13 10000
14 11500
15 13000
16 15000
17 18000
18 20000
19 22000
20 25000
21 33000
22 41000
23 50000
24 62000
25 75000
26 90000
27 105000
28 120000
29 135000
30 155000
`

func TestExperienceLineByLine(t *testing.T) {
	t.Parallel()
	for line := range strings.Lines(strings.TrimSpace(experience)) {
		var challenge float64
		var want int32
		if _, err := fmt.Sscan(line, &challenge, &want); err != nil {
			t.Fatal(err)
		}
		if got, ok := encounter.Experience(challenge); !ok || got != want {
			t.Errorf("challenge %v: %d, want %d", challenge, got, want)
		}
	}
	for _, challenge := range []float64{-1, 0.3, 1.5, 31, math.NaN()} {
		if _, ok := encounter.Experience(challenge); ok {
			t.Errorf("challenge %v is known", challenge)
		}
	}
}

func TestMultipliersLineByLine(t *testing.T) {
	t.Parallel()
	for foes := 1; foes <= 40; foes++ {
		var row [3]float64 // a party of 1 or 2, of 3 to 5, of 6 or more
		switch {
		case foes == 1:
			row = [3]float64{1.5, 1, 0.5}
		case foes == 2:
			row = [3]float64{2, 1.5, 1}
		case foes <= 6:
			row = [3]float64{2.5, 2, 1.5}
		case foes <= 10:
			row = [3]float64{3, 2.5, 2}
		case foes <= 14:
			row = [3]float64{4, 3, 2.5}
		default:
			row = [3]float64{5, 4, 3}
		}
		for party := 1; party <= 10; party++ {
			want := row[1]
			if party < 3 {
				want = row[0]
			}
			if party >= 6 {
				want = row[2]
			}
			if got := encounter.Multiplier(foes, party); got != want {
				t.Errorf("%d foes, party of %d: %v, want %v", foes, party, got, want)
			}
		}
	}
}

func TestRate(t *testing.T) {
	t.Parallel()
	four := []int32{3, 3, 3, 2}
	for name, c := range map[string]struct {
		levels []int32
		foes   []encounter.Foes
		want   encounter.Rating
	}{
		"nobody there": {four, nil, encounter.Rating{Multiplier: 1, Thresholds: encounter.Thresholds{275, 550, 825, 1400}, Difficulty: "trivial"}},
		"one and three": {
			four,
			[]encounter.Foes{{Count: 1, Experience: 450}, {Count: 3, Experience: 50}},
			encounter.Rating{Experience: 600, Adjusted: 1200, Multiplier: 2, Thresholds: encounter.Thresholds{275, 550, 825, 1400}, Difficulty: "hard", Each: 150},
		},
		"exactly deadly": {
			[]int32{1, 1, 1},
			[]encounter.Foes{{Count: 3, Experience: 50}},
			encounter.Rating{Experience: 150, Adjusted: 300, Multiplier: 2, Thresholds: encounter.Thresholds{75, 150, 225, 300}, Difficulty: "deadly", Each: 50},
		},
		"just not easy": {
			[]int32{1, 1, 1},
			[]encounter.Foes{{Count: 1, Experience: 74}},
			encounter.Rating{Experience: 74, Adjusted: 74, Multiplier: 1, Thresholds: encounter.Thresholds{75, 150, 225, 300}, Difficulty: "trivial", Each: 24},
		},
		"one against a dragon": {
			[]int32{5},
			[]encounter.Foes{{Count: 1, Experience: 450}},
			encounter.Rating{Experience: 450, Adjusted: 675, Multiplier: 1.5, Thresholds: encounter.Thresholds{250, 500, 750, 1100}, Difficulty: "medium", Each: 450},
		},
	} {
		if got, err := encounter.Rate(c.levels, c.foes); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, c.want)
		}
	}
}

func TestRateRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		levels []int32
		foes   []encounter.Foes
	}{
		"nobody":        {nil, nil},
		"level 0":       {[]int32{0}, nil},
		"level 21":      {[]int32{1, 21}, nil},
		"fewer":         {[]int32{1}, []encounter.Foes{{Count: -1, Experience: 10}}},
		"too much":      {[]int32{1}, []encounter.Foes{{Count: math.MaxInt32, Experience: math.MaxInt32}}},
		"just too much": {[]int32{1}, []encounter.Foes{{Count: 1, Experience: math.MaxInt32}}},
	} {
		if r, err := encounter.Rate(c.levels, c.foes); err == nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
