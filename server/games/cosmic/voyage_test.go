package cosmic

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

func TestAVoyageBeginsAsTheDesignSays(t *testing.T) {
	t.Parallel()
	v := voyage(t, 1, &cosmicv1.CreateRequest{Seed: "begin"}).View(1)
	c, s := v.GetCaptain(), v.GetShip()
	if c.GetHealth() != 100 || c.GetCredits() != 500 || c.GetFuel() != 100 || c.GetMaxFuel() != 100 || c.GetFood() != 50 || c.GetTurn() != 0 || c.GetTurnsLeft() != 50 {
		t.Errorf("%v", c)
	}
	if s.GetType() != "scout" || s.GetHull() != 80 || s.GetMaxHull() != 80 || s.GetCargoCapacity() != 50 || s.GetPower() != 0 {
		t.Errorf("%v", s)
	}
	at := v.GetLocation()
	if at.GetRegionType() != balance.CoreWorlds || at.GetNodeType() != balance.Station || !at.GetRepair() || !at.GetTrade() {
		t.Errorf("%v", at)
	}
	if v.GetStatus() != underWay || v.GetMode() != cosmicv1.Mode_MODE_CRUISE || v.GetEarned() != 0 || v.GetNetWorth() != 700 || len(v.GetMap().GetRegions()) == 5 && len(v.GetMap().GetNodes()) == int(v.GetMap().GetTotalNodes()) {
		t.Errorf("%v, earned %d, worth %d", v.GetStatus(), v.GetEarned(), v.GetNetWorth())
	}
	if v.GetOptions().GetSeed() != "begin" || len(v.GetAchievements()) < 15 || len(v.GetFactions()) != 3 {
		t.Errorf("%v", v.GetOptions())
	}
}

// TestTheSameSeedMakesTheSameVoyage: the same map and the same markets, whatever
// the dice; another seed makes another.
func TestTheSameSeedMakesTheSameVoyage(t *testing.T) {
	t.Parallel()
	a, b := voyage(t, 1, &cosmicv1.CreateRequest{Seed: "same"}).State(), voyage(t, 2, &cosmicv1.CreateRequest{Seed: "same"}).State()
	if !proto.Equal(a.chart.stars, b.chart.stars) || !proto.Equal(embedded.helm(a).showMarket(), embedded.helm(b).showMarket()) {
		t.Error("the same seed made another map")
	}
	if c := voyage(t, 1, &cosmicv1.CreateRequest{Seed: "other"}).State(); proto.Equal(a.chart.stars, c.chart.stars) {
		t.Error("another seed made the same map")
	}
}

func TestAnEmptySeedIsDrawn(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for n := range byte(20) {
		seed := voyage(t, n, &cosmicv1.CreateRequest{}).View(1).GetOptions().GetSeed()
		if len(seed) != 8 || seen[seed] {
			t.Errorf("the seed is %q", seed)
		}
		seen[seed] = true
	}
}

// TestTheDailyVoyageIsTheDays in UTC, whoever plays it and wherever.
func TestTheDailyVoyageIsTheDays(t *testing.T) {
	t.Parallel()
	for when, day := range map[string]string{
		"2026-11-20T00:00:00Z": "2026-11-20", "2026-11-20T23:59:59Z": "2026-11-20", "2026-11-20T23:30:00-05:00": "2026-11-21", "2026-11-20T01:00:00+09:00": "2026-11-19",
	} {
		now, err := time.Parse(time.RFC3339, when)
		must(t, err)
		at := turn(0)
		at.Now = now
		events, err := embedded.Create(at, State{}, &cosmicv1.CreateRequest{Daily: true})
		must(t, err)
		s := folded(t, State{}, events)
		if s.options.GetDaily() != day || s.options.GetSeed() != "daily "+day || embedded.helm(s).ruleset() != "daily "+day {
			t.Errorf("%s: %v", when, s.options)
		}
	}
}

