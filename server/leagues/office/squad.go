package office

import (
	"cmp"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/games/baseball"
	"playhouse/server/games/baseball/depth"
	"playhouse/server/games/baseball/game"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/lineup"
	"playhouse/server/leagues"
	"playhouse/server/session"
)

// rotationMost is how many start in turn when the computer picks them.
const rotationMost = 5

// squad is a team as the engine knows it.
type squad struct {
	rules  *league.League
	roster lineup.Roster
}

// squad reads a team's cards; average players' for a team without.
func (o *Office) squad(l leagues.League, t leagues.Team) (squad, error) {
	m, err := o.Engine.manager(l)
	if err != nil {
		return squad{}, err
	}
	s := squad{rules: m.Model.League}
	cards, err := cardsOf(t)
	if err != nil {
		return s, err
	}
	if len(cards) == 0 {
		s.roster = bare(s.rules, t)
		return s, nil
	}
	for _, c := range cards {
		one, err := baseball.ReadCard(c)
		if err != nil {
			return s, fmt.Errorf("team %s: %w", t.ID, err)
		}
		s.roster = append(s.roster, one)
	}
	return s, nil
}

// bare are who plays for a team without cards. Their ids are unique among teams, as
// those of invented players are.
func bare(rules *league.League, t leagues.Team) lineup.Roster {
	return game.ClubTeam(rules, t.ID.String()[24:])
}

// cards are a squad's as they are sent.
func (s squad) cards() []*baseballv1.Card {
	cards := make([]*baseballv1.Card, len(s.roster))
	for i, c := range s.roster {
		cards[i] = baseball.WriteCard(c)
	}
	return cards
}

// cardsOf are a team's cards as they are sent.
func cardsOf(t leagues.Team) ([]*baseballv1.Card, error) {
	all := &baseballv1.Squad{}
	if err := proto.Unmarshal(t.Cards, all); err != nil {
		return nil, fmt.Errorf("cards of team %s: %w", t.ID, err)
	}
	return all.GetCards(), nil
}

// find is a player's place in the roster; 0 for one who is not in it.
func (s squad) find(id string) int8 {
	for i, c := range s.roster {
		if c.ID == id {
			return int8(i + 1)
		}
	}
	return 0
}

// chart is who plays as a manager wrote it. What they left open is picked. It
// refuses what cannot play.
func (s squad) chart(c *baseballv1.LeagueTeam) (out depth.Chart, err error) {
	if out.Rotation, err = s.rotation(c.GetRotation()); err != nil {
		return out, err
	}
	if len(c.GetOrder()) == 0 {
		return out, nil
	}
	if n := len(c.GetOrder()); n != 9 {
		return out, fmt.Errorf("nine bat, not %d", n)
	}
	first := out.Rotation
	if len(first) == 0 {
		first = depth.Picker{League: s.rules, Roster: s.roster}.Rotation(1)
	}
	l := lineup.Lineup{DH: s.rules.Rules.DH}
	if len(first) > 0 {
		l.Pitcher = first[0]
	}
	for slot, one := range c.GetOrder() {
		if one.GetPosition() < 0 || one.GetPosition() > 9 {
			return out, fmt.Errorf("slot %d: there is no position %d", slot+1, one.GetPosition())
		}
		l.Order[slot], l.At[slot] = s.find(one.GetPlayerId()), int8(one.GetPosition())
		if one.GetPosition() == 1 {
			l.Pitcher = l.Order[slot]
		}
	}
	out.Lineup = l
	return out, l.Check(s.roster)
}

func (s squad) rotation(ids []string) (out []int8, err error) {
	for _, id := range ids {
		who := s.find(id)
		switch {
		case who == 0:
			return nil, fmt.Errorf("rotation: there is no %q in the roster", id)
		case !s.roster.Card(who).Plays(1):
			return nil, fmt.Errorf("rotation: %s cannot pitch", s.roster.Card(who).Name)
		case slices.Contains(out, who):
			return nil, fmt.Errorf("rotation: %s is there twice", s.roster.Card(who).Name)
		}
		out = append(out, who)
	}
	return out, nil
}

// checked reads new cards of a team and refuses those that no game can be played
// with, by their place.
func (o *Office) checked(l leagues.League, cards []*baseballv1.Card) (squad, error) {
	m, err := o.Engine.manager(l)
	if err != nil {
		return squad{}, err
	}
	s, seen := squad{rules: m.Model.League}, map[string]bool{}
	if len(cards) > s.rules.Rules.Roster {
		return s, badCards("cards", "a roster of this league has at most %d players", s.rules.Rules.Roster)
	}
	for i, c := range cards {
		field := fmt.Sprintf("cards[%d]", i)
		one, err := baseball.ReadCard(c)
		switch {
		case err != nil:
			return s, badCards(field, "%s", err)
		case seen[one.ID]:
			return s, badCards(field+".id", "%q is there twice", one.ID)
		case (one.Image != "") != (s.rules.Cards == "image"):
			return s, badCards(field+".kind", "%s: this league plays with %s cards", one.Name, s.rules.Cards)
		}
		seen[one.ID] = true
		s.roster = append(s.roster, one)
	}
	_, err = depth.Picker{League: s.rules, Roster: s.roster}.Chart(rotationMost)
	if err == nil {
		_, err = m.Nine(s.roster, s.rules.Rules.DH)
	}
	if err != nil {
		return s, badCards("cards", "%s", err)
	}
	return s, nil
}

func badCards(field, format string, args ...any) error {
	return &session.Error{Kind: session.InvalidArgument, Reason: "invalid_cards", Field: field, Message: field + ": " + fmt.Sprintf(format, args...)}
}

// wear gives a team the squad's cards. A line-up that does not fit them any more is
// forgotten.
func (s squad) wear(t *leagues.Team) error {
	raw, err := proto.Marshal(&baseballv1.Squad{Cards: s.cards()})
	if err != nil {
		return fmt.Errorf("encode cards: %w", err)
	}
	t.Cards, t.Players = raw, int32(len(s.roster))
	chart := &baseballv1.LeagueTeam{}
	err = proto.Unmarshal(t.Chart, chart)
	if _, bad := s.chart(chart); cmp.Or(err, bad) != nil {
		t.Chart = nil
	}
	return nil
}

// names are the players' names by id.
func (s squad) names(into map[string]string) {
	for _, c := range s.roster {
		into[c.ID] = c.Name
	}
}
