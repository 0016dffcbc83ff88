package game

import (
	"testing"

	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/league"
)

// TestNamedTeamsAreOfDifferentPeople: nobody is in both, nobody is called as
// somebody else, and the same club has the same people.
func TestNamedTeamsAreOfDifferentPeople(t *testing.T) {
	t.Parallel()
	all, err := league.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, club := range []string{"Foxes", "Gulls", ""} {
		ids, names := map[string]bool{}, map[string]bool{}
		for side := range 2 {
			r, u := NamedTeam(all["pd"], side, club)
			if err := u.Check(r); err != nil {
				t.Error(err)
			}
			again, _ := NamedTeam(all["pd"], side, club)
			for i, c := range r {
				if ids[c.ID] || names[c.Name] {
					t.Errorf("%s: %s, called %s, is there twice", club, c.ID, c.Name)
				}
				ids[c.ID], names[c.Name] = true, true
				if err := c.Check(); err != nil || again[i].Name != c.Name {
					t.Errorf("%v; %s is %s the next time", err, c.Name, again[i].Name)
				}
			}
		}
	}
	a, _ := NamedTeam(all["pd"], Home, "Foxes")
	b, _ := NamedTeam(all["pd"], Home, "Gulls")
	if a[0].Name == b[0].Name && a[1].Name == b[1].Name {
		t.Error("all clubs have the same people")
	}
}

// TestThereAreNamesEnough for both teams, each once.
func TestThereAreNamesEnough(t *testing.T) {
	t.Parallel()
	first, last := content.Names()
	if len(first) < 26 || len(last) < 52 {
		t.Errorf("%d first names, %d last names", len(first), len(last))
	}
	for _, names := range [][]string{first, last} {
		seen := map[string]bool{}
		for _, n := range names {
			if seen[n] {
				t.Errorf("%s is there twice", n)
			}
			seen[n] = true
		}
	}
}
