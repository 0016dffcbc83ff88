package llm

import (
	"context"
	"errors"
	"net/url"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/ssestream"
)

// openAI is an endpoint of chat completions.
type openAI struct {
	model string
	// own is true for OpenAI itself, whose newer models take the limit of tokens by
	// another name than everybody else's.
	own         bool
	completions openai.ChatCompletionService
}

var _ Provider = (*openAI)(nil)

const openAIHost = "api.openai.com"

func newOpenAI(s Settings) *openAI {
	base := s.base("https://" + openAIHost + "/v1")
	u, err := url.Parse(base)
	options := []option.RequestOption{
		option.WithBaseURL(base), option.WithHTTPClient(newClient(s.Times.or())), option.WithMaxRetries(0),
	}
	if s.Key != "" {
		options = append(options, option.WithAPIKey(string(s.Key)))
	}
	return &openAI{model: s.ModelName, own: err == nil && u.Hostname() == openAIHost, completions: openai.NewChatCompletionService(options...)}
}

func (o *openAI) Model() string { return o.model }

func (o *openAI) Stream(ctx context.Context, p Prompt, give func(string) error) (Usage, error) {
	stream := o.completions.NewStreaming(ctx, o.params(p))
	defer func() { _ = stream.Close() }()
	usage, err := readOpenAI(stream, give)
	if err == nil && stream.Err() != nil {
		err = faultOf(ctx, midway(stream.Err()))
	}
	return usage, err
}

// params are the request.
func (o *openAI) params(p Prompt) openai.ChatCompletionNewParams {
	messages := []openai.ChatCompletionMessageParamUnion{openai.SystemMessage(p.System)}
	for _, m := range p.Messages {
		if m.Role == Assistant {
			messages = append(messages, openai.AssistantMessage(m.Text))
			continue
		}
		messages = append(messages, openai.UserMessage(m.Text))
	}
	r := openai.ChatCompletionNewParams{
		Model: o.model, Messages: messages,
		StreamOptions: openai.ChatCompletionStreamOptionsParam{IncludeUsage: openai.Bool(true)},
	}
	if o.own {
		r.MaxCompletionTokens = openai.Int(int64(p.Tokens))
	} else {
		r.MaxTokens = openai.Int(int64(p.Tokens))
	}
	return r
}

// readOpenAI reads chunks until the end. The usage comes after the reason for the
// end, in a chunk without choices. A stream whose end gives no reason was cut; its
// error, if it has one, says more.
func readOpenAI(stream *ssestream.Stream[openai.ChatCompletionChunk], give func(string) error) (Usage, error) {
	var (
		usage Usage
		text  = gather{give: give}
		end   string
		seen  bool
	)
	for stream.Next() {
		seen = true
		chunk := stream.Current()
		if u := chunk.Usage; u.TotalTokens > 0 {
			usage = Usage{Input: int(u.PromptTokens), Output: int(u.CompletionTokens)}
		}
		if len(chunk.Choices) == 0 {
			continue
		}
		choice := chunk.Choices[0]
		if choice.Delta.Refusal != "" {
			return usage, errRefusal
		}
		if err := text.add(choice.Delta.Content); err != nil {
			return usage, err
		}
		if choice.FinishReason != "" {
			end = choice.FinishReason
		}
	}
	if stream.Err() != nil {
		return usage, nil //nolint:nilerr // the stream keeps it for Stream
	}
	switch {
	case !seen:
		return usage, errGarbled
	case end == "":
		return usage, errEarly
	case end == "length":
		return usage, errLimit
	case end == "content_filter":
		return usage, errRefusal
	}
	return usage, nil
}

// midway is the fault of an error that came within a stream.
func midway(err error) error {
	if _, ok := errors.AsType[*ssestream.StreamError](err); ok {
		return errBroke
	}
	return err
}
