package cosmic

import (
	"fmt"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// missionsHere are the quests offered here that can still be done in time.
func (h helm) missionsHere() (list []*cosmicv1.Event_Mission) {
	for _, m := range h.offers[h.at].missions {
		late := m.GetDeadline() > 0 && m.GetDeadline() <= h.turn
		due := m.GetChainStep() == 0 || !h.onChain() && m.GetId() == h.attempt(m.GetTemplate()) && m.GetChainStep() == h.links()+1
		if !late && due {
			list = append(list, m)
		}
	}
	return list
}

// mission is the quest with an id that is offered here.
func (h helm) mission(id string) (*cosmicv1.Event_Mission, error) {
	if err := h.cruising(); err != nil {
		return nil, err
	}
	list := h.missionsHere()
	i := slices.IndexFunc(list, func(m *cosmicv1.Event_Mission) bool { return m.GetId() == id })
	if i < 0 {
		return nil, session.Refuse("no_such_quest", "no quest %q is offered here", id)
	}
	return list[i], nil
}

// mayAccept says why a quest cannot be taken on.
func (h helm) mayAccept(m *cosmicv1.Event_Mission) error {
	if err := h.cruising(); err != nil {
		return err
	}
	if m.GetKind() != balance.QuestChain && h.busy() >= h.b.Quests.Running {
		return session.Refuse("too_many_quests", "%d quests at a time are enough; do or give up one", h.b.Quests.Running)
	}
	if m.GetFaction() != "" && h.reputation[m.GetFaction()] < m.GetTrust() {
		f, _ := h.b.Faction(m.GetFaction())
		return session.Refuse("not_trusted", "that takes reputation %d with %s", m.GetTrust(), f.Name)
	}
	if room := h.rig().capacity - h.hold(); m.GetFreight() > room {
		return session.Refuse("hold_full", "its freight weighs %d; the hold has room for %s", m.GetFreight(), number(room))
	}
	return nil
}

// busy counts running quests that are not of the chain.
func (h helm) busy() (n int) {
	for _, q := range h.running() {
		if q.mission.GetKind() != balance.QuestChain {
			n++
		}
	}
	return n
}

// AcceptQuest takes a quest on. What can be done at once, is.
func (g Game) AcceptQuest(t session.Turn, s State, r *cosmicv1.AcceptQuestRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	m, err := p.mission(r.GetQuestId())
	if err == nil {
		err = p.mayAccept(m)
	}
	if err != nil {
		return nil, err
	}
	p.emit(&cosmicv1.Event_QuestAccepted{Id: m.GetId()})
	return p.done()
}

// AbandonQuest gives a running quest up. A link of the chain is offered again.
func (g Game) AbandonQuest(t session.Turn, s State, r *cosmicv1.AbandonQuestRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.cruising()
	}
	if err != nil {
		return nil, err
	}
	i := p.questIndex(r.GetQuestId())
	if i < 0 || p.quests[i].status != statusRunning {
		return nil, session.Refuse("no_such_quest", "no quest %q is running", r.GetQuestId())
	}
	p.fail(p.quests[i], "You gave it up.")
	return p.done()
}

// fail ends a quest that was not done.
func (p *play) fail(q quest, text string) {
	p.emit(&cosmicv1.Event_QuestFailed{Id: q.mission.GetId(), Text: text})
	if q.mission.GetPenalty() > 0 {
		p.regard(q.mission.GetFaction(), -q.mission.GetPenalty())
	}
}

// deadlines fails what can no longer be done in time.
func (p *play) deadlines() {
	for _, q := range p.running() {
		if d := q.mission.GetDeadline(); d > 0 && p.turn > d {
			p.fail(q, "The deadline has passed.")
		}
	}
}

// fulfil does what running quests ask for at this place, until nothing more can
// be done. In a fight, or before an event is decided, nobody unloads.
func (p *play) fulfil() {
	for again := true; again; {
		again = false
		for _, q := range p.running() {
			if p.fight == nil && p.encounter == nil && p.alive() && p.fulfils(q) {
				again = p.advance(q, q.now().GetCount())
				break
			}
		}
	}
}

