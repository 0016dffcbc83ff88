package office

import (
	"slices"
	"strings"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/season"
)

// pageOf is a team's page of a game: what its players' sums have gained by it.
func pageOf(name string, before, now []season.Player) *baseballv1.BoxTeam {
	page := &baseballv1.BoxTeam{Name: name}
	for i, after := range now {
		was := before[i]
		if after.G == was.G {
			continue // who did not take part has no lines
		}
		if b := battingSince(was.Batting, after.Batting); b != (season.Batting{}) || after.Pitching.G == was.Pitching.G {
			page.Batting = append(page.Batting, battingLine(after.ID, b))
		}
		if after.Pitching.G > was.Pitching.G {
			p := pitchingSince(was.Pitching, after.Pitching)
			line := pitchingLine(after.ID, p)
			line.Decision = decision(p)
			if p.GS > 0 {
				page.Pitching = slices.Insert(page.GetPitching(), 0, line)
			} else {
				page.Pitching = append(page.Pitching, line)
			}
		}
		if f := fieldingLine(after.ID, was.Fielding, after.Fielding); f != nil {
			page.Fielding = append(page.Fielding, f)
		}
	}
	return page
}

func battingSince(a, b season.Batting) season.Batting {
	return season.Batting{
		PA: b.PA - a.PA, AB: b.AB - a.AB, R: b.R - a.R, H: b.H - a.H, Doubles: b.Doubles - a.Doubles, Triples: b.Triples - a.Triples,
		HR: b.HR - a.HR, RBI: b.RBI - a.RBI, BB: b.BB - a.BB, IBB: b.IBB - a.IBB, SO: b.SO - a.SO, HBP: b.HBP - a.HBP, SH: b.SH - a.SH,
		SF: b.SF - a.SF, CI: b.CI - a.CI, SB: b.SB - a.SB, CS: b.CS - a.CS, GIDP: b.GIDP - a.GIDP,
	}
}

func pitchingSince(a, b season.Pitching) season.Pitching {
	return season.Pitching{
		GS: b.GS - a.GS, BF: b.BF - a.BF, Outs: b.Outs - a.Outs, H: b.H - a.H, R: b.R - a.R, ER: b.ER - a.ER, HR: b.HR - a.HR, BB: b.BB - a.BB,
		SO: b.SO - a.SO, HBP: b.HBP - a.HBP, WP: b.WP - a.WP, Balks: b.Balks - a.Balks, W: b.W - a.W, L: b.L - a.L, SV: b.SV - a.SV,
		Holds: b.Holds - a.Holds, Blown: b.Blown - a.Blown,
	}
}

// decision is what a pitcher has of a game, as box scores say it.
func decision(p season.Pitching) string {
	var marks []string
	for _, one := range []struct {
		mark string
		n    int32
	}{{"W", p.W}, {"L", p.L}, {"S", p.SV}, {"H", p.Holds}, {"BS", p.Blown}} {
		if one.n > 0 && (one.mark != "H" || p.W+p.SV == 0) {
			marks = append(marks, one.mark)
		}
	}
	return strings.Join(marks, ",")
}

func battingLine(id string, b season.Batting) *baseballv1.BattingLine {
	return &baseballv1.BattingLine{
		PlayerId: id, Pa: b.PA, Ab: b.AB, R: b.R, H: b.H, Doubles: b.Doubles, Triples: b.Triples, Hr: b.HR, Rbi: b.RBI, Bb: b.BB, Ibb: b.IBB,
		So: b.SO, Hbp: b.HBP, Sh: b.SH, Sf: b.SF, Sb: b.SB, Cs: b.CS, Gidp: b.GIDP, Ci: b.CI,
	}
}

func pitchingLine(id string, p season.Pitching) *baseballv1.PitchingLine {
	return &baseballv1.PitchingLine{
		PlayerId: id, Outs: p.Outs, Bf: p.BF, H: p.H, R: p.R, Er: p.ER, Bb: p.BB, So: p.SO, Hr: p.HR, Hbp: p.HBP, Wp: p.WP, Balks: p.Balks,
	}
}

func fieldingLine(id string, a, b season.Fielding) *baseballv1.FieldingLine {
	if a == b {
		return nil
	}
	return &baseballv1.FieldingLine{PlayerId: id, Po: b.PO - a.PO, A: b.A - a.A, E: b.E - a.E, Dp: b.DP - a.DP, Pb: b.PB - a.PB}
}
