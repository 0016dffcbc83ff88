package tavern_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/dice"
	"playhouse/server/games/tabletop/tavern"
	"playhouse/server/session"
)

// loaded throws what it is told.
type loaded []int

func (l *loaded) Die(int) int {
	v := (*l)[0]
	*l = (*l)[1:]
	return v
}

func throws(values ...int) *loaded { l := loaded(values); return &l }

// The conditions as the page has them: profit ×, loss ×.
const conditions = `
squalid 1/3
poor 3/4
modest 5/5
comfortable 7/6
wealthy 9/8
aristocratic 12/10
`

func TestConditionsLineByLine(t *testing.T) {
	t.Parallel()
	for i, line := range strings.Split(strings.TrimSpace(conditions), "\n") {
		profit, loss := tavern.Multipliers(tabletopv1.TavernCondition(i + 1))
		name := strings.ToLower(strings.TrimPrefix(tabletopv1.TavernCondition(i+1).String(), "TAVERN_CONDITION_"))
		if got := fmt.Sprintf("%s %d/%d", name, profit, loss); got != line {
			t.Errorf("%s, want %s", got, line)
		}
	}
	if profit, loss := tavern.Multipliers(0); profit != 5 || loss != 5 {
		t.Errorf("not given: %d/%d, want modest", profit, loss)
	}
}

// The bands as the page has them: the checks where they begin and end, and the
// dice.
var page = []struct {
	from, to int32
	dice     int
	story    bool
}{
	{-200, 0, -3, false},
	{1, 20, -2, false},
	{21, 40, -1, false},
	{41, 60, 0, false},
	{61, 80, 1, false},
	{81, 90, 2, false},
	{91, 100, 3, false},
	{101, 110, 4, false},
	{111, 120, 5, false},
	{121, 300, 6, true},
}

func TestBandsLineByLine(t *testing.T) {
	t.Parallel()
	for _, line := range page {
		for _, check := range []int32{line.from, (line.from + line.to) / 2, line.to} {
			values := []int{50}
			want := int32(0)
			for i := range max(line.dice, -line.dice) {
				values = append(values, i+3)
				want += int32(i + 3)
			}
			if line.dice < 0 {
				want = -want
			}
			r := throws(values...)
			_, e, err := tavern.Settle(&tabletopv1.Tavern{}, tavern.Manual{Bonus: check - 50}, 0, "", "id", r)
			if err != nil {
				t.Fatal(err)
			}
			if e.GetCheck() != check || e.GetRaw() != want || e.GetNet() != want*5 || e.GetStoryBonus() != line.story || len(*r) != 0 {
				t.Errorf("check %d: %v, want raw %d", check, e, want)
			}
		}
	}
}

func TestNet(t *testing.T) {
	t.Parallel()
	// The condition multiplies the dice only; costs, income and what is added by
	// hand come after.
	shop := &tabletopv1.Tavern{
		Condition: tabletopv1.TavernCondition_TAVERN_CONDITION_WEALTHY, Valuation: 7, Treasury: 100, Day: 20,
		Catalogue: []*tabletopv1.TavernOption{
			{Id: "bard", Bought: true, WorksFromDay: 20, Income: 11, Recurring: 30, RollBonus: 2, ValuationBonus: 3, Flag: "music"},
			{Id: "cellar", Bought: true, WorksFromDay: 21, Income: 1000, RollBonus: 50, Flag: "cellar"},
			{Id: "sign", Income: 1000, RollBonus: 50, Flag: "sign"},
		},
	}
	before := proto.CloneOf(shop)
	for _, c := range []struct {
		values     []int
		check, net int32
	}{
		{[]int{72, 4, 5}, 72 + 7 + 5 + 6, 9*9 - 19 + 3},    // 90: 2d10
		{[]int{73, 4, 5, 6}, 91, 15*9 - 19 + 3},            // 91: 3d10
		{[]int{3, 10}, 21, -10*8 - 19 + 3},                 // 21: loss of 1d10
		{[]int{40}, 58, -19 + 3},                           // 58: even
		{[]int{100, 1, 1, 1, 1, 1}, 118, 5*9 - 19 + 3},     // 118: 5d10
		{[]int{1, 10, 10}, 19, -20*8 - 19 + 3},             // 19: loss of 2d10
		{[]int{96, 10, 10, 10, 10, 10}, 114, 450 - 19 + 3}, // 114
	} {
		next, e, err := tavern.Settle(shop, tavern.Manual{Bonus: 6, Gold: 3}, 10, "a note", "id", throws(c.values...))
		if err != nil {
			t.Fatal(err)
		}
		if e.GetCheck() != c.check || e.GetNet() != c.net || e.GetTreasury() != 100+c.net || e.GetDay() != 30 || e.GetNote() != "a note" || e.GetRoll() != int32(c.values[0]) {
			t.Errorf("%v: %v, want check %d, net %d", c.values, e, c.check, c.net)
		}
		if next.GetTreasury() != 100+c.net || next.GetDay() != 30 || len(next.GetLedger()) != 1 {
			t.Errorf("%v: afterwards %v", c.values, next)
		}
	}
	if !proto.Equal(shop, before) {
		t.Error("settling changes what it is given")
	}
	if got := tavern.Flags(shop); !slices.Equal(got, []string{"music"}) {
		t.Errorf("flags are %v", got)
	}
}

