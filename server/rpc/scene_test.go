package rpc

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	coinv1 "playhouse/gen/playhouse/coin/v1"
	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/campaign"
	"playhouse/server/session"
)

func (g group) folder(t *testing.T, parent, name string) string {
	t.Helper()
	return must(g.gm.scenes.CreateSceneFolder(t.Context(), &tabletopv1.CreateSceneFolderRequest{CampaignId: g.id, ParentId: parent, Name: name}))(t).GetFolder().GetId()
}

func (g group) scene(t *testing.T, folder, name string) *tabletopv1.SceneInfo {
	t.Helper()
	return must(g.gm.scenes.CreateScene(t.Context(), &tabletopv1.CreateSceneRequest{CampaignId: g.id, FolderId: folder, Name: name}))(t).GetInfo()
}

func (g group) readScene(t *testing.T, id string) *tabletopv1.GetSceneResponse {
	t.Helper()
	return must(g.gm.scenes.GetScene(t.Context(), &tabletopv1.GetSceneRequest{CampaignId: g.id, SceneId: id}))(t)
}

func (g group) list(t *testing.T, r *tabletopv1.ListScenesRequest) *tabletopv1.ListScenesResponse {
	t.Helper()
	r.CampaignId = g.id
	return must(g.gm.scenes.ListScenes(t.Context(), r))(t)
}

func names(all []*tabletopv1.SceneInfo) []string {
	var list []string
	for _, s := range all {
		list = append(list, s.GetName())
	}
	return list
}

// crypt is a scene with one of each.
func crypt() *tabletopv1.Scene {
	at := &tabletopv1.Point{X: 3.5, Y: -2}
	return &tabletopv1.Scene{
		Width: 40, Height: 25.5, NextId: 3, Cues: []string{"drips"},
		Grid:       &tabletopv1.Grid{Kind: tabletopv1.GridKind_GRID_KIND_HEX_FLAT, OffsetX: 0.25, Colour: "#aabbcc", Opacity: 0.5, Feet: 10},
		Atmosphere: &tabletopv1.Atmosphere{Darkness: 0.75, Fog: true, Ambient: "#102030"},
		Explored:   map[string]*tabletopv1.Explored{"somebody": {Columns: 80, Rows: 51, Runs: []byte{1, 2, 3}}},
		Initiative: &tabletopv1.Initiative{Round: 2, Turn: 1, Combatants: []*tabletopv1.Combatant{{Id: "c1", Name: "Rat"}, {Id: "c2", Name: "Ann", Player: true}}},
		Elements: map[string]*tabletopv1.Element{
			"m1":  {Order: 2, Kind: &tabletopv1.Element_Map{Map: &tabletopv1.MapPlacement{AssetId: "upper", At: at, Width: 40, Height: 25}}},
			"m2":  {Order: 1, Kind: &tabletopv1.Element_Map{Map: &tabletopv1.MapPlacement{AssetId: "ground", At: at, Width: 40, Height: 25}}},
			"t12": {Id: "t12", Kind: &tabletopv1.Element_Token{Token: &tabletopv1.Token{Name: "Rat", AssetId: "rat", At: at, Size: 1, Conditions: []*tabletopv1.Condition{{Id: "prone", Rounds: 2}}}}},
			"w1":  {Kind: &tabletopv1.Element_Wall{Wall: &tabletopv1.Wall{Points: []*tabletopv1.Point{{X: 1}, {Y: 1}}}}},
			"d1":  {Kind: &tabletopv1.Element_Door{Door: &tabletopv1.Door{From: at, To: &tabletopv1.Point{}, Secret: true}}},
			"l1":  {Kind: &tabletopv1.Element_Light{Light: &tabletopv1.Light{At: at, Glow: &tabletopv1.Glow{Bright: 20, Dim: 40}}}},
			"a1":  {Hidden: true, Kind: &tabletopv1.Element_Area{Area: &tabletopv1.Area{Shape: tabletopv1.AreaShape_AREA_SHAPE_CONE, At: at, Size: 15, Staged: true}}},
			"x1":  {Kind: &tabletopv1.Element_Drawing{Drawing: &tabletopv1.Drawing{Shape: tabletopv1.DrawingShape_DRAWING_SHAPE_TEXT, Points: []*tabletopv1.Point{at}, Text: "here"}}},
			"p1":  {Locked: true, Group: "g", Kind: &tabletopv1.Element_Pin{Pin: &tabletopv1.Pin{At: at, Title: "Trap", Text: "a *pit*"}}},
		},
	}
}

