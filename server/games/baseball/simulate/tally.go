package simulate

import (
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/score"
	"playhouse/server/games/baseball/winprob"
)

// counted is how many runs of a half or a game are told apart.
const counted = 26

// tally counts what happened over many games. It is of fixed size.
type tally struct {
	games, homeWins, extras int
	plates                  int
	kinds                   [diamond.Kinds]int
	sh, sf                  int
	gidp, opportunities     int
	stolen, caught          int
	first, firstThird       int // singles with a runner on first, and those on which he stopped at third
	second, secondHome      int
	double, doubleHome      int
	runs                    [winprob.States]float64
	scored, seen            [winprob.States]int
	halves                  [counted]int
	teams                   [counted]int
	total                   int

	// of the half-inning under way
	now struct {
		states [80]int8
		before [80]int8
		n      int
		runs   int8
	}
}

// see counts a play.
func (t *tally) see(b moment, p *diamond.Play, r diamond.Result) {
	n := &t.now
	if n.n < len(n.states) {
		n.states[n.n], n.before[n.n] = int8(winprob.State(b.half)), n.runs
		n.n++
	}
	n.runs += r.Runs
	t.kind(b, p, r)
	if b.half.Outs+r.Outs >= 3 || b.half.ToWin > 0 && r.Runs >= b.half.ToWin {
		t.half(b.inning)
	}
}

// half closes a half-inning: expectancies are those of innings 1 to 8, which are
// always played out.
func (t *tally) half(inning int16) {
	n := &t.now
	if inning <= 8 {
		for i, s := range n.states[:n.n] {
			more := n.runs - n.before[i]
			t.seen[s]++
			t.runs[s] += float64(more)
			if more > 0 {
				t.scored[s]++
			}
		}
	}
	t.halves[min(int(n.runs), counted-1)]++
	n.n, n.runs = 0, 0
}

func (t *tally) kind(b moment, p *diamond.Play, r diamond.Result) {
	t.kinds[p.Kind]++
	switch p.Kind { //nolint:exhaustive // the others are no steals
	case diamond.StolenBase:
		for _, s := range p.Steps[:p.Count] {
			if s.Error == 0 {
				t.stolen++
			}
		}
	case diamond.CaughtStealing:
		t.caught++
	}
	if !p.Kind.EndsPlate() {
		return
	}
	t.plates++
	booked := score.Play{Play: p, Result: r, Before: b.half}
	if booked.Sacrifice() {
		t.sh++
	}
	if booked.Fly() {
		t.sf++
	}
	if b.half.Bases[1].ID != 0 && b.half.Outs < 2 {
		t.opportunities++
		if booked.Grounded() {
			t.gidp++
		}
	}
	t.advances(b, p, r)
}

// advances counts runners on hits as the environment's tables do: where they ended
// up, by whatever means.
func (t *tally) advances(b moment, p *diamond.Play, r diamond.Result) {
	if p.Kind != diamond.Single && p.Kind != diamond.Double || p.Bunt != diamond.NoBunt {
		return
	}
	to := ends(b, p, r)
	on := func(base int) bool { return b.half.Bases[base].ID != 0 }
	count := func(there, made *int, when, did bool) {
		if when {
			*there++
			if did {
				*made++
			}
		}
	}
	if p.Kind == diamond.Single {
		count(&t.first, &t.firstThird, on(1), to[1] == 3)
		count(&t.second, &t.secondHome, on(2), to[2] == diamond.Home)
		return
	}
	count(&t.double, &t.doubleHome, on(1), to[1] == diamond.Home)
}

// ends are where everybody is when a play is over, by where he began: 0 is out.
func ends(b moment, p *diamond.Play, r diamond.Result) (to [4]int8) {
	to = [4]int8{0, 1, 2, 3}
	for _, s := range p.Steps[:r.Happened] {
		if to[s.From] = s.To; s.Out {
			to[s.From] = 0
		}
	}
	// Who has to go when the third out is made elsewhere is on his way.
	if b.half.Outs+r.Outs >= 3 && p.Kind.Hit() && to[1] == 1 {
		to[1] = 2
	}
	return to
}

// game closes a game.
func (t *tally) game(g *game.Game) {
	t.games++
	if g.Winner() == game.Home {
		t.homeWins++
	}
	if int(g.Inning) > g.League.Rules.Innings {
		t.extras++
	}
	for side := range g.Book.Team {
		r := int(g.Book.Team[side].R)
		t.teams[min(r, counted-1)]++
		t.total += r
	}
}
