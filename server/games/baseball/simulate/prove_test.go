package simulate

import (
	"flag"
	"sync"
	"testing"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/manager"
	"playhouse/server/games/baseball/score"
)

var proven = flag.Int("prove", 1000, "games whose books are proven")

// managers are those of the leagues that come with the game, made once.
var managers = map[string]func() *manager.Manager{"pd": learned("pd"), "sba": learned("sba")}

func learned(id string) func() *manager.Manager {
	return sync.OnceValue(func() *manager.Manager {
		all, err := league.Load(content.Files)
		if err != nil {
			panic(err)
		}
		return manager.New(atbat.NewModel(all[id]))
	})
}

// half is what the plays of a half-inning say, apart from the book.
type half struct{ plates, runs, outs, placed, left int }

// TestTheBookIsProven (9.03(c)): for every half of every game, plate appearances
// = runs + left on base + outs; line, box and plays say the same; every play can
// be, and three are out in every half but one that a run ended.
func TestTheBookIsProven(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"pd", "sba"} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			m := managers[id]()
			p := NewPlayer(m)
			setup, sides := game.AverageGame(m.Model.League)
			for seed := range *proven {
				halves := map[[2]int]*half{}
				p.see = func(b moment, play *diamond.Play, r diamond.Result) {
					if err := b.half.Check(play); err != nil {
						t.Fatalf("game %d: %v in %+v", seed, err, play)
					}
					key := [2]int{int(b.inning), int(b.bats)}
					if halves[key] == nil {
						halves[key] = &half{}
						for _, on := range b.half.Bases {
							if on.Placed {
								halves[key].placed++
							}
						}
					}
					h := halves[key]
					h.runs += int(r.Runs)
					h.outs += int(r.Outs)
					h.left = int(r.Left)
					if play.Kind.EndsPlate() {
						h.plates++
					}
				}
				g, err := p.Play(setup, sides, uint64(seed))
				if err != nil {
					t.Fatal(err)
				}
				prove(t, g, halves)
				if t.Failed() {
					t.Fatalf("in game %d", seed)
				}
			}
		})
	}
}

func prove(t *testing.T, g *game.Game, halves map[[2]int]*half) {
	t.Helper()
	var left, runs, plates, outs, placed [2]int
	for key, h := range halves {
		left[key[1]] += h.left
		if h.plates+h.placed != h.runs+h.left+h.outs {
			t.Errorf("inning %v: %d came to bat and %d were placed, but %d scored, %d were left and %d are out", key, h.plates, h.placed, h.runs, h.left, h.outs)
		}
		runs[key[1]] += h.runs
		plates[key[1]] += h.plates
		outs[key[1]] += h.outs
		placed[key[1]] += h.placed
		if line := int(g.Book.Team[key[1]].Line[key[0]]); line != h.runs {
			t.Errorf("inning %v: line %d, plays %d", key, line, h.runs)
		}
		last := key == [2]int{int(g.Inning), game.Home} && g.Winner() == game.Home
		if h.outs != 3 && !last {
			t.Errorf("inning %v: %d out", key, h.outs)
		}
	}
	for side := range 2 {
		team, other := &g.Book.Team[side], &g.Book.Team[1-side]
		bat, pitch, field := totals(team, other)
		for name, n := range map[string][2]int{
			"left on base": {left[side], int(team.LOB)}, "runs": {runs[side], int(team.R)}, "batters' runs": {runs[side], bat.R},
			"pitchers' runs": {runs[side], pitch.r}, "plate appearances": {plates[side], bat.PA}, "batters faced": {plates[side], pitch.bf},
			"PA = AB+BB+HBP+SH+SF+CI": {plates[side], bat.sum}, "hits": {int(team.H), bat.H}, "pitchers' hits": {int(team.H), pitch.h},
			"outs": {outs[side], pitch.outs}, "putouts": {outs[side], field}, "placed": {placed[side], int(team.Placed)},
		} {
			if n[0] != n[1] {
				t.Errorf("side %d: %s: %d by the plays, %d in the book", side, name, n[0], n[1])
			}
		}
		if pitch.er > pitch.r || int(other.TeamER) > runs[side] {
			t.Errorf("side %d: %d earned of %d runs", side, pitch.er, pitch.r)
		}
	}
}

type batted struct{ PA, R, H, sum int }

type pitched struct{ bf, outs, h, r, er int }

// totals are a side's batting, and what the other side's pitchers and fielders
// did against it.
func totals(team, other *score.Team) (b batted, p pitched, putouts int) {
	for _, x := range team.Bat {
		b.PA += int(x.PA)
		b.R += int(x.R)
		b.H += int(x.H)
		b.sum += int(x.AB) + int(x.BB) + int(x.HBP) + int(x.SH) + int(x.SF) + int(x.CI)
	}
	for _, x := range other.Pitch {
		p.bf += int(x.BF)
		p.outs += int(x.Outs)
		p.h += int(x.H)
		p.r += int(x.R)
		p.er += int(x.ER)
	}
	for _, x := range other.Field {
		putouts += int(x.PO)
	}
	return b, p, putouts
}
