package assistant

import (
	"context"

	arenav1 "playhouse/gen/playhouse/arena/v1"
)

// Ask answers a question, telling it as it comes.
func (s *Service) Ask(ctx context.Context, r *arenav1.AskAssistantRequest, send func(*arenav1.AskAssistantResponse) error) error {
	user, err := caller(ctx)
	if err != nil {
		return err
	}
	q := Question{Text: clean(r.GetQuestion())}
	if q.Material, err = s.gather(ctx, r.GetContext()); err != nil {
		return err
	}
	return s.counted(ctx, user, func(ctx context.Context) (int, error) {
		tokens, err := s.Author.Answer(ctx, q, func(text string) error {
			return send(&arenav1.AskAssistantResponse{Text: clean(text)})
		})
		if err != nil {
			return tokens, err
		}
		return tokens, send(&arenav1.AskAssistantResponse{Done: true, Tokens: int32(tokens)})
	})
}
