package format_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/format"
	"playhouse/server/session"
)

// picture is a PNG of so many pixels.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		m.Set(i%width, i/width, color.RGBA{uint8(i), uint8(i >> 3), uint8(i * 7), 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// cave is a map of 10 by 8 cells that begins at 46,41 of its world, in the layout
// that the format's documentation has.
const cave = `{
	"format": 0.3,
	"resolution": {"map_origin": {"x": 46, "y": 41}, "map_size": {"x": 10, "y": 8}, "pixels_per_grid": 4},
	"line_of_sight": [
		[{"x": 47, "y": 42}, {"x": 50, "y": 42}, {"x": 50, "y": 45.5}, {"x": 47, "y": 42}],
		[{"x": 40, "y": 47}, {"x": 60, "y": 47}],
		[{"x": 0, "y": 0}, {"x": 5, "y": 5}]
	],
	"objects_line_of_sight": [[{"x": 52, "y": 43}, {"x": 53, "y": 43}, {"x": 53, "y": 44}, {"x": 52, "y": 43}]],
	"portals": [
		{"position": {"x": 47.5, "y": 48}, "bounds": [{"x": 47, "y": 48}, {"x": 48, "y": 48}], "rotation": 0, "closed": true, "freestanding": false},
		{"position": {"x": 54, "y": 44}, "bounds": [{"x": 54, "y": 43.5}, {"x": 54, "y": 44.5}], "rotation": 1.57, "closed": false, "freestanding": false},
		{"position": {"x": 1, "y": 1}, "bounds": [{"x": 1, "y": 1}, {"x": 2, "y": 1}], "rotation": 0, "closed": true, "freestanding": false}
	],
	"environment": {"baked_lighting": false, "ambient_light": "ff202838"},
	"lights": [
		{"position": {"x": 49, "y": 44}, "range": 4, "intensity": 1, "color": "80ffaa33", "shadows": true},
		{"position": {"x": 2, "y": 2}, "range": 4, "intensity": 1, "color": "ffffffff", "shadows": true}
	],
	"image": "IMAGE"
}`

func withPicture(text string, data []byte) string {
	return strings.Replace(text, "IMAGE", base64.StdEncoding.EncodeToString(data), 1)
}

func read(t *testing.T, text string) (format.Imported, []byte) {
	t.Helper()
	var to bytes.Buffer
	got, err := format.ReadUniversalVTT(strings.NewReader(text), &to)
	if err != nil {
		t.Fatalf("%v\n%s", err, text[:min(len(text), 300)])
	}
	return got, to.Bytes()
}

// kinds is the elements of a scene in the order of the file.
func kinds[T any](s *tabletopv1.Scene, of func(*tabletopv1.Element) (T, bool)) []T {
	var list []T
	for i := range s.GetNextId() {
		if e := s.GetElements()[fmt.Sprintf("e%d", i)]; e != nil {
			if one, ok := of(e); ok {
				list = append(list, one)
			}
		}
	}
	return list
}

func walls(s *tabletopv1.Scene) []string {
	return kinds(s, func(e *tabletopv1.Element) (string, bool) {
		w := e.GetWall()
		if w == nil {
			return "", false
		}
		var b strings.Builder
		for _, p := range w.GetPoints() {
			fmt.Fprintf(&b, "%v,%v ", p.GetX(), p.GetY())
		}
		return strings.TrimSpace(b.String()) + map[bool]string{true: " one-way"}[w.GetOneWay()] + map[bool]string{true: " transparent"}[w.GetTransparent()] + map[bool]string{true: " passable"}[w.GetPassable()], true
	})
}