// Saving and loading loses nothing.
func TestASceneIsKeptAsItIs(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	want := crypt()
	info := must(g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: "Crypt", Scene: want}))(t).GetInfo()
	if info.GetWidth() != 40 || info.GetHeight() != 25.5 || info.GetElements() != 9 || info.GetThumbnailUrl() != "/small/"+g.id+"/ground" {
		t.Errorf("about it: %v", info)
	}
	for id, e := range want.GetElements() {
		e.Id = id
	}
	want.NextId = 13 // t12 is taken
	if diff := cmp.Diff(want, g.readScene(t, info.GetId()).GetScene(), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	empty := g.readScene(t, g.scene(t, "", "Empty").GetId()).GetScene()
	if empty.GetWidth() != 30 || empty.GetHeight() != 20 || len(empty.GetElements()) > 0 || empty.GetGrid().GetKind() != tabletopv1.GridKind_GRID_KIND_SQUARE {
		t.Errorf("an empty scene is %v", empty)
	}
}

func TestScenesAreSavedByEtag(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	info := g.scene(t, "", "Crypt")
	save := func(etag, name string, scene *tabletopv1.Scene) error {
		_, err := g.gm.scenes.UpdateScene(ctx, &tabletopv1.UpdateSceneRequest{CampaignId: g.id, SceneId: info.GetId(), Etag: etag, Name: name, Scene: scene})
		return err
	}
	for range 5 {
		etag := g.readScene(t, info.GetId()).GetInfo().GetEtag()
		a, b := both(func() error { return save(etag, "", crypt()) }, func() error { return save(etag, "", &tabletopv1.Scene{Width: 7, Height: 7}) })
		wantOneOf(t, a, b, connect.CodeAborted)
	}
	before := g.readScene(t, info.GetId())
	err := save(info.GetEtag(), "Late", crypt())
	wantRefusal(t, err, connect.CodeAborted, "stale")
	var newest *tabletopv1.SceneInfo
	if wire, ok := errors.AsType[*connect.Error](err); ok {
		for _, d := range wire.Details() {
			if m, err := d.Value(); err == nil {
				newest, _ = m.(*tabletopv1.SceneInfo)
				if newest != nil {
					break
				}
			}
		}
	}
	if !proto.Equal(newest, before.GetInfo()) {
		t.Errorf("the answer to a late save names %v, want %v", newest, before.GetInfo())
	}
	if err := save(before.GetInfo().GetEtag(), "Vault", nil); err != nil {
		t.Fatal(err)
	}
	after := g.readScene(t, info.GetId())
	if after.GetInfo().GetName() != "Vault" || !proto.Equal(after.GetScene(), before.GetScene()) || after.GetInfo().GetEtag() == before.GetInfo().GetEtag() {
		t.Errorf("a new name alone: %v", after)
	}
	if err := save("", "", crypt()); err != nil {
		t.Errorf("whatever it is: %v", err)
	}
}

