// Package league reads what a league is: a file of rules, of how its balls lie
// and of its charts, together with the environment that it is measured against.
// Another league needs only another file. Whatever does not fit stops the start,
// with its place.
package league

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"

	"playhouse/server/games/baseball/outcome"
)

// Modes in which outcomes come about.
const (
	// OddsRatio weighs batter and pitcher against the league, outcome by outcome.
	OddsRatio = "odds_ratio"
	// Chart throws dice for a cell of one of the two cards, or of the league's
	// chart where cards are pictures.
	Chart = "chart"
	// Manual takes results that the managers read from printed cards.
	Manual = "manual"
)

// League is one league. Nobody changes it.
type League struct {
	Notice     string     `json:"notice"` // of those whose tables are in the file
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Cards      string     `json:"cards"` // image or rated
	Resolution string     `json:"resolution"`
	Rules      Rules      `json:"rules"`
	Clocks     Clocks     `json:"clocks"`
	Grades     Grades     `json:"grades"`
	Bunts      Bunts      `json:"bunts"`
	Mercy      []Mercy    `json:"mercy"`
	Positions  []string   `json:"positions"`
	API        string     `json:"api_base_url"`
	Source     string     `json:"environment"`
	HomeEdge   float64    `json:"home_edge"` // added to the odds of the home side's hits, walks and hit batters; 0 for none
	PlateChart []ChartRow `json:"plate_chart"`

	Environment *Environment  `json:"-"`
	Swing       outcome.Rates `json:"-"` // of a plate appearance with an average batter and pitcher
}

// Rules are the league's numbers.
type Rules struct {
	Innings       int  `json:"innings"`
	Outs          int  `json:"outs"`
	Strikes       int  `json:"strikes"`
	Balls         int  `json:"balls"`
	Roster        int  `json:"roster_size"`
	DH            bool `json:"designated_hitter"`
	PlacedRunner  bool `json:"extra_inning_runner"`
	BatterMinimum int  `json:"batter_minimum"`
	Visits        int  `json:"mound_visits"`
}

// Clocks are the seconds for a decision.
type Clocks struct {
	Live  int `json:"live_seconds"`
	Async int `json:"async_seconds"`
}

// Mercy ends a game after an inning with a lead.
type Mercy struct {
	Inning int `json:"inning"`
	Lead   int `json:"lead"`
}

// Grades are the shares of how balls of a kind lie, from what helps runners
// least to what helps them most for hits, from hard to slow on the ground, from
// deep to shallow in the air.
type Grades struct {
	Single Spread `json:"single"`
	Double Spread `json:"double"`
	Ground Spread `json:"ground"`
	Fly    Spread `json:"fly"`
}

// Spread are shares that sum to 1.
type Spread []float64

func (s Spread) spread(r *outcome.Rates, total float64, to ...outcome.Result) {
	for i, result := range to {
		r[result] = total * s[i]
	}
}

// Bunts tells the two kinds of bunts apart, of which the environment counts only
// the sum.
type Bunts struct {
	// Success is the share of sacrifice bunts that move the runners up for an out.
	Success float64 `json:"sacrifice_success"`
	// Hit is the share of sacrifice bunts that nobody gets to in time.
	Hit float64 `json:"sacrifice_hit"`
}

// ChartRow is one face of the d20: what comes of it, with shares that sum to 1.
type ChartRow map[string]float64

// Load reads every league file of a folder, *.json with an "id".
func Load(files fs.FS) (map[string]*League, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, err
	}
	all := map[string]*League{}
	for _, name := range names {
		if strings.HasPrefix(name, "environment") {
			continue
		}
		l, err := read(files, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if all[l.ID] != nil {
			return nil, fmt.Errorf("%s: there is a league %q already", name, l.ID)
		}
		all[l.ID] = l
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("there is no league file")
	}
	return all, nil
}

