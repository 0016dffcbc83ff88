package atbat

import (
	"math"
	"testing"

	"playhouse/server/games/baseball/chance"
)

// TestJudgementIsWhatPays: at the break-even both ways bring the same runs, and
// with one out a runner on third risks more than with none.
func TestJudgementIsWhatPays(t *testing.T) {
	t.Parallel()
	m := model(t)
	m.judge(guess)
	for outs := range 2 {
		j, now, then := m.judges[outs], guess[outs*8:], guess[(outs+1)*8:]
		for name, c := range map[string]struct {
			p                      chance.P
			success, failure, sure float64
		}{
			"home": {j.home, 1 + then[0], then[1], then[4]}, "throw": {j.throw, then[1], 1 + now[1], 1 + then[0]},
			"third": {j.third, then[4], then[1], then[2]}, "force": {j.force, then[1], now[3], then[2]},
		} {
			p := float64(c.p) / chance.Faces
			if tried := p*c.success + (1-p)*c.failure; p <= 0 || p >= 1 || math.Abs(tried-c.sure) > 1e-5 {
				t.Errorf("%d out, %s at %.3f: %.4f runs, sure are %.4f", outs, name, p, tried, c.sure)
			}
		}
	}
	if m.judges[1].home >= m.judges[0].home {
		t.Error("with one out he waits for a better chance than with none")
	}
}