// The preview says of every d100 what settling does.
func TestPreviewAgainstSettle(t *testing.T) {
	t.Parallel()
	for _, bonus := range []int32{-150, -30, 0, 1, 25, 60, 120, 500} {
		for condition := range tabletopv1.TavernCondition(7) {
			shop := &tabletopv1.Tavern{Condition: condition, Valuation: 5}
			m := tavern.Manual{Bonus: bonus, Gold: 13}
			bands, added, err := tavern.Preview(shop, m)
			if err != nil || added != bonus+5 {
				t.Fatalf("bonus %d, %v", added, err)
			}
			counts := make([]int, len(bands))
			chance := 0.0
			for roll := 1; roll <= 100; roll++ {
				for _, face := range []int{1, 10} {
					_, e, err := tavern.Settle(shop, m, 0, "", "id", throws(roll, face, face, face, face, face, face))
					if err != nil {
						t.Fatal(err)
					}
					at := slices.IndexFunc(bands, func(b *tabletopv1.TavernBand) bool { return b.GetFrom() <= e.GetCheck() && e.GetCheck() <= b.GetTo() })
					b := bands[at]
					if e.GetNet() != b.GetLeast() && e.GetNet() != b.GetMost() || e.GetStoryBonus() != b.GetStoryBonus() {
						t.Fatalf("check %d: net %d, band %v", e.GetCheck(), e.GetNet(), b)
					}
					counts[at]++
				}
			}
			for i, b := range bands {
				if math.Abs(b.GetChance()-float64(counts[i])/200) > 1e-12 {
					t.Errorf("bonus %d: chance of %v, thrown %d times of 200", bonus, b, counts[i])
				}
				chance += b.GetChance()
			}
			if math.Abs(chance-1) > 1e-12 {
				t.Errorf("bonus %d: chances add up to %v", bonus, chance)
			}
		}
	}
	bands, _, err := tavern.Preview(&tabletopv1.Tavern{}, tavern.Manual{})
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for _, b := range bands {
		text = append(text, fmt.Sprintf("%s %d..%d %.2f", b.GetDice(), b.GetLeast(), b.GetMost(), b.GetChance()))
	}
	want := "-3d10 -150..-15 0.00|-2d10 -100..-10 0.20|-1d10 -50..-5 0.20|0 0..0 0.20|1d10 5..50 0.20|2d10 10..100 0.10|3d10 15..150 0.10|4d10 20..200 0.00|5d10 25..250 0.00|6d10 30..300 0.00"
	if got := strings.Join(text, "|"); got != want {
		t.Errorf("preview\n%s, want\n%s", got, want)
	}
}

