package cosmic

import (
	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// stranger is the kind of enemy that is met by chance where the danger is so.
func (p *play) stranger(danger float64) string {
	weights := make([]float64, len(p.b.Encounters))
	for i, e := range p.b.Encounters {
		weights[i] = e.Weight(p.area().GetType(), danger)
	}
	i := p.pick(weights)
	if i < 0 {
		return ""
	}
	return p.b.Encounters[i].Enemy
}

// meet begins a fight, unless one goes on, or there is no ship to fight with.
// The quest is the one at whose goal the enemy waits. One that a bounty is on
// neither runs nor talks.
func (p *play) meet(enemy, quest string) {
	card, ok := p.b.Enemy(enemy)
	if !ok || p.fight != nil || p.inPod || !p.alive() {
		return
	}
	foe := &cosmicv1.Event_Foe{
		Id: card.ID, Name: card.Name, Hull: int32(card.Hull), Power: int32(card.Power), Accuracy: card.Accuracy, Speed: card.Speed,
		FleesAt: card.FleesAt, Talks: card.Talks, MinCredits: int32(card.Credits.Min), MaxCredits: int32(card.Credits.Max), QuestId: quest,
	}
	if i := p.questIndex(quest); i >= 0 && p.quests[i].now().GetDeed() == deedDestroy {
		foe.FleesAt, foe.Talks = 0, false
	}
	p.emit(&cosmicv1.Event_Met{Foe: foe})
}

// hostility multiplies the chance of fights by what the faction of the region
// thinks of the captain.
func (h helm) hostility() float64 {
	return h.b.Reputation.FightFactor(int(h.standing()))
}

// standing is the reputation with the faction whose region this is.
func (h helm) standing() int32 {
	f, _ := h.b.FactionOf(h.area().GetType())
	return h.reputation[f.ID]
}

const mostReputation = 100

// regard changes what a faction thinks of the captain.
func (p *play) regard(faction string, n int32) {
	f, ok := p.b.Faction(faction)
	if !ok {
		return
	}
	was := p.reputation[faction]
	if now := min(mostReputation, max(-mostReputation, was+n)); now != was {
		p.emit(&cosmicv1.Event_ReputationChanged{Faction: f.ID, Name: f.Name, Amount: now - was, Reputation: now})
	}
}

// guard is the running quest at whose goal, here, an enemy waits; nil for none.
func (h helm) guard() *quest {
	for _, q := range h.running() {
		task := q.now()
		if task.GetGuard() != "" && task.GetNodeId() == h.at && !q.cleared {
			return &q
		}
	}
	return nil
}

func (h helm) guarded() bool { return h.guard() != nil && !h.inPod }

// ambush: whoever spends a turn where an enemy guards the goal of a quest is
// attacked by it.
func (p *play) ambush() {
	if q := p.guard(); q != nil && p.encounter == nil {
		p.meet(q.now().GetGuard(), q.mission.GetId())
	}
}

// A look at the balance's words for what quests ask.
const (
	deedArrive  = cosmicv1.Event_DEED_ARRIVE
	deedScan    = cosmicv1.Event_DEED_SCAN
	deedExplore = cosmicv1.Event_DEED_EXPLORE
	deedDestroy = cosmicv1.Event_DEED_DESTROY
	deedDeliver = cosmicv1.Event_DEED_DELIVER
)
