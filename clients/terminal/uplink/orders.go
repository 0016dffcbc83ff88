package uplink

import (
	"context"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
)

// versioned is what every command answers.
type versioned interface{ GetVersion() int32 }

func reached[R versioned](r R, err error) (int32, error) { return r.GetVersion(), err }

// Repair mends points of hull; 0 for all that is missing.
func Repair(points int32) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		r := &cosmicv1.RepairRequest{SessionId: c.Session, CommandId: c.ID}
		if points > 0 {
			r.Points = &points
		}
		return reached(c.Cosmic.Repair(ctx, r))
	}
}

// Travel goes to a linked node of this region.
func Travel(node string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Navigate(ctx, &cosmicv1.NavigateRequest{SessionId: c.Session, CommandId: c.ID, NodeId: node}))
	}
}

// Cross goes to a linked region.
func Cross(region string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Navigate(ctx, &cosmicv1.NavigateRequest{SessionId: c.Session, CommandId: c.ID, RegionId: region}))
	}
}

// Scan looks around.
func Scan() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Scan(ctx, &cosmicv1.ScanRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}

// Mine digs in an asteroid field.
func Mine() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Mine(ctx, &cosmicv1.MineRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}

// Salvage takes a derelict or a wreck apart.
func Salvage() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Salvage(ctx, &cosmicv1.SalvageRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}

// Wait lets a turn pass.
func Wait() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Wait(ctx, &cosmicv1.WaitRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}

// Choose decides what to do about the event.
func Choose(choice string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Choose(ctx, &cosmicv1.ChooseRequest{SessionId: c.Session, CommandId: c.ID, ChoiceId: choice}))
	}
}

// DistressCall asks for fuel when stranded.
func DistressCall() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.DistressCall(ctx, &cosmicv1.DistressCallRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}

// BuyItem buys from the market.
func BuyItem(item string, quantity int32) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.BuyItem(ctx, &cosmicv1.BuyItemRequest{SessionId: c.Session, CommandId: c.ID, Item: item, Quantity: quantity}))
	}
}

// SellItem sells to the market.
func SellItem(item string, quantity int32) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.SellItem(ctx, &cosmicv1.SellItemRequest{SessionId: c.Session, CommandId: c.ID, Item: item, Quantity: quantity}))
	}
}

// BuyFuel fills the tank.
func BuyFuel(quantity int32) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.BuyFuel(ctx, &cosmicv1.BuyFuelRequest{SessionId: c.Session, CommandId: c.ID, Quantity: quantity}))
	}
}

// BuyFood buys meals.
func BuyFood(quantity int32) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.BuyFood(ctx, &cosmicv1.BuyFoodRequest{SessionId: c.Session, CommandId: c.ID, Quantity: quantity}))
	}
}

// DropItem throws cargo overboard.
func DropItem(item string, quantity int32) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.DropItem(ctx, &cosmicv1.DropItemRequest{SessionId: c.Session, CommandId: c.ID, Item: item, Quantity: quantity}))
	}
}

// Eat turns meals into health.
func Eat(quantity int32) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Eat(ctx, &cosmicv1.EatRequest{SessionId: c.Session, CommandId: c.ID, Quantity: quantity}))
	}
}

// UseItem uses a consumable.
func UseItem(item string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.UseItem(ctx, &cosmicv1.UseItemRequest{SessionId: c.Session, CommandId: c.ID, Item: item}))
	}
}

// BuyShip trades the ship in for another.
func BuyShip(kind string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.BuyShip(ctx, &cosmicv1.BuyShipRequest{SessionId: c.Session, CommandId: c.ID, Type: kind}))
	}
}

// BuyModule buys a module and fits it.
func BuyModule(module string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.BuyModule(ctx, &cosmicv1.BuyModuleRequest{SessionId: c.Session, CommandId: c.ID, Module: module}))
	}
}

// RemoveModule takes the module in a slot out.
func RemoveModule(slot string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.RemoveModule(ctx, &cosmicv1.RemoveModuleRequest{SessionId: c.Session, CommandId: c.ID, SlotId: slot}))
	}
}

// BuyPod puts an escape pod aboard.
func BuyPod() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.BuyPod(ctx, &cosmicv1.BuyPodRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}

// BuyAugmentation fits the pod.
func BuyAugmentation(augmentation string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.BuyAugmentation(ctx, &cosmicv1.BuyAugmentationRequest{SessionId: c.Session, CommandId: c.ID, Augmentation: augmentation}))
	}
}

// AcceptQuest takes a quest on.
func AcceptQuest(quest string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.AcceptQuest(ctx, &cosmicv1.AcceptQuestRequest{SessionId: c.Session, CommandId: c.ID, QuestId: quest}))
	}
}

// AbandonQuest gives a quest up.
func AbandonQuest(quest string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.AbandonQuest(ctx, &cosmicv1.AbandonQuestRequest{SessionId: c.Session, CommandId: c.ID, QuestId: quest}))
	}
}

// HireCrew takes somebody on.
func HireCrew(member string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.HireCrew(ctx, &cosmicv1.HireCrewRequest{SessionId: c.Session, CommandId: c.ID, CrewId: member}))
	}
}

// DismissCrew lets somebody go.
func DismissCrew(member string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.DismissCrew(ctx, &cosmicv1.DismissCrewRequest{SessionId: c.Session, CommandId: c.ID, CrewId: member}))
	}
}

// Attack fights a round.
func Attack(action string) Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Attack(ctx, &cosmicv1.AttackRequest{SessionId: c.Session, CommandId: c.ID, Action: action}))
	}
}

// Flee tries to get away.
func Flee() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Flee(ctx, &cosmicv1.FleeRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}

// Negotiate tries to buy peace.
func Negotiate() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Negotiate(ctx, &cosmicv1.NegotiateRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}

// Retire ends an endless voyage where it stands.
func Retire() Order {
	return func(ctx context.Context, c Call) (int32, error) {
		return reached(c.Cosmic.Retire(ctx, &cosmicv1.RetireRequest{SessionId: c.Session, CommandId: c.ID}))
	}
}
