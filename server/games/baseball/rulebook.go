package baseball

import baseballv1 "playhouse/gen/playhouse/baseball/v1"

// Rulebooks are the rules of the leagues there are, by id, as ListLeagues tells
// them.
func (g Game) Rulebooks() map[string]*baseballv1.Rulebook {
	all := map[string]*baseballv1.Rulebook{}
	for id, d := range g.desks {
		all[id] = writeRules(d.league)
	}
	return all
}
