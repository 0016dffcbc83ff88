package diamond

import "testing"

// at is a half with runners on bases: their ids are the bases' numbers.
func at(outs int8, bases ...int) Half {
	h := Half{Outs: outs}
	for _, b := range bases {
		h.Bases[b] = Runner{ID: int8(b), Pitcher: 1}
	}
	return h
}

var batter = Runner{ID: 9, Pitcher: 2}

// play is a play of steps: +to for a runner who reaches, -to for one who is out.
func play(kind Kind, steps ...[2]int) *Play {
	p := &Play{Kind: kind}
	for _, s := range steps {
		if s[1] < 0 || s[0] == s[1] || kind.caught() && s[0] == 0 && s[1] == 0 {
			p.PutOut(s[0], max(s[1], -s[1]), 6)
		} else {
			p.Advance(s[0], s[1])
		}
	}
	return p
}

// TestRule12BasesInOrder: nobody passes another, nobody shares a base, nobody
// goes back or runs who is not there.
func TestRule12BasesInOrder(t *testing.T) {
	for name, p := range map[string]*Play{
		"passing":        play(Single, [2]int{1, 4}, [2]int{0, 1}),
		"two on a base":  play(Single, [2]int{0, 1}),
		"nobody there":   play(Single, [2]int{3, 4}, [2]int{0, 1}),
		"backwards":      play(WildPitch, [2]int{2, 1}),
		"batter nowhere": play(Single, [2]int{1, 2}, [2]int{2, 3}),
		"after home":     play(Double, [2]int{2, 4}, [2]int{2, 4}, [2]int{1, 4}, [2]int{0, 2}),
		"no such kind":   play(Kinds),
	} {
		h := at(0, 1, 2)
		if err := h.Check(p); err == nil {
			t.Errorf("%s is allowed", name)
		}
	}
	h := at(0, 1, 2)
	if err := h.Check(play(Single, [2]int{2, 4}, [2]int{1, 3}, [2]int{0, 1})); err != nil {
		t.Error(err)
	}
}

// TestRule13ForceEndsWithAFollowingRunnerOut (5.09(b)(6)): with first base touched
// before second the out at second is a tag, and a run may count.
func TestRule13ForceEndsWithAFollowingRunnerOut(t *testing.T) {
	for name, c := range map[string]struct {
		steps [][2]int
		runs  int8
	}{
		"6-4-3: second, then first":                {[][2]int{{3, 4}, {1, -2}, {0, -1}}, 0},
		"3-6: first, then the tag at second":       {[][2]int{{3, 4}, {0, -1}, {1, -2}}, 1},
		"the tag at second before home is touched": {[][2]int{{0, -1}, {1, -2}, {3, 4}}, 0},
	} {
		h := at(1, 1, 3)
		if r := h.Play(play(GroundOut, c.steps...), batter); r.Runs != c.runs || h.Outs != 3 {
			t.Errorf("%s: %d runs, %d out; want %d runs", name, r.Runs, h.Outs, c.runs)
		}
	}
}

// TestRule14NoRunOnThirdOutForce (5.08(a)): nor when the third out is the batter
// before first; a time play counts what came before it.
func TestRule14NoRunOnThirdOutForce(t *testing.T) {
	for name, c := range map[string]struct {
		kind  Kind
		on    []int
		steps [][2]int
		runs  int8
	}{
		"force at second":               {GroundOut, []int{1, 3}, [][2]int{{3, 4}, {1, -2}}, 0},
		"batter before first":           {GroundOut, []int{3}, [][2]int{{3, 4}, {0, -1}}, 0},
		"caught fly":                    {FlyOut, []int{3}, [][2]int{{0, 0}}, 0},
		"single, trail runner tagged":   {Single, []int{1, 3}, [][2]int{{3, 4}, {0, 1}, {1, -3}}, 1},
		"tagged before home is touched": {Single, []int{1, 3}, [][2]int{{0, 1}, {1, -3}, {3, 4}}, 0},
		"not forced from second":        {Single, []int{2, 3}, [][2]int{{3, 4}, {0, 1}, {2, -4}}, 1},
	} {
		h := at(2, c.on...)
		r := h.Play(play(c.kind, c.steps...), batter)
		if r.Runs != c.runs || h.Outs != 3 {
			t.Errorf("%s: %d runs, %d out; want %d runs", name, r.Runs, h.Outs, c.runs)
		}
		if people := int(c.runs) + int(r.Left) + 1; people != len(c.on)+1 {
			t.Errorf("%s: %d runs, %d left, one out of %d people", name, r.Runs, r.Left, len(c.on)+1)
		}
	}
}

// TestRule15AppealOnACatchIsNoForce: a runner doubled off by not retouching is a
// time play.
func TestRule15AppealOnACatchIsNoForce(t *testing.T) {
	h := at(1, 1, 3)
	p := play(FlyOut, [2]int{0, 0}, [2]int{3, 4})
	p.PutOut(1, 1, 8, 3)
	if r := h.Play(p, batter); r.Runs != 1 || h.Outs != 3 || !r.Double {
		t.Errorf("%+v", r)
	}
}

