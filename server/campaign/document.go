package campaign

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

const (
	// ElementsMost is how many things lie on a scene.
	ElementsMost = 20_000
	// DocumentMost is the largest scene in bytes.
	DocumentMost = 4 << 20

	combatantsMost = 500
	cuesMost       = 500
	exploredMost   = 500
	textMost       = 20_000
	// outside is how far from a scene's corner a place may lie, in cells: a scene has
	// at most 500, and what is moved off it shall not be lost.
	outside = 1_500
	// largest is the largest number of any other kind.
	largest = 1e6
)

// Document is a scene as it is stored, with what lists and searches know of it.
type Document struct {
	Bytes    []byte // tabletopv1.Scene
	Width    float64
	Height   float64
	Elements int32
	Map      string   // the asset of its lowest map
	Assets   []string // all that it uses, sorted
}

// orEmpty is a scene, or an empty one of 30 by 20 cells.
func orEmpty(s *tabletopv1.Scene) *tabletopv1.Scene {
	if s != nil {
		return s
	}
	return &tabletopv1.Scene{
		Width: 30, Height: 20, NextId: 1, Atmosphere: &tabletopv1.Atmosphere{},
		Grid: &tabletopv1.Grid{
			Kind: tabletopv1.GridKind_GRID_KIND_SQUARE, Colour: "#000000", Opacity: 0.3, Snap: true, Feet: 5,
			Measure: tabletopv1.Measure_MEASURE_EQUAL,
		},
	}
}

// Encode checks a scene beyond what its schema says and makes a document of it.
// Elements get the id they are listed under, and the next id becomes a free one.
func Encode(s *tabletopv1.Scene) (Document, error) {
	if err := checkScene(s); err != nil {
		return Document{}, err
	}
	if err := checkNumbers(s.ProtoReflect()); err != nil {
		return Document{}, err
	}
	for id, e := range s.GetElements() {
		e.Id = id
		s.NextId = max(s.GetNextId(), numberOf(id)+1)
	}
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(s)
	if err != nil {
		return Document{}, fmt.Errorf("encode scene: %w", err)
	}
	if len(raw) > DocumentMost {
		return Document{}, bad("is %d bytes large; %d is the most", len(raw), DocumentMost)
	}
	d := Document{Bytes: raw, Width: s.GetWidth(), Height: s.GetHeight(), Elements: int32(len(s.GetElements()))}
	d.Map, d.Assets = assetsOf(s)
	return d, nil
}

func bad(format string, args ...any) error { return session.Invalid("scene", format, args...) }

var elementID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)

func checkScene(s *tabletopv1.Scene) error {
	for _, count := range []struct {
		what     string
		is, most int
	}{
		{"elements", len(s.GetElements()), ElementsMost},
		{"combatants", len(s.GetInitiative().GetCombatants()), combatantsMost},
		{"cues", len(s.GetCues()), cuesMost},
		{"explorers", len(s.GetExplored()), exploredMost},
	} {
		if count.is > count.most {
			return bad("has %d %s; %d is the most", count.is, count.what, count.most)
		}
	}
	for id, e := range s.GetElements() {
		switch {
		case !elementID.MatchString(id):
			return bad("has an element with the id %q: use letters, digits, _ and -, at most 40", id)
		case e.GetId() != "" && e.GetId() != id:
			return bad("lists element %q under %q", e.GetId(), id)
		case e.GetKind() == nil:
			return bad("does not say what element %q is", id)
		}
	}
	seen := map[string]bool{}
	for _, c := range s.GetInitiative().GetCombatants() {
		if seen[c.GetId()] {
			return bad("has two combatants with the id %q", c.GetId())
		}
		seen[c.GetId()] = true
	}
	for user, e := range s.GetExplored() {
		if e.GetColumns() < 0 || e.GetRows() < 0 || e.GetColumns() > outside || e.GetRows() > outside {
			return bad("is explored by %q beyond its edge", user)
		}
	}
	return nil
}

// numberOf is the number at the end of an id that the server gave; 0 for others.
func numberOf(id string) int32 {
	digits := id
	for digits != "" && (digits[0] < '0' || digits[0] > '9') {
		digits = digits[1:]
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || n == math.MaxInt32 {
		return 0
	}
	return int32(n)
}

var pointName = (&tabletopv1.Point{}).ProtoReflect().Descriptor().FullName()

// checkNumbers finds numbers and texts that are no sane ones, anywhere.
func checkNumbers(m protoreflect.Message) (err error) {
	most := largest
	if m.Descriptor().FullName() == pointName {
		most = outside
	}
	check := func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch f.Kind() { //nolint:exhaustive // the rest has no bounds
		case protoreflect.DoubleKind:
			if x := v.Float(); math.IsNaN(x) || math.Abs(x) > most {
				err = bad("has %v as %s; it must lie between %v and %v", x, f.Name(), -most, most)
			}
		case protoreflect.StringKind:
			if len(v.String()) > 4*textMost {
				err = bad("has a text of %d bytes as %s", len(v.String()), f.Name())
			}
		case protoreflect.MessageKind:
			err = checkNumbers(v.Message())
		}
		return err == nil
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsMap():
			v.Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool { return check(f.MapValue(), v) })
		case f.IsList():
			for i := 0; i < v.List().Len() && err == nil; i++ {
				check(f, v.List().Get(i))
			}
		default:
			check(f, v)
		}
		return err == nil
	})
	return err
}

// assetsOf returns the asset of the lowest map, and all that a scene uses.
func assetsOf(s *tabletopv1.Scene) (first string, all []string) {
	used := map[string]bool{}
	var lowest *tabletopv1.Element
	for _, e := range s.GetElements() {
		used[e.GetMap().GetAssetId()] = true
		used[e.GetToken().GetAssetId()] = true
		if e.GetMap().GetAssetId() != "" && (lowest == nil || below(e, lowest)) {
			lowest = e
		}
	}
	for _, cue := range s.GetCues() {
		used[cue] = true
	}
	delete(used, "")
	return lowest.GetMap().GetAssetId(), slices.Sorted(maps.Keys(used))
}

func below(a, b *tabletopv1.Element) bool {
	if a.GetOrder() != b.GetOrder() {
		return a.GetOrder() < b.GetOrder()
	}
	return a.GetId() < b.GetId()
}
