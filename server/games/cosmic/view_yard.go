package cosmic

import (
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// showYard is the yard here; nil where nobody repairs.
func (h helm) showYard() *cosmicv1.Yard {
	if !h.place().GetRepair() {
		return nil
	}
	y := &cosmicv1.Yard{
		MissingHull: h.missing(), RepairCost: h.repairCost(h.missing()), RepairPrice: h.repairCost(1),
		Modules: h.showModules(), PodPrice: int32(h.b.Pod.Price),
	}
	for _, kind := range h.b.Ships {
		y.Ships = append(y.Ships, h.showShipOffer(kind))
	}
	err := h.mayBuyPod()
	y.PodAllowed = err == nil
	y.PodReason, y.PodMessage = why(err)
	for _, a := range h.b.Augmentations {
		y.Augmentations = append(y.Augmentations, h.showAugmentation(a))
	}
	return y
}

func (h helm) showModules() (list []*cosmicv1.Module) {
	for _, m := range h.b.Modules {
		shown := h.showModule(m)
		err := h.mayBuyModule(m)
		shown.Allowed = err == nil
		shown.Reason, shown.Message = why(err)
		list = append(list, shown)
	}
	return list
}

func (h helm) showModule(m balance.Module) *cosmicv1.Module {
	_, free := h.freeSlot(m.Slot)
	return &cosmicv1.Module{
		Id: m.ID, Name: m.Name, Slot: m.Slot, Price: int32(m.Price), Effect: m.Text(), FreeSlots: free, Refund: h.refund(m),
	}
}

// showFitted is the module in a slot; allowed is whether it can be taken out.
func (h helm) showFitted(s slot) *cosmicv1.Module {
	m, ok := h.b.Module(s.module)
	if !ok {
		m = balance.Module{ID: s.module, Name: s.module, Slot: s.kind}
	}
	shown := h.showModule(m)
	err := h.mayRemove(s.id)
	shown.Allowed = err == nil
	shown.Reason, shown.Message = why(err)
	return shown
}

func (h helm) showShipOffer(kind balance.Ship) *cosmicv1.ShipOffer {
	offer := &cosmicv1.ShipOffer{
		Type: kind.Type, Name: kind.Name, Price: int32(kind.Price), Cost: int32(kind.Price) - h.tradeIn(), Hull: int32(kind.Hull),
		Cargo: int32(kind.Cargo), FuelEfficiency: kind.Fuel, Speed: kind.Speed, Slots: map[string]int32{}, Description: kind.Description,
	}
	for _, slots := range balance.SlotKinds() {
		offer.Slots[slots] = int32(kind.Slots.Of(slots))
	}
	err := h.mayBuyShip(kind)
	offer.Allowed = err == nil
	offer.Reason, offer.Message = why(err)
	return offer
}

func (h helm) showAugmentation(a balance.Augmentation) *cosmicv1.Augmentation {
	shown := &cosmicv1.Augmentation{Id: a.ID, Name: a.Name, Kind: a.Kind, Price: int32(a.Price), Effect: a.Text()}
	err := h.mayAugment(a)
	shown.Allowed = err == nil
	shown.Reason, shown.Message = why(err)
	return shown
}
