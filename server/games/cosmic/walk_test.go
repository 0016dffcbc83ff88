package cosmic

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/session"
)

// walks makes the tests that walk voyages at random take so many times as many:
// go test ./server/games/cosmic -walks 20.
var walks = flag.Int("walks", 1, "how many times as many voyages are walked at random")

// deed is something that a view speaks of: allowed, or barred for a reason.
type deed struct {
	name    string
	allowed bool
	reason  string // empty where the view gives none
	do      session.Command[State, *cosmicv1.Event]
}

// viewer is the captain.
var viewer = session.Viewer{Seat: captain}

// deeds are everything that a view offers or bars.
func deeds(v *cosmicv1.View) (list []deed) {
	add := func(allowed bool, reason, name string, do session.Command[State, *cosmicv1.Event]) {
		list = append(list, deed{name, allowed, reason, do})
	}
	for _, d := range v.GetDestinations() {
		add(d.GetAllowed(), d.GetReason(), "go "+d.GetNodeId()+d.GetRegionId(),
			rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: d.GetNodeId(), RegionId: d.GetRegionId()}))
	}
	for _, a := range v.GetActions() {
		add(a.GetAllowed(), a.GetReason(), a.GetId(), action(a.GetId()))
	}
	for _, c := range v.GetEncounter().GetChoices() {
		add(c.GetAllowed(), c.GetReason(), "choose "+c.GetId(), rpc(Game.Choose, &cosmicv1.ChooseRequest{ChoiceId: c.GetId()}))
	}
	for _, a := range v.GetCombat().GetAttacks() {
		add(a.GetAllowed(), a.GetReason(), "attack "+a.GetAction(), rpc(Game.Attack, &cosmicv1.AttackRequest{Action: a.GetAction()}))
	}
	for _, s := range v.GetYard().GetShips() {
		add(s.GetAllowed(), s.GetReason(), "ship "+s.GetType(), rpc(Game.BuyShip, &cosmicv1.BuyShipRequest{Type: s.GetType()}))
	}
	for _, m := range v.GetYard().GetModules() {
		add(m.GetAllowed(), m.GetReason(), "module "+m.GetId(), rpc(Game.BuyModule, &cosmicv1.BuyModuleRequest{Module: m.GetId()}))
	}
	for _, a := range v.GetYard().GetAugmentations() {
		add(a.GetAllowed(), a.GetReason(), "augment "+a.GetId(), rpc(Game.BuyAugmentation, &cosmicv1.BuyAugmentationRequest{Augmentation: a.GetId()}))
	}
	for _, s := range v.GetShip().GetSlots() {
		if m := s.GetModule(); m != nil {
			add(m.GetAllowed(), m.GetReason(), "remove "+s.GetId(), rpc(Game.RemoveModule, &cosmicv1.RemoveModuleRequest{SlotId: s.GetId()}))
		}
	}
	for _, q := range v.GetOfferedQuests() {
		add(q.GetAllowed(), q.GetReason(), "accept "+q.GetId(), rpc(Game.AcceptQuest, &cosmicv1.AcceptQuestRequest{QuestId: q.GetId()}))
	}
	for _, c := range v.GetRecruits() {
		add(c.GetAllowed(), c.GetReason(), "hire "+c.GetId(), rpc(Game.HireCrew, &cosmicv1.HireCrewRequest{CrewId: c.GetId()}))
	}
	for _, s := range v.GetCargo() {
		add(s.GetUsable(), "", "use "+s.GetItem(), rpc(Game.UseItem, &cosmicv1.UseItemRequest{Item: s.GetItem()}))
	}
	return append(list, deals(v)...)
}

// deals are the largest deal that the market allows of everything, and one
// piece more.
func deals(v *cosmicv1.View) (list []deed) {
	for _, o := range v.GetMarket().GetItems() {
		for more := range int32(2) {
			buy, sell := o.GetMaxBuy()+more, o.GetMaxSell()+more
			if buy > 0 {
				list = append(list, deed{fmt.Sprintf("buy %d %s", buy, o.GetItem()), more == 0, "",
					rpc(Game.BuyItem, &cosmicv1.BuyItemRequest{Item: o.GetItem(), Quantity: buy})})
			}
			if sell > 0 {
				list = append(list, deed{fmt.Sprintf("sell %d %s", sell, o.GetItem()), more == 0, "",
					rpc(Game.SellItem, &cosmicv1.SellItemRequest{Item: o.GetItem(), Quantity: sell})})
			}
		}
	}
	for more := range int32(2) {
		if n := v.GetMarket().GetFuel().GetMaxBuy() + more; n > 0 && v.GetMarket() != nil {
			list = append(list, deed{fmt.Sprintf("fuel %d", n), more == 0, "", rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: n})})
		}
		if n := v.GetMarket().GetFood().GetMaxBuy() + more; n > 0 && v.GetMarket() != nil {
			list = append(list, deed{fmt.Sprintf("food %d", n), more == 0, "", rpc(Game.BuyFood, &cosmicv1.BuyFoodRequest{Quantity: n})})
		}
	}
	return list
}

