package tabletop

import (
	"cmp"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/notation"
	"playhouse/server/session"
)

const (
	// combatantsMost is how many fight.
	combatantsMost = 100
	d20            = 20
)

// AddCombatants puts some into the order of combat.
func (Game) AddCombatants(t session.Turn, s State, r *tabletopv1.AddCombatantsRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	order := d.theOrder()
	for _, n := range r.GetCombatants() {
		if err := d.join(t, order, n); err != nil {
			return nil, err
		}
	}
	if len(order.GetCombatantIds()) > combatantsMost {
		return nil, session.Refuse("too_many", "at most %d can fight", combatantsMost)
	}
	d.sort(order)
	d.putOrder(order)
	d.tellf("combat", d.edit.GetIds()[0], "added %d to the fight", len(d.edit.GetIds()))
	return d.done()
}

// join adds one, or several of a kind.
func (d *draft) join(t session.Turn, order *tabletopv1.Event_Order, n *tabletopv1.NewCombatant) error {
	var hit *notation.Formula
	if n.GetHitDice() != "" && n.GetHp() == 0 {
		var err error
		if hit, err = notation.Parse(n.GetHitDice()); err != nil {
			return err
		}
	}
	token := d.board.things[tokens][n.GetElementId()]
	if n.GetElementId() != "" && token == nil {
		return session.Refuse("no_such_element", "there is no token %q on the board", n.GetElementId())
	}
	count := max(1, int(n.GetCount()))
	switch {
	case count > combatantsMost:
		return session.Refuse("too_many", "at most %d can fight", combatantsMost)
	case token != nil && (count > 1 || d.fights(n.GetElementId(), order)):
		return session.Invalid("combatants", "%s can fight once only", named(token))
	}
	for range count {
		c := &tabletopv1.Combatant{
			Id: d.fresh('c'), Name: n.GetName(), TokenId: n.GetElementId(), Modifier: n.GetModifier(), Hp: n.GetHp(), MaxHp: n.GetHp(),
			Hidden: n.GetHidden(), Player: n.GetPlayer(), CreatureId: n.GetCreatureId(),
		}
		if n.Score != nil {
			c.Score, c.Rolled = n.GetScore(), true
		}
		if count > 1 {
			c.Name = d.numbered(n.GetName())
		}
		if hit != nil {
			roll, err := hit.Roll(t.Dice)
			if err != nil {
				return err
			}
			c.Hp = int32(min(largest, max(1, roll.Total)))
			c.MaxHp = c.GetHp()
		}
		if k := token.GetToken(); k != nil && c.GetMaxHp() == 0 {
			c.Hp, c.MaxHp, c.TempHp, c.Conditions, c.Dead = k.GetHp(), k.GetMaxHp(), k.GetTempHp(), k.GetConditions(), k.GetDead()
		}
		d.putCombatant(c.GetId(), c)
		d.edit.Ids = append(d.edit.Ids, c.GetId())
		order.CombatantIds = append(order.CombatantIds, c.GetId())
	}
	return nil
}

// fights is true for a token that is in the order.
func (d *draft) fights(token string, order *tabletopv1.Event_Order) bool {
	return slices.ContainsFunc(order.GetCombatantIds(), func(id string) bool { return d.combatant(id).GetTokenId() == token })
}

// numbered is a name with the first number that nobody has.
func (d *draft) numbered(name string) string {
	taken := map[string]bool{}
	for _, c := range d.board.combatants {
		taken[c.GetName()] = true
	}
	for _, at := range d.byCombatant {
		taken[d.changes[at].GetCombatantAfter().GetName()] = true
	}
	for n := 1; ; n++ {
		if candidate := fmt.Sprintf("%s %d", name, n); !taken[candidate] {
			return candidate
		}
	}
}

// sort puts the highest first: of equal scores the higher modifier, then players,
// then as they stood. Who has not rolled comes last.
func (d *draft) sort(order *tabletopv1.Event_Order) {
	slices.SortStableFunc(order.GetCombatantIds(), func(x, y string) int {
		a, b := d.combatant(x), d.combatant(y)
		return cmp.Or(
			first(a.GetRolled(), b.GetRolled()), cmp.Compare(b.GetScore(), a.GetScore()),
			cmp.Compare(b.GetModifier(), a.GetModifier()), first(a.GetPlayer(), b.GetPlayer()),
		)
	})
}

