package terminal

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/types/known/timestamppb"

	"playhouse/clients/terminal/uplink"
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	leaderboardv1 "playhouse/gen/playhouse/leaderboard/v1"
	"playhouse/server/postgres/postgrestest"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

func TestMain(m *testing.M) {
	time.Local = time.UTC // times on golden screens
	postgrestest.Main(m)
}

func day() time.Time { return time.Date(2026, 11, 20, 12, 30, 0, 0, time.UTC) }

type shot struct {
	name string
	make func(size) known
}

func shots() []shot {
	of := func(v func() *cosmicv1.View, s screen) func(size) known {
		return func(window size) known { return scene(v(), s, window) }
	}
	with := func(base func(size) known, change func(*known)) func(size) known {
		return func(window size) known {
			k := base(window)
			change(&k)
			return k
		}
	}
	choose := func(s screen, id string) func(*known) {
		return func(k *known) { k.spots[s] = spot{id: id} }
	}
	return []shot{
		{"start", of(cruise, start)},
		{"bridge", of(cruise, bridge)},
		{"bridge-barred", with(of(cruise, bridge), choose(bridge, "r3"))},
		{"bridge-galaxy", with(of(cruise, bridge), func(k *known) { k.galaxy = true })},
		{"bridge-offline", with(of(cruise, bridge), func(k *known) {
			k.live.State, k.retryIn, k.pending = uplink.Offline, 4, "Travel"
			k.said, k.saidAs = "Travel: the server does not answer; trying again (3). Esc gives up.", warn
		})},
		{"market", with(of(cruise, market), choose(market, "rare_minerals"))},
		{"market-buy", with(of(cruise, market), func(k *known) {
			k.spots[market] = spot{id: "data_cores"}
			p, at := k.page()
			k.form = newForm(p.offers(at)[0])
			k.form.input.SetValue("3")
			k.said, k.saidAs = "It costs more than you have.", bad
		})},
		{"market-none", with(of(fight, market), func(*known) {})},
		{"ship", of(cruise, ship)},
		{"ship-yard", with(of(cruise, ship), choose(ship, "module-repair_drones"))},
		{"cargo", with(of(cruise, cargo), choose(cargo, "med_pack"))},
		{"quests", of(cruise, quests)},
		{"crew", with(of(cruise, crew), choose(crew, "c3"))},
		{"combat", of(fight, bridge)},
		{"event", of(event, bridge)},
		{"outcome", of(ended, bridge)},
		{"saves", with(of(cruise, saves), choose(saves, "slot-2"))},
		{"record", of(cruise, record)},
		{"log", of(cruise, chronicle)},
		{"help", of(cruise, help)},
		{"boards", of(cruise, board)},
		{"board", with(of(cruise, board), func(k *known) {
			k.board, k.season = "voyage", leaderboardv1.Season_SEASON_WEEK
			k.entries = []*leaderboardv1.Entry{
				{Rank: 1, DisplayName: "Grace", Score: 9120, EndedAt: timestamppb.New(day()), Summary: "Victory in 41 turns."},
				{Rank: 2, DisplayName: "Ada", Score: 5120, EndedAt: timestamppb.New(day()), Own: true, Summary: "Victory in 44 turns."},
			}
			k.own = k.entries[1]
		})},
	}
}

// Every screen looks as it did, in a small and in a larger window.
func TestScreens(t *testing.T) {
	t.Parallel()
	for _, window := range []size{{80, 24}, {120, 40}} {
		for _, s := range shots() {
			t.Run(fmt.Sprintf("%s-%dx%d", s.name, window.w, window.h), func(t *testing.T) {
				t.Parallel()
				got, _ := render(s.make(window))
				golden(t, fmt.Sprintf("%s-%dx%d", s.name, window.w, window.h), trimmed(got))
			})
		}
	}
}

// Whatever the window, a screen fills it exactly: nothing spills over.
func TestEveryScreenFitsEveryWindow(t *testing.T) {
	t.Parallel()
	for _, window := range []size{{60, 20}, {61, 23}, {80, 24}, {99, 30}, {100, 25}, {133, 50}, {240, 70}, {20, 5}} {
		for _, s := range shots() {
			for _, colours := range []theme{nil, newTheme(true), newTheme(false)} {
				k := s.make(window)
				k.theme = colours
				content, _ := render(k)
				lines := strings.Split(content, "\n")
				if len(lines) != window.h {
					t.Fatalf("%s at %v: %d lines", s.name, window, len(lines))
				}
				for i, line := range lines {
					if cells(line) > window.w {
						t.Errorf("%s at %v, line %d: %d cells: %q", s.name, window, i, cells(line), line)
					}
				}
			}
		}
	}
}

func trimmed(screen string) string {
	lines := strings.Split(screen, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}
