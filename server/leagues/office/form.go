package office

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/season"
	"playhouse/server/leagues"
)

// forms are what a season's teams carry from day to day, as they are stored: by
// player, since rosters change.
type forms struct {
	Through int        `json:"through"` // games that are in it
	Teams   []teamForm `json:"teams"`
}

type teamForm struct {
	Turn    int             `json:"turn"`
	Players map[string]form `json:"players"`
}

// form is one player's; days, as season.Form has them.
type form struct {
	Last    int `json:"last"`
	Faced   int `json:"faced"`
	Before  int `json:"before"`
	Started int `json:"started"`
	Hurt    int `json:"hurt"`
}

// engineFrom readies the engine to go on where the stored forms end.
func (r *run) engineFrom(ctx context.Context) error {
	o := r.office
	m, err := o.Engine.manager(r.league)
	if err != nil {
		return err
	}
	teams, err := o.Store.Squads(ctx, r.league.ID)
	if err != nil {
		return err
	}
	r.options, r.names = season.Options{Manager: m, Seed: r.season.Seed, Schedule: r.schedule(r.games)}, map[string]string{}
	for _, e := range r.season.Entrants {
		t := leagues.Team{ID: e.ID} // one that is gone plays on with average cards
		if i := slices.IndexFunc(teams, func(t leagues.Team) bool { return t.ID == e.ID }); i >= 0 {
			t = teams[i]
		}
		team, err := o.entrant(r.league, t)
		if err != nil {
			return err
		}
		team.Name = e.Name
		for _, c := range team.Roster {
			r.names[c.ID] = c.Name
		}
		r.options.Teams = append(r.options.Teams, team)
	}
	if r.engine, err = season.New(r.options); err != nil {
		return err
	}
	return r.restore()
}

// entrant is a team as the engine plays it. A line-up that does not fit any more is
// picked anew.
func (o *Office) entrant(l leagues.League, t leagues.Team) (season.Team, error) {
	s, err := o.squad(l, t)
	if err != nil {
		return season.Team{}, err
	}
	written := &baseballv1.LeagueTeam{}
	if err := proto.Unmarshal(t.Chart, written); err != nil {
		return season.Team{}, fmt.Errorf("chart of team %s: %w", t.ID, err)
	}
	team := season.Team{ID: t.ID.String(), Name: t.Name, Roster: s.roster}
	if chart, err := s.chart(written); err == nil {
		team.Chart = chart
	}
	return team, nil
}

// restore gives the engine the forms that were stored.
func (r *run) restore() (err error) {
	if len(r.season.Forms) == 0 {
		return nil
	}
	var kept forms
	if err := json.Unmarshal(r.season.Forms, &kept); err != nil {
		return fmt.Errorf("forms of season %s: %w", r.season.ID, err)
	}
	st := r.engine.State()
	for i, t := range kept.Teams[:min(len(kept.Teams), len(st.Forms))] {
		f := &st.Forms[i]
		f.Turn = t.Turn
		for j, c := range r.options.Teams[i].Roster {
			if p, known := t.Players[c.ID]; known {
				f.Last[j], f.Faced[j], f.Before[j], f.Started[j], f.Hurt[j] = p.Last, p.Faced, p.Before, p.Started, p.Hurt
			}
		}
	}
	r.next = min(kept.Through, len(r.games))
	return r.resume(st)
}

// resume goes on with a state at the next game. Results are counted only: places
// and sums are kept elsewhere.
func (r *run) resume(st season.State) (err error) {
	st.Results = make([]season.Result, r.next)
	for i := range st.Results {
		st.Results[i] = season.Result{Index: i, Game: r.options.Schedule[i]}
	}
	r.engine, err = season.Resume(r.options, st)
	return err
}

// forms are the engine's now.
func (r *run) forms() (json.RawMessage, error) {
	st, out := r.engine.State(), forms{Through: r.next}
	for i, f := range st.Forms {
		t := teamForm{Turn: f.Turn, Players: map[string]form{}}
		for j, c := range r.options.Teams[i].Roster {
			t.Players[c.ID] = form{Last: f.Last[j], Faced: f.Faced[j], Before: f.Before[j], Started: f.Started[j], Hurt: f.Hurt[j]}
		}
		out.Teams = append(out.Teams, t)
	}
	return json.Marshal(out)
}

// pass goes past a game that people have played or play: who pitched in it is
// tired as if the computer had played it.
func (r *run) pass(ctx context.Context) error {
	g := r.games[r.next]
	st := r.engine.State()
	if g.Played {
		whole, err := r.office.Store.Games(ctx, leagues.Wanted{Season: r.season.ID, From: g.Number, Limit: 1, Boxes: true})
		if err != nil {
			return err
		}
		box := &baseballv1.BoxScore{}
		if len(whole) == 1 {
			if err := proto.Unmarshal(whole[0].Box, box); err != nil {
				return fmt.Errorf("box of game %s: %w", g.ID, err)
			}
		}
		home, away := r.places(g)
		r.tire(&st.Forms[home], home, int(g.Day), box.GetHome())
		r.tire(&st.Forms[away], away, int(g.Day), box.GetAway())
	}
	r.next++
	return r.resume(st)
}

func (r *run) tire(f *season.Form, team, day int, page *baseballv1.BoxTeam) {
	for i, line := range page.GetPitching() {
		for j, c := range r.options.Teams[team].Roster {
			if c.ID != line.GetPlayerId() {
				continue
			}
			f.Before[j], f.Last[j], f.Faced[j] = f.Last[j], day, int(line.GetBf())
			if i == 0 {
				f.Started[j] = day
			}
		}
	}
}

// schedule are games as the engine knows them.
func (r *run) schedule(games []leagues.Game) []season.Game {
	all := make([]season.Game, len(games))
	for i, g := range games {
		all[i].Day = int(g.Day)
		all[i].Home, all[i].Away = r.places(g)
	}
	return all
}

// places are those of a game's teams among the entrants.
func (r *run) places(g leagues.Game) (home, away int) {
	at := func(id uuid.UUID) int {
		return slices.IndexFunc(r.season.Entrants, func(e leagues.Entrant) bool { return e.ID == id })
	}
	return at(g.Home), at(g.Away)
}

// sums are a team's before a game.
func (r *run) sums(team int) []season.Player { return slices.Clone(r.engine.State().Players[team]) }

// orFewer is why no game was played.
func orFewer(err error) error {
	if err != nil {
		return err
	}
	return errors.New("the engine knows fewer games than the schedule")
}
