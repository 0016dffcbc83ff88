package cosmic

import (
	"math"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// Wait lets a turn pass.
func (g Game) Wait(t session.Turn, s State, _ *cosmicv1.WaitRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.cruising()
	}
	if err != nil {
		return nil, err
	}
	p.wait()
	return p.turnDone()
}

// Scan looks around: the places one can go to are surveyed, and something may
// be found.
func (g Game) Scan(t session.Turn, s State, _ *cosmicv1.ScanRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.aboard()
	}
	if err != nil {
		return nil, err
	}
	find, found := p.find()
	p.emit(&cosmicv1.Event_Scanned{Text: find.Text, Found: found})
	p.learn(nil, nil, p.chart.links[p.at])
	if found {
		p.befall(find.Outcome)
		if find.Event {
			p.encounterHere()
		}
	}
	if p.alive() && p.fight == nil {
		p.scannedHere()
	}
	return p.turnDone()
}

// find draws what a scan finds here; nothing where everything was found.
func (p *play) find() (balance.Find, bool) {
	if int(p.scanned[p.at]) >= p.b.Scan.PerNode {
		return balance.Find{Outcome: balance.Outcome{Text: "Nothing that you have not seen before."}}, false
	}
	strength := p.rig().scan
	weights := make([]float64, len(p.b.Scan.Finds))
	for i, f := range p.b.Scan.Finds {
		if !f.At(p.area().GetType(), p.place().GetType()) {
			continue
		}
		if weights[i] = float64(f.Weight); f.Good {
			weights[i] *= strength
		}
	}
	i := p.pick(weights)
	if i < 0 {
		return balance.Find{}, false
	}
	return p.b.Scan.Finds[i], true
}

// mayMine says why one cannot mine here.
func (h helm) mayMine() error {
	if err := h.aboard(); err != nil {
		return err
	}
	m := h.b.Mine
	if !slices.Contains(m.NodeTypes, h.place().GetType()) {
		return session.Refuse("nothing_to_mine", "there is nothing to mine at %s; asteroid fields have ore", h.place().GetName())
	}
	if !h.rig().mines {
		return session.Refuse("no_mining_laser", "mining takes a mining laser")
	}
	if err := h.burn(int32(m.Fuel)); err != nil {
		return err
	}
	if ore, ok := h.b.Item(m.Item); ok && h.room(ore) == 0 {
		return session.Refuse("hold_full", "there is no room for %s", ore.Name)
	}
	return nil
}

// Mine digs in an asteroid field.
func (g Game) Mine(t session.Turn, s State, _ *cosmicv1.MineRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.mayMine()
	}
	if err != nil {
		return nil, err
	}
	m := p.b.Mine
	found := p.chance(m.Chance)
	p.emit(&cosmicv1.Event_Mined{FuelSpent: int32(m.Fuel), Fuel: p.fuel - int32(m.Fuel), Found: found})
	if !found {
		p.damage(p.draw(m.Damage), "flying rock", false)
		return p.turnDone()
	}
	p.gain(m.Item, int32(math.Round(float64(p.draw(m.Quantity))*p.rig().mining)), "the rock")
	if p.chance(m.BonusChance) {
		p.loot(m.Bonus, 1, "the rock")
	}
	return p.turnDone()
}

// wreckHere is true when the wreck of a fight drifts here.
func (h helm) wreckHere() bool { return h.wrecks[h.at] > 0 }

// maySalvage says why one cannot salvage here.
func (h helm) maySalvage() error {
	if err := h.aboard(); err != nil {
		return err
	}
	sv := h.b.Salvage
	fresh := slices.Contains(sv.NodeTypes, h.place().GetType()) && int(h.stripped[h.at]) < sv.PerNode
	if !fresh && !h.wreckHere() {
		return session.Refuse("nothing_to_salvage", "there is nothing left to take apart at %s", h.place().GetName())
	}
	if !h.rig().salvages {
		return session.Refuse("no_salvager", "salvaging takes a salvager")
	}
	if err := h.burn(int32(sv.Fuel)); err != nil {
		return err
	}
	fits := func(l balance.Loot) bool {
		item, ok := h.b.Item(l.Item)
		return ok && h.room(item) > 0
	}
	if !slices.ContainsFunc(sv.Finds, fits) {
		return session.Refuse("hold_full", "there is no room for anything that might be found")
	}
	return nil
}

// Salvage takes the wreck of a fight apart, or else the derelict.
func (g Game) Salvage(t session.Turn, s State, _ *cosmicv1.SalvageRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.maySalvage()
	}
	if err != nil {
		return nil, err
	}
	sv := p.b.Salvage
	found := p.chance(sv.Chance)
	p.emit(&cosmicv1.Event_Salvaged{FuelSpent: int32(sv.Fuel), Fuel: p.fuel - int32(sv.Fuel), Wreck: p.wreckHere(), Found: found})
	if found {
		p.loot(sv.Finds, p.rig().salvage, "the wreck")
	} else {
		p.damage(p.draw(sv.Damage), "collapsing wreckage", false)
	}
	return p.turnDone()
}
