package tabletop

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

var update = flag.Bool("update", false, "rewrite the transcripts' answers, and write logs that are missing")

// transcript is an evening in the crypt as a list of steps with their answers.
// Steps are written by hand; -update rewrites the answers.
type transcript struct {
	About string `json:"about"`
	Steps []step `json:"steps"`
}

// step is a command of a seat, by the name of its request, or a look at a view.
type step struct {
	Seat   session.Seat    `json:"seat"`
	Do     string          `json:"do"`
	With   json.RawMessage `json:"with,omitempty"`
	Answer answer          `json:"answer"`
}

// answer is what came of it: a refusal, or what everybody is told; for view, the
// seat's view.
type answer struct {
	Refused string            `json:"refused,omitempty"`
	Told    map[string]string `json:"told,omitempty"`
	View    json.RawMessage   `json:"view,omitempty"`
}

// named commands, by the name of the procedure.
var namedCommands = map[string]func(json.RawMessage) (session.Command[State, *tabletopv1.Event], error){
	"PutElements":    parsed(Game.PutElements, func() *tabletopv1.PutElementsRequest { return &tabletopv1.PutElementsRequest{} }),
	"MoveTokens":     parsed(Game.MoveTokens, func() *tabletopv1.MoveTokensRequest { return &tabletopv1.MoveTokensRequest{} }),
	"DeleteElements": parsed(Game.DeleteElements, func() *tabletopv1.DeleteElementsRequest { return &tabletopv1.DeleteElementsRequest{} }),
	"SetDoor":        parsed(Game.SetDoor, func() *tabletopv1.SetDoorRequest { return &tabletopv1.SetDoorRequest{} }),
	"ChangeScene":    parsed(Game.ChangeScene, func() *tabletopv1.ChangeSceneRequest { return &tabletopv1.ChangeSceneRequest{} }),
	"ChangeFog":      parsed(Game.ChangeFog, func() *tabletopv1.ChangeFogRequest { return &tabletopv1.ChangeFogRequest{} }),
	"TriggerArea":    parsed(Game.TriggerArea, func() *tabletopv1.TriggerAreaRequest { return &tabletopv1.TriggerAreaRequest{} }),
	"Undo":           parsed(Game.Undo, func() *tabletopv1.UndoRequest { return &tabletopv1.UndoRequest{} }),
	"Redo":           parsed(Game.Redo, func() *tabletopv1.RedoRequest { return &tabletopv1.RedoRequest{} }),
	"Roll":           parsed(Game.Roll, func() *tabletopv1.RollRequest { return &tabletopv1.RollRequest{} }),
	"Say":            parsed(Game.Say, func() *tabletopv1.SayRequest { return &tabletopv1.SayRequest{} }),
	"AddCombatants":  parsed(Game.AddCombatants, func() *tabletopv1.AddCombatantsRequest { return &tabletopv1.AddCombatantsRequest{} }),
	"RollInitiative": parsed(Game.RollInitiative, func() *tabletopv1.RollInitiativeRequest { return &tabletopv1.RollInitiativeRequest{} }),
	"NextTurn":       parsed(Game.NextTurn, func() *tabletopv1.NextTurnRequest { return &tabletopv1.NextTurnRequest{} }),
	"ShowInitiative": parsed(Game.ShowInitiative, func() *tabletopv1.ShowInitiativeRequest { return &tabletopv1.ShowInitiativeRequest{} }),
	"ChangeHp":       parsed(Game.ChangeHp, func() *tabletopv1.ChangeHpRequest { return &tabletopv1.ChangeHpRequest{} }),
	"ChangeAudio":    parsed(Game.ChangeAudio, func() *tabletopv1.ChangeAudioRequest { return &tabletopv1.ChangeAudioRequest{} }),
	"PlaySound":      parsed(Game.PlaySound, func() *tabletopv1.PlaySoundRequest { return &tabletopv1.PlaySoundRequest{} }),
}

func parsed[R proto.Message](cmd func(Game, session.Turn, State, R) ([]*tabletopv1.Event, error), fresh func() R) func(json.RawMessage) (session.Command[State, *tabletopv1.Event], error) {
	return func(with json.RawMessage) (session.Command[State, *tabletopv1.Event], error) {
		r := fresh()
		if len(with) == 0 {
			with = json.RawMessage("{}")
		}
		return command(cmd, r), protojson.Unmarshal(with, r)
	}
}

func TestTranscripts(t *testing.T) {
	t.Parallel()
	rulestest.Transcripts(t, *update, transcript.play)
}

// play returns the transcript with the answers of now.
func (tr transcript) play(t *testing.T) transcript {
	t.Helper()
	b, out := inCrypt(t), tr
	out.Steps = nil
	for i, s := range tr.Steps {
		before, events := b.State(), len(b.Events())
		s.Answer = answer{}
		if s.Do == "view" {
			s.Answer.View = compact(t, b.View(s.Seat))
			out.Steps = append(out.Steps, s)
			continue
		}
		how, ok := namedCommands[s.Do]
		if !ok {
			t.Fatalf("step %d: there is no %q", i, s.Do)
		}
		cmd, err := how(s.With)
		must(t, err)
		if err := b.Do(s.Seat, cmd); err != nil {
			var refusal *session.Error
			if !errors.As(err, &refusal) {
				t.Fatalf("step %d: %v", i, err)
			}
			s.Answer.Refused = refusal.Reason + ": " + refusal.Message
		}
		s.Answer.Told = told(t, before, b.Events()[events:])
		out.Steps = append(out.Steps, s)
	}
	return out
}

// told is what everybody is told.
func told(t *testing.T, s State, events []*tabletopv1.Event) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, e := range events {
		after, err := Game{}.Apply(s, e)
		must(t, err)
		for name, seat := range map[string]session.Seat{"master": master, "ann": ann, "ben": ben, "spectator": 0} {
			if h := (Game{}).Tell(s, e, after, session.Viewer{Seat: seat}); h != nil {
				all[name] += h.GetAction() + ": " + h.GetNarration()
			}
		}
		s = after
	}
	return all
}

// compact is a view without protojson's random spaces.
func compact(t *testing.T, v *tabletopv1.View) json.RawMessage {
	t.Helper()
	raw, err := protojson.Marshal(v)
	must(t, err)
	var out bytes.Buffer
	must(t, json.Compact(&out, raw))
	return out.Bytes()
}