func doors(s *tabletopv1.Scene) []string {
	return kinds(s, func(e *tabletopv1.Element) (string, bool) {
		d := e.GetDoor()
		text := fmt.Sprintf("%v,%v %v,%v %s", d.GetFrom().GetX(), d.GetFrom().GetY(), d.GetTo().GetX(), d.GetTo().GetY(), strings.ToLower(strings.TrimPrefix(d.GetState().String(), "DOOR_STATE_")))
		return text + map[bool]string{true: " secret"}[d.GetSecret()] + map[bool]string{true: " window"}[d.GetWindow()], d != nil
	})
}

func lights(s *tabletopv1.Scene) []*tabletopv1.Light {
	return kinds(s, func(e *tabletopv1.Element) (*tabletopv1.Light, bool) { return e.GetLight(), e.GetLight() != nil })
}

func check[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%v, want\n%v", what, got, want)
	}
}

func TestCave(t *testing.T) {
	t.Parallel()
	data := picture(t, 40, 32)
	got, written := read(t, withPicture(cave, data))
	if !bytes.Equal(written, data) || got.PictureSize != int64(len(data)) {
		t.Errorf("%d bytes of picture, want %d", len(written), len(data))
	}
	if m := got.Scene.GetElements()[got.MapID].GetMap(); m.GetWidth() != 10 || m.GetHeight() != 8 {
		t.Errorf("the picture lies %v", m)
	}
	// Coordinates are those of the world: map_origin is subtracted; walls are cut
	// at the border, and those outside are left out.
	check(t, "walls", walls(got.Scene), []string{
		"1,1 4,1 4,4.5 1,1",
		"0,6 10,6",
		"6,2 7,2 7,3 6,2 one-way",
	})
	// Doors are the portals' bounds; those outside are left out.
	check(t, "doors", doors(got.Scene), []string{"1,7 2,7 closed", "8,2.5 8,3.5 open"})
	check(t, "warnings", got.Warnings, []string{
		"1 walls were cut at the border of the map",
		"1 walls lie outside of the map and were left out",
		"1 doors lie outside of the map and were left out",
		"1 lights lie outside of the map and were left out",
	})
	// Colours are AARRGGBB; the range is in cells.
	want := &tabletopv1.Light{At: &tabletopv1.Point{X: 3, Y: 3}, Glow: &tabletopv1.Glow{Bright: 10, Dim: 20, Colour: "#ffaa33"}, Shadows: true}
	if list := lights(got.Scene); len(list) != 1 || !proto.Equal(list[0], want) {
		t.Errorf("lights %v", list)
	}
	a := got.Scene.GetAtmosphere()
	if a.GetAmbient() != "#202838" || math.Abs(a.GetDarkness()-(1-(0.2126*32+0.7152*40+0.0722*56)/255)) > 1e-12 || !a.GetFog() {
		t.Errorf("atmosphere %v", a)
	}
}

// edit changes the cave, and tells what changes with it.
type edit struct{ from, to string }

func (e edit) apply(t *testing.T, text string) string {
	t.Helper()
	if e.from == "" {
		return text
	}
	if !strings.Contains(text, e.from) {
		t.Fatalf("nothing to replace: %s", e.from)
	}
	return strings.Replace(text, e.from, e.to, 1)
}

