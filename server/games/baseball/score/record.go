package score

// starterOuts is what a starter needs for a win: five innings (9.17(b)).
const starterOuts = 15

// Finish decides who won, lost and saved. The winner is the pitcher of record
// when his side took the lead for good; a starter with less than five innings
// hands it to the reliever who did most. last is who pitched last for each side.
func (b *Book) Finish(last [2]int8) {
	if b.Leads == 0 {
		return
	}
	won := int(b.Leads - 1)
	t := &b.Team[won]
	if p := t.Pitch[b.Winner]; p.Entry.Order == 0 && p.Left && p.Outs < starterOuts {
		b.Winner = t.mostEffective(b.Winner)
	}
	if id := last[won]; id != b.Winner && t.Pitch[id].saves() {
		b.Save = id
	}
}

// mostEffective is the reliever with the most outs; of equals, who gave fewer
// runs, then who came first.
func (t *Team) mostEffective(starter int8) int8 {
	best := starter
	for id := range t.Pitch {
		p, than := t.Pitch[id], t.Pitch[best]
		if !p.Entry.Came || int8(id) == starter {
			continue
		}
		if best == starter || p.Outs > than.Outs || p.Outs == than.Outs && (p.R < than.R || p.R == than.R && p.Entry.Order < than.Entry.Order) {
			best = int8(id)
		}
	}
	return best
}

// Chance is true for a reliever who came into a save situation: a lead of three
// at most, or the tying run on base, at bat or on deck (9.19).
func (p *Pitching) Chance() bool {
	e := p.Entry
	return e.Came && e.Order > 0 && e.Lead >= 1 && (e.Lead <= 3 || e.Lead <= e.On+2)
}

func (p *Pitching) saves() bool {
	e := p.Entry
	if e.Order == 0 || e.Lead < 1 || p.Lost || p.Outs == 0 {
		return false
	}
	return e.Lead <= 3 && p.Outs >= 3 || e.Lead <= e.On+2 || p.Outs >= 9
}

// Blown is true for a reliever who lost a lead that he could have saved.
func (p *Pitching) Blown() bool { return p.Chance() && p.Lost }

// Held is true for a reliever who kept a lead that he could have saved, and left
// it to another.
func (p *Pitching) Held() bool { return p.Chance() && !p.Lost && p.Left && p.Outs > 0 }
