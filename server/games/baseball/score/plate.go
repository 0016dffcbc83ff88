package score

import "playhouse/server/games/baseball/diamond"

// Sacrifice is true when a play is a sacrifice bunt: less than two out, a bunt,
// runners moved, and nobody but the batter out (9.08(a)).
func (p *Play) Sacrifice() bool {
	if p.Bunt != diamond.Sacrifice && p.Bunt != diamond.Squeeze || p.Kind != diamond.GroundOut || p.Before.Outs > 1 || p.Outs != 1 || !p.Retired[0] {
		return false
	}
	return p.Count > 1
}

// Fly is true when a play is a sacrifice fly: less than two out, and a run
// (9.08(d)).
func (p *Play) Fly() bool {
	return (p.Kind == diamond.FlyOut || p.Kind == diamond.LineOut) && p.Before.Outs < 2 && p.Runs > 0
}

// Grounded is true for a ground ball into a force double play.
func (p *Play) Grounded() bool {
	return p.Kind == diamond.GroundOut && p.Double && p.Bunt == diamond.NoBunt
}

func (b *Book) plate(p *Play, bat *Team, pitcher *Pitching) {
	line := &bat.Bat[p.Batter]
	line.PA++
	pitcher.BF++
	atBat := true
	switch p.Kind { //nolint:exhaustive // the others are plain at-bats
	case diamond.Strikeout:
		line.SO++
		pitcher.SO++
		if p.Dropped {
			b.loose(p, pitcher, p.Loose)
		}
	case diamond.Walk, diamond.IntentionalWalk:
		atBat = false
		line.BB++
		pitcher.BB++
		if p.Kind == diamond.IntentionalWalk {
			line.IBB++
			pitcher.IBB++
		}
	case diamond.HitByPitch:
		atBat = false
		line.HBP++
		pitcher.HBP++
	case diamond.Interference:
		atBat = false
		line.CI++
	case diamond.Single, diamond.Double, diamond.Triple, diamond.HomeRun:
		b.hit(p, bat, pitcher)
	case diamond.ReachedOnError:
		line.ROE++
	default:
		switch {
		case p.Sacrifice():
			atBat = false
			line.SH++
		case p.Fly():
			atBat = false
			line.SF++
		case p.Grounded():
			line.GIDP++
		}
	}
	if atBat {
		line.AB++
	}
	line.RBI += p.Batted()
}

// hit credits the bases that the batter needed (9.06(f)).
func (b *Book) hit(p *Play, bat *Team, pitcher *Pitching) {
	line := &bat.Bat[p.Batter]
	line.H++
	bat.H++
	pitcher.H++
	switch p.Took {
	case 2:
		line.Doubles++
	case 3:
		line.Triples++
	case 4:
		line.HR++
		pitcher.HR++
	}
}

// Batted are the runs batted in: none on a ground ball into a double play, and
// none that only an error or a wild pitch brought in (9.04).
func (p *Play) Batted() (n uint8) {
	if p.Grounded() || p.Kind == diamond.Strikeout {
		return 0
	}
	for _, s := range p.Scored[:p.Runs] {
		if s.Error == 0 {
			n++
		}
	}
	return n
}

func (b *Book) loose(p *Play, pitcher *Pitching, kind diamond.Kind) {
	if kind == diamond.PassedBall {
		b.Team[1-p.Bats].Field[p.Fielders[2]].PB++
		return
	}
	pitcher.WP++
}

// between books what happens while the batter waits. When one of several
// stealing runners is out, nobody stole (9.07(d)); against no throw nobody did
// (9.07(g)).
func (b *Book) between(p *Play, bat, field *Team, pitcher *Pitching) {
	switch p.Kind { //nolint:exhaustive // what is left is for nobody's line
	case diamond.StolenBase:
		for _, s := range p.Steps[:p.Count] {
			if s.Error == 0 {
				bat.Bat[p.Before.Bases[s.From].ID].SB++
			}
		}
	case diamond.CaughtStealing:
		for _, s := range p.Steps[:p.Count] {
			if s.Out {
				bat.Bat[p.Before.Bases[s.From].ID].CS++
			}
		}
	case diamond.WildPitch, diamond.PassedBall:
		b.loose(p, pitcher, p.Kind)
	case diamond.Balk:
		pitcher.Balks++
	case diamond.PlacedRunner:
		bat.Placed++
	}
}

// hands books putouts, assists, double plays and errors; each fielder has one
// assist an out, one part in a double play, and one error a play.
func (t *Team) hands(p *Play) {
	var part, wrong [10]bool
	for _, s := range p.Steps[:p.Happened] {
		if s.Error > 0 && !s.Out && !wrong[s.Error] {
			wrong[s.Error] = true
			t.Field[p.Fielders[s.Error]].E++
			t.E++
		}
		if !s.Out {
			continue
		}
		var helped [10]bool
		for i, pos := range s.Hands {
			if pos == 0 {
				break
			}
			part[pos] = true
			line := &t.Field[p.Fielders[pos]]
			if i == len(s.Hands)-1 || s.Hands[i+1] == 0 {
				line.PO++
			} else if !helped[pos] {
				helped[pos] = true
				line.A++
			}
		}
	}
	if !p.Double {
		return
	}
	t.DP++
	for pos, took := range part {
		if took {
			t.Field[p.Fielders[pos]].DP++
		}
	}
}