// first puts true first.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// RollInitiative rolls a d20 and the modifier for combatants.
func (Game) RollInitiative(t session.Turn, s State, r *tabletopv1.RollInitiativeRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	order, ids := d.theOrder(), r.GetCombatantIds()
	if len(ids) == 0 {
		ids = slices.DeleteFunc(slices.Clone(order.GetCombatantIds()), func(id string) bool {
			c := d.board.combatants[id]
			return c.GetRolled() || !d.gm() && !d.leads(c)
		})
	}
	if len(ids) == 0 {
		return nil, noCombatants()
	}
	for _, id := range ids {
		c, err := d.own(id)
		if err != nil {
			return nil, err
		}
		c = proto.CloneOf(c)
		c.Score, c.Rolled = float64(t.Dice.Die(d20))+float64(c.GetModifier()), true
		d.putCombatant(id, c)
	}
	d.sort(order)
	d.putOrder(order)
	d.tellf("combat", ids[0], "rolled initiative")
	return d.done()
}

func noCombatants() error {
	return session.Refuse("no_combatants", "nobody can act; add combatants first, or let one who waits act")
}

// leads is true for who leads a combatant's figure.
func (d *draft) leads(c *tabletopv1.Combatant) bool {
	e := d.board.things[tokens][c.GetTokenId()]
	return e != nil && !e.GetHidden() && slices.Contains(e.GetToken().GetOwnerIds(), d.user())
}

// own is a combatant that who acts may change. Players are not told whether there
// are others that they do not see.
func (d *draft) own(id string) (*tabletopv1.Combatant, error) {
	c := d.combatant(id)
	switch {
	case c != nil && (d.gm() || d.leads(c)):
		return c, nil
	case c != nil && d.board.order.GetShown() && !d.state.look(d.board, d.viewer()).conceals(c):
		return nil, session.Refuse("not_yours", "that is not your combatant")
	}
	return nil, session.Refuse("no_such_combatant", "nobody like that fights")
}

// ReorderCombatants puts the order as it is given.
func (Game) ReorderCombatants(t session.Turn, s State, r *tabletopv1.ReorderCombatantsRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	order := d.theOrder()
	given, have := slices.Sorted(slices.Values(r.GetCombatantIds())), slices.Sorted(slices.Values(order.GetCombatantIds()))
	if !slices.Equal(given, have) {
		return nil, session.Refuse("no_such_combatant", "name everybody who fights, each once; somebody may have come or gone")
	}
	order.CombatantIds = slices.Clone(r.GetCombatantIds())
	d.putOrder(order)
	d.tellf("combat", "", "put the order of combat")
	return d.done()
}

// RemoveCombatants takes some out of the order; all of them end it.
func (Game) RemoveCombatants(t session.Turn, s State, r *tabletopv1.RemoveCombatantsRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	order, ids := d.theOrder(), r.GetCombatantIds()
	if len(ids) == 0 {
		ids = slices.Clone(order.GetCombatantIds())
	}
	if len(ids) == 0 {
		return nil, noCombatants()
	}
	for _, id := range ids {
		if d.combatant(id) == nil {
			return nil, session.Refuse("no_such_combatant", "nobody like %q fights", id)
		}
		d.drop(order, id)
	}
	if len(order.GetCombatantIds()) == 0 {
		order, d.edit.Turned = nil, true
	}
	d.putOrder(order)
	d.tellf("combat", ids[0], "took %d out of the fight", len(ids))
	return d.done()
}

// drop takes one out; if it was their turn, it is that of the next.
func (d *draft) drop(order *tabletopv1.Event_Order, id string) {
	at := place(order, id)
	order.CombatantIds = slices.Delete(slices.Clone(order.GetCombatantIds()), at, at+1)
	if order.GetCurrent() == id {
		order.Current = ""
		if n := len(order.GetCombatantIds()); n > 0 {
			order.Current = order.GetCombatantIds()[at%n]
		}
	}
	d.putCombatant(id, nil)
}

// ShowInitiative shows the order to players, or hides it.
func (Game) ShowInitiative(t session.Turn, s State, r *tabletopv1.ShowInitiativeRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	order := d.theOrder()
	order.Shown = r.GetShown()
	d.putOrder(order)
	label := "hid the order of combat"
	if r.GetShown() {
		label = "showed the order of combat"
	}
	d.tellf("combat", "", "%s", label)
	return d.done()
}

// HideCombatant hides a combatant from players, or shows it.
func (Game) HideCombatant(t session.Turn, s State, r *tabletopv1.HideCombatantRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	c := d.combatant(r.GetCombatantId())
	if c == nil {
		return nil, session.Refuse("no_such_combatant", "nobody like that fights")
	}
	after := proto.CloneOf(c)
	after.Hidden = r.GetHidden()
	d.putCombatant(c.GetId(), after)
	// Nobody else is told: who was hidden just stands in the order.
	d.tellf("changed", c.GetId(), "changed who sees %s", c.GetName())
	return d.done()
}
