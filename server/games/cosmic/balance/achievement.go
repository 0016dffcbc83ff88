package balance

// Achievement is something worth remembering: a statistic that has reached
// AtLeast.
type Achievement struct {
	// ID is its id.
	ID string `json:"id"`
	// Name is its name.
	Name string `json:"name"`
	// Text is what it takes.
	Text string `json:"text"`
	// Statistic is one of Measures.
	Statistic string `json:"statistic"`
	// AtLeast is the threshold.
	AtLeast int `json:"at_least"`
}

// What achievements measure besides the statistics of the view.
const (
	MeasureEarned       = "earned"        // net worth earned
	MeasureTurn         = "turn"          // turns taken
	MeasureVictory      = "victory"       // 1 when the voyage was won
	MeasureChain        = "chain"         // links of the chain that were done
	MeasureCrew         = "crew"          // how many fly along
	MeasureReputation   = "reputation"    // the highest with any faction
	MeasureEvents       = "events"        // narrative events that were decided
	MeasureMined        = "mined"         // times mining gave ore
	MeasureSalvaged     = "salvaged"      // times salvaging gave something
	MeasureNegotiated   = "negotiated"    // fights talked out of
	MeasureModules      = "modules"       // modules fitted now
	MeasureShips        = "ships_bought"  // ships bought
	MeasureAugmentation = "augmentations" // augmentations of the pod
	MeasureCloseCalls   = "close_calls"   // fights won with hull under a tenth
)

// Measures are the statistics that an achievement may be for: those of the view
// by their names there, and what only achievements count.
func Measures() []string {
	return []string{
		"distance", "systems_visited", "regions_discovered", "items_collected", "credits_earned", "credits_spent",
		"ships_destroyed", "fights_avoided", "pod_uses", "quests_done", "damage_taken",
		MeasureEarned, MeasureTurn, MeasureVictory, MeasureChain, MeasureCrew, MeasureReputation, MeasureEvents,
		MeasureMined, MeasureSalvaged, MeasureNegotiated, MeasureModules, MeasureShips, MeasureAugmentation, MeasureCloseCalls,
	}
}

func (a Achievement) check(c *checker, path string) {
	c.text(path+".name", a.Name)
	c.text(path+".text", a.Text)
	c.oneOf(path+".statistic", a.Statistic, Measures())
	c.whole(path+".at_least", a.AtLeast, 1, noLimit)
}
