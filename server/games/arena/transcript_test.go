package arena

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	arenav1 "playhouse/gen/playhouse/arena/v1"
	"playhouse/server/session"
	"playhouse/server/session/rulestest"
)

var update = flag.Bool("update", false, "rewrite the transcripts' answers")

// transcript is a world's log as a list of steps with their answers. Steps are written
// by hand; -update rewrites the answers.
type transcript struct {
	About   string          `json:"about"`
	Players int             `json:"players"`
	Create  json.RawMessage `json:"create"`
	Steps   []line          `json:"steps"`
}

// line is a command by the name of its RPC with its request; Owner's are what the node
// writes that runs the world, and View is a look.
type line struct {
	Do     string          `json:"do"`
	Seat   session.Seat    `json:"seat,omitempty"`
	With   json.RawMessage `json:"with,omitempty"`
	Answer answer          `json:"answer"`
}

// answer is what came of it: a refusal, or what is told to the seat and how the world
// stands then; for View, the view.
type answer struct {
	Refused string          `json:"refused,omitempty"`
	Heard   []string        `json:"heard,omitempty"`
	Stands  string          `json:"stands,omitempty"`
	View    json.RawMessage `json:"view,omitempty"`
}

func TestTranscripts(t *testing.T) {
	t.Parallel()
	rulestest.Transcripts(t, *update, transcript.play)
}

// play returns the transcript with the answers of now.
func (tr transcript) play(t *testing.T) transcript {
	t.Helper()
	create := &arenav1.CreateRequest{}
	must(t, protojson.Unmarshal(tr.Create, create))
	b := made(t, tr.Players, create, Plan{Config: create.GetConfig()})
	out := tr
	out.Steps = nil
	for _, l := range tr.Steps {
		before, told := b.State(), len(b.Events())
		l.Answer = answer{}
		if l.Do == "View" {
			l.Answer.View = compact(t, b.View(l.Seat))
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
		l.Answer.Heard, l.Answer.Stands = heard(t, before, b.Events()[told:], session.Viewer{Seat: l.Seat}), position(b.State())
		out.Steps = append(out.Steps, l)
	}
	return out
}

// carryOut does a step.
func (l line) carryOut(b *sandbox) error {
	do, ok := deeds[l.Do]
	if !ok {
		return errors.New("there is no such step")
	}
	cmd, err := do(l.With)
	if err != nil {
		return err
	}
	return b.Do(l.Seat, cmd)
}

// deeds are all of them, by the name of the RPC; what the owner writes is by its own.
var deeds = map[string]func(with json.RawMessage) (command, error){
	"Start": doing(Game.Start), "Pause": doing(Game.Pause), "Step": doing(Game.Step), "SetSpeed": doing(Game.SetSpeed),
	"Reset": doing(Game.Reset), "RemoveAgents": doing(Game.RemoveAgents), "EditWalls": doing(Game.EditWalls), "End": doing(Game.End),
	"AddAgents": doingWith(Game.AddAgents), "AssignBehavior": doingWith(Game.AssignBehavior), "ForceBehavior": doingWith(Game.ForceBehavior),
	"ApplyConfig": doing(func(g Game, t session.Turn, s State, r *arenav1.ApplyConfigRequest) ([]*arenav1.Event, error) {
		return g.ApplyConfig(t, s, r.GetConfig())
	}),
	"Own": owning(func(e *arenav1.Event_Owned) command { return Own(e.GetEpoch(), e.GetTick()) }),
	"Take": owning(func(e *arenav1.Event_Taken) command {
		return Take(Moment{Epoch: e.GetEpoch(), Tick: e.GetTick(), Hash: e.GetHash()}, e.GetThrough())
	}),
	"Mark": owning(func(e *arenav1.Event_Marked) command {
		return MarkDown(Moment{Epoch: e.GetEpoch(), Tick: e.GetTick(), Hash: e.GetHash()})
	}),
	"Sleep": owning(func(e *arenav1.Event_Slept) command {
		return Sleep(Moment{Epoch: e.GetEpoch(), Tick: e.GetTick(), Hash: e.GetHash()})
	}),
	"Miss": owning(func(e *arenav1.Event_Faulted) command {
		return Miss(e.GetEpoch(), Missed{Tick: e.GetTick(), Behaviors: e.GetBehaviors(), Message: e.GetMessage()})
	}),
	"Finish": owning(func(e *arenav1.Event_Ended) command { return Finish(e.GetEpoch(), e.GetResult()) }),
}

type message[R any] interface {
	*R
	proto.Message
}

// read is a message from JSON.
func read[R any, P message[R]](with json.RawMessage) (P, error) {
	r := P(new(R))
	if len(with) == 0 {
		return r, nil
	}
	return r, protojson.Unmarshal(with, r)
}

// doing is a command with a request as JSON.
func doing[R any, P message[R]](method func(Game, session.Turn, State, P) ([]*arenav1.Event, error)) func(json.RawMessage) (command, error) {
	return func(with json.RawMessage) (command, error) {
		r, err := read[R, P](with)
		return does(method, r), err
	}
}

// doingWith is doing for orders that bring a behaviour: the usual one.
func doingWith[R any, P message[R]](method func(Game, session.Turn, State, P, *arenav1.BehaviorCopy) ([]*arenav1.Event, error)) func(json.RawMessage) (command, error) {
	return func(with json.RawMessage) (command, error) {
		r, err := read[R, P](with)
		return doesWith(method, r, usual), err
	}
}

// owning is what the owner writes, with its event as JSON.
func owning[R any, P message[R]](cmd func(P) command) func(json.RawMessage) (command, error) {
	return func(with json.RawMessage) (command, error) {
		r, err := read[R, P](with)
		return cmd(r), err
	}
}

// heard is what is told of events.
func heard(t *testing.T, s State, events []*arenav1.Event, v session.Viewer) (lines []string) {
	t.Helper()
	for _, e := range events {
		next, err := Game{}.Apply(s, e)
		must(t, err)
		if h := (Game{}).Tell(s, e, next, v); h != nil {
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
