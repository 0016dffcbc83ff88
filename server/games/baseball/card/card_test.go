package card_test

import (
	"math"
	"strings"
	"testing"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

func pd(t *testing.T) *league.League {
	t.Helper()
	all, err := league.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return all["pd"]
}

func TestAverageCardsAreTheLeague(t *testing.T) {
	t.Parallel()
	l := pd(t)
	b, p := card.Average(l, "b", "b", 6), card.AveragePitcher(l, "p", "p", 24, 5)
	for _, c := range []*card.Card{b, p} {
		if err := c.Check(); err != nil {
			t.Fatal(err)
		}
	}
	for _, mode := range []string{league.OddsRatio, league.Chart} {
		copied := *l
		copied.Resolution = mode
		got := card.Rates(&copied, card.Matchup{Batter: b, Pitcher: p})
		// What a check comes to with average fielders is part of the rates.
		for r, n := range got {
			if pos := outcome.Result(r).Check(); pos > 0 && n > 0 {
				got[r] = 0
				for to, share := range card.Settled(l.Grades, pos, card.AverageRange) {
					got[to] += n * share
				}
			}
		}
		for r := range got {
			if math.Abs(got[r]-l.Swing[r]) > 1e-9 {
				t.Errorf("%s: %v: %.6f, the league has %.6f", mode, outcome.Result(r), got[r], l.Swing[r])
			}
		}
	}
}

// TestOddsRatio: an average card leaves the other as it is; two who strike out
// twice as often do so more than either.
func TestOddsRatio(t *testing.T) {
	t.Parallel()
	l := pd(t)
	wild := card.Average(l, "w", "w", 6)
	for i := range wild.Batting.Versus {
		s := &wild.Batting.Versus[i]
		s[outcome.GroundB] -= 5
		s[outcome.Strikeout] += 5
	}
	if err := wild.Check(); err != nil {
		t.Fatal(err)
	}
	p := card.AveragePitcher(l, "p", "p", 24, 5)
	got := card.Rates(l, card.Matchup{Batter: wild, Pitcher: p})
	want := wild.Batting.Versus[1].Normal()
	for r := range got {
		if math.Abs(got[r]-want[r]) > 1e-9 {
			t.Errorf("%v: %.6f, the card says %.6f", outcome.Result(r), got[r], want[r])
		}
	}
	tired := card.Rates(l, card.Matchup{Batter: wild, Pitcher: p, Tired: true})
	if tired[outcome.HomeRun] <= got[outcome.HomeRun] || tired[outcome.Strikeout] >= got[outcome.Strikeout] || math.Abs(tired.Sum()-1) > 1e-9 {
		t.Error("a tired pitcher is no worse")
	}
}

func TestSplitsMeetByHand(t *testing.T) {
	t.Parallel()
	l := pd(t)
	b, p := card.Average(l, "b", "b", 6), card.AveragePitcher(l, "p", "p", 24, 5)
	b.Batting.Versus[0][outcome.Walk], p.Pitching.Versus[0][outcome.Walk] = 100, 200
	for _, c := range []struct {
		bats, throws  card.Hand
		batter, pitch float64
	}{
		{card.Left, card.Left, 100, 200}, {card.Right, card.Left, 100, 0}, {card.Left, card.Right, 0, 200},
		{card.Both, card.Right, 0, 200}, {card.Both, card.Left, 100, 0},
	} {
		b.Bats, p.Throws = c.bats, c.throws
		x, y := card.Sides(b, p)
		if (x[outcome.Walk] == 100) != (c.batter == 100) || (y[outcome.Walk] == 200) != (c.pitch == 200) {
			t.Errorf("%d against %d: %v, %v", c.bats, c.throws, x[outcome.Walk], y[outcome.Walk])
		}
	}
}

func TestBadCards(t *testing.T) {
	t.Parallel()
	l := pd(t)
	for with, change := range map[string]func(b, p *card.Card){
		"sum to":           func(b, _ *card.Card) { b.Batting.Versus[1][outcome.Walk]++ },
		"versus left":      func(_, p *card.Card) { p.Pitching.Versus[0][outcome.Walk]-- },
		"only pitchers'":   func(b, _ *card.Card) { b.Batting.Versus[0][outcome.Check3] = 1 },
		"-1 chances":       func(b, _ *card.Card) { b.Batting.Versus[0][outcome.Triple] = -1 },
		"NaN":              func(b, _ *card.Card) { b.Batting.Versus[0][outcome.Triple] = math.NaN() },
		"no position":      func(b, _ *card.Card) { b.Gloves = [10]card.Glove{} },
		"rating at SS":     func(b, _ *card.Card) { b.Gloves[6].Range = 6 },
		"hand":             func(b, _ *card.Card) { b.Throws = card.Both },
		"id and a name":    func(b, _ *card.Card) { b.Name = "" },
		"neither image":    func(b, _ *card.Card) { b.Batting = nil },
		"pitching side":    func(b, _ *card.Card) { b.Gloves[1].Range = 3 },
		"batter's rating":  func(b, _ *card.Card) { b.Batting.Running = 18 },
		"stealing number":  func(b, _ *card.Card) { b.Batting.Steal.Lead = 37 },
		"pitcher's rating": func(_, p *card.Card) { p.Pitching.Starts, p.Pitching.Relief = 0, 0 },
	} {
		b, p := card.Average(l, "b", "batter", 6), card.AveragePitcher(l, "p", "pitcher", 24, 5)
		change(b, p)
		err := b.Check()
		if err == nil {
			err = p.Check()
		}
		if err == nil || !strings.Contains(err.Error(), with) {
			t.Errorf("got %v, want an error with %q", err, with)
		}
	}
}

// TestCellsAreTheChances: over all cells and splits of a card, results come as
// often as it says.
func TestCellsAreTheChances(t *testing.T) {
	t.Parallel()
	l := pd(t)
	var flat outcome.Rates
	for i := range flat {
		flat[i] = 1
	}
	b, p := card.Average(l, "b", "b", 6), card.AveragePitcher(l, "p", "p", 24, 5)
	batter, pitcher := card.NewOdds(l, flat).Columns(card.Matchup{Batter: b, Pitcher: p})
	for _, side := range []card.Split{batter, pitcher} {
		var got card.Split
		for cell := range card.Chances {
			for split := range 20 {
				got[card.Cell(side, float64(cell)+(float64(split)+0.5)/20)] += 1.0 / 20
			}
		}
		for r := range got {
			if math.Abs(got[r]-side[r]) > 0.05 {
				t.Errorf("%v: %.3f cells, the card has %.3f chances", outcome.Result(r), got[r], side[r])
			}
		}
	}
}
