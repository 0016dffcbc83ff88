package llm

import (
	"context"
	"errors"
	"strings"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
	"github.com/anthropics/anthropic-sdk-go/packages/ssestream"
)

// claude is a model of Anthropic's.
type claude struct {
	model    string
	messages anthropic.MessageService
}

var _ Provider = (*claude)(nil)

func newAnthropic(s Settings) *claude {
	base := strings.TrimSuffix(s.base("https://api.anthropic.com"), "v1/") // the SDK adds it
	return &claude{model: s.ModelName, messages: anthropic.NewMessageService(
		option.WithBaseURL(base), option.WithAPIKey(string(s.Key)), option.WithHTTPClient(newClient(s.Times.or())),
		option.WithMaxRetries(0), option.WithoutOpenTelemetry(),
	)}
}

func (c *claude) Model() string { return c.model }

func (c *claude) Stream(ctx context.Context, p Prompt, give func(string) error) (Usage, error) {
	r := anthropic.MessageNewParams{
		Model: c.model, MaxTokens: int64(p.Tokens), System: []anthropic.TextBlockParam{{Text: p.System}},
	}
	for _, m := range p.Messages {
		block := anthropic.NewTextBlock(m.Text)
		if m.Role == Assistant {
			r.Messages = append(r.Messages, anthropic.NewAssistantMessage(block))
			continue
		}
		r.Messages = append(r.Messages, anthropic.NewUserMessage(block))
	}
	stream := c.messages.NewStreaming(ctx, r)
	defer func() { _ = stream.Close() }()
	usage, err := readAnthropic(stream, give)
	if err == nil && stream.Err() != nil {
		err = faultOf(ctx, told(stream.Err()))
	}
	return usage, err
}

// readAnthropic reads events until message_stop: message_start has the tokens of the
// question, each message_delta the answer's so far. A stream that ends before
// message_stop was cut; its error, if it has one, says more.
func readAnthropic(stream *ssestream.Stream[anthropic.MessageStreamEventUnion], give func(string) error) (Usage, error) {
	var (
		usage Usage
		text  = gather{give: give}
		end   anthropic.StopReason
		whole bool
		seen  bool
	)
	for stream.Next() {
		seen = true
		switch e := stream.Current(); e.Type {
		case "message_start":
			u := e.Message.Usage
			usage.Input = int(u.InputTokens + u.CacheCreationInputTokens + u.CacheReadInputTokens)
		case "content_block_delta":
			if e.Delta.Type != "text_delta" {
				continue
			}
			if err := text.add(e.Delta.Text); err != nil {
				return usage, err
			}
		case "message_delta":
			usage.Output, end = int(e.Usage.OutputTokens), e.Delta.StopReason
		case "message_stop":
			whole = true
		}
	}
	if stream.Err() != nil {
		return usage, nil //nolint:nilerr // the stream keeps it for Stream
	}
	switch {
	case !seen:
		return usage, errGarbled
	case !whole:
		return usage, errEarly
	case end == anthropic.StopReasonMaxTokens:
		return usage, errLimit
	case end == anthropic.StopReasonRefusal:
		return usage, errRefusal
	}
	return usage, nil
}

// told is the fault of an error event within a stream.
func told(err error) error {
	api, ok := errors.AsType[*anthropic.Error](err)
	if !ok {
		return err
	}
	switch string(api.Type()) {
	case "overloaded_error", "rate_limit_error":
		return &Fault{Kind: Busy, Why: "has too much to do"}
	}
	return errBroke
}
