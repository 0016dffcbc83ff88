package baseball

import (
	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/dice"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
)

// writePlay is a play as it is stored.
func writePlay(p *diamond.Play) *baseballv1.Event_Played {
	out := &baseballv1.Event_Played{
		Kind: int32(p.Kind), Bunt: int32(p.Bunt), Result: int32(p.Result), Fielder: int32(p.Fielder),
		Dropped: p.Dropped, Loose: int32(p.Loose), InfieldFly: p.InfieldFly,
	}
	for _, s := range p.Steps[:p.Count] {
		out.Steps = append(out.Steps, &baseballv1.Event_Step{From: int32(s.From), To: int32(s.To), Out: s.Out, Error: int32(s.Error), Hands: hands(s)})
	}
	return out
}

func hands(s diamond.Step) (out []int32) {
	for _, pos := range s.Hands {
		if pos > 0 {
			out = append(out, int32(pos))
		}
	}
	return out
}

// readPlay reads a stored play. What does not fit is left out: the log is
// trusted, but never to panic.
func readPlay(e *baseballv1.Event_Played) *diamond.Play {
	p := &diamond.Play{
		Kind: diamond.Kind(e.GetKind()), Bunt: diamond.Bunt(e.GetBunt()), Result: uint8(e.GetResult()), Fielder: int8(e.GetFielder()),
		Dropped: e.GetDropped(), Loose: diamond.Kind(e.GetLoose()), InfieldFly: e.GetInfieldFly(),
	}
	for _, s := range e.GetSteps() {
		if int(p.Count) == len(p.Steps) {
			break
		}
		step := diamond.Step{From: int8(s.GetFrom()), To: int8(s.GetTo()), Out: s.GetOut(), Error: int8(s.GetError())}
		for i, pos := range s.GetHands() {
			if i < len(step.Hands) {
				step.Hands[i] = int8(pos)
			}
		}
		p.Add(step)
	}
	return p
}

func writeNine(l lineup.Lineup) *baseballv1.Event_Nine {
	n := &baseballv1.Event_Nine{Pitcher: int32(l.Pitcher), DesignatedHitter: l.DH}
	for slot, id := range l.Order {
		n.Order = append(n.Order, int32(id))
		n.Positions = append(n.Positions, int32(l.At[slot]))
	}
	return n
}

func readNine(n *baseballv1.Event_Nine) (l lineup.Lineup) {
	l.Pitcher, l.DH = int8(n.GetPitcher()), n.GetDesignatedHitter()
	for slot := range min(9, len(n.GetOrder()), len(n.GetPositions())) {
		l.Order[slot], l.At[slot] = int8(n.GetOrder()[slot]), int8(n.GetPositions()[slot])
	}
	return l
}

// writeRules is a league as a game carries it.
func writeRules(l *league.League) *baseballv1.Rulebook {
	b := &baseballv1.Rulebook{
		LeagueId: l.ID, LeagueName: l.Name, Cards: l.Cards, Resolution: l.Resolution, Innings: int32(l.Rules.Innings),
		DesignatedHitter: l.Rules.DH, ExtraInningRunner: l.Rules.PlacedRunner, BatterMinimum: int32(l.Rules.BatterMinimum),
		MoundVisits: int32(l.Rules.Visits), RosterSize: int32(l.Rules.Roster),
	}
	for _, m := range l.Mercy {
		b.Mercy = append(b.Mercy, &baseballv1.Mercy{Inning: int32(m.Inning), Lead: int32(m.Lead)})
	}
	return b
}

// readRules is the league that a game is folded with: its rules, and nothing that
// chance needs.
func readRules(b *baseballv1.Rulebook) *league.League {
	l := &league.League{ID: b.GetLeagueId(), Name: b.GetLeagueName(), Cards: b.GetCards(), Resolution: b.GetResolution(), Rules: league.Rules{
		Innings: int(b.GetInnings()), Outs: 3, Strikes: 3, Balls: 4, DH: b.GetDesignatedHitter(), PlacedRunner: b.GetExtraInningRunner(),
		BatterMinimum: int(b.GetBatterMinimum()), Visits: int(b.GetMoundVisits()), Roster: int(b.GetRosterSize()),
	}}
	for _, m := range b.GetMercy() {
		l.Mercy = append(l.Mercy, league.Mercy{Inning: int(m.GetInning()), Lead: int(m.GetLead())})
	}
	return l
}

// fallen are dice as people read them.
func fallen(rolls []dice.Roll) (out []*baseballv1.Die) {
	for _, r := range rolls {
		out = append(out, &baseballv1.Die{Faces: int32(r.Faces), Value: int32(r.Value) + 1})
	}
	return out
}
