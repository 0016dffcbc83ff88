package game

import (
	"testing"

	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/lineup"
)

const starter, reliever, closer = 14, 19, 20

// charged are a pitcher's runs and earned runs.
func (g *Game) charged(pitcher int) [2]uint8 {
	p := g.Book.Team[Home].Pitch[pitcher]
	return [2]uint8{p.R, p.ER}
}

// reach puts the batter on first; everybody else stays where he is.
func reach(g *Game, kind diamond.Kind, err int8) {
	p := diamond.Play{Kind: kind, Fielder: err}
	p.Add(diamond.Step{From: 0, To: 1, Error: err})
	g.Play(&p)
}

// TestRule22EarnedRuns (9.16): the inning is rebuilt without errors and passed
// balls; inherited runners stay with the pitcher who put them on; a reliever has
// no part in what was missed before him.
func TestRule22EarnedRuns(t *testing.T) {
	change := func(g *Game) {
		if err := g.Substitute(Home, []lineup.Change{{Slot: 0, Player: reliever, Position: 1}}); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		story         func(*Game)
		first, second [2]uint8
		team          int16
	}{
		"a home run is earned": {func(g *Game) { g.hit(diamond.HomeRun, 4) }, [2]uint8{1, 1}, [2]uint8{}, 1},
		"who reached on an error scores for nothing": {func(g *Game) {
			g.errs(6)
			g.hit(diamond.HomeRun, 4)
		}, [2]uint8{2, 1}, [2]uint8{}, 1},
		"after the third out that an error missed nothing is earned": {func(g *Game) {
			g.out()
			g.out()
			g.errs(6)
			g.hit(diamond.HomeRun, 4)
			g.hit(diamond.HomeRun, 4)
		}, [2]uint8{3, 0}, [2]uint8{}, 0},
		"a passed ball earns nothing by itself": {func(g *Game) {
			g.hit(diamond.Triple, 3)
			g.loose(diamond.PassedBall)
			g.side()
		}, [2]uint8{1, 0}, [2]uint8{}, 0},
		"but he would have scored on the hit after it": {func(g *Game) {
			g.hit(diamond.Triple, 3)
			g.loose(diamond.PassedBall)
			g.hit(diamond.Single, 1)
		}, [2]uint8{1, 1}, [2]uint8{}, 1},
		"a wild pitch is the pitcher's": {func(g *Game) {
			g.hit(diamond.Triple, 3)
			g.loose(diamond.WildPitch)
		}, [2]uint8{1, 1}, [2]uint8{}, 1},
		"interference by the catcher is no earned runner": {func(g *Game) {
			g.hit(diamond.Interference, 1)
			g.hit(diamond.HomeRun, 4)
		}, [2]uint8{2, 1}, [2]uint8{}, 1},
		"inherited runners are charged to who put them on": {func(g *Game) {
			g.walk()
			g.walk()
			change(g)
			g.hit(diamond.Double, 2)
			g.hit(diamond.Double, 2)
		}, [2]uint8{2, 2}, [2]uint8{1, 1}, 3},
		"a reliever has no part in chances missed before him": {func(g *Game) {
			g.out()
			g.out()
			g.errs(6)
			change(g)
			g.hit(diamond.HomeRun, 4)
		}, [2]uint8{1, 0}, [2]uint8{1, 1}, 0},
		"a forced runner's successor stays charged to the first": {func(g *Game) {
			g.walk()
			change(g)
			p := diamond.Play{Kind: diamond.GroundOut}
			p.PutOut(1, 2, 6, 4)
			p.Advance(0, 1)
			g.Play(&p)
			g.hit(diamond.HomeRun, 4)
		}, [2]uint8{1, 1}, [2]uint8{1, 1}, 2},
		"what scores on the out that an error delayed is not earned": {func(g *Game) {
			g.out()
			g.hit(diamond.Triple, 3)
			reach(g, diamond.ReachedOnError, 6)
			p := diamond.Play{Kind: diamond.GroundOut}
			p.Advance(3, 4)
			p.Advance(1, 2)
			p.PutOut(0, 1, 4, 3)
			g.Play(&p)
		}, [2]uint8{1, 0}, [2]uint8{}, 0},
		"nor on the fly that would have been the third out": {func(g *Game) {
			g.out()
			g.hit(diamond.Triple, 3)
			reach(g, diamond.ReachedOnError, 6)
			p := diamond.Play{Kind: diamond.FlyOut, Fielder: 8}
			p.PutOut(0, 0, 8)
			p.Advance(3, 4)
			g.Play(&p)
		}, [2]uint8{1, 0}, [2]uint8{}, 0},
		"a run before a runner is tagged out is": {func(g *Game) {
			g.errs(6)
			g.out()
			g.hit(diamond.Triple, 3)
			reach(g, diamond.HitByPitch, 0)
			p := diamond.Play{Kind: diamond.Single}
			p.Advance(3, 4)
			p.Advance(0, 1)
			p.PutOut(1, 3, 8, 5)
			g.Play(&p)
			g.hit(diamond.HomeRun, 4)
		}, [2]uint8{4, 1}, [2]uint8{}, 1},
		"who forces out a runner that an error put on stands in for him": {func(g *Game) {
			g.errs(6)
			p := diamond.Play{Kind: diamond.GroundOut}
			p.PutOut(1, 2, 6, 4)
			p.Advance(0, 1)
			g.Play(&p)
			g.hit(diamond.HomeRun, 4)
		}, [2]uint8{2, 1}, [2]uint8{}, 1},
		"a second turn in an inning is another run": {func(g *Game) {
			g.errs(6)
			g.hit(diamond.HomeRun, 4)
			for range 7 {
				g.walk()
			}
			g.hit(diamond.Triple, 3)
			g.hit(diamond.Single, 1)
			g.side()
		}, [2]uint8{10, 9}, [2]uint8{}, 9},
	} {
		g := begun(t, nil)
		c.story(g)
		if one, two := g.charged(starter), g.charged(reliever); one != c.first || two != c.second || g.Book.Team[Home].TeamER != c.team {
			t.Errorf("%s: starter %v, reliever %v, team %d; want %v, %v, %d", name, one, two, g.Book.Team[Home].TeamER, c.first, c.second, c.team)
		}
	}
}

