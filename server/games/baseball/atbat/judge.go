package atbat

import "playhouse/server/games/baseball/chance"

// judgement is what pays on ground balls with less than two out: who goes and who
// throws where weighs what may come of it in runs to come, as the league's own
// chain has them. So it is no habit, and nothing is set by it.
type judgement struct {
	home  chance.P // the runner on third goes when he is that likely safe
	throw chance.P // he is thrown at when he is that likely out
	third chance.P // the runner on second goes when he is that likely safe
	force chance.P // the force at second is tried when it is that likely
}

// Bases as codes.
const (
	empty    = 0
	onFirst  = 1
	onSecond = 2
	firstTwo = 3
	onThird  = 4
)

// judge works the break-evens out. Each is for the runner in question alone on
// base: who else is on changes them little. The side that hurries compares with
// the sure out at first.
func (m *Model) judge(runs [24]float64) {
	for outs := range 2 {
		now := func(bases int) float64 { return runs[outs*8+bases] }
		then := func(bases int) float64 { return runs[(outs+1)*8+bases] }
		m.judges[outs] = judgement{
			home:  even(then(onFirst), then(onThird), 1+then(empty)),
			throw: even(1+now(onFirst), 1+then(empty), then(onFirst)),
			third: even(then(onFirst), then(onSecond), then(onThird)),
			force: even(now(firstTwo), then(onSecond), then(onFirst)),
		}
	}
}

// even is how likely success must be for a try to be worth what is sure.
func even(failure, sure, success float64) chance.P {
	return chance.Of((sure - failure) / (success - failure))
}

// guess are runs to come, roughly, to begin with: the chain's own take their place
// before anything is computed from them.
var guess = [24]float64{
	0.5, 0.9, 1.1, 1.5, 1.4, 1.8, 2, 2.4,
	0.3, 0.55, 0.7, 0.95, 0.95, 1.2, 1.4, 1.6,
	0.1, 0.25, 0.35, 0.45, 0.4, 0.5, 0.6, 0.8,
}
