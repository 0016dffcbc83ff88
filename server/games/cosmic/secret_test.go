package cosmic

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/proto"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

// TestNothingUndiscoveredIsEverSent walks voyages at random and searches every
// view, and all that is told, for the names of places and regions that have not
// been discovered.
func TestNothingUndiscoveredIsEverSent(t *testing.T) {
	t.Parallel()
	const voyages = 10
	hidden := 0
	for number := range voyages * *walks {
		b := voyage(t, byte(number), request(number))
		chance := rand.New(rand.NewPCG(uint64(number), 21))
		s, told := b.State(), len(b.Events())
		hidden += searched(t, s, view(t, s))
		for step := 0; b.State().status == underWay && step < 60; step++ {
			stagger(t, b, chance)
			for _, e := range b.Events()[told:] {
				next, err := apply(s, e)
				must(t, err)
				if h := (Game{}).Tell(s, e, next, session.Viewer{Seat: 1}); h != nil {
					searched(t, next, marshal(t, h))
				}
				s = next
			}
			told = len(b.Events())
			hidden += searched(t, s, view(t, s))
		}
	}
	if hidden == 0 {
		t.Error("nothing was ever hidden")
	}
}

// searched looks for secrets and says how many there are.
func searched(t *testing.T, s State, raw []byte) (n int) {
	t.Helper()
	find := func(words ...string) {
		n++
		for _, w := range words {
			if bytes.Contains(raw, []byte(w)) {
				t.Fatalf("in turn %d, at %s, %q can be read", s.turn, s.at, w)
			}
		}
	}
	for _, p := range s.chart.stars.GetNodes() {
		if !s.known[p.GetId()] {
			find(p.GetName(), p.GetId()+"\"", "\n\x04"+p.GetId())
		}
	}
	for _, a := range s.chart.stars.GetRegions() {
		if !s.regionsKnown[a.GetId()] {
			find(a.GetName(), "\n\x02"+a.GetId())
		}
	}
	return n
}

func view(t *testing.T, s State) []byte {
	t.Helper()
	return marshal(t, embedded.View(s, session.Viewer{Seat: 1}))
}

func marshal(tb testing.TB, m proto.Message) []byte {
	tb.Helper()
	raw, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	must(tb, err)
	return raw
}

// TestViewsDoNotDependOnWhatIsHidden changes everything that the captain may not
// know and compares the views byte by byte: undiscovered places, services of
// places not surveyed, markets elsewhere, guards, outcomes of events, quests and
// people elsewhere.
func TestViewsDoNotDependOnWhatIsHidden(t *testing.T) {
	t.Parallel()
	b := voyage(t, 4, &cosmicv1.CreateRequest{Seed: "hidden"})
	for _, m := range b.View(1).GetOfferedQuests() {
		must(t, b.Do(1, rpc(Game.AcceptQuest, &cosmicv1.AcceptQuestRequest{QuestId: m.GetId()})))
	}
	s := b.State()
	other := s
	stars := proto.CloneOf(s.chart.stars)
	far := ""
	for _, p := range stars.GetNodes() {
		if !s.surveyed[p.GetId()] {
			p.Repair, p.Trade, p.Description = !p.GetRepair(), !p.GetTrade(), "another"
		}
		if !s.known[p.GetId()] {
			p.Name, p.Type, p.X, far = "Elsewhere", "station", 7, p.GetId()
			// The danger of a gate is that of the way to its region, which is told.
			if s.chart.area(p.GetId()).GetGate() != p.GetId() {
				p.Danger = .9
			}
		}
	}
	for _, a := range stars.GetRegions() {
		if !s.regionsKnown[a.GetId()] {
			a.Name, a.X, a.Wealth = "Nowhere", 3, 9
		}
	}
	if far == "" {
		t.Fatal("everything is known")
	}
	other.chart = newChart(stars)
	other.shelves = map[shelfKey]shelf{{far, "data_cores"}: {stock: 3, level: 2}}
	other.offers = withAny(s.offers, far, offer{missions: []*cosmicv1.Event_Mission{{Id: "x", Title: "secret"}}})
	other.recruits = withAny(s.recruits, far, berth{people: []*cosmicv1.Event_Person{{Id: "x", Name: "secret"}}})
	for i, q := range other.quests {
		m := proto.CloneOf(q.mission)
		m.Tasks[0].Guard = "space_kraken"
		other = other.withQuest(other.quests[i].mission.GetId(), func(q *quest) { q.mission = m })
	}
	if len(other.quests) == 0 || !bytes.Equal(view(t, s), view(t, other)) {
		t.Errorf("the view shows what is hidden\n%v\n%v", embedded.View(s, session.Viewer{}), embedded.View(other, session.Viewer{}))
	}
}
