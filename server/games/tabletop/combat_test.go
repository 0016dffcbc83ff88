package tabletop

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

func unmarshal(raw []byte, m proto.Message) error { return proto.Unmarshal(raw, m) }

// session1 is a turn of the game master.
func session1() session.Turn { return session.Turn{Seat: master} }

func saved(b *sandbox, doc Saving, etag string) error {
	return b.Do(master, func(t session.Turn, s State) ([]*tabletopv1.Event, error) { return Game{}.Saved(t, s, doc, etag) })
}

func hurt(b *sandbox, seat session.Seat, id string, by, temporary int32) error {
	return b.Do(seat, command(Game.ChangeHp, &tabletopv1.ChangeHpRequest{ElementId: id, Change: by, Temporary: temporary}))
}

// join adds combatants as the game master.
func join(b *sandbox, some ...*tabletopv1.NewCombatant) error {
	return b.Do(master, command(Game.AddCombatants, &tabletopv1.AddCombatantsRequest{Combatants: some}))
}

// fight is Asha with 20, the ogre with 10, Bram with 5 and a hidden lurker with 7.
func fight(b *sandbox) error {
	return join(b,
		&tabletopv1.NewCombatant{Name: "Bram", ElementId: "b", Score: new(5.0), Player: true},
		&tabletopv1.NewCombatant{Name: "Ogre king", ElementId: "o", Score: new(10.0)},
		&tabletopv1.NewCombatant{Name: "Lurker", ElementId: "h", Score: new(7.0), Hidden: true},
		&tabletopv1.NewCombatant{Name: "Asha", ElementId: "a", Score: new(20.0), Player: true, Modifier: 3})
}

func fighting(tb testing.TB) *sandbox {
	tb.Helper()
	b := inCrypt(tb)
	must(tb, fight(b))
	return b
}

func next(b *sandbox, seat session.Seat) error {
	return b.Do(seat, command(Game.NextTurn, &tabletopv1.NextTurnRequest{}))
}

func show(b *sandbox) error {
	return b.Do(master, command(Game.ShowInitiative, &tabletopv1.ShowInitiativeRequest{Shown: true}))
}

// line is the order as the game master sees it, the current one in brackets.
func line(i *tabletopv1.Initiative) string {
	var names []string
	for at, c := range i.GetCombatants() {
		name := c.GetName()
		if name == "" {
			name = "?"
		}
		if int32(at) == i.GetTurn() {
			name = "[" + name + "]"
		}
		names = append(names, name)
	}
	return fmt.Sprintf("%d: %s", i.GetRound(), strings.Join(names, " "))
}

func ordered2(tb testing.TB, b *sandbox, want string) {
	tb.Helper()
	if got := line(b.View(master).GetInitiative()); got != want {
		tb.Errorf("the order is %q, not %q", got, want)
	}
}

func id(b *sandbox, name string) string {
	for id, c := range b.State().board().combatants {
		if c.GetName() == name {
			return id
		}
	}
	return name
}

func TestTurnsGoFromHighToLow(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	ordered2(t, b, "0: Asha Ogre king Lurker Bram")
	must(t, next(b, master))
	ordered2(t, b, "1: [Asha] Ogre king Lurker Bram")
	refused(t, b, "not_gm", func() error { return next(b, ben) })
	must(t, next(b, ann))
	ordered2(t, b, "1: Asha [Ogre king] Lurker Bram")
	must(t, next(b, master), next(b, master), next(b, ben))
	ordered2(t, b, "2: [Asha] Ogre king Lurker Bram")
	back := func() error { return b.Do(master, command(Game.PreviousTurn, &tabletopv1.PreviousTurnRequest{})) }
	must(t, back())
	ordered2(t, b, "1: Asha Ogre king Lurker [Bram]")
	must(t, back(), back(), back())
	refused(t, b, "no_combatants", back)
}

