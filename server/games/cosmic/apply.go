package cosmic

import (
	"errors"
	"fmt"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// errUnknownEvent is met when a newer server wrote the log.
var errUnknownEvent = errors.New("unknown event kind")

// errNoVoyage is met when a log does not begin with Created.
var errNoVoyage = errors.New("the voyage has not begun")

// pauseMs is the longest pause that counts as played.
const pauseMs = 5 * 60 * 1000

// Apply is the state after an event. It reads nothing but its arguments: the
// balance may have changed since the log was written.
func (Game) Apply(s State, e *cosmicv1.Event) (State, error) { return apply(s, e) }

func apply(before State, e *cosmicv1.Event) (State, error) {
	if k, ok := e.GetKind().(*cosmicv1.Event_Created_); ok {
		return created(e.GetAtMs(), k.Created), nil
	}
	if before.chart == nil && e.GetKind() != nil {
		return before, errNoVoyage
	}
	after, known := before.fold(e)
	if !known {
		return before, fmt.Errorf("event %T: %w", e.GetKind(), errUnknownEvent)
	}
	if at := e.GetAtMs(); at != 0 {
		if gap := at - before.lastMs; gap > 0 && gap <= pauseMs {
			after.statistics.playMs += gap
		}
		after.lastMs = at
	}
	return after.recount(before).noted(before, e), nil
}

// fold tries the kinds of events by what they are about.
func (s State) fold(e *cosmicv1.Event) (State, bool) {
	for _, about := range []func(State, *cosmicv1.Event) (State, bool){
		State.foldTravel, State.foldGoods, State.foldShip, State.foldWork, State.foldFight, State.foldPeople,
	} {
		if next, known := about(s, e); known {
			return next, true
		}
	}
	return s, false
}

func created(atMs int64, c *cosmicv1.Event_Created) State {
	s := State{
		options: c.GetOptions(), chart: newChart(c.GetChart()), status: underWay, outset: c.GetNetWorth(),
		health: c.GetHealth(), credits: c.GetCredits(), fuel: c.GetFuel(), food: c.GetFood(),
		ship:       ship{kind: c.GetShip(), name: c.GetShipName(), hull: c.GetHull(), modules: c.GetModules()},
		reputation: c.GetReputation(), lastMs: atMs,
	}
	return s.visit(c.GetChart().GetStart())
}

// recount counts what came in and went out, whatever the event.
func (s State) recount(before State) State {
	s.statistics.earned += max(0, s.credits-before.credits)
	s.statistics.spent += max(0, before.credits-s.credits)
	return s
}

// noted adds what is told of a blow, a shot or a word to the log of the fight;
// what the turn brings besides is not of it.
func (s State) noted(before State, e *cosmicv1.Event) State {
	if s.fight == nil {
		return s
	}
	h := tellFight(before, e, s)
	if h == nil {
		return s
	}
	f := *s.fight
	f.log = append(slices.Clip(f.log), h.GetNarration())
	s.fight = &f
	return s
}

// foldTravel folds what changes place and time.
func (s State) foldTravel(e *cosmicv1.Event) (State, bool) {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Travelled_:
		t := k.Travelled
		if len(t.GetRemembered()) > 0 {
			s.memories = withAny(s.memories, s.at, memory{prices: t.GetRemembered(), turn: s.turn})
		}
		s.fuel = t.GetFuel()
		s.statistics.distance += t.GetDistance()
		s = s.visit(t.GetNodeId())
	case *cosmicv1.Event_Discovered_:
		s.known = including(s.known, k.Discovered.GetNodeIds()...)
		s.regionsKnown = including(s.regionsKnown, k.Discovered.GetRegionIds()...)
		s.surveyed = including(s.surveyed, k.Discovered.GetSurveyedIds()...)
	case *cosmicv1.Event_TurnPassed_:
		s.turn = k.TurnPassed.GetTurn()
		s.effects = s.stillWorking()
	case *cosmicv1.Event_Waited_:
	case *cosmicv1.Event_Achieved_:
		a := k.Achieved
		s.achieved = append(slices.Clip(s.achieved), achieved{a.GetId(), a.GetName(), a.GetText(), s.turn})
	case *cosmicv1.Event_Ended_:
		s.outcome, s.status = k.Ended.GetOutcome(), k.Ended.GetOutcome().GetStatus()
		s.fight, s.encounter = nil, nil
	default:
		return s, false
	}
	return s, true
}

