package rpc

import (
	"math"
	"testing"

	"connectrpc.com/connect"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"google.golang.org/protobuf/testing/protocmp"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
)

func (g group) tavern(t *testing.T) *tabletopv1.Tavern {
	t.Helper()
	return must(g.player.bestiary.GetTavern(t.Context(), &tabletopv1.GetTavernRequest{CampaignId: g.id}))(t).GetTavern()
}

// opens makes a business with something to buy.
func (g group) opens(t *testing.T) *tabletopv1.Tavern {
	t.Helper()
	return must(g.gm.bestiary.UpdateTavern(t.Context(), &tabletopv1.UpdateTavernRequest{CampaignId: g.id, Tavern: &tabletopv1.Tavern{
		Name: "The Dry Well", Condition: tabletopv1.TavernCondition_TAVERN_CONDITION_POOR, Valuation: 5, Treasury: 100,
		Catalogue: []*tabletopv1.TavernOption{
			{Id: "sign", Name: "A painted sign", Cost: 60, SetupDays: 3, RollBonus: 10},
			{Id: "cellar", Name: "A deeper cellar", Cost: 90, Income: 4},
		},
	}}))(t).GetTavern()
}

func TestATavernIsOpenedAndChanged(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	if got := g.tavern(t); got.GetEtag() != "" || len(got.GetLedger()) > 0 {
		t.Errorf("before it is opened: %v", got)
	}
	opened := g.opens(t)
	if got := g.tavern(t); cmp.Diff(opened, got, protocmp.Transform()) != "" || got.GetName() != "The Dry Well" || got.GetTreasury() != 100 {
		t.Errorf("opened as %v, read as %v", opened, got)
	}
	update := func(change func(*tabletopv1.Tavern)) error {
		next := g.tavern(t)
		change(next)
		_, err := g.gm.bestiary.UpdateTavern(ctx, &tabletopv1.UpdateTavernRequest{CampaignId: g.id, Tavern: next})
		return err
	}
	if err := update(func(t *tabletopv1.Tavern) {
		t.Treasury = -5
		t.Ledger = []*tabletopv1.TavernEntry{{Id: "forged", Net: 7}}
	}); err != nil {
		t.Error(err)
	}
	if got := g.tavern(t); got.GetTreasury() != -5 || len(got.GetLedger()) > 0 {
		t.Errorf("a forged ledger: %v", got)
	}
	wantRefusal(t, update(func(t *tabletopv1.Tavern) { t.Etag = opened.GetEtag() }), connect.CodeAborted, "stale")
	for what, change := range map[string]func(*tabletopv1.Tavern){
		"treasury":   func(t *tabletopv1.Tavern) { t.Treasury = math.MaxInt32 },
		"debts":      func(t *tabletopv1.Tavern) { t.Treasury = math.MinInt32 },
		"day":        func(t *tabletopv1.Tavern) { t.Day = -1 },
		"far day":    func(t *tabletopv1.Tavern) { t.Day = math.MaxInt32 },
		"valuation":  func(t *tabletopv1.Tavern) { t.Valuation = 1001 },
		"condition":  func(t *tabletopv1.Tavern) { t.Condition = 9 },
		"cost":       func(t *tabletopv1.Tavern) { t.Catalogue[0].Cost = -1 },
		"twice":      func(t *tabletopv1.Tavern) { t.Catalogue[1].Id = "sign" },
		"no id":      func(t *tabletopv1.Tavern) { t.Catalogue[1].Id = "" },
		"works from": func(t *tabletopv1.Tavern) { t.Catalogue[1].WorksFromDay = math.MaxInt32 },
		"name":       func(t *tabletopv1.Tavern) { t.Name = "a\nb" },
	} {
		if err := update(change); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestOptionsAreBoughtOnce(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	g.opens(t)
	buy := func(option, command string) (*tabletopv1.Tavern, error) {
		r, err := g.gm.bestiary.BuyTavernOption(ctx, &tabletopv1.BuyTavernOptionRequest{CampaignId: g.id, OptionId: option, CommandId: command})
		return r.GetTavern(), err
	}
	for range 2 { // the second is the retry
		got, err := buy("sign", "b1")
		if err != nil || got.GetTreasury() != 40 || !got.GetCatalogue()[0].GetBought() || got.GetCatalogue()[0].GetWorksFromDay() != 3 {
			t.Errorf("bought: %v %v", got, err)
		}
	}
	_, err := buy("cellar", "b1")
	wantRefusal(t, err, connect.CodeAlreadyExists, "command_id_reused")
	_, err = buy("sign", "")
	wantRefusal(t, err, connect.CodeFailedPrecondition, "already_bought")
	_, err = buy("cellar", "")
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_gold")
	_, err = buy("moon", "")
	wantRefusal(t, err, connect.CodeFailedPrecondition, "no_such_option")
	g.found(t)
	g.opens(t)
	a, b := both(func() error { _, err := buy("sign", ""); return err }, func() error { _, err := buy("sign", ""); return err })
	wantOneOf(t, a, b, connect.CodeFailedPrecondition)
	if got := g.tavern(t).GetTreasury(); got != 40 {
		t.Errorf("after two who buy at once the treasury holds %d", got)
	}
}

// The ledger and the treasury agree, whatever is corrected.
func TestTheLedgerAddsUp(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	g.opens(t)
	settle := func(command string) *tabletopv1.SettleTavernResponse {
		return must(g.gm.bestiary.SettleTavern(ctx, &tabletopv1.SettleTavernRequest{CampaignId: g.id, Days: 7, ManualGold: 3, Note: "a week", CommandId: command}))(t)
	}
	first := settle("s1")
	e := first.GetEntry()
	if e.GetRoll() < 1 || e.GetRoll() > 100 || e.GetCheck() != e.GetRoll()+5 || e.GetNote() != "a week" || e.GetTreasury() != 100+e.GetNet() || first.GetTavern().GetDay() != 7 {
		t.Errorf("settled: %v", first)
	}
	if again := settle("s1"); cmp.Diff(first, again, protocmp.Transform()) != "" {
		t.Errorf("again: %v, at first %v", again, first)
	}
	second, third := settle("s2").GetEntry(), settle("").GetEntry()
	check := func() *tabletopv1.Tavern {
		t.Helper()
		got := g.tavern(t)
		sum := int32(100)
		for i := len(got.GetLedger()) - 1; i >= 0; i-- {
			line := got.GetLedger()[i]
			if sum += line.GetNet(); line.GetTreasury() != sum {
				t.Errorf("line %d says %d are in the treasury, it is %d", i, line.GetTreasury(), sum)
			}
		}
		if got.GetTreasury() != sum {
			t.Errorf("the treasury holds %d, the ledger says %d", got.GetTreasury(), sum)
		}
		return got
	}
	if got := check(); len(got.GetLedger()) != 3 || got.GetLedger()[0].GetId() != third.GetId() || got.GetDay() != 21 {
		t.Errorf("after three weeks: %v", got)
	}
	edit := func(id string, net int32, remove bool) error {
		_, err := g.gm.bestiary.EditTavernEntry(ctx, &tabletopv1.EditTavernEntryRequest{CampaignId: g.id, EntryId: id, Net: net, Note: "corrected", Remove: remove})
		return err
	}
	if err := edit(e.GetId(), 1000, false); err != nil {
		t.Fatal(err)
	}
	if got := check(); got.GetLedger()[2].GetNet() != 1000 || got.GetLedger()[2].GetNote() != "corrected" || got.GetLedger()[2].GetRoll() != e.GetRoll() {
		t.Errorf("corrected: %v", got.GetLedger()[2])
	}
	a, b := both(func() error { return edit(second.GetId(), 0, true) }, func() error { return edit(second.GetId(), 0, true) })
	wantOneOf(t, a, b, connect.CodeNotFound)
	if got := check(); len(got.GetLedger()) != 2 {
		t.Errorf("struck out: %v", got)
	}
	if err := edit(e.GetId(), math.MaxInt32, false); connect.CodeOf(err) != connect.CodeInvalidArgument {
		t.Errorf("more gold than there is: %v", err)
	}
	wantRefusal(t, edit(uuid.NewString(), 1, false), connect.CodeNotFound, "not_found")
	_, err := g.gm.bestiary.SettleTavern(ctx, &tabletopv1.SettleTavernRequest{CampaignId: g.id, Days: 7, ManualGold: 3, Note: "a week", CommandId: "s2"})
	wantRefusal(t, err, connect.CodeNotFound, "not_found") // it was struck out
	other := g
	other.found(t)
	if _, err := other.gm.bestiary.EditTavernEntry(ctx, &tabletopv1.EditTavernEntryRequest{CampaignId: other.id, EntryId: e.GetId()}); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("another campaign's ledger: %v", err)
	}
	for _, bad := range []*tabletopv1.SettleTavernRequest{{Days: -1}, {Days: 366}, {ManualGold: math.MaxInt32}, {ManualBonus: math.MinInt32}} {
		bad.CampaignId = g.id
		if _, err := g.gm.bestiary.SettleTavern(ctx, bad); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("settle %v: %v", bad, err)
		}
	}
	check()
}

// A preview tells what can come of a settling.
func TestSettlingKeepsToItsPreview(t *testing.T) {
	t.Parallel()
	s := newStudy(t)
	g, ctx := s.group(t), t.Context()
	g.opens(t)
	p := must(g.player.bestiary.PreviewTavern(ctx, &tabletopv1.PreviewTavernRequest{CampaignId: g.id, ManualBonus: 10, ManualGold: 2}))(t)
	if len(p.GetBands()) != 10 || p.GetBonus() != 15 {
		t.Fatalf("preview: %v", p)
	}
	for range 30 {
		e := must(g.gm.bestiary.SettleTavern(ctx, &tabletopv1.SettleTavernRequest{CampaignId: g.id, ManualBonus: 10, ManualGold: 2}))(t).GetEntry()
		for _, b := range p.GetBands() {
			if e.GetCheck() >= b.GetFrom() && e.GetCheck() <= b.GetTo() && (e.GetNet() < b.GetLeast() || e.GetNet() > b.GetMost() || b.GetChance() == 0) {
				t.Errorf("%v is not in %v", e, b)
			}
		}
	}
	if n := len(g.tavern(t).GetLedger()); n != 30 {
		t.Errorf("%d lines", n)
	}
}