func TestTheDeadArePassedOver(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	must(t, next(b, master), hurt(b, master, "o", -100, 0), next(b, master))
	ordered2(t, b, "1: Asha Ogre king [Lurker] Bram")
	must(t, b.Do(master, command(Game.SetDead, &tabletopv1.SetDeadRequest{CombatantId: id(b, "Ogre king")})))
	if c := b.State().board().combatants[id(b, "Ogre king")]; c.GetDead() || c.GetHp() != 1 || b.State().board().element("o").GetToken().GetDead() {
		t.Errorf("revived it is %v", c)
	}
	for _, name := range []string{"Ogre king", "Lurker", "Asha", "Bram"} {
		must(t, b.Do(master, command(Game.SetDead, &tabletopv1.SetDeadRequest{CombatantId: id(b, name), Dead: true})))
	}
	refused(t, b, "no_combatants", func() error { return next(b, master) })
}

func TestPlayersDropAndOthersDie(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	must(t, hurt(b, master, "a", -25, 0), hurt(b, master, "o", -25, 0))
	a, o := b.State().board().element("a").GetToken(), b.State().board().element("o").GetToken()
	if a.GetHp() != 0 || a.GetDead() || a.GetConditions()[0].GetId() != "unconscious" {
		t.Errorf("Asha is %v", a)
	}
	if o.GetHp() != 0 || !o.GetDead() || !b.State().board().combatants[id(b, "Ogre king")].GetDead() {
		t.Errorf("the ogre is %v", o)
	}
	must(t, hurt(b, ann, "a", 5, 0))
	if a := b.State().board().element("a").GetToken(); a.GetHp() != 5 || len(a.GetConditions()) != 0 {
		t.Errorf("healed, Asha is %v", a)
	}
	must(t, hurt(b, ann, "a", 500, 0))
	if hp := b.State().board().element("a").GetToken().GetHp(); hp != 20 {
		t.Errorf("%d hit points", hp)
	}
	refused(t, b, "not_yours", func() error { return hurt(b, ann, "b", -5, 0) })
	refused(t, b, "no_such_element", func() error { return hurt(b, ann, "o", -5, 0) })
}

func TestTemporaryPointsAreLostFirst(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	must(t, hurt(b, master, "a", 0, 8), hurt(b, master, "a", -5, 0))
	if a := b.State().board().element("a").GetToken(); a.GetHp() != 20 || a.GetTempHp() != 3 {
		t.Errorf("%d and %d", a.GetHp(), a.GetTempHp())
	}
	must(t, hurt(b, master, "a", -5, 0))
	if c := b.State().board().combatants[id(b, "Asha")]; c.GetHp() != 18 || c.GetTempHp() != 0 {
		t.Errorf("%d and %d", c.GetHp(), c.GetTempHp())
	}
}

func TestConditionsExpireByRound(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	must(t, next(b, master), b.Do(ann, command(Game.SetConditions, &tabletopv1.SetConditionsRequest{
		ElementId: "a", Conditions: []*tabletopv1.Condition{{Id: "prone"}, {Id: "poisoned", Rounds: 1}, {Id: "charmed", Rounds: 2}},
	})))
	round := func() {
		for range 4 {
			must(t, next(b, master))
		}
	}
	conditions := func() (s string) {
		for _, c := range b.State().board().combatants[id(b, "Asha")].GetConditions() {
			s += fmt.Sprint(c.GetId(), c.GetRounds(), " ")
		}
		return s
	}
	round()
	if got := conditions(); got != "prone0 charmed1 " {
		t.Errorf("after a round: %s", got)
	}
	round()
	if got := conditions(); got != "prone0 " || len(b.State().board().element("a").GetToken().GetConditions()) != 1 {
		t.Errorf("after two: %s", got)
	}
	refused(t, b, "invalid_conditions", func() error {
		return b.Do(ann, command(Game.SetConditions, &tabletopv1.SetConditionsRequest{ElementId: "a", Conditions: []*tabletopv1.Condition{{Id: "x"}, {Id: "x"}}}))
	})
}

func TestWhoDelaysActsWhenTheyWant(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	delay := func(seat session.Seat, name string) error {
		return b.Do(seat, command(Game.DelayTurn, &tabletopv1.DelayTurnRequest{CombatantId: id(b, name)}))
	}
	must(t, next(b, master), delay(ann, "Asha"))
	ordered2(t, b, "1: Asha [Ogre king] Lurker Bram")
	must(t, next(b, master), delay(ann, "Asha"))
	ordered2(t, b, "1: Ogre king [Asha] Lurker Bram")
	must(t, next(b, ann))
	ordered2(t, b, "1: Ogre king Asha [Lurker] Bram")
	refused(t, b, "no_such_combatant", func() error { return delay(ann, "Bram") })
	must(t, show(b))
	refused(t, b, "not_yours", func() error { return delay(ann, "Bram") })
	refused(t, b, "no_such_combatant", func() error { return delay(ann, "Lurker") })
}

