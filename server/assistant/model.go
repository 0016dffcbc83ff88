package assistant

import (
	"context"
	"fmt"
	"strings"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/llm"
)

// Tokens of answers; models that think aloud count their thoughts in.
const (
	restateTokens = 4000
	writeTokens   = 8000
	answerTokens  = 4000
)

// model is an author that asks a language model.
type model struct {
	provider string
	llm      llm.Provider
	manual   Manual
}

var _ Author = (*model)(nil)

// NewModel makes an author of a language model; provider is its name as GetAssistant
// gives it.
func NewModel(provider string, p llm.Provider, m Manual) Author {
	return &model{provider: provider, llm: p, manual: m}
}

func (m *model) About() *arenav1.GetAssistantResponse {
	return &arenav1.GetAssistantResponse{
		Provider: m.provider, Model: m.llm.Model(),
		Note: "A language model. It may be wrong: look at what it proposes, and try it, before you use it. What you write, and what you may know of the world you look at, is sent to it.",
	}
}

func (m *model) Restate(ctx context.Context, t Task) (Restated, error) {
	text, tokens, err := m.ask(ctx, llm.Prompt{
		System: m.manual.restating(), Messages: []llm.Message{{Text: wishOf(t)}}, Tokens: restateTokens,
	}, nil)
	if err != nil {
		return Restated{Tokens: tokens}, err
	}
	r := restatementOf(text)
	r.Tokens = tokens
	return r, nil
}

func (m *model) Write(ctx context.Context, t Task, r Restated, tell Tell) (Draft, error) {
	return m.draft(ctx, t, m.writing(t, r), tell)
}

func (m *model) Mend(ctx context.Context, t Task, k Mistake, tell Tell) (Draft, error) {
	messages := append(m.writing(t, k.Restated),
		llm.Message{Role: llm.Assistant, Text: "```\n" + cut(k.Draft.Source, draftMost) + "\n```"},
		llm.Message{Text: mending(k.Diagnostics)})
	return m.draft(ctx, t, messages, tell)
}

// draftMost is how much of its own draft a model is told, in bytes.
const draftMost = 12 << 10

// writing is the conversation that ends with asking for a source.
func (m *model) writing(t Task, r Restated) []llm.Message {
	return []llm.Message{{Text: wishOf(t) + "\n\nUnderstood as:\n" + fence(Part{"understood", inWords(r.Restatement)}) + "\nWrite the behavior now."}}
}

func (m *model) draft(ctx context.Context, t Task, messages []llm.Message, tell Tell) (Draft, error) {
	text, tokens, err := m.ask(ctx, llm.Prompt{System: m.manual.writing(t.Tier), Messages: messages, Tokens: writeTokens}, tell)
	return Draft{Source: sourceOf(text), Tier: t.Tier, Tokens: tokens}, err
}

func (m *model) Answer(ctx context.Context, q Question, tell Tell) (int, error) {
	parts := append([]Part{{"question", q.Text}}, q.Material.parts()...)
	_, tokens, err := m.ask(ctx, llm.Prompt{
		System: m.manual.answering(), Messages: []llm.Message{{Text: fence(parts...) + "\nAnswer the question."}}, Tokens: answerTokens,
	}, tell)
	return tokens, err
}

// ask gathers an answer, and tells it as it comes.
func (m *model) ask(ctx context.Context, p llm.Prompt, tell Tell) (string, int, error) {
	var b strings.Builder
	usage, err := m.llm.Stream(ctx, p, func(piece string) error {
		b.WriteString(piece)
		if tell == nil {
			return nil
		}
		return tell(piece)
	})
	return b.String(), usage.Input + usage.Output, err
}

// mending tells a model what is wrong with its draft. What a diagnostic says may
// quote the draft, which is the model's own text.
func mending(found []*arenav1.Diagnostic) string {
	var b strings.Builder
	for i, d := range found {
		if i == 20 {
			break
		}
		fmt.Fprintf(&b, "line %d, column %d: %s\n", d.GetLine(), d.GetColumn(), line(d.GetMessage(), 300))
	}
	return "The checker refuses it:\n" + fence(Part{"diagnostics", b.String()}) + "\nWrite the whole behavior again, corrected."
}
