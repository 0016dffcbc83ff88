package tavern

import (
	"slices"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Edit says what a line of the ledger shall have brought, and its note. The
// treasury follows, now and beside every later line. A line that is not there is
// missing.
func Edit(t *tabletopv1.Tavern, id string, net int32, note string) (*tabletopv1.Tavern, error) {
	next, at, err := line(t, id)
	if err != nil {
		return nil, err
	}
	e := next.GetLedger()[at]
	if err := shift(next, at, int64(net)-int64(e.GetNet())); err != nil {
		return nil, err
	}
	e.Net, e.Note = net, note
	return next, nil
}

// Remove strikes a line out; the treasury is what it would be without it.
func Remove(t *tabletopv1.Tavern, id string) (*tabletopv1.Tavern, error) {
	next, at, err := line(t, id)
	if err != nil {
		return nil, err
	}
	if err := shift(next, at, -int64(next.GetLedger()[at].GetNet())); err != nil {
		return nil, err
	}
	next.Ledger = slices.Delete(next.GetLedger(), at, at+1)
	return next, nil
}

func line(t *tabletopv1.Tavern, id string) (*tabletopv1.Tavern, int, error) {
	at := slices.IndexFunc(t.GetLedger(), func(e *tabletopv1.TavernEntry) bool { return e.GetId() == id })
	if at < 0 {
		return nil, 0, session.Missing("there is no such line in the ledger")
	}
	return clone(t), at, nil
}

// shift changes the treasury now and beside the lines since at: the newest is
// first.
func shift(t *tabletopv1.Tavern, at int, by int64) error {
	if !counts(int64(t.GetTreasury()) + by) {
		return session.Invalid("net", "nobody can count a treasury of %d", int64(t.GetTreasury())+by)
	}
	for _, e := range t.GetLedger()[:at+1] {
		if !counts(int64(e.GetTreasury()) + by) {
			return session.Invalid("net", "nobody can count a treasury of %d", int64(e.GetTreasury())+by)
		}
		e.Treasury = int32(int64(e.GetTreasury()) + by)
	}
	t.Treasury = int32(int64(t.GetTreasury()) + by)
	return nil
}

// Buy buys an option: the treasury pays, which the line says that is booked, and it
// works when it is set up. Refusals: no_such_option, already_bought, no_gold.
func Buy(t *tabletopv1.Tavern, id, line string) (*tabletopv1.Tavern, error) {
	at := slices.IndexFunc(t.GetCatalogue(), func(o *tabletopv1.TavernOption) bool { return o.GetId() == id })
	if at < 0 {
		return nil, session.Refuse("no_such_option", "this is not in the catalogue")
	}
	next := clone(t)
	o := next.GetCatalogue()[at]
	switch {
	case o.GetBought():
		return nil, session.Refuse("already_bought", "%s was bought already", o.GetName())
	case o.GetCost() > next.GetTreasury():
		return nil, session.Refuse("no_gold", "%s costs %d, and the treasury holds %d", o.GetName(), o.GetCost(), next.GetTreasury())
	}
	next.Treasury -= o.GetCost()
	o.Bought, o.WorksFromDay = true, next.GetDay()+o.GetSetupDays()
	entry := &tabletopv1.TavernEntry{Id: line, Day: next.GetDay(), Net: -o.GetCost(), Treasury: next.GetTreasury(), Note: "bought " + o.GetName()}
	book(next, entry)
	return next, nil
}
