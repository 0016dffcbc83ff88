package baseball

import (
	"fmt"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/outcome"
)

// ReadCard reads a card as it is sent, and checks it.
func ReadCard(c *baseballv1.Card) (*card.Card, error) {
	out := &card.Card{ID: c.GetId(), Name: c.GetName(), Bats: card.Hand(c.GetBats()), Throws: card.Hand(c.GetThrows())}
	for _, g := range c.GetGloves() {
		if g.GetPosition() < 1 || g.GetPosition() > 9 {
			return nil, fmt.Errorf("%s: there is no position %d", c.GetName(), g.GetPosition())
		}
		out.Gloves[g.GetPosition()] = card.Glove{
			Range: int8(g.GetRange()), Error: int8(g.GetError()), Arm: int8(g.GetArm()), Pass: int8(g.GetPassedBall()),
		}
	}
	switch k := c.GetKind().(type) {
	case *baseballv1.Card_Image:
		out.Image, out.Team, out.Manager = k.Image.GetImageUrl(), k.Image.GetTeam(), k.Image.GetManager()
	case *baseballv1.Card_Rated:
		rated(out, k.Rated)
	default:
		return nil, fmt.Errorf("%s: the card has neither image nor ratings", c.GetName())
	}
	return out, out.Check()
}

func rated(out *card.Card, r *baseballv1.RatedCard) {
	d, n := r.GetScoutingData(), r.GetRatings()
	if n.GetBattingVersusLeft() != nil || n.GetBattingVersusRight() != nil {
		s := d.GetSteal()
		out.Batting = &card.Batting{
			Versus:  [2]card.Split{readSplit(n.GetBattingVersusLeft()), readSplit(n.GetBattingVersusRight())},
			Running: int8(d.GetRunning()), Bunt: letter(d.GetBunt()), HitAndRun: letter(d.GetHitAndRun()), Power: d.GetPower(), Injury: int8(d.GetInjury()),
			Steal: card.Steal{Lead: int8(s.GetLead()), Safe: int8(s.GetSafe()), Cold: int8(s.GetCold()), Pickoff: int8(s.GetPickoff())},
		}
	}
	if n.GetPitchingVersusLeft() != nil || n.GetPitchingVersusRight() != nil {
		out.Pitching = &card.Pitching{
			Versus: [2]card.Split{readSplit(n.GetPitchingVersusLeft()), readSplit(n.GetPitchingVersusRight())},
			Starts: int8(d.GetEnduranceStarting()), Relief: int8(d.GetEnduranceRelieving()), Closer: d.GetCloser(),
			Hold: int8(d.GetHold()), WildPitch: int8(d.GetWildPitch()), Balk: int8(d.GetBalk()),
		}
	}
}

func letter(s string) byte {
	if s == "" {
		return 'C'
	}
	return s[0]
}

func readSplit(c *baseballv1.Chances) (s card.Split) {
	for i, n := range []float64{
		c.GetStrikeout(), c.GetWalk(), c.GetHitByPitch(), c.GetInterference(), c.GetSingleShort(), c.GetSingle(), c.GetSingleLong(),
		c.GetDouble(), c.GetDoubleLong(), c.GetTriple(), c.GetHomeRun(), c.GetGroundA(), c.GetGroundB(), c.GetGroundC(),
		c.GetFlyA(), c.GetFlyB(), c.GetFlyC(), c.GetLineOut(), c.GetPopOut(),
	} {
		s[i] = n
	}
	for i := range min(9, len(c.GetChecks())) {
		s[outcome.Check1+outcome.Result(i)] = c.GetChecks()[i]
	}
	return s
}

// WriteCard is a card as it is sent.
func WriteCard(c *card.Card) *baseballv1.Card {
	out := &baseballv1.Card{Id: c.ID, Name: c.Name, Bats: baseballv1.Hand(c.Bats), Throws: baseballv1.Hand(c.Throws)}
	for pos, g := range c.Gloves {
		if g.Range > 0 {
			out.Gloves = append(out.Gloves, &baseballv1.Glove{
				Position: int32(pos), Range: int32(g.Range), Error: int32(g.Error), Arm: int32(g.Arm), PassedBall: int32(g.Pass),
			})
		}
	}
	if c.Image != "" {
		out.Kind = &baseballv1.Card_Image{Image: &baseballv1.ImageCard{ImageUrl: c.Image, Team: c.Team, Manager: c.Manager}}
		return out
	}
	out.Kind = &baseballv1.Card_Rated{Rated: writeRated(c)}
	return out
}

func writeRated(c *card.Card) *baseballv1.RatedCard {
	d, n, p := &baseballv1.ScoutingData{}, &baseballv1.Ratings{}, &baseballv1.Probabilities{}
	if b := c.Batting; b != nil {
		d.Running, d.Bunt, d.HitAndRun, d.Power, d.Injury = int32(b.Running), string(b.Bunt), string(b.HitAndRun), b.Power, int32(b.Injury)
		d.Steal = &baseballv1.Steal{Lead: int32(b.Steal.Lead), Safe: int32(b.Steal.Safe), Cold: int32(b.Steal.Cold), Pickoff: int32(b.Steal.Pickoff)}
		n.BattingVersusLeft, n.BattingVersusRight = writeSplit(b.Versus[0]), writeSplit(b.Versus[1])
		p.BattingVersusLeft, p.BattingVersusRight = writeSplit(b.Versus[0].Normal()), writeSplit(b.Versus[1].Normal())
	}
	if x := c.Pitching; x != nil {
		d.EnduranceStarting, d.EnduranceRelieving, d.Closer = int32(x.Starts), int32(x.Relief), x.Closer
		d.Hold, d.WildPitch, d.Balk = int32(x.Hold), int32(x.WildPitch), int32(x.Balk)
		n.PitchingVersusLeft, n.PitchingVersusRight = writeSplit(x.Versus[0]), writeSplit(x.Versus[1])
		p.PitchingVersusLeft, p.PitchingVersusRight = writeSplit(x.Versus[0].Normal()), writeSplit(x.Versus[1].Normal())
	}
	return &baseballv1.RatedCard{ScoutingData: d, Ratings: n, Probabilities: p}
}

func writeSplit(s card.Split) *baseballv1.Chances {
	c := &baseballv1.Chances{
		Strikeout: s[outcome.Strikeout], Walk: s[outcome.Walk], HitByPitch: s[outcome.HitByPitch], Interference: s[outcome.Interference],
		SingleShort: s[outcome.SingleShort], Single: s[outcome.Single], SingleLong: s[outcome.SingleLong],
		Double: s[outcome.Double], DoubleLong: s[outcome.DoubleLong], Triple: s[outcome.Triple], HomeRun: s[outcome.HomeRun],
		GroundA: s[outcome.GroundA], GroundB: s[outcome.GroundB], GroundC: s[outcome.GroundC],
		FlyA: s[outcome.FlyA], FlyB: s[outcome.FlyB], FlyC: s[outcome.FlyC], LineOut: s[outcome.LineOut], PopOut: s[outcome.PopOut],
	}
	for pos := range 9 {
		if n := s[int(outcome.Check1)+pos]; n > 0 {
			if c.Checks == nil {
				c.Checks = make([]float64, 9)
			}
			c.Checks[pos] = n
		}
	}
	return c
}
