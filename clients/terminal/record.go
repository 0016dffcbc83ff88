package terminal

import (
	"fmt"
	"time"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// recordPage is what was done so far: statistics and achievements.
func recordPage(v *cosmicv1.View) page {
	s, o := v.GetStatistics(), v.GetOptions()
	p := page{title: "Record", columns: []column{{}, {width: 12, right: true}}}
	add := func(name string, value any) {
		p.rows = append(p.rows, row{id: name, cells: []string{name, fmt.Sprint(value)}})
	}
	p.rows = append(p.rows, heading("Voyage"))
	add("Seed of the stars", o.GetSeed())
	switch {
	case o.GetEndless():
		add("Goal", "endless")
	default:
		add("Goal", credits(o.GetVictoryCredits()))
		add("Last turn", o.GetMaxTurns())
	}
	add("Earned so far", credits(v.GetEarned()))
	add("Net worth", credits(v.GetNetWorth()))
	p.rows = append(p.rows, heading("Achievements"))
	for _, a := range v.GetAchievements() {
		r := row{id: a.GetId(), cells: []string{"☐ " + a.GetName(), ""}, under: a.GetText(), tone: dim}
		if a.GetReached() {
			r.cells, r.tone = []string{"☑ " + a.GetName(), fmt.Sprintf("turn %d", a.GetTurn())}, good
		}
		p.rows = append(p.rows, r)
	}
	p.rows = append(p.rows, heading("Statistics"))
	add("Map units travelled", s.GetDistance())
	add("Systems visited", s.GetSystemsVisited())
	add("Regions discovered", s.GetRegionsDiscovered())
	add("Items taken aboard", s.GetItemsCollected())
	add("Credits earned", s.GetCreditsEarned())
	add("Credits spent", s.GetCreditsSpent())
	add("Ships destroyed", s.GetShipsDestroyed())
	add("Fights avoided", s.GetFightsAvoided())
	add("Times in the pod", s.GetPodUses())
	add("Quests done", s.GetQuestsDone())
	add("Hull damage taken", s.GetDamageTaken())
	add("Time played", time.Duration(s.GetPlaySeconds())*time.Second)
	return p
}
