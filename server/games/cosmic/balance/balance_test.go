package balance

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestTheEmbeddedBalanceIsWhole(t *testing.T) {
	t.Parallel()
	b, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Events) < 28 || len(b.Achievements) < 15 || len(b.Factions) != 3 || len(b.Quests.Chain) != 4 {
		t.Errorf("%d events, %d achievements, %d factions, %d links", len(b.Events), len(b.Achievements), len(b.Factions), len(b.Quests.Chain))
	}
}

// edited is the embedded balance with one thing in one file replaced.
func edited(t *testing.T, file, old, replacement string) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{numbersFile, eventsFile} {
		raw, err := fs.ReadFile(Embedded(), name)
		if err != nil {
			t.Fatal(err)
		}
		if name == file {
			if !strings.Contains(string(raw), old) {
				t.Fatalf("%s does not have %q", file, old)
			}
			raw = []byte(strings.Replace(string(raw), old, replacement, 1))
		}
		files[name] = &fstest.MapFile{Data: raw}
	}
	return files
}

func TestFaultsAreNamedByFilePathAndWhatIsAllowed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, old, replacement, want string }{
		{numbersFile, `"price": 250, "enables": "mine"`, `"price": 0, "enables": "mine"`, "balance.json: modules[2].price: must be 1 or more; found 0"},
		{numbersFile, `"format": 1`, `"format": 2`, "balance.json: format: must be 1; found 2"},
		{numbersFile, `"speed": 1.2,`, `"sped": 1.2,`, "balance.json: ships[0].sped: no such field; there are cargo, description, fuel, hull, name, price, slots, speed, type"},
		{numbersFile, `"base": 1, "slope": -0.5`, `"bass": 1, "slope": -0.5`, "balance.json: encounters[0].bass: no such field; there are base, enemy, regions, slope"},
		{numbersFile, `{"base": 0.3, "slope": 0}`, `{"base": 0.3, "sloop": 0}`, "balance.json: encounters[2].regions.ancient_sectors.sloop: no such field"},
		{numbersFile, `"max_turns": 50`, `"max_turns": "50"`, "balance.json: line 3: json: cannot unmarshal string"},
		{numbersFile, `"nodes": [3, 8]`, `"nodes": [8, 3]`, "balance.json: map.nodes: must be 3 to 20, the least first; found 8 to 3"},
		{numbersFile, `"nodes": [3, 8]`, `"nodes": [1, 2, 3]`, "a range must be a whole number or a pair"},
		{numbersFile, `"nodes": [3, 8]`, `"nodes": 2`, "map.nodes: must be 3 to 20"},
		{numbersFile, `"type": "void"`, `"type": "hole"`, `balance.json: regions: must have "void"`},
		{numbersFile, `["planet", "station", "planet"]`, `["planet"]`, "regions: core_worlds must have a station among its first_nodes"},
		{numbersFile, `["planet", "asteroid_field", "derelict"]`, `["planet"]`, "mine.node_types: must have a type that is among a region's first_nodes"},
		{numbersFile, `"The Violet Shoals"`, `"Rustline"`, `map.names.regions.nebula_fields[0]: must not be the name of another region; found "Rustline"`},
		{numbersFile, `["fuel_cells", "shield_booster_charge", "luxury_goods"]`, `["ancient_key"]`, `regions[3].wants[0]: must be the id of an item that is traded; found "ancient_key"`},
		{numbersFile, `"surpluses": ["alien_artifacts"]`, `"surpluses": ["data_cores"]`, `regions[4].surpluses[0]: must not be wanted too; found "data_cores"`},
		{numbersFile, `"spread": 0.12`, `"spread": 0.04`, "market.kinds[1].move: must be less, or the spread more"},
		{numbersFile, `"refund_share": 0.5`, `"refund_share": 1.5`, "yard.refund_share: must be 0 to 1; found 1.5"},
		{numbersFile, `"ship": "scout", "modules": []`, `"ship": "scout", "modules": ["armor_plates", "armor_plates"]`, "captain.modules[1]: must fit: the scout has no free low slot for it"},
		{numbersFile, `{"weight": 6, "item": "scrap_metal"`, `{"weight": 6, "item": "scrap"`, `enemies[0].loot[0].item: must be the id of an item that is traded; found "scrap"`},
		{numbersFile, `"id": "missile_launcher"`, `"id": "laser_cannon"`, `modules[1].id: must not occur twice; found "laser_cannon"`},
		{numbersFile, `Freight for {place}`, `Freight for {palace}`, "quests.templates[0].title: may have only place, region"},
		{numbersFile, `"node_type": "wormhole", "do": "visit"`, `"node_type": "station", "do": "visit"`, "quests.chain[3].node_type: must be one of the first_nodes of ancient_sectors"},
		{numbersFile, `"statistic": "chain"`, `"statistic": "chains"`, "achievements[11].statistic: must be one of distance"},
		{numbersFile, `"unheard": {"base": 0.1, "slope": 0.4}`, `"unheard": {"base": 0.5, "slope": 0.5}`, "distress.unheard.slope: must be 0 to 0.4; found 0.5"},
		{eventsFile, `"weight": 70, "text": "The ledger`, `"weight": 60, "text": "The ledger`, "events.json: events[0].choices[0].outcomes: must have weights that add up to 100; found 90"},
		{eventsFile, `{"id": "leave", "text": "Dock`, `{"id": "leave", "cost": {"fuel": 1}, "text": "Dock`, "events.json: events[0].choices[2]: must need and cost nothing"},
		{eventsFile, `"fight": "pirate_scout"`, `"fight": "pirate"`, `fight: must be the id of an enemy; found "pirate"`},
		{eventsFile, `"reveal": "region"`, `"reveal": "all"`, "reveal: must be one of , links, region, regions"},
	} {
		_, err := Load(edited(t, c.file, c.old, c.replacement))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s for %s: %v", c.replacement, c.old, err)
		}
	}
}

