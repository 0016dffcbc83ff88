package cosmic

import (
	"slices"
	"strconv"
	"strings"

	"playhouse/server/games/cosmic/balance"
)

// rig is what ship and pod can do as they are fitted now. It is worked out here
// and nowhere else; commands and views both ask it.
type rig struct {
	maxHull, capacity                  int32
	fuel, speed, combatSpeed, accuracy float64
	scan, mining, salvage              float64
	power, weapons                     int32
	hullPerTurn, healthPerTurn         int32
	mines, salvages, aims              bool
	maxPodHull                         int32
	pod                                balance.Augmentation // all that is fitted, together
}

// rig is what the ship can do; in pod mode, the pod.
func (h helm) rig() rig {
	if h.fitted != nil {
		return *h.fitted
	}
	return h.fit()
}

// fit works the rig out.
func (h helm) fit() rig {
	r := rig{maxPodHull: int32(h.b.Pod.Hull)}
	var e balance.Effects
	for _, p := range h.crew {
		role, _ := h.b.Role(p.GetRole())
		e = e.Plus(role.Effects)
	}
	for _, a := range h.augmentations() {
		r.augment(a)
	}
	if h.inPod {
		r.fuel, r.scan, r.mining, r.salvage = balance.Factor(r.pod.Effects.Fuel), balance.Factor(r.pod.Effects.Scan), 1, 1
		r.capacity, r.speed, r.combatSpeed = int32(r.pod.KeepWeight), h.b.Pod.Speed, 1
		r.healthPerTurn = int32(e.HealthPerTurn)
		return r
	}
	for _, m := range h.modules() {
		e = e.Plus(m.Effects)
		r.mines = r.mines || m.Enables == balance.EnablesMine
		r.salvages = r.salvages || m.Enables == balance.EnablesSalvage
		r.aims = r.aims || m.Enables == balance.EnablesPreciseShot
		if m.Weapon() {
			r.weapons++
		}
	}
	for _, works := range h.effects {
		e = e.Plus(balance.Temporary{Kind: works.kind, Amount: int(works.amount)}.Effects())
	}
	return r.with(h.hullType(), e.Plus(r.pod.Effects))
}

// with is the rig of a type of ship with everything that works on it.
func (r rig) with(base balance.Ship, e balance.Effects) rig {
	r.maxHull, r.capacity = int32(base.Hull+e.Hull), int32(base.Cargo+e.Cargo)
	r.fuel, r.speed = balance.Factor(base.Fuel)*balance.Factor(e.Fuel), base.Speed+e.Speed
	r.combatSpeed, r.accuracy, r.power = 1+e.CombatSpeed, e.Accuracy, int32(e.Power)
	r.scan, r.mining, r.salvage = balance.Factor(e.Scan), balance.Factor(e.Mining), balance.Factor(e.Salvage)
	r.hullPerTurn, r.healthPerTurn = int32(e.HullPerTurn), int32(e.HealthPerTurn)
	return r
}

// augment adds what an augmentation does.
func (r *rig) augment(a balance.Augmentation) {
	r.maxPodHull = max(r.maxPodHull, int32(a.PodHull))
	r.pod.Effects = r.pod.Effects.Plus(a.Effects)
	r.pod.PodDamage = balance.Factor(r.pod.PodDamage) * balance.Factor(a.PodDamage)
	r.pod.AvoidChance = max(r.pod.AvoidChance, a.AvoidChance)
	r.pod.KeepWeight += a.KeepWeight
	r.pod.Food += a.Food
}

// hullType is the type of the ship; a hull of no particular type where the
// balance has lost it.
func (h helm) hullType() balance.Ship {
	base, found := h.b.Ship(h.ship.kind)
	if !found {
		base = balance.Ship{Type: h.ship.kind, Name: h.ship.name, Hull: int(h.ship.hull), Speed: 1}
	}
	return base
}

// modules are the modules fitted, in the order of their slots.
func (h helm) modules() (fitted []balance.Module) {
	for _, s := range h.slots() {
		if m, ok := h.b.Module(s.module); ok {
			fitted = append(fitted, m)
		}
	}
	return fitted
}

// augmentations are what the pod is fitted with.
func (h helm) augmentations() (fitted []balance.Augmentation) {
	if h.pod == nil {
		return nil
	}
	for _, id := range h.pod.augmentations {
		if a, ok := h.b.Augmentation(id); ok {
			fitted = append(fitted, a)
		}
	}
	return fitted
}

// slot is a place for a module.
type slot struct{ id, kind, module string }

// slots are the ship's, in the order of their kinds. A slot that the balance
// has lost stays as long as something is in it.
func (h helm) slots() (all []slot) {
	if h.inPod {
		return nil
	}
	base, _ := h.b.Ship(h.ship.kind)
	left := len(h.ship.modules)
	for _, kind := range balance.SlotKinds() {
		for n := 1; n <= base.Slots.Of(kind); n++ {
			id := slotID(kind, n)
			if h.ship.modules[id] != "" {
				left--
			}
			all = append(all, slot{id, kind, h.ship.modules[id]})
		}
	}
	if left == 0 {
		return all
	}
	return append(all, h.lostSlots(all)...)
}

func (h helm) lostSlots(known []slot) (some []slot) {
	for id, module := range h.ship.modules {
		if !slices.ContainsFunc(known, func(s slot) bool { return s.id == id }) {
			kind, _, _ := strings.Cut(id, "-")
			some = append(some, slot{id, kind, module})
		}
	}
	slices.SortFunc(some, func(a, b slot) int { return strings.Compare(a.id, b.id) })
	return some
}

func slotID(kind string, n int) string { return kind + "-" + strconv.Itoa(n) }

// freeSlot is the first free slot of a kind, and how many there are.
func (h helm) freeSlot(kind string) (id string, free int32) {
	for _, s := range h.slots() {
		if s.kind != kind || s.module != "" {
			continue
		}
		if free == 0 {
			id = s.id
		}
		free++
	}
	return id, free
}

// hold is the weight in the hold, freight of quests counted in.
func (h helm) hold() (weight int32) {
	for id, n := range h.cargo {
		item, _ := h.b.Item(id)
		weight += int32(item.Weight) * n
	}
	for _, q := range h.running() {
		weight += q.mission.GetFreight()
	}
	return weight
}

// room is how many of an item could be taken aboard.
func (h helm) room(item balance.Item) int32 {
	n := int32(item.Stack) - h.cargo[item.ID]
	if item.Weight > 0 {
		n = min(n, (h.rig().capacity-h.hold())/int32(item.Weight))
	}
	return max(0, n)
}

// worth is the net worth: credits, the cargo's base value, and a share of what
// ship, modules, pod and augmentations cost. A wreck is worth nothing.
func (h helm) worth() int32 {
	var price int
	if !h.inPod && h.ship.hull > 0 {
		base, _ := h.b.Ship(h.ship.kind)
		price += base.Price
		for _, m := range h.modules() {
			price += m.Price
		}
	}
	if h.pod != nil {
		price += h.b.Pod.Price
		for _, a := range h.augmentations() {
			price += a.Price
		}
	}
	sum := int(h.credits) + int(floor(float64(price)*h.b.Voyage.WorthShare))
	for id, n := range h.cargo {
		item, _ := h.b.Item(id)
		sum += item.Value * int(n)
	}
	return int32(sum)
}

// earned is the net worth above what the voyage began with.
func (h helm) earned() int32 { return h.worth() - h.outset }
