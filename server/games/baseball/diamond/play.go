package diamond

// tracker follows the runners through a play.
type tracker struct {
	at    [4]int8 // where each is now, by where he began
	out   [4]bool
	outs  int8
	begun int8 // outs before the play
	kind  Kind
	ran   bool // the batter became a runner
	there [4]bool
	// scored tells whose run counts.
	scored [4]bool
}

func (h *Half) tracker(p *Play) tracker {
	t := tracker{outs: h.Outs, begun: h.Outs, kind: p.Kind, ran: p.Kind.EndsPlate() && (!p.Kind.caught() || p.Dropped)}
	t.there[0] = p.Kind.EndsPlate()
	for base := 1; base <= 3; base++ {
		t.at[base], t.there[base] = int8(base), h.Bases[base].ID != 0
	}
	return t
}

// forced is true when the runner must go to the next base because the batter
// became a runner, and nobody behind him is out yet (5.09(b)(6)).
func (t *tracker) forced(from int8) bool {
	if !t.ran {
		return false
	}
	for behind := range from {
		if !t.there[behind] || t.out[behind] {
			return false
		}
	}
	return true
}

// cancels is true when a third out by this step lets no run of the play count:
// the batter before first base, or a force (5.08(a)).
func (t *tracker) cancels(s Step) bool {
	if s.From == 0 {
		return s.To <= 1 || t.kind.caught()
	}
	return s.To == s.From+1 && t.forced(s.From)
}

// fruitless is true when the play's third out lets no run of it count.
func (h *Half) fruitless(p *Play) bool {
	t := h.tracker(p)
	for _, s := range p.Steps[:p.Count] {
		if !s.Out {
			t.at[s.From] = s.To
			continue
		}
		if t.outs+1 == 3 {
			return t.cancels(s)
		}
		t.out[s.From] = true
		t.outs++
	}
	return false
}

// Play lets a play happen and says what the rules make of it. The play is over
// with the third out or, in a half that a run can end, with the winning run; a
// home run over the fence brings everybody in (9.06(f), (g)).
func (h *Half) Play(p *Play, batter Runner) Result {
	var r Result
	t, fruitless := h.tracker(p), h.fruitless(p)
	people := h.Bases
	people[0] = batter
	r.Took = hitBases(p.Kind)
	limit := int8(Home)
	for i, s := range p.Steps[:p.Count] {
		if limit == Home {
			r.Happened = int8(i + 1)
		}
		if s.Out {
			if limit < Home {
				continue
			}
			t.retire(s, &r)
			if t.outs >= 3 {
				break
			}
			continue
		}
		to := min(s.To, s.From+limit)
		t.at[s.From] = to
		if to < Home || fruitless || limit < Home {
			if limit < Home {
				t.at[s.From] = min(to, 3)
			}
			continue
		}
		r.Scored[r.Runs] = Score{Runner: people[s.From], From: s.From, Error: s.Error}
		r.Runs++
		t.scored[s.From] = true
		if h.ToWin > 0 && r.Runs >= h.ToWin && p.Kind != HomeRun {
			limit = Home - s.From
			r.Took = min(r.Took, limit)
		}
	}
	r.Left = h.settle(&t, people, p)
	r.Outs = t.outs - h.Outs
	r.Double = r.Outs >= 2
	h.Outs = t.outs
	if h.ToWin > 0 {
		h.ToWin = max(0, h.ToWin-r.Runs)
	}
	return r
}

func (t *tracker) retire(s Step, r *Result) {
	if t.outs == t.begun && s.From > 0 {
		r.Forced = t.forced(s.From) && s.To == s.From+1
	}
	t.out[s.From], r.Retired[s.From] = true, true
	t.outs++
}

// settle puts everybody where he is now, and tells how many are left: whoever is
// neither out nor home, and who crossed the plate for nothing.
func (h *Half) settle(t *tracker, people Bases, p *Play) (left int8) {
	charge(t, &people, p)
	h.Bases = Bases{}
	for from := 3; from >= 0; from-- {
		if !t.there[from] || t.out[from] || t.scored[from] {
			continue
		}
		left++
		if base := t.at[from]; base >= 1 && base <= 3 {
			h.Bases[base] = people[from]
		}
	}
	return left
}

// charge hands on who answers for the runners: when a batter reaches while
// somebody before him is put out, each stands for the one who would have stood
// there (9.16(g)).
func charge(t *tracker, people *Bases, p *Play) {
	if !t.there[0] || t.out[0] || p.Kind != GroundOut && p.Kind != FieldersChoice {
		return
	}
	var (
		pitchers [4]int8
		n, next  int
	)
	for from := 3; from >= 0; from-- {
		if t.there[from] {
			pitchers[n] = people[from].Pitcher
			n++
		}
	}
	for from := 3; from >= 0; from-- {
		if t.there[from] && !t.out[from] {
			people[from].Pitcher = pitchers[next]
			next++
		}
	}
}

func hitBases(k Kind) int8 {
	if k.Hit() {
		return int8(k-Single) + 1
	}
	return 0
}
