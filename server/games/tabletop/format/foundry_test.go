package format_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/format"
	"playhouse/server/session"
)

// tower is 10 by 8 cells of 100 pixels; with a padding of a quarter, cell 0,0
// begins at pixel 300,200.
const tower = `{
	"name": "Tower", "width": 1000, "height": 800, "padding": 0.25,
	"background": {"src": "worlds/x/tower.webp"},
	"grid": {"type": 1, "size": 100, "distance": 5, "units": "ft"},
	"walls": [
		{"c": [300, 200, 800, 200], "move": 20, "sight": 20, "door": 0, "ds": 0, "dir": 0},
		{"c": [300, 400, 800, 400], "move": 0, "sight": 20},
		{"c": [300, 500, 800, 500], "move": 20, "sight": 0},
		{"c": [300, 600, 800, 600], "move": 0, "sight": 0},
		{"c": [300, 700, 5000, 700], "move": 20, "sight": 10, "dir": 1},
		{"c": [400, 200, 500, 200], "move": 20, "sight": 20, "door": 1, "ds": 0},
		{"c": [500, 200, 600, 200], "move": 20, "sight": 20, "door": 1, "ds": 1},
		{"c": [600, 200, 700, 200], "move": 20, "sight": 0, "door": 1, "ds": 2},
		{"c": [700, 200, 800, 200], "move": 20, "sight": 20, "door": 2, "ds": 0}
	],
	"lights": [{"x": 500, "y": 300, "config": {"dim": 40, "bright": 20, "color": "#FFAA00", "alpha": 0.5}, "hidden": true}, {"x": 500, "y": 300}],
	"tokens": [{"name": "Ogre", "x": 500, "y": 300, "width": 2, "height": 2, "rotation": 90, "hidden": true,
		"sight": {"enabled": true, "range": 60}, "light": {"dim": 30, "bright": 15}}],
	"notes": [{"x": 350, "y": 250, "text": "Trap"}],
	"drawings": [{}, {}],
	"environment": {"darknessLevel": 0.8}, "tokenVision": false
}`

