package atbat

import (
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/diamond"
)

// What comes of a bunt, in the order of the model's tables.
const (
	buntMoves = iota
	buntLead
	buntPop
	buntHit
	buntError
)

// clumsy is how often a bunter of a grade fouls it away with two strikes, which
// is a strike-out (5.09(a)(4)). Judgements about what the grades mean: an average
// bunter, 'B', gets every bunt down that the environment counts.
func clumsy(grade byte) chance.P {
	switch grade {
	case 'C':
		return 80_000
	case 'D':
		return 220_000
	default:
		return 0
	}
}

func (r Resolver) bunted(s *Situation, p *diamond.Play) {
	table := sacrificeBunt
	switch s.Offence.Swing { //nolint:exhaustive // only bunts come here
	case SacrificeBunt:
		p.Bunt = diamond.Sacrifice
	case SqueezeBunt:
		p.Bunt = diamond.Squeeze
	default:
		p.Bunt, table = diamond.ForHit, hitBunt
	}
	if r.Chance.Happens(clumsy(s.Bunts)) {
		p.Kind = diamond.Strikeout
		p.PutOut(0, 0, 2)
		return
	}
	came := r.Chance.Pick(r.Model.bunt[table])
	p.Fielder = int8(r.Chance.Pick(r.Model.drops))
	if came == buntLead && (s.Half.Outs == 2 || !s.on(1) && !s.on(2) && !s.on(3)) {
		came = buntMoves
	}
	r.laid(s, p, came)
}

func (r Resolver) laid(s *Situation, p *diamond.Play, came int) {
	switch came {
	case buntPop:
		p.Kind = diamond.PopOut
		p.PutOut(0, 0, p.Fielder)
	case buntHit:
		p.Kind = diamond.Single
		everybody(s, p, 1)
	case buntError:
		misplayed(s, p, 1)
	case buntLead:
		p.Kind = diamond.FieldersChoice
		r.leadOut(s, p)
	default:
		p.Kind = diamond.GroundOut
		if s.Half.Outs < 2 {
			movedUp(s, p)
		}
		first(p)
	}
}

// movedUp advances the runners on a bunt; one on third stays, unless it is a
// squeeze or he is forced, and so do those whom he blocks.
func movedUp(s *Situation, p *diamond.Play) {
	for base := 3; base >= 1; base-- {
		switch {
		case !s.on(base):
		case base == 3 && p.Bunt != diamond.Squeeze && (!s.on(1) || !s.on(2)):
			if s.on(2) {
				return
			}
		default:
			p.Advance(base, base+1)
		}
	}
}

// leadOut: the leading runner who had to go is thrown out.
func (r Resolver) leadOut(s *Situation, p *diamond.Play) {
	lead := 3
	if !s.on(3) || p.Bunt != diamond.Squeeze && (!s.on(1) || !s.on(2)) {
		lead = 2
		if !s.on(2) {
			lead = 1
		}
	}
	if lead == 1 && !s.on(1) {
		lead = 3
	}
	for base := lead; base >= 0; base-- {
		switch {
		case base == lead:
			p.PutOut(base, base+1, p.Fielder, cover(base+1))
		case base == 0 || s.on(base):
			p.Advance(base, base+1)
		}
	}
}