func TestSeveralAreNumberedAndRolled(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, join(b, &tabletopv1.NewCombatant{Name: "Rat", Count: 3, HitDice: "2d6+1", Modifier: 2}), join(b, &tabletopv1.NewCombatant{Name: "Rat", Count: 2, Hp: 4}))
	ordered2(t, b, "0: Rat 1 Rat 2 Rat 3 Rat 4 Rat 5")
	for _, c := range b.View(master).GetInitiative().GetCombatants()[:3] {
		if c.GetHp() < 3 || c.GetHp() > 13 || c.GetMaxHp() != c.GetHp() {
			t.Errorf("%s has %d", c.GetName(), c.GetHp())
		}
	}
	must(t, b.Do(master, command(Game.RollInitiative, &tabletopv1.RollInitiativeRequest{})))
	last := 1e9
	for _, c := range b.View(master).GetInitiative().GetCombatants() {
		if !c.GetRolled() || c.GetScore() > last || c.GetScore() < float64(c.GetModifier())+1 || c.GetScore() > float64(c.GetModifier())+20 {
			t.Errorf("%v after %v", c, last)
		}
		last = c.GetScore()
	}
	refused(t, b, "no_combatants", func() error { return b.Do(master, command(Game.RollInitiative, &tabletopv1.RollInitiativeRequest{})) })
}

func TestTiesGoToTheHigherModifier(t *testing.T) {
	t.Parallel()
	b := inCrypt(t)
	must(t, join(b, &tabletopv1.NewCombatant{Name: "C", Score: new(9.0)}, &tabletopv1.NewCombatant{Name: "A", Score: new(9.0), Modifier: 4},
		&tabletopv1.NewCombatant{Name: "B", Score: new(9.0), Player: true}, &tabletopv1.NewCombatant{Name: "D"}))
	ordered2(t, b, "0: A B C D")
}

func TestBadCombatantsAreRefused(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	for reason, n := range map[string]*tabletopv1.NewCombatant{
		"bad_notation": {Name: "x", HitDice: "2d"}, "no_such_element": {Name: "x", ElementId: "w1"},
		"invalid_combatants": {Name: "x", ElementId: "a"}, "too_many": {Name: "x", Count: 101},
	} {
		refused(t, b, reason, func() error { return join(b, n) })
	}
	refused(t, b, "invalid_combatants", func() error { return join(b, &tabletopv1.NewCombatant{Name: "x", ElementId: "o", Count: 2}) })
	refused(t, b, "too_many", func() error {
		many := make([]*tabletopv1.NewCombatant, 10)
		for i := range many {
			many[i] = &tabletopv1.NewCombatant{Name: "Rat", Count: 10}
		}
		return join(b, many...)
	})
	refused(t, b, "not_gm", func() error {
		return b.Do(ann, command(Game.AddCombatants, &tabletopv1.AddCombatantsRequest{Combatants: []*tabletopv1.NewCombatant{{Name: "x"}}}))
	})
}

func TestTheOrderIsPutAsItIsGiven(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	reorder := func(names ...string) error {
		var list []string
		for _, name := range names {
			list = append(list, id(b, name))
		}
		return b.Do(master, command(Game.ReorderCombatants, &tabletopv1.ReorderCombatantsRequest{CombatantIds: list}))
	}
	must(t, next(b, master), reorder("Bram", "Lurker", "Asha", "Ogre king"))
	ordered2(t, b, "1: Bram Lurker [Asha] Ogre king")
	refused(t, b, "no_such_combatant", func() error { return reorder("Bram", "Lurker", "Asha") })
	refused(t, b, "no_such_combatant", func() error { return reorder("Bram", "Bram", "Asha", "Ogre king") })
	remove := func(ids ...string) error {
		return b.Do(master, command(Game.RemoveCombatants, &tabletopv1.RemoveCombatantsRequest{CombatantIds: ids}))
	}
	must(t, remove(id(b, "Asha")))
	ordered2(t, b, "1: Bram Lurker [Ogre king]")
	refused(t, b, "no_such_combatant", func() error { return remove("c99") })
	must(t, remove())
	if b.View(master).GetInitiative() != nil {
		t.Error("the fight goes on")
	}
	refused(t, b, "no_combatants", func() error { return remove() })
}

