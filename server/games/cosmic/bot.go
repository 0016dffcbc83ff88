package cosmic

import (
	"math/rand/v2"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// Strategy is a way to make a living, for bots.
type Strategy string

// The strategies.
const (
	// Trader buys where there is plenty and sells where it is wanted.
	Trader Strategy = "trader"
	// Miner digs in asteroid fields.
	Miner Strategy = "miner"
	// Hunter looks for fights, for bounties and loot.
	Hunter Strategy = "hunter"
	// Quester does what people ask for, and follows the chain.
	Quester Strategy = "quester"
	// Tourist goes where chance leads: what a voyage is worth without a plan.
	Tourist Strategy = "tourist"
)

// Strategies are all of them, the planless last.
func Strategies() []Strategy { return []Strategy{Trader, Miner, Hunter, Quester, Tourist} }

var _ session.Bots[State, *cosmicv1.Event, *cosmicv1.View] = Game{}

type command = session.Command[State, *cosmicv1.Event]

// Bot plays the captain as a trader who does not turn down a quest on the way.
func (g Game) Bot(v *cosmicv1.View, seat session.Seat, chance *rand.Rand) session.Command[State, *cosmicv1.Event] {
	return g.Play(Trader, v, seat, chance)
}

// Play is what a captain of a strategy does next, knowing only the view and
// what every captain learns of the game: what regions want, what events may
// bring. It remembers nothing. Nil when there is nothing to do.
func (g Game) Play(s Strategy, v *cosmicv1.View, seat session.Seat, chance *rand.Rand) session.Command[State, *cosmicv1.Event] {
	if seat != captain || v.GetStatus() != underWay {
		return nil
	}
	b := &bot{game: g, b: g.balance, v: v, me: v.GetCaptain(), here: v.GetLocation(), strategy: s, chance: chance}
	switch v.GetMode() {
	case cosmicv1.Mode_MODE_COMBAT:
		return b.fight()
	case cosmicv1.Mode_MODE_EVENT:
		return b.decide()
	case cosmicv1.Mode_MODE_CRUISE, cosmicv1.Mode_MODE_UNSPECIFIED, cosmicv1.Mode_MODE_ENDED:
	}
	b.chartStars()
	for _, instinct := range livings[s] {
		if c := instinct(b); c != nil {
			return c
		}
	}
	return order(b, Game.Wait, &cosmicv1.WaitRequest{})
}

// livings are instincts by strategy, in the order they are tried; the first that
// wants something has it.
var livings = map[Strategy][]func(*bot) command{
	Trader:  {(*bot).survive, (*bot).mend, (*bot).sell, (*bot).refuel, (*bot).repair, (*bot).limp, (*bot).accept, (*bot).outfit, (*bot).errand, (*bot).trade, (*bot).roam},
	Miner:   {(*bot).survive, (*bot).mend, (*bot).sell, (*bot).refuel, (*bot).repair, (*bot).outfit, (*bot).mine, (*bot).haul, (*bot).prospect, (*bot).roam},
	Hunter:  {(*bot).survive, (*bot).mend, (*bot).sell, (*bot).refuel, (*bot).repair, (*bot).limp, (*bot).outfit, (*bot).accept, (*bot).strip, (*bot).errand, (*bot).prowl, (*bot).roam},
	Quester: {(*bot).survive, (*bot).mend, (*bot).sell, (*bot).refuel, (*bot).repair, (*bot).limp, (*bot).accept, (*bot).outfit, (*bot).errand, (*bot).ask, (*bot).roam},
	Tourist: {(*bot).survive, (*bot).mend, (*bot).sell, (*bot).refuel, (*bot).repair, (*bot).limp, (*bot).accept, (*bot).stroll},
}

// bot is one decision.
type bot struct {
	game     Game
	b        *balance.Balance
	v        *cosmicv1.View
	me       *cosmicv1.Captain
	here     *cosmicv1.Location
	strategy Strategy
	chance   *rand.Rand
	stars    stars
}

// order is the command that a request asks of a method.
func order[R any](b *bot, method func(Game, session.Turn, State, R) ([]*cosmicv1.Event, error), r R) command {
	return func(t session.Turn, s State) ([]*cosmicv1.Event, error) { return method(b.game, t, s, r) }
}

// allowed is true when an action without parameters can be taken now.
func (b *bot) allowed(id string) bool {
	for _, a := range b.v.GetActions() {
		if a.GetId() == id {
			return a.GetAllowed()
		}
	}
	return false
}

// turnsLeft is how many turns there are; many when endless.
func (b *bot) turnsLeft() int32 {
	if b.v.GetOptions().GetEndless() {
		return 1000
	}
	return b.me.GetTurnsLeft()
}

// fitted is true when a module is aboard.
func (b *bot) fitted(id string) bool {
	for _, s := range b.v.GetShip().GetSlots() {
		if s.GetModule().GetId() == id {
			return true
		}
	}
	return false
}

// hullShare is how whole the ship is, 0 to 1.
func (b *bot) hullShare() float64 {
	return float64(b.v.GetShip().GetHull()) / float64(max(1, b.v.GetShip().GetMaxHull()))
}
