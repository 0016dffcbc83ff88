package cosmic

import (
	"math"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// running are the quests under way.
func (b *bot) running() (list []*cosmicv1.Quest) {
	for _, q := range b.v.GetQuests() {
		if runs(q) {
			list = append(list, q)
		}
	}
	return list
}

// accept takes the quests on that suit the strategy and can be done.
func (b *bot) accept() command {
	for _, q := range b.v.GetOfferedQuests() {
		if q.GetAllowed() && b.suits(q) && b.feasible(q) {
			return order(b, Game.AcceptQuest, &cosmicv1.AcceptQuestRequest{QuestId: q.GetId()})
		}
	}
	return nil
}

// suits is true for what the strategy is there for.
func (b *bot) suits(q *cosmicv1.Quest) bool {
	armed := b.v.GetShip().GetPower() >= 20
	switch q.GetKind() {
	case balance.QuestDelivery:
		return b.strategy == Trader || b.strategy == Quester || b.strategy == Tourist
	case balance.QuestBounty:
		return (b.strategy == Hunter || b.strategy == Quester) && armed
	case balance.QuestChain:
		return b.strategy == Quester || b.strategy == Hunter && armed
	case balance.QuestExploration:
		return b.strategy != Trader
	default:
		return b.strategy == Quester || b.strategy == Hunter || b.strategy == Tourist
	}
}

// feasible is true when there is time and the reward is worth the way.
func (b *bot) feasible(q *cosmicv1.Quest) bool {
	turns := b.legs(q)
	left := b.turnsLeft()
	if d := q.GetDeadline(); d > 0 {
		left = min(left, d-b.me.GetTurn())
	}
	if q.GetKind() == balance.QuestChain {
		return b.turnsLeft() > 6
	}
	enough := 35.0
	if b.strategy == Trader {
		enough = 50
	}
	return turns+1 < float64(left) && float64(q.GetRewardCredits()) > enough*turns
}

// legs is how many turns a quest takes from here, roughly.
func (b *bot) legs(q *cosmicv1.Quest) float64 {
	if q.GetNodeId() == "" {
		return 3 * float64(q.GetGoal()-q.GetProgress())
	}
	turns := b.hops(q.GetNodeId())
	if q.GetKind() == balance.QuestRescue && q.GetProgress() == 0 {
		turns *= 2
	}
	return turns
}

// hops is how many moves it takes to get to a node, by what it costs.
func (b *bot) hops(node string) float64 { return math.Ceil(b.turns(node) * .75) }

// errand goes on with the running quest that pays best a turn.
func (b *bot) errand() command {
	var best *cosmicv1.Quest
	most := 0.0
	for _, q := range b.running() {
		if b.atGoal(q) {
			return b.finish(q)
		}
		if w := b.reward(q) / (1 + b.legs(q)); q.GetNodeId() != "" && w > most && b.reachable(q.GetNodeId()) && b.stocked(q) && b.fit(q) {
			best, most = q, w
		}
	}
	if best != nil {
		return b.towards(best.GetNodeId())
	}
	return b.supply()
}

func (b *bot) reward(q *cosmicv1.Quest) float64 {
	worth := float64(q.GetRewardCredits())
	if q.GetKind() == balance.QuestChain {
		worth += 500 * float64(q.GetChainStep())
	}
	return worth
}

// fit is true when the ship can be trusted with what guards the goal.
func (b *bot) fit(q *cosmicv1.Quest) bool {
	if q.GetKind() != balance.QuestChain && q.GetKind() != balance.QuestBounty {
		return true
	}
	switch power := b.v.GetShip().GetPower(); q.GetChainStep() {
	case 0, 2, 3:
		return power >= 20 && b.hullShare() > .7
	default: // the first and the last are guarded by the strongest
		return power >= 25 && b.fitted("targeting_computer") && b.hullShare() > .85
	}
}

// atGoal is true when a quest's goal is here.
func (b *bot) atGoal(q *cosmicv1.Quest) bool {
	return q.GetNodeId() != "" && q.GetNodeId() == b.here.GetNodeId() && b.stocked(q)
}

// finish does what is left to do at the goal: a scan, or the enemy that waits.
// Who is too weak for it gives up, but for the chain, which waits.
func (b *bot) finish(q *cosmicv1.Quest) command {
	switch {
	case b.v.GetShip().GetPower() > 0 && b.hullShare() > .5:
		if b.allowed("scan") {
			return order(b, Game.Scan, &cosmicv1.ScanRequest{})
		}
		return nil
	case q.GetKind() == balance.QuestChain:
		return b.towards(b.nearestYard())
	default:
		return order(b, Game.AbandonQuest, &cosmicv1.AbandonQuestRequest{QuestId: q.GetId()})
	}
}

// stocked is true when what a delivery asks for is aboard.
func (b *bot) stocked(q *cosmicv1.Quest) bool {
	item := b.wants(q)
	return item == "" || b.held(item) >= q.GetGoal()
}

func (b *bot) held(item string) int32 {
	for _, s := range b.v.GetCargo() {
		if s.GetItem() == item {
			return s.GetQuantity()
		}
	}
	return 0
}

// supply buys what deliveries ask for.
func (b *bot) supply() command {
	for _, q := range b.running() {
		item := b.wants(q)
		missing := q.GetGoal() - b.held(item)
		if item == "" || missing <= 0 {
			continue
		}
		for _, o := range b.v.GetMarket().GetItems() {
			if o.GetItem() == item && o.GetMaxBuy() > 0 {
				return order(b, Game.BuyItem, &cosmicv1.BuyItemRequest{Item: item, Quantity: min(missing, o.GetMaxBuy())})
			}
		}
	}
	return nil
}

// ask goes where people may want something: to markets, new ones first.
func (b *bot) ask() command {
	if len(b.running()) > 0 && b.onlyExploring() {
		if c := b.wander(); c != nil && b.me.GetFuel() > 40 {
			return c
		}
	}
	return b.roam()
}

// onlyExploring is true while new places are what is asked for.
func (b *bot) onlyExploring() bool {
	for _, q := range b.running() {
		if q.GetKind() == balance.QuestExploration && q.GetNodeId() == "" {
			return true
		}
	}
	return false
}

// runs is true for a quest that was accepted and is not over.
func runs(q *cosmicv1.Quest) bool {
	return q.GetStatus() == cosmicv1.QuestStatus_QUEST_STATUS_RUNNING
}
