package cosmic

import (
	"cmp"
	"math"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
	"playhouse/server/session"
)

// hitChance is the captain's chance to hit with an attack.
func (h helm) hitChance(r rig, a balance.Attack) float64 {
	return min(h.b.Combat.MaxHitChance, (h.b.Combat.HitChance+r.accuracy)*a.Accuracy)
}

// enemyHitChance is the enemy's chance to hit a ship that attacks so.
func (h helm) enemyHitChance(r rig, a balance.Attack) float64 {
	return min(h.b.Combat.MaxHitChance, h.fight.foe.GetAccuracy()/(r.combatSpeed*a.Defence))
}

// hitDamage is the damage of a hit, before and after chance has its say.
func (h helm) hitDamage(r rig, a balance.Attack, spread int) int32 {
	return max(int32(h.b.Combat.MinDamage), floor(float64(r.power)*a.Damage+float64(spread)))
}

// fleeChance is the chance to get away.
func (h helm) fleeChance(r rig) float64 {
	f := h.b.Combat.Flee
	return min(f.MaxChance, r.combatSpeed*r.speed/(h.fight.foe.GetSpeed()*f.EnemySpeed))
}

// fleeHit is what not getting away costs.
func (h helm) fleeHit() int32 {
	return floor(float64(h.fight.foe.GetPower()) * h.b.Combat.Flee.HitFactor)
}

// enemyHull is the share of the enemy's hull that is left.
func (h helm) enemyHull() float64 {
	return float64(h.fight.hull) / float64(max(1, h.fight.foe.GetHull()))
}

// talkChance is the chance that talking works.
func (h helm) talkChance() float64 { return min(1, h.b.Combat.Negotiate.At(1-h.enemyHull())) }

// talkCost is what talking costs if it works.
func (h helm) talkCost() int32 {
	return floor(float64(h.fight.foe.GetMaxCredits()) * h.enemyHull())
}

// attack is the way to attack with an id; empty means "attack".
func (h helm) attack(id string) (balance.Attack, error) {
	a, ok := h.b.Attack(cmp.Or(id, "attack"))
	if !ok {
		return a, session.Invalid("action", "there is no attack %q; the view names them", id)
	}
	return a, nil
}

// mayAttack says why one cannot attack so.
func (h helm) mayAttack(a balance.Attack) error {
	if err := h.fighting(); err != nil {
		return err
	}
	r := h.rig()
	switch {
	case a.Needs == balance.NeedsTargeting && !r.aims:
		return session.Refuse("no_targeting_computer", "%s takes a targeting computer", a.Name)
	case a.Needs == balance.NeedsTwoWeapons && r.weapons < 2:
		return session.Refuse("too_few_weapons", "%s takes two weapons; you have %s", a.Name, number(r.weapons))
	default:
		return nil
	}
}

// mayTalk says why one cannot negotiate.
func (h helm) mayTalk() error {
	if err := h.fighting(); err != nil {
		return err
	}
	if !h.fight.foe.GetTalks() {
		return session.Refuse("will_not_talk", "the %s does not talk", h.fight.foe.GetName())
	}
	return h.afford(h.talkCost())
}

// Attack fights a round: the captain strikes, then the enemy does, or flees.
func (g Game) Attack(t session.Turn, s State, r *cosmicv1.AttackRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err != nil {
		return nil, err
	}
	a, err := p.attack(r.GetAction())
	if err == nil {
		err = p.mayAttack(a)
	}
	if err != nil {
		return nil, err
	}
	p.strikeAt(a)
	if p.fight.hull <= 0 {
		p.win()
		return p.done()
	}
	p.answer(a)
	if f := p.fight; f != nil && p.alive() && p.enemyHull() <= f.foe.GetFleesAt() && p.chance(p.b.Combat.EnemyFleeChance) {
		p.emit(&cosmicv1.Event_EnemyFled{})
	}
	return p.done()
}

