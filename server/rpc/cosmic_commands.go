package rpc

import (
	"context"

	cosmicv1 "playhouse/gen/playhouse/cosmic/v1"
	"playhouse/server/games/cosmic"
	"playhouse/server/session"
)

func (c voyages) Navigate(ctx context.Context, r *cosmicv1.NavigateRequest) (*cosmicv1.NavigateResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Navigate)
	return &cosmicv1.NavigateResponse{Version: v}, err
}

func (c voyages) Scan(ctx context.Context, r *cosmicv1.ScanRequest) (*cosmicv1.ScanResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Scan)
	return &cosmicv1.ScanResponse{Version: v}, err
}

func (c voyages) Mine(ctx context.Context, r *cosmicv1.MineRequest) (*cosmicv1.MineResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Mine)
	return &cosmicv1.MineResponse{Version: v}, err
}

func (c voyages) Salvage(ctx context.Context, r *cosmicv1.SalvageRequest) (*cosmicv1.SalvageResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Salvage)
	return &cosmicv1.SalvageResponse{Version: v}, err
}

func (c voyages) Wait(ctx context.Context, r *cosmicv1.WaitRequest) (*cosmicv1.WaitResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Wait)
	return &cosmicv1.WaitResponse{Version: v}, err
}

func (c voyages) Choose(ctx context.Context, r *cosmicv1.ChooseRequest) (*cosmicv1.ChooseResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Choose)
	return &cosmicv1.ChooseResponse{Version: v}, err
}

func (c voyages) DistressCall(ctx context.Context, r *cosmicv1.DistressCallRequest) (*cosmicv1.DistressCallResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.DistressCall)
	return &cosmicv1.DistressCallResponse{Version: v}, err
}

func (c voyages) BuyItem(ctx context.Context, r *cosmicv1.BuyItemRequest) (*cosmicv1.BuyItemResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.BuyItem)
	return &cosmicv1.BuyItemResponse{Version: v}, err
}

func (c voyages) SellItem(ctx context.Context, r *cosmicv1.SellItemRequest) (*cosmicv1.SellItemResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.SellItem)
	return &cosmicv1.SellItemResponse{Version: v}, err
}

func (c voyages) BuyFuel(ctx context.Context, r *cosmicv1.BuyFuelRequest) (*cosmicv1.BuyFuelResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.BuyFuel)
	return &cosmicv1.BuyFuelResponse{Version: v}, err
}

func (c voyages) BuyFood(ctx context.Context, r *cosmicv1.BuyFoodRequest) (*cosmicv1.BuyFoodResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.BuyFood)
	return &cosmicv1.BuyFoodResponse{Version: v}, err
}

func (c voyages) DropItem(ctx context.Context, r *cosmicv1.DropItemRequest) (*cosmicv1.DropItemResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.DropItem)
	return &cosmicv1.DropItemResponse{Version: v}, err
}

func (c voyages) Eat(ctx context.Context, r *cosmicv1.EatRequest) (*cosmicv1.EatResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Eat)
	return &cosmicv1.EatResponse{Version: v}, err
}

func (c voyages) UseItem(ctx context.Context, r *cosmicv1.UseItemRequest) (*cosmicv1.UseItemResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.UseItem)
	return &cosmicv1.UseItemResponse{Version: v}, err
}

func (c voyages) Repair(ctx context.Context, r *cosmicv1.RepairRequest) (*cosmicv1.RepairResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Repair)
	return &cosmicv1.RepairResponse{Version: v}, err
}

func (c voyages) BuyShip(ctx context.Context, r *cosmicv1.BuyShipRequest) (*cosmicv1.BuyShipResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.BuyShip)
	return &cosmicv1.BuyShipResponse{Version: v}, err
}

func (c voyages) BuyModule(ctx context.Context, r *cosmicv1.BuyModuleRequest) (*cosmicv1.BuyModuleResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.BuyModule)
	return &cosmicv1.BuyModuleResponse{Version: v}, err
}

func (c voyages) RemoveModule(ctx context.Context, r *cosmicv1.RemoveModuleRequest) (*cosmicv1.RemoveModuleResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.RemoveModule)
	return &cosmicv1.RemoveModuleResponse{Version: v}, err
}

func (c voyages) BuyPod(ctx context.Context, r *cosmicv1.BuyPodRequest) (*cosmicv1.BuyPodResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.BuyPod)
	return &cosmicv1.BuyPodResponse{Version: v}, err
}

func (c voyages) BuyAugmentation(ctx context.Context, r *cosmicv1.BuyAugmentationRequest) (*cosmicv1.BuyAugmentationResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.BuyAugmentation)
	return &cosmicv1.BuyAugmentationResponse{Version: v}, err
}

func (c voyages) AcceptQuest(ctx context.Context, r *cosmicv1.AcceptQuestRequest) (*cosmicv1.AcceptQuestResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.AcceptQuest)
	return &cosmicv1.AcceptQuestResponse{Version: v}, err
}

func (c voyages) AbandonQuest(ctx context.Context, r *cosmicv1.AbandonQuestRequest) (*cosmicv1.AbandonQuestResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.AbandonQuest)
	return &cosmicv1.AbandonQuestResponse{Version: v}, err
}

func (c voyages) HireCrew(ctx context.Context, r *cosmicv1.HireCrewRequest) (*cosmicv1.HireCrewResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.HireCrew)
	return &cosmicv1.HireCrewResponse{Version: v}, err
}

func (c voyages) DismissCrew(ctx context.Context, r *cosmicv1.DismissCrewRequest) (*cosmicv1.DismissCrewResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.DismissCrew)
	return &cosmicv1.DismissCrewResponse{Version: v}, err
}

func (c voyages) Attack(ctx context.Context, r *cosmicv1.AttackRequest) (*cosmicv1.AttackResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Attack)
	return &cosmicv1.AttackResponse{Version: v}, err
}

func (c voyages) Flee(ctx context.Context, r *cosmicv1.FleeRequest) (*cosmicv1.FleeResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Flee)
	return &cosmicv1.FleeResponse{Version: v}, err
}

func (c voyages) Negotiate(ctx context.Context, r *cosmicv1.NegotiateRequest) (*cosmicv1.NegotiateResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Negotiate)
	return &cosmicv1.NegotiateResponse{Version: v}, err
}

func (c voyages) Retire(ctx context.Context, r *cosmicv1.RetireRequest) (*cosmicv1.RetireResponse, error) {
	v, err := session.Do(ctx, c.host, r, cosmic.Game.Retire)
	return &cosmicv1.RetireResponse{Version: v}, err
}
