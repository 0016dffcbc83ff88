package season

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"playhouse/server/games/baseball/atbat"
	"playhouse/server/games/baseball/card"
	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/manager"
	"playhouse/server/games/baseball/outcome"
)

var pd = sync.OnceValue(func() *manager.Manager {
	all, err := league.Load(content.Files)
	if err != nil {
		panic(err)
	}
	return manager.New(atbat.NewModel(all["pd"]))
})

// club is a team whose hitters make an out less often, n times of 108.
func club(t testing.TB, name string, n float64) Team {
	t.Helper()
	r, _ := game.AverageTeam(pd().Model.League)
	for i, c := range r {
		better := *c
		better.ID, better.Name = fmt.Sprintf("%s-%d", name, i), fmt.Sprintf("%s %s %d", name, c.Name, i)
		if c.Batting != nil && c.Pitching == nil {
			b := *c.Batting
			for v := range b.Versus {
				b.Versus[v][outcome.GroundB] -= n
				b.Versus[v][outcome.Single] += n
			}
			better.Batting = &b
		}
		r[i] = &better
	}
	return Team{ID: name, Name: name, Roster: r}
}

func options(t testing.TB, games int) Options {
	t.Helper()
	schedule, err := RoundRobin(6, games, 3)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Manager: pd(), Schedule: schedule, Seed: "spring"}
	for i, name := range []string{"Ants", "Bees", "Crows", "Ducks", "Emus", "Foxes"} {
		o.Teams = append(o.Teams, club(t, name, 2-float64(i)))
	}
	return o
}

