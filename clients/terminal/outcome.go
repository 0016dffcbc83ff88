package terminal

import (
	"fmt"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

var outcomes = map[cosmicv1.VoyageStatus]string{
	cosmicv1.VoyageStatus_VOYAGE_STATUS_VICTORY:    "VICTORY",
	cosmicv1.VoyageStatus_VOYAGE_STATUS_LOST:       "LOST",
	cosmicv1.VoyageStatus_VOYAGE_STATUS_TURN_LIMIT: "THE LAST TURN HAS PASSED",
}

// outcomePage is how the voyage ended, and what next.
func outcomePage(v *cosmicv1.View) page {
	o, s := v.GetOutcome(), v.GetStatistics()
	p := page{
		title: "Outcome",
		intro: []string{
			outcomes[o.GetStatus()], o.GetText(),
			fmt.Sprintf("Score %d. Net worth %s after %d turns.", o.GetScore(), credits(o.GetNetWorth()), v.GetCaptain().GetTurn()),
			fmt.Sprintf("Systems visited: %d. Regions: %d. Ships destroyed: %d. Quests done: %d.", s.GetSystemsVisited(), s.GetRegionsDiscovered(), s.GetShipsDestroyed(), s.GetQuestsDone()),
		},
		columns: text(),
	}
	if o.GetRuleset() != "" {
		p.intro = append(p.intro, "It counts for the leaderboard “"+o.GetRuleset()+"” once it has been verified.")
	}
	p.rows = []row{
		{id: "again", cells: []string{"Back to the harbour"}, deeds: []deed{{key: "enter", label: "Harbour", do: goTo(start)}}},
		{id: "board", cells: []string{"Leaderboards"}, deeds: []deed{{key: "enter", label: "Leaderboards", do: goTo(board)}}},
		{id: "record", cells: []string{"The record of this voyage"}, deeds: []deed{{key: "enter", label: "Record", do: goTo(record)}}},
		{id: "log", cells: []string{"The log of this voyage"}, deeds: []deed{{key: "enter", label: "Log", do: goTo(chronicle)}}},
	}
	return p
}
