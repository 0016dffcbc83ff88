package terminal

import (
	"context"
	"fmt"
	"strconv"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	leaderboardv1 "playhouse/gen/playhouse/leaderboard/v1"
	savev1 "playhouse/gen/playhouse/save/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// game is cosmic's short name on a server.
const game = "cosmic"

// harbour is what is known besides the voyage.
type harbour struct {
	listed  bool              // the voyages were read once; before, nothing is to choose from
	voyages []*sessionv1.Room // running ones, newest activity first
	saves   []*savev1.SaveSlot
	boards  []*leaderboardv1.Board
	season  leaderboardv1.Season
	board   string // the ruleset whose entries are shown; empty for the list
	entries []*leaderboardv1.Entry
	own     *leaderboardv1.Entry
}

// startPage is where one begins: go on, set out anew, look around.
func startPage(k known) page {
	p := page{title: "Harbour", columns: []column{{}, {width: 34}}, empty: "Calling " + k.server + "."}
	if !k.signedIn || !k.listed {
		return p
	}
	if len(k.voyages) > 0 {
		p.rows = append(p.rows, heading("Voyages under way"))
	}
	for _, room := range k.voyages {
		name := room.GetTitle()
		if name == "" {
			name = "Voyage"
		}
		if id := room.GetSessionId(); id == k.session {
			name += " (here)"
		}
		p.rows = append(p.rows, row{
			id: room.GetSessionId(), cells: []string{"Continue: " + name, room.GetSummary()},
			deeds: []deed{{key: "enter", label: "Continue", do: func([]string) intent { return intent{open: room.GetSessionId()} }}},
		})
	}
	p.rows = append(p.rows, heading("Set out"))
	p.rows = append(p.rows, voyageRows()...)
	p.rows = append(p.rows, heading("Look around"))
	for _, r := range []struct {
		name   string
		about  string
		screen screen
	}{{"Saves", "load, rename, export, import", saves}, {"Leaderboards", "verified voyages", board}, {"Help", "every key", help}} {
		p.rows = append(p.rows, row{id: r.name, cells: []string{r.name, r.about}, deeds: []deed{{key: "enter", label: "Show", do: goTo(r.screen)}}})
	}
	p.rows = append(p.rows, row{id: "leave", cells: []string{"Leave", "voyages are kept on the server"}, deeds: []deed{{key: "enter", label: "Leave", do: func([]string) intent { return intent{leave: true} }}}})
	p.deeds = []deed{{key: "u", label: "Update", do: goTo(start)}}
	return p
}

func voyageRows() []row {
	set := func(id, name, about string, r *cosmicv1.CreateRequest) row {
		return row{id: id, cells: []string{name, about}, deeds: []deed{{key: "enter", label: "Set out", do: send(create(r))}}}
	}
	own := deed{
		key: "enter", label: "Set out", do: ownVoyage,
		asks: []ask{
			{kind: askText, question: "Seed of the stars, or nothing for chance", limit: 100},
			{kind: askNumber, question: "Credits to earn for victory", preset: "5000", least: 500, most: 1_000_000},
			{kind: askNumber, question: "Turns", preset: "50", least: 10, most: 1000},
		},
	}
	return []row{
		set("new", "New voyage", "50 turns, 5000 credits to earn", &cosmicv1.CreateRequest{}),
		set("daily", "Daily voyage", "the same stars for everybody", &cosmicv1.CreateRequest{Daily: true}),
		set("endless", "Endless voyage", "no last turn, no victory", &cosmicv1.CreateRequest{Endless: true}),
		{id: "own", cells: []string{"Voyage of your own making", "choose seed, goal and turns"}, deeds: []deed{own}},
	}
}

func ownVoyage(answers []string) intent {
	r := &cosmicv1.CreateRequest{Seed: answers[0]}
	if n, err := strconv.ParseInt(answers[1], 10, 32); err == nil {
		r.VictoryCredits = new(int32(n))
	}
	if n, err := strconv.ParseInt(answers[2], 10, 32); err == nil {
		r.MaxTurns = new(int32(n))
	}
	return intent{errand: create(r)}
}

// create makes a voyage and goes there.
func create(r *cosmicv1.CreateRequest) errand {
	return func(ctx context.Context, l *uplink.Link, commandID string) (result, error) {
		r.CommandId = commandID
		v, err := l.Cosmic.Create(ctx, r)
		if err != nil {
			return result{}, err
		}
		return result{open: v.GetSessionId(), say: fmt.Sprintf("A new voyage begins under the stars of seed %q.", v.GetSeed())}, nil
	}
}

// listVoyages reads the voyages under way.
func listVoyages(ctx context.Context, l *uplink.Link, _ string) (result, error) {
	mine, err := l.Sessions.MySessions(ctx, &sessionv1.MySessionsRequest{})
	if err != nil {
		return result{}, err
	}
	var rooms []*sessionv1.Room
	for _, room := range mine.GetSessions() {
		if room.GetGame() == game {
			rooms = append(rooms, room)
		}
	}
	return result{set: func(h *harbour) { h.voyages = rooms }}, nil
}
