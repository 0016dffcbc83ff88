package cosmic

import (
	"cmp"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// damage hits the ship, shield first, or the pod. At hull 0 the captain leaves
// in the pod, if there is one.
func (p *play) damage(n int32, cause string, enemy bool) {
	if n <= 0 {
		return
	}
	if p.inPod {
		p.damagePod(n, cause)
		return
	}
	shield := p.shield()
	absorbed := min(shield, n)
	hull := max(0, p.ship.hull-(n-absorbed))
	p.emit(&cosmicv1.Event_Struck{Damage: n, Shield: shield - absorbed, Hull: hull, Cause: cause, Enemy: enemy})
	if hull == 0 && p.pod != nil && p.pod.hull > 0 {
		p.eject()
	}
}

func (p *play) damagePod(n int32, cause string) {
	r := p.rig()
	if r.pod.AvoidChance > 0 && p.chance(r.pod.AvoidChance) {
		p.emit(&cosmicv1.Event_Evaded{Cause: cause, Beacon: true})
		return
	}
	n = max(1, floor(float64(n)*balance.Factor(r.pod.PodDamage)))
	p.emit(&cosmicv1.Event_Struck{Damage: n, Hull: max(0, p.pod.hull-n), Cause: cause})
}

// eject leaves the ship with what the pod saves. Freight is lost, and with it
// the quests it was for.
func (p *play) eject() {
	r := p.rig()
	p.emit(&cosmicv1.Event_Ejected{
		Kept: p.saved(int32(r.pod.KeepWeight)), Fuel: p.fuel,
		Food: min(p.food+int32(r.pod.Food), max(p.food, int32(p.b.Captain.MaxFood))),
	})
	for _, q := range p.running() {
		if q.mission.GetFreight() > 0 {
			p.fail(q, "The freight was lost with the ship.")
		}
	}
}

// saved is the cargo that comes along: quest items, which the captain wears,
// and of the rest the most valuable up to a weight.
func (h helm) saved(weight int32) (kept []*cosmicv1.Event_Goods) {
	items := h.held()
	slices.SortStableFunc(items, func(a, b balance.Item) int { return cmp.Compare(b.Value, a.Value) })
	for _, item := range items {
		n := h.cargo[item.ID]
		if item.Kind != balance.KindQuest {
			n = min(n, weight/max(1, int32(item.Weight)))
			weight -= n * int32(item.Weight)
		}
		if n > 0 {
			kept = append(kept, goods(item.ID, item.Name, n))
		}
	}
	return kept
}

// held are the items in the hold, in the order of the balance.
func (h helm) held() (items []balance.Item) {
	for _, item := range h.b.Items {
		if h.cargo[item.ID] > 0 {
			items = append(items, item)
		}
	}
	return items
}

// perished is true when ship or captain are lost.
func (h helm) perished() bool {
	switch {
	case h.health <= 0:
		return true
	case h.inPod:
		return h.pod == nil || h.pod.hull <= 0
	default:
		return h.ship.hull <= 0
	}
}
