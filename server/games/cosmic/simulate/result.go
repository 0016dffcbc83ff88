package simulate

import (
	"cmp"
	"math"
	"slices"

	"playhouse/server/games/cosmic"
)

// Result is what a run measured.
type Result struct {
	Games   int    `json:"games"`
	Seed    string `json:"seed"`
	Endless bool   `json:"endless"`
	Turns   int    `json:"turns"`
	// Strategies are the voyages, by strategy.
	Strategies []StrategyResult `json:"strategies"`
	// Fights are isolated fights of the first ship.
	Fights []FightResult `json:"fights,omitempty"`
	// Exploits are what was found when looking for profit at one place.
	Exploits *ExploitResult `json:"exploits,omitempty"`
	// VoyagesPerSecond is 0 when the run had no clock.
	VoyagesPerSecond float64 `json:"voyages_per_second"`
}

// StrategyResult is how the voyages of a strategy ended.
type StrategyResult struct {
	Strategy cosmic.Strategy `json:"strategy"`
	Games    int             `json:"games"`
	// Survival is the share of voyages that were not lost.
	Survival float64 `json:"survival"`
	// Victory is the share that was won, by net worth or by the chain.
	Victory float64 `json:"victory"`
	// VictoryLow and VictoryHigh are its 95 % interval (Wilson's).
	VictoryLow  float64 `json:"victory_low"`
	VictoryHigh float64 `json:"victory_high"`
	// Chain is the share that was won by the chain.
	Chain float64 `json:"chain"`
	// Earned is the net worth earned, in credits.
	Earned Spread `json:"earned"`
	// Turns are the lengths.
	Turns Spread `json:"turns"`
	// Ships, Quests, Places and Commands are means a voyage.
	Ships    float64 `json:"ships_destroyed"`
	Quests   float64 `json:"quests_done"`
	Places   float64 `json:"systems_visited"`
	Commands float64 `json:"commands"`
	// Deaths are the causes of losses, the most frequent first.
	Deaths []Cause `json:"deaths"`
}

// Cause is a cause of losses.
type Cause struct {
	Cause string `json:"cause"`
	// Share is of all voyages of the strategy.
	Share float64 `json:"share"`
}

// Spread describes a distribution.
type Spread struct {
	Mean float64 `json:"mean"`
	P10  int32   `json:"p10"`
	P50  int32   `json:"p50"`
	P90  int32   `json:"p90"`
}

func sum(s cosmic.Strategy, voyages []voyage) StrategyResult {
	r := StrategyResult{Strategy: s, Games: len(voyages), Deaths: []Cause{}}
	var earned, turns []int32
	var won, chain, lost int
	causes := map[string]int{}
	for _, v := range voyages {
		earned, turns = append(earned, v.earned), append(turns, v.turns)
		won, chain, lost = won+ones(v.won), chain+ones(v.chain), lost+ones(v.lost)
		if v.lost {
			causes[v.cause]++
		}
		r.Ships += float64(v.ships)
		r.Quests += float64(v.quests)
		r.Places += float64(v.places)
		r.Commands += float64(v.commands)
	}
	n := float64(len(voyages))
	r.Ships, r.Quests, r.Places, r.Commands = r.Ships/n, r.Quests/n, r.Places/n, r.Commands/n
	r.Survival, r.Victory, r.Chain = 1-share(lost, len(voyages)), share(won, len(voyages)), share(chain, len(voyages))
	r.VictoryLow, r.VictoryHigh = interval(won, len(voyages))
	r.Earned, r.Turns = spread(earned), spread(turns)
	for cause, n := range causes {
		r.Deaths = append(r.Deaths, Cause{cause, share(n, len(voyages))})
	}
	slices.SortFunc(r.Deaths, func(a, b Cause) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Cause, b.Cause)) })
	return r
}

func ones(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// interval is Wilson's score interval for a share, at 95 %.
func interval(n, of int) (low, high float64) {
	const z = 1.959964
	p, m := share(n, of), float64(of)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, middle-half), min(1, middle+half)
}

func spread(all []int32) Spread {
	slices.Sort(all)
	sum := 0
	for _, n := range all {
		sum += int(n)
	}
	at := func(percent int) int32 { return all[(len(all)-1)*percent/100] }
	return Spread{Mean: share(sum, len(all)), P10: at(10), P50: at(50), P90: at(90)}
}
