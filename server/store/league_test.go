package store_test

import (
	"bytes"
	"testing"
	"time"

	"playhouse/server/postgres/postgrestest"
	"playhouse/server/store"
)

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