// Scenes that could do harm are refused, and nothing is stored.
func TestScenesWithinBounds(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	with := func(change func(*tabletopv1.Scene)) *tabletopv1.Scene { c := crypt(); change(c); return c }
	pin := func(p *tabletopv1.Pin) *tabletopv1.Element {
		return &tabletopv1.Element{Kind: &tabletopv1.Element_Pin{Pin: p}}
	}
	pins := func(n int, text string) *tabletopv1.Scene {
		c := &tabletopv1.Scene{Width: 10, Height: 10, Elements: map[string]*tabletopv1.Element{}}
		for i := range n {
			c.Elements[fmt.Sprint("p", i)] = pin(&tabletopv1.Pin{Text: text})
		}
		return c
	}
	for what, bad := range map[string]*tabletopv1.Scene{
		"no width":            {Height: 10},
		"width 501":           {Width: 501, Height: 10},
		"width NaN":           {Width: math.NaN(), Height: 10},
		"opacity 2":           with(func(c *tabletopv1.Scene) { c.Grid.Opacity = 2 }),
		"offset without end":  with(func(c *tabletopv1.Scene) { c.Grid.OffsetX = math.Inf(1) }),
		"rotation NaN":        with(func(c *tabletopv1.Scene) { c.Elements["t12"].GetToken().Rotation = math.NaN() }),
		"a place far away":    with(func(c *tabletopv1.Scene) { c.Elements["t12"].GetToken().At = &tabletopv1.Point{X: 1e9} }),
		"id with a slash":     with(func(c *tabletopv1.Scene) { c.Elements["../x"] = pin(&tabletopv1.Pin{}) }),
		"id of 41":            with(func(c *tabletopv1.Scene) { c.Elements[strings.Repeat("a", 41)] = pin(&tabletopv1.Pin{}) }),
		"no id":               with(func(c *tabletopv1.Scene) { c.Elements[""] = pin(&tabletopv1.Pin{}) }),
		"another id":          with(func(c *tabletopv1.Scene) { c.Elements["p1"].Id = "p2" }),
		"nothing at all":      with(func(c *tabletopv1.Scene) { c.Elements["q"] = &tabletopv1.Element{} }),
		"the same combatant":  with(func(c *tabletopv1.Scene) { c.Initiative.Combatants[1].Id = "c1" }),
		"explored below 0":    with(func(c *tabletopv1.Scene) { c.Explored["somebody"].Rows = -1 }),
		"a wall of one point": with(func(c *tabletopv1.Scene) { c.Elements["w1"].GetWall().Points = []*tabletopv1.Point{{}} }),
		"a name of 100 kB":    with(func(c *tabletopv1.Scene) { c.Initiative.Combatants[0].Name = strings.Repeat("a", 100_000) }),
		"20,001 elements":     pins(20_001, ""),
		"4 MiB and more":      pins(220, strings.Repeat("a", 20_000)),
	} {
		_, err := g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: what, Scene: bad})
		if connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
	if list := g.list(t, &tabletopv1.ListScenesRequest{}).GetScenes(); len(list) > 0 {
		t.Errorf("stored: %v", names(list))
	}
	for what, good := range map[string]*tabletopv1.Scene{"20,000 elements": pins(20_000, ""), "nearly 4 MiB": pins(200, strings.Repeat("a", 20_000))} {
		info := must(g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: what, Scene: good}))(t).GetInfo()
		if n := len(g.readScene(t, info.GetId()).GetScene().GetElements()); n != len(good.GetElements()) {
			t.Errorf("%s: %d come back", what, n)
		}
	}
	if _, err := g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: "10 MiB", Scene: pins(500, strings.Repeat("a", 20_000))}); connect.CodeOf(err) != connect.CodeResourceExhausted {
		t.Errorf("10 MiB: %v", err)
	}
}

