package lahman

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/depth"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
)

// Import is a team as cards.
type Import struct {
	Team     Team
	Year     int
	Roster   lineup.Roster
	Chart    depth.Chart
	Warnings []string // what had to be guessed
}

// ImportRoster reads the files and makes a team's cards for a league: see
// [Season.Import].
func ImportRoster(files fs.FS, year int, code string, l *league.League) (*Import, error) {
	s, err := Read(files, year)
	if err != nil {
		return nil, err
	}
	return s.Import(code, l)
}

const (
	starters   = 5
	pitchers   = 13 // at most half of a roster
	bothWays   = 60 // outs, 20 innings: from there a fielder is a pitcher, too
	closerMost = 10 // saves from which one is kept for the end
)

// member is somebody who was with the team.
type member struct {
	*player
	card          *card.Card
	plates        float64
	starts, outs  int
	saves, relief int
	at            [10]int // games by position
}

// Import makes the cards of a team for a league, at most as many as its rosters
// hold: the pitchers who started and pitched most, the regulars, a second
// catcher, and who batted most. It refuses a team that cannot field nine.
func (s *Season) Import(code string, l *league.League) (*Import, error) {
	t, there := s.teams[code]
	if !there {
		return nil, &Error{File: teams.file, Column: "teamID", Problem: fmt.Sprintf("there is no %.20q in %d", code, s.Year)}
	}
	if l.Cards != "rated" {
		return nil, fmt.Errorf("league %s plays with pictures: seasons cannot be made into those", l.ID)
	}
	if of := s.leagues[t.League]; plates(of.bat) == 0 || of.mound.sum() == 0 {
		return nil, fmt.Errorf("nobody of league %s batted or pitched in %d", t.League, s.Year)
	}
	i := &Import{Team: t, Year: s.Year}
	members := s.members(t)
	alone := s.alone(t, l)
	for _, m := range members {
		s.makeCard(m, t, l, alone)
	}
	staff := staffOf(members, min(pitchers, l.Rules.Roster/2))
	nine, err := s.regulars(members, staff, l)
	if err != nil {
		return nil, fmt.Errorf("%s %d: %w", code, s.Year, err)
	}
	nine = fill(nine, members, l.Rules.Roster-len(staff))
	all := slices.Concat(nine, staff)
	for _, m := range all {
		if err := m.card.Check(); err != nil {
			return nil, fmt.Errorf("%s %d: %w", code, s.Year, err)
		}
		i.Roster = append(i.Roster, m.card)
	}
	i.Chart.Rotation = rotation(all)
	i.Chart.Lineup, err = picker(all, l).Nine(i.Chart.Rotation[0])
	i.Warnings = s.leagues[t.League].warnings()
	return i, err
}

// members are all who did something for the team, by id.
func (s *Season) members(t Team) (all []*member) {
	for _, p := range s.players {
		m, here := &member{player: p}, false
		for _, b := range p.batted {
			if b.team == t.Code {
				here = true
				m.plates += plates(b.n)
			}
		}
		for _, n := range p.pitched {
			if n.team == t.Code {
				here = true
				m.starts += n.n.of(pGS)
				m.relief += n.n.of(pG) - n.n.of(pGS)
				m.outs += n.n.of(pIPouts)
				m.saves += n.n.of(pSV)
			}
		}
		for _, f := range p.fielded {
			if f.team == t.Code {
				here = true
				for _, pos := range positions[f.position] {
					m.at[pos] += f.n.of(fG)
				}
				if f.position == "DH" {
					m.at[0] += f.n.of(fG)
				}
			}
		}
		if here {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b *member) int { return cmp.Compare(a.id, b.id) })
	return all
}

func (s *Season) makeCard(m *member, t Team, l *league.League, alone tally) {
	c := &card.Card{ID: m.id, Name: m.name, Bats: m.bats, Throws: m.throws, Gloves: s.gloves(m.player, t.League)}
	c.Batting = s.batting(m.player, t.League, l)
	if m.outs > 0 && (m.pitchersGames || m.outs >= bothWays) {
		c.Pitching = s.pitching(m.player, t, l, alone)
		c.Pitching.Closer = m.saves >= closerMost && m.relief > m.starts
		if c.Gloves[1].Range == 0 {
			c.Gloves[1] = card.Glove{Range: card.AverageRange, Error: card.AverageError}
		}
	} else {
		c.Gloves[1] = card.Glove{}
	}
	if c.Gloves == [10]card.Glove{} {
		c.Gloves[3] = card.Glove{Range: 5, Error: 2 * card.AverageError} // who only batted stands at first, if he must
	}
	m.card = c
}

