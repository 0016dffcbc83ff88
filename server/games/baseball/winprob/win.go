package winprob

// Halves of an inning.
const (
	Top = iota
	Bottom
)

func clamp(lead int) int { return min(span, max(-span, lead)) + span }

// opens is the state that a half-inning begins in.
func (t *Table) opens(inning int) int {
	if t.placed && inning > t.Innings {
		return 2 // a runner on second
	}
	return 0
}

// wins computes the home side's chance at the start of every half, from the last
// inning back.
func (t *Table) wins() {
	last := t.Innings + 1 // stands for every extra inning
	t.extra(last)
	for inning := t.Innings; inning >= 1; inning-- {
		for _, half := range []int{Bottom, Top} {
			for lead := -span; lead <= span; lead++ {
				t.start[half][inning][lead+span] = t.Win(inning, half, lead, t.opens(inning))
			}
		}
	}
}

// extra: in an extra inning, who wins it wins; else there is another.
func (t *Table) extra(inning int) {
	var home, away float64
	runs := t.finish[t.opens(inning)]
	for a, pa := range runs {
		for h, ph := range runs {
			switch {
			case h > a:
				home += pa * ph
			case h < a:
				away += pa * ph
			}
		}
	}
	even := home / (home + away)
	for lead := -span; lead <= span; lead++ {
		t.start[Top][inning][lead+span] = decided(lead, even)
	}
	for lead := -span; lead <= span; lead++ {
		t.start[Bottom][inning][lead+span] = t.Win(inning, Bottom, lead, t.opens(inning))
	}
}

func decided(lead int, even float64) float64 {
	switch {
	case lead > 0:
		return 1
	case lead < 0:
		return 0
	default:
		return even
	}
}

// Win is the home side's chance to win, in an inning's half with a lead of the
// home side and a state of bases and outs; average cards on both sides.
func (t *Table) Win(inning, half, lead, state int) (p float64) {
	inning = min(inning, t.Innings+1)
	if half == Bottom && inning >= t.Innings && lead > 0 {
		return 1
	}
	for k, share := range t.finish[state] {
		switch {
		case half == Top:
			p += share * t.begins(inning, Bottom, lead-k)
		case inning >= t.Innings:
			p += share * t.after(inning, lead+k)
		default:
			p += share * t.begins(inning+1, Top, lead+k)
		}
	}
	return p
}

func (t *Table) begins(inning, half, lead int) float64 {
	if half == Bottom && inning >= t.Innings && lead > 0 {
		return 1
	}
	return t.start[half][inning][clamp(lead)]
}

// after is the home side's chance when the last half of an inning is over.
func (t *Table) after(inning, lead int) float64 {
	if lead != 0 {
		return decided(lead, 0)
	}
	return t.start[Top][min(inning+1, t.Innings+1)][span]
}

// Gain is what an action changes about the batting side's chance to win,
// compared with a plain swing.
func (t *Table) Gain(a Action, inning, half, lead, state int) float64 {
	now := t.Win(inning, half, lead, state)
	var then float64
	for _, m := range t.Moves[a][state] {
		then += m.Share * t.Then(inning, half, lead, m)
	}
	if half == Top {
		return now - then
	}
	return then - now
}

// Then is the home side's chance after a move.
func (t *Table) Then(inning, half, lead int, m Move) float64 {
	if half == Top {
		lead -= m.Runs
	} else {
		lead += m.Runs
	}
	if m.To != over {
		return t.Win(inning, half, lead, m.To)
	}
	inning = min(inning, t.Innings+1)
	switch {
	case half == Top:
		return t.begins(inning, Bottom, lead)
	case inning >= t.Innings:
		return t.after(inning, lead)
	default:
		return t.begins(inning+1, Top, lead)
	}
}

// Stake is how much of the batting side's chance to win lies between the success
// and the failure of a steal.
func (t *Table) Stake(a Action, inning, half, lead, state int) float64 {
	if a < StealSecond || a > StealHome {
		return 0
	}
	var safe, out, safes, outs float64
	for _, m := range t.Moves[a][state] {
		then := m.Share * t.Then(inning, half, lead, m)
		if m.To == over || m.To/8 > state/8 {
			out, outs = out+then, outs+m.Share
		} else {
			safe, safes = safe+then, safes+m.Share
		}
	}
	stake := safe/safes - out/outs
	if half == Top {
		return -stake
	}
	return stake
}