func TestSettleRefuses(t *testing.T) {
	t.Parallel()
	rich := &tabletopv1.Tavern{Treasury: math.MaxInt32, Condition: tabletopv1.TavernCondition_TAVERN_CONDITION_POOR}
	for name, c := range map[string]struct {
		tavern *tabletopv1.Tavern
		manual tavern.Manual
		days   int32
	}{
		"bonus":  {&tabletopv1.Tavern{}, tavern.Manual{Bonus: math.MaxInt32}, 0},
		"gold":   {&tabletopv1.Tavern{}, tavern.Manual{Gold: math.MinInt32}, 0},
		"days":   {&tabletopv1.Tavern{}, tavern.Manual{}, 366},
		"before": {&tabletopv1.Tavern{}, tavern.Manual{}, -1},
		"old":    {&tabletopv1.Tavern{Day: math.MaxInt32}, tavern.Manual{}, 1},
		"rich":   {rich, tavern.Manual{Gold: 1}, 0},
	} {
		if _, e, err := tavern.Settle(c.tavern, c.manual, c.days, "", "id", throws(50)); err == nil {
			t.Errorf("%s: %v", name, e)
		}
	}
	if _, _, err := tavern.Preview(&tabletopv1.Tavern{}, tavern.Manual{Gold: math.MaxInt32}); err == nil {
		t.Error("the preview takes any gold")
	}
}

// However the ledger is edited, treasury and lines agree.
func TestLedgerKeepsTheTreasuryRight(t *testing.T) {
	t.Parallel()
	const opening = 1000
	shop := &tabletopv1.Tavern{Treasury: opening}
	key := dice.Key{Session: "ledger"}
	for i := range int32(120) {
		var err error
		if shop, _, err = tavern.Settle(shop, tavern.Manual{}, 1, "", fmt.Sprint(i), key.At(i)); err != nil {
			t.Fatal(err)
		}
	}
	if len(shop.GetLedger()) != 100 || shop.GetLedger()[0].GetId() != "119" || shop.GetDay() != 120 {
		t.Fatalf("%d lines, the newest is %s", len(shop.GetLedger()), shop.GetLedger()[0].GetId())
	}
	oldest := shop.GetLedger()[99]
	start := oldest.GetTreasury() - oldest.GetNet()
	edits := []func(*tabletopv1.Tavern) (*tabletopv1.Tavern, error){
		func(s *tabletopv1.Tavern) (*tabletopv1.Tavern, error) { return tavern.Edit(s, "119", -7, "newest") },
		func(s *tabletopv1.Tavern) (*tabletopv1.Tavern, error) { return tavern.Edit(s, "50", 700, "middle") },
		func(s *tabletopv1.Tavern) (*tabletopv1.Tavern, error) { return tavern.Remove(s, "60") },
		func(s *tabletopv1.Tavern) (*tabletopv1.Tavern, error) { return tavern.Remove(s, "119") },
		func(s *tabletopv1.Tavern) (*tabletopv1.Tavern, error) { return tavern.Edit(s, "20", 0, "") },
	}
	for i, edit := range edits {
		before := proto.CloneOf(shop)
		next, err := edit(shop)
		if err != nil {
			t.Fatal(err)
		}
		if !proto.Equal(before, shop) {
			t.Fatalf("edit %d changes what it is given", i)
		}
		shop = next
		sum := start
		for _, e := range slices.Backward(shop.GetLedger()) {
			if sum += e.GetNet(); e.GetTreasury() != sum {
				t.Fatalf("edit %d: line %s says %d, want %d", i, e.GetId(), e.GetTreasury(), sum)
			}
		}
		if shop.GetTreasury() != sum {
			t.Fatalf("edit %d: the treasury holds %d, want %d", i, shop.GetTreasury(), sum)
		}
	}
	if len(shop.GetLedger()) != 98 || shop.GetLedger()[67].GetNote() != "middle" {
		t.Errorf("%d lines, %v", len(shop.GetLedger()), shop.GetLedger()[67])
	}
	if _, err := tavern.Edit(shop, "119", 1, ""); !session.IsRefusal(err) {
		t.Errorf("a line that was removed: %v", err)
	}
	if _, err := tavern.Edit(shop, "118", math.MaxInt32, ""); !session.IsRefusal(err) {
		t.Errorf("more gold than there is: %v", err)
	}
}