func TestScenesAreMadeOnce(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	r := &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: "Crypt", Scene: crypt(), CommandId: "s1"}
	var ids [2]string
	create := func(i int) func() error {
		return func() error {
			made, err := g.gm.scenes.CreateScene(ctx, r)
			ids[i] = made.GetInfo().GetId()
			return err
		}
	}
	if a, b := both(create(0), create(1)); a != nil || b != nil || ids[0] != ids[1] {
		t.Errorf("two at once: %v, %v, %v", ids, a, b)
	}
	r.Name = "Vault"
	_, err := g.gm.scenes.CreateScene(ctx, r)
	wantRefusal(t, err, connect.CodeAlreadyExists, "command_id_reused")
	d := &tabletopv1.DuplicateSceneRequest{CampaignId: g.id, SceneId: ids[0], CommandId: "d1"}
	first := must(g.gm.scenes.DuplicateScene(ctx, d))(t).GetInfo()
	if again := must(g.gm.scenes.DuplicateScene(ctx, d))(t).GetInfo(); again.GetId() != first.GetId() || first.GetName() != "Crypt (2)" {
		t.Errorf("copied as %v, then %v", first, again)
	}
	if diff := cmp.Diff(g.readScene(t, ids[0]).GetScene(), g.readScene(t, first.GetId()).GetScene(), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	d.CommandId = ""
	if third := must(g.gm.scenes.DuplicateScene(ctx, d))(t).GetInfo(); third.GetName() != "Crypt (3)" {
		t.Errorf("the next copy is %v", third)
	}
	d.Name = "crypt (2)"
	_, err = g.gm.scenes.DuplicateScene(ctx, d)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	long := strings.Repeat("ü", 200)
	d.SceneId, d.Name = g.scene(t, "", long).GetId(), ""
	if name := must(g.gm.scenes.DuplicateScene(ctx, d))(t).GetInfo().GetName(); len([]rune(name)) != 200 || !strings.HasSuffix(name, " (2)") {
		t.Errorf("a long name becomes %q", name)
	}
}

// A name is taken once in a folder, whatever its case; the trash holds none.
func TestNamesInFolders(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	woods := g.folder(t, "", "Woods")
	crypt := g.scene(t, "", "Straße zur Gruft")
	g.scene(t, woods, "STRASSE ZUR GRUFT")
	_, err := g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: "strasse ZUR gruft"})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	_, err = g.gm.scenes.MoveScene(ctx, &tabletopv1.MoveSceneRequest{CampaignId: g.id, SceneId: crypt.GetId(), FolderId: woods})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	inn := g.scene(t, "", "Inn")
	_, err = g.gm.scenes.UpdateScene(ctx, &tabletopv1.UpdateSceneRequest{CampaignId: g.id, SceneId: inn.GetId(), Name: "strasse zur gruft"})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	_, err = g.gm.scenes.CreateSceneFolder(ctx, &tabletopv1.CreateSceneFolderRequest{CampaignId: g.id, Name: "WOODS"})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	g.folder(t, woods, "Woods")
	must(g.gm.scenes.UpdateSceneFolder(ctx, &tabletopv1.UpdateSceneFolderRequest{CampaignId: g.id, FolderId: woods, Name: "WOODS"}))(t)
	trash := func(id string) error {
		_, err := g.gm.scenes.TrashScene(ctx, &tabletopv1.TrashSceneRequest{CampaignId: g.id, SceneId: id})
		return err
	}
	if err := trash(inn.GetId()); err != nil {
		t.Fatal(err)
	}
	second := g.scene(t, "", "inn")
	restored := must(g.gm.scenes.RestoreScene(ctx, &tabletopv1.RestoreSceneRequest{CampaignId: g.id, SceneId: inn.GetId()}))(t).GetInfo()
	if restored.GetName() != "Inn (2)" || restored.GetTrashed() {
		t.Errorf("restored as %v beside %v", restored, second)
	}
	long := strings.Repeat("x", 150)
	g.scene(t, "", long+"1")
	g.scene(t, "", long+"2")
	_, err = g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: strings.ToUpper(long) + "2"})
	wantRefusal(t, err, connect.CodeFailedPrecondition, "name_taken")
	a, b := both(
		func() error {
			_, err := g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: "Race"})
			return err
		},
		func() error {
			_, err := g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: "race"})
			return err
		})
	wantOneOf(t, a, b, connect.CodeFailedPrecondition)
}

