package baseball

import (
	"math/rand/v2"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/session"
)

// Bot is the built-in manager on a seat. What he weighs is in the view for
// everybody: each option says how likely he takes it. A tired pitcher goes first.
func (g Game) Bot(v *baseballv1.View, seat session.Seat, dice *rand.Rand) session.Command[State, *baseballv1.Event] {
	for _, d := range v.GetDecisions() {
		if d.GetSeat() != int32(seat) || d.GetDecided() {
			continue
		}
		a := answer{kind: d.GetKind(), id: d.GetId(), options: map[string]string{}}
		for _, c := range d.GetChoices() {
			a.options[c.GetId()] = weighed(c, dice)
		}
		return func(t session.Turn, s State) ([]*baseballv1.Event, error) {
			if a.kind == "defence" {
				p, err := g.newPlay(t, s)
				if err != nil {
					return nil, err
				}
				if p.relieve() {
					p.askPlate()
					return p.done()
				}
			}
			return g.decide(t, s, a)
		}
	}
	return nil
}

// weighed takes an option as often as its advice says.
func weighed(c *baseballv1.Choice, dice *rand.Rand) string {
	roll := int32(dice.IntN(chance.Faces))
	for _, o := range c.GetOptions() {
		if roll -= o.GetAdvice(); roll < 0 {
			return o.GetId()
		}
	}
	return c.GetDefaultOptionId()
}
