package terminal

import (
	"context"
	"fmt"
	"slices"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// told is one line of the voyage's log.
type told struct {
	version int32
	turn    int32
	text    string
	tone    tone
}

// unheard are kinds of happenings that the log leaves out: the margin counts the
// turns, and of a crew of one nobody needs to hear that they came.
var unheard = map[string]bool{"turn": true, "joined": true, "started": true}

// toStopFor is the weight of happenings that nobody may overlook.
const toStopFor = 2

func hear(h *cosmicv1.Happening) told {
	if unheard[h.GetAction()] {
		return told{version: h.GetVersion()} // join leaves out what has no text
	}
	t := told{version: h.GetVersion(), turn: h.GetTurn(), text: h.GetNarration()}
	switch {
	case h.GetWeight() >= toStopFor:
		t.tone = warn
	case h.GetGood():
		t.tone = good
	case h.GetWeight() > 0:
		t.tone = strong
	}
	return t
}

// chronicleMost bounds what is kept of the log.
const chronicleMost = 5000

// join adds lines to a log. Lines of versions that it already has are left out:
// after a reconnection some come twice.
func join(log []told, more []told) []told {
	last := int32(0)
	if len(log) > 0 {
		last = log[len(log)-1].version
	}
	for _, t := range more {
		if t.version > last && t.text != "" {
			log = append(log, t)
		}
	}
	return log[max(0, len(log)-chronicleMost):]
}

// readHistory reads what happened before this program came.
func readHistory(ctx context.Context, l *uplink.Link, session string) ([]told, error) {
	const (
		pageSize  = 500
		pagesMost = 10
	)
	var (
		log   []told
		token string
	)
	for range pagesMost {
		r, err := uplink.Try(ctx, l, nil, func(ctx context.Context) (*sessionv1.GetHistoryResponse, error) {
			return l.Sessions.GetHistory(ctx, &sessionv1.GetHistoryRequest{SessionId: session, PageSize: pageSize, PageToken: token})
		})
		if err != nil {
			return log, err
		}
		for _, e := range r.GetEntries() {
			if e.GetNarration() != "" && !unheard[e.GetAction()] {
				log = append(log, told{version: e.GetVersion(), turn: e.GetTurn(), text: e.GetNarration()})
			}
		}
		if token = r.GetNextPageToken(); token == "" {
			break
		}
	}
	return log, nil
}

// merge puts history before what was heard live, each version from one of them.
func merge(history, live []told) []told {
	return join(history, live)
}

// chroniclePage is the whole log, newest first.
func chroniclePage(k known) page {
	p := page{title: "Log", columns: []column{{title: "turn", width: 4, right: true}, {title: "What happened"}}, empty: "Nothing has happened yet."}
	for i, t := range slices.Backward(k.log) {
		p.rows = append(p.rows, row{id: fmt.Sprint("log-", i), cells: []string{fmt.Sprint(t.turn), t.text}, tone: t.tone, detail: []string{t.text}})
	}
	return p
}

// logLines are the newest lines, scrolled up by scroll, as h lines of w cells.
func logLines(k known, w, h int) []string {
	var lines []string
	// As many as can be shown: each line of the log takes one at least.
	from := max(0, len(k.log)-h-k.scroll)
	for _, t := range k.log[from:] {
		for i, s := range wrap(t.text, w-6) {
			margin := "    "
			if i == 0 {
				margin = fitRight(fmt.Sprint(t.turn), 4)
			}
			lines = append(lines, k.theme.paint(dim, margin)+"  "+k.theme.paint(t.tone, s))
		}
	}
	end := max(min(len(lines), h), len(lines)-k.scroll)
	return lay(lines[max(0, end-h):end], w, h)
}