// A folder never goes into itself, not even when two move at once.
func TestFoldersDoNotGoIntoThemselves(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	a := g.folder(t, "", "a")
	b := g.folder(t, a, "b")
	c := g.folder(t, b, "c")
	move := func(id, name, to string) error {
		_, err := g.gm.scenes.UpdateSceneFolder(ctx, &tabletopv1.UpdateSceneFolderRequest{CampaignId: g.id, FolderId: id, Name: name, ParentId: to})
		return err
	}
	for _, to := range []string{a, b, c} {
		wantRefusal(t, move(a, "a", to), connect.CodeFailedPrecondition, "folder_into_itself")
	}
	path := g.list(t, &tabletopv1.ListScenesRequest{FolderId: c}).GetPath()
	if len(path) != 3 || path[0].GetName() != "a" || path[2].GetId() != c || path[2].GetParentId() != b {
		t.Errorf("the way to c: %v", path)
	}
	if err := errors.Join(move(c, "c2", ""), move(c, "c", a), move(b, "b", "")); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		first, second := both(func() error { return move(b, "b", a) }, func() error { return move(a, "a", b) })
		wantOneOf(t, first, second, connect.CodeFailedPrecondition)
		if err := errors.Join(move(a, "a", ""), move(b, "b", "")); err != nil {
			t.Fatal(err)
		}
	}
	other := g
	other.found(t)
	elsewhere := other.folder(t, "", "elsewhere")
	wantRefusal(t, move(a, "a", elsewhere), connect.CodeNotFound, "not_found")
	wantRefusal(t, move(elsewhere, "mine", ""), connect.CodeNotFound, "not_found")
	wantRefusal(t, move(a, "a", uuid.NewString()), connect.CodeNotFound, "not_found")
	wantRefusal(t, move(a, "a", strings.Repeat("-", 36)), connect.CodeNotFound, "not_found")
	wantRefusal(t, move(a, "a", uuid.Nil.String()), connect.CodeNotFound, "not_found")
	_, err := g.gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: g.id, Name: "x", FolderId: elsewhere})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	_, err = g.gm.scenes.MoveScene(ctx, &tabletopv1.MoveSceneRequest{CampaignId: g.id, SceneId: g.scene(t, "", "y").GetId(), FolderId: elsewhere})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	_, err = g.gm.scenes.ListScenes(ctx, &tabletopv1.ListScenesRequest{CampaignId: g.id, FolderId: elsewhere})
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
}

// What a folder held goes to the trash with it, and comes back from there.
func TestFoldersAreDeletedWithWhatIsInThem(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	woods := g.folder(t, "", "Woods")
	deep := g.folder(t, woods, "Deep")
	one, two := g.scene(t, woods, "Clearing"), g.scene(t, deep, "Clearing")
	old := g.scene(t, deep, "Thrown away before")
	must(g.gm.scenes.TrashScene(ctx, &tabletopv1.TrashSceneRequest{CampaignId: g.id, SceneId: old.GetId()}))(t)
	if f := g.list(t, &tabletopv1.ListScenesRequest{}).GetFolders(); len(f) != 1 || f[0].GetItems() != 2 {
		t.Errorf("folders at the top: %v; want Woods with 2 in it", f)
	}
	drop := func(id string, recursive bool) (int32, error) {
		r, err := g.gm.scenes.DeleteSceneFolder(ctx, &tabletopv1.DeleteSceneFolderRequest{CampaignId: g.id, FolderId: id, Recursive: recursive})
		return r.GetScenes(), err
	}
	_, err := drop(woods, false)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "folder_not_empty")
	table := must(g.gm.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	in, at := uuid.MustParse(g.id), uuid.MustParse(table)
	if err := s.store.PlayScene(ctx, in, at, uuid.MustParse(two.GetId())); err != nil {
		t.Fatal(err)
	}
	_, err = drop(woods, true)
	wantRefusal(t, err, connect.CodeFailedPrecondition, "scene_open")
	if len(g.list(t, &tabletopv1.ListScenesRequest{FolderId: deep}).GetScenes()) != 1 {
		t.Error("a refused deletion took something")
	}
	if err := s.store.PlayScene(ctx, in, at, uuid.Nil); err != nil {
		t.Fatal(err)
	}
	if n, err := drop(woods, true); n != 2 || err != nil {
		t.Errorf("%d scenes went: %v", n, err)
	}
	_, err = drop(woods, true)
	wantRefusal(t, err, connect.CodeNotFound, "not_found")
	if trash := g.list(t, &tabletopv1.ListScenesRequest{Trash: true}).GetScenes(); len(trash) != 3 {
		t.Errorf("in the trash: %v", names(trash))
	}
	for _, id := range []string{one.GetId(), two.GetId(), old.GetId()} {
		must(g.gm.scenes.RestoreScene(ctx, &tabletopv1.RestoreSceneRequest{CampaignId: g.id, SceneId: id}))(t)
	}
	if got := names(g.list(t, &tabletopv1.ListScenesRequest{}).GetScenes()); !slices.Equal(got, []string{"Clearing", "Clearing (2)", "Thrown away before"}) {
		t.Errorf("restored to the top: %v", got)
	}
	if n, err := drop(g.folder(t, "", "Empty"), false); n != 0 || err != nil {
		t.Errorf("an empty folder: %d %v", n, err)
	}
}

