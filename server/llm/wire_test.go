package llm_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"playhouse/server/llm"
)

// canary is the key that must be found nowhere but in the request's header.
const canary = "sk-canary-0123456789abcdef"

// wire is a provider's protocol as its documentation has it.
type wire struct {
	provider string
	path     string
	// piece is a part of the answer, end its end for a reason, fail an error in the
	// middle, whole what a request without stream would get.
	piece func(text string) string
	begin string
	end   func(reason string) string
	fail  string
	body  func(kind string) string
	// key is the header that holds the key.
	key func(http.Header) string
}

func quoted(text string) string {
	b, _ := json.Marshal(text) //nolint:errchkjson // a text
	return string(b)
}

// openAI is https://platform.openai.com/docs/api-reference/chat-streaming.
var openAI = wire{
	provider: llm.OpenAI, path: "/v1/chat/completions",
	begin: chunk(`{"role":"assistant","content":"","refusal":null}`, "null", "null"),
	piece: func(text string) string { return chunk(`{"content":`+quoted(text)+`}`, "null", "null") },
	end: func(reason string) string {
		switch reason {
		case "limit":
			reason = "length"
		case "refusal":
			reason = "content_filter"
		}
		return chunk(`{}`, quoted(reason), "null") +
			`data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":25,"completion_tokens":15,"total_tokens":40}}` + "\n\n" +
			"data: [DONE]\n\n"
	},
	fail: `data: {"error": {"message": "The server had an error; your key was ` + canary + `", "type": "server_error"}}` + "\n\n",
	body: func(kind string) string {
		return `{"error":{"message":"Incorrect API key provided: ` + canary + `","type":` + quoted(kind) + `,"param":null,"code":null}}`
	},
	key: func(h http.Header) string { return strings.TrimPrefix(h.Get("Authorization"), "Bearer ") },
}

func chunk(delta, reason, usage string) string {
	return `data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":"fp","choices":[{"index":0,"delta":` +
		delta + `,"logprobs":null,"finish_reason":` + reason + `}],"usage":` + usage + "}\n\n"
}

// claude is https://platform.claude.com/docs/en/build-with-claude/streaming.
var claude = wire{
	provider: llm.Anthropic, path: "/v1/messages",
	begin: event("message_start", `{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"m","stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":1}}}`) +
		event("content_block_start", `{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`) +
		event("ping", `{"type":"ping"}`),
	piece: func(text string) string {
		return event("content_block_delta", `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":`+quoted(text)+`}}`)
	},
	end: func(reason string) string {
		switch reason {
		case "stop":
			reason = "end_turn"
		case "limit":
			reason = "max_tokens"
		}
		return event("content_block_stop", `{"type":"content_block_stop","index":0}`) +
			event("message_delta", `{"type":"message_delta","delta":{"stop_reason":`+quoted(reason)+`,"stop_sequence":null},"usage":{"output_tokens":15}}`) +
			event("message_stop", `{"type":"message_stop"}`)
	},
	fail: event("error", `{"type":"error","error":{"type":"api_error","message":"your key was `+canary+`"}}`),
	body: func(kind string) string {
		return `{"type":"error","error":{"type":` + quoted(kind) + `,"message":"invalid x-api-key: ` + canary + `"},"request_id":"req_1"}`
	},
	key: func(h http.Header) string { return h.Get("X-Api-Key") },
}

func event(name, data string) string { return "event: " + name + "\ndata: " + data + "\n\n" }

var wires = []wire{openAI, claude}

// asked is a request as it came in.
type asked struct {
	path   string
	header http.Header
	body   map[string]any
}

// model is a server on this machine that speaks a wire.
type model struct {
	*httptest.Server

	mu    sync.Mutex
	asked []asked
}

// serve answers each request by handle, after it was read.
func serve(t *testing.T, handle http.HandlerFunc) *model {
	t.Helper()
	m := &model{}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := asked{path: r.URL.Path, header: r.Header.Clone()}
		if b, err := io.ReadAll(r.Body); err == nil {
			_ = json.Unmarshal(b, &a.body)
		}
		m.mu.Lock()
		m.asked = append(m.asked, a)
		m.mu.Unlock()
		handle(w, r)
	}))
	t.Cleanup(m.Close)
	return m
}

func (m *model) requests() []asked {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.asked
}

// stream writes events, each at once.
func stream(w http.ResponseWriter, events ...string) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	for _, e := range events {
		_, _ = io.WriteString(w, e)
		w.(http.Flusher).Flush()
	}
}

// open makes the provider that speaks to m, and waits for it as long as it takes.
func open(t *testing.T, w wire, m *model) llm.Provider {
	t.Helper()
	return impatient(t, w, m, time.Minute)
}

// impatient ends streams that are silent for so long.
func impatient(t *testing.T, w wire, m *model, silence time.Duration) llm.Provider {
	t.Helper()
	address := m.URL
	if w.provider == llm.OpenAI {
		address += "/v1"
	}
	p, err := llm.Open(llm.Settings{
		Provider: w.provider, URL: address, ModelName: "m", Key: canary,
		Times: llm.Times{Connect: time.Minute, Silence: silence},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// collect asks and gathers the answer.
func collect(t *testing.T, p llm.Provider) (string, llm.Usage, error) {
	t.Helper()
	var b strings.Builder
	usage, err := p.Stream(t.Context(), hello, func(piece string) error {
		b.WriteString(piece)
		return nil
	})
	if err != nil {
		for _, text := range []string{err.Error(), fmt.Sprintf("%+v %#v", err, err)} {
			if strings.Contains(text, canary) {
				t.Errorf("the key is in the error: %s", text)
			}
		}
	}
	return b.String(), usage, err
}

var hello = llm.Prompt{System: "Be brief.", Messages: []llm.Message{{Role: llm.User, Text: "Hello"}, {Role: llm.Assistant, Text: "Yes?"}, {Role: llm.User, Text: "Go on"}}, Tokens: 77}