// TestRule22RunsBattedIn (9.04): none on a double play or an error.
func TestRule22RunsBattedIn(t *testing.T) {
	g := begun(t, nil)
	g.hit(diamond.Triple, 3)
	p := diamond.Play{Kind: diamond.FlyOut, Fielder: 8}
	p.PutOut(0, 0, 8)
	p.Advance(3, 4)
	g.Play(&p)
	g.walk()
	g.hit(diamond.Double, 2) // first and second, so to say
	g.errs(5)                // the run from third scores on the error
	line := g.Book.Team[Away].Bat
	if line[2].RBI != 1 || line[2].SF != 1 || line[2].AB != 0 || line[5].RBI != 0 || line[5].AB != 1 || line[5].ROE != 1 {
		t.Errorf("sacrifice fly %+v, error %+v", line[2], line[5])
	}
	g = begun(t, nil)
	g.walk()
	g.walk()
	g.walk()
	p = diamond.Play{Kind: diamond.GroundOut, Fielder: 6}
	p.Advance(3, 4)
	p.Advance(2, 3)
	p.PutOut(1, 2, 6, 4)
	p.PutOut(0, 1, 4, 3)
	g.Play(&p)
	home := g.Book.Team[Home]
	if line := g.Book.Team[Away].Bat[4]; line.RBI != 0 || line.GIDP != 1 || g.Book.Team[Away].R != 1 || home.DP != 1 {
		t.Errorf("%+v, %d runs", line, g.Book.Team[Away].R)
	}
	at := g.Side[Home].Fielders()
	if ss, second, first := home.Field[at[6]], home.Field[at[4]], home.Field[at[3]]; ss.A != 1 || second.PO != 1 || second.A != 1 || first.PO != 1 || first.DP != 1 {
		t.Errorf("6-4-3 is booked as %+v %+v %+v", ss, second, first)
	}
}