func TestWhatWritersDo(t *testing.T) {
	t.Parallel()
	data := picture(t, 40, 32)
	for name, c := range map[string]struct {
		edit    edit
		warning string
		check   func(format.Imported) bool
	}{
		"format in quotation marks": {edit{`"format": 0.3`, `"format": "0.3"`}, "", nil},
		"format 1":                  {edit{`"format": 0.3`, `"format": 1.0`}, "", nil},
		"format 0.2, no objects": {
			edit{`"objects_line_of_sight": [[{"x": 52, "y": 43}, {"x": 53, "y": 43}, {"x": 53, "y": 44}, {"x": 52, "y": 43}]],`, ``}, "",
			func(i format.Imported) bool { return len(walls(i.Scene)) == 2 },
		},
		"unknown format": {edit{`"format": 0.3`, `"format": 0.7`}, "version 0.7 is not known and was read as version 1", nil},
		"no format":      {edit{`"format": 0.3,`, ``}, "the file does not tell its version and was read as version 1", nil},
		"data url":       {edit{`"IMAGE"`, `"data:image/png;base64,IMAGE"`}, "", func(i format.Imported) bool { return i.PictureSize == int64(len(data)) }},
		"escaped slashes": {
			edit{}, "", func(i format.Imported) bool { return i.PictureSize == int64(len(data)) },
		},
		"image is a path": {
			edit{`"IMAGE"`, `"C:\\maps\\..\\cave.webp"`}, "the file names its picture (C:\\maps\\..\\cave.webp) but does not hold it: upload the picture and lay it under the walls",
			func(i format.Imported) bool { return i.MapID == "" && len(walls(i.Scene)) == 3 },
		},
		"no image":      {edit{`"image": "IMAGE"`, `"other": 3`}, "the file holds no picture", func(i format.Imported) bool { return i.MapID == "" }},
		"image is null": {edit{`"IMAGE"`, `null`}, "the file holds no picture", nil},
		"empty line of sight": {
			edit{`"line_of_sight": [
		[{"x": 47, "y": 42}, {"x": 50, "y": 42}, {"x": 50, "y": 45.5}, {"x": 47, "y": 42}],
		[{"x": 40, "y": 47}, {"x": 60, "y": 47}],
		[{"x": 0, "y": 0}, {"x": 5, "y": 5}]
	]`, `"line_of_sight": []`}, "", func(i format.Imported) bool { return len(walls(i.Scene)) == 1 },
		},
		"line of sight is a text": {edit{`"line_of_sight": [`, `"line_of_sight": "none", "x": [`}, "the walls are no list and were left out", nil},
		"no environment, no lights": {
			edit{`"environment": {"baked_lighting": false, "ambient_light": "ff202838"},
	"lights": [
		{"position": {"x": 49, "y": 44}, "range": 4, "intensity": 1, "color": "80ffaa33", "shadows": true},
		{"position": {"x": 2, "y": 2}, "range": 4, "intensity": 1, "color": "ffffffff", "shadows": true}
	],`, ``}, "", func(i format.Imported) bool {
				return len(lights(i.Scene)) == 0 && i.Scene.GetAtmosphere().GetDarkness() == 0
			},
		},
		"dark, but no lights": {
			edit{`"lights": [`, `"lights": [], "no": [`}, "",
			func(i format.Imported) bool { return i.Scene.GetAtmosphere().GetDarkness() == 0 },
		},
		"painted light is day": {
			edit{`"baked_lighting": false, "ambient_light": "ff202838"`, `"baked_lighting": true, "ambient_light": "ffffffff"`}, "",
			func(i format.Imported) bool {
				return i.Scene.GetAtmosphere().GetDarkness() == 0 && len(lights(i.Scene)) == 1
			},
		},
		"lights and nothing said": {
			edit{`"environment"`, `"unenvironment"`}, "",
			func(i format.Imported) bool { return i.Scene.GetAtmosphere().GetDarkness() == 1 },
		},
		"no number in a wall": {
			edit{`{"x": 50, "y": 42}, {"x": 50, "y": 45.5}`, `{"x": NaN, "y": 42}, {"x": 50, "y": 45.5}`}, "1 corners of walls are no places and were left out",
			func(i format.Imported) bool { return walls(i.Scene)[0] == "4,4.5 1,1" },
		},
		"endless wall": {
			edit{`{"x": 50, "y": 42}, {"x": 50, "y": 45.5}`, `{"x": -Infinity, "y": Infinity}, {"x": 50, "y": 45.5}`}, "1 corners of walls are no places and were left out", nil,
		},
		"huge number": {edit{`{"x": 50, "y": 42}, {"x": 50, "y": 45.5}`, `{"x": 1e999, "y": 42}, {"x": 50, "y": 45.5}`}, "1 corners of walls are no places and were left out", nil},
		"text for a number in a wall": {
			edit{`{"x": 50, "y": 42}, {"x": 50, "y": 45.5}`, `{"x": "50", "y": 42}, {"x": 50, "y": 45.5}`}, "1 corners of walls are no places and were left out", nil,
		},
		"null for a corner":    {edit{`{"x": 50, "y": 42}, {"x": 50, "y": 45.5}`, `null, {"x": 50, "y": 45.5}`}, "1 corners of walls are no places and were left out", nil},
		"list for a corner":    {edit{`{"x": 50, "y": 42}, {"x": 50, "y": 45.5}`, `[50, 42], {"x": 50, "y": 45.5}`}, "1 corners of walls are no places and were left out", nil},
		"text for a wall":      {edit{`[{"x": 0, "y": 0}, {"x": 5, "y": 5}]`, `"wall"`}, "1 walls are no lists of places and were left out", nil},
		"object for a wall":    {edit{`[{"x": 0, "y": 0}, {"x": 5, "y": 5}]`, `{"a": [{"b": 3}]}`}, "1 walls are no lists of places and were left out", nil},
		"null for a portal":    {edit{`{"position": {"x": 1, "y": 1}, "bounds": [{"x": 1, "y": 1}, {"x": 2, "y": 1}], "rotation": 0, "closed": true, "freestanding": false}`, `null`}, "1 doors have no two ends and were left out", nil},
		"portals are null":     {edit{`"portals": [`, `"portals": null, "x": [`}, "", func(i format.Imported) bool { return len(doors(i.Scene)) == 0 }},
		"portal of one end":    {edit{`[{"x": 47, "y": 48}, {"x": 48, "y": 48}]`, `[{"x": 47, "y": 48}]`}, "1 doors have no two ends and were left out", nil},
		"portal of three ends": {edit{`[{"x": 47, "y": 48}, {"x": 48, "y": 48}]`, `[{"x": 47, "y": 48}, {"x": 48, "y": 48}, {"x": 49, "y": 48}]`}, "1 doors have no two ends and were left out", nil},
		"light without range":  {edit{`"range": 4, "intensity": 1, "color": "80ffaa33"`, `"range": null, "intensity": 1, "color": "80ffaa33"`}, "1 lights have no place or no range and were left out", nil},
		"light of no colour":   {edit{`80ffaa33`, `red`}, "", func(i format.Imported) bool { return lights(i.Scene)[0].GetGlow().GetColour() == "" }},
		"light without shadow": {edit{`"80ffaa33", "shadows": true`, `"80ffaa33", "shadows": false`}, "", func(i format.Imported) bool { return !lights(i.Scene)[0].GetShadows() }},
		"origin in quotation marks": {
			edit{`"map_origin": {"x": 46, "y": 41}`, `"map_origin": {"x": "46", "y": "41"}`}, "", func(i format.Imported) bool { return len(walls(i.Scene)) == 3 },
		},
		"picture of another size": {edit{`"pixels_per_grid": 4`, `"pixels_per_grid": 5`}, "the picture is 40 by 32 pixels large, but the map says 10 by 8 cells of 5: it was stretched", nil},
		"unknown keys":            {edit{`"format": 0.3,`, `"format": 0.3, "image2": "x", "deep": {"image": "y", "a": [[[{}]]]},`}, "", func(i format.Imported) bool { return i.PictureSize > 0 }},
		"byte order mark": {edit{`{
	"format"`, "\xef\xbb\xbf{\"format\""}, "", nil},
	} {
		text := withPicture(c.edit.apply(t, cave), data)
		if name == "escaped slashes" {
			text = strings.ReplaceAll(text, "/", `\/`)
		}
		got, _ := read(t, text)
		if c.warning != "" && !slices.Contains(got.Warnings, c.warning) {
			t.Errorf("%s: warnings %q, want %q", name, got.Warnings, c.warning)
		}
		if c.check != nil && !c.check(got) {
			t.Errorf("%s: %v, warnings %q", name, got.Scene, got.Warnings)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	data := base64.StdEncoding.EncodeToString(picture(t, 40, 32))
	many := `[` + strings.Repeat(`{"x": 47, "y": 42}, {"x": 50, "y": 42},`, 10001) + `{"x": 48, "y": 42}],`
	for name, c := range map[string]struct {
		text, reason string
	}{
		"nothing":           {"", "damaged_file"},
		"no JSON":           {"hello", "damaged_file"},
		"a list":            {"[]", "damaged_file"},
		"empty":             {"{}", "damaged_file"},
		"archive":           {"PK\x03\x04rest", "unknown_format"},
		"version 2":         {strings.Replace(cave, `"format": 0.3`, `"format_version": "2.0"`, 1), "unknown_format"},
		"format 2":          {strings.Replace(cave, `0.3`, `2`, 1), "unknown_format"},
		"format of words":   {strings.Replace(cave, `0.3`, `"new"`, 1), "unknown_format"},
		"format of a list":  {strings.Replace(cave, `0.3`, `[1]`, 1), "unknown_format"},
		"broken off":        {cave[:400], "damaged_file"},
		"no size":           {strings.Replace(cave, `"map_size"`, `"size"`, 1), "damaged_file"},
		"size of words":     {strings.Replace(cave, `{"x": 10, "y": 8}`, `{"x": "wide", "y": 8}`, 1), "damaged_file"},
		"size of nothing":   {strings.Replace(cave, `{"x": 10, "y": 8}`, `{"x": 0, "y": 8}`, 1), "damaged_file"},
		"negative size":     {strings.Replace(cave, `{"x": 10, "y": 8}`, `{"x": -10, "y": 8}`, 1), "damaged_file"},
		"enormous":          {strings.Replace(cave, `{"x": 10, "y": 8}`, `{"x": 1e6, "y": 8}`, 1), "damaged_file"},
		"too many walls":    {strings.Replace(cave, `"line_of_sight": [`, `"line_of_sight": [`+many, 1), "too_many_walls"},
		"picture broken":    {strings.Replace(cave, "IMAGE", data[:200]+"***"+data[200:], 1), "damaged_file"},
		"picture cut off":   {cave[:strings.Index(cave, "IMAGE")] + data[:200], "damaged_file"},
		"long, no picture":  {strings.Replace(cave, "IMAGE", strings.Repeat("abcd", 1000), 1), "damaged_file"},
		"two pictures":      {strings.Replace(strings.Replace(cave, "IMAGE", data, 1), `"format"`, `"image": "`+data+`", "format"`, 1), "damaged_file"},
		"deeply nested":     {`{"a":` + strings.Repeat("[", 1_000_000), "damaged_file"},
		"deeply nested key": {`{"line_of_sight":` + strings.Repeat(`[{"x":`, 100_000), "damaged_file"},
		"too large":         {`{"a":"` + strings.Repeat("x", 17<<20) + `"}`, "damaged_file"},
	} {
		var refusal *session.Error
		_, err := format.ReadUniversalVTT(strings.NewReader(c.text), io.Discard)
		if !errors.As(err, &refusal) || refusal.Reason != c.reason {
			t.Errorf("%s: %v, want %s", name, err, c.reason)
		}
	}
}

// broken fails.
type broken struct{}

var errBroken = errors.New("the disk is full")

func (broken) Read([]byte) (int, error)  { return 0, errBroken }
func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestErrorsOfTheCallerComeBack(t *testing.T) {
	t.Parallel()
	if _, err := format.ReadUniversalVTT(strings.NewReader(withPicture(cave, picture(t, 40, 32))), broken{}); !errors.Is(err, errBroken) {
		t.Errorf("writing: %v", err)
	}
	if _, err := format.ReadUniversalVTT(io.MultiReader(strings.NewReader(cave[:300]), broken{}), io.Discard); !errors.Is(err, errBroken) {
		t.Errorf("reading: %v", err)
	}
	if _, err := format.WriteUniversalVTT(broken{}, &tabletopv1.Scene{Width: 1, Height: 1}, nil, 70); !errors.Is(err, errBroken) {
		t.Errorf("exporting: %v", err)
	}
	if _, err := format.WriteUniversalVTT(io.Discard, &tabletopv1.Scene{Width: 1, Height: 1}, broken{}, 70); !errors.Is(err, errBroken) {
		t.Errorf("reading the picture: %v", err)
	}
}

// endless is a file with a picture of so many megabytes.
func endless(t *testing.T, megabytes int) io.Reader {
	head := base64.StdEncoding.EncodeToString(picture(t, 40, 32)[:48])
	parts := []io.Reader{strings.NewReader(cave[:strings.Index(cave, "IMAGE")] + head)}
	chunk := strings.Repeat("QUJD", 1<<18)
	for range megabytes {
		parts = append(parts, strings.NewReader(chunk))
	}
	return io.MultiReader(append(parts, strings.NewReader("\"}"))...)
}

// counter counts, and looks now and then how much memory is in use.
type counter struct {
	n       int64
	largest uint64
}

func (c *counter) Write(p []byte) (int, error) {
	if c.n>>21 != (c.n+int64(len(p)))>>21 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		c.largest = max(c.largest, m.HeapInuse)
	}
	c.n += int64(len(p))
	return len(p), nil
}

// A picture of 192 MB passes through in little memory.
func TestPicturesAreStreamed(t *testing.T) {
	file := endless(t, 256)
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	c := &counter{}
	got, err := format.ReadUniversalVTT(file, c)
	if err != nil {
		t.Fatal(err)
	}
	if got.PictureSize != 48+192<<20 || c.n != got.PictureSize {
		t.Errorf("%d bytes of picture", got.PictureSize)
	}
	if c.largest > before.HeapInuse+32<<20 {
		t.Errorf("%d MB in use, %d before", c.largest>>20, before.HeapInuse>>20)
	}
}

// sampler looks how much memory is in use while a file is read.
type sampler struct {
	io.Reader
	counter
}

func (s *sampler) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	_, _ = s.Write(p[:n])
	return n, err
}

