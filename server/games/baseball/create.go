package baseball

import (
	"cmp"
	"time"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/session"
)

const defaultLeague = "pd"

// Create makes a game. It refuses an unknown league, cards that do not fit and
// names that cannot be told apart; absent teams are of average cards.
func (g Game) Create(t session.Turn, _ State, r *baseballv1.CreateRequest) ([]*baseballv1.Event, error) {
	d := g.desks[cmp.Or(r.GetLeagueId(), defaultLeague)]
	if d == nil {
		return nil, session.Missing("there is no league %q; ListLeagues names them", r.GetLeagueId())
	}
	o := optionsOf(d.league, r)
	if n := o.GetDecisionSeconds(); n != 0 && n < 5 {
		return nil, session.Invalid("decision_seconds", "must be 5 to 604800, or 0")
	}
	visitors, hosts, err := names(t.Now, r)
	if err != nil {
		return nil, err
	}
	away, err := g.squad(d, "away", visitors, r.GetAway().GetCards())
	if err != nil {
		return nil, err
	}
	home, err := g.squad(d, "home", hosts, r.GetHome().GetCards())
	if err != nil {
		return nil, err
	}
	return []*baseballv1.Event{event(&baseballv1.Event_Created{Options: o, Rulebook: writeRules(d.league), Away: away, Home: home})}, nil
}

// Vintage is how far the roster of a league's team can be trusted; zero for a team
// of no league.
type Vintage struct {
	At    time.Time // when it was last known to be right; zero for never
	Stale bool      // the league's API could not be asked the last time
}

// Mark writes it into a team of a game that is being made.
func (v Vintage) Mark(s *baseballv1.Event_Squad) {
	s.RosterStale = v.Stale
	if !v.At.IsZero() {
		s.RosterAtMs = v.At.UnixMilli()
	}
}

// vintageOf is how far a team's roster could be trusted when its game was made.
func vintageOf(s *baseballv1.Event_Squad) Vintage {
	v := Vintage{Stale: s.GetRosterStale()}
	if ms := s.GetRosterAtMs(); ms != 0 {
		v.At = time.UnixMilli(ms)
	}
	return v
}

func optionsOf(l *league.League, r *baseballv1.CreateRequest) *baseballv1.Options {
	o := &baseballv1.Options{
		LeagueId: l.ID, Mode: cmp.Or(r.GetMode(), baseballv1.Mode_MODE_AUTOMATIC), Pace: cmp.Or(r.GetPace(), baseballv1.Pace_PACE_LIVE),
		DecisionSeconds: r.GetDecisionSeconds(), Innings: cmp.Or(r.GetInnings(), int32(l.Rules.Innings)), RunningDecisions: r.GetRunningDecisions(),
	}
	if r.GetMode() == baseballv1.Mode_MODE_UNSPECIFIED && l.Resolution == league.Manual {
		o.Mode = baseballv1.Mode_MODE_MANUAL
	}
	switch {
	case o.GetPace() == baseballv1.Pace_PACE_UNTIMED:
		o.DecisionSeconds = 0
	case o.GetDecisionSeconds() == 0 && o.GetPace() == baseballv1.Pace_PACE_ASYNC:
		o.DecisionSeconds = int32(l.Clocks.Async)
	case o.GetDecisionSeconds() == 0:
		o.DecisionSeconds = int32(l.Clocks.Live)
	}
	return o
}

// squad checks a team and writes it a line-up.
func (g Game) squad(d *desk, field, name string, cards []*baseballv1.Card) (*baseballv1.Event_Squad, error) {
	roster, nine := game.NamedTeam(d.league, map[string]int{"away": game.Away, "home": game.Home}[field], name)
	if len(cards) > 0 {
		var err error
		if len(cards) > d.league.Rules.Roster {
			return nil, session.Invalid(field, "a roster of this league has at most %d players", d.league.Rules.Roster)
		}
		if roster, err = readRoster(cards); err != nil {
			return nil, session.Invalid(field, "%s", err)
		}
		if nine, err = d.manager().Nine(roster, d.league.Rules.DH); err != nil {
			return nil, session.Invalid(field, "%s", err)
		}
	}
	return &baseballv1.Event_Squad{Name: name, Cards: written(roster), Nine: writeNine(nine)}, nil
}

func written(r lineup.Roster) (cards []*baseballv1.Card) {
	for _, c := range r {
		cards = append(cards, WriteCard(c))
	}
	return cards
}

// SetLineup writes a line-up before the game.
func (Game) SetLineup(t session.Turn, s State, r *baseballv1.SetLineupRequest) ([]*baseballv1.Event, error) {
	if s.phase != phaseLobby {
		return nil, session.Refuse("not_in_lobby", "the game has begun: substitute instead")
	}
	if t.Seat < 1 || t.Seat > seats {
		return nil, session.Refuse("not_seated", "only managers write line-ups")
	}
	side := sideOf(t.Seat)
	if n := len(r.GetOrder()); n != 9 {
		return nil, session.Refuse("bad_lineup", "nine bat, not %d", n)
	}
	l := lineup.Lineup{Pitcher: s.find(side, r.GetPitcherId()), DH: s.book.GetDesignatedHitter()}
	for slot, one := range r.GetOrder() {
		l.Order[slot], l.At[slot] = s.find(side, one.GetPlayerId()), int8(one.GetPosition())
		if one.GetPosition() == 1 {
			l.DH = false
		}
	}
	if err := l.Check(s.setup.Rosters[side]); err != nil {
		return nil, session.Refuse("bad_lineup", "%s", err)
	}
	return []*baseballv1.Event{event(&baseballv1.Event_LineupSet{Side: int32(side), Nine: writeNine(l)})}, nil
}