// TestRule22AtBats (9.02): walks, hit batters, sacrifices and interference are
// none.
func TestRule22AtBats(t *testing.T) {
	g := begun(t, nil)
	g.walk()
	p := diamond.Play{Kind: diamond.GroundOut, Bunt: diamond.Sacrifice}
	p.Advance(1, 2)
	p.PutOut(0, 1, 5, 4)
	g.Play(&p)
	g.hit(diamond.HitByPitch, 1)
	g.hit(diamond.Interference, 1)
	g.strikeout()
	line := g.Book.Team[Away].Bat
	for slot, want := range []uint8{0, 0, 0, 0, 1} {
		if got := line[slot+1]; got.AB != want || got.PA != 1 {
			t.Errorf("slot %d: %+v", slot+1, got)
		}
	}
	if line[2].SH != 1 {
		t.Errorf("the bunt is booked as %+v", line[2])
	}
}

// TestRule22StolenBases (9.07): none against no throw, none when one of two is
// out.
func TestRule22StolenBases(t *testing.T) {
	for name, c := range map[string]struct {
		kind   diamond.Kind
		out    bool
		sb, cs uint8
	}{
		"both are safe":      {diamond.StolenBase, false, 1, 0},
		"the leading is out": {diamond.CaughtStealing, true, 0, 1},
		"nobody throws":      {diamond.Indifference, false, 0, 0},
	} {
		g := begun(t, nil)
		g.walk()
		g.walk()
		p := diamond.Play{Kind: c.kind}
		if c.out {
			p.PutOut(2, 3, 2, 5)
		} else {
			p.Advance(2, 3)
		}
		p.Advance(1, 2)
		g.Play(&p)
		one, two := g.Book.Team[Away].Bat[1], g.Book.Team[Away].Bat[2]
		if one.CS != c.cs || two.SB != c.sb || one.SB != c.sb {
			t.Errorf("%s: leading %+v, behind %+v", name, one, two)
		}
	}
}

// TestRule8AThirdStrikeThatGetsAway is a strike-out and a wild pitch.
func TestRule8AThirdStrikeThatGetsAway(t *testing.T) {
	g := begun(t, nil)
	p := diamond.Play{Kind: diamond.Strikeout, Dropped: true, Loose: diamond.WildPitch}
	p.Advance(0, 1)
	g.Play(&p)
	pitcher := g.Book.Team[Home].Pitch[starter]
	if g.Half.Outs != 0 || g.Half.Bases[1].ID != 1 || pitcher.SO != 1 || pitcher.WP != 1 || g.Book.Team[Away].Bat[1].SO != 1 {
		t.Errorf("%+v, bases %v", pitcher, g.Half.Bases)
	}
}

// TestRule22WinLossSave (9.17, 9.19).
func TestRule22WinLossSave(t *testing.T) {
	relieve := func(g *Game, id int8) {
		if err := g.Substitute(Home, []lineup.Change{{Slot: 0, Player: id, Position: 1}}); err != nil {
			t.Fatal(err)
		}
	}
	g := begun(t, nil)
	g.side()
	g.hit(diamond.HomeRun, 4)
	g.until(9, Away)
	relieve(g, closer)
	g.until(99, Home)
	if b := g.Book; b.Winner != starter || b.Loser != starter || b.Save != closer {
		t.Errorf("won %d, lost %d, saved %d", b.Winner, b.Loser, b.Save)
	}
	if p := g.Book.Team[Home].Pitch[closer]; !p.Chance() || p.Blown() || p.Held() {
		t.Errorf("the closer: %+v", p)
	}

	short := begun(t, nil) // a starter with less than five innings does not win
	short.side()
	short.hit(diamond.HomeRun, 4)
	short.until(4, Away)
	relieve(short, reliever)
	short.until(99, Home)
	if b := short.Book; b.Winner != reliever || b.Save != 0 {
		t.Errorf("won %d, saved %d", b.Winner, b.Save)
	}

	blown := begun(t, nil)
	blown.side()
	blown.hit(diamond.HomeRun, 4)
	blown.until(7, Away)
	relieve(blown, reliever)
	blown.until(9, Away)
	relieve(blown, closer)
	blown.hit(diamond.HomeRun, 4) // tied
	blown.side()
	blown.hit(diamond.HomeRun, 4)
	b := blown.Book
	if !blown.Over || b.Winner != closer || b.Save != 0 || !b.Team[Home].Pitch[closer].Blown() || !b.Team[Home].Pitch[reliever].Held() {
		t.Errorf("over %v, won %d, closer %+v, reliever %+v", blown.Over, b.Winner, b.Team[Home].Pitch[closer], b.Team[Home].Pitch[reliever])
	}
}
