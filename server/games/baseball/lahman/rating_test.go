package lahman_test

import (
	"fmt"
	"slices"
	"testing"

	"playhouse/server/games/baseball/card"
)

// cardsOf are a team's, by id, with lines that the test adds to an ordinary
// folder.
func cardsOf(t *testing.T, code string, add func(f *folder)) map[string]*card.Card {
	t.Helper()
	f := newFolder(8, false)
	add(f)
	all := map[string]*card.Card{}
	for _, c := range imported(t, read(t, f), code, pd(t)).Roster {
		all[c.ID] = c
	}
	return all
}

// player adds one who bats as the average and fields as he is told: games, outs,
// putouts, assists, errors, passed balls, steals, caught.
func (f *folder) player(id, club, pos string, n [8]int) {
	f.person(id, "R", "R")
	f.bat(id, club, 1, [8]int{90, 45, 4, 103, 23, 5, 11, 319}, n[0])
	fmt.Fprintf(&f.fielding, "%s,%d,1,%s,XL,%s,%d,%d,%d,%d,%d,%d,10,%d,,%d,%d,\n", id, year, club, pos, n[0], n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7])
}

// Range, hands and arms stand out from the league's at the position.
func TestGloves(t *testing.T) {
	t.Parallel()
	cards := cardsOf(t, "C5", func(f *folder) {
		f.player("wizard", "C5", "SS", [8]int{155, 4100, 330, 560, 10})
		f.player("statue", "C5", "1B", [8]int{155, 4100, 1300, 40, 30})
		f.player("rifle", "C5", "OF", [8]int{155, 4100, 400, 25, 6})
		f.player("noodle", "C5", "OF", [8]int{155, 4100, 240, 2, 6})
		f.player("cannon", "C5", "C", [8]int{155, 4100, 900, 80, 8, 2, 30, 60})
	})
	wizard, statue := cards["wizard"].Gloves[6], cards["statue"].Gloves[3]
	if wizard.Range != 1 || wizard.Error >= 8 || statue.Range != 5 || statue.Error <= 20 {
		t.Errorf("the wizard is %+v, the statue %+v", wizard, statue)
	}
	rifle, noodle := cards["rifle"].Gloves, cards["noodle"].Gloves
	if rifle[9].Arm >= 0 || noodle[9].Arm <= 2 || rifle[8].Range >= noodle[8].Range || rifle[8].Range != rifle[7].Range+1 && rifle[7].Range > 1 {
		t.Errorf("the rifle is %+v, the noodle %+v", rifle[7:], noodle[7:])
	}
	cannon := cards["cannon"].Gloves[2]
	if cannon.Arm > -5 || cannon.Pass >= card.AveragePass {
		t.Errorf("the cannon is %+v", cannon)
	}
	if c := cards["wizard"]; c.Plays(3) || c.Plays(1) || c.Pitching != nil {
		t.Errorf("the wizard plays elsewhere, too: %+v", c.Gloves)
	}
}

// runner adds a batting line with triples, runs, steals and caught.
func (f *folder) runner(id, club string, triples, runs, stolen, caught int) {
	f.person(id, "R", "R")
	fmt.Fprintf(&f.batting, "%s,%d,1,%s,XL,150,540,%d,145,25,%d,8,50,%d,%d,45,80,3,3,2,3,10\n", id, year, club, runs, triples, stolen, caught)
	f.field(id, club, "OF", 150)
}

func TestLegs(t *testing.T) {
	t.Parallel()
	cards := cardsOf(t, "C4", func(f *folder) {
		f.runner("hare", "C4", 14, 105, 70, 10)
		f.runner("tortoise", "C4", 0, 45, 0, 0)
		f.runner("rash", "C4", 5, 60, 20, 30)
	})
	hare, tortoise, rash := cards["hare"].Batting, cards["tortoise"].Batting, cards["rash"].Batting
	if hare.Running < 15 || tortoise.Running > 9 {
		t.Errorf("the hare runs %d, the tortoise %d", hare.Running, tortoise.Running)
	}
	mean := card.AverageSteal.Success()
	if h, s, r := hare.Steal.Success(), tortoise.Steal.Success(), rash.Steal.Success(); h < mean*1.15 || s > mean || r > mean*0.75 || hare.Steal.Lead <= tortoise.Steal.Lead {
		t.Errorf("success %.2f, %.2f, %.2f; the mean is %.2f; leads %d, %d", h, s, r, mean, hare.Steal.Lead, tortoise.Steal.Lead)
	}
}

