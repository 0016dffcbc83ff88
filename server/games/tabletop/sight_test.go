package tabletop

import (
	"testing"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

func TestPlayersSeeWhatTheirFiguresSee(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	sees(t, b, ann, "a", "b", "d")
	sees(t, b, ben, "a", "b", "d")
	sees(t, b, 0, "a", "b", "d")
	sees(t, b, session.Display, "a", "b", "d")
	sees(t, b, master, "a", "b", "d", "h", "o", "w1", "w2")
}

func TestADoorOpensAndTheRoomAppears(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	before := b.State().ground(b.State().board(), "user-2").whole.Squares()
	must(t, swing(b, master, "d", ajar))
	if where := b.View(ann).GetSight(); len(where.GetLit()) == 0 {
		t.Error("Ann sees nothing")
	}
	if after := b.State().ground(b.State().board(), "user-2").whole.Squares(); after <= before {
		t.Errorf("%d squares, then %d", before, after)
	}
	must(t, walk(b, ann, "a", 8.5, 5.5))
	sees(t, b, ann, "a", "b", "d", "o")
	must(t, swing(b, ann, "d", shut))
	sees(t, b, ann, "a", "b", "d")
	if !b.State().ground(b.State().board(), "user-2").whole.Has(15, 5) {
		t.Error("what was seen is forgotten")
	}
}

func TestHiddenThingsAreNothingToPlayers(t *testing.T) {
	t.Parallel()
	b := inCrypt(t, lay("x", hidden(&element{Kind: &tabletopv1.Element_Pin{Pin: &tabletopv1.Pin{At: at(3, 3), Shared: true}}})))
	sees(t, b, ann, "a", "b", "d")
	refused(t, b, "no_such_element", func() error { return walk(b, ann, "h", 5.5, 5.5) })
	refused(t, b, "no_such_element", func() error { return walk(b, ann, "nothing", 5.5, 5.5) })
	hiddenOwn := hidden(figure("Asha's cat", 3.5, 3.5, "user-2"))
	must(t, put(b, master, hiddenOwn))
	sees(t, b, ann, "a", "b", "d")
}

func TestNamesAndHitPointsOfOthersAreNotTold(t *testing.T) {
	t.Parallel()
	orc := figure("Grishnag", 3.5, 3.5)
	orc.GetToken().Hp, orc.GetToken().CreatureId, orc.Group = 9, "orc", "ambush"
	b := inCrypt(t, lay("orc", orc))
	v := b.View(ann)
	got := v.GetElements()["orc"]
	if tok := got.GetToken(); tok.GetName() != "" || tok.GetHp() != 0 || tok.GetMaxHp() != 0 || tok.GetCreatureId() != "" || got.GetGroup() != "" {
		t.Errorf("Ann is told %v", got)
	}
	if g := v.GetGauges()["orc"]; g != tabletopv1.Gauge_GAUGE_BLOODIED {
		t.Errorf("9 of 20 looks %v", g)
	}
	if own := v.GetElements()["a"].GetToken(); own.GetHp() != 20 || own.GetName() != "Asha" || own.GetVision() == nil {
		t.Errorf("Ann's own figure is %v", own)
	}
	if bram := v.GetElements()["b"].GetToken(); bram.GetHp() != 0 || bram.GetName() != "Bram" {
		t.Errorf("Ben's figure is to Ann %v", bram)
	}
	if gm := b.View(master); gm.GetElements()["orc"].GetToken().GetName() != "Grishnag" || len(gm.GetGauges()) != 0 {
		t.Error("the game master is not told all")
	}
}

func TestGaugesHaveFourSteps(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		hp, most int32
		want     tabletopv1.Gauge
	}{
		{20, 20, tabletopv1.Gauge_GAUGE_FRESH}, {16, 20, tabletopv1.Gauge_GAUGE_FRESH}, {15, 20, tabletopv1.Gauge_GAUGE_HURT},
		{11, 20, tabletopv1.Gauge_GAUGE_HURT}, {10, 20, tabletopv1.Gauge_GAUGE_BLOODIED}, {6, 20, tabletopv1.Gauge_GAUGE_BLOODIED},
		{5, 20, tabletopv1.Gauge_GAUGE_DYING}, {0, 20, tabletopv1.Gauge_GAUGE_DYING}, {7, 0, tabletopv1.Gauge_GAUGE_UNSPECIFIED},
		{2_000_000_000, 2_000_000_000, tabletopv1.Gauge_GAUGE_FRESH},
	} {
		if got := gauge(c.hp, c.most); got != c.want {
			t.Errorf("%d of %d: %v", c.hp, c.most, got)
		}
	}
}

