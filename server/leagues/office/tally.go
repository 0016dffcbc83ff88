package office

import (
	"cmp"
	"slices"
	"strings"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/season"
)

// tally adds up the pages of box scores.
type tally struct {
	names   map[string]string
	players map[player]*season.Player
}

type player struct {
	team int
	id   string
}

func (t *tally) of(team int, id string) *season.Player {
	if t.players == nil {
		t.players = map[player]*season.Player{}
	}
	at := player{team, id}
	if t.players[at] == nil {
		t.players[at] = &season.Player{ID: id, Name: cmp.Or(t.names[id], id), Team: team}
	}
	return t.players[at]
}

// add adds a team's page. Who has any line on it took part in the game.
func (t *tally) add(team int, page *baseballv1.BoxTeam) {
	took := map[string]bool{}
	for _, l := range page.GetBatting() {
		took[l.GetPlayerId()] = true
		addBatting(&t.of(team, l.GetPlayerId()).Batting, l)
	}
	for i, l := range page.GetPitching() {
		took[l.GetPlayerId()] = true
		addPitching(&t.of(team, l.GetPlayerId()).Pitching, l, i == 0)
	}
	for _, l := range page.GetFielding() {
		took[l.GetPlayerId()] = true
		f := &t.of(team, l.GetPlayerId()).Fielding
		f.PO, f.A, f.E, f.DP, f.PB = f.PO+l.GetPo(), f.A+l.GetA(), f.E+l.GetE(), f.DP+l.GetDp(), f.PB+l.GetPb()
	}
	for id := range took {
		t.of(team, id).G++
	}
}

func addBatting(b *season.Batting, l *baseballv1.BattingLine) {
	b.PA += l.GetPa()
	b.AB += l.GetAb()
	b.R += l.GetR()
	b.H += l.GetH()
	b.Doubles += l.GetDoubles()
	b.Triples += l.GetTriples()
	b.HR += l.GetHr()
	b.RBI += l.GetRbi()
	b.BB += l.GetBb()
	b.IBB += l.GetIbb()
	b.SO += l.GetSo()
	b.HBP += l.GetHbp()
	b.SH += l.GetSh()
	b.SF += l.GetSf()
	b.CI += l.GetCi()
	b.SB += l.GetSb()
	b.CS += l.GetCs()
	b.GIDP += l.GetGidp()
}

func addPitching(p *season.Pitching, l *baseballv1.PitchingLine, first bool) {
	p.G++
	if first {
		p.GS++
	}
	p.Outs += l.GetOuts()
	p.BF += l.GetBf()
	p.H += l.GetH()
	p.R += l.GetR()
	p.ER += l.GetEr()
	p.BB += l.GetBb()
	p.SO += l.GetSo()
	p.HR += l.GetHr()
	p.HBP += l.GetHbp()
	p.WP += l.GetWp()
	p.Balks += l.GetBalks()
	for mark := range strings.SplitSeq(l.GetDecision(), ",") {
		switch mark {
		case "W":
			p.W++
		case "L":
			p.L++
		case "S":
			p.SV++
		case "H":
			p.Holds++
		case "BS":
			p.Blown++
		}
	}
}

// sorted are all players by name.
func (t *tally) sorted() []season.Player {
	all := make([]season.Player, 0, len(t.players))
	for _, p := range t.players {
		all = append(all, *p)
	}
	slices.SortFunc(all, func(a, b season.Player) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Team, b.Team), cmp.Compare(a.ID, b.ID))
	})
	return all
}
