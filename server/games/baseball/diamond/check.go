package diamond

import "fmt"

// Check refuses a play that cannot be: somebody moves who is not there, goes
// back, passes another, or two end on one base. Plays by chance never are like
// that; those that people enter may be.
func (h Half) Check(p *Play) error {
	if p.Kind == 0 || p.Kind >= Kinds {
		return fmt.Errorf("there is no play of kind %d", p.Kind)
	}
	t := h.tracker(p)
	for i, s := range p.Steps[:p.Count] {
		if s.From < 0 || s.From > 3 || !t.there[s.From] {
			return fmt.Errorf("step %d: nobody is on base %d", i+1, s.From)
		}
		if t.out[s.From] || t.at[s.From] == Home {
			return fmt.Errorf("step %d: the runner from base %d is no longer running", i+1, s.From)
		}
		if s.To > Home || s.To <= t.at[s.From] && !s.Out || s.To < 0 || s.Error < 0 || s.Error > 9 {
			return fmt.Errorf("step %d: from base %d to %d", i+1, t.at[s.From], s.To)
		}
		for _, pos := range s.Hands {
			if pos < 0 || pos > 9 {
				return fmt.Errorf("step %d: there is no position %d", i+1, pos)
			}
		}
		if s.Out {
			t.out[s.From] = true
			t.outs++
			continue
		}
		t.at[s.From] = s.To
		if t.outs < 3 {
			if err := t.passed(s.From); err != nil {
				return fmt.Errorf("step %d: %w", i+1, err)
			}
		}
	}
	return t.crowded()
}

// passed: the bases are run in order and nobody passes another (5.09(b)(9)).
func (t *tracker) passed(from int8) error {
	for ahead := from + 1; ahead <= 3; ahead++ {
		if t.there[ahead] && !t.out[ahead] && t.at[ahead] < Home && t.at[from] > t.at[ahead] {
			return fmt.Errorf("the runner from base %d passes the one from %d", from, ahead)
		}
	}
	return nil
}

// crowded: one runner a base.
func (t *tracker) crowded() error {
	if t.outs >= 3 {
		return nil
	}
	var on [4]bool
	for from := range t.at {
		base := t.at[from]
		if !t.there[from] || t.out[from] || base == Home {
			continue
		}
		if base == 0 {
			return fmt.Errorf("the batter is neither out nor on base")
		}
		if on[base] {
			return fmt.Errorf("two runners are on base %d", base)
		}
		on[base] = true
	}
	return nil
}
