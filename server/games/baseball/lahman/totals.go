package lahman

import (
	"maps"
	"slices"

	"playhouse/server/games/baseball/card"
)

// event is what a plate appearance comes to, as far as season lines tell.
type event int

const (
	strikeout event = iota
	walk
	hitByPitch
	single
	double
	triple
	homeRun
	out
	events
)

// tally are counts of events; walks are those that were not intentional, and
// sacrifice bunts are not plate appearances here: cards are for swinging.
type tally [events]float64

func (t tally) sum() (sum float64) {
	for _, n := range t {
		sum += n
	}
	return sum
}

func (t tally) plus(u tally, times float64) tally {
	for i := range t {
		t[i] += u[i] * times
	}
	return t
}

// batted are the events of a batter's line.
func batted(n counts) (t tally) {
	t[strikeout], t[walk], t[hitByPitch] = n.num(bSO), n.num(bBB)-n.num(bIBB), n.num(bHBP)
	t[double], t[triple], t[homeRun] = n.num(b2B), n.num(b3B), n.num(bHR)
	t[single] = n.num(bH) - t[double] - t[triple] - t[homeRun]
	t[out] = n.num(bAB) - n.num(bH) - n.num(bSO) + n.num(bSF)
	return t
}

// plates are all plate appearances of a batter's line.
func plates(n counts) float64 {
	return n.num(bAB) + n.num(bBB) + n.num(bHBP) + n.num(bSH) + n.num(bSF)
}

// faced are the batters of a pitcher's line; old years did not count them.
func faced(n counts) float64 {
	least := n.num(pIPouts)*0.97 + n.num(pH) + n.num(pBB) + n.num(pHBP) // double plays and caught runners, less errors
	if n[pBFP] != blank {
		return n.num(pBFP)
	}
	return least
}

// pitched are the events of a pitcher's line. What kind of hits he gave is not
// counted: homers apart, they are his league's.
func pitched(n counts, hits tally) (t tally) {
	t[strikeout], t[walk], t[hitByPitch], t[homeRun] = n.num(pSO), n.num(pBB)-n.num(pIBB), n.num(pHBP), n.num(pHR)
	rest := n.num(pH) - n.num(pHR)
	all := hits[single] + hits[double] + hits[triple]
	for _, e := range []event{single, double, triple} {
		if all > 0 {
			t[e] = rest * hits[e] / all
		}
	}
	t[out] = max(0, faced(n)-n.num(pIBB)-n.num(pSH)-n.num(pH)-t[strikeout]-t[walk]-t[hitByPitch])
	return t
}

// totals are a league's year.
type totals struct {
	bat             counts
	pitch           counts
	field           map[int]counts // by position; 7 holds "OF", too
	plate           tally          // of all batters
	hitters, others tally          // of hitters, and of pitchers at bat
	mound           tally          // of all pitchers
	faced           float64        // batters, by all pitchers
	relief          [2]float64     // batters and games of those who only relieved
	lefty           float64        // share of batters faced by left-handers
	leftBats        [3]float64     // share of plate appearances by left-handed batters, by the pitcher's hand
	inning          bool           // fielders' innings were counted
	pitchers        float64        // share of plate appearances by pitchers
	games           float64        // of teams
}

// sum adds up the leagues.
func (s *Season) sum() {
	for _, t := range s.teams {
		l := s.leagues[t.League]
		if l == nil {
			l = &totals{bat: blanks(int(bColumns)), pitch: blanks(int(pColumns)), field: map[int]counts{}}
			s.leagues[t.League] = l
		}
		l.games += float64(t.Games)
	}
	var bySide = map[*totals]*[4]float64{}
	ids := slices.Sorted(maps.Keys(s.players)) // sums of fractions depend on the order
	for _, id := range ids {
		p := s.players[id]
		p.pitchersGames = p.pitchedGames > p.fieldedGames
		for _, b := range p.batted {
			s.leagues[b.league].batter(p, b.n)
			sides := bySide[s.leagues[b.league]]
			if sides == nil {
				sides = &[4]float64{}
				bySide[s.leagues[b.league]] = sides
			}
			sides[p.bats] += plates(b.n)
		}
		for _, f := range p.fielded {
			s.leagues[f.league].fielder(f)
		}
	}
	for _, id := range ids {
		for _, l := range s.players[id].pitched {
			s.leagues[l.league].pitcher(s.players[id], l.n)
		}
	}
	for l, n := range bySide {
		l.finish(*n)
	}
}

func (l *totals) batter(p *player, n counts) {
	l.bat.add(n)
	t := batted(n)
	l.plate = l.plate.plus(t, 1)
	if p.pitchersGames {
		l.others = l.others.plus(t, 1)
		l.pitchers += plates(n)
		return
	}
	l.hitters = l.hitters.plus(t, 1)
}

func (l *totals) pitcher(p *player, n counts) {
	l.pitch.add(n)
	l.mound = l.mound.plus(pitched(n, l.plate), 1)
	l.faced += faced(n)
	if p.throws == card.Left {
		l.lefty += faced(n)
	}
	if n.of(pGS) == 0 {
		l.relief[0] += faced(n)
		l.relief[1] += n.num(pG)
	}
}

func (l *totals) fielder(f line) {
	for i, pos := range positions[f.position] {
		if i > 0 {
			break // all of the outfield is one
		}
		if l.field[pos] == nil {
			l.field[pos] = blanks(int(fColumns))
		}
		l.field[pos].add(f.n)
		l.inning = l.inning || f.n.of(fInnOuts) > 0
	}
}

func (l *totals) finish(sides [4]float64) {
	all := sides[card.Left] + sides[card.Right] + sides[card.Both]
	if l.faced > 0 {
		l.lefty /= l.faced
	}
	if all > 0 {
		l.leftBats[card.Left] = sides[card.Left] / all
		l.leftBats[card.Right] = (sides[card.Left] + sides[card.Both]) / all
		l.pitchers /= all
	}
}
