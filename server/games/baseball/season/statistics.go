package season

import (
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/games/baseball/score"
)

// Batting are a batter's sums.
type Batting struct {
	PA, AB, R, H, Doubles, Triples, HR, RBI, BB, IBB, SO, HBP, SH, SF, CI, SB, CS, GIDP, ROE int32
}

// Pitching are a pitcher's sums.
type Pitching struct {
	G, GS, BF, Outs, H, R, ER, HR, BB, IBB, SO, HBP, WP, Balks int32
	// W, L and SV are decisions; CG games that he began and ended alone, SHO those
	// without a run.
	W, L, SV, Holds, Blown, CG, SHO int32
}

// Fielding are a fielder's sums, at all positions.
type Fielding struct{ PO, A, E, DP, PB int32 }

// Player is a player's season with a team.
type Player struct {
	ID       string
	Name     string
	Team     int
	G        int32 // games he took part in
	Batting  Batting
	Pitching Pitching
	Fielding Fielding
}

// book adds a game's page to the sums of a team's players, by place in the
// roster. idle are those who could not have played; g is over.
func book(players []Player, g *game.Game, side int8, idle uint32) {
	t, l := &g.Book.Team[side], &g.Side[side]
	alone := int8(0)
	for i := range players {
		id := int8(i + 1)
		if took(l, id, idle) {
			players[i].G++
		}
		players[i].Batting.add(t.Bat[id])
		players[i].Fielding.add(t.Field[id])
		if t.Pitch[id].Entry.Came {
			players[i].Pitching.add(&t.Pitch[id])
			alone++
		}
	}
	for i := range players {
		if p := t.Pitch[i+1]; alone == 1 && p.Entry.Came {
			players[i].Pitching.CG++
			if g.Book.Team[1-side].R == 0 {
				players[i].Pitching.SHO++
			}
		}
	}
	if int(side) == g.Winner() {
		credit(players, g.Book.Winner, func(p *Pitching) { p.W++ })
		credit(players, g.Book.Save, func(p *Pitching) { p.SV++ })
	} else {
		credit(players, g.Book.Loser, func(p *Pitching) { p.L++ })
	}
}

// took is true for one who took part: he is in the game or has left it.
func took(l *lineup.Lineup, id int8, idle uint32) bool {
	return l.Slot(id) >= 0 || l.Pitcher == id || l.Gone&^idle&(1<<id) != 0
}

func credit(players []Player, id int8, f func(*Pitching)) {
	if id > 0 {
		f(&players[id-1].Pitching)
	}
}

func (b *Batting) add(l score.Batting) {
	for _, sum := range []struct {
		to *int32
		n  uint8
	}{
		{&b.PA, l.PA}, {&b.AB, l.AB}, {&b.R, l.R}, {&b.H, l.H}, {&b.Doubles, l.Doubles}, {&b.Triples, l.Triples}, {&b.HR, l.HR}, {&b.RBI, l.RBI},
		{&b.BB, l.BB}, {&b.IBB, l.IBB}, {&b.SO, l.SO}, {&b.HBP, l.HBP}, {&b.SH, l.SH}, {&b.SF, l.SF}, {&b.CI, l.CI}, {&b.SB, l.SB}, {&b.CS, l.CS},
		{&b.GIDP, l.GIDP}, {&b.ROE, l.ROE},
	} {
		*sum.to += int32(sum.n)
	}
}

func (p *Pitching) add(l *score.Pitching) {
	p.G++
	if l.Entry.Order == 0 {
		p.GS++
	}
	if l.Held() {
		p.Holds++
	}
	if l.Blown() {
		p.Blown++
	}
	for _, sum := range []struct {
		to *int32
		n  uint8
	}{
		{&p.BF, l.BF}, {&p.Outs, l.Outs}, {&p.H, l.H}, {&p.R, l.R}, {&p.ER, l.ER}, {&p.HR, l.HR}, {&p.BB, l.BB}, {&p.IBB, l.IBB}, {&p.SO, l.SO},
		{&p.HBP, l.HBP}, {&p.WP, l.WP}, {&p.Balks, l.Balks},
	} {
		*sum.to += int32(sum.n)
	}
}

func (f *Fielding) add(l score.Fielding) {
	f.PO += int32(l.PO)
	f.A += int32(l.A)
	f.E += int32(l.E)
	f.DP += int32(l.DP)
	f.PB += int32(l.PB)
}

// Average is hits by at-bats; 0 without any, as all of these.
func (b Batting) Average() float64 { return over(b.H, b.AB) }

// OnBase is how often he reached base by what he did.
func (b Batting) OnBase() float64 { return over(b.H+b.BB+b.HBP, b.AB+b.BB+b.HBP+b.SF) }

// Bases are those of his hits.
func (b Batting) Bases() int32 { return b.H + b.Doubles + 2*b.Triples + 3*b.HR }

// Slugging is bases by at-bats.
func (b Batting) Slugging() float64 { return over(b.Bases(), b.AB) }

// ERA are the earned runs in nine innings.
func (p Pitching) ERA() float64 { return 27 * over(p.ER, p.Outs) }

// WHIP are walks and hits by innings.
func (p Pitching) WHIP() float64 { return 3 * over(p.BB+p.H, p.Outs) }

func over(a, b int32) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