func started(t testing.TB, o Options) *Season {
	t.Helper()
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A season comes out even: as many wins as losses, runs as runs against, what
// batters did is what pitchers gave.
func TestSeason(t *testing.T) {
	t.Parallel()
	s := started(t, options(t, 60))
	seen := 0
	if err := s.Run(func(r Result) bool {
		if r.Index != seen || r.HomeRuns == r.AwayRuns || r.Innings < 9 || r.Win == "" || r.Loss == "" {
			t.Errorf("result %+v", r)
		}
		seen++
		return true
	}); err != nil || seen != 180 || s.Left() != 0 {
		t.Fatal(seen, s.Left(), err)
	}
	var wins, losses, runs, against int
	for _, st := range s.Standings() {
		if st.Wins+st.Losses != 60 || st.HomeWins+st.HomeLosses != 30 || st.HomeWins+st.AwayWins != st.Wins {
			t.Errorf("standing %+v", st)
		}
		wins, losses, runs, against = wins+st.Wins, losses+st.Losses, runs+st.Runs, against+st.Against
	}
	if wins != 180 || losses != 180 || runs != against {
		t.Errorf("%d wins, %d losses, %d runs, %d against", wins, losses, runs, against)
	}
	var b Batting
	var p Pitching
	for _, who := range s.Players() {
		x, y := who.Batting, who.Pitching
		b.PA, b.H, b.HR, b.R, b.SO, b.BB = b.PA+x.PA, b.H+x.H, b.HR+x.HR, b.R+x.R, b.SO+x.SO, b.BB+x.BB
		p.BF, p.H, p.HR, p.R, p.SO, p.BB, p.GS, p.W, p.L, p.SV = p.BF+y.BF, p.H+y.H, p.HR+y.HR, p.R+y.R, p.SO+y.SO, p.BB+y.BB, p.GS+y.GS, p.W+y.W, p.L+y.L, p.SV+y.SV
		if y.G > 0 && who.G < y.G || y.ER > y.R || x.PA > 0 && who.G == 0 {
			t.Errorf("%+v", who)
		}
	}
	if b.PA != p.BF || b.H != p.H || b.HR != p.HR || b.R != p.R || int(b.R) != runs || b.SO != p.SO || b.BB != p.BB || p.GS != 360 || p.W != 180 || p.L != 180 || p.SV == 0 || p.SV > 180 {
		t.Errorf("batting %+v, pitching %+v", b, p)
	}
}

// The better the bats, the more wins: over a season the first beats the last.
func TestBetterTeamsWin(t *testing.T) {
	t.Parallel()
	s := started(t, options(t, 90))
	if err := s.Run(nil); err != nil {
		t.Fatal(err)
	}
	place := map[int]int{}
	for i, st := range s.Standings() {
		place[st.Team] = i
	}
	if place[0] > place[5] || place[0] > 2 || place[5] < 3 {
		t.Errorf("places %v", place)
	}
}

// A season that was kept as JSON between any two games goes on as if nothing had
// been.
func TestResume(t *testing.T) {
	t.Parallel()
	o := options(t, 30)
	for i, c := range o.Teams[2].Roster { // some are hurt
		if c.Batting != nil {
			b := *c.Batting
			b.Injury = 15
			fragile := *c
			fragile.Batting = &b
			o.Teams[2].Roster[i] = &fragile
		}
	}
	whole := started(t, o)
	if err := whole.Run(nil); err != nil {
		t.Fatal(err)
	}
	parts := started(t, o)
	for stop := 7; parts.Left() > 0; stop += 13 {
		if err := parts.Run(func(r Result) bool { return r.Index < stop }); err != nil {
			t.Fatal(err)
		}
		kept, err := json.Marshal(parts.State())
		if err != nil {
			t.Fatal(err)
		}
		var st State
		if err := json.Unmarshal(kept, &st); err != nil {
			t.Fatal(err)
		}
		if parts, err = Resume(o, st); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(whole.State(), parts.State()); d != "" {
		t.Error(d)
	}
	hurt := slices.ContainsFunc(whole.State().Forms[2].Hurt, func(day int) bool { return day > 0 })
	if !hurt || slices.ContainsFunc(whole.State().Forms[1].Hurt, func(day int) bool { return day > 0 }) {
		t.Error("nobody was hurt who is prone to it, or somebody who is not")
	}
	o.Seed = "autumn"
	other := started(t, o)
	if err := other.Run(nil); err != nil {
		t.Fatal(err)
	}
	if cmp.Equal(whole.State().Results, other.State().Results) {
		t.Error("another seed plays the same season")
	}
}

// Starters have their rest, and nobody pitches three days in a row while others
// can.
func TestRest(t *testing.T) {
	t.Parallel()
	o := options(t, 60)
	s := started(t, o)
	begun, starts := map[string]int{}, map[string]int{}
	for s.Left() > 0 {
		before := cloneForm(s.state.Forms[0])
		r, _, err := s.Next()
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range s.teams[0].Roster {
			f := s.state.Forms[0]
			if f.Started[i] == r.Day && before.Started[i] != r.Day {
				if last, ok := begun[c.ID]; ok && r.Day-last < starterRest {
					t.Errorf("%s starts on days %d and %d", c.ID, last, r.Day)
				}
				begun[c.ID] = r.Day
				starts[c.ID]++
			}
			if f.Last[i] == r.Day && before.Last[i] == r.Day-1 && before.Before[i] == r.Day-2 {
				t.Errorf("%s pitches three days in a row", c.ID)
			}
		}
	}
	for id, n := range starts {
		if n != 12 {
			t.Errorf("%s starts %d of 60 games", id, n)
		}
	}
	if len(starts) != 5 {
		t.Errorf("starts %v", starts)
	}
}

func cloneForm(f Form) Form {
	f.Last, f.Before, f.Started = slices.Clone(f.Last), slices.Clone(f.Before), slices.Clone(f.Started)
	return f
}

func TestPlayoffsOfASeason(t *testing.T) {
	t.Parallel()
	s := started(t, options(t, 10))
	if err := s.Run(nil); err != nil {
		t.Fatal(err)
	}
	var teams []int
	for _, st := range s.Standings()[:4] {
		teams = append(teams, st.Team)
	}
	b, err := NewBracket(teams, 5)
	if err != nil {
		t.Fatal(err)
	}
	for day := 100; len(b.Today(day)) > 0; day++ {
		if err := s.Extend(b.Today(day)); err != nil {
			t.Fatal(err)
		}
		if err := s.Run(func(r Result) bool {
			if err := b.Record(r.Home, r.Away, r.Winner()); err != nil {
				t.Error(err)
			}
			return true
		}); err != nil {
			t.Fatal(err)
		}
	}
	if team, done := b.Champion(); !done || !slices.Contains(teams, team) {
		t.Errorf("champion %d, %v", team, done)
	}
	if err := s.Extend([]Game{{Day: 1, Home: 0, Away: 1}}); err == nil {
		t.Error("a game before the last is taken")
	}
}

func TestSeasonsThatCannotBegin(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*Options){
		"unknown team":    func(o *Options) { o.Schedule = []Game{{Day: 1, Home: 0, Away: 6}} },
		"against itself":  func(o *Options) { o.Schedule = []Game{{Day: 1, Home: 2, Away: 2}} },
		"no pitcher":      func(o *Options) { o.Teams[1].Roster = o.Teams[1].Roster[:13] },
		"no shortstop":    func(o *Options) { o.Teams[1].Roster = o.Teams[1].Roster[9:] },
		"bad rotation":    func(o *Options) { o.Teams[1].Chart.Rotation = []int8{1} },
		"beyond rotation": func(o *Options) { o.Teams[1].Chart.Rotation = []int8{99} },
		"too many":        func(o *Options) { o.Teams[1].Roster = append(o.Teams[1].Roster, o.Teams[2].Roster[0]) },
	} {
		o := options(t, 10)
		spoil(&o)
		if _, err := New(o); err == nil {
			t.Errorf("%s: the season begins", name)
		}
	}
	o := options(t, 10)
	s := started(t, o)
	if _, _, err := s.Next(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Options, *State){
		"fewer teams": func(o *Options, _ *State) { o.Teams, o.Schedule = o.Teams[:5], nil },
		"no schedule": func(o *Options, _ *State) { o.Schedule = nil },
		"another game": func(_ *Options, st *State) {
			st.Results[0].Home, st.Results[0].Away = st.Results[0].Away, st.Results[0].Home
		},
		"another roster": func(o *Options, _ *State) { o.Teams[3].Roster = o.Teams[3].Roster[:25] },
		"half a form":    func(_ *Options, st *State) { st.Forms[2].Hurt = nil },
	} {
		other, st := o, s.State()
		other.Teams, st.Results, st.Forms = slices.Clone(o.Teams), slices.Clone(st.Results), slices.Clone(st.Forms)
		spoil(&other, &st)
		if _, err := Resume(other, st); err == nil {
			t.Errorf("%s: the season goes on", name)
		}
	}
	if _, err := Resume(o, s.State()); err != nil {
		t.Errorf("as it was: %v", err)
	}
}

func TestLeaders(t *testing.T) {
	t.Parallel()
	hitter := func(id string, pa, ab, h int32) Player {
		return Player{ID: id, Name: id, Batting: Batting{PA: pa, AB: ab, H: h}}
	}
	names := func(all []Leader, err error) (ids []string) {
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range all {
			ids = append(ids, l.Player.ID)
		}
		return ids
	}
	// 3.1 turns for each of 100 games are 310.
	players := []Player{hitter("regular", 400, 400, 120), hitter("just", 310, 310, 100), hitter("short", 309, 309, 99), hitter("pinch", 3, 3, 3)}
	if got := names(Leaders(players, []int{100}, "avg", 10)); !slices.Equal(got, []string{"just", "regular"}) {
		t.Errorf("9.22(a): %v", got)
	}
	// One who would lead with outs in all that he lacks is the champion.
	players = append(players, hitter("hurt", 300, 300, 105))
	if got := names(Leaders(players, []int{100}, "avg", 1)); !slices.Equal(got, []string{"hurt"}) {
		t.Errorf("9.22(a), exception: %v", got)
	}
	pitchers := []Player{
		{ID: "ace", Pitching: Pitching{Outs: 300, ER: 30, W: 3}}, {ID: "worse", Pitching: Pitching{Outs: 500, ER: 70, W: 9}},
		{ID: "closer", Pitching: Pitching{Outs: 299, ER: 1, SV: 7}},
	}
	if got := names(Leaders(pitchers, []int{100}, "era", 10)); !slices.Equal(got, []string{"ace", "worse"}) {
		t.Errorf("9.22(b): %v", got)
	}
	if got := names(Leaders(pitchers, []int{100}, "w", 1)); !slices.Equal(got, []string{"worse"}) {
		t.Errorf("wins: %v", got)
	}
	if got := names(Leaders(pitchers, []int{100}, "sv", 10)); !slices.Equal(got, []string{"closer"}) {
		t.Errorf("saves: %v", got)
	}
	if _, err := Leaders(players, []int{100}, "war", 1); err == nil {
		t.Error("there is no such figure")
	}
	for _, figure := range Figures() {
		if all, err := Leaders(nil, nil, figure, 5); err != nil || len(all) != 0 {
			t.Errorf("%s of nobody: %v, %v", figure, all, err)
		}
	}
}

// Leagues of pictures play seasons as well: all are average there, and play where
// their cards say.
func TestSeasonOfPictures(t *testing.T) {
	t.Parallel()
	o := Options{Manager: pd(), Seed: "pictures"}
	for i, name := range []string{"Gulls", "Herons"} {
		team := club(t, name, float64(i))
		for j, c := range team.Roster {
			team.Roster[j] = &card.Card{ID: c.ID, Name: c.Name, Image: "https://cards.example/" + c.ID, Bats: c.Bats, Throws: c.Throws, Gloves: c.Gloves}
		}
		o.Teams = append(o.Teams, team)
	}
	var err error
	if o.Schedule, err = RoundRobin(2, 12, 3); err != nil {
		t.Fatal(err)
	}
	s := started(t, o)
	if err := s.Run(nil); err != nil {
		t.Fatal(err)
	}
	if st := s.Standings(); st[0].Wins+st[1].Wins != 12 || st[0].Runs == 0 {
		t.Errorf("%+v", st)
	}
}

// BenchmarkManager learns a league: what a season costs before its first game.
func BenchmarkManager(b *testing.B) {
	l := pd().Model.League
	for b.Loop() {
		manager.New(atbat.NewModel(l))
	}
}

// BenchmarkSeason plays 162 games of six teams.
func BenchmarkSeason(b *testing.B) {
	o := options(b, 162)
	for b.Loop() {
		if err := started(b, o).Run(nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(486*b.N)/b.Elapsed().Seconds(), "games/s")
}
