package league_test

import (
	"encoding/json"
	"io/fs"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"playhouse/server/games/baseball/content"
	"playhouse/server/games/baseball/league"
	"playhouse/server/games/baseball/outcome"
)

// folder is a copy of the shipped content with one file's JSON changed.
func folder(t *testing.T, name string, change func(map[string]any)) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(content.Files, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		raw, err := fs.ReadFile(content.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		if n == name {
			var doc map[string]any
			if err := json.Unmarshal(raw, &doc); err != nil {
				t.Fatal(err)
			}
			change(doc)
			if raw, err = json.Marshal(doc); err != nil {
				t.Fatal(err)
			}
		}
		files[n] = &fstest.MapFile{Data: raw}
	}
	return files
}

func TestWhatShipsIsReadAndCarriesTheNotice(t *testing.T) {
	t.Parallel()
	all, err := league.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"pd", "sba"} {
		l := all[id]
		if l == nil || !strings.Contains(l.Environment.Notice, "Retrosheet") || math.Abs(l.Swing.Sum()-1) > 1e-9 {
			t.Fatalf("%s: %+v", id, l)
		}
	}
	if !strings.Contains(all["sba"].Notice, "Retrosheet") {
		t.Error("the chart ships without the notice")
	}
	for r := range outcome.Plain {
		if a, b := all["pd"].Swing[r], all["sba"].Swing[r]; math.Abs(a-b) > 1e-4 {
			t.Errorf("%v: %.5f by the rates, %.5f by the chart", outcome.Result(r), a, b)
		}
	}
}

// TestWhatDoesNotFitStopsTheStart, with the file and the place.
func TestWhatDoesNotFitStopsTheStart(t *testing.T) {
	t.Parallel()
	row := func(doc map[string]any, i int) map[string]any { return doc["plate_chart"].([]any)[i].(map[string]any) }
	rules := func(doc map[string]any) map[string]any { return doc["rules"].(map[string]any) }
	for with, c := range map[string]struct {
		file   string
		change func(map[string]any)
	}{
		"row 3 sums to":        {"sba.json", func(d map[string]any) { row(d, 2)["strikeout"] = 0.5 }},
		"no result \"grand":    {"sba.json", func(d map[string]any) { row(d, 0)["grand_slam"] = 0.0 }},
		"check_4":              {"sba.json", func(d map[string]any) { row(d, 0)["check_4"] = 0.0 }},
		"is negative":          {"sba.json", func(d map[string]any) { row(d, 0)["walk"] = -0.1 }},
		"19 rows":              {"sba.json", func(d map[string]any) { d["plate_chart"] = d["plate_chart"].([]any)[:19] }},
		"needs one":            {"sba.json", func(d map[string]any) { delete(d, "plate_chart") }},
		"neither image":        {"pd.json", func(d map[string]any) { d["cards"] = "tarot" }},
		"resolution":           {"pd.json", func(d map[string]any) { d["resolution"] = "tea leaves" }},
		"innings 1 to 9":       {"pd.json", func(d map[string]any) { rules(d)["innings"] = 0 }},
		"roster_size":          {"pd.json", func(d map[string]any) { rules(d)["roster_size"] = 9 }},
		"batter_minimum":       {"pd.json", func(d map[string]any) { rules(d)["batter_minimum"] = 0 }},
		"clocks":               {"pd.json", func(d map[string]any) { d["clocks"] = map[string]any{"live_seconds": 0, "async_seconds": 60} }},
		"shares that sum to 1": {"pd.json", func(d map[string]any) { d["grades"].(map[string]any)["double"] = []any{0.5, 0.4} }},
		"bunts":                {"pd.json", func(d map[string]any) { d["bunts"].(map[string]any)["sacrifice_success"] = 1.2 }},
		"positions":            {"pd.json", func(d map[string]any) { d["positions"] = []any{"P"} }},
		"unknown field":        {"pd.json", func(d map[string]any) { d["colour"] = "blue" }},
		"id and name":          {"pd.json", func(d map[string]any) { d["name"] = "" }},
		"already":              {"pd.json", func(d map[string]any) { d["id"] = "sba" }},
		"not exist":            {"pd.json", func(d map[string]any) { d["environment"] = "elsewhere.json" }},
		"pa_rates sum":         {"environment-2019.json", func(d map[string]any) { d["pa_rates"].(map[string]any)["K"] = 0.5 }},
		"SF is missing": {"environment-2019.json", func(d map[string]any) {
			r := d["pa_rates"].(map[string]any)
			r["OUT"] = r["OUT"].(float64) + r["SF"].(float64)
			delete(r, "SF")
		}},
		"is no share":        {"environment-2019.json", func(d map[string]any) { d["pa_rates"].(map[string]any)["K"] = -1.0 }},
		"advancement table":  {"environment-2019.json", func(d map[string]any) { delete(d, "of_flyout_r2") }},
		"counts are missing": {"environment-2019.json", func(d map[string]any) { delete(d, "platoon_bat_v_pit") }},
	} {
		_, err := league.Load(folder(t, c.file, c.change))
		if err == nil || !strings.Contains(err.Error(), with) {
			t.Errorf("got %v, want an error with %q", err, with)
		}
	}
	if _, err := league.Load(fstest.MapFS{}); err == nil {
		t.Error("an empty folder is a league")
	}
}
