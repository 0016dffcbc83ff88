package labyrinth

import (
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
)

// altered is the embedded content with a text replaced in one file.
func altered(tb testing.TB, file, old, text string) fs.FS {
	tb.Helper()
	files := fstest.MapFS{}
	for _, table := range tables {
		data, err := fs.ReadFile(EmbeddedContent(), table.file)
		must(tb, err)
		if table.file == file && old != "" && !strings.Contains(string(data), old) {
			tb.Fatalf("%s has no %q", file, old)
		}
		if table.file == file {
			data = []byte(strings.Replace(string(data), old, text, 1))
		}
		files[table.file] = &fstest.MapFile{Data: data}
	}
	return files
}

func TestABadRowIsAnErrorWithFileLineAndColumn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, old, text, want string }{
		{"characters.csv", "\nsurgeon,player,Teodor Malik,39", "\nsurgeon,player,Teodor Malik,old", "characters.csv:3:29: age"},
		{"characters.csv", "\nsurgeon,player", "\nsurgeon,hero", "characters.csv:3:9: type"},
		{"characters.csv", "\nsurgeon,", "\nchief,", "characters.csv:3:1: id"},
		{"characters.csv", "\nsurgeon,", "\nSurgeon,", "characters.csv:3:1: id"},
		{"characters.csv", ",hunt,", ",,", "behaviour"},
		{"characters.csv", "id,type", "type,id", "characters.csv:1:1: column \"type\""},
		{"characters.csv", "\nsurgeon,player,", "\nsurgeon,player,\"", "characters.csv:"},
		{"equipment.csv", "baton,chief", "baton,chef", "equipment.csv:2:7: character"},
		{"equipment.csv", "Shock baton,weapon", "Shock baton,porter", "equipment.csv:2:25: kind"},
		{"equipment.csv", "Shock baton,weapon,6,2,6", "Shock baton,weapon,6,0,0", "dice"},
		{"equipment.csv", "Shock baton,weapon,6,2,6", "Shock baton,weapon,6,2,0", "faces"},
		{"equipment.csv", "0,-1,no,Strikes", "0,0,no,Strikes", "uses"},
		{"equipment.csv", "0,-1,no,Strikes", "0,-1,maybe,Strikes", "find"},
		{"skills.csv", "leader", "leeder", "skills.csv:3:33: kind"},
		{"skills.csv", "leader", "weapon", "skills.csv:3:33: kind"},
		{"specials.csv", "triage,surgeon,Triage,triage,25,0,0,2,8", "triage,surgeon,Triage,triage,25,0,0,2,0", "specials.csv:3:39: cooldown"},
		{"specials.csv", "triage,surgeon", "triage,chief", "specials.csv:3:8: character"},
		{"objects.csv", "carbine fire_axe", "carbine firearm", "objects.csv:2:33: holds"},
		{"objects.csv", "cache,carbine fire_axe", "door,carbine fire_axe", "objects.csv:2:32: holds"},
		{"objects.csv", "Weapon stash,cache", "Weapon stash,lift", "kind"},
		{"scenarios.csv", "rescue,Rescue", "picnic,Picnic", "scenarios.csv:2:1: id"},
		{"scenarios.csv", ",officer,", ",choir,", "npc"},
		{"scenarios.csv", "70,1,6", "70,4,3", "max_players"},
		{"balance.csv", "*,sight,5", "*,insight,5", "balance.csv:2:3: name"},
		{"balance.csv", "*,sight,5", "*,sight,five", "balance.csv:2:9: easy"},
		{"balance.csv", "*,sight,5,5,5\n", "", "sight is missing"},
		{"balance.csv", "*,sight", "nowhere,sight", "balance.csv:2:1: scenario"},
	} {
		_, err := LoadContent(altered(t, c.file, c.old, c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: %v, want %s", c.file, c.text, err, c.want)
		}
	}
	if _, err := LoadContent(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "characters.csv") {
		t.Errorf("no files: %v", err)
	}
}

func TestContentSurvivesTheStore(t *testing.T) {
	t.Parallel()
	c := embeddedGame.content
	rows := c.Rows()
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	back, err := ContentFromRows(rows)
	must(t, err)
	if diff := cmp.Diff(c, back, protocmp.Transform(), cmp.AllowUnexported(Content{}, balanceKey{})); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []Row{{Kind: "nonsense"}, {Kind: "skill", ID: "x", JSON: []byte("[")}, {Kind: "skill", ID: "x", JSON: []byte("{}")}} {
		if _, err := ContentFromRows(append(c.Rows(), bad)); err == nil {
			t.Errorf("the row %+v is accepted", bad)
		}
	}
}

func TestTheContentIsAsRichAsPromised(t *testing.T) {
	t.Parallel()
	c := embeddedGame.content
	count := map[labyrinthv1.CharacterType]int{}
	for _, character := range c.Characters() {
		count[character.GetType()]++
		if character.GetType() != typePlayer {
			continue
		}
		if len(character.GetEquipment()) < 2 || len(character.GetSkills()) < 2 || len(character.GetSpecials()) != 1 {
			t.Errorf("%s brings too little", character.GetId())
		}
		for _, e := range character.GetEquipment() {
			if strings.ContainsAny(e.GetEffect(), "{}") {
				t.Errorf("%s: %q has an unknown number", e.GetId(), e.GetEffect())
			}
		}
	}
	if count[typePlayer] < 6 || count[typeEnemy] < 3 || count[typeNPC] < 2 || len(c.things) < 6 || len(c.Scenarios()) < 3 {
		t.Errorf("%v characters, %d objects, %d scenarios", count, len(c.things), len(c.Scenarios()))
	}
	if _, ok := c.Character("chief"); !ok {
		t.Error("no chief")
	}
}

func TestARunningGameDoesNotReadTheContent(t *testing.T) {
	t.Parallel()
	b := startedTable(t, 4, scenarioRescue)
	other := Game{} // without any content
	s := other.New()
	for _, e := range b.Events() {
		var err error
		if s, err = other.Apply(s, e); err != nil {
			t.Fatal(err)
		}
	}
	if string(view(s, 1)) != string(view(b.State(), 1)) {
		t.Error("the log folds differently without content")
	}
	if _, err := other.Stay(session1(b), s, &labyrinthv1.StayRequest{}); err != nil {
		t.Error(err)
	}
}

// FuzzLoadContent replaces one file by anything: it is refused with its name, or
// gives content that can be read back.
func FuzzLoadContent(f *testing.F) {
	for i, table := range tables {
		data, err := fs.ReadFile(EmbeddedContent(), table.file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(i, data)
	}
	f.Fuzz(func(t *testing.T, i int, data []byte) {
		files := fstest.MapFS{}
		for j, table := range tables {
			embedded, err := fs.ReadFile(EmbeddedContent(), table.file)
			must(t, err)
			if j == i {
				embedded = data
			}
			files[table.file] = &fstest.MapFile{Data: embedded}
		}
		c, err := LoadContent(files)
		if err != nil {
			if !strings.Contains(err.Error(), ".csv") {
				t.Fatalf("the error names no file: %v", err)
			}
			return
		}
		if _, err := ContentFromRows(c.Rows()); err != nil {
			t.Fatal(err)
		}
	})
}
