package format_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/format"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
	"playhouse/server/session"
)

// crypt is two rooms with a door cell between, left of and above the origin.
const crypt = `{
	"version": "1.2.4", "title": "Crypt of the Quiet Baker", "story": "Bread still rises here.",
	"rects": [
		{"x": -5, "y": -3, "w": 3, "h": 3},
		{"x": -2, "y": -2, "w": 1, "h": 1},
		{"x": -1, "y": -3, "w": 5, "h": 5, "rotunda": true}
	],
	"doors": [{"x": -2, "y": -2, "dir": {"x": 1, "y": 0}, "type": 1}],
	"notes": [{"text": "A cold oven.", "ref": "1", "pos": {"x": -3.5, "y": -1.5}}],
	"columns": [{"x": 1, "y": -1}], "water": [{"x": 2, "y": 1}, {"x": 3, "y": 1}]
}`

func readDungeon(t *testing.T, text string) format.Imported {
	t.Helper()
	got, err := format.ReadOnePageDungeon(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	checkScene(t, got)
	return got
}

func TestCrypt(t *testing.T) {
	t.Parallel()
	got := readDungeon(t, crypt)
	if got.Title != "Crypt of the Quiet Baker" || got.Scene.GetWidth() != 11 || got.Scene.GetHeight() != 7 {
		t.Errorf("%q is %v by %v", got.Title, got.Scene.GetWidth(), got.Scene.GetHeight())
	}
	// The border of all rooms together, with a cell of rock around.
	check(t, "walls", walls(got.Scene), []string{
		"1,1 4,1", "5,1 10,1", "4,2 5,2", "4,3 5,3", "1,4 4,4", "5,6 10,6",
		"1,1 1,4", "4,1 4,2", "4,3 4,4", "5,1 5,2", "5,3 5,6", "10,1 10,6",
	})
	check(t, "doors", doors(got.Scene), []string{"4.5,2 4.5,3 closed"})
	check(t, "warnings", got.Warnings, []string{"1 round rooms became square ones"})
	var pins, drawings []string
	for i := range got.Scene.GetNextId() {
		e := got.Scene.GetElements()[fmt.Sprintf("e%d", i)]
		if p := e.GetPin(); p != nil {
			pins = append(pins, fmt.Sprintf("%v,%v %s: %s %v", p.GetAt().GetX(), p.GetAt().GetY(), p.GetTitle(), p.GetText(), p.GetShared()))
		}
		if d := e.GetDrawing(); d != nil {
			drawings = append(drawings, fmt.Sprintf("%d %v,%v", d.GetShape(), d.GetPoints()[0].GetX(), d.GetPoints()[0].GetY()))
		}
	}
	check(t, "pins", pins, []string{"0.5,0.5 Story: Bread still rises here. false", "2.5,2.5 1: A cold oven. false"})
	check(t, "drawings", drawings, []string{"3 1,1", "3 4,2", "3 5,1", "3 8,5", "3 9,5", "4 7.2,3.2"})
	// One sees into the other room when the door is open.
	b := vision.New(got.Scene.GetWidth(), got.Scene.GetHeight(), got.Scene.GetElements())
	here, there := plane.Point{X: 2.5, Y: 2.5}, plane.Point{X: 7.5, Y: 2.5}
	if b.Sees(here, there) {
		t.Error("one sees through the door")
	}
	for id, e := range got.Scene.GetElements() {
		if e.GetDoor() != nil {
			b = b.WithDoor(id, tabletopv1.DoorState_DOOR_STATE_OPEN)
		}
	}
	if !b.Sees(here, there) || b.Sees(here, plane.Point{X: 7.5, Y: 4.5}) {
		t.Error("one does not see through the open door, or sees too much")
	}
}

func TestKindsOfDoors(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]string{
		"0": "", "1": "closed", "2": "", "3": "closed", "4": "closed window", "5": "closed", "6": "closed secret", "7": "locked", "8": "", "9": "",
		"10": "closed", `"x"`: "closed", "-4": "closed", "1e99": "closed", "NaN": "closed",
	} {
		for dir, place := range map[string]string{`{"x": 1, "y": 0}`: "4.5,2 4.5,3 ", `{"x": 0, "y": -1}`: "4,2.5 5,2.5 ", `null`: "4.5,2 4.5,3 "} {
			text := strings.Replace(crypt, `"dir": {"x": 1, "y": 0}, "type": 1`, `"dir": `+dir+`, "type": `+kind, 1)
			got := doors(readDungeon(t, text).Scene)
			if want == "" && len(got) == 0 {
				continue
			}
			if len(got) != 1 || got[0] != place+want {
				t.Errorf("type %s, direction %s: %v, want %s%s", kind, dir, got, place, want)
			}
		}
	}
	stairs := readDungeon(t, strings.Replace(crypt, `"type": 1`, `"type": 8`, 1))
	found := false
	for _, e := range stairs.Scene.GetElements() {
		found = found || e.GetDrawing().GetText() == "stairs"
	}
	if !found {
		t.Error("stairs are not drawn")
	}
}

