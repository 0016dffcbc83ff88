package labyrinth

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

var update = flag.Bool("update", false, "rewrite the transcripts' answers")

// transcript is a whole game as a list of steps with their answers. Steps are
// written by hand; -update rewrites the answers.
type transcript struct {
	About  string          `json:"about"`
	Dice   byte            `json:"dice"`
	Create json.RawMessage `json:"create"`
	Steps  []step          `json:"steps"`
}

// step is what somebody does: join, bot (joins), ready, start, leave, expire,
// select, confirm, declare (with a Declaration), act (the bot on the seat
// decides), rest (bots play on to the end), or view.
type step struct {
	Seat   session.Seat    `json:"seat,omitempty"`
	Do     string          `json:"do"`
	With   json.RawMessage `json:"with,omitempty"`
	Answer answer          `json:"answer"`
}

// answer is what came of it: a refusal, or what a spectator hears and where the
// game is then; for view, the seat's view.
type answer struct {
	Refused string          `json:"refused,omitempty"`
	Heard   []string        `json:"heard,omitempty"`
	Phase   string          `json:"phase,omitempty"`
	Turn    int32           `json:"turn,omitempty"`
	View    json.RawMessage `json:"view,omitempty"`
}

func TestTranscripts(t *testing.T) {
	t.Parallel()
	rulestest.Transcripts(t, *update, transcript.play)
}

// play returns the transcript with the answers of now.
func (tr transcript) play(t *testing.T) transcript {
	t.Helper()
	create := &labyrinthv1.CreateRequest{}
	must(t, protojson.Unmarshal(tr.Create, create))
	b := newTable(t, tr.Dice, create)
	chance := rand.New(rand.NewPCG(uint64(tr.Dice), 1))
	out := tr
	out.Steps = nil
	for _, s := range tr.Steps {
		before, told := b.State(), len(b.Events())
		s.Answer = answer{}
		if err := s.carryOut(b, chance); err != nil {
			var refusal *session.Error
			if !errors.As(err, &refusal) {
				t.Fatalf("%s: %v", s.Do, err)
			}
			s.Answer.Refused = refusal.Reason
		}
		s.Answer.Heard = heard(t, before, b.Events()[told:])
		s.Answer.Phase, s.Answer.Turn = b.State().phase.String(), b.State().turn
		if s.Do == "view" {
			s.Answer = answer{View: compact(t, b.View(s.Seat))}
		}
		out.Steps = append(out.Steps, s)
	}
	return out
}

func (s step) carryOut(b *sandbox, chance *rand.Rand) error {
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
	case "confirm":
		return b.Do(s.Seat, confirm)
	case "select":
		r := &labyrinthv1.SelectCharacterRequest{}
		return errors.Join(protojson.Unmarshal(s.With, r), b.Do(s.Seat, choose(r.GetCharacterId())))
	case "declare":
		d := &labyrinthv1.Declaration{}
		if err := protojson.Unmarshal(s.With, d); err != nil {
			return err
		}
		return b.Do(s.Seat, order(d))
	case "act":
		_, err := b.Bot(s.Seat, chance)
		return err
	case "rest":
		for b.State().phase != phaseFinished {
			for _, seat := range b.Waiting() {
				if _, err := b.Bot(seat, chance); err != nil {
					return err
				}
			}
		}
		return nil
	case "view":
		return nil
	default:
		return errors.New("there is no such step")
	}
}

// heard is what a spectator is told.
func heard(t *testing.T, s State, events []*labyrinthv1.Event) (lines []string) {
	t.Helper()
	for _, e := range events {
		after, err := apply(s, e)
		must(t, err)
		if h := narrate(s, e, after).of(viewer(0)); h != nil {
			lines = append(lines, h.GetAction()+": "+h.GetNarration())
		}
		s = after
	}
	return lines
}

// compact is a view without protojson's random spaces.
func compact(t *testing.T, v *labyrinthv1.View) json.RawMessage {
	t.Helper()
	raw, err := protojson.Marshal(v)
	must(t, err)
	var out bytes.Buffer
	must(t, json.Compact(&out, raw))
	return out.Bytes()
}