func TestPlayersSeeTheOrderAsItIsShown(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	if b.View(ann).GetInitiative() != nil {
		t.Error("it is not shown")
	}
	must(t, show(b), next(b, master), next(b, master))
	if got := line(b.View(ann).GetInitiative()); got != "1: Asha Bram" {
		t.Errorf("in the turn of an ogre behind a door, Ann sees %q", got)
	}
	must(t, swing(b, master, "d", ajar), walk(b, master, "a", 8.5, 5.5))
	v := b.View(ann)
	if got := line(v.GetInitiative()); got != "1: Asha [?] Bram" {
		t.Errorf("Ann sees %q", got)
	}
	own, ogre, bram := v.GetInitiative().GetCombatants()[0], v.GetInitiative().GetCombatants()[1], v.GetInitiative().GetCombatants()[2]
	if own.GetHp() != 20 || own.GetModifier() != 3 || own.GetTokenId() != "a" {
		t.Errorf("Ann's own is %v", own)
	}
	if ogre.GetHp() != 0 || ogre.GetMaxHp() != 0 || ogre.GetTokenId() != "o" || v.GetCombatantGauges()[ogre.GetId()] != tabletopv1.Gauge_GAUGE_FRESH {
		t.Errorf("the ogre is to Ann %v", ogre)
	}
	if bram.GetHp() != 0 || bram.GetTokenId() != "b" {
		t.Errorf("Bram is to Ann %v", bram)
	}
	must(t, next(b, master))
	if got := line(b.View(ann).GetInitiative()); got != "1: Asha ? Bram" {
		t.Errorf("in the turn of one who is hidden, Ann sees %q", got)
	}
	must(t, swing(b, master, "d", shut))
	if got := line(b.View(ann).GetInitiative()); got != "1: Asha Bram" {
		t.Errorf("the door shut again, Ann sees %q", got)
	}
}

// A creature in the dark is nobody, whatever is done to it; without fog, and without
// a figure, it is in the order.
func TestCreaturesInTheDarkAreNotInTheOrder(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	must(t, show(b), join(b, &tabletopv1.NewCombatant{Name: "Storm", Score: new(1.0)}))
	const want = "0: Asha Bram Storm"
	if got := line(b.View(ann).GetInitiative()); got != want {
		t.Errorf("Ann sees %q", got)
	}
	refused(t, b, "no_such_combatant", func() error {
		return b.Do(ann, command(Game.ChangeHp, &tabletopv1.ChangeHpRequest{CombatantId: id(b, "Ogre king"), Change: -1}))
	})
}

// Who is hidden in the order is not in a player's, nor whose figure is hidden; a
// game master shows them when they step out of the dark.
func TestWhoIsHiddenInTheOrderIsShownLater(t *testing.T) {
	t.Parallel()
	b := fighting(t)
	must(t, show(b))
	known := func() (names []string) {
		for _, c := range b.View(ann).GetInitiative().GetCombatants() {
			names = append(names, c.GetId())
		}
		return names
	}
	hide := func(seat session.Seat, hidden bool) error {
		return b.Do(seat, command(Game.HideCombatant, &tabletopv1.HideCombatantRequest{CombatantId: id(b, "Bram"), Hidden: hidden}))
	}
	if !slices.Contains(known(), id(b, "Bram")) {
		t.Fatalf("a player knows of %v", known())
	}
	must(t, hide(master, true))
	if slices.Contains(known(), id(b, "Bram")) {
		t.Errorf("hidden, a player knows of %v", known())
	}
	refused(t, b, "not_gm", func() error { return hide(ann, false) })
	must(t, hide(master, false))
	if !slices.Contains(known(), id(b, "Bram")) {
		t.Errorf("shown again, a player knows of %v", known())
	}
	must(t, undo(b, master))
	if slices.Contains(known(), id(b, "Bram")) {
		t.Errorf("taken back, a player knows of %v", known())
	}
}