func read(files fs.FS, name string) (*League, error) {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	l := &League{}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(l); err != nil {
		return nil, err
	}
	if err := l.check(); err != nil {
		return nil, err
	}
	if l.Environment, err = readEnvironment(files, path.Base(l.Source)); err != nil {
		return nil, err
	}
	l.Swing = l.Environment.Swing(l.Grades)
	if len(l.PlateChart) > 0 {
		l.Swing = l.ChartRates()
	}
	return l, nil
}

func (l *League) check() error {
	r := l.Rules
	switch {
	case l.ID == "" || l.Name == "":
		return fmt.Errorf("id and name are needed")
	case l.Cards != "image" && l.Cards != "rated":
		return fmt.Errorf("cards: %q is neither image nor rated", l.Cards)
	case !slices.Contains([]string{OddsRatio, Chart, Manual}, l.Resolution):
		return fmt.Errorf("resolution: %q is none of odds_ratio, chart, manual", l.Resolution)
	case r.Innings < 1 || r.Innings > 9 || r.Outs != 3 || r.Strikes != 3 || r.Balls != 4:
		return fmt.Errorf("rules: innings 1 to 9, outs 3, strikes 3, balls 4")
	case r.Roster < 10 || r.Roster > MaxRoster:
		return fmt.Errorf("rules: roster_size must be 10 to %d", MaxRoster)
	case r.BatterMinimum < 1 || r.BatterMinimum > 9:
		return fmt.Errorf("rules: batter_minimum must be 1 to 9")
	case l.Clocks.Live < 5 || l.Clocks.Async < 60:
		return fmt.Errorf("clocks: live_seconds from 5, async_seconds from 60")
	case l.Bunts.Success <= 0 || l.Bunts.Hit < 0 || l.Bunts.Success+l.Bunts.Hit >= 1:
		return fmt.Errorf("bunts: sacrifice_success and sacrifice_hit must leave something over")
	case !slices.Equal(l.Positions, Positions[1:]):
		return fmt.Errorf("positions must be %v", Positions[1:])
	case l.Cards == "image" && len(l.PlateChart) == 0:
		return fmt.Errorf("plate_chart: a league of image cards needs one")
	}
	if err := l.Grades.check(); err != nil {
		return err
	}
	return checkChart(l.PlateChart)
}

// MaxRoster is the most players a team can have.
const MaxRoster = 26

// Positions are their abbreviations by number; 0 bats only.
var Positions = [10]string{"DH", "P", "C", "1B", "2B", "3B", "SS", "LF", "CF", "RF"}

func (g Grades) check() error {
	for name, s := range map[string]struct {
		spread Spread
		n      int
	}{"single": {g.Single, 3}, "double": {g.Double, 2}, "ground": {g.Ground, 3}, "fly": {g.Fly, 3}} {
		sum := 0.0
		for _, share := range s.spread {
			sum += share
		}
		if len(s.spread) != s.n || math.Abs(sum-1) > 1e-9 {
			return fmt.Errorf("grades: %s needs %d shares that sum to 1", name, s.n)
		}
	}
	return nil
}

// chartFaces is the size of the die.
const chartFaces = 20

func checkChart(rows []ChartRow) error {
	if len(rows) != 0 && len(rows) != chartFaces {
		return fmt.Errorf("plate_chart: %d rows instead of %d", len(rows), chartFaces)
	}
	for i, row := range rows {
		sum := 0.0
		for name, share := range row {
			r, known := outcome.Parse(name)
			if !known || r.Check() > 0 {
				return fmt.Errorf("plate_chart: row %d: there is no result %q", i+1, name)
			}
			if share < 0 {
				return fmt.Errorf("plate_chart: row %d: %s is negative", i+1, name)
			}
			sum += share
		}
		if math.Abs(sum-1) > 1e-6 {
			return fmt.Errorf("plate_chart: row %d sums to %v instead of 1", i+1, sum)
		}
	}
	return nil
}

// ChartRates are what the chart comes to.
func (l *League) ChartRates() (r outcome.Rates) {
	for _, row := range l.PlateChart {
		for name, share := range row {
			result, _ := outcome.Parse(name)
			r[result] += share / chartFaces
		}
	}
	return r.Normal()
}
