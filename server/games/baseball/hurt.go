package baseball

import (
	"fmt"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/lineup"
)

// turns is how often one bats in a game: 38.4 plate appearances of a side in 2019,
// over nine slots.
const turns = 38.4 / 9

// hurtChance is how likely one is hurt in a turn at bat: such that it happens in as
// many games of a hundred as his card says. Cards without ratings never are.
func hurtChance(c *card.Card) float64 {
	if c.Batting == nil {
		return 0
	}
	return float64(c.Batting.Injury) / 100 / turns
}

// hurting draws whether a batter was hurt in the turn that has ended. Those who
// cannot be draw nothing.
func (p *play) hurting(side, id int8) {
	odds := hurtChance(p.s.g.Card(side, id))
	if p.err != nil || !p.s.running() || odds == 0 {
		return
	}
	if (chance.Fair{Die: p.Dice}).Happens(chance.Of(odds)) {
		p.emit(&baseballv1.Event_Hurt{Side: int32(side), Player: int32(id), Dice: p.dice()})
	}
}

// injured notes who must make way.
func (s State) injured(e *baseballv1.Event_Hurt) (State, error) {
	side, id := e.GetSide(), e.GetPlayer()
	if id < 1 || int(id) > len(s.setup.Rosters[side]) {
		return s, fmt.Errorf("player %d of side %d is hurt", id, side)
	}
	s.hurt[side] |= 1 << id
	return s, nil
}

// carryOff replaces the hurt whose managers have not, by somebody who can play
// there. One for whom there is nobody plays on.
func (p *play) carryOff() {
	for side := range int8(2) {
		for slot, id := range p.s.g.Side[side].Order {
			if p.s.hurt[side]&(1<<id) == 0 {
				continue
			}
			c := lineup.Change{Slot: int8(slot) + 1, Position: p.s.g.Side[side].At[slot]}
			c.Player = p.fitting(side, c.Position)
			// Who pitches and bats stays for his minimum of batters, hurt or not.
			if c.Player == 0 || trial(p.s, side, []lineup.Change{c}) != nil {
				continue
			}
			p.emit(&baseballv1.Event_Substituted{Side: int32(side), Forced: true, Changes: []*baseballv1.Event_Change{
				{Slot: int32(c.Slot), Player: int32(c.Player), Position: int32(c.Position)},
			}})
		}
	}
}
