package lahman

import (
	"fmt"
	"maps"

	"playhouse/server/games/baseball/league"
)

// League is the league as it was in a team's year: base with the rates of that
// league's season instead of its own, and with a designated hitter if pitchers
// did not bat. What the files do not tell (how runners advance, where balls go)
// is base's.
func (s *Season) League(code string, base *league.League) (*league.League, error) {
	t, there := s.teams[code]
	if !there {
		return nil, fmt.Errorf("there is no team %.20q in %d", code, s.Year)
	}
	totals := s.leagues[t.League]
	if plates(totals.bat) == 0 || totals.mound.sum() == 0 {
		return nil, fmt.Errorf("nobody of league %s batted in %d", t.League, s.Year)
	}
	l := *base
	l.Name = fmt.Sprintf("%s %d", t.League, s.Year)
	l.Environment = totals.environment(base.Environment)
	l.Rules.DH = totals.pitchers < pitchersBat
	l.PlateChart = nil
	l.Swing = l.Environment.Swing(l.Grades)
	return &l, nil
}

// pitchersBat is the share of plate appearances by pitchers above which they were
// a part of the order: they take a twelfth when they bat, next to none otherwise.
const pitchersBat = 0.03

// rate is a count for each plate appearance, or what is known otherwise.
func (t *totals) rate(of counts, column int, otherwise float64) float64 {
	if of[column] == blank {
		return otherwise
	}
	return of.num(column) / plates(t.bat)
}

func (t *totals) environment(base *league.Environment) *league.Environment {
	e := *base
	e.Scope = base.Scope + " Rates by season lines of another year."
	t.plateRates(&e, base)
	t.battery(&e, base)
	t.bunts(&e, base)
	t.misplays(&e, base)
	return &e
}

// plateRates sets what the lines count; fielder's choices and interference are
// base's, the rest are outs.
func (t *totals) plateRates(e, base *league.Environment) {
	r := maps.Clone(base.Rates)
	walks := t.rate(t.bat, bBB, base.Rates["BB"]+base.Rates["IBB"])
	r["IBB"] = t.rate(t.bat, bIBB, walks*base.Rates["IBB"]/(base.Rates["BB"]+base.Rates["IBB"]))
	r["BB"] = walks - r["IBB"]
	r["K"] = t.rate(t.bat, bSO, base.Rates["K"])
	r["HBP"] = t.rate(t.bat, bHBP, base.Rates["HBP"])
	r["SH"] = t.rate(t.bat, bSH, base.Rates["SH"])
	r["SF"] = t.rate(t.bat, bSF, base.Rates["SF"])
	r["2B"], r["3B"], r["HR"] = t.rate(t.bat, b2B, 0), t.rate(t.bat, b3B, 0), t.rate(t.bat, bHR, 0)
	r["1B"] = t.rate(t.bat, bH, 0) - r["2B"] - r["3B"] - r["HR"]
	r["ROE"] = base.Rates["ROE"] * t.errorRatio(base)
	rest := 1.0
	for name, share := range r {
		if name != "PA" && name != "OUT" {
			rest -= share
		}
	}
	r["OUT"] = max(0.05, rest)
	sum := 0.0
	for name, share := range r {
		if name != "PA" {
			sum += share
		}
	}
	for name := range r {
		if name != "PA" {
			r[name] /= sum
		}
	}
	e.Rates = r
}

// battery sets steals, wild pitches, passed balls and balks. Where
// nobody ever stole somebody did, a little: nothing is divided by zero.
func (t *totals) battery(e, base *league.Environment) {
	o := maps.Clone(base.Other)
	o["4"] = max(0.0005, t.rate(t.bat, bSB, base.Other["4"]))
	o["6"] = max(0.0002, t.rate(t.bat, bCS, base.Other["6"]*o["4"]/base.Other["4"]))
	o["9"] = t.rate(t.pitch, pWP, base.Other["9"])
	o["11"] = t.rate(t.pitch, pBK, base.Other["11"])
	if catchers := t.field[2]; catchers != nil {
		o["10"] = t.rate(catchers, fPB, base.Other["10"])
	}
	e.Other = o
	e.Stolen, e.Caught = scaled(base.Stolen, o["4"]/base.Other["4"]), scaled(base.Caught, o["6"]/base.Other["6"])
}

func scaled(m map[string]float64, by float64) map[string]float64 {
	n := map[string]float64{}
	for key, value := range m {
		n[key] = value * by
	}
	return n
}

// bunts come as often as sacrifices do.
func (t *totals) bunts(e, base *league.Environment) {
	by := max(0.05, e.Rates["SH"]/base.Rates["SH"])
	e.Came = map[string]league.Shares{}
	for kind, shares := range base.Came {
		s := maps.Clone(shares)
		if kind == "BG" || kind == "BP" || kind == "BL" {
			s["n"] *= by
		}
		e.Came[kind] = s
	}
}

// misplays are as many as the fielders' errors say.
func (t *totals) misplays(e, base *league.Environment) {
	by := t.errorRatio(base)
	e.Errors = scaled(base.Errors, by)
	for kind, s := range e.Came {
		more := min(s["ROE"]*(by-1), s["OUT"]/2)
		if _, there := s["ROE"]; there && kind != "?" {
			s["ROE"] += more
			s["OUT"] -= more
		}
	}
}

// errorRatio is how many errors were made, for each plate appearance, compared
// with base.
func (t *totals) errorRatio(base *league.Environment) float64 {
	var then, now float64
	for _, n := range base.Errors {
		then += n
	}
	for _, f := range t.field {
		now += f.num(fE)
	}
	if now == 0 || then == 0 {
		return 1
	}
	return now / plates(t.bat) / (then / base.Plate())
}
