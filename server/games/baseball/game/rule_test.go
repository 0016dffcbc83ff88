package game

import (
	"testing"

	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
)

// begun is a game of average teams under the rules of pd, changed by change.
func begun(t *testing.T, change func(*league.League)) *Game {
	t.Helper()
	all, err := league.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	l := *all["pd"]
	if change != nil {
		change(&l)
	}
	setup, sides := AverageGame(&l)
	g, err := New(setup, sides[Away], sides[Home])
	if err != nil {
		t.Fatal(err)
	}
	return &g
}

// The plays of a story. Those on runners take everybody on base along.
func (g *Game) out() { p := diamond.Play{Kind: diamond.GroundOut}; p.PutOut(0, 1, 6, 3); g.Play(&p) }

func (g *Game) strikeout() {
	p := diamond.Play{Kind: diamond.Strikeout}
	p.PutOut(0, 0, 2)
	g.Play(&p)
}

func (g *Game) hit(kind diamond.Kind, bases int) {
	g.advance(diamond.Play{Kind: kind}, bases, 0)
}

func (g *Game) walk() { g.hit(diamond.Walk, 1) }

// errs: everybody is moved by an error, the batter too.
func (g *Game) errs(pos int8) {
	g.advance(diamond.Play{Kind: diamond.ReachedOnError, Fielder: pos}, 1, pos)
}

func (g *Game) loose(kind diamond.Kind) { g.advance(diamond.Play{Kind: kind}, 1, 0) }

func (g *Game) advance(p diamond.Play, bases int, err int8) {
	for base := 3; base >= 0; base-- {
		if base == 0 && !p.Kind.EndsPlate() || base > 0 && g.Half.Bases[base].ID == 0 {
			continue
		}
		p.Add(diamond.Step{From: int8(base), To: int8(min(4, base+bases)), Error: err})
	}
	g.Play(&p)
}

// side retires the side.
func (g *Game) side() {
	for half := g.Bats; !g.Over && g.Bats == half; {
		g.out()
	}
}

// until plays scoreless halves up to one.
func (g *Game) until(inning int16, bats int8) {
	for !g.Over && (g.Inning != inning || g.Bats != bats) {
		g.side()
	}
}

// TestRule1ATurnCutShortIsBegunAgain: the batter who waited when a runner made the
// third out leads off (5.04(a)(3)).
func TestRule1ATurnCutShortIsBegunAgain(t *testing.T) {
	g := begun(t, nil)
	g.walk()
	g.out()
	g.out()
	waited := g.Batter()
	p := diamond.Play{Kind: diamond.CaughtStealing}
	p.PutOut(1, 2, 2, 6)
	g.Play(&p)
	g.side()
	if g.Bats != Away || g.Batter() != waited {
		t.Errorf("%d leads off, %d waited", g.Batter(), waited)
	}
}

// TestRule2TheProperBatterAlwaysBats: over a whole game the order is kept.
func TestRule2TheProperBatterAlwaysBats(t *testing.T) {
	g := begun(t, nil)
	var next [2]int
	for !g.Over {
		if got := g.Batter(); got != g.Side[g.Bats].Order[next[g.Bats]] {
			t.Fatalf("%d bats in slot %d", got, next[g.Bats])
		}
		next[g.Bats] = (next[g.Bats] + 1) % 9
		if g.Inning == 9 && g.Bats == Home {
			g.hit(diamond.HomeRun, 4)
			continue
		}
		g.out()
	}
}

// TestRule19TheBottomOfTheNinthIsSkippedWhenAhead (7.01(g)(1)), a tie goes on.
func TestRule19TheBottomOfTheNinthIsSkippedWhenAhead(t *testing.T) {
	g := begun(t, nil)
	g.until(3, Home)
	g.hit(diamond.HomeRun, 4)
	g.until(99, Home)
	if !g.Over || g.Inning != 9 || g.Bats != Away || g.Winner() != Home {
		t.Errorf("over %v in inning %d.%d", g.Over, g.Inning, g.Bats)
	}
	tied := begun(t, nil)
	tied.until(12, Away)
	if tied.Over || tied.Half.Bases.Code() != 0 {
		t.Error("a tie ended, or a runner was placed where the league places none")
	}
	tied.hit(diamond.HomeRun, 4)
	tied.until(99, Home)
	if !tied.Over || tied.Inning != 12 || tied.Winner() != Away {
		t.Errorf("over %v in inning %d, won by %d", tied.Over, tied.Inning, tied.Winner())
	}
}