// Lists as long as a file may be stay small in memory, whatever they are of.
func TestHostileListsStaySmall(t *testing.T) {
	readers := map[string]func(io.Reader) error{
		"universal": func(r io.Reader) error { _, err := format.ReadUniversalVTT(r, io.Discard); return err },
		"dungeon":   func(r io.Reader) error { _, err := format.ReadOnePageDungeon(r); return err },
		"foundry":   func(r io.Reader) error { _, err := format.ReadFoundryScene(r); return err },
	}
	for name, file := range map[string]struct{ reader, head, thing string }{
		"corners":       {"universal", `{"line_of_sight":[[`, `1,`},
		"lines":         {"universal", `{"line_of_sight":[`, `[],`},
		"short lines":   {"universal", `{"line_of_sight":[`, `[{"x":1,"y":2},{"x":1,"y":2}],`},
		"portals":       {"universal", `{"portals":[`, `{},`},
		"bounds":        {"universal", `{"portals":[{"bounds":[`, `{},`},
		"lights":        {"universal", `{"lights":[`, `{},`},
		"unknown":       {"universal", `{"what":[`, `{},`},
		"rooms":         {"dungeon", `{"rects":[`, `{},`},
		"water":         {"dungeon", `{"water":[`, `{},`},
		"foundry walls": {"foundry", `{"walls":[`, `{},`},
		"wall's ends":   {"foundry", `{"walls":[{"c":[`, `1,`},
		"tiles":         {"foundry", `{"tiles":[`, `{},`},
	} {
		runtime.GC()
		var before runtime.MemStats
		runtime.ReadMemStats(&before)
		things := strings.Repeat(file.thing, (20<<20)/len(file.thing))
		s := &sampler{Reader: io.MultiReader(strings.NewReader(file.head), strings.NewReader(things))}
		if err := readers[file.reader](s); !session.IsRefusal(err) {
			t.Errorf("%s: %v", name, err)
		}
		var after runtime.MemStats
		runtime.ReadMemStats(&after)
		if most := max(s.largest, after.HeapInuse); most > before.HeapInuse+160<<20 {
			t.Errorf("%s: %d MB in use, %d before", name, most>>20, before.HeapInuse>>20)
		}
	}
}

