package delta_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"
	"google.golang.org/protobuf/types/known/typepb"
	"pgregory.net/rapid"

	"github.com/google/go-cmp/cmp"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/delta"
)

// samples are the types that the laws are checked on: recursion and oneofs,
// maps, presence as in proto2, bytes, 64-bit numbers.
var samples = []proto.Message{
	&structpb.Struct{},
	&labyrinthv1.View{},
	&labyrinthv1.CreateRequest{},
	&sessionv1.Room{},
	&sessionv1.RecordBody{},
	&descriptorpb.FileDescriptorProto{},
	&typepb.Type{},
}

// TestLaws checks on random messages that a difference leads from base to next,
// and what both functions promise about what they were given.
func TestLaws(t *testing.T) {
	t.Parallel()
	for _, sample := range samples {
		t.Run(string(sample.ProtoReflect().Descriptor().Name()), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				r := random{below: func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }}
				base, next := r.pair(sample)
				if err := laws(base, next); err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}

func laws(base, next proto.Message) error {
	oldBase, oldNext := clone(base), clone(next)
	patch, changed := delta.Diff(base, next)
	if !proto.Equal(base, oldBase) || !proto.Equal(next, oldNext) {
		return errors.New("diff changed what it compared")
	}
	if proto.Equal(base, next) != (len(changed) == 0) {
		return fmt.Errorf("%d paths for %v and %v", len(changed), base, next)
	}
	again, changedAgain := delta.Diff(clone(base), clone(next))
	if !proto.Equal(patch, again) || !cmp.Equal(changed, changedAgain) {
		return fmt.Errorf("not the same twice: %v, %v", changed, changedAgain)
	}
	// What is sent is what counts.
	if err := delta.Apply(base, clone(patch), changed); err != nil {
		return err
	}
	if !proto.Equal(base, next) {
		return fmt.Errorf("%v\nbecame %v\nwant   %v", oldBase, base, next)
	}
	if patch, changed = delta.Diff(base, next); len(changed) > 0 || proto.Size(patch) > 0 {
		return fmt.Errorf("difference of equals: %v %v", patch, changed)
	}
	return nil
}

// TestSmaller checks that a difference is never much larger than a snapshot: a
// path a field is what it can cost on top.
func TestSmaller(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := random{below: func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }}
		base, next := r.pair(&labyrinthv1.View{})
		patch, changed := delta.Diff(base, next)
		paths := 0
		fields := next.ProtoReflect().Descriptor().Fields()
		for i := range fields.Len() {
			paths += 2 + len(fields.Get(i).Name())
		}
		got := proto.Size(patch)
		for _, p := range changed {
			got += 2 + len(p)
		}
		if got > proto.Size(next)+paths {
			t.Fatalf("%d bytes for a snapshot of %d: %v", got, proto.Size(next), changed)
		}
	})
}

