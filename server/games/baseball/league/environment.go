package league

import (
	"encoding/json"
	"fmt"
	"io/fs"

	"playhouse/server/games/baseball/outcome"
)

// Environment is what a league's games are measured against: counted shares of
// real seasons, nothing made up. See the file's scope for what each table means.
type Environment struct {
	Notice string             `json:"notice"`
	Scope  string             `json:"scope"`
	Rates  map[string]float64 `json:"pa_rates"`
	Other  map[string]float64 `json:"nonpa_events_per_pa"`
	Versus map[string]Shares  `json:"platoon_bat_v_pit"`
	First  map[string]Shares  `json:"single_r1_by_outs"`
	Second map[string]Shares  `json:"single_r2_by_outs"`
	Double map[string]Shares  `json:"double_r1_by_outs"`
	Tag3   map[string]Shares  `json:"of_flyout_r3"`
	Tag2   map[string]Shares  `json:"of_flyout_r2"`
	Stolen map[string]float64 `json:"sb"`
	Caught map[string]float64 `json:"cs"`
	Balls  Shares             `json:"trajectory"`
	Came   map[string]Shares  `json:"trajectory_results"`
	Fields map[string]Shares  `json:"out_fielder_by_trajectory"`
	Errors map[string]float64 `json:"errors_by_position_number"`
	// Target is what should come out, for reports; nothing is computed from it.
	Target map[string]float64 `json:"target"`
}

// Shares are the shares of n cases, with n under the key "n".
type Shares map[string]float64

// N is how many cases there were.
func (s Shares) N() float64 { return s["n"] }

// Count is how many cases of a kind there were.
func (s Shares) Count(key string) float64 { return s[key] * s["n"] }

// readEnvironment reads and checks the file.
func readEnvironment(files fs.FS, name string) (*Environment, error) {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	e := &Environment{}
	if err := json.Unmarshal(raw, e); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := e.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return e, nil
}

func (e *Environment) check() error {
	sum := 0.0
	for key, rate := range e.Rates {
		if rate < 0 || rate > 1 {
			return fmt.Errorf("pa_rates: %s is %v, which is no share", key, rate)
		}
		if key != "PA" {
			sum += rate
		}
	}
	if sum < 0.999 || sum > 1.001 {
		return fmt.Errorf("pa_rates sum to %v instead of 1", sum)
	}
	for _, key := range []string{"K", "BB", "IBB", "HBP", "1B", "2B", "3B", "HR", "OUT", "ROE", "SF", "SH", "FC", "CI"} {
		if _, ok := e.Rates[key]; !ok {
			return fmt.Errorf("pa_rates: %s is missing", key)
		}
	}
	for _, table := range []map[string]Shares{e.First, e.Second, e.Double, e.Tag3, e.Tag2} {
		if len(table) == 0 {
			return fmt.Errorf("an advancement table is missing")
		}
	}
	if e.Plate() == 0 || e.Balls.N() == 0 {
		return fmt.Errorf("counts are missing")
	}
	return nil
}

// Plate is how many plate appearances were counted.
func (e *Environment) Plate() (n float64) {
	for _, s := range e.Versus {
		n += s.N()
	}
	return n
}

// Bunted are the counts of bunted balls by what came of them.
func (e *Environment) Bunted() Shares {
	all := Shares{}
	for _, kind := range []string{"BG", "BP", "BL"} {
		for key := range e.Came[kind] {
			if key != "n" {
				all[key] += e.Came[kind].Count(key)
			}
		}
		all["n"] += e.Came[kind].N()
	}
	return all
}

// Swing are the rates of plate appearances in which the batter swings away and
// is not put on by intention: all, less what bunts and intentional walks bring.
// grades says how the balls of a kind lie.
func (e *Environment) Swing(g Grades) outcome.Rates {
	plate, bunts := e.Plate(), e.Bunted()
	rest := func(key string) float64 { return e.Rates[key]*plate - bunts[key] }
	var r outcome.Rates
	r[outcome.Strikeout], r[outcome.Walk] = rest("K"), rest("BB")
	r[outcome.HitByPitch], r[outcome.Interference] = rest("HBP"), rest("CI")
	g.Single.spread(&r, rest("1B"), outcome.SingleShort, outcome.Single, outcome.SingleLong)
	g.Double.spread(&r, rest("2B"), outcome.Double, outcome.DoubleLong)
	r[outcome.Triple], r[outcome.HomeRun] = rest("3B"), rest("HR")
	fielded := rest("OUT") + rest("SF") + rest("ROE") + rest("FC")
	var kinds [4]float64
	var sum float64
	for i, kind := range trajectories {
		kinds[i] = e.Balls.Count(kind) * e.Fielded(kind)
		sum += kinds[i]
	}
	for i := range kinds {
		kinds[i] *= fielded / sum
	}
	g.Ground.spread(&r, kinds[0], outcome.GroundA, outcome.GroundB, outcome.GroundC)
	g.Fly.spread(&r, kinds[1], outcome.FlyA, outcome.FlyB, outcome.FlyC)
	r[outcome.LineOut], r[outcome.PopOut] = kinds[2], kinds[3]
	return r.Normal()
}

var trajectories = [4]string{"G", "F", "L", "P"}

// Fielded is the share of balls of a kind that a fielder should have got.
func (e *Environment) Fielded(kind string) float64 {
	c := e.Came[kind]
	return c["OUT"] + c["SF"] + c["ROE"] + c["FC"]
}

// Misplayed is the share of those on which the batter was safe on an error.
func (e *Environment) Misplayed(kind string) float64 { return e.Came[kind]["ROE"] / e.Fielded(kind) }