// TestRule16BalkMovesEverybodyOneBase and the batter stays.
func TestRule16BalkMovesEverybodyOneBase(t *testing.T) {
	h := at(1, 1, 3)
	r := h.Play(play(Balk, [2]int{3, 4}, [2]int{1, 2}), batter)
	if r.Runs != 1 || h.Bases[2].ID != 1 || h.Bases.Code() != 2 || Balk.EndsPlate() {
		t.Errorf("%+v, bases %v", r, h.Bases)
	}
}

// TestRule18ThreeOutsEndTheHalf: what comes after the third out did not happen.
func TestRule18ThreeOutsEndTheHalf(t *testing.T) {
	h := at(2, 2)
	r := h.Play(play(Single, [2]int{0, 1}, [2]int{2, -4}, [2]int{0, 2}), batter)
	if !h.Over() || r.Happened != 2 || r.Left != 1 {
		t.Errorf("%+v", r)
	}
}

// TestRule20WalkOffHitsCountOnlyTheBasesNeeded (9.06(f), (g)), but a home run
// brings everybody in.
func TestRule20WalkOffHitsCountOnlyTheBasesNeeded(t *testing.T) {
	for name, c := range map[string]struct {
		kind       Kind
		toWin      int8
		on         []int
		steps      [][2]int
		runs, took int8
	}{
		"double, runner from third":          {Double, 1, []int{3}, [][2]int{{3, 4}, {0, 2}}, 1, 1},
		"double, runner from second":         {Double, 1, []int{2}, [][2]int{{2, 4}, {0, 2}}, 1, 2},
		"double, two to win, both in":        {Double, 2, []int{2, 3}, [][2]int{{3, 4}, {2, 4}, {0, 2}}, 2, 2},
		"double, one to win, two cross":      {Double, 1, []int{2, 3}, [][2]int{{3, 4}, {2, 4}, {0, 2}}, 1, 1},
		"triple, runner from first":          {Triple, 1, []int{1}, [][2]int{{1, 4}, {0, 3}}, 1, 3},
		"home run counts in full":            {HomeRun, 1, []int{1, 2, 3}, [][2]int{{3, 4}, {2, 4}, {1, 4}, {0, 4}}, 4, 4},
		"single, not enough":                 {Single, 2, []int{3}, [][2]int{{3, 4}, {0, 1}}, 1, 1},
		"no game ends on a run that is void": {GroundOut, 1, []int{3}, [][2]int{{3, 4}, {0, -1}}, 0, 0},
	} {
		h := at(2, c.on...)
		h.ToWin = c.toWin
		r := h.Play(play(c.kind, c.steps...), batter)
		if r.Runs != c.runs || r.Took != c.took {
			t.Errorf("%s: %d runs, %d bases; want %d, %d", name, r.Runs, r.Took, c.runs, c.took)
		}
		if int(r.Runs+r.Left+r.Outs) != len(c.on)+1 {
			t.Errorf("%s: %+v does not account for %d people", name, r, len(c.on)+1)
		}
	}
}

// TestRule22FieldersChoiceKeepsThePitcherCharged (9.16(g)): the batter stands for
// the runner he replaced.
func TestRule22FieldersChoiceKeepsThePitcherCharged(t *testing.T) {
	h := at(0, 1)
	h.Play(play(GroundOut, [2]int{1, -2}, [2]int{0, 1}), batter)
	if got := h.Bases[1]; got.ID != 9 || got.Pitcher != 1 {
		t.Errorf("on first is %+v", got)
	}
	h = at(0, 2)
	h.Bases[1] = Runner{ID: 1, Pitcher: 2}
	h.Play(play(GroundOut, [2]int{2, -3}, [2]int{1, 2}, [2]int{0, 1}), batter)
	if h.Bases[2].Pitcher != 1 || h.Bases[1].Pitcher != 2 {
		t.Errorf("bases %+v", h.Bases)
	}
}

// TestRule8DroppedThirdStrikeMakesARunner: then the others are forced.
func TestRule8DroppedThirdStrikeMakesARunner(t *testing.T) {
	h := at(2, 1, 2, 3)
	p := &Play{Kind: Strikeout, Dropped: true}
	p.Advance(3, 4)
	p.PutOut(2, 3, 2, 5)
	if r := h.Play(p, batter); r.Runs != 0 {
		t.Errorf("a run counts on a force: %+v", r)
	}
	h = at(2, 3)
	caught := &Play{Kind: Strikeout}
	caught.PutOut(0, 0, 2)
	if r := h.Play(caught, batter); r.Left != 1 || !h.Over() {
		t.Errorf("%+v", r)
	}
}
