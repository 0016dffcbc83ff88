package baseball

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
)

func TestTeamsAreCalledAsWasChosen(t *testing.T) {
	t.Parallel()
	v := table(t, 1, &baseballv1.CreateRequest{HomeName: "  Dockside Nine ", AwayName: "Übersee"}).View(0)
	if h, a := v.GetHome().GetName(), v.GetAway().GetName(); h != "Dockside Nine" || a != "Übersee" {
		t.Errorf("%q at home to %q", h, a)
	}
	v = table(t, 1, &baseballv1.CreateRequest{Home: pictures("h"), Away: pictures("a"), AwayName: "Guests"}).View(0)
	if h, a := v.GetHome().GetName(), v.GetAway().GetName(); h != "Pictures h" || a != "Guests" {
		t.Errorf("squads are called %q and %q", h, a)
	}
}

func TestAverageTeamsHaveInventedNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, club := range clubs {
		if n := utf8.RuneCountInString(club); n > nameMost || seen[club] {
			t.Errorf("%q has %d letters or is there twice", club, n)
		}
		seen[club] = true
	}
	now := time.UnixMilli(1_800_000_000_000)
	pairs := map[string]bool{}
	for range 5000 {
		now = now.Add(7 * time.Millisecond)
		home, away := invented(now)
		if !seen[home] || !seen[away] || home == away {
			t.Fatalf("%q plays %q", home, away)
		}
		pairs[home+away] = true
	}
	if len(pairs) < 1000 {
		t.Errorf("only %d of %d pairings come up", len(pairs), len(clubs)*(len(clubs)-1))
	}
}

func TestNamesThatDoNotFitAreRefused(t *testing.T) {
	t.Parallel()
	for _, wrong := range []struct {
		home, away, field string
	}{
		{"X", "", "home_name"}, {strings.Repeat("é", 41), "", "home_name"}, {"", "two\nlines", "away_name"}, {"", "right\u202eleft", "away_name"},
		{"Same Name", "same name", "away_name"},
	} {
		_, err := embedded.Create(session.Turn{Now: time.UnixMilli(1)}, embedded.New(), &baseballv1.CreateRequest{HomeName: wrong.home, AwayName: wrong.away})
		var refusal *session.Error
		if !errors.As(err, &refusal) || refusal.Field != wrong.field {
			t.Errorf("%q and %q: %v, want %s refused", wrong.home, wrong.away, err, wrong.field)
		}
	}
}
