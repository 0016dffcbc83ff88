package league

import (
	"testing"

	"playhouse/server/games/baseball/content"
	rules "playhouse/server/games/baseball/league"
)

// Whatever an API says: what is taken for a roster can be played with.
func FuzzRoster(f *testing.F) {
	all, err := rules.Load(content.Files)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"team_id":"a","players":[{"id":"a","name":"A","bats":"HAND_LEFT","throws":"HAND_LEFT","gloves":[{"position":1}],"image":{"image_url":"https://a.example/a.png"}}]}`))
	f.Add([]byte(`{"team_id":"a","players":[{"id":"a","name":"A","bats":"HAND_BOTH","throws":"HAND_RIGHT","gloves":[{"position":8,"range":2}],"rated":{"scouting_data":{"running":12,"bunt":"A","hit_and_run":"D"},"ratings":{"batting_versus_left":{"walk":108},"batting_versus_right":{"strikeout":108}}}}]}`))
	f.Add([]byte(`{"team_id":"a","players":[{"rated":{"ratings":{"pitching_versus_left":{"checks":[1,2,3,4,5,6,7,8,72]}}}}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, l := range all {
			cards, err := rosterOf(l, "a", body)
			if err != nil {
				continue
			}
			for _, c := range cards {
				if err := c.Check(); err != nil || !validID(c.ID) || (c.Image == "") != (l.Cards == "rated") {
					t.Errorf("%s: %+v: %v", l.ID, c, err)
				}
			}
		}
		if teams, err := teamsOf(body); err == nil && len(teams) == 0 {
			t.Error("no teams and no error")
		}
	})
}
