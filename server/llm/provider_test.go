package llm_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"playhouse/server/llm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// each runs a test for both protocols.
func each(t *testing.T, test func(t *testing.T, w wire)) {
	t.Helper()
	t.Parallel()
	for _, w := range wires {
		t.Run(w.provider, func(t *testing.T) {
			t.Parallel()
			test(t, w)
		})
	}
}

func TestPiecesComeInOrderWithTheTokensUsed(t *testing.T) {
	each(t, func(t *testing.T, w wire) {
		m := serve(t, func(rw http.ResponseWriter, _ *http.Request) {
			stream(rw, ": a comment\n\n", w.begin, w.piece("Hel"), w.piece("lo, \"wörld\"\n"), w.piece("☃"), w.end("stop"))
		})
		text, usage, err := collect(t, open(t, w, m))
		if err != nil || text != "Hello, \"wörld\"\n☃" || usage != (llm.Usage{Input: 25, Output: 15}) {
			t.Fatalf("%q %+v %v", text, usage, err)
		}
		r := m.requests()[0]
		if r.path != w.path || w.key(r.header) != canary || r.body["stream"] != true || r.body["model"] != "m" || r.body["max_tokens"] != 77.0 {
			t.Errorf("asked %s %v", r.path, r.body)
		}
		said, _ := json.Marshal(r.body)
		for _, want := range []string{"Be brief.", "Hello", "Yes?", "Go on", `"assistant"`} {
			if !strings.Contains(string(said), want) {
				t.Errorf("%s is not in %s", want, said)
			}
		}
		if strings.Contains(string(said), canary) {
			t.Error("the key is in the body")
		}
	})
}

func TestAnswersWithAnErrorAreToldApart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		after  string
		kind   llm.Kind
		wait   time.Duration
	}{
		{401, "", llm.Rejected, 0},
		{403, "", llm.Rejected, 0},
		{404, "", llm.Rejected, 0},
		{400, "", llm.Rejected, 0},
		{429, "17", llm.Busy, 17 * time.Second},
		{429, "", llm.Busy, 0},
		{429, "1e300", llm.Busy, 24 * time.Hour},
		{429, "-5", llm.Busy, 0},
		{429, "soon", llm.Busy, 0},
		{529, "3", llm.Busy, 3 * time.Second},
		{503, "4", llm.Busy, 4 * time.Second},
		{503, "", llm.Unavailable, 0},
		{500, "", llm.Unavailable, 0},
		{502, "", llm.Unavailable, 0},
		{408, "", llm.Unavailable, 0},
	} {
		t.Run(fmt.Sprint(c.status, " ", c.after), func(t *testing.T) {
			each(t, func(t *testing.T, w wire) {
				m := serve(t, func(rw http.ResponseWriter, _ *http.Request) {
					rw.Header().Set("Content-Type", "application/json")
					if c.after != "" {
						rw.Header().Set("Retry-After", c.after)
					}
					rw.WriteHeader(c.status)
					_, _ = io.WriteString(rw, w.body("some_error"))
				})
				_, _, err := collect(t, open(t, w, m))
				f := faultIn(t, err)
				if f.Kind != c.kind || f.After != c.wait {
					t.Errorf("%+v", f)
				}
				if n := len(m.requests()); n != 1 {
					t.Errorf("asked %d times", n)
				}
			})
		})
	}
}

func faultIn(t *testing.T, err error) *llm.Fault {
	t.Helper()
	var f *llm.Fault
	if !errors.As(err, &f) {
		t.Fatalf("%v is no fault", err)
	}
	return f
}

func TestRetryAfterMayBeATime(t *testing.T) {
	each(t, func(t *testing.T, w wire) {
		m := serve(t, func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
			rw.WriteHeader(http.StatusTooManyRequests)
		})
		_, _, err := collect(t, open(t, w, m))
		if f := faultIn(t, err); f.After < 50*time.Minute || f.After > time.Hour {
			t.Errorf("%+v", f)
		}
	})
}

