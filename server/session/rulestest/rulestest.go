// Package rulestest holds the laws that every game obeys. A game's tests play
// random games through a session.Sandbox and hand them to Suite.Run.
package rulestest

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/testing/protocmp"

	"playhouse/server/session"
)

// Suite is a game with a way to play it.
type Suite[S any, E, V proto.Message] struct {
	// Rules is the game.
	Rules session.Rules[S, E, V]
	// Play plays a whole random game; the same seed plays the same game.
	Play func(t *testing.T, seed uint64) *session.Sandbox[S, E, V]
	// Games is how many games are played.
	Games int
	// Seats is the most seats there are.
	Seats int
	// Rare names event kinds (fields of E's oneof) that random games need not
	// bring.
	Rare []string
	// Secrets are texts that must not be found in what the viewer is sent of a
	// state; nil when the game tests its secrets otherwise.
	Secrets func(S, session.Viewer) []string
}

// Run tests the laws.
func (s Suite[S, E, V]) Run(t *testing.T) {
	t.Helper()
	t.Run("AnUnknownEventIsAnError", s.unknown)
	t.Run("EventsNeverReachAClient", s.private)
	t.Run("FoldingIsPureAndRepeatable", s.games)
}

// unknown: an event without a kind is what an old server sees of a new one's.
func (s Suite[S, E, V]) unknown(t *testing.T) {
	var none E
	e, ok := none.ProtoReflect().Type().New().Interface().(E)
	if !ok {
		t.Fatal("the event's type does not make itself")
	}
	if _, err := s.Rules.Apply(s.Rules.New(), e); err == nil {
		t.Error("an unknown event was skipped")
	}
}

// private: no message that a service of the game's package answers can hold an
// event.
func (s Suite[S, E, V]) private(t *testing.T) {
	var none E
	event := none.ProtoReflect().Descriptor()
	protoregistry.GlobalFiles.RangeFilesByPackage(event.ParentFile().Package(), func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			methods := f.Services().Get(i).Methods()
			for j := range methods.Len() {
				if reaches(methods.Get(j).Output(), event.FullName(), map[protoreflect.FullName]bool{}) {
					t.Errorf("%s can answer an event", methods.Get(j).FullName())
				}
			}
		}
		return true
	})
}

func reaches(m protoreflect.MessageDescriptor, target protoreflect.FullName, seen map[protoreflect.FullName]bool) bool {
	if m.FullName() == target {
		return true
	}
	if seen[m.FullName()] {
		return false
	}
	seen[m.FullName()] = true
	for i := range m.Fields().Len() {
		if next := m.Fields().Get(i).Message(); next != nil && reaches(next, target, seen) {
			return true
		}
	}
	return false
}

func (s Suite[S, E, V]) games(t *testing.T) {
	brought := map[string]bool{}
	for seed := range s.Games {
		s.game(t, s.Play(t, uint64(seed)).Events(), brought)
		if t.Failed() {
			t.Fatalf("in the game of seed %d", seed)
		}
	}
	for _, kind := range s.Rare {
		brought[kind] = true
	}
	for _, kind := range kinds[E]() {
		if !brought[kind] {
			t.Errorf("no game brought the event %s: is it used, and is it folded?", kind)
		}
	}
}

// game folds a game twice. The states of the first fold are kept while the later
// events are applied: if Apply changed its input, they differ from the fresh
// ones of the second.
func (s Suite[S, E, V]) game(t *testing.T, events []E, brought map[string]bool) {
	t.Helper()
	kept := []S{s.Rules.New()}
	for i, e := range events {
		brought[kindOf(e)] = true
		next, err := s.Rules.Apply(kept[i], e)
		if err != nil {
			t.Fatalf("event %d: %v", i, err)
		}
		kept = append(kept, next)
	}
	fresh := s.Rules.New()
	for i := range kept {
		if i > 0 {
			var err error
			if fresh, err = s.Rules.Apply(fresh, events[i-1]); err != nil {
				t.Fatalf("event %d: %v", i, err)
			}
		}
		if diff := cmp.Diff(kept[i], fresh, protocmp.Transform(), cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
			t.Fatalf("state %d is not the same when folded again, or was changed by a later event (-kept +fresh):\n%s", i, diff)
		}
		s.views(t, fresh, i)
	}
}

func (s Suite[S, E, V]) views(t *testing.T, state S, at int) {
	t.Helper()
	for seat := range s.Seats + 1 {
		v := session.Viewer{Seat: session.Seat(seat)}
		first, second := wire(t, s.Rules.View(state, v)), wire(t, s.Rules.View(state, v))
		if !bytes.Equal(first, second) {
			t.Fatalf("state %d: seat %d is shown two different views of it", at, seat)
		}
		if s.Secrets == nil {
			continue
		}
		for _, secret := range s.Secrets(state, v) {
			if bytes.Contains(first, []byte(secret)) {
				t.Fatalf("state %d: the view of seat %d holds the secret %q", at, seat, secret)
			}
		}
	}
}

func wire(t *testing.T, m proto.Message) []byte {
	t.Helper()
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func kindOf(e proto.Message) string {
	m := e.ProtoReflect()
	if m.Descriptor().Oneofs().Len() == 0 {
		return ""
	}
	if f := m.WhichOneof(m.Descriptor().Oneofs().Get(0)); f != nil {
		return string(f.Name())
	}
	return ""
}

func kinds[E proto.Message]() []string {
	var (
		none  E
		names []string
	)
	oneofs := none.ProtoReflect().Descriptor().Oneofs()
	for i := range oneofs.Len() {
		fields := oneofs.Get(i).Fields()
		for j := range fields.Len() {
			names = append(names, fmt.Sprint(fields.Get(j).Name()))
		}
	}
	return names
}
