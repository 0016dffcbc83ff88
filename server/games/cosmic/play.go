package cosmic

import (
	"math"

	"google.golang.org/protobuf/proto"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// play is a command being carried out: what happens is emitted and folded at
// once, so that every step sees what came of the one before.
type play struct {
	helm
	t      session.Turn
	events []*cosmicv1.Event
	err    error
}

// begin refuses a command of somebody who is not the captain. Everything else
// that may forbid a command is asked of the helm, as the view does.
func (g Game) begin(t session.Turn, s State) (*play, error) {
	if t.Seat != captain {
		return nil, session.Refuse("not_seated", "only the captain decides; you are watching")
	}
	return &play{helm: g.helm(s), t: t}, nil
}

// emit adds what happens next.
func (p *play) emit(kind proto.Message) {
	e := event(kind)
	if len(p.events) == 0 {
		e.AtMs = p.t.Now.UnixMilli()
	}
	next, err := apply(p.State, e)
	if err != nil && p.err == nil {
		p.err = err
	}
	p.State, p.events = next, append(p.events, e)
}

// done is what happened, with what follows of itself: quests that are fulfilled,
// achievements, the end.
func (p *play) done() ([]*cosmicv1.Event, error) {
	p.fulfil()
	p.achieve()
	p.conclude()
	return p.events, p.err
}

// turnDone is done for commands that take a turn.
func (p *play) turnDone() ([]*cosmicv1.Event, error) {
	p.passTurn()
	return p.done()
}

// grain is how finely chances are drawn: hundredths of a percent.
const grain = 10_000

// chance is true with a probability.
func (p *play) chance(probability float64) bool {
	return p.t.Dice.Int(grain) < int(math.Round(probability*grain))
}

// draw is a number of a range, each equally likely.
func (p *play) draw(r balance.Range) int32 {
	if r.Min >= r.Max {
		return int32(r.Min)
	}
	return int32(r.Min + p.t.Dice.Int(r.Max-r.Min+1))
}

// pick is an index of weights, each as likely as its share; -1 when all are 0.
func (p *play) pick(weights []float64) int {
	var sum float64
	for _, w := range weights {
		sum += max(0, w)
	}
	if sum <= 0 {
		return -1
	}
	x := float64(p.t.Dice.Int(grain*grain)) / (grain * grain) * sum
	last := -1
	for i, w := range weights {
		if w <= 0 {
			continue
		}
		if last = i; x < w {
			return i
		}
		x -= w
	}
	return last
}

// alive is false as soon as ship or captain are lost: nothing more happens then
// but the end.
func (p *play) alive() bool { return !p.perished() }

// floor is the whole part of a product of balance numbers. What floating point
// makes of 50 × 0.7 is not quite 35, so a little is added.
func floor(x float64) int32 { return int32(math.Floor(x + 1e-9)) }

// ceil is floor's counterpart for prices.
func ceil(x float64) int32 { return int32(math.Ceil(x - 1e-9)) }
