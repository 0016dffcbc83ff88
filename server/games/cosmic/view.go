package cosmic

import (
	"fmt"
	"math"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

// View is all that the captain may know, and may do. Whoever watches sees the
// same.
func (g Game) View(s State, _ session.Viewer) *cosmicv1.View {
	if s.chart == nil {
		return &cosmicv1.View{}
	}
	h := g.helm(s)
	r := h.fit()
	h.fitted = &r
	view := &cosmicv1.View{
		Status: h.status, Mode: h.mode(), Options: h.options, Captain: h.showCaptain(), Ship: h.showShip(),
		Location: h.showLocation(), Pod: h.showPod(), Cargo: h.showCargo(), Map: h.showMap(),
		Quests: h.showQuests(), Crew: h.showCrew(), Factions: h.showFactions(), Effects: h.showEffects(),
		Statistics: h.showStatistics(), Achievements: h.showAchievements(), Actions: h.showActions(),
		NetWorth: h.worth(), Earned: h.earned(), Warnings: h.warnings(), Outcome: h.outcome,
	}
	switch view.GetMode() {
	case cosmicv1.Mode_MODE_COMBAT:
		view.Combat = h.showCombat()
	case cosmicv1.Mode_MODE_EVENT:
		view.Encounter = h.showEncounter()
	case cosmicv1.Mode_MODE_CRUISE:
		view.Destinations = h.showDestinations()
		view.Market, view.Yard = h.showMarket(), h.showYard()
		view.OfferedQuests, view.Recruits = h.showOffers(), h.showRecruits()
	case cosmicv1.Mode_MODE_UNSPECIFIED, cosmicv1.Mode_MODE_ENDED:
	}
	return view
}

func (h helm) mode() cosmicv1.Mode {
	switch {
	case h.status != underWay:
		return cosmicv1.Mode_MODE_ENDED
	case h.fight != nil:
		return cosmicv1.Mode_MODE_COMBAT
	case h.encounter != nil:
		return cosmicv1.Mode_MODE_EVENT
	default:
		return cosmicv1.Mode_MODE_CRUISE
	}
}

func (h helm) showCaptain() *cosmicv1.Captain {
	return &cosmicv1.Captain{
		Health: h.health, MaxHealth: int32(h.b.Captain.MaxHealth), Credits: h.credits, Fuel: h.fuel, MaxFuel: int32(h.b.Captain.MaxFuel),
		Food: h.food, Turn: h.turn, TurnsLeft: max(0, h.options.GetMaxTurns()-h.turn), InPod: h.inPod,
	}
}

// tidy is a product of balance numbers without floating point's dust.
func tidy(x float64) float64 { return math.Round(x*1e6) / 1e6 }

func (h helm) showShip() *cosmicv1.Ship {
	r := h.rig()
	ship := &cosmicv1.Ship{
		Type: h.ship.kind, Name: h.ship.name, Hull: h.ship.hull, MaxHull: r.maxHull, CargoUsed: h.hold(), CargoCapacity: r.capacity,
		FuelEfficiency: tidy(r.fuel), Speed: tidy(r.speed), Power: r.power, Accuracy: tidy(r.accuracy), ScanStrength: tidy(r.scan),
		MiningYield: tidy(r.mining), SalvageYield: tidy(r.salvage), TradeIn: h.tradeIn(), Shield: h.shield(),
	}
	for _, s := range h.slots() {
		shown := &cosmicv1.Slot{Id: s.id, Kind: s.kind}
		if s.module != "" {
			shown.Module = h.showFitted(s)
		}
		ship.Slots = append(ship.Slots, shown)
	}
	return ship
}

func (h helm) showLocation() *cosmicv1.Location {
	p, a := h.place(), h.area()
	return &cosmicv1.Location{
		RegionId: a.GetId(), RegionName: a.GetName(), RegionType: a.GetType(), NodeId: p.GetId(), NodeName: p.GetName(),
		NodeType: p.GetType(), Danger: tidy(p.GetDanger()), Repair: p.GetRepair(), Trade: p.GetTrade(),
		Description: p.GetDescription(), Wreck: h.wreckHere(),
	}
}

func (h helm) showPod() *cosmicv1.Pod {
	if h.pod == nil {
		return nil
	}
	shown := &cosmicv1.Pod{Hull: h.pod.hull, MaxHull: h.rig().maxPodHull, Aboard: !h.inPod}
	for _, a := range h.augmentations() {
		shown.Augmentations = append(shown.Augmentations, h.showAugmentation(a))
	}
	return shown
}

func (h helm) showCargo() (list []*cosmicv1.Stack) {
	for _, item := range h.held() {
		stack := showStack(item, h.cargo[item.ID])
		stack.Usable = h.mayUse(item) == nil
		list = append(list, stack)
	}
	return list
}

func (h helm) showEffects() (list []*cosmicv1.TemporaryEffect) {
	for _, e := range h.effects {
		list = append(list, &cosmicv1.TemporaryEffect{Kind: e.kind, Name: e.name, Amount: e.amount, Turns: max(0, e.until-h.turn)})
	}
	return list
}

func (h helm) showStatistics() *cosmicv1.Statistics {
	st := h.statistics
	return &cosmicv1.Statistics{
		Distance: st.distance, SystemsVisited: int32(len(h.visited)), RegionsDiscovered: int32(len(h.regionsVisited)),
		ItemsCollected: st.collected, CreditsEarned: st.earned, CreditsSpent: st.spent, ShipsDestroyed: st.ships(),
		FightsAvoided: st.avoided, PodUses: st.podUses, QuestsDone: h.questsDone(), DamageTaken: st.damage,
		PlaySeconds: int32(st.playMs / 1000),
	}
}

func (h helm) showAchievements() (list []*cosmicv1.Achievement) {
	for _, a := range h.b.Achievements {
		shown := &cosmicv1.Achievement{Id: a.ID, Name: a.Name, Text: a.Text}
		for _, r := range h.achieved {
			if r.id == a.ID {
				shown.Reached, shown.Turn = true, r.turn
			}
		}
		list = append(list, shown)
	}
	return list
}

// dangerAhead is the most that one could meet here or at the end of a way.
func (h helm) dangerAhead() float64 {
	most := tidy(h.place().GetDanger())
	for _, w := range h.ways() {
		most = max(most, tidy(w.to.GetDanger()))
	}
	return most
}

// warnings are dangers in words.
func (h helm) warnings() (lines []string) {
	if h.status != underWay {
		return nil
	}
	r, low := h.rig(), int32(h.b.Voyage.Low)
	if h.health < low {
		lines = append(lines, fmt.Sprintf("Your health is down to %d.", h.health))
	}
	if !h.inPod && h.ship.hull < low {
		lines = append(lines, fmt.Sprintf("The hull is down to %d of %d.", h.ship.hull, r.maxHull))
	}
	if h.inPod && h.pod.hull < low {
		lines = append(lines, fmt.Sprintf("The pod's hull is down to %d of %d.", h.pod.hull, r.maxPodHull))
	}
	if !h.inPod && r.weapons == 0 && h.dangerAhead() >= h.b.Voyage.UnarmedDanger {
		lines = append(lines, "No weapon is aboard; there are pirates ahead.")
	}
	if need := h.cheapest(); need > h.fuel {
		lines = append(lines, fmt.Sprintf("The tank holds %d fuel; the nearest way takes %d.", h.fuel, need))
	}
	for _, q := range h.running() {
		if d := q.mission.GetDeadline(); d > 0 && d <= h.turn+1 {
			lines = append(lines, fmt.Sprintf("%s: must be done by turn %d.", q.mission.GetTitle(), d))
		}
	}
	return lines
}