func TestBuy(t *testing.T) {
	t.Parallel()
	shop := &tabletopv1.Tavern{Treasury: 100, Day: 5, Catalogue: []*tabletopv1.TavernOption{
		{Id: "stage", Name: "Stage", Cost: 60, SetupDays: 3, RollBonus: 10},
		{Id: "cook", Name: "Cook", Cost: 41},
	}}
	next, err := tavern.Buy(shop, "stage", "b1")
	if err != nil {
		t.Fatal(err)
	}
	if shop.GetTreasury() != 100 || shop.GetCatalogue()[0].GetBought() {
		t.Error("buying changes what it is given")
	}
	if o := next.GetCatalogue()[0]; next.GetTreasury() != 40 || !o.GetBought() || o.GetWorksFromDay() != 8 || tavern.Works(next, o) {
		t.Errorf("after buying: %v", next)
	}
	if line := next.GetLedger()[0]; line.GetId() != "b1" || line.GetNet() != -60 || line.GetTreasury() != 40 || line.GetDay() != 5 {
		t.Errorf("it is booked as %v", line)
	}
	for days, bonus := range map[int32]int32{2: 0, 3: 10} {
		later, _, err := tavern.Settle(next, tavern.Manual{}, days, "", "id", throws(50))
		if err != nil {
			t.Fatal(err)
		}
		if _, got, _ := tavern.Preview(later, tavern.Manual{}); got != bonus {
			t.Errorf("after %d days the bonus is %d, want %d", days, got, bonus)
		}
	}
	for id, reason := range map[string]string{"stage": "already_bought", "cook": "no_gold", "dragon": "no_such_option"} {
		var refusal *session.Error
		if _, err := tavern.Buy(next, id, "b2"); !errors.As(err, &refusal) || refusal.Reason != reason {
			t.Errorf("%s: %v, want %s", id, err, reason)
		}
	}
}

func TestCatalogueThereAndBack(t *testing.T) {
	t.Parallel()
	list := []*tabletopv1.TavernOption{
		{Id: "stage", Name: "Stage", Text: "Boards, \"curtains\" & a lamp.", Cost: 60, SetupDays: 3, RollBonus: 10, Bought: true, WorksFromDay: 9},
		{Id: "cook", Name: "Köchin", Income: -5, Recurring: 7, ValuationBonus: -1, Flag: "kitchen"},
	}
	data, err := tavern.WriteCatalogue(list)
	if err != nil {
		t.Fatal(err)
	}
	back, err := tavern.ReadCatalogue(data)
	if err != nil {
		t.Fatal(err)
	}
	list[0].Bought, list[0].WorksFromDay = false, 0
	for i := range list {
		if !proto.Equal(list[i], back[i]) {
			t.Errorf("%v, want %v", back[i], list[i])
		}
	}
}

func TestCatalogueErrorsNameOptionAndField(t *testing.T) {
	t.Parallel()
	many := "[" + strings.Repeat(`{"id":"a","name":"b"},`, 2) + `{"id":"c","name":"d"}]`
	for data, want := range map[string]string{
		``:                                    "catalogue: this is not a JSON list of options",
		`{}`:                                  "catalogue: this is not a JSON list of options",
		`[{"id":"a","name":"b"}`:              "catalogue: the list breaks off after option 1",
		`[{"id":"a","name":"b"}] []`:          "catalogue: there is something behind the list of options",
		`[{"id":"a","name":"b"},{"id":"b"}]`:  "catalogue: option 2: name: 1 to 120 characters",
		`[{"id":"a","name":"b","price":3}]`:   "catalogue: option 1: price: there is no such field",
		`[{"id":"a","name":"b","cost":"x"}]`:  "catalogue: option 1: cost: this is not what belongs there",
		`[{"id":"a","name":"b","cost":-1}]`:   "catalogue: option 1: cost: 0 to 1000000",
		`[{"id":"a","name":"b","cost":1e99}]`: "catalogue: option 1: cost: this is not what belongs there",
		many:                                  `catalogue: option 2: id: "a" is there twice`,
	} {
		if _, err := tavern.ReadCatalogue([]byte(data)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", data, err, want)
		}
	}
	if _, err := tavern.ReadCatalogue([]byte(`[3]`)); err == nil || !strings.HasPrefix(err.Error(), "catalogue: option 1: this is not a JSON object") {
		t.Errorf("a number: %v", err)
	}
}
