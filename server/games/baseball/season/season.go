package season

import (
	"fmt"
	"hash/fnv"
	"slices"

	"playhouse/server/games/baseball/chance"
	"playhouse/server/games/baseball/depth"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/games/baseball/manager"
	"playhouse/server/games/baseball/simulate"
)

// Options are what a season is played with.
type Options struct {
	// Manager plays all sides, in his league.
	Manager  *manager.Manager
	Teams    []Team
	Schedule []Game
	// Seed: the same seed plays the same season.
	Seed string
}

// State is all that a season carries on from, ready for JSON. Games are played in
// the order of the schedule, so Results are of its first ones.
type State struct {
	Results []Result
	Forms   []Form
	Players [][]Player // by team, in the order of its roster
}

// Season is a season under way. It is not safe for concurrent use.
type Season struct {
	league *league.League
	teams  []Team
	games  []Game
	seed   string
	player *simulate.Player
	state  State
}

// rotationMost is how many start in turn when the computer picks them.
const rotationMost = 5

// New begins a season. It refuses teams that cannot play and a schedule that is
// not theirs.
func New(o Options) (*Season, error) { return Resume(o, State{}) }

// Resume goes on with a season. The options must be those that it began with, the
// schedule with the games by which it was extended.
func Resume(o Options, st State) (*Season, error) {
	s := &Season{league: o.Manager.Model.League, teams: slices.Clone(o.Teams), games: o.Schedule, seed: o.Seed, player: simulate.NewPlayer(o.Manager)}
	for _, g := range o.Schedule {
		if g.Home == g.Away || g.Home < 0 || g.Away < 0 || g.Home >= len(o.Teams) || g.Away >= len(o.Teams) {
			return nil, fmt.Errorf("the schedule has a game of teams %d and %d", g.Away, g.Home)
		}
	}
	if len(st.Results) > len(o.Schedule) || st.Forms != nil && (len(st.Forms) != len(o.Teams) || len(st.Players) != len(o.Teams)) {
		return nil, fmt.Errorf("what was played is of another season")
	}
	for i, r := range st.Results {
		if r.Index != i || r.Game != o.Schedule[i] {
			return nil, fmt.Errorf("result %d is not of the schedule's game", i+1)
		}
	}
	for i := range s.teams {
		if err := s.join(i, &st); err != nil {
			return nil, err
		}
	}
	s.state = st
	return s, nil
}

