package league

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"playhouse/server/games/baseball/card"
	rules "playhouse/server/games/baseball/league"
)

// Bounds of what a league has.
const (
	teamsMost = 200
	nameMost  = 80
)

// decode reads one JSON value and nothing after it.
func decode(body []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	err := d.Decode(to)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s: a %s instead of a %s", orWhole(wrong.Field), wrong.Value, wrong.Type.Kind())
	}
	_, syntax := errors.AsType[*json.SyntaxError](err)
	if syntax || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("no JSON: at byte %d: %w", d.InputOffset(), err)
	}
	if err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("no JSON: something follows at byte %d", d.InputOffset())
	}
	return nil
}

func orWhole(field string) string {
	if field == "" {
		return "the answer"
	}
	return field
}

func teamsOf(body []byte) ([]Team, error) {
	var answer struct {
		Teams []Team `json:"teams"`
	}
	if err := decode(body, &answer); err != nil {
		return nil, err
	}
	if len(answer.Teams) == 0 || len(answer.Teams) > teamsMost {
		return nil, fmt.Errorf("teams: %d of them; 1 to %d are a league", len(answer.Teams), teamsMost)
	}
	seen := map[string]bool{}
	for i, t := range answer.Teams {
		switch {
		case !validID(t.ID):
			return nil, fmt.Errorf("teams[%d].id: %q is no id", i, t.ID)
		case seen[t.ID]:
			return nil, fmt.Errorf("teams[%d].id: %q is there twice", i, t.ID)
		case t.Name == "" || len(t.Name) > nameMost || len(t.Manager) > nameMost:
			return nil, fmt.Errorf("teams[%d]: a name is missing or longer than %d bytes", i, nameMost)
		}
		seen[t.ID] = true
	}
	return answer.Teams, nil
}

func rosterOf(l *rules.League, team string, body []byte) ([]*card.Card, error) {
	var answer struct {
		TeamID  string            `json:"team_id"`
		Players []json.RawMessage `json:"players"`
	}
	if err := decode(body, &answer); err != nil {
		return nil, err
	}
	if answer.TeamID != team {
		return nil, fmt.Errorf("team_id: %q instead of %q", answer.TeamID, team)
	}
	if n := len(answer.Players); n == 0 || n > l.Rules.Roster {
		return nil, fmt.Errorf("players: %d of them; 1 to %d are a roster", n, l.Rules.Roster)
	}
	cards, seen := make([]*card.Card, 0, len(answer.Players)), map[string]bool{}
	for i, raw := range answer.Players {
		c, err := cardOf(l, raw)
		if err != nil {
			return nil, fmt.Errorf("players[%d]: %w", i, err)
		}
		if seen[c.ID] {
			return nil, fmt.Errorf("players[%d].id: %q is there twice", i, c.ID)
		}
		seen[c.ID] = true
		cards = append(cards, c)
	}
	return cards, nil
}

func playerOf(l *rules.League, id string, body []byte) (*card.Card, error) {
	c, err := cardOf(l, body)
	if err == nil && c.ID != id {
		return nil, fmt.Errorf("id: %q instead of %q", c.ID, id)
	}
	return c, err
}