func (p *play) strikeAt(a balance.Attack) {
	r, e := p.rig(), &cosmicv1.Event_Attacked{Action: a.ID, EnemyHull: p.fight.hull}
	if p.chance(p.hitChance(r, a)) {
		e.Hit = true
		if r.weapons == 0 {
			e.Damage = p.draw(p.b.Combat.UnarmedDamage)
		} else {
			u := p.b.Combat.DamageSpread
			e.Damage = p.hitDamage(r, a, int(p.draw(balance.Range{Min: -u, Max: u})))
		}
		e.EnemyHull = max(0, p.fight.hull-e.GetDamage())
	}
	p.emit(e)
}

// answer is the enemy's strike.
func (p *play) answer(a balance.Attack) {
	foe := p.fight.foe
	if !p.chance(p.enemyHitChance(p.rig(), a)) {
		p.emit(&cosmicv1.Event_Evaded{Cause: "the " + foe.GetName(), Enemy: true})
		return
	}
	u := p.b.Combat.EnemyDamageSpread
	p.damage(max(int32(p.b.Combat.MinDamage), foe.GetPower()+p.draw(balance.Range{Min: -u, Max: u})), "the "+foe.GetName(), true)
}

// plain is what the enemy answers to somebody who does not attack.
var plain = balance.Attack{Accuracy: 1, Damage: 1, Defence: 1}

// Flee tries to get away; who fails takes a hard hit.
func (g Game) Flee(t session.Turn, s State, _ *cosmicv1.FleeRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.fighting()
	}
	if err != nil {
		return nil, err
	}
	if p.chance(p.fleeChance(p.rig())) {
		fuel := min(p.fuel, int32(p.b.Combat.Flee.Fuel))
		p.emit(&cosmicv1.Event_Fled{Escaped: true, FuelSpent: fuel, Fuel: p.fuel - fuel})
		return p.done()
	}
	hit, cause := p.fleeHit(), "the "+p.fight.foe.GetName()
	p.emit(&cosmicv1.Event_Fled{Fuel: p.fuel})
	p.damage(hit, cause, true)
	return p.done()
}

// Negotiate tries to buy peace; nothing is paid if it fails, and the enemy
// strikes.
func (g Game) Negotiate(t session.Turn, s State, _ *cosmicv1.NegotiateRequest) ([]*cosmicv1.Event, error) {
	p, err := g.begin(t, s)
	if err == nil {
		err = p.mayTalk()
	}
	if err != nil {
		return nil, err
	}
	if p.chance(p.talkChance()) {
		cost := p.talkCost()
		p.emit(&cosmicv1.Event_Negotiated{Agreed: true, Cost: cost, Credits: p.credits - cost})
		return p.done()
	}
	p.emit(&cosmicv1.Event_Negotiated{Credits: p.credits})
	p.answer(plain)
	return p.done()
}

// win ends a fight: credits, loot that fits, a wreck, and what factions think.
func (p *play) win() {
	foe, r := p.fight.foe, p.rig()
	card, _ := p.b.Enemy(foe.GetId())
	credits := p.draw(balance.Range{Min: int(foe.GetMinCredits()), Max: int(foe.GetMaxCredits())})
	quest := foe.GetQuestId()
	p.emit(&cosmicv1.Event_Destroyed{
		Gain: credits, Credits: p.credits + credits, Salvage: int32(p.b.Salvage.PerWreck),
		CloseCall: float64(p.ship.hull) < closeShare*float64(r.maxHull),
	})
	if p.chance(card.LootChance) {
		p.loot(card.Loot, 1, "the wreck of the "+foe.GetName())
	}
	for _, s := range card.Reputation {
		p.regard(s.Faction, int32(s.Amount))
	}
	p.slain(foe.GetId(), quest)
}

// closeShare is the share of hull under which a win is a close call.
const closeShare = 0.1

// loot takes one row of what may be found, times a factor, as far as it fits.
func (p *play) loot(rows []balance.Loot, factor float64, cause string) (found bool) {
	weights := make([]float64, len(rows))
	for i, row := range rows {
		weights[i] = float64(row.Weight)
	}
	i := p.pick(weights)
	if i < 0 {
		return false
	}
	n := int32(math.Round(float64(p.draw(rows[i].Quantity)) * factor))
	return p.gain(rows[i].Item, n, cause) > 0
}
