package winprob

// negligible is a share of games that is not followed any further.
const negligible = 1e-7

// Custom is what managers do in an inning's half with a lead of the home side.
type Custom func(inning, half, lead int) *Mix

// occupy follows games from the first inning on: how often a batter comes up in
// an inning's half, with a lead of the home side, in a state. A half that a run
// can end ends with it. Where managers do a thing often, what it changes comes
// about often: so the customs are those of the situation, not their mean.
func (t *Table) occupy(custom Custom) {
	var begin [2*span + 1]float64
	begin[span] = 1
	for inning := 1; inning <= t.Innings+1; inning++ {
		before := begin[span]
		for half := Top; half <= Bottom; half++ {
			begin = t.through(t.chains(custom, inning, half), inning, half, begin)
		}
		tied := begin[span]
		if inning >= t.Innings {
			begin = [2*span + 1]float64{}
			begin[span] = tied
		}
		if inning > t.Innings && tied < before { // every extra inning is like the first
			t.again(inning, 1/(1-tied/before))
		}
	}
}

// again lets an inning be played so often.
func (t *Table) again(inning int, times float64) {
	for half := range t.there {
		for lead := range t.there[half][inning] {
			for s := range t.there[half][inning][lead] {
				t.there[half][inning][lead][s] *= times
			}
		}
	}
}

// chains are the plays of an inning's half, by lead.
func (t *Table) chains(custom Custom, inning, half int) (by [2*span + 1]*Moves) {
	known := map[*Mix]*Moves{}
	for lead := -span; lead <= span; lead++ {
		mix := custom(inning, half, lead)
		if known[mix] == nil {
			chain := t.chain(mix)
			known[mix] = &chain
		}
		by[lead+span] = known[mix]
	}
	return by
}

// through plays a half-inning and returns the leads after it.
func (t *Table) through(chains [2*span + 1]*Moves, inning, half int, begin [2*span + 1]float64) (after [2*span + 1]float64) {
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
				for _, m := range chains[lead][s] {
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
