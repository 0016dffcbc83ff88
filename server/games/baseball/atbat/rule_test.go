package atbat

import (
	"math"
	"testing"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/diamond"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

func model(t testing.TB) *Model {
	t.Helper()
	all, err := league.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return NewModel(all["pd"])
}

// scene is an average situation with runners on bases.
func scene(m *Model, outs int8, bases ...int) Situation {
	s := Situation{Half: diamond.Half{Outs: outs}, Even: true, Wild: card.AverageWild, Balks: card.AverageBalk, Bunts: 'B'}
	for _, b := range bases {
		s.Half.Bases[b] = diamond.Runner{ID: int8(b), Pitcher: 1}
	}
	for i := range s.Legs {
		s.Legs[i] = Legs{Running: card.AverageRunning, Steal: 1}
	}
	for pos := 1; pos <= 9; pos++ {
		s.Gloves[pos] = card.Glove{Range: 3, Error: card.AverageError, Pass: card.AveragePass}
	}
	s.Plate = m.NewPlate(Defence{}, Offence{})
	return s
}

// branches resolves a situation in every way there is.
func branches(m *Model, s Situation, do func(Resolver, *Situation, *diamond.Play), visit func(p *diamond.Play, after diamond.Half, r diamond.Result, share float64)) {
	var tree chance.Tree
	for tree.Next() {
		scene, half := s, s.Half
		var p diamond.Play
		do(Resolver{Model: m, Chance: &tree}, &scene, &p)
		var r diamond.Result
		if p.Kind != 0 {
			r = half.Play(&p, diamond.Runner{ID: 9, Pitcher: 1})
		}
		visit(&p, half, r, tree.Weight())
	}
}

func from(o outcome.Result) func(Resolver, *Situation, *diamond.Play) {
	return func(r Resolver, s *Situation, p *diamond.Play) { r.From(s, p, o) }
}

// every calls visit for all bases and outs.
func every(visit func(outs int8, on []int)) {
	for outs := range int8(3) {
		for code := range 8 {
			var on []int
			for base := 1; base <= 3; base++ {
				if code>>(base-1)&1 != 0 {
					on = append(on, base)
				}
			}
			visit(outs, on)
		}
	}
}

// TestEveryBranchCanBe: whatever is planned in whatever situation, all plays obey
// the rules, everybody is accounted for, and the branches are all there are.
func TestEveryBranchCanBe(t *testing.T) {
	t.Parallel()
	m := model(t)
	m.lift = 0.05
	uneven := card.Glove{Range: 5, Error: 20, Arm: 3, Pass: 12}
	every(func(outs int8, on []int) {
		for depth := range Depths {
			for swing := Away; swing <= HitAndRun; swing++ {
				for variant := range 4 {
					s := scene(m, outs, on...)
					s.Defence, s.Offence = Defence{Infield: Depth(depth)}, Offence{Swing: swing}
					if swing == HitAndRun && !s.on(1) || swing >= SacrificeBunt && swing < HitAndRun && (depth > 0 || variant > 0) {
						continue
					}
					if variant > 0 {
						s.Lead, s.Cut = Running(variant-1), variant == 2
						s.Even = false
						for pos := range s.Gloves {
							if s.Gloves[pos] = uneven; pos%2 == variant%2 {
								s.Gloves[pos].Range = 1
							}
						}
					}
					whole(t, m, s)
				}
			}
		}
	})
}

func whole(t *testing.T, m *Model, s Situation) {
	t.Helper()
	sum := 0.0
	people := 1
	for _, r := range s.Half.Bases {
		if r.ID != 0 {
			people++
		}
	}
	branches(m, s, Resolver.Plate, func(p *diamond.Play, after diamond.Half, r diamond.Result, share float64) {
		sum += share
		if err := s.Half.Check(p); err != nil {
			t.Fatalf("%v: %+v in %+v, %+v", err, *p, s.Half, s.Offence)
		}
		if int(r.Runs+r.Outs+r.Left) != people {
			t.Fatalf("%d people: %+v of %+v", people, r, *p)
		}
		if !after.Over() && s.Half.Outs+r.Outs != after.Outs {
			t.Fatalf("outs of %+v", *p)
		}
	})
	if math.Abs(sum-1) > 1e-9 {
		t.Fatalf("the branches sum to %v", sum)
	}
}

// TestRule8DroppedThirdStrike (5.05(a)(2)): only with first base open, or two
// out.
func TestRule8DroppedThirdStrike(t *testing.T) {
	t.Parallel()
	m := model(t)
	every(func(outs int8, on []int) {
		s := scene(m, outs, on...)
		runs := false
		branches(m, s, from(outcome.Strikeout), func(p *diamond.Play, _ diamond.Half, _ diamond.Result, _ float64) { runs = runs || p.Dropped })
		if may := !s.on(1) || outs == 2; runs != may {
			t.Errorf("%d out, %v: the batter may run is %v", outs, on, runs)
		}
	})
}

// TestRule9FoulBuntWithTwoStrikesIsAStrikeout (5.09(a)(4)).
func TestRule9FoulBuntWithTwoStrikesIsAStrikeout(t *testing.T) {
	t.Parallel()
	m := model(t)
	s := scene(m, 0, 1)
	s.Bunts, s.Offence.Swing = 'D', SacrificeBunt
	share := 0.0
	branches(m, s, Resolver.Plate, func(p *diamond.Play, after diamond.Half, _ diamond.Result, w float64) {
		if p.Kind == diamond.Strikeout {
			share += w
			if after.Outs != 1 || after.Bases.Code() != 1 {
				t.Errorf("after it: %+v", after)
			}
		}
	})
	if share < 0.1 {
		t.Errorf("a bad bunter strikes out %.3f of the time", share)
	}
}

// TestRule10InfieldFly (5.09(a)(5)): less than two out, first and second taken:
// the batter is out whatever becomes of the ball, and nobody is forced.
func TestRule10InfieldFly(t *testing.T) {
	t.Parallel()
	m := model(t)
	every(func(outs int8, on []int) {
		s := scene(m, outs, on...)
		called := outs < 2 && s.on(1) && s.on(2)
		branches(m, s, from(outcome.PopOut), func(p *diamond.Play, after diamond.Half, r diamond.Result, _ float64) {
			if p.InfieldFly != called {
				t.Errorf("%d out, %v: called %v", outs, on, p.InfieldFly)
			}
			if called && (r.Outs != 1 || after.Bases.Code() != s.Half.Bases.Code()) {
				t.Errorf("%+v", r)
			}
		})
	})
}

// TestRule7WalksForceOnlyWhoMust (5.05(b)): so do hit batters, interference and
// intentional walks.
func TestRule7WalksForceOnlyWhoMust(t *testing.T) {
	t.Parallel()
	m := model(t)
	want := map[int]int{0: 1, 1: 3, 2: 3, 4: 5, 3: 7, 5: 7, 6: 7, 7: 7}
	every(func(outs int8, on []int) {
		s := scene(m, outs, on...)
		for _, o := range []outcome.Result{outcome.Walk, outcome.HitByPitch, outcome.Interference} {
			branches(m, s, from(o), func(_ *diamond.Play, after diamond.Half, r diamond.Result, _ float64) {
				if after.Bases.Code() != want[s.Half.Bases.Code()] || (r.Runs == 1) != (len(on) == 3) {
					t.Errorf("%v with %v: bases %d, %d runs", o, on, after.Bases.Code(), r.Runs)
				}
			})
		}
		s.Defence.Pitching = IntentionalWalk
		branches(m, s, Resolver.Plate, func(p *diamond.Play, after diamond.Half, _ diamond.Result, _ float64) {
			if p.Kind != diamond.IntentionalWalk || after.Bases.Code() != want[s.Half.Bases.Code()] {
				t.Errorf("intentional with %v: %+v", on, after)
			}
		})
	})
}

// TestRule15TagUp: with less than two out runners may go after a catch; with two
// the half is over.
func TestRule15TagUp(t *testing.T) {
	t.Parallel()
	m := model(t)
	for outs := range int8(3) {
		scores := 0.0
		branches(m, scene(m, outs, 3), from(outcome.FlyB), func(_ *diamond.Play, _ diamond.Half, r diamond.Result, w float64) { scores += w * float64(r.Runs) })
		if (scores > 0.5) != (outs < 2) {
			t.Errorf("%d out: %.3f runs", outs, scores)
		}
	}
}

// TestRule16Balks and wild pitches move everybody, with the bases empty nobody.
func TestRule16Balks(t *testing.T) {
	t.Parallel()
	m := model(t)
	every(func(outs int8, on []int) {
		s := scene(m, outs, on...)
		seen := map[diamond.Kind]bool{}
		branches(m, s, func(r Resolver, s *Situation, p *diamond.Play) { r.Between(s, p) }, func(p *diamond.Play, _ diamond.Half, r diamond.Result, _ float64) {
			seen[p.Kind] = true
			if p.Kind == diamond.Balk && int(p.Count) != len(on) {
				t.Errorf("%v: %d move", on, p.Count)
			}
			_ = r
		})
		if seen[diamond.Balk] != (len(on) > 0) {
			t.Errorf("%v: a balk is %v", on, seen[diamond.Balk])
		}
	})
}

// TestRule13ForceAndTag: a ground ball with first taken and less than two out can
// be two outs; the runner who went with the pitch is not forced out.
func TestRule13ForceAndTag(t *testing.T) {
	t.Parallel()
	m := model(t)
	double := func(s Situation) (share float64) {
		branches(m, s, from(outcome.GroundB), func(_ *diamond.Play, _ diamond.Half, r diamond.Result, w float64) {
			if r.Double {
				share += w
			}
		})
		return share
	}
	s := scene(m, 1, 1)
	s.Defence.Infield = DoublePlay
	usual := double(s)
	s.Offence.Swing = HitAndRun
	if usual < 0.3 || usual > 0.7 || double(s) != 0 || double(scene(m, 2, 1)) != 0 || double(scene(m, 1, 2)) != 0 {
		t.Errorf("%.3f; %.3f with the runner off, %.3f with two out, %.3f without a force", usual, double(s), double(scene(m, 2, 1)), double(scene(m, 1, 2)))
	}
	slow, fast := scene(m, 1, 1), scene(m, 1, 1)
	slow.Legs[0].Running, fast.Legs[0].Running = 8, 17
	if double(slow) <= double(fast) {
		t.Error("a fast batter is doubled as often as a slow one")
	}
}

// TestTheInfieldInCutsOffTheRun and leaves holes.
func TestTheInfieldInCutsOffTheRun(t *testing.T) {
	t.Parallel()
	m := model(t)
	figures := func(d Depth) (runs, hits float64) {
		s := scene(m, 1, 3)
		s.Defence.Infield = d
		branches(m, s, from(outcome.GroundB), func(p *diamond.Play, _ diamond.Half, r diamond.Result, w float64) {
			if p.Kind.Hit() {
				hits += w
			} else if p.Kind == diamond.GroundOut {
				runs += w * float64(r.Runs)
			}
		})
		return runs, hits
	}
	back, no := figures(Back)
	in, through := figures(In)
	if in >= back || through <= no {
		t.Errorf("back: %.3f runs, %.3f hits; in: %.3f, %.3f", back, no, in, through)
	}
}

// TestSendingAndHolding: who is held stays, who is sent is safe as often as the
// managers are told, and the cut-off concedes him.
func TestSendingAndHolding(t *testing.T) {
	t.Parallel()
	m := model(t)
	s := scene(m, 1, 2)
	_, odds, ok := m.Sending(&s, outcome.Single)
	if !ok {
		t.Fatal("nobody has a choice")
	}
	for _, c := range []struct {
		lead Running
		cut  bool
		want float64
	}{{Hold, false, 0}, {Send, true, 1}, {Send, false, float64(odds) / chance.Faces}} {
		s.Lead, s.Cut = c.lead, c.cut
		scored := 0.0
		branches(m, s, from(outcome.Single), func(p *diamond.Play, _ diamond.Half, _ diamond.Result, w float64) {
			for _, step := range p.Steps[:p.Count] {
				if step.From == 2 && step.To == diamond.Home && !step.Out && step.Error == 0 {
					scored += w
				}
			}
		})
		if math.Abs(scored-c.want) > 0.002 {
			t.Errorf("%v, cut %v: scores %.4f, want %.4f", c.lead, c.cut, scored, c.want)
		}
	}
	if _, _, ok := m.Sending(&s, outcome.HomeRun); ok {
		t.Error("there is a choice on a home run")
	}
}

// TestSteals succeed as often as they are counted; a pitch-out and an arm change
// that; without a hold nobody throws.
func TestSteals(t *testing.T) {
	t.Parallel()
	m := model(t)
	s := scene(m, 0, 1)
	e := m.League.Environment
	want := e.Stolen["2"] / (e.Stolen["2"] + e.Caught["2"] + e.Caught["PO2"])
	if got := float64(m.Success(&s, 1)) / chance.Faces; math.Abs(got-want) > 1e-5 {
		t.Errorf("%.4f, counted %.4f", got, want)
	}
	usual := m.Success(&s, 1)
	s.Gloves[2].Arm = -3
	armed := m.Success(&s, 1)
	s.Defence.Pitching = PitchOut
	if out := m.Success(&s, 1); armed >= usual || out >= armed {
		t.Errorf("%d, with an arm %d, pitched out %d", usual, armed, out)
	}
	s.Offence.Steal, s.Defence.Free = 1, true
	branches(m, s, func(r Resolver, s *Situation, p *diamond.Play) { r.Steal(s, p) }, func(p *diamond.Play, after diamond.Half, _ diamond.Result, _ float64) {
		if p.Kind != diamond.Indifference || after.Bases.Code() != 2 {
			t.Errorf("%+v", *p)
		}
	})
	s.Offence.Steal = 2
	if (Resolver{Model: m}).Steal(&s, &diamond.Play{}) {
		t.Error("nobody stole")
	}
}

// TestRule11OverTheFence (5.05(a)(5)): four bases for everybody.
func TestRule11OverTheFence(t *testing.T) {
	t.Parallel()
	m := model(t)
	every(func(outs int8, on []int) {
		branches(m, scene(m, outs, on...), from(outcome.HomeRun), func(_ *diamond.Play, after diamond.Half, r diamond.Result, _ float64) {
			if int(r.Runs) != len(on)+1 || after.Bases.Code() != 0 || r.Took != 4 {
				t.Errorf("%v: %+v", on, r)
			}
		})
	})
}

// TestRule17AThrowOutOfPlayIsTwoBases (5.06(b)(4)(G)), for everybody.
func TestRule17AThrowOutOfPlayIsTwoBases(t *testing.T) {
	t.Parallel()
	m := model(t)
	one, two := 0.0, 0.0
	branches(m, scene(m, 0, 1), from(outcome.GroundB), func(p *diamond.Play, after diamond.Half, _ diamond.Result, w float64) {
		switch {
		case p.Kind != diamond.ReachedOnError:
		case after.Bases.Code() == 1|2:
			one += w
		case after.Bases.Code() == 2|4:
			two += w
		default:
			t.Errorf("after an error: %+v", after)
		}
	})
	if two == 0 || two > one {
		t.Errorf("one base %.4f, two %.4f", one, two)
	}
}