// TestTheDailySeedIsTheServersToTell, so that it is not known before the day.
func TestTheDailySeedIsTheServersToTell(t *testing.T) {
	t.Parallel()
	at := turn(0)
	at.Now = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	told := embedded.WithDaily(func(day string) string { return "secret of " + day })
	events, err := told.Create(at, State{}, &cosmicv1.CreateRequest{Daily: true})
	must(t, err)
	o := folded(t, State{}, events).options
	if o.GetSeed() != "secret of 2026-11-20" || o.GetDaily() != "2026-11-20" || o.GetSeedChosen() {
		t.Errorf("%v", o)
	}
	if embedded.daily != nil {
		t.Error("the rules before know it as well")
	}
}

// TestASeedOfOnesOwnIsNoted, and a drawn one is not one's own.
func TestASeedOfOnesOwnIsNoted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		seed string
		want string
	}{{"mine", ""}, {"", "voyage"}} {
		s := voyage(t, 1, &cosmicv1.CreateRequest{Seed: c.seed}).State()
		if got := embedded.helm(s).ruleset(); got != c.want || s.options.GetSeedChosen() != (c.seed != "") {
			t.Errorf("%q counts for %q: %v", c.seed, got, s.options)
		}
	}
}

func TestOptionsOutOfBoundsAreRefused(t *testing.T) {
	t.Parallel()
	n := func(i int32) *int32 { return &i }
	for field, requests := range map[string][]*cosmicv1.CreateRequest{
		"max_turns":       {{MaxTurns: n(9)}, {MaxTurns: n(1001)}, {MaxTurns: n(-50)}, {MaxTurns: n(0)}},
		"victory_credits": {{VictoryCredits: n(499)}, {VictoryCredits: n(1_000_001)}, {VictoryCredits: n(-1)}},
		"endless":         {{Endless: true, MaxTurns: n(50)}, {Endless: true, VictoryCredits: n(5000)}},
		"daily":           {{Daily: true, Seed: "mine"}, {Daily: true, Endless: true}, {Daily: true, MaxTurns: n(50)}},
		"seed":            {{Seed: strings.Repeat("x", 101)}},
	} {
		for _, r := range requests {
			refused(t, State{}, "invalid_"+field, rpc(Game.Create, r))
		}
	}
	s := voyage(t, 1, &cosmicv1.CreateRequest{MaxTurns: n(10), VictoryCredits: n(500)}).State()
	if s.options.GetMaxTurns() != 10 || s.options.GetVictoryCredits() != 500 {
		t.Errorf("%v", s.options)
	}
}

// TestTheEndIsNoticedInTheSameAction: by earnings, without a turn; by the last
// turn; by death.
func TestTheEndIsNoticedInTheSameAction(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s.health = 50
	s.credits += s.options.GetVictoryCredits() - 1
	if next, _ := after(t, s, action("eat")); next.status != underWay {
		t.Errorf("%v after earning %d", next.status, embedded.helm(next).earned())
	}
	s.credits++
	next, events := after(t, s, action("eat"))
	if next.status != victory || next.turn != 0 || next.outcome.GetScore() != 5000 || next.outcome.GetRuleset() != "" || !has[*cosmicv1.Event_Ended_](events) {
		t.Errorf("%v", next.outcome)
	}
	late := scene(t)
	late.turn = 49
	if next, _ := after(t, late, action("wait")); next.status != overtime || next.turn != 50 || next.outcome.GetScore() != 0 {
		t.Errorf("%v", next.outcome)
	}
	late.turn = 48
	if next, _ := after(t, late, action("wait")); next.status != underWay {
		t.Errorf("%v", next.outcome)
	}
	ill := scene(t)
	p := &play{helm: embedded.helm(ill), t: turn(0)}
	p.hurt(200, "a test")
	_, err := p.done()
	must(t, err)
	if p.status != lost || p.health != 0 {
		t.Errorf("%v with health %d", p.status, p.health)
	}
}

// TestLostComesBeforeWonAndWonBeforeLate when all come at once.
func TestLostComesBeforeWonAndWonBeforeLate(t *testing.T) {
	t.Parallel()
	s := scene(t)
	s.credits, s.turn = 20_000, 49
	if next, _ := after(t, s, action("wait")); next.status != victory {
		t.Errorf("%v", next.outcome)
	}
	s.health = 0
	if next, _ := after(t, s, action("wait")); next.status != lost {
		t.Errorf("%v", next.outcome)
	}
}

