package cosmic

import (
	"fmt"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

func tellGoods(_ State, e *cosmicv1.Event, _ State) *cosmicv1.Happening {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Paid_:
		return good(say("looted", "Credits +%d%s.", k.Paid.GetAmount(), because(k.Paid.GetCause())), k.Paid.GetAmount())
	case *cosmicv1.Event_Charged_:
		h := bad(say("lost", "Credits −%d%s.", k.Charged.GetAmount(), because(k.Charged.GetCause())), k.Charged.GetAmount())
		if k.Charged.GetCrewId() != "" {
			h.Action = "wages"
		}
		return h
	case *cosmicv1.Event_Gained_:
		return good(say("looted", "Taken aboard: %s%s.", count(k.Gained.GetGoods()), because(k.Gained.GetCause())), k.Gained.GetGoods().GetQuantity())
	case *cosmicv1.Event_Lost_:
		return bad(say("lost", "Gone: %s%s.", count(k.Lost.GetGoods()), because(k.Lost.GetCause())), k.Lost.GetGoods().GetQuantity())
	case *cosmicv1.Event_Bought_:
		return bad(by("bought", "You buy %s for %d credits.", count(k.Bought.GetGoods()), k.Bought.GetCost()), k.Bought.GetCost())
	case *cosmicv1.Event_Sold_:
		return good(by("sold", "You sell %s for %d credits.", count(k.Sold.GetGoods()), k.Sold.GetGain()), k.Sold.GetGain())
	case *cosmicv1.Event_Ate_:
		return good(by("ate", "You eat %s. Health +%d.", plural(k.Ate.GetMeals(), "meal"), k.Ate.GetPoints()), k.Ate.GetPoints())
	case *cosmicv1.Event_ItemUsed_:
		return by("used", "You use %s.", count(k.ItemUsed.GetGoods()))
	case *cosmicv1.Event_EffectBegan_:
		b := k.EffectBegan
		return good(say("used", "%s works until turn %d.", b.GetName(), b.GetUntilTurn()), b.GetAmount())
	case *cosmicv1.Event_FuelChanged_:
		return signed("used", "Fuel", k.FuelChanged.GetAmount(), k.FuelChanged.GetCause())
	case *cosmicv1.Event_FoodChanged_:
		return signed("used", "Food", k.FoodChanged.GetAmount(), k.FoodChanged.GetCause())
	case *cosmicv1.Event_Hurt_:
		return weigh(signed("struck", "Health", -k.Hurt.GetDamage(), k.Hurt.GetCause()), 1)
	case *cosmicv1.Event_Healed_:
		return signed("used", "Health", k.Healed.GetPoints(), k.Healed.GetCause())
	default:
		return nil
	}
}

func count(g *cosmicv1.Event_Goods) string {
	return fmt.Sprintf("%d × %s", g.GetQuantity(), g.GetName())
}

// because is a reason to add, if there is one.
func because(cause string) string {
	if cause == "" {
		return ""
	}
	return " (" + cause + ")"
}

// signed tells of something that became more or less.
func signed(action, what string, n int32, cause string) *cosmicv1.Happening {
	if n < 0 {
		return bad(say(action, "%s −%d%s.", what, -n, because(cause)), -n)
	}
	return good(say(action, "%s +%d%s.", what, n, because(cause)), n)
}

func tellPeople(before State, e *cosmicv1.Event, after State) *cosmicv1.Happening {
	switch k := e.GetKind().(type) {
	case *cosmicv1.Event_Encountered_:
		h := weigh(say("event", "%s. %s", k.Encountered.GetTitle(), k.Encountered.GetText()), 2)
		h.Outcome = k.Encountered.GetId()
		return h
	case *cosmicv1.Event_Chose_:
		h := weigh(by("chose", "%s", k.Chose.GetText()), 1)
		h.Good, h.Outcome = k.Chose.GetGood(), k.Chose.GetChoiceId()
		return h
	case *cosmicv1.Event_QuestAccepted_:
		return tellQuest(after, k.QuestAccepted.GetId(), "accepted", "Quest accepted: %s.")
	case *cosmicv1.Event_QuestAdvanced_:
		if text := k.QuestAdvanced.GetText(); text != "" {
			return weigh(say("quest", "%s", text), 1)
		}
		return tellQuest(after, k.QuestAdvanced.GetId(), "advanced", "A step further: %s.")
	case *cosmicv1.Event_QuestDone_:
		h := tellQuest(after, k.QuestDone.GetId(), "done", "Quest done: %s.")
		h.Good = true
		return h
	case *cosmicv1.Event_QuestFailed_:
		h := tellQuest(after, k.QuestFailed.GetId(), "failed", "Quest failed: %s.")
		h.Narration += " " + k.QuestFailed.GetText()
		return h
	case *cosmicv1.Event_Hired_:
		return tellHired(k.Hired, after)
	case *cosmicv1.Event_CrewLeft_:
		return say("left", "%s", k.CrewLeft.GetText())
	case *cosmicv1.Event_ReputationChanged_:
		r := k.ReputationChanged
		h := signed("quest", r.GetName(), r.GetAmount(), fmt.Sprintf("reputation %d", r.GetReputation()))
		return h
	default:
		return nil
	}
}

func tellQuest(s State, id, outcome, format string) *cosmicv1.Happening {
	title := id
	if i := s.questIndex(id); i >= 0 {
		title = s.quests[i].mission.GetTitle()
	}
	h := weigh(say("quest", format, title), 1)
	h.Outcome = outcome
	return h
}

func tellHired(e *cosmicv1.Event_Hired, after State) *cosmicv1.Happening {
	for _, p := range after.crew {
		if p.GetId() == e.GetId() {
			return weigh(by("hired", "%s joins as %s, for %d credits and %d a turn.", p.GetName(), p.GetRole(), e.GetFee(), p.GetWage()), 1)
		}
	}
	return nil
}