// join readies a team.
func (s *Season) join(i int, st *State) error {
	t := &s.teams[i]
	if len(t.Roster) > s.league.Rules.Roster {
		return fmt.Errorf("%s: %d players instead of at most %d", t.Name, len(t.Roster), s.league.Rules.Roster)
	}
	picker := depth.Picker{League: s.league, Roster: t.Roster}
	if len(t.Chart.Rotation) == 0 {
		t.Chart.Rotation = picker.Rotation(rotationMost)
	}
	for _, id := range t.Chart.Rotation {
		if id < 1 || int(id) > len(t.Roster) || !t.Roster.Card(id).Plays(1) {
			return fmt.Errorf("%s: the rotation names one who is no pitcher", t.Name)
		}
	}
	if len(t.Chart.Rotation) == 0 {
		return fmt.Errorf("%s: nobody can pitch", t.Name)
	}
	if _, ok := t.usual(s.league, t.Chart.Rotation[0]); !ok {
		var err error
		if t.Chart.Lineup, err = picker.Nine(t.Chart.Rotation[0]); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	if err := t.Chart.Lineup.Check(t.Roster); err != nil {
		return fmt.Errorf("%s: %w", t.Name, err)
	}
	if len(st.Forms) == i {
		st.Forms = append(st.Forms, newForm(len(t.Roster)))
		players := make([]Player, len(t.Roster))
		for j, c := range t.Roster {
			players[j] = Player{ID: c.ID, Name: c.Name, Team: i}
		}
		st.Players = append(st.Players, players)
	}
	if !st.Forms[i].fits(len(t.Roster)) || len(st.Players[i]) != len(t.Roster) {
		return fmt.Errorf("%s: what was played is of another roster", t.Name)
	}
	return nil
}

// Left is how many games are still to be played.
func (s *Season) Left() int { return len(s.games) - len(s.state.Results) }

// Next plays the next game; false when there is none.
func (s *Season) Next() (r Result, ok bool, err error) {
	if s.Left() == 0 {
		return r, false, nil
	}
	index := len(s.state.Results)
	if r, err = s.play(index, s.games[index]); err != nil {
		return r, false, fmt.Errorf("game %d: %w", index+1, err)
	}
	s.state.Results = append(s.state.Results, r)
	return r, true, nil
}

// Run plays until the end, or until progress, which is told every game, says
// false.
func (s *Season) Run(progress func(Result) bool) error {
	for {
		r, ok, err := s.Next()
		if err != nil || !ok {
			return err
		}
		if progress != nil && !progress(r) {
			return nil
		}
	}
}

// Extend adds games to the end of the schedule: those of playoffs, which nobody
// knows before. It refuses games before the last day.
func (s *Season) Extend(games []Game) error {
	for _, g := range games {
		if n := len(s.games); n > 0 && g.Day < s.games[n-1].Day || g.Home == g.Away || min(g.Home, g.Away) < 0 || max(g.Home, g.Away) >= len(s.teams) {
			return fmt.Errorf("a game of teams %d and %d on day %d cannot follow", g.Away, g.Home, g.Day)
		}
		s.games = append(slices.Clip(s.games), g)
	}
	return nil
}

func (s *Season) play(index int, g Game) (Result, error) {
	r := Result{Index: index, Game: g}
	places := [2]int{game.Away: g.Away, game.Home: g.Home}
	setup := &game.Setup{League: s.league}
	var sides [2]lineup.Lineup
	var idle [2]uint32
	for side, i := range places {
		t, f := &s.teams[i], &s.state.Forms[i]
		starter := f.starter(t.Chart.Rotation, g.Day)
		u, err := f.nine(s.league, t, starter, g.Day)
		if err != nil {
			return r, fmt.Errorf("%s: %w", t.Name, err)
		}
		idle[side] = f.idle(t, starter, g.Day)
		for _, id := range u.Order {
			idle[side] &^= 1 << id
		}
		u.Gone = idle[side]
		sides[side], setup.Rosters[side], setup.Names[side] = u, t.Roster, t.Name
	}
	end, err := s.player.Play(setup, sides, s.seedOf("game", index))
	if err != nil {
		return r, err
	}
	injuries := chance.NewStream(s.seedOf("injuries", index))
	for side, i := range places {
		book(s.state.Players[i], end, int8(side), idle[side])
		s.state.Forms[i].pitched(end, int8(side), g.Day)
		s.hurt(i, &end.Side[side], idle[side], g.Day, &injuries)
	}
	r.HomeRuns, r.AwayRuns, r.Innings = int(end.Book.Team[game.Home].R), int(end.Book.Team[game.Away].R), int(end.Inning)
	won := end.Winner()
	r.Win, r.Save = s.id(places[won], end.Book.Winner), s.id(places[won], end.Book.Save)
	r.Loss = s.id(places[1-won], end.Book.Loser)
	return r, nil
}

// hurt draws for everybody who took part.
func (s *Season) hurt(team int, l *lineup.Lineup, idle uint32, day int, c *chance.Stream) {
	for i, who := range s.teams[team].Roster {
		if took(l, int8(i+1), idle) && c.Happens(chance.Of(injury(who))) {
			s.state.Forms[team].Hurt[i] = day + 1 + 1 + c.Int(2*absence-1)
		}
	}
}

func (s *Season) id(team int, player int8) string {
	if player == 0 {
		return ""
	}
	return s.teams[team].Roster.Card(player).ID
}

// seedOf gives every game a stream of its own, whatever came before it.
func (s *Season) seedOf(what string, index int) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s/%s/%d", s.seed, what, index)
	return h.Sum64()
}

// State is what the season goes on from. It is the season's own: keep it before
// the next game.
func (s *Season) State() State { return s.state }

// Standings are the teams' places now.
func (s *Season) Standings() []Standing { return Standings(len(s.teams), s.state.Results) }

// Players are all players' sums, by team.
func (s *Season) Players() []Player { return slices.Concat(s.state.Players...) }

// Leaders are the first few in a figure; see [Leaders].
func (s *Season) Leaders(figure string, count int) ([]Leader, error) {
	games := make([]int, len(s.teams))
	for _, r := range s.state.Results {
		games[r.Home]++
		games[r.Away]++
	}
	return Leaders(s.Players(), games, figure, count)
}