func TestThereAndBack(t *testing.T) {
	t.Parallel()
	data := picture(t, 40, 32)
	for name, text := range map[string]string{
		"cave":       cave,
		"fractions":  strings.NewReplacer(`"x": 47,`, `"x": 47.123456789,`, `"y": 45.5`, `"y": 45.987654321`).Replace(cave),
		"grey":       strings.Replace(cave, "ff202838", "ff313131", 1),
		"no ambient": strings.Replace(cave, `"environment"`, `"nothing"`, 1),
		"no lights":  strings.Replace(cave, `"lights"`, `"nothing"`, 1),
	} {
		first, _ := read(t, withPicture(text, data))
		var file bytes.Buffer
		warned, err := format.WriteUniversalVTT(&file, first.Scene, bytes.NewReader(data), 4)
		if err != nil || len(warned) != 0 {
			t.Fatalf("%s: %v, %v", name, err, warned)
		}
		second, written := read(t, file.String())
		if !bytes.Equal(written, data) || len(second.Warnings) != 0 {
			t.Errorf("%s: %d bytes of picture, warnings %v", name, len(written), second.Warnings)
		}
		if !proto.Equal(first.Scene, second.Scene) {
			t.Errorf("%s:\n%v, then\n%v", name, first.Scene, second.Scene)
		}
	}
}