// The trash is the only way out, and what is in it lies still.
func TestTheTrash(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	id := g.scene(t, "", "Crypt").GetId()
	trash := func() error {
		_, err := g.gm.scenes.TrashScene(ctx, &tabletopv1.TrashSceneRequest{CampaignId: g.id, SceneId: id})
		return err
	}
	restore := func() error {
		_, err := g.gm.scenes.RestoreScene(ctx, &tabletopv1.RestoreSceneRequest{CampaignId: g.id, SceneId: id})
		return err
	}
	drop := func() error {
		_, err := g.gm.scenes.DeleteScene(ctx, &tabletopv1.DeleteSceneRequest{CampaignId: g.id, SceneId: id})
		return err
	}
	wantRefusal(t, drop(), connect.CodeFailedPrecondition, "not_in_trash")
	wantRefusal(t, restore(), connect.CodeFailedPrecondition, "not_in_trash")
	table, other := must(g.gm.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId(), must(g.gm.coin.Create(ctx, &coinv1.CreateRequest{}))(t).GetSessionId()
	play := func(table string) error {
		return s.store.PlayScene(ctx, uuid.MustParse(g.id), uuid.MustParse(table), uuid.MustParse(id))
	}
	if err := errors.Join(play(table), play(table)); err != nil {
		t.Fatal(err)
	}
	if got := g.readScene(t, id).GetInfo().GetTableId(); got != table {
		t.Errorf("played at %q, want %s", got, table)
	}
	if !errors.Is(play(other), campaign.ErrSceneOpen) {
		t.Error("two tables play one scene")
	}
	wantRefusal(t, trash(), connect.CodeFailedPrecondition, "scene_open")
	if err := errors.Join(s.store.Delete(ctx, session.ID(table)), trash()); err != nil {
		t.Fatal(err)
	}
	wantRefusal(t, trash(), connect.CodeFailedPrecondition, "in_trash")
	if !errors.Is(play(other), campaign.ErrInTrash) {
		t.Error("what is in the trash is played")
	}
	for what, call := range map[string]func() error{
		"save": func() error {
			_, err := g.gm.scenes.UpdateScene(ctx, &tabletopv1.UpdateSceneRequest{CampaignId: g.id, SceneId: id, Name: "x"})
			return err
		},
		"move": func() error {
			_, err := g.gm.scenes.MoveScene(ctx, &tabletopv1.MoveSceneRequest{CampaignId: g.id, SceneId: id})
			return err
		},
		"duplicate": func() error {
			_, err := g.gm.scenes.DuplicateScene(ctx, &tabletopv1.DuplicateSceneRequest{CampaignId: g.id, SceneId: id})
			return err
		},
	} {
		if err := call(); reasonOf(err) != "in_trash" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if !g.readScene(t, id).GetInfo().GetTrashed() {
		t.Error("it cannot be looked at in the trash")
	}
	if err := errors.Join(restore(), trash(), drop()); err != nil {
		t.Error(err)
	}
	wantRefusal(t, restore(), connect.CodeNotFound, "not_found")
}

// What an import brings arrives once, under a name that is free.
func TestScenesArriveFromElsewhere(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	woods := g.folder(t, "", "Woods")
	g.scene(t, woods, "Crypt")
	bring := func(by *person, a campaign.Arrival) (*tabletopv1.SceneInfo, error) {
		a.CampaignID = g.id
		return s.prepared.Bring(session.WithCaller(t.Context(), session.Caller{User: session.UserID(by.id)}), a)
	}
	r := &tabletopv1.ImportSceneRequest{CampaignId: g.id, UploadId: uuid.NewString()}
	once := campaign.Membership{Campaign: uuid.MustParse(g.id), User: uuid.MustParse(g.gm.id)}.Use(r.GetUploadId(), r)
	for range 2 {
		info, err := bring(g.gm, campaign.Arrival{FolderID: woods, Name: "crypt", Scene: crypt(), Deed: once})
		if err != nil || info.GetName() != "crypt (2)" || info.GetElements() != 9 {
			t.Errorf("arrived as %v: %v", info, err)
		}
	}
	if got := names(g.list(t, &tabletopv1.ListScenesRequest{FolderId: woods}).GetScenes()); len(got) != 2 {
		t.Errorf("in the folder: %v", got)
	}
	for what, a := range map[string]campaign.Arrival{
		"no name": {Scene: crypt()}, "no such folder": {Name: "x", FolderID: uuid.NewString(), Scene: crypt()},
		"against its schema": {Name: "x", Scene: &tabletopv1.Scene{Width: 501, Height: 3}},
		"out of bounds":      {Name: "x", Scene: &tabletopv1.Scene{Width: math.Inf(1), Height: 3}},
	} {
		if info, err := bring(g.gm, a); !session.IsRefusal(err) {
			t.Errorf("%s: %v %v", what, info, err)
		}
	}
	if _, err := bring(g.player, campaign.Arrival{Name: "x", Scene: crypt()}); !errors.Is(err, campaign.ErrNotGM) {
		t.Errorf("by a player: %v", err)
	}
}

func TestScenesAreListedByPageAndFound(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g := s.group(t)
	woods := g.folder(t, "", "Woods")
	want := []string{"Alpha", "beta", "Čapek", "delta", "Ω", strings.Repeat("ж", 180)}
	for _, name := range slices.Backward(want) {
		g.scene(t, woods, name)
	}
	slices.SortFunc(want, func(a, b string) int { return strings.Compare(campaign.NameKey(a), campaign.NameKey(b)) })
	var got []string
	for token := ""; ; {
		r := g.list(t, &tabletopv1.ListScenesRequest{FolderId: woods, PageSize: 1, PageToken: token})
		if (len(r.GetPath()) != 1) || (token != "" && len(r.GetFolders()) > 0) {
			t.Errorf("with a page: %v %v", r.GetPath(), r.GetFolders())
		}
		got = append(got, names(r.GetScenes())...)
		if token = r.GetNextPageToken(); token == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("by pages %v, want %v", got, want)
	}
	for text, n := range map[string]int{"ALPH": 1, "ta": 2, "ЖЖ": 1, "%": 0, "nothing": 0} {
		r := g.list(t, &tabletopv1.ListScenesRequest{Text: text})
		if len(r.GetScenes()) != n || len(r.GetFolders()) > 0 {
			t.Errorf("%q finds %v", text, names(r.GetScenes()))
		}
	}
}
