package delta_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/structpb"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/delta"
)

var update = flag.Bool("update", false, "rewrite testdata/vectors.json")

const vectorsFile = "testdata/vectors.json"

// vector is one difference, shared with the TypeScript client's tests.
type vector struct {
	Name    string          `json:"name"`
	Type    string          `json:"type"`
	Base    json.RawMessage `json:"base"`
	Next    json.RawMessage `json:"next"`
	Patch   json.RawMessage `json:"patch"`
	Changed []string        `json:"changed"`
}

// TestVectors checks that Diff gives what the file says, and Apply next from it.
func TestVectors(t *testing.T) {
	if *update {
		if err := os.WriteFile(vectorsFile, generateVectors(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(vectorsFile)
	if err != nil {
		t.Fatal(err)
	}
	var vectors []vector
	if err := json.Unmarshal(text, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) < 60 {
		t.Errorf("only %d vectors", len(vectors))
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) { checkVector(t, v) })
	}
	if !bytes.Equal(text, generateVectors(t)) {
		t.Error("the file is not what the generator makes: run with -update and look at the changes")
	}
}

func checkVector(t *testing.T, v vector) {
	t.Helper()
	base, next := parseMessage(t, v.Type, v.Base), parseMessage(t, v.Type, v.Next)
	patch, changed := delta.Diff(base, next)
	if diff := cmp.Diff(string(v.Patch), string(compact(t, patch))); diff != "" {
		t.Errorf("patch (-file +now):\n%s", diff)
	}
	if diff := cmp.Diff(v.Changed, append([]string{}, changed...)); diff != "" {
		t.Errorf("changed (-file +now):\n%s", diff)
	}
	if err := delta.Apply(base, parseMessage(t, v.Type, v.Patch), v.Changed); err != nil {
		t.Fatal(err)
	}
	if !proto.Equal(base, next) {
		t.Errorf("applied: %s, want %s", compact(t, base), v.Next)
	}
}

func parseMessage(t *testing.T, name string, text []byte) proto.Message {
	t.Helper()
	mt, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(name))
	if err != nil {
		t.Fatal(err)
	}
	m := mt.New().Interface()
	if err := protojson.Unmarshal(text, m); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return m
}

// compact writes protojson without the white space that it varies on purpose.
func compact(t *testing.T, m proto.Message) json.RawMessage {
	t.Helper()
	text, err := protojson.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := json.Compact(&out, text); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// generateVectors returns the file: a vector a line.
func generateVectors(t *testing.T) []byte {
	t.Helper()
	var lines []string
	add := func(name string, base, next proto.Message) {
		patch, changed := delta.Diff(base, next)
		var line bytes.Buffer
		encoder := json.NewEncoder(&line)
		encoder.SetEscapeHTML(false)
		err := encoder.Encode(vector{
			Name: name, Type: string(base.ProtoReflect().Descriptor().FullName()),
			Base: compact(t, base), Next: compact(t, next), Patch: compact(t, patch),
			Changed: append([]string{}, changed...),
		})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.TrimSpace(line.String()))
	}
	for _, c := range corners {
		add(c.name, parseMessage(t, c.message, []byte(c.base)), parseMessage(t, c.message, []byte(c.next)))
	}
	source := rand.New(rand.NewPCG(1, 2))
	r := random{below: source.IntN, tame: true}
	for i := range 20 {
		for _, m := range []proto.Message{&structpb.Struct{}, &labyrinthv1.View{}, &sessionv1.Room{}} {
			base, next := r.pair(m)
			add(fmt.Sprintf("random %s %d", m.ProtoReflect().Descriptor().Name(), i), base, next)
		}
	}
	return []byte("[\n" + strings.Join(lines, ",\n") + "\n]\n")
}
