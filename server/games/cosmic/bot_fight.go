package cosmic

import (
	"math"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// What things are worth to a bot, in credits.
const (
	worthHull       = 2.5
	worthHealth     = 2.0
	worthFuel       = 2.0
	worthFood       = 1.0
	worthReputation = 4.0
	worthChart      = 25.0
	worthEffect     = 40.0
	worthRecruit    = 100.0
)

// fight picks what costs least of attacking, fleeing and talking.
func (b *bot) fight() command {
	c := b.v.GetCombat()
	best, taken := b.aim()
	fight := b.damage(taken) - b.prize()*b.odds(taken)
	miss := (1 - c.GetFleeChance()) / math.Max(.01, c.GetFleeChance())
	flee := b.damage(miss*b.b.Combat.Flee.HitFactor*float64(c.GetEnemyPower())) + float64(c.GetFleeFuel())*worthFuel
	talk := math.Inf(1)
	if p := c.GetNegotiateChance(); p > 0 && c.GetNegotiateReason() == "" {
		talk = b.damage((1-p)/p*c.GetEnemyAccuracy()*float64(c.GetEnemyPower())) + float64(c.GetNegotiateCost())
	}
	switch {
	case fight <= flee && fight <= talk:
		return order(b, Game.Attack, &cosmicv1.AttackRequest{Action: best})
	case talk < flee:
		return order(b, Game.Negotiate, &cosmicv1.NegotiateRequest{})
	default:
		return order(b, Game.Flee, &cosmicv1.FleeRequest{})
	}
}

// aim is the attack with which the ship suffers least until the enemy is
// destroyed, and how much.
func (b *bot) aim() (action string, taken float64) {
	c := b.v.GetCombat()
	taken = math.Inf(1)
	for _, a := range c.GetAttacks() {
		dealt := a.GetHitChance() * float64(a.GetMinDamage()+a.GetMaxDamage()) / 2
		if !a.GetAllowed() || dealt <= 0 {
			continue
		}
		rounds := math.Ceil(float64(c.GetEnemyHull())/dealt) - .5 // it does not answer the last hit
		if t := rounds * a.GetEnemyHitChance() * float64(c.GetEnemyPower()); t < taken {
			action, taken = a.GetAction(), t
		}
	}
	return action, taken
}

// strength is the damage that the ship stands.
func (b *bot) strength() float64 {
	return float64(b.v.GetShip().GetHull() + b.v.GetShip().GetShield())
}

// damage is what hull damage costs, in credits: more the nearer it is to the
// end.
func (b *bot) damage(points float64) float64 {
	share := points / math.Max(1, b.strength())
	cost := points * worthHull
	if share > .5 {
		cost += (share - .5) * 2500
	}
	return cost
}

// odds is the chance to win when so much damage is to be expected, roughly.
func (b *bot) odds(taken float64) float64 {
	return math.Max(0, math.Min(1, 1.5-taken/math.Max(1, b.strength())))
}

// prize is what destroying the enemy brings, roughly.
func (b *bot) prize() float64 {
	e, ok := b.b.Enemy(b.v.GetCombat().GetEnemy())
	if !ok {
		return 0
	}
	worth := e.Credits.Mean() + e.LootChance*b.lootWorth(e.Loot)
	for _, q := range b.v.GetQuests() {
		waits := q.GetNodeId() == b.here.GetNodeId() || q.GetKind() == balance.QuestBounty
		if runs(q) && waits {
			worth += float64(q.GetRewardCredits()) / 2
		}
	}
	return worth
}

func (b *bot) lootWorth(rows []balance.Loot) float64 {
	sum, weight := 0.0, 0
	for _, l := range rows {
		item, _ := b.b.Item(l.Item)
		sum, weight = sum+float64(l.Weight*item.Value)*l.Quantity.Mean(), weight+l.Weight
	}
	if weight == 0 {
		return 0
	}
	return sum / float64(weight)
}

// decide makes the choice with the best expectation. What a choice may bring is
// what its risk line says.
func (b *bot) decide() command {
	e := b.v.GetEncounter()
	story, _ := b.b.Event(e.GetId())
	best, most := "", math.Inf(-1)
	for _, shown := range e.GetChoices() {
		if !shown.GetAllowed() {
			continue
		}
		worth := b.chance.Float64() * 5 // ties are broken by mood
		if choice, ok := story.Choice(shown.GetId()); ok {
			worth += b.expect(choice)
		}
		if worth > most {
			best, most = shown.GetId(), worth
		}
	}
	return order(b, Game.Choose, &cosmicv1.ChooseRequest{ChoiceId: best})
}

func (b *bot) expect(c balance.Choice) (sum float64) {
	if c.Cost != nil {
		item, _ := b.b.Item(c.Cost.Item)
		sum -= float64(c.Cost.Credits) + float64(c.Cost.Fuel)*worthFuel + float64(c.Cost.Food)*worthFood + float64(c.Cost.Quantity*item.Value)
	}
	for _, o := range c.Outcomes {
		sum += float64(o.Weight) / 100 * b.outcome(o)
	}
	return sum
}

func (b *bot) outcome(o balance.Outcome) float64 {
	worth := o.Credits.Mean() + o.Fuel.Mean()*worthFuel + o.Food.Mean()*worthFood
	if h := o.Hull.Mean(); h < 0 {
		worth -= b.damage(-h)
	} else {
		worth += math.Min(h, float64(b.v.GetShip().GetMaxHull()-b.v.GetShip().GetHull())) * worthHull
	}
	worth += o.Health.Mean() * worthHealth
	if float64(b.me.GetHealth())+float64(o.Health.Min) < 10 {
		worth -= 1000
	}
	for _, g := range o.Items {
		item, _ := b.b.Item(g.Item)
		worth += g.Quantity.Mean() * float64(item.Value)
	}
	for _, s := range o.Reputation {
		worth += float64(s.Amount) * worthReputation
	}
	if o.Reveal != "" {
		worth += worthChart
	}
	if o.Effect != nil {
		worth += worthEffect
	}
	if o.Recruit != "" {
		worth += worthRecruit
	}
	return worth + b.brawl(o.Fight)
}

// brawl is what meeting an enemy is worth: for the unarmed, trouble.
func (b *bot) brawl(enemy string) float64 {
	e, ok := b.b.Enemy(enemy)
	if !ok {
		return 0
	}
	power := float64(b.v.GetShip().GetPower())
	if power == 0 {
		return -b.damage(float64(e.Power) * 1.2)
	}
	taken := float64(e.Hull) / (power * .7) * e.Accuracy * float64(e.Power)
	if taken > b.strength()*.6 {
		return -b.damage(float64(e.Power) * 1.2)
	}
	return e.Credits.Mean() + e.LootChance*b.lootWorth(e.Loot) - b.damage(taken)
}
