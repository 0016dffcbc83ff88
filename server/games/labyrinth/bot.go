package labyrinth

import (
	"cmp"
	"math/rand/v2"
	"slices"

	labyrinthv1 "playhouse/gen/playhouse/labyrinth/v1"
	"playhouse/server/session"
)

// Bot plays a seat carefully, for the party rather than for glory, knowing only
// what the seat's view shows and remembering nothing. Bots of one party come to
// the same conclusions about who goes where, since the map and the party are in
// everybody's view.
func (g Game) Bot(v *labyrinthv1.View, seat session.Seat, chance *rand.Rand) session.Command[State, *labyrinthv1.Event] {
	if v.GetPhase() != phaseDeclaration || v.GetOwnDeclaration() != nil || len(v.GetActions()) == 0 {
		return nil
	}
	b := newBot(v, int32(seat), chance)
	b.content = g.content
	d := &labyrinthv1.Declaration{Type: actStay}
	for _, instinct := range instincts {
		if wish := instinct(b); wish != nil {
			d = wish
			break
		}
	}
	return func(t session.Turn, s State) ([]*labyrinthv1.Event, error) { return declare(t, s, d) }
}

// instincts are tried in this order; the first that wants something has it.
var instincts = []func(*bot) *labyrinthv1.Declaration{
	(*bot).finish, (*bot).rescue, (*bot).shield, (*bot).mend, (*bot).flee, (*bot).attack, (*bot).carry,
	(*bot).assist, (*bot).recover, (*bot).loot, (*bot).pursue, (*bot).scout,
}

// bot is one decision. What items and specials do it reads in the content, as
// people do in the list of characters.
type bot struct {
	content *Content
	v       *labyrinthv1.View
	me      *labyrinthv1.Figure
	party   []*labyrinthv1.Figure // on their feet, by seat, me included
	down    []*labyrinthv1.Figure
	foes    []*labyrinthv1.Figure // in sight, by id
	chance  *rand.Rand
	size    int32
	here    int32
}

func newBot(v *labyrinthv1.View, seat int32, chance *rand.Rand) *bot {
	b := &bot{v: v, chance: chance, size: v.GetOptions().GetSize()}
	for _, f := range v.GetFigures() {
		switch {
		case f.GetType() == typeEnemy:
			b.foes = append(b.foes, f)
		case f.GetType() != typePlayer, f.GetDead(), f.GetEscaped():
		case f.GetDowned():
			b.down = append(b.down, f)
		default:
			b.party = append(b.party, f)
		}
		if f.GetSeat() == seat && seat > 0 {
			b.me = f
		}
	}
	for _, list := range [][]*labyrinthv1.Figure{b.party, b.down, b.foes} { // maps have no order; bots must
		slices.SortFunc(list, func(a, c *labyrinthv1.Figure) int {
			return cmp.Or(cmp.Compare(a.GetSeat(), c.GetSeat()), cmp.Compare(a.GetId(), c.GetId()))
		})
	}
	b.here = b.cell(b.me)
	return b
}

func (b *bot) cell(f *labyrinthv1.Figure) int32 {
	return f.GetCell().GetY()*b.size + f.GetCell().GetX()
}

// offer is the first action of a type, with an item or without.
func (b *bot) offer(kind labyrinthv1.ActionType, hold func(*labyrinthv1.Action) bool) *labyrinthv1.Action {
	for _, a := range b.v.GetActions() {
		if a.GetType() == kind && (hold == nil || hold(a)) {
			return a
		}
	}
	return nil
}

func onTile(a *labyrinthv1.Action) bool { return a.GetItemId() == "" }

// item is an offered use of an item that does something.
func (b *bot) item(kind labyrinthv1.EffectKind) *labyrinthv1.Action {
	return b.offer(actUse, func(a *labyrinthv1.Action) bool {
		return slices.ContainsFunc(b.me.GetItems(), func(it *labyrinthv1.Item) bool {
			return it.GetId() == a.GetItemId() && b.content.gear[it.GetEquipmentId()].GetEffect().GetKind() == kind
		})
	})
}

// special is the offered special, if it does something.
func (b *bot) special(kind labyrinthv1.EffectKind) *labyrinthv1.Action {
	if b.content.sheets[b.me.GetCharacterId()].GetSpecial().GetEffect().GetKind() != kind {
		return nil
	}
	return b.offer(actSpecial, nil)
}

func declaration(a *labyrinthv1.Action, target string) *labyrinthv1.Declaration {
	return &labyrinthv1.Declaration{Type: a.GetType(), ItemId: a.GetItemId(), TargetId: target}
}

// threat is how dangerous an enemy looks.
func threat(f *labyrinthv1.Figure) int32 { return f.GetHealth() + 10*f.GetArmour() }

// brute is true for enemies that one does not fight alone.
func brute(f *labyrinthv1.Figure) bool { return f.GetMaxHealth() > 40 || f.GetArmour() > 1 } //nolint:mnd // what looks big

// at are the figures on a cell.
func (b *bot) at(list []*labyrinthv1.Figure, cell int32) (there []*labyrinthv1.Figure) {
	for _, f := range list {
		if b.cell(f) == cell {
			there = append(there, f)
		}
	}
	return there
}

// hurt is true below a share of full health.
func hurt(f *labyrinthv1.Figure, percent int32) bool {
	return f.GetHealth()*hundred < f.GetMaxHealth()*percent
}
