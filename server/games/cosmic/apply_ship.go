package cosmic

import (
	"maps"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// foldShip folds what changes ship and pod.
func (s State) foldShip(e *cosmicv1.Event) (State, bool) {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Struck_:
		s = s.strike(k.Struck)
	case *cosmicv1.Event_Evaded_:
	case *cosmicv1.Event_Mended_:
		s.ship.hull, s.credits = k.Mended.GetHull(), k.Mended.GetCredits()
	case *cosmicv1.Event_Fitted_:
		f := k.Fitted
		s.ship.modules = with(s.ship.modules, f.GetSlotId(), f.GetModule())
		s.ship.hull, s.credits = f.GetHull(), f.GetCredits()
	case *cosmicv1.Event_Removed_:
		r := k.Removed
		s.ship.modules = with(s.ship.modules, r.GetSlotId(), "")
		s.ship.hull, s.credits = r.GetHull(), r.GetCredits()
	case *cosmicv1.Event_ShipBought_:
		b := k.ShipBought
		s.ship = ship{kind: b.GetType(), name: b.GetName(), hull: b.GetHull()}
		s.credits, s.inPod = b.GetCredits(), false
		s.statistics.shipsBought++
		s = s.withPod(func(p *pod) { p.hull = b.GetPodHull() })
	case *cosmicv1.Event_PodBought_:
		s.pod, s.credits = &pod{hull: k.PodBought.GetHull()}, k.PodBought.GetCredits()
	case *cosmicv1.Event_Augmented_:
		a := k.Augmented
		s = s.withPod(func(p *pod) {
			p.hull = a.GetPodHull()
			p.augmentations = append(slices.Clip(p.augmentations), a.GetId())
		})
		s.ship.hull, s.credits = a.GetHull(), a.GetCredits()
	case *cosmicv1.Event_Ejected_:
		s = s.eject(k.Ejected)
	default:
		return s, false
	}
	return s, true
}

func (s State) strike(e *cosmicv1.Event_Struck) State {
	s.statistics.damage += e.GetDamage()
	if s.inPod {
		return s.withPod(func(p *pod) { p.hull = e.GetHull() })
	}
	s.ship.hull = e.GetHull()
	return s.shieldLeft(e.GetShield())
}

// shieldLeft is the state with so much shield, the charge that ends first used
// up first.
func (s State) shieldLeft(shield int32) State {
	gone := s.shield() - shield
	if gone <= 0 {
		return s
	}
	var left []effect
	for _, e := range s.effects {
		if e.kind == balance.EffectShield {
			taken := min(gone, e.amount)
			gone, e.amount = gone-taken, e.amount-taken
		}
		if e.amount > 0 {
			left = append(left, e)
		}
	}
	s.effects = left
	return s
}

// eject leaves the ship: the hold is lost but for what the pod saved, and the
// modules with the wreck.
func (s State) eject(e *cosmicv1.Event_Ejected) State {
	if s.pod == nil {
		return s
	}
	kept := map[string]int32{}
	for _, g := range e.GetKept() {
		kept[g.GetItem()] = g.GetQuantity()
	}
	basis := map[string]int32{}
	for item, n := range kept {
		if paid := s.paidFor(item, n); paid > 0 {
			basis[item] = paid
		}
	}
	s.cargo, s.basis = kept, basis
	s.ship = ship{kind: s.ship.kind, name: s.ship.name}
	s.inPod, s.fight, s.effects = true, nil, nil
	s.food, s.fuel = e.GetFood(), e.GetFuel()
	s.statistics.podUses++
	return s
}

// withPod is the state with the pod changed, if there is one.
func (s State) withPod(change func(*pod)) State {
	if s.pod == nil {
		return s
	}
	p := *s.pod
	change(&p)
	s.pod = &p
	return s
}