// TestRule19ExtraInningsBeginWithTheLastBatterOnSecond (7.01(b)), and his run is
// nobody's earned run.
func TestRule19ExtraInningsBeginWithTheLastBatterOnSecond(t *testing.T) {
	g := begun(t, func(l *league.League) { l.Rules.PlacedRunner = true })
	g.until(10, Away)
	l := g.Side[Away]
	if on := g.Half.Bases[2]; on.ID != l.Order[(l.Next+8)%9] || !on.Placed {
		t.Fatalf("on second is %+v", on)
	}
	g.hit(diamond.Double, 2)
	g.hit(diamond.Double, 2)
	p := g.Book.Team[Home].Pitch[g.Pitcher()]
	if g.Book.Team[Away].R != 2 || p.R != 2 || p.ER != 1 {
		t.Errorf("%d runs, %d charged, %d earned", g.Book.Team[Away].R, p.R, p.ER)
	}
	g.side()
	if g.Half.Bases[2].ID == 0 || g.Half.ToWin != 3 {
		t.Errorf("the home half begins with %+v", g.Half)
	}
}

// TestRule20TheGameEndsWithTheWinningRun (7.01(g)(3)).
func TestRule20TheGameEndsWithTheWinningRun(t *testing.T) {
	g := begun(t, nil)
	g.until(9, Home)
	batter := g.Batter()
	g.hit(diamond.Double, 2)
	second := g.Batter()
	g.hit(diamond.Double, 2)
	line := g.Book.Team[Home].Bat
	if !g.Over || g.Book.Team[Home].R != 1 || line[batter].R != 1 || line[second].H != 1 || line[second].Doubles != 1 || g.Book.Team[Home].LOB != 1 {
		t.Errorf("over %v, %+v", g.Over, line[second])
	}
	loaded := begun(t, nil)
	loaded.until(9, Home)
	for range 4 {
		loaded.walk()
	}
	if !loaded.Over || loaded.Book.Team[Home].R != 1 || loaded.Book.Team[Home].LOB != 3 {
		t.Errorf("a walk with the bases loaded: over %v, %d left", loaded.Over, loaded.Book.Team[Home].LOB)
	}
}

// TestRule21MercyEndsAGame where the league says so.
func TestRule21MercyEndsAGame(t *testing.T) {
	g := begun(t, func(l *league.League) { l.Mercy = []league.Mercy{{Inning: 5, Lead: 3}} })
	for range 3 {
		g.hit(diamond.HomeRun, 4)
	}
	g.until(99, Home)
	if !g.Over || g.Inning != 5 {
		t.Errorf("over %v in inning %d", g.Over, g.Inning)
	}
}

// TestRule5APitcherCannotBeRelievedTooEarly, and who comes answers for his own.
func TestRule5APitcherCannotBeRelievedTooEarly(t *testing.T) {
	g := begun(t, nil)
	relief := []lineup.Change{{Slot: 0, Player: 19, Position: 1}}
	if err := g.Substitute(Home, relief); err == nil {
		t.Error("the starter was relieved before a batter")
	}
	g.walk()
	if err := g.Substitute(Home, relief); err != nil {
		t.Fatal(err)
	}
	g.hit(diamond.HomeRun, 4)
	starter, reliever := g.Book.Team[Home].Pitch[14], g.Book.Team[Home].Pitch[19]
	if starter.R != 1 || starter.ER != 1 || reliever.R != 1 || reliever.ER != 1 {
		t.Errorf("starter %+v, reliever %+v", starter, reliever)
	}
	if err := g.Substitute(Home, []lineup.Change{{Slot: 0, Player: 20, Position: 1}}); err == nil {
		t.Error("a reliever was relieved after one batter")
	}
}

// TestRule4APinchRunnerTakesTheBase.
func TestRule4APinchRunnerTakesTheBase(t *testing.T) {
	g := begun(t, nil)
	g.walk()
	if err := g.Substitute(Away, []lineup.Change{{Slot: 1, Player: 10, Position: 2}}); err != nil {
		t.Fatal(err)
	}
	if g.Half.Bases[1].ID != 10 || g.Half.Bases[1].Pitcher != 14 {
		t.Errorf("on first is %+v", g.Half.Bases[1])
	}
}
