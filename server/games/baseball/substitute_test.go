package baseball

import (
	"testing"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/card"
	"playhouse/server/session"
)

func TestBadLineups(t *testing.T) {
	t.Parallel()
	b := table(t, 1, &baseballv1.CreateRequest{})
	_, err := b.Join(false)
	must(t, err)
	set := func(change func(*baseballv1.SetLineupRequest)) error {
		r := lineupOf(b, 1)
		change(r)
		return b.Do(1, command(embedded.SetLineup, r))
	}
	for name, change := range map[string]func(*baseballv1.SetLineupRequest){
		"eight":          func(r *baseballv1.SetLineupRequest) { r.Order = r.GetOrder()[:8] },
		"ten":            func(r *baseballv1.SetLineupRequest) { r.Order = append(r.GetOrder(), r.GetOrder()[0]) },
		"doubled":        func(r *baseballv1.SetLineupRequest) { r.GetOrder()[3].PlayerId = r.GetOrder()[2].GetPlayerId() },
		"position twice": func(r *baseballv1.SetLineupRequest) { r.GetOrder()[3].Position = r.GetOrder()[2].GetPosition() },
		"no rating": func(r *baseballv1.SetLineupRequest) {
			r.Order[0].Position, r.Order[1].Position = r.GetOrder()[1].GetPosition(), r.GetOrder()[0].GetPosition()
		},
		"stranger":         func(r *baseballv1.SetLineupRequest) { r.Order[0].PlayerId = "nobody" },
		"no pitcher":       func(r *baseballv1.SetLineupRequest) { r.PitcherId = "" },
		"pitcher cannot":   func(r *baseballv1.SetLineupRequest) { r.PitcherId = "hb6" },
		"pitcher in field": func(r *baseballv1.SetLineupRequest) { r.Order[0].PlayerId = r.GetPitcherId() },
	} {
		t.Run(name, func(t *testing.T) { refused(t, set(change), "bad_lineup") })
	}
	must(t, set(func(*baseballv1.SetLineupRequest) {}))
	if !b.View(0).GetHome().GetLineupSet() {
		t.Error("the line-up is not set")
	}
	refused(t, b.Do(0, command(embedded.SetLineup, lineupOf(b, 1))), "not_seated")
	must(t, b.Ready(1, true), b.Start())
	refused(t, set(func(*baseballv1.SetLineupRequest) {}), "not_in_lobby")
}

func TestBadSubstitutions(t *testing.T) {
	t.Parallel()
	b := started(t, 2, &baseballv1.CreateRequest{}, false)
	s := b.State()
	do := func(seat session.Seat, r *baseballv1.SubstituteRequest) error {
		return b.Do(seat, command(embedded.Substitute, r))
	}
	refused(t, do(1, change(s, 1, 0, 19, 1)), "too_early")  // the starter has faced nobody
	refused(t, do(1, change(s, 1, 1, 11, 2)), "bad_lineup") // no rating as a catcher
	refused(t, do(1, change(s, 1, 1, 2, 2)), "bad_lineup")  // somebody twice
	refused(t, do(1, change(s, 1, 0, 99, 1)), "bad_lineup") // a stranger
	refused(t, do(1, &baseballv1.SubstituteRequest{}), "invalid_changes")
	refused(t, do(0, change(s, 1, 1, 10, 2)), "not_seated")
	must(t, do(1, change(s, 1, 1, 10, 2)))
	refused(t, do(1, change(s, 1, 1, 1, 2)), "left_the_game")
	if v := b.View(0); v.GetHome().GetOrder()[0].GetPlayerId() != "hb2" || len(v.GetHome().GetGone()) != 1 {
		t.Errorf("the order is %v", v.GetHome().GetOrder())
	}
	must(t, b.Do(1, defence(b, "", "")))
	refused(t, do(1, change(s, 1, 3, 11, 4)), "already_decided")
	must(t, b.Do(2, offence(b, "", "")))
	must(t, do(1, change(s, 1, 0, 19, 1)))
	refused(t, do(1, change(s, 1, 0, 20, 1)), "too_early")
}

func TestMoundVisits(t *testing.T) {
	t.Parallel()
	b := started(t, 3, &baseballv1.CreateRequest{}, false)
	visit := command(embedded.VisitMound, &baseballv1.VisitMoundRequest{})
	left := b.View(1).GetHome().GetVisits()
	refused(t, b.Do(2, visit), "not_fielding")
	must(t, b.Do(1, visit))
	refused(t, b.Do(1, visit), "visited")
	if got := b.View(1).GetHome().GetVisits(); got != left-1 {
		t.Errorf("%d visits left of %d", got, left)
	}
}

func TestBadGames(t *testing.T) {
	t.Parallel()
	squad := pictures("x")
	squad.GetCards()[1].Id = squad.GetCards()[0].GetId()
	few := pictures("y")
	few.Cards = few.GetCards()[1:]
	for reason, r := range map[string]*baseballv1.CreateRequest{
		"not_found":                {LeagueId: "nowhere"},
		"invalid_decision_seconds": {DecisionSeconds: 2},
		"invalid_home":             {Home: squad},
		"invalid_away":             {Away: &baseballv1.Squad{Name: "few", Cards: few.GetCards()[:9]}},
	} {
		_, err := embedded.Create(session.Turn{}, embedded.New(), r)
		refused(t, err, reason)
	}
	one := WriteCard(card.Average(embedded.Leagues()["pd"], "a", "a", 6))
	one.GetRated().GetRatings().GetBattingVersusLeft().Walk++
	if _, err := ReadCard(one); err == nil {
		t.Error("a split of 109 is read")
	}
}

func TestCardsGoOverTheWireAndBack(t *testing.T) {
	t.Parallel()
	s := started(t, 4, &baseballv1.CreateRequest{Home: pictures("p"), LeagueId: "sba"}, true).State()
	for side := range 2 {
		for i, c := range s.setup.Rosters[side] {
			back, err := ReadCard(WriteCard(c))
			must(t, err)
			if back.ID != c.ID || back.Gloves != c.Gloves || (back.Batting == nil) != (c.Batting == nil) || back.Image != c.Image {
				t.Errorf("side %d, card %d: %+v became %+v", side, i, c, back)
			}
			if c.Pitching != nil && *back.Pitching != *c.Pitching {
				t.Errorf("%s pitches otherwise", c.Name)
			}
		}
	}
}
