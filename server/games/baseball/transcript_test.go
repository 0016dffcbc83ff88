package baseball

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"

	baseballv1 "playhouse/gen/playhouse/baseball/v1"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

// transcript is a game as a story: what is done, and what came of it.
type transcript struct {
	About  string          `json:"about"`
	Dice   byte            `json:"dice"`
	Create json.RawMessage `json:"create"`
	Steps  []step          `json:"steps"`
}

// step is one thing done: join, bot, ready, start, leave, expire, offence,
// defence, running, throw, result, substitute, act (the computer decides), rest
// (computers finish the game), box.
type step struct {
	Seat   session.Seat    `json:"seat,omitempty"`
	Do     string          `json:"do"`
	With   json.RawMessage `json:"with,omitempty"`
	Answer reply           `json:"answer"`
}

// reply is what came of it: a refusal, or what a spectator hears and where the
// game stands.
type reply struct {
	Refused string          `json:"refused,omitempty"`
	Heard   []string        `json:"heard,omitempty"`
	Stands  string          `json:"stands,omitempty"`
	Box     json.RawMessage `json:"box,omitempty"`
}

func TestTranscripts(t *testing.T) {
	t.Parallel()
	rulestest.Transcripts(t, *update, transcript.play)
}

func (tr transcript) play(t *testing.T) transcript {
	t.Helper()
	create := &baseballv1.CreateRequest{}
	must(t, protojson.Unmarshal(tr.Create, create))
	b := table(t, tr.Dice, create)
	chance := rand.New(rand.NewPCG(uint64(tr.Dice), 1))
	out := tr
	out.Steps = nil
	for _, s := range tr.Steps {
		before, told := b.State(), len(b.Events())
		s.Answer = reply{}
		if err := s.carryOut(t, b, chance); err != nil {
			var refusal *session.Error
			if !errors.As(err, &refusal) {
				t.Fatalf("%s: %v", s.Do, err)
			}
			s.Answer.Refused = refusal.Reason
		}
		s.Answer.Heard, s.Answer.Stands = heard(t, before, b.Events()[told:]), b.State().String()
		if s.Do == "box" {
			raw, err := protojson.Marshal(b.State().Box())
			must(t, err)
			var flat bytes.Buffer
			must(t, json.Compact(&flat, raw))
			s.Answer = reply{Box: flat.Bytes()}
		}
		out.Steps = append(out.Steps, s)
	}
	return out
}

func (s step) carryOut(t *testing.T, b *sandbox, chance *rand.Rand) error {
	t.Helper()
	id := decisionID(b.State().ask)
	switch s.Do {
	case "join", "bot":
		_, err := b.Join(s.Do == "bot")
		return err
	case "ready":
		return b.Ready(s.Seat, true)
	case "start":
		return b.Start()
	case "leave":
		return b.Leave(s.Seat)
	case "expire":
		_, err := b.Expire()
		return err
	case "offence":
		r := &baseballv1.DecideOffenceRequest{}
		must(t, protojson.Unmarshal(s.With, r))
		r.DecisionId = id
		return b.Do(s.Seat, command(embedded.DecideOffence, r))
	case "defence":
		r := &baseballv1.DecideDefenceRequest{}
		must(t, protojson.Unmarshal(s.With, r))
		r.DecisionId = id
		return b.Do(s.Seat, command(embedded.DecideDefence, r))
	case "result":
		r := &baseballv1.EnterResultRequest{}
		must(t, protojson.Unmarshal(s.With, r))
		r.DecisionId = id
		return b.Do(s.Seat, command(embedded.EnterResult, r))
	case "substitute":
		r := &baseballv1.SubstituteRequest{}
		must(t, protojson.Unmarshal(s.With, r))
		return b.Do(s.Seat, command(embedded.Substitute, r))
	case "act":
		_, err := b.Bot(s.Seat, chance)
		return err
	case "rest":
		finish(t, b, chance)
		return nil
	case "box":
		return nil
	default:
		return errors.New("there is no such step")
	}
}

// heard is what a spectator is told.
func heard(t *testing.T, s State, events []*baseballv1.Event) (lines []string) {
	t.Helper()
	for _, e := range events {
		after, err := apply(s, e)
		must(t, err)
		if h := embedded.Tell(s, e, after, session.Viewer{}); h != nil {
			lines = append(lines, h.GetAction()+": "+h.GetNarration())
		}
		s = after
	}
	return lines
}
