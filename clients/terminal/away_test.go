package terminal_test

import (
	"log/slog"
	"net"
	"strings"
	"testing"

	"playhouse/server/app"
	"playhouse/server/postgres/postgrestest"
)

// The server may go away in the middle of a voyage: the player sees it in words,
// what they ordered is kept, and it is carried out once when the server is back.
func TestTheServerMayGoAndComeBack(t *testing.T) {
	t.Parallel()
	c := app.Config{Listen: freeAddress(t), OpsListen: "off", DataDir: t.TempDir(), DatabaseURL: postgrestest.URL(t)}
	open := func() *app.App {
		a, err := app.Run(t.Context(), c, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := open()
	g := play(t, nil, "--server", first.URL, "--new")
	g.see("turn 0 of 50 · live")
	first.Close()
	g.until("a word on the connection", func(s string) bool {
		return strings.Contains(s, "reconnecting") || strings.Contains(s, "offline")
	})
	g.press("w")
	g.until("a word on the order", func(s string) bool { return strings.Contains(status(s), "the server does not answer; trying again") })
	g.press("4", "1") // one may look around meanwhile
	second := open()
	t.Cleanup(second.Close)
	g.until("the order carried out", func(s string) bool { return strings.Contains(s, "turn 1 of 50 · live") && idle(s) })
	g.press("w")
	g.see("turn 2 of 50 · live")
	g.press("q")
	g.leaves()
}

// freeAddress is one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}
