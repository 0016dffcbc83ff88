package terminal

import (
	"context"
	"fmt"

	"playhouse/clients/terminal/uplink"
	leaderboardv1 "playhouse/gen/playhouse/leaderboard/v1"
)

var seasons = []struct {
	season leaderboardv1.Season
	name   string
}{
	{leaderboardv1.Season_SEASON_ALL, "all time"},
	{leaderboardv1.Season_SEASON_WEEK, "this week"},
	{leaderboardv1.Season_SEASON_DAY, "today"},
}

// boardPage lists the leaderboards, or one's entries.
func boardPage(k known) page {
	if k.board == "" {
		return boardsPage(k)
	}
	now := 0
	for i, s := range seasons {
		if s.season == k.season {
			now = i
		}
	}
	next := seasons[(now+1)%len(seasons)]
	p := page{
		title:   "Leaderboard",
		intro:   []string{fmt.Sprintf("Leaderboard “%s”, %s. Every entry was verified from its log.", k.board, seasons[now].name)},
		columns: []column{{title: "rank", width: 4, right: true}, {title: "Captain"}, {title: "score", width: 8, right: true}, {title: "ended", width: 16}},
		empty:   "Nobody yet.",
		deeds: []deed{
			{key: "t", label: "Show " + next.name, do: send(listEntries(k.board, next.season))},
			{key: "b", label: "All leaderboards", do: goTo(board)},
		},
	}
	for i, e := range k.entries {
		p.rows = append(p.rows, entryRow(fmt.Sprint("entry-", i), e))
	}
	if own := k.own; own != nil {
		p.tail = []string{fmt.Sprintf("Your own best: %d, rank %d.", own.GetScore(), own.GetRank())}
	}
	return p
}

func entryRow(id string, e *leaderboardv1.Entry) row {
	r := row{
		id:     id,
		cells:  []string{fmt.Sprint(e.GetRank()), e.GetDisplayName(), fmt.Sprint(e.GetScore()), e.GetEndedAt().AsTime().Local().Format("2006-01-02 15:04")},
		detail: []string{e.GetSummary()},
	}
	if e.GetOwn() {
		r.tone, r.cells[1] = good, e.GetDisplayName()+" (you)"
	}
	return r
}

func boardsPage(k known) page {
	p := page{
		title:   "Leaderboards",
		columns: []column{{title: "Leaderboard"}, {title: "captains", width: 8, right: true}, {title: "best", width: 8, right: true}},
		empty:   "No voyage has been listed yet. A finished one is verified first; that takes a moment.",
		deeds:   []deed{{key: "u", label: "Update", do: goTo(board)}},
	}
	for _, b := range k.boards {
		p.rows = append(p.rows, row{
			id: b.GetRuleset(), cells: []string{b.GetRuleset(), fmt.Sprint(b.GetPlayers()), fmt.Sprint(b.GetBest())},
			deeds: []deed{{key: "enter", label: "Show", do: send(listEntries(b.GetRuleset(), leaderboardv1.Season_SEASON_ALL))}},
		})
	}
	return p
}

func listBoards(ctx context.Context, l *uplink.Link, _ string) (result, error) {
	r, err := l.Boards.ListBoards(ctx, &leaderboardv1.ListBoardsRequest{Game: game})
	return result{set: func(h *harbour) { h.boards, h.board = r.GetBoards(), "" }}, err
}

func listEntries(ruleset string, s leaderboardv1.Season) errand {
	return func(ctx context.Context, l *uplink.Link, _ string) (result, error) {
		r, err := l.Boards.ListEntries(ctx, &leaderboardv1.ListEntriesRequest{Game: game, Ruleset: ruleset, Season: s, PageSize: 100})
		return result{set: func(h *harbour) {
			h.board, h.season, h.entries, h.own = ruleset, s, r.GetEntries(), r.GetOwn()
		}}, err
	}
}
