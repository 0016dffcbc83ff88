package store_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	rules "playhouse/server/games/baseball/league"
	"playhouse/server/league"
	"playhouse/server/postgres/postgrestest"
	"playhouse/server/store"
)

var _ league.Cache = (*store.Store)(nil)

// What a league's API said last is there after a restart, one answer a question.
func TestAnswersOfLeaguesAreKept(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	s := open(t, url)
	noon := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	save := func(league, path, body string, at time.Time) {
		t.Helper()
		if err := s.SaveAnswer(t.Context(), league, path, []byte(body), at); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(s *store.Store, league, path, body string, at time.Time) {
		t.Helper()
		got, when, err := s.LoadAnswer(t.Context(), league, path)
		if err != nil || !bytes.Equal(got, []byte(body)) || !when.Equal(at) {
			t.Errorf("%s %s = %q at %v, %v; want %q at %v", league, path, got, when, err, body, at)
		}
	}
	save("pd", "teams", "one", noon)
	save("pd", "teams", "two", noon.Add(time.Hour))
	save("sba", "teams", "three", noon)
	expect(s, "pd", "teams", "two", noon.Add(time.Hour))
	expect(s, "sba", "teams", "three", noon)
	if body, _, err := s.LoadAnswer(t.Context(), "pd", "teams/x/roster"); body != nil || err != nil {
		t.Errorf("nobody asked that: %q, %v", body, err)
	}
	expect(open(t, url), "pd", "teams", "two", noon.Add(time.Hour))
}

// A server that starts again while the API is down begins games with the roster
// that the one before it knew.
func TestRostersOutliveTheirAPI(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"team_id":"owls","players":[{"id":"a","name":"Al","bats":"HAND_LEFT","throws":"HAND_LEFT",
			"gloves":[{"position":1}],"image":{"image_url":"https://cards.example/a.png"}}]}`)
	}))
	noon := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	client := func(now time.Time) *league.Client {
		t.Helper()
		c, err := league.New(league.Config{
			League: &rules.League{ID: "sba", Cards: "image", API: api.URL, Rules: rules.Rules{Roster: 26}}, Cache: open(t, url),
			Logger: slog.New(slog.DiscardHandler), Clock: func() time.Time { return now }, Times: league.Times{Pause: time.Millisecond},
		})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if a, err := client(noon).Roster(t.Context(), "owls"); err != nil || a.Stale || len(a.Value) != 1 {
		t.Fatal(a, err)
	}
	api.Close()
	a, err := client(noon.Add(time.Hour)).Roster(t.Context(), "owls")
	if err != nil || !a.Stale || !a.At.Equal(noon) || a.Value[0].Name != "Al" {
		t.Errorf("%+v, %v", a, err)
	}
}
