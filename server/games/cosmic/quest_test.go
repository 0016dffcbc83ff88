package cosmic

import (
	"strings"
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// offering is the state where a quest of a template is offered.
func offering(tb testing.TB, s State, template string) (State, *cosmicv1.Event_Mission) {
	tb.Helper()
	q, ok := embedded.balance.Quest(template)
	if !ok {
		tb.Fatalf("there is no template %s", template)
	}
	for n := range int32(200) {
		p := &play{helm: embedded.helm(s), t: turn(n)}
		if m := p.makeMission(q, 900); m != nil {
			s.offers = map[string]offer{s.at: {missions: []*cosmicv1.Event_Mission{m}}}
			return s, m
		}
	}
	tb.Skipf("the map has no place for %s", template)
	return s, nil
}

func accept(id string) *cosmicv1.AcceptQuestRequest { return &cosmicv1.AcceptQuestRequest{QuestId: id} }

// taken is the state with a quest of a template running, without a guard.
func taken(tb testing.TB, s State, template string) (State, *cosmicv1.Event_Mission) {
	tb.Helper()
	s, m := offering(tb, s, template)
	m.Tasks[0].Guard = ""
	s, _ = after(tb, s, rpc(Game.AcceptQuest, accept(m.GetId())))
	return s, m
}

// arrived is the state at a node, as if just travelled to, with what follows.
func arrived(tb testing.TB, s State, node string) State {
	tb.Helper()
	p := &play{helm: embedded.helm(s.visit(node)), t: turn(0)}
	events, err := p.done()
	must(tb, err)
	_ = events
	return p.State
}

func status(s State, id string) cosmicv1.QuestStatus { return s.quests[s.questIndex(id)].status }

// TestADeliveryBringsItsFreight: it takes room, is no item, and is paid for on
// arrival.
func TestADeliveryBringsItsFreight(t *testing.T) {
	t.Parallel()
	s, m := taken(t, scene(t), "sealed_freight")
	if embedded.helm(s).hold() != m.GetFreight() || len(s.cargo) != 0 {
		t.Errorf("the hold weighs %d", embedded.helm(s).hold())
	}
	next := arrived(t, s, m.GetTasks()[0].GetNodeId())
	if status(next, m.GetId()) != statusDone || next.credits != s.credits+m.GetCredits() || embedded.helm(next).hold() != 0 || next.reputation["compact"] != 4 {
		t.Errorf("%v, %d credits", status(next, m.GetId()), next.credits)
	}
	full, m := offering(t, scene(t), "sealed_freight")
	full.cargo = map[string]int32{"rare_minerals": 8}
	refused(t, full, "hold_full", rpc(Game.AcceptQuest, accept(m.GetId())))
	ejected := drifting(s)
	if status(ejected, m.GetId()) != statusFailed && status(ejected, "q900") != statusFailed {
		t.Error("freight survives the ship")
	}
}

func TestADeliveryOfGoodsTakesThemOver(t *testing.T) {
	t.Parallel()
	s, m := taken(t, scene(t), "fresh_bandages")
	goal := m.GetTasks()[0]
	empty := arrived(t, s, goal.GetNodeId())
	if status(empty, m.GetId()) != statusRunning {
		t.Error("delivered without goods")
	}
	s.cargo = map[string]int32{"med_pack": goal.GetCount() + 1}
	if next := arrived(t, s, goal.GetNodeId()); status(next, m.GetId()) != statusDone || next.cargo["med_pack"] != 1 {
		t.Errorf("%v, %v", status(next, m.GetId()), next.cargo)
	}
}

func TestExplorationCountsNewPlaces(t *testing.T) {
	t.Parallel()
	s, m := taken(t, scene(t), "blank_spots")
	goal, count := m.GetTasks()[0].GetCount(), int32(0)
	for _, p := range s.chart.stars.GetNodes() {
		if s.visited[p.GetId()] {
			continue
		}
		play := &play{helm: embedded.helm(s), t: turn(0)}
		play.travel(way{to: p})
		s = play.State
		s.fight, s.encounter, s.ship.hull = nil, nil, 80
		if count++; count >= goal {
			break
		}
		if q := embedded.View(s, viewer).GetQuests()[0]; q.GetProgress() != count || q.GetGoal() != goal {
			t.Errorf("progress %d of %d after %d", q.GetProgress(), q.GetGoal(), count)
		}
	}
	if status(s, m.GetId()) != statusDone {
		t.Errorf("after %d places: %v", count, status(s, m.GetId()))
	}
}

func TestABountyCountsItsEnemies(t *testing.T) {
	t.Parallel()
	s, m := taken(t, scene(t), "thin_the_pirates")
	slay := func(enemy string) {
		p := &play{helm: embedded.helm(s), t: turn(0)}
		p.meet(enemy, "")
		p.win()
		s = p.State
	}
	slay("alien_drone")
	if s.quests[0].count != 0 {
		t.Error("a drone is no pirate")
	}
	for range m.GetTasks()[0].GetCount() {
		slay("pirate_scout")
	}
	if status(s, m.GetId()) != statusDone {
		t.Errorf("%v", status(s, m.GetId()))
	}
}

// TestAGuardAttacksAndHasToGo: who arrives is attacked; who flees has to come
// back; the target of a bounty neither runs nor talks.
func TestAGuardAttacksAndHasToGo(t *testing.T) {
	t.Parallel()
	s, m := offering(t, scene(t), "captain_gall")
	s, _ = after(t, s, rpc(Game.AcceptQuest, accept(m.GetId())))
	node := m.GetTasks()[0].GetNodeId()
	if strings.Contains(string(view(t, s)), "guard") {
		t.Error("the guard is in the view")
	}
	s.at = node
	met, events := lucky(t, s, action("wait"), func(n State, _ []*cosmicv1.Event) bool { return n.fight != nil })
	k, _ := first[*cosmicv1.Event_Met_](events)
	if k.Met.GetFoe().GetQuestId() != m.GetId() || k.Met.GetFoe().GetTalks() || k.Met.GetFoe().GetFleesAt() != 0 {
		t.Errorf("%v", k.Met)
	}
	away, _ := lucky(t, met, action("flee"), func(n State, _ []*cosmicv1.Event) bool { return n.fight == nil })
	if status(away, m.GetId()) != statusRunning || !embedded.helm(away).guarded() {
		t.Error("the guard is gone")
	}
	won, _ := lucky(t, met.withFight(func(f *fight) { f.hull = 1 }), rpc(Game.Attack, &cosmicv1.AttackRequest{}), func(n State, _ []*cosmicv1.Event) bool { return n.fight == nil })
	if status(won, m.GetId()) != statusDone {
		t.Errorf("the bounty is %v", status(won, m.GetId()))
	}
}

func TestARescueGoesThereAndBack(t *testing.T) {
	t.Parallel()
	s, m := taken(t, scene(t), "lost_scholar")
	home := s.at
	s = arrived(t, s, m.GetTasks()[0].GetNodeId())
	if q := embedded.View(s, viewer).GetQuests()[0]; q.GetProgress() != 1 || q.GetGoal() != 2 || q.GetNodeId() != home {
		t.Errorf("%v", q)
	}
	if s = arrived(t, s, home); status(s, m.GetId()) != statusDone || s.cargo["data_cores"] == 0 {
		t.Errorf("%v, %v", status(s, m.GetId()), s.cargo)
	}
}

func TestQuestsHaveDeadlines(t *testing.T) {
	t.Parallel()
	s, m := taken(t, scene(t), "sealed_freight")
	s.turn = m.GetDeadline() - 1
	if w := embedded.View(s, viewer).GetWarnings(); !strings.Contains(strings.Join(w, " "), m.GetTitle()) {
		t.Errorf("warned of %v", w)
	}
	s.options.MaxTurns = 1000
	s, _ = after(t, s, action("wait"))
	if status(s, m.GetId()) != statusRunning {
		t.Error("the last turn is too late")
	}
	s.encounter, s.fight = nil, nil
	s, _ = after(t, s, action("wait"))
	if status(s, m.GetId()) != statusFailed || s.reputation["compact"] != -5 {
		t.Errorf("%v, %v", status(s, m.GetId()), s.reputation)
	}
}

func TestQuestsAreRefused(t *testing.T) {
	t.Parallel()
	s, m := offering(t, scene(t), "local_post")
	refused(t, s, "no_such_quest", rpc(Game.AcceptQuest, accept("q1000")))
	refused(t, s, "no_such_quest", rpc(Game.AbandonQuest, &cosmicv1.AbandonQuestRequest{QuestId: m.GetId()}))
	trusted := s
	m.Trust = 10
	refused(t, trusted, "not_trusted", rpc(Game.AcceptQuest, accept(m.GetId())))
	m.Trust = -100
	for range 3 {
		s.quests = append(s.quests, quest{mission: &cosmicv1.Event_Mission{Id: "other", Kind: "bounty", Tasks: []*cosmicv1.Event_Task{{Deed: deedDestroy, Count: 3}}}, status: statusRunning})
	}
	refused(t, s, "too_many_quests", rpc(Game.AcceptQuest, accept(m.GetId())))
	s.quests = nil
	s, _ = after(t, s, rpc(Game.AcceptQuest, accept(m.GetId())))
	refused(t, s, "no_such_quest", rpc(Game.AcceptQuest, accept(m.GetId())))
	s, _ = after(t, s, rpc(Game.AbandonQuest, &cosmicv1.AbandonQuestRequest{QuestId: m.GetId()}))
	if status(s, m.GetId()) != statusFailed || s.reputation["compact"] != -5 {
		t.Errorf("%v, %v", status(s, m.GetId()), s.reputation)
	}
}

// TestTheChainLeadsToVictory: three links with a quest item each, the last takes
// all three and wins.
func TestTheChainLeadsToVictory(t *testing.T) {
	t.Parallel()
	s := voyage(t, 1, &cosmicv1.CreateRequest{Seed: "chain"}).State()
	first := embedded.View(s, viewer).GetOfferedQuests()[0]
	if first.GetKind() != balance.QuestChain || first.GetChainStep() != 1 || !first.GetAllowed() {
		t.Fatalf("the start offers %v", first)
	}
	s, _ = after(t, s, rpc(Game.AcceptQuest, accept(first.GetId())))
	for step := int32(1); step <= 4; step++ {
		q := s.running()[0]
		if q.mission.GetChainStep() != step || !s.known[q.now().GetNodeId()] || len(s.running()) != 1 {
			t.Fatalf("step %d: %v", step, q.mission)
		}
		s = s.withQuest(q.mission.GetId(), func(q *quest) { q.cleared = true })
		s.at, s.ship.hull, s.fuel, s.fight, s.encounter = q.now().GetNodeId(), 80, 100, nil, nil
		want := map[bool]string{true: "scan", false: "wait"}[q.now().GetDeed() == deedScan]
		s, _ = lucky(t, s, action(want), func(n State, _ []*cosmicv1.Event) bool { return n.links() == step && n.ship.hull > 0 })
	}
	for _, item := range []string{"ancient_key", "star_chart_fragment", "distress_beacon"} {
		if s.cargo[item] != 1 {
			t.Errorf("no %s aboard", item)
		}
	}
	if s.status != victory || !strings.Contains(s.outcome.GetText(), "door") {
		t.Errorf("%v", s.outcome)
	}
}

// TestAChainGivenUpIsOfferedAgain, so that every voyage can still be won by it.
func TestAChainGivenUpIsOfferedAgain(t *testing.T) {
	t.Parallel()
	s := scene(t)
	id := embedded.View(s, viewer).GetOfferedQuests()[0].GetId()
	s, _ = after(t, s, rpc(Game.AcceptQuest, accept(id)))
	s, _ = after(t, s, rpc(Game.AbandonQuest, &cosmicv1.AbandonQuestRequest{QuestId: id}))
	p := &play{helm: embedded.helm(s), t: turn(0)}
	p.offerQuests()
	again := p.missionsHere()[0]
	if again.GetChainStep() != 1 || again.GetId() == id {
		t.Errorf("offered: %v", again)
	}
	next, _ := after(t, p.State, rpc(Game.AcceptQuest, accept(again.GetId())))
	if len(next.running()) != 1 {
		t.Error("it cannot be taken on")
	}
}

// TestAGuardThatWasBeatenStaysBeaten when its link is given up and taken on
// again; one that was not waits.
func TestAGuardThatWasBeatenStaysBeaten(t *testing.T) {
	t.Parallel()
	for _, beaten := range []bool{true, false} {
		s := scene(t)
		id := embedded.View(s, viewer).GetOfferedQuests()[0].GetId()
		s, _ = after(t, s, rpc(Game.AcceptQuest, accept(id)))
		s = s.withQuest(id, func(q *quest) { q.cleared = beaten })
		s, _ = after(t, s, rpc(Game.AbandonQuest, &cosmicv1.AbandonQuestRequest{QuestId: id}))
		p := &play{helm: embedded.helm(s), t: turn(0)}
		p.offerQuests()
		s, _ = after(t, p.State, rpc(Game.AcceptQuest, accept(p.missionsHere()[0].GetId())))
		s.at = s.running()[0].now().GetNodeId()
		if met := embedded.helm(s).guard() != nil; met == beaten {
			t.Errorf("beaten %v, and it waits %v", beaten, met)
		}
	}
}

// TestTheChainSaysThatItWins, where it does; and what giving up costs.
func TestTheChainSaysThatItWins(t *testing.T) {
	t.Parallel()
	for _, endless := range []bool{false, true} {
		s := voyage(t, 1, &cosmicv1.CreateRequest{Seed: "chain", Endless: endless}).State()
		offered := embedded.View(s, viewer).GetOfferedQuests()
		if says := strings.Contains(offered[0].GetText(), "wins the voyage"); says == endless || offered[0].GetPenalty() != 0 {
			t.Errorf("endless %v: %v", endless, offered[0])
		}
		for _, q := range offered[1:] {
			if strings.Contains(q.GetText(), "wins") || q.GetPenalty() != 5 {
				t.Errorf("%v", q)
			}
		}
	}
}

// TestEveryTemplateMakesAQuest with filled texts, places on the map and a
// deadline that leaves time for the way.
func TestEveryTemplateMakesAQuest(t *testing.T) {
	t.Parallel()
	for _, q := range embedded.balance.Quests.Templates {
		made := false
		for _, seed := range []string{"one", "two", "three"} {
			s := voyage(t, 1, &cosmicv1.CreateRequest{Seed: seed}).State()
			p := &play{helm: embedded.helm(s), t: turn(1)}
			m := p.makeMission(q, 1)
			if m == nil {
				continue
			}
			made = true
			if strings.ContainsAny(m.GetTitle()+m.GetText(), "{}") || m.GetCredits() <= 0 || len(m.GetTasks()) == 0 {
				t.Errorf("%s: %v", q.ID, m)
			}
			place := s.chart.places[m.GetTasks()[0].GetNodeId()]
			if _, way := p.distance(place); m.GetDeadline() > 0 && m.GetDeadline() < s.turn+way {
				t.Errorf("%s: turn %d is too early for a way of %d", q.ID, m.GetDeadline(), way)
			}
			if place != nil && !strings.Contains(m.GetTitle()+m.GetText(), place.GetName()) {
				t.Errorf("%s does not name %s: %s", q.ID, place.GetName(), m.GetText())
			}
		}
		if !made {
			t.Errorf("no map had a place for %s", q.ID)
		}
	}
}
