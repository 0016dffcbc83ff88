package terminal

import (
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// screen is what the window shows.
type screen int

const (
	start screen = iota + 1
	bridge
	ship
	cargo
	market
	quests
	crew
	saves
	record
	board
	chronicle
	help
)

// panel is a screen of a voyage that a digit switches to.
type panel struct {
	key    string
	screen screen
	title  string
}

// panels are in the order of the keys. The first is whatever is to be decided
// now: travel, a fight, an event, or how it ended.
var panels = []panel{
	{"1", bridge, "Helm"}, {"2", ship, "Ship"}, {"3", cargo, "Hold"}, {"4", market, "Market"},
	{"5", quests, "Quests"}, {"6", crew, "Crew"}, {"7", saves, "Saves"}, {"8", record, "Record"},
}

// pageOf makes the page of the screen. It is a pure function of what is known.
func pageOf(k known) page {
	switch k.screen {
	case start:
		return startPage(k)
	case saves:
		return savesPage(k)
	case board:
		return boardPage(k)
	case chronicle:
		return chroniclePage(k)
	case help:
		return helpPage()
	}
	v := k.live.View
	if v == nil {
		return page{columns: text(), empty: "Waiting for the server."}
	}
	switch k.screen {
	case ship:
		return shipPage(v)
	case cargo:
		return cargoPage(v)
	case market:
		return marketPage(v)
	case quests:
		return questsPage(v)
	case crew:
		return crewPage(v)
	case record:
		return recordPage(v)
	default:
		return decisionPage(k, v)
	}
}

// decisionPage is what the captain has to decide now.
func decisionPage(k known, v *cosmicv1.View) page {
	switch v.GetMode() {
	case cosmicv1.Mode_MODE_COMBAT:
		return combatPage(v)
	case cosmicv1.Mode_MODE_EVENT:
		return eventPage(v)
	case cosmicv1.Mode_MODE_ENDED:
		return outcomePage(v)
	default:
		return bridgePage(k, v)
	}
}

// barred is the sentence why something cannot be done; empty when it can.
func barred(allowed bool, message string) string {
	switch {
	case allowed:
		return ""
	case message == "":
		return "That cannot be done now."
	}
	return message
}