// TestApplyByHand checks paths that Diff would not choose.
func TestApplyByHand(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name              string
		base, patch, want proto.Message
		changed           []string
	}{
		{
			"parents are made", &labyrinthv1.View{},
			&labyrinthv1.View{Figures: map[string]*labyrinthv1.Figure{"p1": {Cell: &labyrinthv1.Cell{X: 3, Y: 4}}}},
			&labyrinthv1.View{Figures: map[string]*labyrinthv1.Figure{"p1": {Cell: &labyrinthv1.Cell{X: 3}}}},
			[]string{`figures["p1"].cell.x`},
		},
		{
			"clearing makes no parents", &labyrinthv1.View{}, &labyrinthv1.View{}, &labyrinthv1.View{},
			[]string{`figures["p1"].cell.x`, `options.size`, `tiles[4]`, `tiles[5].x`},
		},
		{
			"clearing the last entry", &labyrinthv1.View{Chosen: map[int32]string{1: "a"}},
			&labyrinthv1.View{}, &labyrinthv1.View{}, []string{`chosen[1]`},
		},
		{
			"appending nothing", &labyrinthv1.View{Declared: []int32{1}},
			&labyrinthv1.View{}, &labyrinthv1.View{Declared: []int32{1}},
			[]string{`declared+`, `figures["p1"].items+`},
		},
		{
			"appending to nothing", &labyrinthv1.View{},
			&labyrinthv1.View{Declared: []int32{1}}, &labyrinthv1.View{Declared: []int32{1}},
			[]string{`declared+`},
		},
		{
			"appending twice", &labyrinthv1.View{Declared: []int32{1}},
			&labyrinthv1.View{Declared: []int32{2}}, &labyrinthv1.View{Declared: []int32{1, 2, 2}},
			[]string{`declared+`, `declared+`},
		},
		{
			"in order", &labyrinthv1.View{Options: &labyrinthv1.Options{Size: 8, Seed: "s"}},
			&labyrinthv1.View{Options: &labyrinthv1.Options{Size: 9}},
			&labyrinthv1.View{Options: &labyrinthv1.Options{Size: 9}},
			[]string{`options.size`, `options`, `options.seed`},
		},
		{
			"what no path names stays", &labyrinthv1.View{Turn: 1}, &labyrinthv1.View{Turn: 2, Seat: 3},
			&labyrinthv1.View{Turn: 1, Seat: 3}, []string{`seat`},
		},
		{
			"a key with escapes", &labyrinthv1.View{},
			&labyrinthv1.View{Figures: map[string]*labyrinthv1.Figure{"a/é\"]": {}}},
			&labyrinthv1.View{Figures: map[string]*labyrinthv1.Figure{"a/é\"]": {}}},
			[]string{`figures["\u0061\/\u00e9\"]"]`},
		},
		{
			"another member of a oneof below", structpb.NewNumberValue(7),
			structpb.NewStructValue(&structpb.Struct{Fields: map[string]*structpb.Value{"a": structpb.NewBoolValue(false)}}),
			structpb.NewStructValue(&structpb.Struct{Fields: map[string]*structpb.Value{"a": structpb.NewBoolValue(false)}}),
			[]string{`struct_value.fields["a"].bool_value`},
		},
		{
			"clearing a member that is not set", structpb.NewNumberValue(7), &structpb.Value{},
			structpb.NewNumberValue(7), []string{`string_value`},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			patch := proto.Clone(c.patch)
			if err := delta.Apply(c.base, c.patch, c.changed); err != nil {
				t.Fatal(err)
			}
			if !proto.Equal(c.base, c.want) || !proto.Equal(c.patch, patch) {
				t.Errorf("got %v, want %v", c.base, c.want)
			}
		})
	}
}

func TestApplyRefuses(t *testing.T) {
	t.Parallel()
	cases := []struct{ path, why string }{
		{``, `playhouse.labyrinth.v1.View has no field ""`},
		{`nonsense`, `playhouse.labyrinth.v1.View has no field "nonsense"`},
		{`ownDeclaration`, `has no field "ownDeclaration"`},
		{`options.nonsense`, `playhouse.labyrinth.v1.Options has no field "nonsense"`},
		{`options.`, `has no field ""`},
		{`.turn`, `has no field ""`},
		{`turn.x`, `playhouse.labyrinth.v1.View.turn is no single message`},
		{`tiles.x`, `View.tiles is no single message`},
		{`objectives.text`, `View.objectives is no single message`},
		{`chosen[1].x`, `View.chosen is no single message`},
		{`turn[1]`, `View.turn is no map`},
		{`declared[0]`, `View.declared is no map`},
		{`turn+`, `unexpected "+"`},
		{`tiles+`, `unexpected "+"`},
		{`declared++`, `unexpected "++"`},
		{`declared+.x`, `unexpected "+.x"`},
		{`tiles[1]+`, `unexpected "+"`},
		{`tiles[1]x`, `unexpected "x"`},
		{`tiles[1`, `a key without its end`},
		{`tiles[`, `a key without its end`},
		{`tiles[]`, `"" is no int32 key`},
		{`tiles[+1]`, `"+1" is no int32 key`},
		{`tiles[01]`, `"01" is no int32 key`},
		{`tiles[-0]`, `"-0" is no int32 key`},
		{`tiles["1"]`, `is no int32 key`},
		{`tiles[2147483648]`, `is no int32 key`},
		{`figures[p1]`, `a key without its end`},
		{`figures["p1]`, `a key without its end`},
		{`figures["p1"`, `a key without its end`},
		{`figures["p1"x]`, `a key without its end`},
		{`figures["\x"]`, `"\x" is no JSON string`},
		{"figures[\"\xff\"]", `a key that is not UTF-8`},
	}
	for _, c := range cases {
		base := &labyrinthv1.View{Turn: 4}
		err := delta.Apply(base, &labyrinthv1.View{Seat: 3}, []string{"seat", c.path})
		if err == nil || !strings.Contains(err.Error(), c.why) || !strings.Contains(err.Error(), fmt.Sprintf("path %q", c.path)) {
			t.Errorf("%s: error %v, want %s", c.path, err, c.why)
		}
		if !proto.Equal(base, &labyrinthv1.View{Turn: 4}) {
			t.Errorf("%s: base is changed: %v", c.path, base)
		}
	}
}

