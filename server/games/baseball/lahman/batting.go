package lahman

import (
	"math"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/league"
)

// batting is a batter's side of a card.
func (s *Season) batting(p *player, in string, l *league.League) *card.Batting {
	of := s.leagues[in]
	n := blanks(int(bColumns))
	for _, b := range p.batted {
		if b.league == in {
			n.add(b.n)
		}
	}
	kind := of.hitters
	if p.pitchersGames {
		kind = of.atBat()
	}
	r := ratios(padded(batted(n), kind), of.plate)
	v := versusPitchers(l, p.bats, of.lefty)
	b := &card.Batting{
		Versus: [2]card.Split{rates(l, r, v[0]), rates(l, r, v[1])}, Power: r[homeRun] > 0.25,
		Running: of.running(n), Steal: of.steal(n), Bunt: of.bunting(n), HitAndRun: 'D',
	}
	for i, most := range []float64{0.6, 0.9, 1.2} { // those who put the ball in play
		if r[strikeout] < most {
			b.HitAndRun = byte('A' + i)
			break
		}
	}
	return b
}

// atBat are pitchers at bat. Where they hardly ever were, they would hit as they
// did wherever they had to: half as well.
func (t *totals) atBat() tally {
	if t.others.sum() >= full {
		return t.others
	}
	worse := t.plate
	for e := walk; e < out; e++ {
		worse[out] += worse[e] / 2
		worse[e] /= 2
	}
	return worse
}

// times on first, from where most steals begin.
func times(n counts) float64 {
	return n.num(bH) - n.num(b2B) - n.num(b3B) - n.num(bHR) + n.num(bBB) + n.num(bHBP)
}

// tries of steals, compared with the league's.
func (t *totals) tries(n counts) float64 {
	all := t.bat.num(bSB) + t.bat.num(bCS)
	if times(t.bat) == 0 {
		return 1
	}
	return drawn(n.num(bSB)+n.num(bCS), all/times(t.bat)*times(n), 3)
}

// running is read off triples, steals tried, and how often one who was on base
// came home; each counts in logarithms, by how well it tells speed.
func (t *totals) running(n counts) int8 {
	long, on := n.num(b2B)+n.num(b3B), times(n)+n.num(b2B)+n.num(b3B)
	allLong, allOn := t.bat.num(b2B)+t.bat.num(b3B), times(t.bat)+t.bat.num(b2B)+t.bat.num(b3B)
	if allLong == 0 || allOn == 0 {
		return card.AverageRunning
	}
	triples := drawn(n.num(b3B), t.bat.num(b3B)/allLong*long, 2)
	home := (t.bat.num(bR) - t.bat.num(bHR)) / allOn
	scored := drawn(n.num(bR)-n.num(bHR), home*on, 30*max(home, 0.01))
	return rated(card.AverageRunning+1.5*math.Log(triples)+1.2*math.Log(t.tries(n))+8*math.Log(max(0.1, scored)), 8, 17)
}

// steal is a success rate compared with the league's, drawn by eight tries towards
// nine tenths of it: those who seldom go would be caught more. A runner who goes
// often takes a good lead.
func (t *totals) steal(n counts) card.Steal {
	success := card.AverageSteal.Success()
	if all := t.bat.num(bSB) + t.bat.num(bCS); t.bat.of(bCS) > 0 && all > 0 {
		mean := t.bat.num(bSB) / all
		success *= (n.num(bSB) + 0.9*8*mean) / (n.num(bSB) + n.num(bCS) + 8) / mean
	}
	lead := rated(float64(card.AverageSteal.Lead)*math.Sqrt(t.tries(n)), 2, 34)
	// What a good lead is worth is the average's; the rest follows from the success.
	worth := float64(card.AverageSteal.Safe - card.AverageSteal.Cold)
	cold := 20*success - worth*float64(lead)/36
	return card.Steal{Lead: lead, Safe: rated(cold+worth, 1, 20), Cold: rated(cold, 0, 20), Pickoff: card.AverageSteal.Pickoff}
}

// bunting is by sacrifices, drawn towards the league's by two.
func (t *totals) bunting(n counts) byte {
	if t.bat[bSH] == blank || plates(t.bat) == 0 {
		return 'B'
	}
	r := drawn(n.num(bSH), t.bat.num(bSH)/plates(t.bat)*plates(n), 2)
	switch {
	case r > 1.5:
		return 'A'
	case r > 0.4:
		return 'B'
	case r > 0.2:
		return 'C'
	default:
		return 'D'
	}
}
