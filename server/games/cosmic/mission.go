package cosmic

import (
	"fmt"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// news is what a market has of quests and people looking for a berth, new every
// so many turns. What a quest names is on the map from then on.
func (p *play) news() {
	if !p.place().GetTrade() {
		return
	}
	if o, ok := p.offers[p.at]; !ok || p.turn-o.turn >= int32(p.b.Quests.Renew) {
		p.offerQuests()
	}
	if b, ok := p.recruits[p.at]; !ok || p.turn-b.turn >= int32(p.b.Quests.Renew) {
		p.offerCrew()
	}
}

func (p *play) offerQuests() {
	e := &cosmicv1.Event_QuestsOffered{NodeId: p.at}
	if next, ok := p.link(p.links()); ok && !p.onChain() {
		e.Missions = append(e.Missions, next)
	}
	var templates []balance.Quest
	for _, q := range p.b.Quests.Templates {
		if len(q.Regions) == 0 || slices.Contains(q.Regions, p.area().GetType()) {
			templates = append(templates, q)
		}
	}
	for range p.draw(p.b.Quests.Offers) {
		weights := make([]float64, len(templates))
		for i, q := range templates {
			weights[i] = float64(q.Weight)
		}
		i := p.pick(weights)
		if i < 0 {
			break
		}
		if m := p.makeMission(templates[i], p.missions+int32(len(e.GetMissions()))+1); m != nil {
			e.Missions = append(e.Missions, m)
		}
		templates = slices.Delete(templates, i, i+1)
	}
	p.emit(e)
	var goals []string
	for _, m := range e.GetMissions() {
		for _, task := range m.GetTasks() {
			goals = append(goals, task.GetNodeId())
		}
	}
	p.learn(slices.DeleteFunc(goals, func(id string) bool { return id == "" }), nil, nil)
}

// onChain is true while a link of the chain runs.
func (s State) onChain() bool {
	return slices.ContainsFunc(s.running(), func(q quest) bool { return q.mission.GetChainStep() > 0 })
}

// link is the quest for the link of the chain after so many; false when there
// is none, or no place for it.
func (p *play) link(done int32) (*cosmicv1.Event_Mission, bool) {
	chain := p.b.Quests.Chain
	if int(done) >= len(chain) {
		return nil, false
	}
	l := chain[done]
	i := slices.IndexFunc(p.chart.stars.GetNodes(), func(n *cosmicv1.Event_Place) bool {
		return n.GetType() == l.NodeType && p.chart.areas[n.GetRegionId()].GetType() == l.Region
	})
	if i < 0 {
		return nil, false
	}
	place := p.chart.stars.GetNodes()[i]
	values := p.words(place)
	values["credits"] = fmt.Sprint(l.Credits)
	m := &cosmicv1.Event_Mission{
		Id: p.attempt(l.ID), Kind: balance.QuestChain, Title: balance.Fill(l.Title, values), Text: balance.Fill(l.Text, values),
		Credits: int32(l.Credits), ChainStep: done + 1, Victory: l.Item == "", Template: l.ID,
	}
	task := p.task(deedArrive, place, 1)
	if l.Do == balance.DoScan {
		task.Deed = deedScan
	}
	task.Guard, task.Text = l.Guard, balance.Fill(l.Done, values)
	for _, other := range chain[:done] {
		task.Needs = append(task.Needs, other.Item)
	}
	m.Tasks = []*cosmicv1.Event_Task{task}
	if item, ok := p.b.Item(l.Item); ok {
		m.Items = []*cosmicv1.Event_Goods{goods(item.ID, item.Name, 1)}
	}
	m.Favours = favours(l.Reputation)
	return m, true
}

// attempt is the id of a link's quest: the same wherever it is offered, and
// another after it was given up.
func (s State) attempt(link string) string {
	n := 1
	for _, q := range s.quests {
		if q.mission.GetTemplate() == link {
			n++
		}
	}
	return fmt.Sprintf("%s-%d", link, n)
}

func favours(all []balance.Standing) (list []*cosmicv1.Event_Favour) {
	for _, s := range all {
		list = append(list, &cosmicv1.Event_Favour{Faction: s.Faction, Amount: int32(s.Amount)})
	}
	return list
}

// task is a task at a place, which may be nil for anywhere.
func (p *play) task(deed cosmicv1.Event_Deed, place *cosmicv1.Event_Place, count int32) *cosmicv1.Event_Task {
	task := &cosmicv1.Event_Task{Deed: deed, Count: count, NodeId: place.GetId(), Where: "anywhere"}
	if place != nil {
		task.Where = fmt.Sprintf("%s, %s", place.GetName(), p.chart.area(place.GetId()).GetName())
	}
	return task
}

// makeMission makes a quest of a template; nil when the map has no place for it.
func (p *play) makeMission(q balance.Quest, number int32) *cosmicv1.Event_Mission {
	var place *cosmicv1.Event_Place
	if q.Where != nil {
		if place = p.goal(*q.Where); place == nil {
			return nil
		}
	}
	goal := p.draw(q.Goal)
	regions, turns := p.distance(place)
	faction, _ := p.b.FactionOf(p.area().GetType())
	m := &cosmicv1.Event_Mission{
		Id: questID(number), Kind: q.Kind, Faction: faction.ID, Trust: int32(q.Trust), Freight: int32(q.Parcel), Template: q.ID,
		Credits: floor(float64(p.draw(q.Credits))*p.region().Wealth) + int32(q.PerRegion)*regions + int32(q.Each)*goal,
		Penalty: int32(p.b.Reputation.Abandoned),
	}
	if q.Trust == 0 {
		m.Trust = -mostReputation
	}
	if faction.ID != "" && q.Reputation != 0 {
		m.Favours = []*cosmicv1.Event_Favour{{Faction: faction.ID, Amount: int32(q.Reputation)}}
	}
	if q.Kind == balance.QuestRescue {
		turns *= 2
	}
	if d := p.draw(q.Deadline); d > 0 {
		m.Deadline = p.turn + turns + d
	}
	for _, g := range q.Items {
		m.Items = append(m.Items, goods(g.Item, p.itemName(g.Item), p.draw(g.Quantity)))
	}
	m.Tasks = p.tasks(q, place, goal)
	p.word(m, q, place, goal)
	return m
}

// tasks are what a template asks.
func (p *play) tasks(q balance.Quest, place *cosmicv1.Event_Place, goal int32) []*cosmicv1.Event_Task {
	first := p.task(deedArrive, place, 1)
	switch {
	case q.Item != "":
		first.Deed, first.Item, first.Count = deedDeliver, q.Item, goal
	case q.Kind == balance.QuestBounty:
		first.Deed, first.Enemies, first.Count = deedDestroy, q.Enemies, goal
	case place == nil:
		first.Deed, first.Count = deedExplore, goal
	}
	if q.Guard != "" && p.chance(q.GuardChance) {
		first.Guard = q.Guard
	}
	if q.Kind != balance.QuestRescue {
		return []*cosmicv1.Event_Task{first}
	}
	first.Text = "They are aboard. Now back to " + p.place().GetName() + "."
	return []*cosmicv1.Event_Task{first, p.task(deedArrive, p.place(), 1)}
}

// word fills a quest's texts.
func (p *play) word(m *cosmicv1.Event_Mission, q balance.Quest, place *cosmicv1.Event_Place, goal int32) {
	values := p.words(place)
	enemy, _ := p.b.Enemy(q.Guard)
	values["item"], values["quantity"], values["enemy"] = p.itemName(q.Item), fmt.Sprint(goal), enemy.Name
	values["goal"], values["deadline"], values["credits"] = fmt.Sprint(goal), fmt.Sprint(m.GetDeadline()), fmt.Sprint(m.GetCredits())
	m.Title, m.Text = balance.Fill(q.Title, values), balance.Fill(q.Text, values)
	m.GetTasks()[len(m.GetTasks())-1].Text = balance.Fill(q.Done, values)
}

func (p *play) words(place *cosmicv1.Event_Place) map[string]string {
	return map[string]string{
		"place": place.GetName(), "region": p.chart.area(place.GetId()).GetName(), "from": p.place().GetName(),
	}
}

// goal draws a place that fits; nil when there is none.
func (p *play) goal(w balance.Where) *cosmicv1.Event_Place {
	here := p.area().GetId()
	var fit []*cosmicv1.Event_Place
	for _, n := range p.chart.stars.GetNodes() {
		near := p.chart.linked(here, n.GetRegionId())
		in := map[string]bool{"here": n.GetRegionId() == here, "near": near, "far": !near && n.GetRegionId() != here}[w.Region]
		if in && n.GetId() != p.at && (n.GetTrade() || !w.Market) && (len(w.NodeTypes) == 0 || slices.Contains(w.NodeTypes, n.GetType())) {
			fit = append(fit, n)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return fit[p.t.Dice.Int(len(fit))]
}

// distance is the way to a place: regions crossed, and turns it takes at least.
func (p *play) distance(place *cosmicv1.Event_Place) (regions, turns int32) {
	if place == nil {
		return 0, 0
	}
	from, to := p.area(), p.chart.area(place.GetId())
	if from == to {
		return 0, p.chart.hops(p.at, place.GetId())
	}
	regions = p.chart.hops(from.GetId(), to.GetId())
	return regions, regions + p.chart.hops(to.GetGate(), place.GetId())
}
