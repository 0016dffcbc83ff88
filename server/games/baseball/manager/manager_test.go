package manager

import (
	"math"
	"testing"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
	"playhouse/server/games/baseball/winprob"
)

var pd = func() *Manager {
	all, err := league.Load(content.Files)
	if err != nil {
		panic(err)
	}
	return New(atbat.NewModel(all["pd"]))
}()

// TestCustomsAreTheLeagues: over all situations of a game a manager does things
// as often as they are counted, unless the batter is walked on purpose.
func TestCustomsAreTheLeagues(t *testing.T) {
	t.Parallel()
	for a, rate := range customs(pd.Model) {
		done, plates := 0.0, 0.0
		each(pd.Table, func(i, half, lead, s int, often float64) {
			plates += often * pd.Table.Completed[s]
			if a != winprob.Intentional {
				often *= pd.habits[winprob.Intentional].leaves(i, half, lead, s)
			}
			done += often * float64(pd.habits[a].odds[i][half][lead+reach][s]) / chance.Faces
		})
		if math.Abs(done/plates/rate-1) > 0.002 {
			t.Errorf("action %d: %.5f for each plate appearance, the custom is %.5f", a, done/plates, rate)
		}
	}
}

// TestNobodyIsWalkedWhereItHurts: with a runner on third and none out in the
// bottom of a tied ninth a walk costs nothing; in the first inning it does.
func TestNobodyIsWalkedWhereItHurts(t *testing.T) {
	t.Parallel()
	h := pd.habits[winprob.Intentional]
	late, early := h.odds[9][winprob.Bottom][reach][4], h.odds[1][winprob.Bottom][reach][4]
	if late <= 4*early {
		t.Errorf("late %d, early %d", late, early)
	}
	if h.odds[9][winprob.Bottom][reach][7] != 0 {
		t.Error("somebody is walked with first base taken")
	}
}

// TestABetterStealerGoesOftener, and a strong arm keeps him.
func TestABetterStealerGoesOftener(t *testing.T) {
	t.Parallel()
	setup, sides := game.AverageGame(pd.Model.League)
	g, err := game.New(setup, sides[0], sides[1])
	if err != nil {
		t.Fatal(err)
	}
	g.Half.Bases[1].ID = 1
	odds := func(skill float64, arm int8) chance.P {
		var s atbat.Situation
		g.Scene(pd.Model.Odds(), &s, atbat.Defence{}, atbat.Offence{})
		s.Legs[1].Steal, s.Gloves[2].Arm = skill, arm
		return pd.Ways(&g, &s).Steal[1]
	}
	if usual := odds(1, 0); odds(1.2, 0) <= usual || odds(0.7, 0) >= usual || odds(1, -4) >= usual {
		t.Errorf("usual %d, fast %d, slow %d, against an arm %d", usual, odds(1.2, 0), odds(0.7, 0), odds(1, -4))
	}
}

// TestTheBetterBatterIsWalked.
func TestTheBetterBatterIsWalked(t *testing.T) {
	t.Parallel()
	setup, sides := game.AverageGame(pd.Model.League)
	g, err := game.New(setup, sides[0], sides[1])
	if err != nil {
		t.Fatal(err)
	}
	g.Half.Bases[2].ID, g.Half.Outs = 1, 1
	var s atbat.Situation
	g.Scene(pd.Model.Odds(), &s, atbat.Defence{}, atbat.Offence{})
	if p := pd.Pass(&g, &s, s.Plate.Value); pd.Pass(&g, &s, s.Plate.Value-0.06) <= p || pd.Pass(&g, &s, s.Plate.Value+0.06) >= p {
		t.Error("who bats and who is next does not matter")
	}
}

// TestNineWritesTheBestLineup, and says what a roster lacks.
func TestNineWritesTheBestLineup(t *testing.T) {
	t.Parallel()
	l := pd.Model.League
	roster, _ := game.AverageTeam(l)
	slugger := card.Average(l, "slugger", "Slugger", 5)
	for i := range slugger.Batting.Versus {
		slugger.Batting.Versus[i][outcome.HomeRun] += 6
		slugger.Batting.Versus[i][outcome.GroundB] -= 6
	}
	roster[9] = slugger // from the bench
	for _, dh := range []bool{true, false} {
		nine, err := pd.Nine(roster, dh)
		if err != nil {
			t.Fatal(err)
		}
		if nine.Order[0] != 10 || nine.DH != dh {
			t.Errorf("dh %v: the order is %v at %v", dh, nine.Order, nine.At)
		}
	}
	if _, err := pd.Nine(roster[:8], true); err == nil {
		t.Error("a roster without a pitcher has a line-up")
	}
}

// TestATiredPitcherIsRelieved, the closer saves, and a good bat pinch-hits.
func TestATiredPitcherIsRelieved(t *testing.T) {
	t.Parallel()
	setup, sides := game.AverageGame(pd.Model.League)
	g, err := game.New(setup, sides[0], sides[1])
	if err != nil {
		t.Fatal(err)
	}
	odds := pd.Model.Odds()
	if _, ok := pd.Relieve(&g, odds); ok {
		t.Error("a fresh starter is relieved")
	}
	g.Side[game.Home].Batters = 24
	c, ok := pd.Relieve(&g, odds)
	if !ok || g.Card(game.Home, c.Player).Pitching == nil {
		t.Errorf("%+v, %v", c, ok)
	}
	g.Side[game.Home].Batters = 10
	g.Inning, g.Book.Team[game.Home].R = 9, 2
	cards := setup.Rosters[game.Home]
	finisher := *cards[20]
	pitching := *finisher.Pitching
	pitching.Closer, finisher.Pitching = true, &pitching
	cards[20] = &finisher
	if c, ok = pd.Relieve(&g, odds); !ok || c.Player != 21 {
		t.Errorf("with a lead of two in the ninth comes %d, %v", c.Player, ok)
	}
}