func TestOddDungeons(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ from, to, warning string }{
		"room of halves":     {`{"x": -5, "y": -3, "w": 3, "h": 3}`, `{"x": -5.5, "y": -3, "w": 3, "h": 3}`, "1 rooms are no rectangles of whole cells and were left out"},
		"room of nothing":    {`{"x": -5, "y": -3, "w": 3, "h": 3}`, `{"x": -5, "y": -3, "w": 0, "h": 3}`, "1 rooms are no rectangles of whole cells and were left out"},
		"room of words":      {`{"x": -5, "y": -3, "w": 3, "h": 3}`, `"room"`, "1 rooms are no rectangles of whole cells and were left out"},
		"room far away":      {`{"x": -5, "y": -3, "w": 3, "h": 3}`, `{"x": -1e18, "y": -3, "w": 3, "h": 3}`, "1 rooms are no rectangles of whole cells and were left out"},
		"room of no number":  {`{"x": -5, "y": -3, "w": 3, "h": 3}`, `{"x": NaN, "y": -3, "w": 3, "h": Infinity}`, "1 rooms are no rectangles of whole cells and were left out"},
		"door outside":       {`"doors": [{"x": -2`, `"doors": [{"x": -200`, "1 doors lie outside of the map and were left out"},
		"door is null":       {`"doors": [`, `"doors": [null, `, "1 doors are nowhere and were left out"},
		"note nowhere":       {`"pos": {"x": -3.5, "y": -1.5}`, `"pos": null`, "1 notes are nowhere and were left out"},
		"note outside":       {`"pos": {"x": -3.5, "y": -1.5}`, `"pos": {"x": -99, "y": 99}`, "1 notes lie outside of the map and were put at its border"},
		"column outside":     {`"columns": [`, `"columns": [{"x": 99, "y": 0}, `, "1 columns and pools lie outside of the map and were left out"},
		"column of words":    {`"columns": [`, `"columns": ["x", `, "1 columns and pools are nowhere and were left out"},
		"doors are a number": {`"doors": [`, `"doors": 3, "x": [`, ""},
	} {
		if !strings.Contains(crypt, c.from) {
			t.Fatalf("%s: nothing to replace", name)
		}
		got := readDungeon(t, strings.Replace(crypt, c.from, c.to, 1))
		if c.warning != "" && !strings.Contains(strings.Join(got.Warnings, "\n"), c.warning) {
			t.Errorf("%s: %q, want %q", name, got.Warnings, c.warning)
		}
	}
	for name, text := range map[string]string{
		"nothing":        "",
		"no rooms":       `{"rects": []}`,
		"another file":   cave,
		"too far apart":  `{"rects": [{"x": 0, "y": 0, "w": 1, "h": 1}, {"x": 600, "y": 0, "w": 1, "h": 1}]}`,
		"too many rooms": `{"rects": [` + strings.Repeat(`{"x": 0, "y": 0, "w": 1, "h": 1},`, 6000) + `null]}`,
		"deeply nested":  `{"rects": ` + strings.Repeat("[", 100000),
	} {
		var refusal *session.Error
		if _, err := format.ReadOnePageDungeon(strings.NewReader(text)); !errors.As(err, &refusal) || refusal.Reason != "damaged_file" {
			t.Errorf("%s: %v", name, err)
		}
	}
	checker := `{"rects": [`
	for i := range 4900 {
		checker += fmt.Sprintf(`{"x": %d, "y": %d, "w": 1, "h": 1},`, i%100*2, i/100*2+i%2)
	}
	if got := readDungeon(t, checker+`{"x":0,"y":0,"w":1,"h":1}]}`); len(walls(got.Scene)) > 20000 {
		t.Errorf("%d walls", len(walls(got.Scene)))
	}
}

func FuzzOnePageDungeon(f *testing.F) {
	f.Add([]byte(crypt))
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := format.ReadOnePageDungeon(bytes.NewReader(file))
		if err != nil {
			if !session.IsRefusal(err) {
				t.Fatalf("%v is no refusal", err)
			}
			return
		}
		checkScene(t, got)
	})
}