func readTower(t *testing.T, text string) format.Imported {
	t.Helper()
	got, err := format.ReadFoundryScene(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	checkScene(t, got)
	return got
}

func token(s *tabletopv1.Scene) *tabletopv1.Element {
	for _, e := range s.GetElements() {
		if e.GetToken() != nil {
			return e
		}
	}
	return nil
}

func TestTower(t *testing.T) {
	t.Parallel()
	got := readTower(t, tower)
	s := got.Scene
	if got.Title != "Tower" || s.GetWidth() != 10 || s.GetHeight() != 8 || s.GetGrid().GetKind() != 1 || s.GetGrid().GetFeet() != 5 {
		t.Errorf("%q is %v by %v, %v", got.Title, s.GetWidth(), s.GetHeight(), s.GetGrid())
	}
	if a := s.GetAtmosphere(); a.GetDarkness() != 0.8 || a.GetFog() {
		t.Errorf("atmosphere %v", a)
	}
	check(t, "walls", walls(s), []string{"0,0 5,0", "0,2 5,2 passable", "0,3 5,3 transparent", "0,5 10,5"})
	check(t, "doors", doors(s), []string{"1,0 2,0 closed", "2,0 3,0 open", "3,0 4,0 locked window", "4,0 5,0 closed secret"})
	light := &tabletopv1.Light{At: &tabletopv1.Point{X: 2, Y: 1}, Glow: &tabletopv1.Glow{Bright: 20, Dim: 40, Colour: "#ffaa00"}, Shadows: true, Off: true}
	if list := lights(s); len(list) != 1 || !proto.Equal(list[0], light) {
		t.Errorf("lights %v", list)
	}
	want := &tabletopv1.Token{
		Name: "Ogre", At: &tabletopv1.Point{X: 3, Y: 2}, Size: 2, Rotation: 90,
		Vision: &tabletopv1.Vision{Darkvision: 60}, Glow: &tabletopv1.Glow{Bright: 15, Dim: 30},
	}
	if e := token(s); !proto.Equal(e.GetToken(), want) || !e.GetHidden() {
		t.Errorf("token %v", e)
	}
	check(t, "warnings", got.Warnings, []string{
		"2 drawings were left out",
		"the file names its picture (worlds/x/tower.webp) but does not hold it: upload the picture and lay it under the walls",
		"1 walls stop neither steps nor sight and were left out",
		"1 walls work in one direction only; here they work in both",
		"1 walls were cut at the border of the map",
		"1 lights have no place or no range and were left out",
	})
}

func TestOlderTowers(t *testing.T) {
	t.Parallel()
	old := strings.NewReplacer(
		`"grid": {"type": 1, "size": 100, "distance": 5, "units": "ft"}`, `"grid": 100, "gridType": 2, "gridDistance": 10`,
		`"background": {"src": "worlds/x/tower.webp"}`, `"img": "worlds/x/tower.webp"`,
		`"sight": 20`, `"sense": 1`, `"sight": 0`, `"sense": 0`, `"move": 20`, `"move": 1`,
		`"config": {"dim": 40, "bright": 20, "color": "#FFAA00", "alpha": 0.5}`, `"dim": 40, "bright": 20, "tintColor": "#FFAA00"`,
		`"sight": {"enabled": true, "range": 60}, "light": {"dim": 30, "bright": 15}`, `"vision": true, "dimSight": 60, "dimLight": 30, "brightLight": 15`,
		`"environment": {"darknessLevel": 0.8}`, `"darkness": 0.8`,
	).Replace(tower)
	got, want := readTower(t, old), readTower(t, tower)
	check(t, "walls", walls(got.Scene), walls(want.Scene))
	check(t, "doors", doors(got.Scene), doors(want.Scene))
	if !proto.Equal(lights(got.Scene)[0], lights(want.Scene)[0]) || !proto.Equal(token(got.Scene), token(want.Scene)) {
		t.Errorf("%v, %v", lights(got.Scene), token(got.Scene))
	}
	if g := got.Scene.GetGrid(); g.GetKind() != tabletopv1.GridKind_GRID_KIND_HEX_POINTED || g.GetFeet() != 10 || got.Scene.GetAtmosphere().GetDarkness() != 0.8 {
		t.Errorf("grid %v", g)
	}
}

func TestGridsAndOddTowers(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]tabletopv1.GridKind{"0": 4, "1": 1, "2": 3, "3": 3, "4": 2, "5": 2, `"x"`: 1, "null": 1} {
		got := readTower(t, strings.Replace(tower, `"type": 1`, `"type": `+kind, 1))
		if got.Scene.GetGrid().GetKind() != want {
			t.Errorf("type %s: %v, want %v", kind, got.Scene.GetGrid().GetKind(), want)
		}
	}
	for name, c := range map[string]struct{ from, to, warning string }{
		"wall of three":     {`[300, 200, 800, 200]`, `[300, 200, 800]`, "1 walls have no two ends and were left out"},
		"wall of five":      {`[300, 200, 800, 200]`, `[300, 200, 800, 200, 1]`, "1 walls have no two ends and were left out"},
		"wall of words":     {`[300, 200, 800, 200]`, `[300, 200, "wide", 200]`, "1 walls have no two ends and were left out"},
		"wall of no number": {`[300, 200, 800, 200]`, `[NaN, 200, -Infinity, 200]`, "1 walls have no two ends and were left out"},
		"wall is null":      {`"walls": [`, `"walls": [null, `, "1 walls are no walls and were left out"},
		"token outside":     {`"x": 500, "y": 300, "width": 2`, `"x": 5, "y": 3, "width": 2`, "1 tokens lie outside of the map and were left out"},
		"token is a list":   {`"tokens": [`, `"tokens": [[], `, "1 tokens are no tokens and were left out"},
	} {
		if !strings.Contains(tower, c.from) {
			t.Fatalf("%s: nothing to replace", name)
		}
		if got := readTower(t, strings.Replace(tower, c.from, c.to, 1)); !slices.Contains(got.Warnings, c.warning) {
			t.Errorf("%s: %q, want %q", name, got.Warnings, c.warning)
		}
	}
	for name, text := range map[string]string{
		"nothing":    "{}",
		"no grid":    strings.Replace(tower, `"grid"`, `"g"`, 1),
		"grid of 0":  strings.Replace(tower, `"size": 100`, `"size": 0`, 1),
		"tiny":       strings.Replace(tower, `"width": 1000`, `"width": 1`, 1),
		"enormous":   strings.Replace(tower, `"width": 1000`, `"width": 1e9`, 1),
		"no width":   strings.Replace(tower, `"width": 1000`, `"width": "wide"`, 1),
		"broken off": tower[:500],
	} {
		var refusal *session.Error
		if _, err := format.ReadFoundryScene(strings.NewReader(text)); !errors.As(err, &refusal) || refusal.Reason != "damaged_file" {
			t.Errorf("%s: %v", name, err)
		}
	}
	var many strings.Builder
	for i := range 20001 {
		fmt.Fprintf(&many, `{"c": [%d, 300, %d, 400]},`, 300+i%500, 301+i%500)
	}
	var refusal *session.Error
	if _, err := format.ReadFoundryScene(strings.NewReader(strings.Replace(tower, `"walls": [`, `"walls": [`+many.String(), 1))); !errors.As(err, &refusal) || refusal.Reason != "too_many_walls" {
		t.Errorf("many walls: %v", err)
	}
}

func FuzzFoundryScene(f *testing.F) {
	f.Add([]byte(tower))
	f.Add([]byte(strings.Replace(tower, `"grid": {"type": 1, "size": 100, "distance": 5, "units": "ft"}`, `"grid": 100, "gridType": 2`, 1)))
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := format.ReadFoundryScene(bytes.NewReader(file))
		if err != nil {
			if !session.IsRefusal(err) {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		checkScene(t, got)
	})
}