func TestAnEndlessVoyageEndsByRetiring(t *testing.T) {
	t.Parallel()
	refused(t, scene(t), "not_endless", action("retire"))
	s := voyage(t, 1, &cosmicv1.CreateRequest{Endless: true}).State()
	s.credits, s.turn = 50_000, 900
	s, _ = after(t, s, action("wait"))
	if s.status != underWay {
		t.Fatalf("%v", s.outcome)
	}
	s.fight, s.encounter = nil, nil
	next, _ := after(t, s, action("retire"))
	if next.status != overtime || next.outcome.GetScore() != 49_500 || next.outcome.GetRuleset() != "endless" {
		t.Errorf("%v", next.outcome)
	}
	refused(t, against(s, "pirate_scout"), "in_combat", action("retire"))
}

// TestResultsAreOfComparableVoyagesOnly.
func TestResultsAreOfComparableVoyagesOnly(t *testing.T) {
	t.Parallel()
	s := scene(t)
	if len(embedded.Results(s)) != 0 {
		t.Error("a result before the end")
	}
	ended := func(o *cosmicv1.Options) []session.Result {
		s := s
		s.options, s.health = o, 0
		s, _ = after(t, s, action("wait"))
		return embedded.Results(s)
	}
	for _, c := range []struct {
		o    *cosmicv1.Options
		want string
	}{
		{&cosmicv1.Options{MaxTurns: 50, VictoryCredits: 5000}, "voyage"},
		{&cosmicv1.Options{MaxTurns: 50, VictoryCredits: 5000, Daily: "2026-11-20"}, "daily 2026-11-20"},
		{&cosmicv1.Options{Endless: true}, "endless"},
		{&cosmicv1.Options{MaxTurns: 50, VictoryCredits: 5000, SeedChosen: true}, ""},
		{&cosmicv1.Options{Endless: true, SeedChosen: true}, ""},
		{&cosmicv1.Options{MaxTurns: 60, VictoryCredits: 5000}, ""},
		{&cosmicv1.Options{MaxTurns: 50, VictoryCredits: 600}, ""},
	} {
		results := ended(c.o)
		if c.want == "" && len(results) == 0 {
			continue
		}
		if len(results) != 1 || results[0].Ruleset != c.want || results[0].Seat != 1 || results[0].Summary == "" {
			t.Errorf("%v: %v", c.o, results)
		}
	}
}

func TestASaveShowsWhereOneIs(t *testing.T) {
	t.Parallel()
	s := scene(t)
	var keys []string
	for _, d := range embedded.Saved(s) {
		keys = append(keys, d.Key)
		if d.Label == "" || d.Value == "" {
			t.Errorf("%v", d)
		}
	}
	if !slices.Equal(keys, []string{"turn", "credits", "health", "location", "ship", "played"}) || embedded.Saved(State{}) != nil {
		t.Errorf("%v", keys)
	}
	if d := embedded.Saved(drifting(s)); d[4].Value != "Escape pod" {
		t.Errorf("%v", d)
	}
}

// TestPausesAreNotPlayed: what is longer than five minutes is left out.
func TestPausesAreNotPlayed(t *testing.T) {
	t.Parallel()
	b := voyage(t, 1, &cosmicv1.CreateRequest{Seed: "pause"})
	for _, pause := range []time.Duration{20 * time.Second, 5 * time.Minute, 5*time.Minute + time.Second, 8 * time.Hour, 10 * time.Second} {
		b.Now = b.Now.Add(pause)
		if b.State().fight != nil || b.State().encounter != nil {
			t.Fatal("not a quiet place")
		}
		must(t, b.Do(1, action("wait")))
	}
	if n := b.View(1).GetStatistics().GetPlaySeconds(); n != 330 {
		t.Errorf("%d seconds", n)
	}
}

// TestNetWorthCountsAllThereIs: credits, cargo at base value, half of ship,
// modules, pod and augmentations.
func TestNetWorthCountsAllThereIs(t *testing.T) {
	t.Parallel()
	s := podded(fitted(flownBy(scene(t), "trader"), "laser_cannon", "cargo_rig"), "life_support")
	s.cargo = map[string]int32{"data_cores": 3, "ancient_key": 1}
	want := int32(500 + 300 + (800+200+600+500+600)/2)
	if got := embedded.helm(s).worth(); got != want {
		t.Errorf("worth %d, not %d", got, want)
	}
	if got := embedded.helm(drifting(s, "life_support")).worth(); got != 500+(500+600)/2 {
		t.Errorf("in the pod, worth %d", got)
	}
}

