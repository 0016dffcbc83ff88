package llm

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// The providers.
const (
	// Offline is none: the server composes behaviours by itself.
	Offline = "offline"
	// OpenAI is any endpoint that speaks OpenAI's chat completions.
	OpenAI = "openai"
	// Anthropic is Anthropic's messages.
	Anthropic = "anthropic"
)

// KeyVariable is where the key is read from, and the only place.
const KeyVariable = "PLAYHOUSE_LLM_KEY"

// Settings name a model.
type Settings struct {
	// Provider is one of the constants; Offline if empty.
	Provider string
	// URL is the API's address; the maker's own if empty. For OpenAI it ends where
	// chat/completions begins: http://localhost:11434/v1.
	URL string
	// ModelName is what the provider calls the model.
	ModelName string
	// Key may be empty for endpoints of one's own.
	Key Secret
	// Times may be zero for the defaults.
	Times Times
}

// Times are how long things may take. The whole of a call is bounded by its context.
type Times struct {
	Connect time.Duration // until there is a connection: 5 s
	Silence time.Duration // between two pieces of an answer: 20 s
}

func (t Times) or() Times {
	return Times{Connect: cmp.Or(t.Connect, 5*time.Second), Silence: cmp.Or(t.Silence, 20*time.Second)}
}

// Check finds settings that contradict each other or cannot work.
func (s Settings) Check() error {
	switch s.Provider {
	case "", Offline:
		if s.Key != "" || s.URL != "" || s.ModelName != "" {
			return errors.New("a language model is described, but --llm-provider does not say what it speaks: use openai or anthropic, or leave --llm-url, --llm-model and " + KeyVariable + " out")
		}
		return nil
	case OpenAI, Anthropic:
	default:
		return fmt.Errorf("--llm-provider %q is unknown: use openai (any endpoint that speaks its protocol), anthropic or offline", s.Provider)
	}
	if s.ModelName == "" {
		return errors.New("--llm-model is missing: name the model as its provider does")
	}
	if s.Key == "" && (s.Provider == Anthropic || s.URL == "") {
		return fmt.Errorf("--llm-provider %s takes a key: put it into the environment as %s", s.Provider, KeyVariable)
	}
	if strings.ContainsFunc(string(s.Key), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New(KeyVariable + " holds spaces or signs that no key has: copy it again")
	}
	if s.URL == "" {
		return nil
	}
	u, err := url.Parse(s.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return errors.New("--llm-url is not the address of an API: use https://HOST/v1, for example http://localhost:11434/v1")
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("--llm-url takes no user, password, query or fragment: the key goes into the environment as " + KeyVariable)
	}
	return nil
}

// Open makes the provider; nil for Offline.
func Open(s Settings) (Provider, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	switch s.Provider {
	case OpenAI:
		return newOpenAI(s), nil
	case Anthropic:
		return newAnthropic(s), nil
	}
	return nil, nil //nolint:nilnil // no model is a choice, not a failure
}

// base is the API's address with a slash at its end.
func (s Settings) base(own string) string {
	return strings.TrimRight(cmp.Or(s.URL, own), "/") + "/"
}
