package tavern

import (
	"math"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

const (
	// longestLedger is how many lines are kept.
	longestLedger = 100
	// most is what no bonus and no gold given by hand exceeds.
	most = 1_000_000
	// lastDay is when a business has existed for longer than anybody plays.
	lastDay = 1_000_000
)

// Roller throws one die: 1 to faces, each equally likely.
type Roller interface {
	Die(faces int) int
}

// Manual is what a game master adds to a settling.
type Manual struct {
	// Bonus is added to the check, Gold to the result.
	Bonus, Gold int32
}

func (m Manual) check() error {
	if m.Bonus < -most || m.Bonus > most {
		return session.Invalid("manual_bonus", "up to %d", most)
	}
	if m.Gold < -most || m.Gold > most {
		return session.Invalid("manual_gold", "up to %d", most)
	}
	return nil
}

// account is what the options that work, and the game master, add.
type account struct {
	// bonus is added to the roll, gold to the result.
	bonus, gold  int64
	profit, loss int64
}

func accountOf(t *tabletopv1.Tavern, m Manual) account {
	profit, loss := Multipliers(t.GetCondition())
	a := account{bonus: int64(t.GetValuation()) + int64(m.Bonus), gold: int64(m.Gold), profit: int64(profit), loss: int64(loss)}
	for _, o := range t.GetCatalogue() {
		if Works(t, o) {
			a.bonus += int64(o.GetRollBonus()) + int64(o.GetValuationBonus())
			a.gold += int64(o.GetIncome()) - int64(o.GetRecurring())
		}
	}
	return a
}

// net is what remains of the sum of the dice, negative for a loss.
func (a account) net(raw int64) int64 {
	factor := a.profit
	if raw < 0 {
		factor = a.loss
	}
	return raw*factor + a.gold
}

// Works tells whether an option was bought and is set up.
func Works(t *tabletopv1.Tavern, o *tabletopv1.TavernOption) bool {
	return o.GetBought() && o.GetWorksFromDay() <= t.GetDay()
}

// Flags is the words that the options that work give to the story, in the order of
// the catalogue.
func Flags(t *tabletopv1.Tavern) []string {
	var flags []string
	for _, o := range t.GetCatalogue() {
		if Works(t, o) && o.GetFlag() != "" {
			flags = append(flags, o.GetFlag())
		}
	}
	return flags
}

// Preview tells what each band would bring and how likely it is, from the worst to
// the best, and what is added to the roll in all. Bands that cannot come up have
// chance 0. It refuses more gold or bonus by hand than a million.
func Preview(t *tabletopv1.Tavern, m Manual) (list []*tabletopv1.TavernBand, bonus int32, err error) {
	if err := m.check(); err != nil {
		return nil, 0, err
	}
	a := accountOf(t, m)
	for _, b := range bands {
		first, last := max(int64(b.from), a.bonus+1), min(int64(b.to), a.bonus+100)
		least, greatest := int64(b.dice), int64(b.dice)*10
		list = append(list, &tabletopv1.TavernBand{
			From: b.from, To: b.to, Dice: words[b.dice], StoryBonus: b.story,
			Least: int32(a.net(min(least, greatest))), Most: int32(a.net(max(least, greatest))),
			Chance: float64(max(0, last-first+1)) / 100,
		})
	}
	return list, int32(a.bonus), nil
}

// Settle rolls, lets the days pass, and books the result under the id on the last
// of them. It refuses what Preview refuses, days that are not 0 to 365, and a
// treasury that nobody can count.
func Settle(t *tabletopv1.Tavern, m Manual, days int32, note, id string, dice Roller) (*tabletopv1.Tavern, *tabletopv1.TavernEntry, error) {
	if err := m.check(); err != nil {
		return nil, nil, err
	}
	if days < 0 || days > 365 || t.GetDay() > lastDay {
		return nil, nil, session.Invalid("days", "0 to 365 days pass, up to day %d", lastDay)
	}
	a := accountOf(t, m)
	e := &tabletopv1.TavernEntry{Id: id, Day: t.GetDay() + days, Note: note, Roll: int32(dice.Die(100))}
	e.Check = int32(int64(e.GetRoll()) + a.bonus)
	b := bandOf(e.GetCheck())
	e.StoryBonus = b.story
	for range max(b.dice, -b.dice) {
		die := int32(dice.Die(10))
		e.Dice = append(e.Dice, die)
		e.Raw += die
	}
	if b.dice < 0 {
		e.Raw = -e.GetRaw()
	}
	net := a.net(int64(e.GetRaw()))
	treasury := int64(t.GetTreasury()) + net
	if !counts(net) || !counts(treasury) {
		return nil, nil, session.Invalid("manual_gold", "nobody can count a treasury of %d", treasury)
	}
	e.Net, e.Treasury = int32(net), int32(treasury)
	next := clone(t)
	next.Treasury = e.GetTreasury()
	next.Day += days
	book(next, e)
	return next, e, nil
}

func counts(gold int64) bool { return gold >= -math.MaxInt32 && gold <= math.MaxInt32 }

func clone(t *tabletopv1.Tavern) *tabletopv1.Tavern { return proto.CloneOf(t) }

// book puts a line in front; the oldest are forgotten.
func book(t *tabletopv1.Tavern, line *tabletopv1.TavernEntry) {
	t.Ledger = append([]*tabletopv1.TavernEntry{line}, t.GetLedger()...)
	t.Ledger = t.GetLedger()[:min(len(t.GetLedger()), longestLedger)]
}
