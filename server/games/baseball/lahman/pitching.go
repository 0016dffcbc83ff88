package lahman

import (
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// pitching is a pitcher's side: rates of all his year, endurance and role of his
// time with the team. alone takes his fielders out of them.
func (s *Season) pitching(p *player, t Team, l *league.League, alone tally) *card.Pitching {
	of := s.leagues[t.League]
	n, here := blanks(int(pColumns)), blanks(int(pColumns))
	for _, line := range p.pitched {
		if line.league == t.League {
			n.add(line.n)
		}
		if line.team == t.Code {
			here.add(line.n)
		}
	}
	r := ratios(padded(pitched(n, of.plate), of.mound), of.mound)
	v := versusBatters(l, p.throws, of.leftBats[p.throws])
	c := &card.Pitching{Versus: [2]card.Split{checked(l, rates(l, r, v[0], alone)), checked(l, rates(l, r, v[1], alone))}}
	c.Starts, c.Relief = of.endurance(here)
	// Two wild pitches, one balk: as many as chance alone moves.
	bf, all := faced(n), of.faced
	c.WildPitch, c.Balk = card.AverageWild, card.AverageBalk
	if all > 0 && of.pitch[pWP] != blank {
		c.WildPitch = rated(card.AverageWild*drawn(n.num(pWP), of.pitch.num(pWP)/all*bf, 2), 0, 20)
	}
	if all > 0 && of.pitch[pBK] != blank {
		c.Balk = rated(card.AverageBalk*drawn(n.num(pBK), of.pitch.num(pBK)/all*bf, 1), 0, 20)
	}
	c.Hold = s.against(p, t.League, "P")
	return c
}

// endurance are the batters of a start and of a relief. One who did both relieved
// as others do; the rest he faced in his starts.
func (t *totals) endurance(n counts) (starts, relief int8) {
	each := 5.0
	if t.relief[1] > 0 {
		each = max(1, t.relief[0]/t.relief[1])
	}
	games, began := n.num(pG), n.num(pGS)
	switch {
	case games == 0:
		return 0, rated(each, 1, 30)
	case began == 0:
		return 0, rated(faced(n)/games, 1, 30)
	case began == games:
		return rated(faced(n)/games, 5, 45), 0
	default:
		return rated((faced(n)-each*(games-began))/began, 5, 45), rated(each, 1, 30)
	}
}

// checked turns as much of a split into fielding checks as an average pitcher's
// has, or as much as it holds.
func checked(l *league.League, s card.Split) card.Split {
	with, without := card.AveragePitcher(l, "average", "average", 1, 1).Pitching.Versus[0], card.Average(l, "average", "average", 2).Batting.Versus[0]
	share := 1.0
	for i := range s {
		if less := without[i] - with[i]; less > s[i] && less > 0 {
			share = min(share, s[i]/less)
		}
	}
	for i := range s {
		s[i] = max(0, s[i]+share*(with[i]-without[i]))
	}
	var sum float64
	for _, n := range s {
		sum += n
	}
	s[outcome.GroundB] += card.Chances - sum // rounding
	return s
}
