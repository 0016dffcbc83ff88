package winprob

// negligible is a share of games that is not followed any further.
const negligible = 1e-7

// occupy follows games from the first inning on: how often a batter comes up in
// an inning's half, with a lead of the home side, in a state. A half that a run
// can end ends with it.
func (t *Table) occupy(mix *Mix) {
	chain := t.chain(mix)
	var begin [2*span + 1]float64
	begin[span] = 1
	for inning := 1; inning <= t.Innings+1; inning++ {
		for half := Top; half <= Bottom; half++ {
			begin = t.through(&chain, inning, half, begin)
		}
		if inning < t.Innings {
			continue
		}
		tied := begin[span]
		begin = [2*span + 1]float64{}
		begin[span] = tied
		if inning == t.Innings && tied < 1 { // every extra inning is like the first
			begin[span] = tied / (1 - t.tie())
		}
	}
}

// tie is how often an extra inning leaves it tied.
func (t *Table) tie() (p float64) {
	for _, share := range t.finish[t.opens(t.Innings+1)] {
		p += share * share
	}
	return p
}

// through plays a half-inning and returns the leads after it.
func (t *Table) through(chain *Moves, inning, half int, begin [2*span + 1]float64) (after [2*span + 1]float64) {
	there := &t.there[half][inning]
	last := half == Bottom && inning >= t.Innings
	var now [2*span + 1][States]float64
	for lead, share := range begin {
		if last && lead > span {
			after[lead] = share
			continue
		}
		now[lead][t.opens(inning)] = share
	}
	for range rounds {
		var next [2*span + 1][States]float64
		for lead := range now {
			for s, share := range now[lead] {
				if share < negligible {
					continue
				}
				there[lead][s] += share
				for _, m := range chain[s] {
					to := clamp(lead - span + m.Runs)
					if half == Top {
						to = clamp(lead - span - m.Runs)
					}
					if m.To == over || last && to > span {
						after[to] += share * m.Share
					} else {
						next[to][m.To] += share * m.Share
					}
				}
			}
		}
		now = next
	}
	return after
}

// There is how often a batter of a game comes up in a situation; extra innings
// together.
func (t *Table) There(inning, half, lead, state int) float64 {
	return t.there[half][inning][clamp(lead)][state]
}
