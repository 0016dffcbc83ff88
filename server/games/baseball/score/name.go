package score

import "playhouse/server/games/baseball/diamond"

// names are the environment's for kinds of plays that end a plate appearance.
var names = map[diamond.Kind]string{
	diamond.Strikeout: "K", diamond.Walk: "BB", diamond.IntentionalWalk: "IBB", diamond.HitByPitch: "HBP", diamond.Interference: "CI",
	diamond.Single: "1B", diamond.Double: "2B", diamond.Triple: "3B", diamond.HomeRun: "HR", diamond.ReachedOnError: "ROE",
	diamond.FieldersChoice: "FC", diamond.GroundOut: "OUT", diamond.FlyOut: "OUT", diamond.LineOut: "OUT", diamond.PopOut: "OUT",
}

// Name is what a plate appearance is counted as: K, BB, IBB, HBP, CI, 1B, 2B, 3B,
// HR, ROE, FC, SH, SF or OUT; empty for other plays.
func Name(p *diamond.Play, r diamond.Result, before diamond.Half) string {
	b := Play{Play: p, Result: r, Before: before}
	switch {
	case b.Sacrifice():
		return "SH"
	case b.Fly():
		return "SF"
	default:
		return names[p.Kind]
	}
}
