package cosmic

import (
	"fmt"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic/balance"
)

// showActions is everything without parameters that could be done.
func (h helm) showActions() (list []*cosmicv1.Action) {
	for _, a := range []struct {
		id, name, effect string
		err              error
		turn             bool
	}{
		{"scan", "Scan", "Surveys the places around, and may find something.", h.aboard(), true},
		{"mine", "Mine", h.mineEffect(), h.mayMine(), true},
		{"salvage", "Salvage", h.salvageEffect(), h.maySalvage(), true},
		{"wait", "Wait", "A turn passes.", h.cruising(), true},
		{"repair", "Repair", fmt.Sprintf("Mends %d hull for %d credits.", h.missing(), h.repairCost(h.missing())), h.mayRepair(h.missing()), false},
		{"eat", "Eat", fmt.Sprintf("A meal is good for %d health.", h.b.Captain.HealthPerMeal), h.mayEat(1), false},
		{"distress_call", "Call for help", fmt.Sprintf("Brings %d fuel for %d credits, or as much cargo; %s chance that nobody hears it.",
			h.b.Distress.Fuel, h.helpCost(), percent(h.b.Distress.Unheard.At(h.place().GetDanger()))), h.mayCall(), true},
		{"buy_pod", "Buy a pod", fmt.Sprintf("An escape pod of hull %d for %d credits.", h.b.Pod.Hull, h.b.Pod.Price), h.mayBuyPod(), false},
		{"flee", "Flee", h.fleeEffect(), h.fighting(), false},
		{"negotiate", "Negotiate", h.talkEffect(), h.mayTalk(), false},
		{"retire", "Retire", "Ends an endless voyage where it stands.", h.mayRetire(), false},
	} {
		if a.id == "retire" && !h.options.GetEndless() {
			continue
		}
		reason, message := why(a.err)
		list = append(list, &cosmicv1.Action{
			Id: a.id, Name: a.name, Effect: a.effect, Allowed: a.err == nil, Reason: reason, Message: message, TakesTurn: a.turn,
		})
	}
	return list
}

func percent(p float64) string { return fmt.Sprintf("%.0f %%", p*100) }

func (h helm) mineEffect() string {
	m := h.b.Mine
	return fmt.Sprintf("For %d fuel, %s: %s × %.3g of %s; else %s hull damage.",
		m.Fuel, percent(m.Chance), m.Quantity, h.rig().mining, h.itemName(m.Item), m.Damage)
}

func (h helm) salvageEffect() string {
	s := h.b.Salvage
	return fmt.Sprintf("For %d fuel, %s: something useful; else %s hull damage.", s.Fuel, percent(s.Chance), s.Damage)
}

func (h helm) fleeEffect() string {
	if h.fight == nil {
		return "Gets you out of a fight, or costs you a hard hit."
	}
	return fmt.Sprintf("%s to get away for %d fuel; else a hit of %d.", percent(h.fleeChance(h.rig())),
		min(h.fuel, int32(h.b.Combat.Flee.Fuel)), h.fleeHit())
}

func (h helm) talkEffect() string {
	if h.fight == nil {
		return "Buys peace in a fight."
	}
	return fmt.Sprintf("%s to buy peace for %d credits.", percent(h.talkChance()), h.talkCost())
}

// showCombat is the fight with its odds.
func (h helm) showCombat() *cosmicv1.Combat {
	f, r := h.fight, h.rig()
	c := &cosmicv1.Combat{
		Enemy: f.foe.GetId(), EnemyName: f.foe.GetName(), EnemyHull: f.hull, EnemyMaxHull: f.foe.GetHull(), EnemyPower: f.foe.GetPower(),
		EnemyAccuracy: f.foe.GetAccuracy(), EnemySpeed: f.foe.GetSpeed(), Round: f.round, FleeChance: tidy(h.fleeChance(r)),
		FleeFuel: min(h.fuel, int32(h.b.Combat.Flee.Fuel)), Log: f.log,
	}
	for _, a := range h.b.Combat.Attacks {
		c.Attacks = append(c.Attacks, h.showAttack(r, a))
	}
	err := h.mayTalk()
	c.NegotiateReason, c.NegotiateMessage = why(err)
	if f.foe.GetTalks() {
		c.NegotiateChance, c.NegotiateCost = tidy(h.talkChance()), h.talkCost()
	}
	return c
}

func (h helm) showAttack(r rig, a balance.Attack) *cosmicv1.AttackOption {
	u := h.b.Combat.DamageSpread
	shown := &cosmicv1.AttackOption{
		Action: a.ID, Name: a.Name, Effect: a.Text(), HitChance: tidy(h.hitChance(r, a)), EnemyHitChance: tidy(h.enemyHitChance(r, a)),
		MinDamage: h.hitDamage(r, a, -u), MaxDamage: h.hitDamage(r, a, u),
	}
	if r.weapons == 0 {
		shown.MinDamage, shown.MaxDamage = int32(h.b.Combat.UnarmedDamage.Min), int32(h.b.Combat.UnarmedDamage.Max)
	}
	err := h.mayAttack(a)
	shown.Allowed = err == nil
	shown.Reason, shown.Message = why(err)
	return shown
}
