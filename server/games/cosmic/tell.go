package cosmic

import (
	"fmt"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

// Tell returns the event as it is told, or nil when it is no news. Everybody
// hears the same: whoever watches sees what the captain sees.
func (Game) Tell(before State, e *cosmicv1.Event, after State, _ session.Viewer) session.Happening {
	if h := narrate(before, e, after); h != nil {
		return h
	}
	return nil
}

// narrate tells an event; nil when it is no news. It reads no balance.
func narrate(before State, e *cosmicv1.Event, after State) *cosmicv1.Happening {
	for _, about := range []func(before State, e *cosmicv1.Event, after State) *cosmicv1.Happening{
		tellTravel, tellFight, tellShip, tellGoods, tellPeople,
	} {
		if h := about(before, e, after); h != nil {
			h.Turn = after.turn
			if h.GetNodeId() == "" {
				h.NodeId = after.at
			}
			return h
		}
	}
	return nil
}

// by is a happening of the captain's doing.
func by(action, format string, args ...any) *cosmicv1.Happening {
	h := say(action, format, args...)
	h.Seat, h.Actor = int32(captain), "the captain"
	return h
}

// say is a happening of the world's.
func say(action, format string, args ...any) *cosmicv1.Happening {
	return &cosmicv1.Happening{Action: action, Narration: fmt.Sprintf(format, args...)}
}

// good marks good news of an amount.
func good(h *cosmicv1.Happening, amount int32) *cosmicv1.Happening {
	h.Good, h.Amount, h.Outcome = true, amount, fmt.Sprint(amount)
	return h
}

// bad marks bad news of an amount.
func bad(h *cosmicv1.Happening, amount int32) *cosmicv1.Happening {
	h.Amount, h.Outcome = amount, fmt.Sprint(amount)
	return h
}

// weigh marks something to show (1) or to stop for (2).
func weigh(h *cosmicv1.Happening, weight int32) *cosmicv1.Happening {
	h.Weight = weight
	return h
}

func tellTravel(before State, e *cosmicv1.Event, after State) *cosmicv1.Happening {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Created_:
		return weigh(say("arrived", "Your voyage begins at %s, %s.", after.place().GetName(), after.area().GetName()), 1)
	case *cosmicv1.Event_Travelled_:
		h := by("travelled", "You travel to %s for %d fuel.", after.place().GetName(), k.Travelled.GetFuelSpent())
		if before.area() != after.area() {
			h.Narration = fmt.Sprintf("You cross to %s and arrive at %s, for %d fuel.", after.area().GetName(), after.place().GetName(), k.Travelled.GetFuelSpent())
			h.Weight = 1
		}
		h.NodeId, h.FromNodeId, h.Amount = after.at, before.at, k.Travelled.GetFuelSpent()
		return h
	case *cosmicv1.Event_Discovered_:
		n := len(after.known) - len(before.known)
		if n == 0 {
			return nil
		}
		return good(say("scanned", "New on the map: %s.", plural(int32(n), "place")), int32(n))
	case *cosmicv1.Event_TurnPassed_:
		return say("turn", "Turn %d has passed.", k.TurnPassed.GetTurn())
	case *cosmicv1.Event_Waited_:
		return by("waited", "You wait.")
	case *cosmicv1.Event_Achieved_:
		h := weigh(say("achievement", "Achievement: %s. %s", k.Achieved.GetName(), k.Achieved.GetText()), 1)
		h.Good, h.Outcome = true, k.Achieved.GetId()
		return h
	case *cosmicv1.Event_Ended_:
		o := k.Ended.GetOutcome()
		h := weigh(say("ended", "%s Score: %d.", o.GetText(), o.GetScore()), 2)
		h.Good, h.Amount = o.GetStatus() == victory, o.GetScore()
		h.Outcome = map[cosmicv1.VoyageStatus]string{victory: "victory", lost: "lost", overtime: "turn_limit"}[o.GetStatus()]
		return h
	default:
		return nil
	}
}

func plural(n int32, noun string) string {
	switch n {
	case 0:
		return "no " + noun + "s"
	case 1:
		return "1 " + noun
	default:
		return fmt.Sprintf("%d %ss", n, noun)
	}
}