// visit is the state at a node, which is known and surveyed by being there. A
// node that the map does not have leaves everything as it is.
func (s State) visit(node string) State {
	place := s.chart.places[node]
	if place == nil {
		return s
	}
	s.at = node
	s.known, s.surveyed, s.visited = including(s.known, node), including(s.surveyed, node), including(s.visited, node)
	s.regionsKnown = including(s.regionsKnown, place.GetRegionId())
	s.regionsVisited = including(s.regionsVisited, place.GetRegionId())
	return s
}

func (s State) stillWorking() (some []effect) {
	for _, e := range s.effects {
		if e.until > s.turn && e.amount > 0 {
			some = append(some, e)
		}
	}
	return some
}

// foldPeople folds events, quests, crew and factions.
func (s State) foldPeople(e *cosmicv1.Event) (State, bool) {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Encountered_:
		s.encounter, s.met = k.Encountered, including(s.met, k.Encountered.GetId())
	case *cosmicv1.Event_Chose_:
		s.encounter = nil
		s.statistics.events++
	case *cosmicv1.Event_QuestsOffered_:
		s.offers = withAny(s.offers, k.QuestsOffered.GetNodeId(), offer{missions: k.QuestsOffered.GetMissions(), turn: s.turn})
		s.missions += int32(len(k.QuestsOffered.GetMissions()))
	case *cosmicv1.Event_QuestAccepted_:
		s = s.accept(k.QuestAccepted)
	case *cosmicv1.Event_QuestAdvanced_:
		a := k.QuestAdvanced
		s = s.withQuest(a.GetId(), func(q *quest) {
			q.cleared = q.cleared && q.task == a.GetTask()
			q.task, q.count = a.GetTask(), a.GetCount()
		})
	case *cosmicv1.Event_QuestDone_:
		s = s.withQuest(k.QuestDone.GetId(), func(q *quest) { q.status = statusDone })
	case *cosmicv1.Event_QuestFailed_:
		s = s.withQuest(k.QuestFailed.GetId(), func(q *quest) { q.status = statusFailed })
	case *cosmicv1.Event_RecruitsCame_:
		s.recruits = withAny(s.recruits, k.RecruitsCame.GetNodeId(), berth{people: k.RecruitsCame.GetPeople(), turn: s.turn})
		s.people += int32(len(k.RecruitsCame.GetPeople()))
	case *cosmicv1.Event_Hired_:
		s = s.hire(k.Hired)
	case *cosmicv1.Event_CrewLeft_:
		s.crew = without(s.crew, func(p *cosmicv1.Event_Person) bool { return p.GetId() == k.CrewLeft.GetId() })
	case *cosmicv1.Event_ReputationChanged_:
		s.reputation = withAny(s.reputation, k.ReputationChanged.GetFaction(), k.ReputationChanged.GetReputation())
	default:
		return s, false
	}
	return s, true
}

// accept moves a quest from the offers to the captain's.
func (s State) accept(a *cosmicv1.Event_QuestAccepted) State {
	mission := a.GetMission()
	for node, o := range s.offers {
		i := slices.IndexFunc(o.missions, func(m *cosmicv1.Event_Mission) bool { return m.GetId() == a.GetId() })
		if i < 0 {
			continue
		}
		mission = o.missions[i]
		o.missions = without(o.missions, func(m *cosmicv1.Event_Mission) bool { return m.GetId() == a.GetId() })
		s.offers = withAny(s.offers, node, o)
	}
	if mission == nil {
		return s
	}
	taken := quest{mission: mission, status: statusRunning, cleared: s.beaten(mission)}
	s.quests = append(slices.Clip(s.quests), taken)
	return s
}

// beaten is true when the enemy at the goal of a link of the chain was got rid
// of before the link was given up: it does not come back.
func (s State) beaten(link *cosmicv1.Event_Mission) bool {
	return link.GetChainStep() > 0 && slices.ContainsFunc(s.quests, func(q quest) bool {
		return q.cleared && q.mission.GetTemplate() == link.GetTemplate()
	})
}

func (s State) hire(h *cosmicv1.Event_Hired) State {
	b, person := s.recruits[s.at], h.GetPerson()
	for _, p := range b.people {
		if p.GetId() == h.GetId() {
			person = p
		}
	}
	if person == nil {
		return s
	}
	if h.GetPerson() != nil {
		s.people++
	} else {
		b.people = without(b.people, func(p *cosmicv1.Event_Person) bool { return p.GetId() == h.GetId() })
		s.recruits = withAny(s.recruits, s.at, b)
	}
	s.crew = append(slices.Clip(s.crew), person)
	s.credits = h.GetCredits()
	return s
}
