package cosmic

import (
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// fitting refuses what takes a ship at a yard.
func (h helm) fitting() error {
	if err := h.aboard(); err != nil {
		return err
	}
	return h.docked()
}

// missing is the hull that could be mended.
func (h helm) missing() int32 {
	if h.inPod {
		return 0
	}
	return max(0, h.rig().maxHull-h.ship.hull)
}

// repairCost is what mending so much hull costs here.
func (h helm) repairCost(points int32) int32 {
	return ceil(float64(points) * h.b.Yard.RepairPrice * h.region().Wealth)
}

// mayRepair says why so much hull cannot be mended; more than is missing stands
// for all of it.
func (h helm) mayRepair(points int32) error {
	if err := h.fitting(); err != nil {
		return err
	}
	if h.missing() == 0 {
		return session.Refuse("not_needed", "the hull is whole")
	}
	return h.afford(h.repairCost(min(points, h.missing())))
}

// Repair mends the hull, all of it unless points are given.
func (g Game) Repair(t session.Turn, s State, r *cosmicv1.RepairRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	points := p.missing()
	if r.Points != nil {
		if err := amount("points", r.GetPoints(), mostPoints); err != nil {
			return nil, err
		}
		points = min(points, r.GetPoints())
	}
	if err := p.mayRepair(points); err != nil {
		return nil, err
	}
	cost := p.repairCost(points)
	p.emit(&cosmicv1.Event_Mended{
		Points: points, Hull: p.ship.hull + points, Cost: cost, Credits: p.credits - cost, Cause: "the yard",
	})
	return p.done()
}

// mostPoints is how much hull a request may name.
const mostPoints = 10_000

// tradeIn is what ship and modules count for when another ship is bought.
func (h helm) tradeIn() int32 {
	if h.inPod {
		return 0
	}
	base, _ := h.b.Ship(h.ship.kind)
	price := base.Price
	for _, m := range h.modules() {
		price += m.Price
	}
	return floor(float64(price) * h.b.Yard.TradeInShare)
}

// flying is the helm of another type of ship, bare, with everything else as it
// is.
func (h helm) flying(kind balance.Ship) helm {
	h.ship, h.inPod, h.fitted = ship{kind: kind.Type, name: kind.Name}, false, nil
	return h
}

// mayBuyShip says why a ship cannot be bought here.
func (h helm) mayBuyShip(kind balance.Ship) error {
	if err := h.docked(); err != nil {
		return err
	}
	if kind.Type == h.ship.kind && !h.inPod {
		return session.Refuse("same_ship", "you fly one already")
	}
	if holds := h.flying(kind).rig().capacity; h.hold() > holds {
		return session.Refuse("hold_too_small", "its hold takes %d; you carry %d", holds, h.hold())
	}
	return h.afford(int32(kind.Price) - h.tradeIn())
}

// BuyShip trades the ship in for another; the pod stays aboard, looked after.
func (g Game) BuyShip(t session.Turn, s State, r *cosmicv1.BuyShipRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	kind, ok := p.b.Ship(r.GetType())
	if !ok {
		return nil, session.Invalid("type", "there is no ship %q; the yard names them", r.GetType())
	}
	if err := p.mayBuyShip(kind); err != nil {
		return nil, err
	}
	cost, fitted := int32(kind.Price)-p.tradeIn(), p.flying(kind).rig()
	e := &cosmicv1.Event_ShipBought{
		Type: kind.Type, Name: kind.Name, Cost: cost, Credits: p.credits - cost, Hull: fitted.maxHull,
	}
	if p.pod != nil {
		e.PodHull = fitted.maxPodHull
	}
	p.emit(e)
	return p.done()
}

// mayBuyModule says why a module cannot be bought here.
func (h helm) mayBuyModule(m balance.Module) error {
	if err := h.fitting(); err != nil {
		return err
	}
	if _, free := h.freeSlot(m.Slot); free == 0 {
		return session.Refuse("no_slot", "the ship has no free %s slot", m.Slot)
	}
	return h.afford(int32(m.Price))
}

// BuyModule buys a module and fits it. Hull that it brings comes whole.
func (g Game) BuyModule(t session.Turn, s State, r *cosmicv1.BuyModuleRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	m, ok := p.b.Module(r.GetModule())
	if !ok {
		return nil, session.Invalid("module", "there is no module %q; ListModules names them", r.GetModule())
	}
	if err := p.mayBuyModule(m); err != nil {
		return nil, err
	}
	free, _ := p.freeSlot(m.Slot)
	p.emit(&cosmicv1.Event_Fitted{
		SlotId: free, Module: m.ID, Name: m.Name, Cost: int32(m.Price), Credits: p.credits - int32(m.Price),
		Hull: p.ship.hull + int32(m.Effects.Hull),
	})
	return p.done()
}

// mayRemove says why the module in a slot cannot be taken out.
func (h helm) mayRemove(id string) error {
	if err := h.fitting(); err != nil {
		return err
	}
	m, ok := h.b.Module(h.ship.modules[id])
	if !ok {
		return session.Refuse("not_fitted", "there is nothing in %s to take out", id)
	}
	if m.Slot == balance.Rig {
		return session.Refuse("permanent", "rigs are part of the hull for good")
	}
	if left := h.rig().capacity - int32(m.Effects.Cargo); h.hold() > left {
		return session.Refuse("hold_too_small", "without it the hold takes %d; you carry %d", left, h.hold())
	}
	return nil
}

// refund is what taking a module out brings.
func (h helm) refund(m balance.Module) int32 {
	if m.Slot == balance.Rig {
		return 0
	}
	return floor(float64(m.Price) * h.b.Yard.RefundShare)
}

// RemoveModule takes a module out. The hull it brought goes with it, but the
// last point stays.
func (g Game) RemoveModule(t session.Turn, s State, r *cosmicv1.RemoveModuleRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.mayRemove(r.GetSlotId())
	}
	if err != nil {
		return nil, err
	}
	m, _ := p.b.Module(p.ship.modules[r.GetSlotId()])
	p.emit(&cosmicv1.Event_Removed{
		SlotId: r.GetSlotId(), Name: m.Name, Refund: p.refund(m), Credits: p.credits + p.refund(m),
		Hull: max(1, p.ship.hull-int32(m.Effects.Hull)),
	})
	return p.done()
}
