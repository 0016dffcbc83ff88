package terminal

// helpPage is every key and every sign.
func helpPage() page {
	p := page{title: "Help", columns: []column{{width: 18}, {}}}
	add := func(title string, pairs ...string) {
		p.rows = append(p.rows, heading(title))
		for i := 0; i < len(pairs); i += 2 {
			p.rows = append(p.rows, row{id: title + pairs[i], cells: []string{pairs[i], pairs[i+1]}})
		}
	}
	add("Everywhere",
		"↑ ↓ or j k", "choose a row; Home and End go to the first and the last",
		"Enter", "do what stands first in the line of keys",
		"1 to 8, Tab", "switch panels; the first is for what is to be decided now",
		"PgUp PgDn", "scroll the log at the bottom; l shows all of it",
		"F5, F9", "save to slot 1, load slot 1",
		"Esc", "go back; from the helm to the harbour; give up waiting",
		"?", "this help",
		"q, Ctrl-C", "leave at once; the voyage is safe on the server",
	)
	add("Helm",
		"Enter", "travel to the chosen destination",
		"s m g w", "scan, mine, salvage, wait",
		"r e f", "repair, eat, buy fuel",
		"d p R", "distress call, buy a pod, retire (endless voyages)",
		"z", "the map: this region, or the galaxy",
	)
	add("Market, hold, yard, crew",
		"Enter", "buy, sell, use, hire: what the row is for",
		"b s", "buy, sell",
		"x", "throw away, take out, give up, dismiss",
	)
	add("Rows",
		"▸ ×", "the chosen row; what cannot be done now: choose it to see why",
	)
	add("Fight",
		"a p b e", "attack, precise shot, barrage, evasive",
		"f n", "flee, negotiate",
	)
	add("Map",
		"@ [ ]", "you; the chosen destination",
		"○ □ ◇", "planet, station, anomaly; filled when visited: ● ■ ◆",
		"◌ ∵ ‡", "wormhole, asteroid field, derelict; visited: ◎ ∴ †",
		"→ !", "the way to a region; a running quest leads there",
		"R T", "a yard (repair), a market (trade), as far as is known",
	)
	return p
}