// Who starts, relieves, closes or does both is as long in the game as he was.
func TestStaff(t *testing.T) {
	t.Parallel()
	pitcher := func(f *folder, id string, games, starts, saves, faced, wild int) {
		f.person(id, "R", "L")
		outs := faced * 7 / 10
		fmt.Fprintf(&f.pitching, "%s,%d,1,C3,XL,5,5,%d,%d,0,0,%d,%d,%d,%d,%d,%d,%d,,,2,%d,3,1,%d,0,%d,2,2,\n", id, year, games, starts, saves, outs, faced/5, faced/12, faced/50, faced/13, faced/6, wild, faced, faced/10)
		f.field(id, "C3", "P", games)
	}
	cards := cardsOf(t, "C3", func(f *folder) {
		pitcher(f, "horse", 36, 36, 0, 1224, 2)
		pitcher(f, "closer", 60, 0, 40, 240, 30)
		pitcher(f, "swing", 40, 20, 0, 20*25+20*6, 5)
	})
	horse, closer, swing := cards["horse"].Pitching, cards["closer"].Pitching, cards["swing"].Pitching
	if horse.Starts != 34 || horse.Relief != 0 || horse.Closer || horse.WildPitch >= card.AverageWild {
		t.Errorf("the horse: starts %d, relief %d, wild %d", horse.Starts, horse.Relief, horse.WildPitch)
	}
	if closer.Starts != 0 || closer.Relief != 4 || !closer.Closer || closer.WildPitch != 20 {
		t.Errorf("the closer: starts %d, relief %d, wild %d", closer.Starts, closer.Relief, closer.WildPitch)
	}
	if swing.Starts < 24 || swing.Starts > 26 || swing.Relief < 5 || swing.Relief > 7 {
		t.Errorf("who does both: starts %d, relief %d", swing.Starts, swing.Relief)
	}
	if c := cards["horse"]; c.Batting == nil || c.Throws != card.Left {
		t.Errorf("he bats when he must: %+v", c)
	}
}

// One who pitched often and played the field often does both; one inning in a lost
// game makes no pitcher.
func TestBothWays(t *testing.T) {
	t.Parallel()
	pitched := func(f *folder, id string, outs int) {
		fmt.Fprintf(&f.pitching, "%s,%d,1,C2,XL,1,1,15,10,1,0,0,%d,%d,%d,0,%d,%d,,,0,1,1,0,,0,%d,0,0,\n", id, year, outs, outs/3, outs/9, outs/9, outs/6, outs/9+1)
	}
	cards := cardsOf(t, "C2", func(f *folder) {
		f.player("double", "C2", "OF", [8]int{110, 2900, 220, 8, 5})
		pitched(f, "double", 400)
		f.player("mopup", "C2", "1B", [8]int{150, 4000, 1300, 90, 10})
		pitched(f, "mopup", 3)
	})
	if c := cards["double"]; c == nil || c.Pitching == nil || !c.Plays(1) || !c.Plays(8) || c.Pitching.Starts == 0 {
		t.Errorf("double: %+v", c)
	}
	if c := cards["mopup"]; c.Pitching != nil || c.Plays(1) || !c.Plays(3) {
		t.Errorf("mopup: %+v", c)
	}
}

// The same files make the same cards.
func TestImportsAreAlike(t *testing.T) {
	t.Parallel()
	a, b := imported(t, read(t, newFolder(8, false)), "C1", pd(t)), imported(t, read(t, newFolder(8, false)), "C1", pd(t))
	if !slices.EqualFunc(a.Roster, b.Roster, func(x, y *card.Card) bool { return x.ID == y.ID && *x.Batting == *y.Batting && x.Gloves == y.Gloves }) {
		t.Error("another roster")
	}
}