// withQuest is the state with one quest changed.
func (s State) withQuest(id string, change func(*quest)) State {
	i := s.questIndex(id)
	if i < 0 {
		return s
	}
	s.quests = append([]quest(nil), s.quests...)
	change(&s.quests[i])
	return s
}

// foldWork folds scanning, mining, salvaging and calls for help.
func (s State) foldWork(e *cosmicv1.Event) (State, bool) {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Scanned_:
		s.scanned = with(s.scanned, s.at, s.scanned[s.at]+1)
	case *cosmicv1.Event_Mined_:
		s.fuel = k.Mined.GetFuel()
		if k.Mined.GetFound() {
			s.statistics.mined++
		}
	case *cosmicv1.Event_Salvaged_:
		s.fuel = k.Salvaged.GetFuel()
		if k.Salvaged.GetFound() {
			s.statistics.salvaged++
		}
		if k.Salvaged.GetWreck() {
			s.wrecks = with(s.wrecks, s.at, max(0, s.wrecks[s.at]-1))
		} else {
			s.stripped = with(s.stripped, s.at, s.stripped[s.at]+1)
		}
	case *cosmicv1.Event_DistressCalled_:
	default:
		return s, false
	}
	return s, true
}

// foldFight folds what happens in a fight.
func (s State) foldFight(e *cosmicv1.Event) (State, bool) {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Met_:
		s.fight = &fight{foe: k.Met.GetFoe(), hull: k.Met.GetFoe().GetHull(), round: 1}
	case *cosmicv1.Event_Attacked_:
		s = s.withFight(func(f *fight) { f.hull, f.round = k.Attacked.GetEnemyHull(), f.round+1 })
	case *cosmicv1.Event_EnemyFled_:
		s = s.cleared()
		s.fight = nil
	case *cosmicv1.Event_Fled_:
		s.fuel = k.Fled.GetFuel()
		s = s.parted(k.Fled.GetEscaped())
	case *cosmicv1.Event_Negotiated_:
		s.credits = k.Negotiated.GetCredits()
		if k.Negotiated.GetAgreed() {
			s.statistics.negotiated++
			s = s.cleared()
		}
		s = s.parted(k.Negotiated.GetAgreed())
	case *cosmicv1.Event_Destroyed_:
		s = s.destroy(k.Destroyed)
	default:
		return s, false
	}
	return s, true
}

// parted ends the fight, or begins its next round.
func (s State) parted(over bool) State {
	if over {
		s.fight = nil
		s.statistics.avoided++
		return s
	}
	return s.withFight(func(f *fight) { f.round++ })
}

func (s State) destroy(e *cosmicv1.Event_Destroyed) State {
	if s.fight == nil {
		return s
	}
	id := s.fight.foe.GetId()
	s.statistics.kills = with(s.statistics.kills, id, s.statistics.kills[id]+1)
	s.wrecks = with(s.wrecks, s.at, s.wrecks[s.at]+e.GetSalvage())
	if e.GetCloseCall() {
		s.statistics.closeCalls++
	}
	s = s.cleared()
	s.credits, s.fight = e.GetCredits(), nil
	return s
}

// cleared is the state when the enemy of the fight is out of the way: a quest
// at whose goal it waited can go on.
func (s State) cleared() State {
	return s.withQuest(s.fight.foeQuest(), func(q *quest) { q.cleared = true })
}

// withFight is the state with the fight changed, if there is one.
func (s State) withFight(change func(*fight)) State {
	if s.fight == nil {
		return s
	}
	f := *s.fight
	change(&f)
	s.fight = &f
	return s
}

// withAny is a map with one entry set.
func withAny[K comparable, V any](m map[K]V, key K, value V) map[K]V {
	m = maps.Clone(m)
	if m == nil {
		m = map[K]V{}
	}
	m[key] = value
	return m
}

// without is a list without what matches.
func without[T any](list []T, matches func(T) bool) (some []T) {
	for _, one := range list {
		if !matches(one) {
			some = append(some, one)
		}
	}
	return some
}
