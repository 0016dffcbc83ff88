package cosmic

import (
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// mine digs while ship and hold allow it.
func (b *bot) mine() command {
	if !b.allowed("mine") || b.full() {
		return nil
	}
	// At the end what is in the hold counts, and nobody has to get home.
	if b.turnsLeft() > 5 && (b.hullShare() < .35 || b.me.GetFuel() < 30) || b.v.GetShip().GetHull() <= int32(b.b.Mine.Damage.Max) {
		return nil
	}
	return order(b, Game.Mine, &cosmicv1.MineRequest{})
}

// full is true when another load of ore would not fit.
func (b *bot) full() bool {
	ore, _ := b.b.Item(b.b.Mine.Item)
	s := b.v.GetShip()
	return s.GetCargoCapacity()-s.GetCargoUsed() < int32(2*ore.Weight)
}

// haul takes the hold to where it sells best.
func (b *bot) haul() command {
	worn := b.hullShare() < .5 || b.me.GetFuel() < 45
	if !b.full() && !worn && b.fitted("mining_laser") && b.turnsLeft() > 6 {
		return nil
	}
	if b.v.GetShip().GetCargoUsed() == 0 && !worn {
		return nil
	}
	best, most := "", 0.0
	for _, n := range b.v.GetMap().GetNodes() {
		if n.GetId() == b.here.GetNodeId() || b.likely(n) < .5 || !b.reachable(n.GetId()) || int32(b.turns(n.GetId())) > b.turnsLeft() {
			continue
		}
		worth := 20.0 // to mend and refuel is something, too
		for _, s := range b.v.GetCargo() {
			worth += b.carried(n, s.GetItem(), s.GetQuantity(), s.GetValue(), &cosmicv1.Offer{Item: s.GetItem(), Value: s.GetValue()})
		}
		if worth = worth * b.likely(n) / (2 + b.turns(n.GetId())); worth > most {
			best, most = n.GetId(), worth
		}
	}
	return b.towards(best)
}

// prospect goes to the nearest asteroid field; without a laser, to where there
// is one to buy.
func (b *bot) prospect() command {
	if !b.fitted("mining_laser") {
		if b.v.GetYard() == nil {
			return b.towards(b.nearestYard())
		}
		return nil
	}
	node, _ := b.best(func(n *cosmicv1.Node) float64 {
		if !slices.Contains(b.b.Mine.NodeTypes, n.GetType()) || !b.reachable(n.GetId()) {
			return 0
		}
		return 1 / (1 + b.turns(n.GetId()))
	})
	if node == "" {
		return b.seekRegion("frontier")
	}
	return b.towards(node)
}

// seekRegion goes towards a type of region, or to one that is not known yet.
func (b *bot) seekRegion(kind string) command {
	if b.here.GetRegionType() == kind {
		return b.wander()
	}
	for _, d := range b.v.GetDestinations() {
		if d.GetRegionId() != "" && d.GetAllowed() && d.GetType() == kind {
			return b.navigate(d)
		}
	}
	for _, r := range b.v.GetMap().GetRegions() {
		if r.GetType() == kind {
			if gate := b.stars.gates[r.GetId()]; gate != "" && b.reachable(gate) {
				return b.towards(gate)
			}
		}
	}
	for _, d := range b.v.GetDestinations() {
		if d.GetRegionId() != "" && d.GetAllowed() && !d.GetVisited() {
			return b.navigate(d)
		}
	}
	return nil
}

// wander goes to a place of this region that has not been seen.
func (b *bot) wander() command {
	for _, d := range b.v.GetDestinations() {
		if d.GetNodeId() != "" && d.GetAllowed() && !d.GetVisited() {
			return b.navigate(d)
		}
	}
	return nil
}

// strip takes wrecks apart when there is a salvager.
func (b *bot) strip() command {
	if b.allowed("salvage") && b.hullShare() > .4 {
		return order(b, Game.Salvage, &cosmicv1.SalvageRequest{})
	}
	return nil
}

// prowl looks for a fight: it scans where it is dangerous, and moves on. A ship
// that is not fit to fight goes to be mended.
func (b *bot) prowl() command {
	if b.v.GetShip().GetPower() == 0 || b.hullShare() < .5 || b.me.GetFuel() < 40 {
		node, _ := b.best(func(n *cosmicv1.Node) float64 {
			if !b.reachable(n.GetId()) {
				return 0
			}
			worth := b.likely(n)
			if n.GetSurveyed() && n.GetRepair() {
				worth++
			}
			return worth / (1 + b.turns(n.GetId()))
		})
		return b.towards(node)
	}
	// A scan in two lures somebody; more find nothing.
	if b.here.GetDanger() >= .4 && b.chance.IntN(2) == 0 && b.allowed("scan") {
		return order(b, Game.Scan, &cosmicv1.ScanRequest{})
	}
	if b.chance.IntN(5) == 0 {
		return b.roam() // there may be bounties
	}
	node, _ := b.best(func(n *cosmicv1.Node) float64 {
		if !b.reachable(n.GetId()) || b.stars.fuel[n.GetId()]+25 > float64(b.me.GetFuel()) {
			return 0
		}
		fresh := .4
		if !n.GetVisited() {
			fresh = 1
		}
		return n.GetDanger() * fresh / (.5 + b.turns(n.GetId()))
	})
	return b.towards(node)
}
