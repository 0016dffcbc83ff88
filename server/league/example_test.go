package league_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// exampleAPI is a league's API as the package describes it, on a local port, that
// can be told to misbehave.
type exampleAPI struct {
	*httptest.Server
	asked atomic.Int32
	misdo atomic.Pointer[func(w http.ResponseWriter, r *http.Request) bool] // true when it did
	cards func(team string) []any
}

func newExampleAPI(t *testing.T, cards func(team string) []any) *exampleAPI {
	t.Helper()
	a := &exampleAPI{cards: cards}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/teams", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, map[string]any{"teams": []any{
			map[string]any{"id": "kodiaks", "name": "Harbor Kodiaks", "manager": "Ann"},
			map[string]any{"id": "owls", "name": "Mill Owls", "founded": 1911},
		}})
	})
	mux.HandleFunc("GET /v1/teams/{id}/roster", func(w http.ResponseWriter, r *http.Request) {
		if id := r.PathValue("id"); id == "kodiaks" || id == "owls" {
			reply(w, map[string]any{"team_id": id, "players": a.cards(id)})
			return
		}
		http.Error(w, "no such team", http.StatusNotFound)
	})
	mux.HandleFunc("GET /v1/players/{id}", func(w http.ResponseWriter, r *http.Request) {
		for _, c := range a.cards("kodiaks") {
			if c.(map[string]any)["id"] == r.PathValue("id") {
				reply(w, c)
				return
			}
		}
		http.Error(w, "no such player", http.StatusNotFound)
	})
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.asked.Add(1)
		if misdo := a.misdo.Load(); misdo != nil && (*misdo)(w, r) {
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(a.Close)
	return a
}

// misbehave lets it do something else than answer; nil lets it behave again.
func (a *exampleAPI) misbehave(f func(w http.ResponseWriter, r *http.Request) bool) {
	if f == nil {
		a.misdo.Store(nil)
		return
	}
	a.misdo.Store(&f)
}

// says lets it answer everything with the same.
func (a *exampleAPI) says(status int, kind, body string) {
	a.misbehave(func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
		return true
	})
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // the example's own maps
}

func pictures(team string) []any {
	return []any{
		picture(team+"-1", 6, 4), picture(team+"-2", 2), picture(team+"-3", 1),
	}
}

func picture(id string, positions ...int) map[string]any {
	var gloves []any
	for _, pos := range positions {
		gloves = append(gloves, map[string]any{"position": pos})
	}
	return map[string]any{
		"id": id, "name": "Player " + id, "bats": "HAND_LEFT", "throws": "HAND_RIGHT", "gloves": gloves,
		"image": map[string]any{"image_url": "https://cards.example/" + id + ".png", "team": "Kodiaks", "manager": "Ann"},
	}
}

// The cards of the package's description.
const (
	batter = `{"id": "ruiz", "name": "Al Ruiz", "bats": "HAND_BOTH", "throws": "HAND_RIGHT",
		"gloves": [{"position": 8, "range": 2, "error": 9, "arm": -3}],
		"rated": {
		 "scouting_data": {"running": 15, "steal": {"lead": 24, "safe": 17, "cold": 12, "pickoff": 8}, "bunt": "B", "hit_and_run": "C", "power": true},
		 "ratings": {"batting_versus_left": {"strikeout": 25, "walk": 9, "single": 15, "double": 5, "home_run": 4, "ground_b": 30, "fly_b": 20},
		             "batting_versus_right": {"strikeout": 23, "walk": 10, "single": 15, "double": 5, "home_run": 5, "ground_b": 30, "fly_b": 20}}}}`
	pitcher = `{"id": "okoro", "name": "Ben Okoro", "bats": "HAND_RIGHT", "throws": "HAND_LEFT",
		"gloves": [{"position": 1, "range": 3, "error": 12}],
		"rated": {
		 "scouting_data": {"endurance_starting": 26, "endurance_relieving": 5, "hold": -2, "wild_pitch": 7, "balk": 3},
		 "ratings": {"pitching_versus_left": {"strikeout": 30, "walk": 8, "single": 20, "ground_b": 20, "checks": [2, 1, 4, 6, 5, 6, 2, 2, 2]},
		             "pitching_versus_right": {"strikeout": 38, "walk": 10, "home_run": 20, "ground_a": 40}}}}`
)

func ratings(string) []any {
	var all []any
	for _, text := range []string{batter, pitcher} {
		var c map[string]any
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			panic(err)
		}
		all = append(all, c)
	}
	return all
}

// memory is a cache in memory that can fail.
type memory struct {
	mu     sync.Mutex
	rows   map[string]row
	broken error
}

type row struct {
	body []byte
	at   time.Time
}

func (m *memory) LoadAnswer(_ context.Context, league, path string) ([]byte, time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.rows[league+" "+path]
	return r.body, r.at, m.broken
}

func (m *memory) SaveAnswer(_ context.Context, league, path string, body []byte, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.rows == nil {
		m.rows = map[string]row{}
	}
	m.rows[league+" "+path] = row{body: body, at: at}
	return m.broken
}
