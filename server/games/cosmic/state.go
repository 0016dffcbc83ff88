package cosmic

import (
	"maps"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// State is a voyage at one position of its log. It is a value: Apply returns a
// new one, and the two share what did not change. Maps, slices and what is
// pointed to are therefore never changed in place.
type State struct {
	options *cosmicv1.Options
	chart   *chart
	status  cosmicv1.VoyageStatus
	turn    int32
	outset  int32 // net worth at the beginning
	outcome *cosmicv1.Outcome

	at                           string // the node
	health, credits, fuel, food  int32
	ship                         ship
	pod                          *pod // nil without one
	inPod                        bool
	cargo                        map[string]int32
	basis                        map[string]int32 // credits paid for what is in the hold, by item
	known, surveyed, visited     map[string]bool  // by node
	regionsKnown, regionsVisited map[string]bool
	wrecks, stripped, scanned    map[string]int32 // by node: pieces adrift, times salvaged, times scanned
	shelves                      map[shelfKey]shelf
	memories                     map[string]memory // by node

	fight     *fight
	encounter *cosmicv1.Event_Encountered
	met       map[string]bool // events of the balance that were encountered

	offers   map[string]offer // by node
	quests   []quest          // in the order they were accepted
	recruits map[string]berth // by node
	crew     []*cosmicv1.Event_Person
	missions int32 // offered so far; numbers the next
	people   int32 // who came so far; numbers the next

	reputation map[string]int32
	effects    []effect
	achieved   []achieved
	statistics statistics
	lastMs     int64 // when the last action was
}

// ship is what the captain flies.
type ship struct {
	kind, name string
	hull       int32
	modules    map[string]string // module by slot id
}

// pod is the escape pod.
type pod struct {
	hull          int32
	augmentations []string
}

// shelfKey is an item on a market.
type shelfKey struct{ node, item string }

// shelf is what a market had of an item in a turn, and at which level of its
// price. It goes back to rest by itself; without an entry it is at rest.
type shelf struct {
	stock, turn int32
	level       float64
}

// memory is what the captain remembers of a market.
type memory struct {
	prices []*cosmicv1.Event_Price
	turn   int32
}

// fight is a fight that goes on.
type fight struct {
	foe   *cosmicv1.Event_Foe
	hull  int32
	round int32 // the one to be fought, from 1
	log   []string
}

// foeQuest is the quest at whose goal the enemy waited.
func (f *fight) foeQuest() string {
	if f == nil {
		return ""
	}
	return f.foe.GetQuestId()
}

// offer are the quests that a place has since a turn.
type offer struct {
	missions []*cosmicv1.Event_Mission
	turn     int32
}

// berth are the people who look for work at a place since a turn.
type berth struct {
	people []*cosmicv1.Event_Person
	turn   int32
}

// quest is a quest that was accepted.
type quest struct {
	mission *cosmicv1.Event_Mission
	status  cosmicv1.QuestStatus
	task    int32
	count   int32
	cleared bool // the guard of the task is gone
}

// effect works until a turn has begun.
type effect struct {
	kind, name    string
	amount, until int32
}

type achieved struct {
	id, name, text string
	turn           int32
}

// statistics count what was done. What follows from the rest of the state is
// not counted again.
type statistics struct {
	distance, collected, earned, spent, avoided, podUses, damage int32
	mined, salvaged, negotiated, shipsBought, closeCalls, events int32
	kills                                                        map[string]int32 // by kind of enemy
	playMs                                                       int64
}

// Short names for what is compared often.
const (
	underWay = cosmicv1.VoyageStatus_VOYAGE_STATUS_UNDER_WAY
	victory  = cosmicv1.VoyageStatus_VOYAGE_STATUS_VICTORY
	lost     = cosmicv1.VoyageStatus_VOYAGE_STATUS_LOST
	overtime = cosmicv1.VoyageStatus_VOYAGE_STATUS_TURN_LIMIT

	statusRunning = cosmicv1.QuestStatus_QUEST_STATUS_RUNNING
	statusDone    = cosmicv1.QuestStatus_QUEST_STATUS_DONE
	statusFailed  = cosmicv1.QuestStatus_QUEST_STATUS_FAILED
)

func (s State) place() *cosmicv1.Event_Place { return s.chart.places[s.at] }

func (s State) area() *cosmicv1.Event_Area { return s.chart.area(s.at) }

// amount is how much of an effect works now.
func (s State) amount(kind string) (sum int32) {
	for _, e := range s.effects {
		if e.kind == kind {
			sum += e.amount
		}
	}
	return sum
}

// shield is what is left of shield charges.
func (s State) shield() int32 { return s.amount(balance.EffectShield) }

// running are the quests that go on.
func (s State) running() (some []quest) {
	for _, q := range s.quests {
		if q.status == statusRunning {
			some = append(some, q)
		}
	}
	return some
}

// questIndex is the place of a quest, -1 for none.
func (s State) questIndex(id string) int {
	return slices.IndexFunc(s.quests, func(q quest) bool { return q.mission.GetId() == id })
}

// questsDone counts quests that were done.
func (s State) questsDone() (n int32) {
	for _, q := range s.quests {
		if q.status == statusDone {
			n++
		}
	}
	return n
}

// ships counts enemies destroyed.
func (t statistics) ships() (n int32) {
	for _, k := range t.kills {
		n += k
	}
	return n
}

// now is the task of a quest that is to be done.
func (q quest) now() *cosmicv1.Event_Task {
	tasks := q.mission.GetTasks()
	if int(q.task) >= len(tasks) {
		return nil
	}
	return tasks[q.task]
}

// with is a map with one entry changed; a zero value removes it.
func with[K comparable, V comparable](m map[K]V, key K, value V) map[K]V {
	var zero V
	m = maps.Clone(m)
	if m == nil {
		m = map[K]V{}
	}
	if m[key] = value; value == zero {
		delete(m, key)
	}
	return m
}

// including is a set with some more members.
func including(set map[string]bool, ids ...string) map[string]bool {
	if !slices.ContainsFunc(ids, func(id string) bool { return !set[id] }) {
		return set
	}
	set = maps.Clone(set)
	if set == nil {
		set = map[string]bool{}
	}
	for _, id := range ids {
		set[id] = true
	}
	return set
}
