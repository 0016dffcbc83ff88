package tabletop

import (
	"slices"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// body is who is hurt, or suffers from something: a figure, its combatants, or a
// combatant without a figure.
type body struct {
	token      *element
	combatants []*tabletopv1.Combatant
}

// body finds what belongs together, by its token or one of its combatants.
func (d *draft) body(elementID, combatantID string) (body, error) {
	if combatantID != "" {
		c, err := d.own(combatantID)
		if err != nil {
			return body{}, err
		}
		if elementID = c.GetTokenId(); d.board.things[tokens][elementID] == nil {
			return body{combatants: []*tabletopv1.Combatant{c}}, nil
		}
	}
	e, err := d.element(elementID)
	switch {
	case err != nil:
		return body{}, err
	case e.GetToken() == nil:
		return body{}, session.Refuse("no_such_element", "%s is not a token", d.called(e))
	case !d.gm() && !slices.Contains(e.GetToken().GetOwnerIds(), d.user()):
		return body{}, session.Refuse("not_yours", "that token is not yours")
	}
	b := body{token: e}
	for _, id := range d.board.order.GetCombatantIds() {
		c := d.board.combatants[id]
		if c.GetTokenId() == e.GetId() && (combatantID == "" || combatantID == id) {
			b.combatants = append(b.combatants, c)
		}
	}
	return b, nil
}

// name is what who did it calls them.
func (b body) name() string {
	if b.token != nil {
		return named(b.token)
	}
	return b.combatants[0].GetName()
}

func (b body) subject() string {
	if b.token != nil {
		return b.token.GetId()
	}
	return b.combatants[0].GetId()
}

// vigour is how somebody stands.
type vigour struct {
	hp, most, temporary int32
	dead                bool
	conditions          []*tabletopv1.Condition
}

func (b body) vigour() vigour {
	if b.token != nil {
		t := b.token.GetToken()
		return vigour{hp: t.GetHp(), most: t.GetMaxHp(), temporary: t.GetTempHp(), dead: t.GetDead(), conditions: t.GetConditions()}
	}
	c := b.combatants[0]
	return vigour{hp: c.GetHp(), most: c.GetMaxHp(), temporary: c.GetTempHp(), dead: c.GetDead(), conditions: c.GetConditions()}
}

// hero is true for those who drop instead of dying.
func (b body) hero() bool {
	return len(b.token.GetToken().GetOwnerIds()) > 0 || slices.ContainsFunc(b.combatants, (*tabletopv1.Combatant).GetPlayer)
}

// becomes puts how somebody stands now into all that they are.
func (d *draft) becomes(b body, v vigour) {
	if b.token != nil {
		e := proto.CloneOf(b.token)
		t := e.GetToken()
		t.Hp, t.MaxHp, t.TempHp, t.Dead, t.Conditions = v.hp, v.most, v.temporary, v.dead, v.conditions
		d.put(b.token, e)
	}
	for _, c := range b.combatants {
		c = proto.CloneOf(c)
		c.Hp, c.MaxHp, c.TempHp, c.Dead, c.Conditions = v.hp, v.most, v.temporary, v.dead, v.conditions
		d.putCombatant(c.GetId(), c)
	}
}

// unconscious is what who drops suffers from.
const unconscious = "unconscious"

// after is how somebody stands after being hurt (negative) or healed.
func (v vigour) after(change, temporary int32, hero bool) vigour {
	if change < 0 {
		absorbed := min(v.temporary, -change)
		v.temporary -= absorbed
		change += absorbed
	}
	before := v.hp
	v.hp += change
	if v.most > 0 {
		v.hp = max(0, min(v.hp, max(v.most, before)))
	}
	if temporary > 0 {
		v.temporary = temporary
	}
	switch {
	case v.most == 0:
	case v.hp == 0 && change < 0 && !hero:
		v.dead = true
	case v.hp == 0 && change < 0:
		v = v.suffering(unconscious)
	case v.hp > 0 && before == 0:
		v = v.without(unconscious)
	}
	return v
}

func (v vigour) suffering(id string) vigour {
	v = v.without(id)
	v.conditions = append(v.conditions, &tabletopv1.Condition{Id: id})
	return v
}

func (v vigour) without(id string) vigour {
	v.conditions = slices.DeleteFunc(slices.Clone(v.conditions), func(c *tabletopv1.Condition) bool { return c.GetId() == id })
	return v
}

// ChangeHp hurts or heals.
func (Game) ChangeHp(t session.Turn, s State, r *tabletopv1.ChangeHpRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	b, err := d.body(r.GetElementId(), r.GetCombatantId())
	if err != nil {
		return nil, err
	}
	before := b.vigour()
	after := before.after(r.GetChange(), r.GetTemporary(), b.hero())
	d.becomes(b, after)
	action := "changed"
	switch {
	case after.dead && !before.dead:
		action = "died"
	case r.GetChange() < 0:
		action = "hurt"
	case r.GetChange() > 0:
		action = "healed"
	}
	d.edit.Amount = r.GetChange()
	d.tellf(action, b.subject(), "%s %s", done(action), b.name())
	return d.done()
}

// done is what who did it did.
func done(action string) string {
	if action == "died" {
		return "killed"
	}
	return action
}

// SetConditions says what a token or combatant suffers from.
func (Game) SetConditions(t session.Turn, s State, r *tabletopv1.SetConditionsRequest) ([]*tabletopv1.Event, error) {
	d, err := s.draft(t)
	if err != nil {
		return nil, err
	}
	b, err := d.body(r.GetElementId(), r.GetCombatantId())
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, c := range r.GetConditions() {
		if seen[c.GetId()] {
			return nil, session.Invalid("conditions", "%q is there twice", c.GetId())
		}
		seen[c.GetId()] = true
	}
	v := b.vigour()
	v.conditions = r.GetConditions()
	d.becomes(b, v)
	d.tellf("changed", b.subject(), "changed what %s suffers from", b.name())
	return d.done()
}

// SetDead kills or revives a combatant.
func (Game) SetDead(t session.Turn, s State, r *tabletopv1.SetDeadRequest) ([]*tabletopv1.Event, error) {
	d, err := s.masterDraft(t)
	if err != nil {
		return nil, err
	}
	b, err := d.body("", r.GetCombatantId())
	if err != nil {
		return nil, err
	}
	v := b.vigour()
	action := "died"
	if v.dead = r.GetDead(); !v.dead {
		action = "revived"
		if v.most > 0 {
			v.hp = max(1, v.hp)
		}
		v = v.without(unconscious)
	} else if v.most > 0 {
		v.hp = 0
	}
	d.becomes(b, v)
	d.tellf(action, b.subject(), "%s %s", done(action), b.name())
	return d.done()
}