// action is the command of an Action's id.
func action(id string) session.Command[State, *cosmicv1.Event] {
	return map[string]session.Command[State, *cosmicv1.Event]{
		"scan":          rpc(Game.Scan, &cosmicv1.ScanRequest{}),
		"mine":          rpc(Game.Mine, &cosmicv1.MineRequest{}),
		"salvage":       rpc(Game.Salvage, &cosmicv1.SalvageRequest{}),
		"wait":          rpc(Game.Wait, &cosmicv1.WaitRequest{}),
		"repair":        rpc(Game.Repair, &cosmicv1.RepairRequest{}),
		"eat":           rpc(Game.Eat, &cosmicv1.EatRequest{Quantity: 1}),
		"distress_call": rpc(Game.DistressCall, &cosmicv1.DistressCallRequest{}),
		"buy_pod":       rpc(Game.BuyPod, &cosmicv1.BuyPodRequest{}),
		"flee":          rpc(Game.Flee, &cosmicv1.FleeRequest{}),
		"negotiate":     rpc(Game.Negotiate, &cosmicv1.NegotiateRequest{}),
		"retire":        rpc(Game.Retire, &cosmicv1.RetireRequest{}),
	}[id]
}

// open are the deeds that are allowed.
func open(list []deed) (some []deed) {
	for _, d := range list {
		if d.allowed {
			some = append(some, d)
		}
	}
	return some
}

// stagger does something at random that the view allows, places to go to first,
// and quests now and then given up. Retiring is left to the tests of it.
func stagger(tb testing.TB, b *sandbox, chance *rand.Rand) {
	tb.Helper()
	s := b.State()
	if quests := s.running(); len(quests) > 0 && embedded.helm(s).cruising() == nil && chance.IntN(40) == 0 {
		must(tb, b.Do(1, rpc(Game.AbandonQuest, &cosmicv1.AbandonQuestRequest{QuestId: quests[0].mission.GetId()})))
		return
	}
	if len(s.crew) > 0 && embedded.helm(s).cruising() == nil && chance.IntN(40) == 0 {
		must(tb, b.Do(1, rpc(Game.DismissCrew, &cosmicv1.DismissCrewRequest{CrewId: s.crew[0].GetId()})))
		return
	}
	list := without(open(deeds(b.View(1))), func(d deed) bool { return d.name == "retire" })
	if len(list) == 0 {
		tb.Fatalf("there is nothing to do: %v", b.View(1))
	}
	d := list[chance.IntN(len(list))]
	if chance.IntN(3) == 0 {
		d = list[chance.IntN(min(len(list), 6))]
	}
	if err := b.Do(1, d.do); err != nil {
		tb.Fatalf("%s: %v", d.name, err)
	}
}

// otherCommands are sound requests of everything but fighting and choosing.
func otherCommands(s State) map[string]session.Command[State, *cosmicv1.Event] {
	one := int32(1)
	return map[string]session.Command[State, *cosmicv1.Event]{
		"navigate": rpc(Game.Navigate, &cosmicv1.NavigateRequest{NodeId: s.chart.links[s.at][0]}),
		"scan":     action("scan"), "mine": action("mine"), "salvage": action("salvage"), "wait": action("wait"), "distress": action("distress_call"),
		"buy item":  rpc(Game.BuyItem, &cosmicv1.BuyItemRequest{Item: "data_cores", Quantity: 1}),
		"sell item": rpc(Game.SellItem, &cosmicv1.SellItemRequest{Item: "data_cores", Quantity: 1}),
		"buy fuel":  rpc(Game.BuyFuel, &cosmicv1.BuyFuelRequest{Quantity: 1}), "buy food": rpc(Game.BuyFood, &cosmicv1.BuyFoodRequest{Quantity: 1}),
		"drop": rpc(Game.DropItem, &cosmicv1.DropItemRequest{Item: "data_cores", Quantity: 1}), "eat": action("eat"),
		"use": rpc(Game.UseItem, &cosmicv1.UseItemRequest{Item: "med_pack"}), "repair": rpc(Game.Repair, &cosmicv1.RepairRequest{Points: &one}),
		"ship":    rpc(Game.BuyShip, &cosmicv1.BuyShipRequest{Type: "trader"}),
		"module":  rpc(Game.BuyModule, &cosmicv1.BuyModuleRequest{Module: "laser_cannon"}),
		"remove":  rpc(Game.RemoveModule, &cosmicv1.RemoveModuleRequest{SlotId: "high-1"}),
		"pod":     action("buy_pod"),
		"augment": rpc(Game.BuyAugmentation, &cosmicv1.BuyAugmentationRequest{Augmentation: "life_support"}),
		"accept":  rpc(Game.AcceptQuest, &cosmicv1.AcceptQuestRequest{QuestId: "q1"}), "abandon": rpc(Game.AbandonQuest, &cosmicv1.AbandonQuestRequest{QuestId: "q1"}),
		"hire": rpc(Game.HireCrew, &cosmicv1.HireCrewRequest{CrewId: "c1"}), "dismiss": rpc(Game.DismissCrew, &cosmicv1.DismissCrewRequest{CrewId: "c1"}),
		"retire": action("retire"),
	}
}
