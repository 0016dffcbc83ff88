package score

import "playhouse/server/games/baseball/diamond"

// Earned runs (9.16): the inning is played a second time without errors and
// passed balls. A ghost is such a second inning, as one pitcher's account sees
// it: who would be on base, and how many would be out. A reliever's begins when
// he comes in, so that he has no part in the chances his side missed before
// (9.16(i)); the first is the team's. A run is earned when its ghost comes home
// before the third ghost is out.
//
// Where the real inning tells nothing about a ghost's way (the runner has long
// scored on an error), he advances as far as the batter's hit or a force takes
// him: the benefit of the doubt is the pitcher's.
type ghost struct {
	pitcher int8
	outs    int8
	at      [4]int8 // who is on first, second and third
}

const maxGhosts = 6

// Begin forgets the last half-inning's ghosts.
func (b *Book) Begin() { b.haunted, b.answers = 0, [Players]int8{} }

// haunt begins a pitcher's account at what there is now.
func (b *Book) haunt(pitcher int8, half *diamond.Half) {
	g := ghost{pitcher: pitcher, outs: half.Outs}
	for base := 1; base <= 3; base++ {
		g.at[base] = half.Bases[base].ID
	}
	if b.haunted == maxGhosts {
		b.haunted--
	}
	b.ghosts[b.haunted] = g
	b.haunted++
}

// reckon plays the ghosts on and charges what they bring home.
func (b *Book) reckon(p *Play) {
	if p.Kind.EndsPlate() {
		b.answers[p.Batter] = 0 // his second turn of the inning is another run
	}
	b.remember(p)
	for i := range b.ghosts[:b.haunted] {
		g := &b.ghosts[i]
		if g.outs >= 3 {
			continue
		}
		for _, id := range g.play(p) {
			if id == 0 {
				break
			}
			b.earned(p, id, g.pitcher, i == 0)
		}
	}
}

// earned charges a run that would have scored anyhow, if it has scored: to the
// pitcher who answers for the runner, in that pitcher's own account. The runner
// whom an extra inning began with is nobody's (9.16).
func (b *Book) earned(p *Play, id, pitcher int8, team bool) {
	charged := b.answers[id]
	if charged <= 0 {
		return
	}
	if team {
		b.Team[1-p.Bats].TeamER++
	}
	if charged == pitcher {
		b.Team[1-p.Bats].Pitch[pitcher].ER++
	}
}

// remember notes who answers for those who came home in this half-inning.
func (b *Book) remember(p *Play) {
	for _, s := range p.Scored[:p.Runs] {
		b.answers[s.Runner.ID] = s.Runner.Pitcher
		if s.Runner.Placed {
			b.answers[s.Runner.ID] = -1
		}
	}
}

// play moves a ghost inning on and tells whose ghosts came home, zeros after
// them.
func (g *ghost) play(p *Play) (home [4]int8) {
	switch p.Kind {
	case diamond.PassedBall, diamond.PickoffError, diamond.Interference, diamond.PlacedRunner:
		return home
	case diamond.ReachedOnError:
		g.outs++
		return home
	case diamond.Strikeout:
		if p.Dropped && p.Loose == diamond.PassedBall {
			g.outs++
			return home
		}
	case diamond.Walk, diamond.IntentionalWalk, diamond.HitByPitch:
		return g.push(p.Batter)
	default:
	}
	return g.follow(p)
}

// push puts the batter on first and moves whom he forces.
func (g *ghost) push(batter int8) (home [4]int8) {
	moving := batter
	for base := 1; base <= 3 && moving != 0; base++ {
		moving, g.at[base] = g.at[base], moving
	}
	home[0] = moving
	return home
}

// way is what the runners did in a play, by where each began.
type way struct {
	gone     [4]int8 // bases run, errors apart
	ran, out [4]bool
	early    [4]bool // home before anybody was out
	plain    bool    // an out that no run outruns: a force, or the batter before first (5.08(a))
}

func (p *Play) way() (w way) {
	outs := 0
	for _, s := range p.Steps[:p.Happened] {
		w.ran[s.From] = true
		switch {
		case s.Out:
			outs++
			w.out[s.From] = true
			forced := s.To == s.From+1 && (p.Kind == diamond.GroundOut || p.Kind == diamond.FieldersChoice)
			w.plain = w.plain || forced || s.From == 0 && s.To <= 1
		case s.Error == 0:
			w.gone[s.From] = s.To - s.From
			w.early[s.From] = s.To >= diamond.Home && outs == 0
		}
	}
	return w
}

// follow moves each ghost as far as its runner went, errors apart, and the
// others as far as a hit takes them. Whom the third out of the ghosts leaves no
// time to come home stays out.
func (g *ghost) follow(p *Play) (home [4]int8) {
	w, was, n := p.way(), g.at, 0
	begun := g.outs
	var real, late [4]bool
	g.at = [4]int8{}
	for base := int8(3); base >= 1; base-- {
		id := was[base]
		if id == 0 {
			continue
		}
		from := whereabouts(p, id)
		far := p.Took
		if from > 0 {
			real[from] = true
			if w.out[from] {
				g.outs++
				continue
			}
			far = w.gone[from]
		}
		if to := base + far; to >= diamond.Home {
			home[n], late[n] = id, !w.early[from]
			n++
		} else {
			g.put(to, id)
		}
	}
	if p.Kind.EndsPlate() && g.bat(p, &w, &real) {
		home[n], late[n] = p.Batter, !w.early[0]
	}
	if begun < 3 && g.outs >= 3 {
		return inTime(home, late, w.plain)
	}
	return home
}

// inTime are those who came home before a third out: nobody when it lets no run
// count.
func inTime(home [4]int8, late [4]bool, plain bool) (kept [4]int8) {
	n := 0
	for i, id := range home {
		if id != 0 && !plain && !late[i] {
			kept[n] = id
			n++
		}
	}
	return kept
}

// bat is the batter's part in a ghost inning; true when he comes home. When he
// reached because somebody else was put out who would not have been there, he is
// the one who is out.
func (g *ghost) bat(p *Play, w *way, real *[4]bool) bool {
	instead := false
	for from := 1; from <= 3; from++ {
		instead = instead || w.out[from] && !real[from]
	}
	choice := p.Kind == diamond.GroundOut || p.Kind == diamond.FieldersChoice
	switch {
	case w.out[0], choice && instead && w.ran[0]:
		g.outs++
	case w.ran[0] && w.gone[0] >= diamond.Home:
		return true
	case w.ran[0]:
		g.put(max(1, w.gone[0]), p.Batter)
	}
	return false
}

// put stands a ghost on a base, or on the next that is free before it.
func (g *ghost) put(base, id int8) {
	for base > 1 && g.at[base] != 0 {
		base--
	}
	if g.at[base] != 0 {
		g.push(id)
		return
	}
	g.at[base] = id
}

func whereabouts(p *Play, id int8) int8 {
	for base := int8(1); base <= 3; base++ {
		if p.Before.Bases[base].ID == id {
			return base
		}
	}
	return 0
}