func TestAFileMustBeThereAndEnd(t *testing.T) {
	t.Parallel()
	if _, err := Load(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "balance.json: ") {
		t.Error(err)
	}
	raw, err := fs.ReadFile(Embedded(), eventsFile)
	if err != nil {
		t.Fatal(err)
	}
	for tail, want := range map[string]string{"{}": "nothing may follow", "": ""} {
		_, err := Load(edited(t, eventsFile, string(raw), string(raw)+tail))
		if (want == "") != (err == nil) || (err != nil && !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v", tail, err)
		}
	}
	if _, err := Load(edited(t, eventsFile, string(raw), "{\n\n\"events\": [,")); err == nil || !strings.Contains(err.Error(), "events.json: line 3: ") {
		t.Error(err)
	}
}

func TestARangeReadsAsItIsWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Range{"7": {7, 7}, "[-9,-3]": {-9, -3}, "[2,5]": {2, 5}} {
		var r Range
		if err := json.Unmarshal([]byte(text), &r); err != nil || r != want {
			t.Errorf("%s: %v, %v", text, r, err)
		}
		if raw, err := json.Marshal(r); err != nil || string(raw) != text {
			t.Errorf("%v: %s, %v", r, raw, err)
		}
	}
}

func TestEveryIDIsFound(t *testing.T) {
	t.Parallel()
	b := Default()
	for _, m := range b.Modules {
		if found, ok := b.Module(m.ID); !ok || !cmp.Equal(found, m) {
			t.Error(m.ID)
		}
	}
	for _, e := range b.Events {
		for _, ch := range e.Choices {
			if found, ok := e.Choice(ch.ID); !ok || found.Text != ch.Text {
				t.Error(e.ID, ch.ID)
			}
		}
	}
	for _, kind := range RegionTypes() {
		if _, ok := b.FactionOf(kind); !ok {
			t.Errorf("%s belongs to nobody", kind)
		}
	}
	if _, ok := b.Item("philosophers_stone"); ok {
		t.Error("found what is not there")
	}
}
