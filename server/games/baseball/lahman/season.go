package lahman

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"playhouse/server/games/baseball/card"
)

// Season is a year of the files. Nobody changes it once it is read.
type Season struct {
	Year    int
	teams   map[string]Team
	players map[string]*player
	leagues map[string]*totals
}

// Team is a team of a season.
type Team struct {
	Code, League, Name string
	// Games is how many it played; 0 when the file does not say.
	Games int
}

// player is what somebody did, by team.
type player struct {
	id            string
	name          string
	bats, throws  card.Hand
	known         bool // in People.csv
	file          *Error
	batted        []line
	pitched       []line
	fielded       []line
	fieldedGames  int
	pitchedGames  int
	pitchersGames bool // he was a pitcher more than anything else
}

// line is a stint.
type line struct {
	team, league, position string
	n                      counts
}

// Read reads a year of the files. Whatever is wrong is an [Error].
func Read(files fs.FS, year int) (*Season, error) {
	s := &Season{Year: year, teams: map[string]Team{}, players: map[string]*player{}, leagues: map[string]*totals{}}
	err := teams.each(files, year, func(r row) error {
		code := r.texts[0]
		if _, twice := s.teams[code]; twice || code == "" {
			return r.wrong("teamID", "%.20q is there twice, or nothing", code)
		}
		s.teams[code] = Team{Code: code, League: r.texts[1], Name: r.texts[2], Games: r.n.of(0)}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(s.teams) == 0 {
		return nil, &Error{File: teams.file, Column: "yearID", Problem: "the year has no team"}
	}
	for _, sheet := range []*sheet{batting, pitching, fielding} {
		if err := s.readLines(files, sheet); err != nil {
			return nil, err
		}
	}
	if err := s.readPeople(files); err != nil {
		return nil, err
	}
	s.sum()
	return s, nil
}

// Teams are the season's teams, by code.
func (s *Season) Teams() []Team {
	return slices.SortedFunc(maps.Values(s.teams), func(a, b Team) int { return cmp.Compare(a.Code, b.Code) })
}

func (s *Season) readLines(files fs.FS, sheet *sheet) error {
	type key struct {
		player, position string
		stint            int32
	}
	seen := map[key]int{}
	return sheet.each(files, s.Year, func(r row) error {
		l := line{team: r.texts[teamText], league: r.texts[leagueText]}
		if sheet == fielding {
			l.position = r.texts[positionText]
		}
		if err := s.place(&r, l); err != nil {
			return err
		}
		k := key{r.texts[playerText], l.position, r.n[0]}
		if at := seen[k]; at > 0 {
			return r.wrong("stint", "%s has the same stint in row %d", k.player, at)
		}
		seen[k] = r.at
		if err := r.check(); err != nil {
			return err
		}
		l.n = slices.Clone(r.n)
		p := s.players[k.player]
		if p == nil {
			p = &player{id: k.player, file: r.wrong("playerID", "there is no %.20q in %s", k.player, people.file)}
			s.players[k.player] = p
		}
		switch sheet {
		case batting:
			p.batted = append(p.batted, l)
		case pitching:
			p.pitched = append(p.pitched, l)
			p.pitchedGames += l.n.of(pG)
		default:
			p.fielded = append(p.fielded, l)
			if l.position != "P" && l.position != "DH" {
				p.fieldedGames += l.n.of(fG)
			}
		}
		return nil
	})
}

// place refuses a row that is nobody's, or of no team or position that there is.
func (s *Season) place(r *row, l line) error {
	if r.texts[playerText] == "" {
		return r.wrong("playerID", "nobody is named")
	}
	team, there := s.teams[l.team]
	if !there {
		return r.wrong("teamID", "there is no %.20q in %s that year", l.team, teams.file)
	}
	if team.League != l.league {
		return r.wrong("lgID", "%.20q, but %s is in %q", l.league, l.team, team.League)
	}
	if r.sheet == fielding && positions[l.position] == nil && l.position != "DH" {
		return r.wrong("POS", "there is no position %.20q", l.position)
	}
	if r.n[0] == blank || r.n[0] < 1 {
		return r.wrong("stint", "a stint counts from 1")
	}
	return nil
}

// positions are the numbers that a position of the files stands for.
var positions = map[string][]int{
	"P": {1}, "C": {2}, "1B": {3}, "2B": {4}, "3B": {5}, "SS": {6}, "LF": {7}, "CF": {8}, "RF": {9}, "OF": {7, 8, 9},
}

var hands = map[string]card.Hand{"L": card.Left, "R": card.Right, "B": card.Both}

// readPeople names the players; those of other years are passed over.
func (s *Season) readPeople(files fs.FS) error {
	err := people.each(files, 0, func(r row) error {
		p := s.players[r.texts[playerText]]
		if p == nil {
			return nil
		}
		if p.known {
			return r.wrong("playerID", "%s is there twice", p.id)
		}
		p.known = true
		p.name = strings.TrimSpace(r.texts[firstText] + " " + r.texts[lastText])
		if p.name == "" {
			p.name = p.id
		}
		// Who is not known to be left-handed is right-handed, as most are; "S" throws
		// with both.
		p.bats, p.throws = hands[r.texts[batsText]], hands[r.texts[throwsText]]
		if p.bats == 0 {
			p.bats = card.Right
		}
		if p.throws == 0 || p.throws == card.Both {
			p.throws = card.Right
		}
		return nil
	})
	if err != nil {
		return err
	}
	var first *Error
	for _, p := range s.players {
		if p.known {
			continue
		}
		if e := p.file; first == nil || e.File < first.File || e.File == first.File && e.Row < first.Row {
			first = e
		}
	}
	if first != nil {
		return first
	}
	return nil
}