// streams that do not end well, and what of them is kept.
func TestStreamsThatBreak(t *testing.T) {
	t.Parallel()
	forever := func(r *http.Request) { <-r.Context().Done() }
	for _, c := range []struct {
		name   string
		answer func(w wire, rw http.ResponseWriter, r *http.Request)
		kind   llm.Kind
		why    string
	}{ // why "went silent": the stream is silent for ever, and the listener impatient
		{"ends without an end", func(w wire, rw http.ResponseWriter, _ *http.Request) { stream(rw, w.begin, w.piece("Hi")) }, llm.Cut, "broke off"},
		{"connection cut", func(w wire, rw http.ResponseWriter, _ *http.Request) {
			stream(rw, w.begin, w.piece("Hi"))
			panic(http.ErrAbortHandler)
		}, llm.Cut, "broke off"},
		{"reset", func(w wire, rw http.ResponseWriter, _ *http.Request) {
			conn, _, _ := rw.(http.Hijacker).Hijack()
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 99999\r\n\r\n"+w.begin+w.piece("Hi"))
			_ = conn.Close()
		}, llm.Cut, "broke off"},
		{"truncated JSON", func(w wire, rw http.ResponseWriter, _ *http.Request) {
			stream(rw, w.begin, w.piece("Hi"), w.piece("there")[:60]+"\n\n", w.end("stop"))
		}, llm.Cut, "cannot be read"},
		{"garbage", func(_ wire, rw http.ResponseWriter, _ *http.Request) {
			stream(rw, "<html>\x00\xff nothing", "\n\n", "data: {{{\n\n")
		}, llm.Cut, "cannot be read"},
		{"not a stream", func(_ wire, rw http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(rw, "<html>Welcome!</html>")
		}, llm.Cut, "cannot be read"},
		{"nothing", func(wire, http.ResponseWriter, *http.Request) {}, llm.Cut, "cannot be read"},
		{"error in the middle", func(w wire, rw http.ResponseWriter, _ *http.Request) { stream(rw, w.begin, w.piece("Hi"), w.fail) }, llm.Unavailable, "broke in the middle"},
		{"silence before the first piece", func(w wire, rw http.ResponseWriter, r *http.Request) {
			stream(rw, w.begin)
			forever(r)
		}, llm.Cut, "went silent"},
		{"silence in the middle", func(w wire, rw http.ResponseWriter, r *http.Request) {
			stream(rw, w.begin, w.piece("Hi"))
			forever(r)
		}, llm.Cut, "went silent"},
		{"limit of tokens", func(w wire, rw http.ResponseWriter, _ *http.Request) {
			stream(rw, w.begin, w.piece("Hi"), w.end("limit"))
		}, llm.Cut, "tokens"},
		{"refusal", func(w wire, rw http.ResponseWriter, _ *http.Request) { stream(rw, w.begin, w.end("refusal")) }, llm.Declined, "does not want"},
		{"giant text", func(w wire, rw http.ResponseWriter, _ *http.Request) {
			stream(rw, w.begin)
			for range 100 {
				stream(rw, w.piece(strings.Repeat("x", 1000)))
			}
			stream(rw, w.end("stop"))
		}, llm.Cut, "64 kB"},
		{"endless line", func(_ wire, rw http.ResponseWriter, _ *http.Request) {
			line := strings.Repeat("x", 1<<16)
			stream(rw, "data: ")
			for range 1000 {
				if _, err := io.WriteString(rw, line); err != nil {
					return
				}
			}
		}, llm.Cut, "64 kB"},
		{"moved", func(_ wire, rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "/elsewhere", http.StatusTemporaryRedirect)
		}, llm.Rejected, "has moved"},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, w wire) {
				m := serve(t, func(rw http.ResponseWriter, r *http.Request) { c.answer(w, rw, r) })
				p := open(t, w, m)
				if c.why == "went silent" {
					p = impatient(t, w, m, 300*time.Millisecond)
				}
				_, _, err := collect(t, p)
				if f := faultIn(t, err); f.Kind != c.kind || !strings.Contains(f.Error(), c.why) {
					t.Errorf("%+v", f)
				}
				if n := len(m.requests()); n != 1 {
					t.Errorf("asked %d times: %v", n, m.requests())
				}
			})
		})
	}
}

