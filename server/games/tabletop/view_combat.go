package tabletop

import (
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

// showCombat shows the order of combat to a player, if it is shown.
func (l *look) showCombat(view *tabletopv1.View) {
	if !l.order.GetShown() {
		return
	}
	view.Initiative = &tabletopv1.Initiative{Round: l.order.GetRound(), Shown: true, Turn: -1}
	view.CombatantGauges = map[string]tabletopv1.Gauge{}
	for _, id := range l.order.GetCombatantIds() {
		c := l.combatants[id]
		if c == nil || l.conceals(c) {
			continue
		}
		if id == l.order.GetCurrent() {
			view.Initiative.Turn = int32(len(view.GetInitiative().GetCombatants()))
		}
		if l.leads(c) {
			view.Initiative.Combatants = append(view.Initiative.Combatants, c)
			continue
		}
		view.Initiative.Combatants = append(view.Initiative.Combatants, l.fighter(c))
		if g := gauge(c.GetHp(), c.GetMaxHp()); g != 0 {
			view.CombatantGauges[id] = g
		}
	}
}

// conceals is true for combatants that a player does not hear of: those that are
// hidden, or whose figure is, or was before it was taken off the board; and creatures
// whose figure they do not see.
func (l *look) conceals(c *tabletopv1.Combatant) bool {
	e := l.things[tokens][c.GetTokenId()]
	switch {
	case c.GetHidden() || e.GetHidden():
		return true
	case c.GetTokenId() == "" || c.GetPlayer():
		return false
	}
	return e == nil || !l.state.ofPlayers(e.GetToken()) && !l.sees(e)
}

// leads is true for who leads a combatant's figure.
func (l *look) leads(c *tabletopv1.Combatant) bool {
	t := l.things[tokens][c.GetTokenId()].GetToken()
	return t != nil && l.owns(t)
}

// fighter is a combatant as strangers know it.
func (l *look) fighter(c *tabletopv1.Combatant) *tabletopv1.Combatant {
	c = proto.CloneOf(c)
	c.Hp, c.MaxHp, c.TempHp, c.Modifier, c.CreatureId = 0, 0, 0, 0, ""
	if e := l.things[tokens][c.GetTokenId()]; e != nil {
		if !e.GetToken().GetNameShown() && !c.GetPlayer() {
			c.Name = ""
		}
		if !l.sees(e) {
			c.TokenId = ""
		}
	}
	return c
}

// current is the combatant whose turn it is; nil for nobody.
func (b *board) current() *tabletopv1.Combatant { return b.combatants[b.order.GetCurrent()] }

// place is where a combatant is in an order; -1 for nowhere.
func place(o *tabletopv1.Event_Order, id string) int { return slices.Index(o.GetCombatantIds(), id) }
