package cosmic

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

var update = flag.Bool("update", false, "rewrite the transcripts' answers")

// transcript is a voyage as a list of steps with their answers. Steps are
// written by hand; -update rewrites the answers.
type transcript struct {
	About  string          `json:"about"`
	Dice   byte            `json:"dice"`
	Create json.RawMessage `json:"create"`
	Steps  []line          `json:"steps"`
}

// line is a command by the name of its RPC with its request, or View.
type line struct {
	Do     string          `json:"do"`
	With   json.RawMessage `json:"with,omitempty"`
	Answer answer          `json:"answer"`
}

// answer is what came of it: a refusal, or what is told and how the captain is
// then; for View, the view.
type answer struct {
	Refused string          `json:"refused,omitempty"`
	Heard   []string        `json:"heard,omitempty"`
	Captain json.RawMessage `json:"captain,omitempty"`
	Mode    string          `json:"mode,omitempty"`
	View    json.RawMessage `json:"view,omitempty"`
}

func TestTranscripts(t *testing.T) {
	t.Parallel()
	rulestest.Transcripts(t, *update, transcript.play)
}

// play returns the transcript with the answers of now.
func (tr transcript) play(t *testing.T) transcript {
	t.Helper()
	create := &cosmicv1.CreateRequest{}
	must(t, protojson.Unmarshal(tr.Create, create))
	b := voyage(t, tr.Dice, create)
	out := tr
	out.Steps = nil
	for _, l := range tr.Steps {
		before, told := b.State(), len(b.Events())
		l.Answer = answer{}
		if l.Do == "View" {
			l.Answer.View = compact(t, b.View(1))
			out.Steps = append(out.Steps, l)
			continue
		}
		if err := l.carryOut(b); err != nil {
			var refusal *session.Error
			if !errors.As(err, &refusal) {
				t.Fatalf("%s: %v", l.Do, err)
			}
			l.Answer.Refused = refusal.Reason
		}
		l.Answer.Heard = heard(t, before, b.Events()[told:])
		l.Answer.Captain, l.Answer.Mode = compact(t, b.View(1).GetCaptain()), b.View(1).GetMode().String()
		out.Steps = append(out.Steps, l)
	}
	return out
}

// carryOut does a step.
func (l line) carryOut(b *sandbox) error {
	do, ok := commands[l.Do]
	if !ok {
		return errors.New("there is no such step")
	}
	return do(b, l.With)
}

// commands are all of them, by the name of the RPC.
var commands = map[string]func(b *sandbox, with json.RawMessage) error{
	"Navigate": doing(Game.Navigate), "Scan": doing(Game.Scan), "Mine": doing(Game.Mine), "Salvage": doing(Game.Salvage), "Wait": doing(Game.Wait),
	"Choose": doing(Game.Choose), "DistressCall": doing(Game.DistressCall), "BuyItem": doing(Game.BuyItem), "SellItem": doing(Game.SellItem),
	"BuyFuel": doing(Game.BuyFuel), "BuyFood": doing(Game.BuyFood), "DropItem": doing(Game.DropItem), "Eat": doing(Game.Eat),
	"UseItem": doing(Game.UseItem), "Repair": doing(Game.Repair), "BuyShip": doing(Game.BuyShip), "BuyModule": doing(Game.BuyModule),
	"RemoveModule": doing(Game.RemoveModule), "BuyPod": doing(Game.BuyPod), "BuyAugmentation": doing(Game.BuyAugmentation),
	"AcceptQuest": doing(Game.AcceptQuest), "AbandonQuest": doing(Game.AbandonQuest), "HireCrew": doing(Game.HireCrew),
	"DismissCrew": doing(Game.DismissCrew), "Attack": doing(Game.Attack), "Flee": doing(Game.Flee), "Negotiate": doing(Game.Negotiate),
	"Retire": doing(Game.Retire),
}

// doing is a command with a request as JSON.
func doing[R any, P interface {
	*R
	proto.Message
}](method func(Game, session.Turn, State, P) ([]*cosmicv1.Event, error)) func(*sandbox, json.RawMessage) error {
	return func(b *sandbox, with json.RawMessage) error {
		r := P(new(R))
		if len(with) > 0 {
			if err := protojson.Unmarshal(with, r); err != nil {
				return err
			}
		}
		return b.Do(1, rpc(method, r))
	}
}

// heard is what is told.
func heard(t *testing.T, s State, events []*cosmicv1.Event) (lines []string) {
	t.Helper()
	for _, e := range events {
		next, err := apply(s, e)
		must(t, err)
		if h := narrate(s, e, next); h != nil {
			lines = append(lines, h.GetAction()+": "+h.GetNarration())
		}
		s = next
	}
	return lines
}

// compact is a message without protojson's random spaces.
func compact(t *testing.T, m proto.Message) json.RawMessage {
	t.Helper()
	raw, err := protojson.Marshal(m)
	must(t, err)
	var out bytes.Buffer
	must(t, json.Compact(&out, raw))
	return out.Bytes()
}