func TestSecretDoorsAreWallsUntilTheyOpen(t *testing.T) {
	t.Parallel()
	secret := doorOf(10, 4, 10, 6)
	secret.GetDoor().Secret = true
	b := inCrypt(t, lay("d", secret))
	sees(t, b, ann, "a", "b")
	must(t, walk(b, ann, "a", 9.5, 5.5))
	refused(t, b, "no_such_element", func() error { return swing(b, ann, "d", ajar) })
	must(t, swing(b, master, "d", ajar))
	sees(t, b, ann, "a", "b", "d", "o")
	must(t, swing(b, ann, "d", shut))
	sees(t, b, ann, "a", "b", "d")
	must(t, undo(b, ann), undo(b, master))
	sees(t, b, ann, "a", "b")
}

func TestPinsAreForPlayersWhenSharedAndExplored(t *testing.T) {
	t.Parallel()
	pin := func(x float64, shared bool) *element {
		return &element{Kind: &tabletopv1.Element_Pin{Pin: &tabletopv1.Pin{At: at(x, 5), Title: "trap", Shared: shared}}}
	}
	b := inCrypt(t, lay("p1", pin(5, true)), lay("p2", pin(5, false)), lay("p3", pin(15, true)))
	sees(t, b, ann, "a", "b", "d", "p1")
}

func TestMapsLightsAndDrawingsAppearWithTheGround(t *testing.T) {
	t.Parallel()
	picture := func(x float64) *element {
		return &element{Kind: &tabletopv1.Element_Map{Map: &tabletopv1.MapPlacement{AssetId: "m", At: at(x, 0), Width: 9, Height: 10}}}
	}
	light := func(x float64, off bool) *element {
		return &element{Kind: &tabletopv1.Element_Light{Light: &tabletopv1.Light{At: at(x, 5), Glow: &tabletopv1.Glow{Bright: 10}, Off: off, Shadows: true}}}
	}
	drawing := func(x float64) *element {
		return &element{Kind: &tabletopv1.Element_Drawing{Drawing: &tabletopv1.Drawing{Shape: 1, Points: path(x, 5, x+1, 5)}}}
	}
	b := inCrypt(t, lay("m1", picture(0)), lay("m2", picture(10.5)), lay("l1", light(5, false)), lay("l2", light(15, false)), lay("l3", light(5, true)),
		lay("g1", drawing(5)), lay("g2", drawing(15)))
	sees(t, b, ann, "a", "b", "d", "m1", "l1", "g1")
	must(t, swing(b, master, "d", ajar), walk(b, ann, "a", 9.5, 5.5))
	sees(t, b, ann, "a", "b", "d", "m1", "l1", "g1", "m2", "l2", "g2", "o")
}

func TestWithoutFogAllButSecretsIsSeen(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, b.Do(master, command(Game.ChangeScene, &tabletopv1.ChangeSceneRequest{Atmosphere: &tabletopv1.Atmosphere{}})))
	sees(t, b, ann, "a", "b", "d", "o")
	if v := b.View(ann); v.GetSight() != nil || v.GetExplored() != nil {
		t.Error("there is fog")
	}
}

func TestDarknessTakesWhatIsNotLit(t *testing.T) {
	t.Parallel()
	dark := func(s *tabletopv1.Scene) { s.Atmosphere.Darkness = 1 }
	b := inCrypt(t, dark, lay("orc", figure("Orc", 8.5, 2.5)))
	sees(t, b, ann, "a")
	torch := figure("Bram", 7.5, 2.5, "user-3")
	torch.Id, torch.GetToken().Glow = "b", &tabletopv1.Glow{Bright: 10}
	must(t, put(b, master, torch))
	sees(t, b, ann, "a", "b", "orc")
	seeing := figure("Asha", 2.5, 2.5, "user-2")
	seeing.Id, seeing.GetToken().Vision = "a", &tabletopv1.Vision{Darkvision: 30}
	must(t, undo(b, master), put(b, master, seeing))
	sees(t, b, ann, "a", "orc", "b")
}

func TestTheBlindedSeeNothing(t *testing.T) {
	t.Parallel()
	b := inCrypt(t, lay("orc", figure("Orc", 8.5, 2.5)))
	sees(t, b, ann, "a", "b", "d", "orc")
	must(t, b.Do(ann, command(Game.SetConditions, &tabletopv1.SetConditionsRequest{
		ElementId: "a", Conditions: []*tabletopv1.Condition{{Id: "blinded"}},
	})))
	sees(t, b, ann, "a", "d")
	sees(t, b, ben, "a", "b", "d", "orc")
	sees(t, b, 0, "a", "b", "d", "orc")
}