func TestStatisticsCount(t *testing.T) {
	t.Parallel()
	s := scene(t)
	node := s.chart.links[s.at][0]
	s, _ = lucky(t, s, rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: node}), func(n State, _ []*cosmicv1.Event) bool {
		return n.ship.hull < 80 && n.fight == nil && n.encounter == nil
	})
	v := embedded.View(s, viewer).GetStatistics()
	if v.GetDistance() != s.chart.distance(s.chart.stars.GetStart(), node) || v.GetSystemsVisited() != 2 || v.GetRegionsDiscovered() != 1 || v.GetDamageTaken() != 80-s.ship.hull {
		t.Errorf("%v", v)
	}
	s = wealthy(s, 700)
	s.at = s.chart.stars.GetStart()
	bought, events := after(t, s, rpc(Game.BuyItem, &cosmicv1.BuyItemRequest{Item: "data_cores", Quantity: 2}))
	k, _ := first[*cosmicv1.Event_Bought_](events)
	if v := embedded.View(bought, viewer).GetStatistics(); v.GetCreditsSpent() != k.Bought.GetCost() || v.GetCreditsEarned() != 0 || v.GetItemsCollected() != 0 {
		t.Errorf("%v", v)
	}
	sold, events := after(t, bought, rpc(Game.SellItem, &cosmicv1.SellItemRequest{Item: "data_cores", Quantity: 2}))
	g, _ := first[*cosmicv1.Event_Sold_](events)
	if v := embedded.View(sold, viewer).GetStatistics(); v.GetCreditsEarned() != g.Sold.GetGain() || g.Sold.GetPaid() != k.Bought.GetCost() {
		t.Errorf("%v", v)
	}
}

