package lahman

import "playhouse/server/games/baseball/card"

// Steps of the ratings. A range is two steps from average for the best regulars:
// range factors differ by some 6 % at a position, pitchers and chance included.
const (
	rangeStep = 0.06
	armStep   = 0.10 // of an outfielder's assists
	stealStep = 0.02 // of a catcher's or pitcher's steals: what the engine makes of a point
)

// gloves are the ratings at the positions that somebody played in his league's
// year.
func (s *Season) gloves(p *player, in string) (g [10]card.Glove) {
	of := s.leagues[in]
	for name, numbers := range positions {
		n := blanks(int(fColumns))
		for _, f := range p.fielded {
			if f.league == in && f.position == name {
				n.add(f.n)
			}
		}
		if n.of(fG) == 0 {
			continue
		}
		rating := of.glove(n, of.field[numbers[0]], numbers[0])
		if numbers[0] == 2 {
			rating.Arm = s.against(p, in, "C")
		}
		for _, pos := range numbers {
			if len(numbers) > 1 && g[pos].Range > 0 {
				continue // he has a line of his own there
			}
			g[pos] = rating
			if len(numbers) == 1 {
				continue
			}
			if pos == 8 {
				g[pos].Range = min(5, rating.Range+1)
			} else {
				g[pos].Range = max(1, rating.Range-1)
			}
		}
	}
	return g
}

// time is how long somebody played: in outs, or in games of 27 where they were
// not counted.
func (t *totals) time(n counts) float64 {
	if t.inning {
		return n.num(fInnOuts)
	}
	return 27 * n.num(fG)
}

// plays are those that show range: putouts of catchers are strike-outs, those of
// first basemen are others' throws.
func plays(n counts, pos int) float64 {
	if pos == 2 || pos == 3 {
		return n.num(fA)
	}
	return n.num(fPO) + n.num(fA)
}

func (t *totals) glove(n, all counts, pos int) card.Glove {
	g := card.Glove{Range: card.AverageRange, Error: card.AverageError}
	played, league := t.time(n), t.time(all)
	if played > 0 && league > 0 {
		// Drawn by 300 innings: a third of a season says about as much as it hides.
		each := plays(all, pos) / league
		if each > 0 {
			ratio := drawn(plays(n, pos), each*played, 900*each)
			g.Range = rated(card.AverageRange-(ratio-1)/rangeStep, 1, 5)
		}
		switch {
		case pos >= 7:
			g.Arm = rated((1-drawn(n.num(fA), all.num(fA)/league*played, 5))/armStep, -6, 6)
		case pos == 2 && all[fPB] != blank:
			g.Pass = rated(card.AveragePass*drawn(n.num(fPB), all.num(fPB)/league*played, 3), 0, 20)
		case pos == 2:
			g.Pass = card.AveragePass
		}
	}
	chances := func(c counts) float64 { return c.num(fPO) + c.num(fA) + c.num(fE) }
	if c := chances(all); c > 0 && all.num(fE) > 0 {
		// Three errors are what chance alone moves in a short season.
		g.Error = rated(card.AverageError*drawn(n.num(fE), all.num(fE)/c*chances(n), 3), 0, 30)
	}
	return g
}

// against is what steals against somebody show: above 0 when they succeed oftener
// than the league's, drawn by forty tries. 0 where nobody counted.
func (s *Season) against(p *player, in, position string) int8 {
	all := s.leagues[in].field[positions[position][0]]
	if all == nil || all.of(fSB)+all.of(fCS) == 0 {
		return 0
	}
	n := blanks(int(fColumns))
	for _, f := range p.fielded {
		if f.league == in && f.position == position {
			n.add(f.n)
		}
	}
	mean := all.num(fSB) / (all.num(fSB) + all.num(fCS))
	rate := (n.num(fSB) + 40*mean) / (n.num(fSB) + n.num(fCS) + 40)
	return rated((rate-mean)/stealStep, -6, 6)
}