func tellFight(before State, e *cosmicv1.Event, after State) *cosmicv1.Happening {
	foe := before.foe()
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Met_:
		return weigh(say("met", "A %s! Hull %d, power %d.", k.Met.GetFoe().GetName(), k.Met.GetFoe().GetHull(), k.Met.GetFoe().GetPower()), 2)
	case *cosmicv1.Event_Attacked_:
		if !k.Attacked.GetHit() {
			return by("missed", "Your shot goes wide of the %s.", foe)
		}
		return good(by("attacked", "You hit the %s for %d; %d of its hull is left.", foe, k.Attacked.GetDamage(), k.Attacked.GetEnemyHull()), k.Attacked.GetDamage())
	case *cosmicv1.Event_EnemyFled_:
		h := weigh(say("fled", "The %s turns and flees.", foe), 1)
		h.Actor, h.Outcome = "the "+foe, "enemy"
		return h
	case *cosmicv1.Event_Fled_:
		if !k.Fled.GetEscaped() {
			return by("fled", "You try to get away from the %s, and do not.", foe)
		}
		h := weigh(by("fled", "You get away from the %s, for %d fuel.", foe, k.Fled.GetFuelSpent()), 1)
		h.Good, h.Outcome = true, "escaped"
		return h
	case *cosmicv1.Event_Negotiated_:
		if !k.Negotiated.GetAgreed() {
			return by("talked", "The %s listens, and aims.", foe)
		}
		h := weigh(by("talked", "The %s takes %d credits and goes.", foe, k.Negotiated.GetCost()), 1)
		h.Good, h.Amount, h.Outcome = true, k.Negotiated.GetCost(), "agreed"
		return h
	case *cosmicv1.Event_Destroyed_:
		return weigh(good(by("destroyed", "The %s breaks apart. You find %d credits.", foe, k.Destroyed.GetGain()), k.Destroyed.GetGain()), 1)
	case *cosmicv1.Event_Struck_:
		return weigh(bad(after.blow(k.Struck), k.Struck.GetDamage()), 1)
	case *cosmicv1.Event_Evaded_:
		h := say("missed", "A shot of %s goes by.", k.Evaded.GetCause())
		if k.Evaded.GetBeacon() {
			h.Narration = fmt.Sprintf("The beacon warns you in time: %s misses the pod.", k.Evaded.GetCause())
		}
		h.Actor, h.Good = k.Evaded.GetCause(), true
		return h
	default:
		return nil
	}
}

// foe is the name of the enemy one fights.
func (s State) foe() string {
	if s.fight == nil {
		return "enemy"
	}
	return s.fight.foe.GetName()
}

// from is who or what did it, if that is known.
func from(cause string) string {
	if cause == "" {
		return ""
	}
	return " from " + cause
}

// blow tells of a hit on ship or pod.
func (s State) blow(e *cosmicv1.Event_Struck) *cosmicv1.Happening {
	h := say("struck", "Damage %d%s; hull %d.", e.GetDamage(), from(e.GetCause()), e.GetHull())
	switch {
	case s.inPod:
		h.Narration = fmt.Sprintf("The pod takes %d%s; its hull is %d.", e.GetDamage(), from(e.GetCause()), e.GetHull())
	case e.GetShield() > 0:
		h.Narration = fmt.Sprintf("The shield takes a hit of %d%s; shield %d, hull %d.", e.GetDamage(), from(e.GetCause()), e.GetShield(), e.GetHull())
	}
	h.Actor = e.GetCause()
	return h
}

func tellShip(_ State, e *cosmicv1.Event, after State) *cosmicv1.Happening {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Mended_:
		h := good(by("repaired", "Hull +%d%s; it is %d.", k.Mended.GetPoints(), because(k.Mended.GetCause()), k.Mended.GetHull()), k.Mended.GetPoints())
		if k.Mended.GetCost() > 0 {
			h.Narration = fmt.Sprintf("The yard mends %d hull for %d credits.", k.Mended.GetPoints(), k.Mended.GetCost())
		}
		return h
	case *cosmicv1.Event_Fitted_:
		return by("fitted", "%s fitted in %s for %d credits.", k.Fitted.GetName(), k.Fitted.GetSlotId(), k.Fitted.GetCost())
	case *cosmicv1.Event_Removed_:
		return by("removed", "%s taken out for %d credits.", k.Removed.GetName(), k.Removed.GetRefund())
	case *cosmicv1.Event_ShipBought_:
		h := weigh(by("bought", "You fly a %s now, for %d credits.", k.ShipBought.GetName(), k.ShipBought.GetCost()), 1)
		h.Good, h.Amount = true, k.ShipBought.GetCost()
		return h
	case *cosmicv1.Event_PodBought_:
		return by("bought", "An escape pod is aboard, for %d credits.", k.PodBought.GetCost())
	case *cosmicv1.Event_Augmented_:
		return by("fitted", "The pod has a %s now, for %d credits.", k.Augmented.GetName(), k.Augmented.GetCost())
	case *cosmicv1.Event_Ejected_:
		return weigh(by("ejected", "The ship breaks up. You leave it in the pod, at %s.", after.place().GetName()), 2)
	case *cosmicv1.Event_Scanned_:
		return by("scanned", "You scan. %s", k.Scanned.GetText())
	case *cosmicv1.Event_Mined_:
		return by("mined", "You mine, for %d fuel.", k.Mined.GetFuelSpent())
	case *cosmicv1.Event_Salvaged_:
		return by("salvaged", "You take the wreck apart, for %d fuel.", k.Salvaged.GetFuelSpent())
	case *cosmicv1.Event_DistressCalled_:
		return weigh(by("distress", "%s", k.DistressCalled.GetText()), 1)
	default:
		return nil
	}
}
