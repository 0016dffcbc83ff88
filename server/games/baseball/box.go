package baseball

import (
	"strings"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/score"
)

// Box is the box score as it stands.
func (s State) Box() *baseballv1.BoxScore {
	if s.setup == nil {
		return &baseballv1.BoxScore{}
	}
	return &baseballv1.BoxScore{Away: s.page(game.Away), Home: s.page(game.Home)}
}

func (s State) page(side int8) *baseballv1.BoxTeam {
	t := &s.g.Book.Team[side]
	out := &baseballv1.BoxTeam{
		Name: s.setup.Names[side], Runs: int32(t.R), Hits: int32(t.H), Errors: int32(t.E), LeftOnBase: int32(t.LOB),
		DoublePlays: int32(t.DP), EarnedRuns: int32(s.g.Book.Team[1-side].TeamER), Line: s.line(side),
	}
	for _, id := range s.batters(side) {
		out.Batting = append(out.Batting, battingLine(s.player(side, id), &t.Bat[id]))
	}
	for order := range int8(score.Players) {
		for id := range t.Pitch {
			if e := t.Pitch[id].Entry; e.Came && e.Order == order {
				out.Pitching = append(out.Pitching, s.pitchingLine(side, int8(id)))
			}
		}
	}
	for id, f := range t.Field {
		if f != (score.Fielding{}) {
			out.Fielding = append(out.Fielding, &baseballv1.FieldingLine{
				PlayerId: s.player(side, int8(id)), Po: int32(f.PO), A: int32(f.A), E: int32(f.E), Dp: int32(f.DP), Pb: int32(f.PB),
			})
		}
	}
	return out
}

// batters are who bats now, by slot, and then who did.
func (s State) batters(side int8) (ids []int8) {
	l := s.g.Side[side]
	if s.phase == phaseLobby {
		l = s.nines[side]
	}
	ids = append(ids, l.Order[:]...)
	for id, line := range s.g.Book.Team[side].Bat {
		if line != (score.Batting{}) && l.Slot(int8(id)) < 0 {
			ids = append(ids, int8(id))
		}
	}
	return ids
}

func battingLine(id string, b *score.Batting) *baseballv1.BattingLine {
	return &baseballv1.BattingLine{
		PlayerId: id, Pa: int32(b.PA), Ab: int32(b.AB), R: int32(b.R), H: int32(b.H), Doubles: int32(b.Doubles), Triples: int32(b.Triples),
		Hr: int32(b.HR), Rbi: int32(b.RBI), Bb: int32(b.BB), Ibb: int32(b.IBB), So: int32(b.SO), Hbp: int32(b.HBP), Sh: int32(b.SH), Sf: int32(b.SF),
		Sb: int32(b.SB), Cs: int32(b.CS), Gidp: int32(b.GIDP), Ci: int32(b.CI),
	}
}

func (s State) pitchingLine(side, id int8) *baseballv1.PitchingLine {
	p := &s.g.Book.Team[side].Pitch[id]
	return &baseballv1.PitchingLine{
		PlayerId: s.player(side, id), Outs: int32(p.Outs), Bf: int32(p.BF), H: int32(p.H), R: int32(p.R), Er: int32(p.ER), Bb: int32(p.BB),
		So: int32(p.SO), Hr: int32(p.HR), Hbp: int32(p.HBP), Wp: int32(p.WP), Balks: int32(p.Balks), Decision: s.credit(side, id, p),
	}
}

// credit is what a pitcher has of a game that is over.
func (s State) credit(side, id int8, p *score.Pitching) string {
	b := &s.g.Book
	if !s.g.Over {
		return ""
	}
	var marks []string
	add := func(mark string, earned bool) {
		if earned {
			marks = append(marks, mark)
		}
	}
	won := s.g.Winner() == int(side)
	add("W", won && b.Winner == id)
	add("L", !won && b.Loser == id)
	add("S", won && b.Save == id)
	add("H", p.Held() && (!won || b.Winner != id && b.Save != id))
	add("BS", p.Blown())
	return strings.Join(marks, ",")
}
