package cosmic

import (
	"strings"
	"time"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/dice"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/games/cosmic/starmap"
	"playhouse/server/session"
)

// Bounds of what a voyage may be made with.
const (
	minTurns, maxTurns     = 10, 1000
	minVictory, maxVictory = 500, 1_000_000
	maxSeed                = 100
)

// Create makes a voyage, which is under way at once. It refuses options out of
// bounds and those that exclude each other.
func (g Game) Create(t session.Turn, s State, r *cosmicv1.CreateRequest) ([]*cosmicv1.Event, error) {
	o, err := g.options(t, r)
	if err != nil {
		return nil, err
	}
	p := &play{helm: g.helm(s), t: t}
	p.emit(g.outset(o))
	p.discover()
	p.news()
	return p.events, p.err
}

// options are the request's, checked and completed.
func (g Game) options(t session.Turn, r *cosmicv1.CreateRequest) (*cosmicv1.Options, error) {
	v := g.balance.Voyage
	o := &cosmicv1.Options{
		Seed: r.GetSeed(), SeedChosen: r.GetSeed() != "", Endless: r.GetEndless(), MaxTurns: int32(v.MaxTurns), VictoryCredits: int32(v.VictoryCredits),
	}
	bounded := r.MaxTurns != nil || r.VictoryCredits != nil
	switch {
	case r.GetDaily() && (o.GetSeed() != "" || o.GetEndless() || bounded):
		return nil, session.Invalid("daily", "the daily voyage has its own seed, length and goal; leave seed, endless, max_turns and victory_credits out")
	case o.GetEndless() && bounded:
		return nil, session.Invalid("endless", "an endless voyage has neither max_turns nor victory_credits; leave them out")
	case len([]rune(o.GetSeed())) > maxSeed:
		return nil, session.Invalid("seed", "must be at most %d characters", maxSeed)
	case r.MaxTurns != nil && (r.GetMaxTurns() < minTurns || r.GetMaxTurns() > maxTurns):
		return nil, session.Invalid("max_turns", "must be %d to %d", minTurns, maxTurns)
	case r.VictoryCredits != nil && (r.GetVictoryCredits() < minVictory || r.GetVictoryCredits() > maxVictory):
		return nil, session.Invalid("victory_credits", "must be %d to %d", minVictory, maxVictory)
	case r.GetDaily():
		o.Daily = t.Now.UTC().Format(time.DateOnly)
		o.Seed = g.dailySeed(o.GetDaily())
	case o.GetEndless():
		o.MaxTurns, o.VictoryCredits = 0, 0
	}
	if r.MaxTurns != nil {
		o.MaxTurns = r.GetMaxTurns()
	}
	if r.VictoryCredits != nil {
		o.VictoryCredits = r.GetVictoryCredits()
	}
	if o.GetSeed() == "" {
		o.Seed = drawSeed(t.Dice)
	}
	return o, nil
}

// drawSeed draws a seed that people can read out: no letters that look alike.
func drawSeed(d *dice.Roller) string {
	const letters, length = "abcdefghjkmnpqrstuvwxyz23456789", 8
	var seed strings.Builder
	for range length {
		seed.WriteByte(letters[d.Int(len(letters))])
	}
	return seed.String()
}

// outset is how the voyage begins.
func (g Game) outset(o *cosmicv1.Options) *cosmicv1.Event_Created {
	c := g.balance.Captain
	kind, _ := g.balance.Ship(c.Ship)
	e := &cosmicv1.Event_Created{
		Options: o, Chart: draft(starmap.Make(o.GetSeed(), g.balance)), Health: int32(c.Health), Credits: int32(c.Credits), Fuel: int32(c.Fuel),
		Food: int32(c.Food), Ship: kind.Type, ShipName: kind.Name, Hull: int32(kind.Hull), Reputation: map[string]int32{}, Modules: map[string]string{},
	}
	for _, f := range g.balance.Factions {
		if f.Reputation != 0 {
			e.Reputation[f.ID] = int32(f.Reputation)
		}
	}
	for i, id := range c.Modules {
		m, _ := g.balance.Module(id)
		e.Modules[slotID(m.Slot, 1+sameSlot(g.balance, c.Modules[:i], m.Slot))] = id
	}
	begun := g.helm(created(0, e))
	e.Hull = begun.rig().maxHull
	begun.ship.hull = e.GetHull()
	e.NetWorth = begun.worth()
	return e
}

// sameSlot counts modules of a kind of slot.
func sameSlot(b *balance.Balance, ids []string, kind string) (n int) {
	for _, id := range ids {
		if m, _ := b.Module(id); m.Slot == kind {
			n++
		}
	}
	return n
}

// draft copies a star map into the log.
func draft(m *starmap.Map) *cosmicv1.Event_Chart {
	c := &cosmicv1.Event_Chart{Start: m.Start, Links: links(m.Links), RegionLinks: links(m.RegionLinks)}
	for _, r := range m.Regions {
		c.Regions = append(c.Regions, &cosmicv1.Event_Area{
			Id: r.ID, Name: r.Name, Type: r.Type, X: float64(r.X), Y: float64(r.Y), Danger: r.Danger, Wealth: r.Wealth,
			Description: r.Description, Gate: r.Gate,
		})
	}
	for _, n := range m.Nodes {
		c.Nodes = append(c.Nodes, &cosmicv1.Event_Place{
			Id: n.ID, RegionId: n.Region, Name: n.Name, Type: n.Type, X: float64(n.X), Y: float64(n.Y), Danger: n.Danger,
			Repair: n.Repair, Trade: n.Trade, Description: n.Description,
		})
	}
	return c
}

func links(all []starmap.Link) (list []*cosmicv1.Link) {
	for _, l := range all {
		list = append(list, &cosmicv1.Link{From: l.From, To: l.To})
	}
	return list
}