// TestEveryAchievementCanBeReached: when its measure comes to the threshold, it
// is noted once, with the turn.
func TestEveryAchievementCanBeReached(t *testing.T) {
	t.Parallel()
	for _, a := range embedded.balance.Achievements {
		s := measuring(scene(t), a.Statistic, int32(a.AtLeast))
		if got := embedded.helm(s).measure(a.Statistic); got != int32(a.AtLeast) {
			t.Errorf("%s: %s is %d, not %d", a.ID, a.Statistic, got, a.AtLeast)
			continue
		}
		p := &play{helm: embedded.helm(s), t: turn(0)}
		p.achieve()
		p.achieve()
		n := 0
		for _, r := range p.achieved {
			if r.id == a.ID {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s was noted %d times", a.ID, n)
		}
		less := &play{helm: embedded.helm(measuring(scene(t), a.Statistic, int32(a.AtLeast)-1)), t: turn(0)}
		less.achieve()
		for _, r := range less.achieved {
			if r.id == a.ID {
				t.Errorf("%s was noted for less", a.ID)
			}
		}
	}
}

// measuring is a state with a statistic of so much.
func measuring(s State, statistic string, n int32) State {
	set := func(prefix string) map[string]bool {
		m := map[string]bool{}
		for i := range n {
			m[fmt.Sprint(prefix, i)] = true
		}
		return m
	}
	chained := func(kind string) {
		for i := range n {
			s.quests = append(s.quests, quest{status: statusDone, mission: &cosmicv1.Event_Mission{Id: fmt.Sprint(i), Kind: kind, ChainStep: map[bool]int32{true: i + 1}[kind == "chain"]}})
		}
	}
	switch statistic {
	case "distance":
		s.statistics.distance = n
	case "systems_visited":
		s.visited = set("n")
	case "regions_discovered":
		s.regionsVisited = set("r")
	case "items_collected":
		s.statistics.collected = n
	case "credits_earned":
		s.statistics.earned = n
	case "credits_spent":
		s.statistics.spent = n
	case "ships_destroyed":
		s.statistics.kills = map[string]int32{"pirate_scout": n}
	case "fights_avoided":
		s.statistics.avoided = n
	case "pod_uses":
		s.statistics.podUses = n
	case "quests_done":
		chained("bounty")
	case "damage_taken":
		s.statistics.damage = n
	case balance.MeasureEarned:
		s.credits += n
	case balance.MeasureTurn:
		s.turn = n
	case balance.MeasureVictory:
		if n > 0 {
			s.status = victory
		}
	case balance.MeasureChain:
		chained("chain")
	case balance.MeasureCrew:
		for range n {
			s.crew = append(s.crew, &cosmicv1.Event_Person{})
		}
	case balance.MeasureReputation:
		s.reputation = map[string]int32{"archive": n}
	case balance.MeasureEvents:
		s.statistics.events = n
	case balance.MeasureMined:
		s.statistics.mined = n
	case balance.MeasureSalvaged:
		s.statistics.salvaged = n
	case balance.MeasureNegotiated:
		s.statistics.negotiated = n
	case balance.MeasureShips:
		s.statistics.shipsBought = n
	case balance.MeasureCloseCalls:
		s.statistics.closeCalls = n
	}
	return s
}

func TestTheTableKnowsTheVoyage(t *testing.T) {
	t.Parallel()
	s := scene(t)
	least, most := embedded.Seats(s)
	if least != 1 || most != 1 || !slices.Equal(embedded.Waiting(s), []session.Seat{1}) || embedded.Ended(s) {
		t.Errorf("%d to %d seats, waiting for %v", least, most, embedded.Waiting(s))
	}
	for want, o := range map[string]*cosmicv1.Options{
		"50 turns, 5000 credits to win, seed scene": s.options, "endless, seed x": {Endless: true, Seed: "x"}, "daily voyage of 2026-11-20": {Daily: "2026-11-20"},
	} {
		other := s
		other.options = o
		if got := embedded.Summary(other); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	s.status = victory
	if !embedded.Ended(s) || len(embedded.Waiting(s)) != 0 {
		t.Error("over, and still waiting")
	}
}

// TestEverythingThatHappensIsTold without a balance, or is no news.
func TestEverythingThatHappensIsTold(t *testing.T) {
	t.Parallel()
	silent := map[string]bool{"quests_offered": true, "recruits_came": true}
	fields := (&cosmicv1.Event{}).ProtoReflect().Descriptor().Oneofs().Get(0).Fields()
	s := against(scene(t), "pirate_scout")
	s.crew = []*cosmicv1.Event_Person{{Name: "Ann"}}
	for i := range fields.Len() {
		e := &cosmicv1.Event{}
		kind := e.ProtoReflect().Mutable(fields.Get(i)).Message()
		if text := kind.Descriptor().Fields().ByName("text"); text != nil {
			kind.Set(text, protoreflect.ValueOfString("What happened."))
		}
		name := string(fields.Get(i).Name())
		before := s
		if name == "discovered" {
			before.known = nil
		}
		h := narrate(before, e, s)
		if (h == nil) != silent[name] {
			t.Errorf("%s is told as %v", name, h)
		}
		if h != nil && (h.GetNarration() == "" || h.GetAction() == "") {
			t.Errorf("%s: %v", name, h)
		}
	}
}

// TestWarningsTellOfDanger under 30 health or hull, of an empty tank, and of a
// way ahead without a weapon.
func TestWarningsTellOfDanger(t *testing.T) {
	t.Parallel()
	s := fitted(scene(t), "laser_cannon")
	if w := embedded.View(s, viewer).GetWarnings(); len(w) != 0 {
		t.Errorf("%v", w)
	}
	s.health, s.ship.hull, s.fuel = 29, 29, 3
	if w := embedded.View(s, viewer).GetWarnings(); len(w) != 3 {
		t.Errorf("%v", w)
	}
	s.health, s.ship.hull, s.fuel = 30, 30, 4
	if w := embedded.View(s, viewer).GetWarnings(); len(w) != 0 {
		t.Errorf("%v", w)
	}
	s = fitted(s, "mining_laser")
	if w := embedded.View(s, viewer).GetWarnings(); len(w) != 1 || !strings.Contains(w[0], "No weapon") {
		t.Errorf("unarmed: %v", w)
	}
	calm := *embedded.balance
	calm.Voyage.UnarmedDanger = 1
	if w := New(&calm).View(s, viewer).GetWarnings(); len(w) != 0 {
		t.Errorf("unarmed where nothing is: %v", w)
	}
}