func TestTypesMustAgree(t *testing.T) {
	t.Parallel()
	if err := delta.Apply(&labyrinthv1.View{}, &labyrinthv1.Cell{}, nil); err == nil {
		t.Error("a patch of another type was applied")
	}
	if err := delta.Apply((*labyrinthv1.View)(nil), &labyrinthv1.View{}, nil); err == nil {
		t.Error("nil was changed")
	}
	defer func() {
		if recover() == nil {
			t.Error("different types were compared")
		}
	}()
	delta.Diff(&labyrinthv1.View{}, &labyrinthv1.Cell{})
}

// TestPatchIsCopied checks that base does not share memory with the patch.
func TestPatchIsCopied(t *testing.T) {
	t.Parallel()
	base := &labyrinthv1.View{}
	patch := &labyrinthv1.View{Options: &labyrinthv1.Options{Size: 8}, Tiles: map[int32]*labyrinthv1.Tile{1: {X: 1}}}
	if err := delta.Apply(base, patch, []string{"options", "tiles[1]"}); err != nil {
		t.Fatal(err)
	}
	base.Options.Size, base.Tiles[1].X = 9, 9
	if patch.GetOptions().GetSize() != 8 || patch.GetTiles()[1].GetX() != 1 {
		t.Errorf("the patch changed with base: %v", patch)
	}
}

// TestUnknownFields checks that a message with fields that this program does not
// know travels whole, and that the root's own are left alone.
func TestUnknownFields(t *testing.T) {
	t.Parallel()
	unknown := protoreflect.RawFields{0xf8, 0x7f, 0x01} // field 2047, a varint
	base := &sessionv1.Room{Deadline: timestamppb.New(timestamppb.Now().AsTime()), Title: "a"}
	next, _ := proto.Clone(base).(*sessionv1.Room)
	next.GetDeadline().ProtoReflect().SetUnknown(unknown)
	patch, changed := delta.Diff(base, next)
	if !cmp.Equal(changed, []string{"deadline"}) {
		t.Errorf("changed %v", changed)
	}
	base.ProtoReflect().SetUnknown(unknown)
	if err := delta.Apply(base, patch, changed); err != nil {
		t.Fatal(err)
	}
	if !proto.Equal(base.GetDeadline(), next.GetDeadline()) || len(base.ProtoReflect().GetUnknown()) == 0 {
		t.Errorf("got %v, want %v", base, next)
	}
	if _, changed := delta.Diff(base, next); len(changed) > 0 {
		t.Errorf("the root's unknown fields gave %v", changed)
	}
}

// TestNilInsideOneof checks the one nil that protobuf encodes as a value.
func TestNilInsideOneof(t *testing.T) {
	t.Parallel()
	base := structpb.NewNumberValue(1)
	patch, changed := delta.Diff(base, &structpb.Value{Kind: &structpb.Value_StructValue{}})
	if err := delta.Apply(base, patch, changed); err != nil {
		t.Fatal(err)
	}
	if base.GetStructValue() == nil {
		t.Errorf("got %v by %v", base, changed)
	}
}

// FuzzApply checks that no path and no patch makes Apply panic, change the
// patch, or change base and then refuse.
func FuzzApply(f *testing.F) {
	for _, path := range []string{
		"fields", `fields["a"].number_value`, `fields["a"].list_value.values+`, `fields["a`, "fields+", "", "[1]",
		`fields["\u00e9"].struct_value.fields["b"].struct_value`,
	} {
		f.Add([]byte{}, []byte{}, path, "fields")
	}
	full := &structpb.Struct{Fields: map[string]*structpb.Value{"a": structpb.NewNumberValue(1), "b": structpb.NewListValue(&structpb.ListValue{Values: []*structpb.Value{structpb.NewNullValue()}})}}
	wire, err := proto.Marshal(full)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(wire, wire, `fields["b"].list_value.values+`, `fields["b"].list_value.values+`)
	f.Fuzz(func(t *testing.T, b, p []byte, path1, path2 string) {
		base, patch := &structpb.Struct{}, &structpb.Struct{}
		if proto.Unmarshal(b, base) != nil || proto.Unmarshal(p, patch) != nil {
			return
		}
		oldBase, oldPatch := proto.Clone(base), proto.Clone(patch)
		err := delta.Apply(base, patch, []string{path1, path2})
		if !proto.Equal(patch, oldPatch) {
			t.Errorf("the patch changed: %v", patch)
		}
		if err != nil && !proto.Equal(base, oldBase) {
			t.Errorf("refused, but changed: %v", base)
		}
	})
}
