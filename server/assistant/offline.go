package assistant

import (
	"context"
	"strings"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/assistant/composer"
	"playhouse/server/llm"
)

// offline is the author of a server without a language model.
type offline struct{ manual Manual }

var _ Author = offline{}

// NewOffline makes an author that composes behaviours from keywords, and answers from
// the manual.
func NewOffline(m Manual) Author { return offline{m} }

func (offline) About() *arenav1.GetAssistantResponse {
	return &arenav1.GetAssistantResponse{
		Provider: llm.Offline,
		Note:     "This server has no language model. A composer of keywords, English and German, puts parts of the house's behaviors together. It does not understand sentences: look at what it made of yours.",
	}
}

func (offline) Restate(_ context.Context, t Task) (Restated, error) {
	c := composer.Compose(t.Wish)
	r := &arenav1.Restatement{Triggers: c.Triggers, Actions: c.Actions, Parameters: c.Parameters, Questions: c.Questions}
	if t.Tier != arenav1.Tier_TIER_RULES {
		r.Questions = append(r.Questions, "A script was asked for, but without a language model I write rules only.")
	}
	if t.Material.Source != "" && c.Source != "" {
		r.Questions = append(r.Questions, "I cannot change the behavior that is being edited: this is a new one.")
	}
	return Restated{Name: c.Name, Restatement: r}, nil
}

func (offline) Write(_ context.Context, t Task, _ Restated, tell Tell) (Draft, error) {
	d := Draft{Source: composer.Compose(t.Wish).Source, Tier: arenav1.Tier_TIER_RULES}
	for part := range strings.Lines(d.Source) {
		if err := tell(part); err != nil {
			return d, err
		}
	}
	return d, nil
}

// Mend has nothing better: the same words compose the same.
func (offline) Mend(_ context.Context, _ Task, m Mistake, _ Tell) (Draft, error) { return m.Draft, nil }

func (o offline) Answer(_ context.Context, q Question, tell Tell) (int, error) {
	return 0, tell(o.manual.find(q.Text))
}
