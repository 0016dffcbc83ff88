package league

import (
	"encoding/json"
	"fmt"
	"net/url"

	"playhouse/server/games/baseball/card"
	rules "playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// player is playhouse.baseball.v1.Card in JSON.
type player struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Bats   hand    `json:"bats"`
	Throws hand    `json:"throws"`
	Gloves []glove `json:"gloves"`
	Image  *image  `json:"image"`
	Rated  *rated  `json:"rated"`
}

type glove struct {
	Position   int  `json:"position"`
	Range      int8 `json:"range"`
	Error      int8 `json:"error"`
	Arm        int8 `json:"arm"`
	PassedBall int8 `json:"passed_ball"`
}

type image struct {
	URL     string `json:"image_url"`
	Team    string `json:"team"`
	Manager string `json:"manager"`
}

type rated struct {
	Scouting struct {
		Running   int8       `json:"running"`
		Steal     card.Steal `json:"steal"`
		Bunt      grade      `json:"bunt"`
		HitAndRun grade      `json:"hit_and_run"`
		Power     bool       `json:"power"`
		Injury    int8       `json:"injury"`
		Starting  int8       `json:"endurance_starting"`
		Relieving int8       `json:"endurance_relieving"`
		Closer    bool       `json:"closer"`
		Hold      int8       `json:"hold"`
		WildPitch int8       `json:"wild_pitch"`
		Balk      int8       `json:"balk"`
	} `json:"scouting_data"`
	Ratings struct {
		BattingLeft   *chances `json:"batting_versus_left"`
		BattingRight  *chances `json:"batting_versus_right"`
		PitchingLeft  *chances `json:"pitching_versus_left"`
		PitchingRight *chances `json:"pitching_versus_right"`
	} `json:"ratings"`
}

type hand card.Hand

// UnmarshalJSON reads the proto's name of a side.
func (h *hand) UnmarshalJSON(raw []byte) error {
	known := map[string]card.Hand{`"HAND_LEFT"`: card.Left, `"HAND_RIGHT"`: card.Right, `"HAND_BOTH"`: card.Both}
	side, ok := known[string(raw)]
	if !ok {
		return fmt.Errorf("%.40s is none of HAND_LEFT, HAND_RIGHT, HAND_BOTH", raw)
	}
	*h = hand(side)
	return nil
}

type grade byte

// UnmarshalJSON reads one letter.
func (g *grade) UnmarshalJSON(raw []byte) error {
	if len(raw) != 3 || raw[0] != '"' {
		return fmt.Errorf("%.40s is no letter", raw)
	}
	*g = grade(raw[1])
	return nil
}

type chances card.Split

// UnmarshalJSON reads results by name; "checks" are those of the nine positions.
func (c *chances) UnmarshalJSON(raw []byte) error {
	var named map[string]json.RawMessage
	if err := json.Unmarshal(raw, &named); err != nil {
		return err
	}
	for name, value := range named {
		if name == "checks" {
			var checks []float64
			if err := json.Unmarshal(value, &checks); err != nil || len(checks) != 0 && len(checks) != 9 {
				return fmt.Errorf("checks: nine numbers are needed")
			}
			copy(c[outcome.Check1:], checks)
			continue
		}
		r, known := outcome.Parse(name)
		if !known || r.Check() > 0 {
			return fmt.Errorf("there is no result %.40q", name)
		}
		if err := json.Unmarshal(value, &c[r]); err != nil {
			return fmt.Errorf("%s: %.40s is no number", name, value)
		}
	}
	return nil
}

// cardOf reads a card and refuses one that a game cannot be played with.
func cardOf(l *rules.League, raw []byte) (*card.Card, error) {
	var p player
	if err := decode(raw, &p); err != nil {
		return nil, err
	}
	if !validID(p.ID) {
		return nil, fmt.Errorf("id: %.80q is no id", p.ID)
	}
	if len(p.Name) > nameMost {
		return nil, fmt.Errorf("name: longer than %d bytes", nameMost)
	}
	c := &card.Card{ID: p.ID, Name: p.Name, Bats: card.Hand(p.Bats), Throws: card.Hand(p.Throws)}
	for i, g := range p.Gloves {
		if g.Position < 1 || g.Position > 9 || c.Gloves[g.Position].Range > 0 {
			return nil, fmt.Errorf("gloves[%d].position: %d is none or there twice", i, g.Position)
		}
		if g.Range == 0 && l.Cards == "image" {
			g.Range = card.AverageRange
		}
		c.Gloves[g.Position] = card.Glove{Range: g.Range, Error: g.Error, Arm: g.Arm, Pass: g.PassedBall}
	}
	if err := p.kind(l, c); err != nil {
		return nil, err
	}
	return c, c.Check()
}

// kind fills in the side of the card that the league plays with.
func (p *player) kind(l *rules.League, c *card.Card) error {
	if l.Cards == "image" {
		if p.Image == nil {
			return fmt.Errorf("image: missing, league %s plays with pictures", l.ID)
		}
		if u, err := url.Parse(p.Image.URL); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(p.Image.URL) > 500 {
			return fmt.Errorf("image.image_url: %.80q is not the address of a picture", p.Image.URL)
		}
		c.Image, c.Team, c.Manager = p.Image.URL, p.Image.Team, p.Image.Manager
		return nil
	}
	if p.Rated == nil {
		return fmt.Errorf("rated: missing, league %s plays with ratings", l.ID)
	}
	s, r := &p.Rated.Scouting, &p.Rated.Ratings
	if (r.BattingLeft == nil) != (r.BattingRight == nil) || (r.PitchingLeft == nil) != (r.PitchingRight == nil) {
		return fmt.Errorf("rated.ratings: one split is missing, left or right")
	}
	if r.BattingLeft != nil {
		c.Batting = &card.Batting{
			Versus: [2]card.Split{card.Split(*r.BattingLeft), card.Split(*r.BattingRight)}, Running: s.Running, Steal: s.Steal,
			Bunt: byte(s.Bunt), HitAndRun: byte(s.HitAndRun), Power: s.Power, Injury: s.Injury,
		}
	}
	if r.PitchingLeft != nil {
		c.Pitching = &card.Pitching{
			Versus: [2]card.Split{card.Split(*r.PitchingLeft), card.Split(*r.PitchingRight)}, Starts: s.Starting, Relief: s.Relieving,
			Closer: s.Closer, Hold: s.Hold, WildPitch: s.WildPitch, Balk: s.Balk,
		}
	}
	return nil
}
