package cosmic

import (
	"fmt"
	"slices"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// showQuests are the quests accepted, the running first, then the latest.
func (h helm) showQuests() (list []*cosmicv1.Quest) {
	for _, q := range h.running() {
		list = append(list, h.showQuest(q))
	}
	for _, q := range slices.Backward(h.quests) {
		if q.status != statusRunning {
			list = append(list, h.showQuest(q))
		}
	}
	return list
}

func (h helm) showQuest(q quest) *cosmicv1.Quest {
	shown := h.showMission(q.mission)
	shown.Status = q.status
	shown.Progress, shown.Goal = q.progress()
	if task := q.now(); task != nil {
		shown.NodeId, shown.Where = task.GetNodeId(), task.GetWhere()
	}
	return shown
}

func (h helm) showOffers() (list []*cosmicv1.Quest) {
	for _, m := range h.missionsHere() {
		shown := h.showQuest(quest{mission: m, status: cosmicv1.QuestStatus_QUEST_STATUS_OFFERED})
		err := h.mayAccept(m)
		shown.Allowed = err == nil
		shown.Reason, shown.Message = why(err)
		list = append(list, shown)
	}
	return list
}

func (h helm) showMission(m *cosmicv1.Event_Mission) *cosmicv1.Quest {
	shown := &cosmicv1.Quest{
		Id: m.GetId(), Kind: m.GetKind(), Title: m.GetTitle(), Text: m.GetText(), Deadline: m.GetDeadline(), RewardCredits: m.GetCredits(),
		Faction: m.GetFaction(), ChainStep: m.GetChainStep(), Penalty: m.GetPenalty(),
	}
	if m.GetChainStep() > 0 && !h.options.GetEndless() {
		shown.Text += fmt.Sprintf(" (Link %d of %d; who comes to the end of the chain wins the voyage.)", m.GetChainStep(), len(h.b.Quests.Chain))
	}
	for _, g := range m.GetItems() {
		item, ok := h.b.Item(g.GetItem())
		if !ok {
			item = balance.Item{ID: g.GetItem(), Name: g.GetName()}
		}
		shown.RewardItems = append(shown.RewardItems, showStack(item, g.GetQuantity()))
	}
	for _, f := range m.GetFavours() {
		if shown.GetFaction() == "" {
			shown.Faction = f.GetFaction()
		}
		if f.GetFaction() == shown.GetFaction() {
			shown.Reputation += f.GetAmount()
		}
	}
	return shown
}

func (h helm) showPerson(p *cosmicv1.Event_Person) *cosmicv1.CrewMember {
	role, _ := h.b.Role(p.GetRole())
	return &cosmicv1.CrewMember{
		Id: p.GetId(), Name: p.GetName(), Role: p.GetRole(), Effect: role.Effects.Text(), Fee: p.GetFee(), Wage: p.GetWage(),
	}
}

func (h helm) showCrew() (list []*cosmicv1.CrewMember) {
	for _, p := range h.crew {
		list = append(list, h.showPerson(p))
	}
	return list
}

func (h helm) showRecruits() (list []*cosmicv1.CrewMember) {
	for _, p := range h.State.recruits[h.at].people {
		shown := h.showPerson(p)
		err := h.mayHire(p)
		shown.Allowed = err == nil
		shown.Reason, shown.Message = why(err)
		list = append(list, shown)
	}
	return list
}

func (h helm) showFactions() (list []*cosmicv1.Faction) {
	r := h.b.Reputation
	for _, f := range h.b.Factions {
		now := int(h.reputation[f.ID])
		effect := fmt.Sprintf("asked prices ×%.3g and fights ×%.3g", r.AskFactor(now), r.FightFactor(now))
		if effect == "asked prices ×1 and fights ×1" {
			effect = "no favours, no grudges"
		}
		list = append(list, &cosmicv1.Faction{
			Id: f.ID, Name: f.Name, Reputation: int32(now), Standing: r.Standing(now),
			Effect: fmt.Sprintf("%s In their regions: %s.", f.Description, effect),
		})
	}
	return list
}

// showEncounter is the event that waits, with what can be chosen.
func (h helm) showEncounter() *cosmicv1.Encounter {
	e := &cosmicv1.Encounter{Id: h.encounter.GetId(), Title: h.encounter.GetTitle(), Text: h.encounter.GetText()}
	for _, o := range h.encounter.GetChoices() {
		shown := &cosmicv1.Choice{Id: o.GetId(), Text: o.GetText(), Risk: o.GetRisk()}
		c, err := h.option(o.GetId())
		if err == nil {
			err = h.mayChoose(c)
		}
		shown.Allowed = err == nil
		shown.Reason, shown.Message = why(err)
		e.Choices = append(e.Choices, shown)
	}
	return e
}