// staffOf are the pitchers: five who started most, then who pitched most; a save
// counts as an inning more.
func staffOf(members []*member, most int) []*member {
	var all []*member
	for _, m := range members {
		if m.card.Pitching != nil {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b *member) int {
		return cmp.Or(cmp.Compare(b.starts, a.starts), cmp.Compare(b.outs, a.outs))
	})
	began := min(starters, len(all))
	slices.SortStableFunc(all[began:], func(a, b *member) int { return cmp.Compare(b.outs+3*b.saves, a.outs+3*a.saves) })
	return all[:min(most, len(all))]
}

// rotation are those who started most, as places in the roster.
func rotation(all []*member) (ids []int8) {
	for i, m := range all {
		if m.card.Pitching != nil && m.card.Pitching.Starts > 0 {
			ids = append(ids, int8(i+1))
		}
	}
	for i, m := range all {
		if m.card.Pitching != nil && len(ids) == 0 {
			ids = append(ids, int8(i+1))
		}
	}
	slices.SortStableFunc(ids, func(a, b int8) int { return cmp.Compare(all[b-1].starts, all[a-1].starts) })
	return ids[:min(len(ids), starters)]
}

// picker picks by who played: games at a position, and turns at bat, which tell a
// regular from one who came in late. The outfield is not told apart in most
// files: range says who was in center.
func picker(all []*member, l *league.League) depth.Picker {
	var r lineup.Roster
	for _, m := range all {
		r = append(r, m.card)
	}
	return depth.Picker{League: l, Roster: r, Worth: func(id int8, pos int) float64 {
		m := all[id-1]
		worth := float64(m.at[pos]) + m.plates/5
		switch {
		case m.pitchersGames:
			worth -= 1000
		case pos == 8:
			worth -= 3 * float64(m.card.Gloves[8].Range)
		}
		return worth
	}}
}

// regulars are those who played most, one for each position.
func (s *Season) regulars(members, staff []*member, l *league.League) ([]*member, error) {
	if len(staff) == 0 {
		return nil, fmt.Errorf("nobody pitched")
	}
	all := []*member{staff[0]}
	for _, m := range members {
		if !slices.Contains(staff, m) && m.card.Pitching == nil {
			all = append(all, m)
		}
	}
	if len(all) > 100 {
		return nil, fmt.Errorf("%d players", len(all))
	}
	u, err := picker(all, l).Nine(1)
	var nine []*member
	for _, id := range u.Order {
		if err == nil && id != 1 {
			nine = append(nine, all[id-1])
		}
	}
	return nine, err
}

// fill adds a second catcher and who batted most.
func fill(nine, members []*member, most int) []*member {
	var rest []*member
	for _, m := range members {
		if !slices.Contains(nine, m) && m.card.Pitching == nil {
			rest = append(rest, m)
		}
	}
	slices.SortStableFunc(rest, func(a, b *member) int {
		return cmp.Or(cmp.Compare(b.plates, a.plates), cmp.Compare(b.at[2], a.at[2]))
	})
	second := slices.IndexFunc(rest, func(m *member) bool { return m.card.Plays(2) })
	if second > 0 && most > len(nine) {
		catcher := rest[second]
		rest = append([]*member{catcher}, slices.Delete(rest, second, second+1)...)
	}
	return append(nine, rest[:max(0, min(len(rest), most-len(nine)))]...)
}

// warnings are what the year did not count.
func (t *totals) warnings() (all []string) {
	for _, gap := range []struct {
		of     counts
		column int
		name   string
	}{
		{t.bat, bSO, "strike-outs of batters"}, {t.bat, bCS, "runners caught stealing"}, {t.bat, bIBB, "intentional walks"},
		{t.bat, bHBP, "hit batters"}, {t.bat, bSF, "sacrifice flies"}, {t.bat, bSH, "sacrifice bunts"}, {t.pitch, pBFP, "batters faced"},
		{t.pitch, pWP, "wild pitches"}, {t.pitch, pBK, "balks"},
	} {
		if gap.of[gap.column] == blank {
			all = append(all, gap.name+" were not counted: average")
		}
	}
	if !t.inning {
		all = append(all, "innings in the field were not counted: games instead")
	}
	return all
}