func TestExportLeavesGapsForDoors(t *testing.T) {
	t.Parallel()
	at := func(x, y float64) *tabletopv1.Point { return &tabletopv1.Point{X: x, Y: y} }
	wall := func(w *tabletopv1.Wall, points ...*tabletopv1.Point) *tabletopv1.Element {
		w.Points = points
		return &tabletopv1.Element{Kind: &tabletopv1.Element_Wall{Wall: w}}
	}
	door := func(d *tabletopv1.Door) *tabletopv1.Element {
		return &tabletopv1.Element{Kind: &tabletopv1.Element_Door{Door: d}}
	}
	scene := &tabletopv1.Scene{Width: 20, Height: 20, Elements: map[string]*tabletopv1.Element{
		"e2":  wall(&tabletopv1.Wall{}, at(0, 5), at(10, 5), at(10, 10)),
		"e3":  wall(&tabletopv1.Wall{Transparent: true}, at(0, 1), at(1, 1)),
		"e4":  wall(&tabletopv1.Wall{Passable: true}, at(0, 2), at(1, 2)),
		"e5":  door(&tabletopv1.Door{From: at(6, 5), To: at(4, 5)}),
		"e6":  door(&tabletopv1.Door{From: at(10, 5), To: at(10, 6), Window: true}),
		"e7":  door(&tabletopv1.Door{From: at(5, 0), To: at(5, 9), Secret: true}),
		"e10": {Kind: &tabletopv1.Element_Pin{Pin: &tabletopv1.Pin{}}},
		"e11": {Kind: &tabletopv1.Element_Light{Light: &tabletopv1.Light{Off: true}}},
	}}
	var file bytes.Buffer
	warned, err := format.WriteUniversalVTT(&file, scene, nil, 70)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "warnings", warned, []string{
		"1 walls that one sees through have no place in the file",
		"1 walls that one can walk through became walls like others",
		"1 secret doors became doors like others",
		"1 tokens, areas, drawings and notes have no place in the file",
		"1 lights that are off have no place in the file",
	})
	back, _ := read(t, file.String())
	check(t, "walls", walls(back.Scene), []string{"0,5 4,5", "6,5 10,5", "10,6 10,10", "0,2 1,2"})
	check(t, "doors", doors(back.Scene), []string{"6,5 4,5 closed", "10,5 10,6 open", "5,0 5,9 closed"})
}