func TestASlowFirstByteIsWaitedForAsLongAsTheCallerDoes(t *testing.T) {
	each(t, func(t *testing.T, w wire) {
		m := serve(t, func(rw http.ResponseWriter, r *http.Request) {
			select {
			case <-time.After(2 * time.Second): // more silence than a stream may have
				stream(rw, w.begin, w.piece("Hi"), w.end("stop"))
			case <-r.Context().Done():
			}
		})
		p := impatient(t, w, m, time.Second)
		if text, _, err := collect(t, p); err != nil || text != "Hi" {
			t.Fatal(text, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		_, err := p.Stream(ctx, hello, func(string) error { return nil })
		if f := faultIn(t, err); f.Kind != llm.Unavailable || !strings.Contains(f.Error(), "in time") {
			t.Errorf("%+v", f)
		}
	})
}

func TestLeavingClosesTheConnection(t *testing.T) {
	each(t, func(t *testing.T, w wire) {
		closed := make(chan struct{})
		m := serve(t, func(rw http.ResponseWriter, r *http.Request) {
			stream(rw, w.begin, w.piece("Hi"))
			<-r.Context().Done()
			close(closed)
		})
		ctx, leave := context.WithCancel(t.Context())
		_, err := open(t, w, m).Stream(ctx, hello, func(string) error {
			leave()
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		<-closed
	})
}

func TestWhatTheListenerSaysEndsTheCall(t *testing.T) {
	each(t, func(t *testing.T, w wire) {
		closed, enough := make(chan struct{}), errors.New("enough")
		m := serve(t, func(rw http.ResponseWriter, r *http.Request) {
			stream(rw, w.begin, w.piece("Hi"))
			<-r.Context().Done()
			close(closed)
		})
		if _, err := open(t, w, m).Stream(t.Context(), hello, func(string) error { return enough }); !errors.Is(err, enough) {
			t.Error(err)
		}
		<-closed
	})
}

func TestNobodyThere(t *testing.T) {
	each(t, func(t *testing.T, w wire) {
		m := serve(t, func(http.ResponseWriter, *http.Request) {})
		p := open(t, w, m)
		m.Close()
		_, _, err := collect(t, p)
		if f := faultIn(t, err); f.Kind != llm.Unavailable || f.Cause == nil {
			t.Errorf("%+v", f)
		}
	})
}

func TestSettingsThatCannotWork(t *testing.T) {
	t.Parallel()
	good := llm.Settings{Provider: llm.OpenAI, URL: "http://localhost:11434/v1", ModelName: "m"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, c := range map[string]struct {
		s    llm.Settings
		want string
	}{
		"unknown":         {llm.Settings{Provider: "oracle"}, "openai (any endpoint"},
		"no provider":     {llm.Settings{Key: canary}, "--llm-provider does not say"},
		"no model":        {llm.Settings{Provider: llm.OpenAI, Key: canary}, "--llm-model"},
		"no key":          {llm.Settings{Provider: llm.OpenAI, ModelName: "m"}, llm.KeyVariable},
		"anthropic's key": {llm.Settings{Provider: llm.Anthropic, ModelName: "m", URL: "http://localhost:1"}, llm.KeyVariable},
		"key with a line": {llm.Settings{Provider: llm.OpenAI, ModelName: "m", Key: canary + "\n"}, "copy it again"},
		"no address":      {llm.Settings{Provider: llm.OpenAI, ModelName: "m", URL: "localhost:11434"}, "--llm-url"},
		"file":            {llm.Settings{Provider: llm.OpenAI, ModelName: "m", URL: "file:///etc/passwd"}, "--llm-url"},
		"key in URL":      {llm.Settings{Provider: llm.OpenAI, ModelName: "m", URL: "http://me:" + canary + "@host/v1"}, "--llm-url takes no user"},
		"key in query":    {llm.Settings{Provider: llm.OpenAI, ModelName: "m", URL: "http://host/v1?key=" + canary}, "--llm-url takes no user"},
	} {
		err := c.s.Check()
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), canary) {
			t.Errorf("%s: %v", name, err)
		}
		if _, openErr := llm.Open(c.s); openErr == nil {
			t.Errorf("%s: opened", name)
		}
	}
	if p, err := llm.Open(llm.Settings{}); p != nil || err != nil {
		t.Error("offline is no provider", p, err)
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	t.Parallel()
	s := llm.Settings{Key: canary}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("started", "settings", s, "key", s.Key)
	slog.New(slog.NewTextHandler(&log, nil)).Info("started", "settings", s, "key", s.Key)
	j, _ := json.Marshal(s) //nolint:errchkjson // the test is what it hides
	text := fmt.Sprintf("%v %+v %#v %s %q %s", s, s, s, s.Key, s.Key, j) + log.String()
	if strings.Contains(text, canary) || strings.Contains(text, "canary") {
		t.Error(text)
	}
	if diff := cmp.Diff(canary, string(s.Key)); diff != "" {
		t.Error(diff)
	}
}