func TestWhoHasNotEnteredSeesNothing(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	seat, err := b.Join(false)
	must(t, err)
	if v := b.View(seat); len(v.GetElements()) > 0 || v.GetCampaignId() != "" || v.GetSeats() != nil {
		t.Errorf("a stranger sees %v", v)
	}
	refused(t, b, "not_entered", func() error { return undo(b, seat) })
	must(t, enter(b, seat, "Cid", false), enter(b, seat, "Cid", false))
	sees(t, b, seat)
	if n := len(b.View(seat).GetSeats()); n != 4 {
		t.Errorf("%d seats", n)
	}
}

// Who sits on a seat that was another's is nobody to that past.
func TestASeatsPastIsNotForTheNextOnIt(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	v := Game{}.View(b.State(), session.Viewer{Seat: ann, User: "user-9"})
	if len(v.GetElements()) > 0 {
		t.Errorf("another on Ann's seat sees %v", ids(v))
	}
	must(t, b.Leave(ann))
	if v := b.View(ann); len(v.GetElements()) > 0 {
		t.Error("an empty seat sees something")
	}
}

func TestFogIsRevealedAndHidden(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	fog := func(hide bool, users ...string) error {
		return b.Do(master, command(Game.ChangeFog, &tabletopv1.ChangeFogRequest{
			Shape: tabletopv1.FogShape_FOG_SHAPE_RECTANGLE, Points: path(12, 1, 18, 9), Hide: hide, UserIds: users,
		}))
	}
	knows := func(what string, annKnows, benKnows bool) {
		t.Helper()
		s := b.State()
		for user, want := range map[string]bool{"user-2": annKnows, "user-3": benKnows} {
			if s.ground(s.board(), user).whole.Has(15, 5) != want {
				t.Errorf("%s: %s knows the room: %v", what, user, !want)
			}
		}
	}
	knows("at first", false, false)
	must(t, fog(false, "user-2"))
	knows("shown to Ann", true, false)
	must(t, fog(false))
	knows("shown to all", true, true)
	must(t, fog(true, "user-3"))
	knows("hidden from Ben", true, false)
	must(t, undo(b, master))
	knows("taken back", true, true)
	must(t, fog(true))
	knows("hidden from all", false, false)
	refused(t, b, "not_gm", func() error {
		return b.Do(ann, command(Game.ChangeFog, &tabletopv1.ChangeFogRequest{Shape: tabletopv1.FogShape_FOG_SHAPE_ALL}))
	})
}

func TestFogOfOneWhoComesLater(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, b.Do(master, command(Game.ChangeFog, &tabletopv1.ChangeFogRequest{Shape: tabletopv1.FogShape_FOG_SHAPE_ALL})))
	seat, err := b.Join(false)
	must(t, err, enter(b, seat, "Cid", false))
	sees(t, b, seat, "d")
}

func TestStagedAreasAreTheirMakersSecret(t *testing.T) {
	t.Parallel()
	area := func() *element {
		return &element{Kind: &tabletopv1.Element_Area{Area: &tabletopv1.Area{
			Shape: tabletopv1.AreaShape_AREA_SHAPE_CIRCLE, At: at(3, 5), Size: 15, Label: "fireball", Staged: true,
		}}}
	}
	b := inCrypt(t)
	must(t, put(b, ann, area()))
	sees(t, b, ann, "a", "b", "d", "a1")
	sees(t, b, ben, "a", "b", "d")
	if b.View(master).GetElements()["a1"].GetArea().GetOwnerId() != "user-2" {
		t.Error("the area is not Ann's")
	}
	trigger := func(seat session.Seat) func() error {
		return func() error {
			return b.Do(seat, command(Game.TriggerArea, &tabletopv1.TriggerAreaRequest{ElementId: "a1"}))
		}
	}
	refused(t, b, "no_such_element", trigger(ben))
	must(t, trigger(ann)())
	sees(t, b, ben, "a", "b", "d", "a1")
	refused(t, b, "not_staged", trigger(master))
	refused(t, b, "not_yours", func() error {
		return b.Do(ben, command(Game.DeleteElements, &tabletopv1.DeleteElementsRequest{ElementIds: []string{"a1"}}))
	})
	if got := b.View(ben).GetCaught()["a1"].GetTokenIds(); len(got) != 2 {
		t.Errorf("Ben sees %v caught", got)
	}
	if got := b.View(master).GetCaught()["a1"].GetTokenIds(); len(got) != 3 {
		t.Errorf("the game master sees %v caught", got)
	}
}