// fulfils is true when being here does the quest's task.
func (p *play) fulfils(q quest) bool {
	task := q.now()
	if task == nil || task.GetNodeId() != p.at || task.GetGuard() != "" && !q.cleared || p.lacks(task) {
		return false
	}
	switch task.GetDeed() {
	case deedArrive:
		return true
	case deedDeliver:
		return p.cargo[task.GetItem()] >= task.GetCount()
	default:
		return false
	}
}

func (p *play) lacks(task *cosmicv1.Event_Task) bool {
	return slices.ContainsFunc(task.GetNeeds(), func(item string) bool { return p.cargo[item] == 0 })
}

// scannedHere does the tasks that ask for a scan of this place.
func (p *play) scannedHere() {
	for _, q := range p.running() {
		task := q.now()
		if task.GetDeed() == deedScan && task.GetNodeId() == p.at && (task.GetGuard() == "" || q.cleared) && !p.lacks(task) {
			p.advance(q, task.GetCount())
		}
	}
}

// explored counts a place that nobody aboard had been to.
func (p *play) explored() { p.count(deedExplore, "", "") }

// slain counts an enemy destroyed: for the bounty on it, or for those on its
// kind.
func (p *play) slain(enemy, quest string) { p.count(deedDestroy, enemy, quest) }

func (p *play) count(deed cosmicv1.Event_Deed, enemy, guardOf string) {
	for _, q := range p.running() {
		task := q.now()
		if task.GetDeed() != deed {
			continue
		}
		counts := deed == deedExplore || slices.Contains(task.GetEnemies(), enemy)
		if task.GetGuard() != "" {
			counts = guardOf == q.mission.GetId()
		}
		if counts {
			p.advance(q, q.count+1)
		}
	}
}

// advance brings a quest's task to a count, and to the next task when that is
// all; true when something changed.
func (p *play) advance(q quest, count int32) bool {
	task, id := q.now(), q.mission.GetId()
	if count < task.GetCount() {
		p.emit(&cosmicv1.Event_QuestAdvanced{Id: id, Task: q.task, Count: count})
		return true
	}
	if task.GetDeed() == deedDeliver {
		p.lose(task.GetItem(), task.GetCount(), "handed over")
	}
	p.emit(&cosmicv1.Event_QuestAdvanced{Id: id, Task: q.task + 1, Text: task.GetText()})
	if int(q.task)+1 >= len(q.mission.GetTasks()) {
		p.reward(q.mission)
	}
	return true
}

// reward pays for a quest that is done. The next link of the chain begins.
func (p *play) reward(m *cosmicv1.Event_Mission) {
	p.emit(&cosmicv1.Event_QuestDone{Id: m.GetId()})
	p.pay(m.GetCredits(), m.GetTitle())
	for _, g := range m.GetItems() {
		p.gain(g.GetItem(), g.GetQuantity(), m.GetTitle())
	}
	for _, f := range m.GetFavours() {
		p.regard(f.GetFaction(), f.GetAmount())
	}
	if m.GetKind() != balance.QuestChain || m.GetVictory() {
		return
	}
	if next, ok := p.link(m.GetChainStep()); ok {
		p.emit(&cosmicv1.Event_QuestAccepted{Id: next.GetId(), Mission: next})
		p.learn([]string{next.GetTasks()[0].GetNodeId()}, nil, nil)
	}
}

// links counts the links of the chain that were done.
func (s State) links() (n int32) {
	for _, q := range s.quests {
		if q.status == statusDone && q.mission.GetChainStep() > 0 {
			n++
		}
	}
	return n
}

// progress is how far a quest is, of how far it must be: of its only task, or
// tasks of several.
func (q quest) progress() (progress, goal int32) {
	tasks := q.mission.GetTasks()
	if len(tasks) != 1 {
		return q.task, int32(len(tasks))
	}
	if q.task > 0 {
		return tasks[0].GetCount(), tasks[0].GetCount()
	}
	return q.count, tasks[0].GetCount()
}

func questID(n int32) string { return fmt.Sprintf("q%d", n) }