func FuzzUniversalVTT(f *testing.F) {
	data := picture(f, 4, 4)
	f.Add([]byte(withPicture(cave, data)))
	f.Add([]byte(cave))
	f.Add([]byte(`{"format":"1.0","resolution":{"map_size":{"x":"3","y":4.5}},"line_of_sight":[[{"x":NaN,"y":-Infinity}],null,3],"portals":[null,{}],"lights":{},"image":"\u0069VBORw0KGgo\/"}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		var to bytes.Buffer
		got, err := format.ReadUniversalVTT(bytes.NewReader(file), &to)
		if err != nil {
			if !session.IsRefusal(err) {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		checkScene(t, got)
		if got.PictureSize != int64(to.Len()) {
			t.Fatalf("%d bytes of picture, %d told", to.Len(), got.PictureSize)
		}
		// Once doors have their gaps, nothing changes any more.
		once := rewritten(t, got.Scene)
		check(t, "walls", walls(rewritten(t, once)), walls(once))
	})
}

func rewritten(t *testing.T, s *tabletopv1.Scene) *tabletopv1.Scene {
	t.Helper()
	var back bytes.Buffer
	if _, err := format.WriteUniversalVTT(&back, s, nil, 70); err != nil {
		t.Fatal(err)
	}
	again, err := format.ReadUniversalVTT(&back, io.Discard)
	if err != nil {
		t.Fatalf("what was written is not read: %v", err)
	}
	return again.Scene
}

// checkScene says that a scene is one that the house allows.
func checkScene(t *testing.T, got format.Imported) {
	t.Helper()
	s := got.Scene
	on := func(p *tabletopv1.Point) {
		if !(p.GetX() >= 0 && p.GetY() >= 0 && p.GetX() <= s.GetWidth() && p.GetY() <= s.GetHeight()) {
			t.Fatalf("%v lies outside of the map", p)
		}
	}
	if !(s.GetWidth() >= 1 && s.GetWidth() <= 500 && s.GetHeight() >= 1 && s.GetHeight() <= 500) {
		t.Fatalf("the scene is %v by %v", s.GetWidth(), s.GetHeight())
	}
	if d := s.GetAtmosphere().GetDarkness(); !(d >= 0 && d <= 1) {
		t.Fatalf("darkness %v", d)
	}
	for id, e := range s.GetElements() {
		if e.GetId() != id {
			t.Fatalf("%s is called %s", id, e.GetId())
		}
		if w := e.GetWall(); w != nil {
			if len(w.GetPoints()) < 2 || len(w.GetPoints()) > 500 {
				t.Fatalf("a wall of %d corners", len(w.GetPoints()))
			}
			for _, p := range w.GetPoints() {
				on(p)
			}
		}
		if d := e.GetDoor(); d != nil {
			on(d.GetFrom())
			on(d.GetTo())
		}
		for _, g := range []*tabletopv1.Glow{e.GetLight().GetGlow(), e.GetToken().GetGlow()} {
			if g != nil && !(g.GetBright() >= 0 && g.GetDim() >= g.GetBright() && g.GetDim() <= 5000) {
				t.Fatalf("glow %v", g)
			}
		}
		if tok := e.GetToken(); tok != nil && !(tok.GetSize() >= 0.5 && tok.GetSize() <= 6) {
			t.Fatalf("token %v", tok)
		}
	}
}
