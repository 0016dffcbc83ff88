package rpc

import (
	"context"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop"
	"playhouse/server/session"
)

// ids are those that a command gave, read from its record: a repeated command is
// answered with the first one's.
func (t tables) ids(ctx context.Context, id string, version int32) ([]string, error) {
	events, err := session.EventsAt(ctx, t.host, session.ID(id), version)
	if err != nil || len(events) == 0 {
		return nil, err
	}
	return events[0].GetEdited().GetIds(), nil
}

func (t tables) PutElements(ctx context.Context, r *tabletopv1.PutElementsRequest) (*tabletopv1.PutElementsResponse, error) {
	if err := t.haveElements(ctx, r); err != nil {
		return nil, err
	}
	version, err := act(ctx, t, r, tableGame.PutElements)
	if err != nil {
		return nil, err
	}
	ids, err := t.ids(ctx, r.GetSessionId(), version)
	return &tabletopv1.PutElementsResponse{Version: version, Ids: ids}, err
}

func (t tables) AddCombatants(ctx context.Context, r *tabletopv1.AddCombatantsRequest) (*tabletopv1.AddCombatantsResponse, error) {
	version, err := act(ctx, t, r, tableGame.AddCombatants)
	if err != nil {
		return nil, err
	}
	ids, err := t.ids(ctx, r.GetSessionId(), version)
	return &tabletopv1.AddCombatantsResponse{Version: version, Ids: ids}, err
}

// reader is the caller as one who reads what was said and rolled.
func (t tables) reader(ctx context.Context, id string) (tabletop.Reader, error) {
	s, err := t.host.View(ctx, session.ID(id), 0)
	if err == nil && s.View.GetRole() == 0 {
		err = session.Forbid("not_entered", "enter the table first")
	}
	return tabletop.Reader{User: string(session.CallerFrom(ctx).User), GM: s.View.GetRole() == tabletopv1.TableRole_TABLE_ROLE_GM}, err
}

func (t tables) Roll(ctx context.Context, r *tabletopv1.RollRequest) (*tabletopv1.RollResponse, error) {
	version, err := act(ctx, t, r, tableGame.Roll)
	if err != nil {
		return nil, err
	}
	events, err := session.EventsAt(ctx, t.host, session.ID(r.GetSessionId()), version)
	if err != nil || len(events) == 0 {
		return &tabletopv1.RollResponse{Version: version}, err
	}
	reader, err := t.reader(ctx, r.GetSessionId())
	talk := tabletop.TalkOf(events[0], reader)
	return &tabletopv1.RollResponse{
		Version: version, Total: talk.GetRoll().GetTotal(), Dice: talk.GetRoll().GetDice(), Text: talk.GetText(),
	}, err
}

func (t tables) ListTalk(ctx context.Context, r *tabletopv1.ListTalkRequest) (*tabletopv1.ListTalkResponse, error) {
	if _, err := t.admit(ctx, r.GetSessionId()); err != nil {
		return nil, err
	}
	before, err := versionToken(r.GetPageToken())
	if err != nil {
		return nil, err
	}
	reader, err := t.reader(ctx, r.GetSessionId())
	if err != nil {
		return nil, err
	}
	answer, limit := &tabletopv1.ListTalkResponse{}, int(orDefault(r.GetPageSize(), chatDefault))
	err = session.Backwards(ctx, t.host, session.ID(r.GetSessionId()), before, func(e session.Event[*tableEvent]) bool {
		talk := tabletop.TalkOf(e.Event, reader)
		if talk == nil {
			return true
		}
		if len(answer.GetLines()) == limit {
			answer.NextPageToken = tokenOf(answer.GetLines()[limit-1].GetVersion())
			return false
		}
		talk.Version = e.Version
		answer.Lines = append(answer.Lines, talk)
		return true
	})
	return answer, err
}

func (t tables) MeasurePath(ctx context.Context, r *tabletopv1.MeasurePathRequest) (*tabletopv1.MeasurePathResponse, error) {
	if _, err := t.admit(ctx, r.GetSessionId()); err != nil {
		return nil, err
	}
	s, err := t.host.View(ctx, session.ID(r.GetSessionId()), 0)
	if err != nil {
		return nil, err
	}
	return tabletop.Measure(s.View, r)
}

func (t tables) MoveTokens(ctx context.Context, r *tabletopv1.MoveTokensRequest) (*tabletopv1.MoveTokensResponse, error) {
	version, err := act(ctx, t, r, tableGame.MoveTokens)
	return &tabletopv1.MoveTokensResponse{Version: version}, err
}

func (t tables) DeleteElements(ctx context.Context, r *tabletopv1.DeleteElementsRequest) (*tabletopv1.DeleteElementsResponse, error) {
	version, err := act(ctx, t, r, tableGame.DeleteElements)
	return &tabletopv1.DeleteElementsResponse{Version: version}, err
}

func (t tables) SetDoor(ctx context.Context, r *tabletopv1.SetDoorRequest) (*tabletopv1.SetDoorResponse, error) {
	version, err := act(ctx, t, r, tableGame.SetDoor)
	return &tabletopv1.SetDoorResponse{Version: version}, err
}

func (t tables) ChangeScene(ctx context.Context, r *tabletopv1.ChangeSceneRequest) (*tabletopv1.ChangeSceneResponse, error) {
	version, err := act(ctx, t, r, tableGame.ChangeScene)
	return &tabletopv1.ChangeSceneResponse{Version: version}, err
}

func (t tables) ChangeFog(ctx context.Context, r *tabletopv1.ChangeFogRequest) (*tabletopv1.ChangeFogResponse, error) {
	version, err := act(ctx, t, r, tableGame.ChangeFog)
	return &tabletopv1.ChangeFogResponse{Version: version}, err
}

func (t tables) TriggerArea(ctx context.Context, r *tabletopv1.TriggerAreaRequest) (*tabletopv1.TriggerAreaResponse, error) {
	version, err := act(ctx, t, r, tableGame.TriggerArea)
	return &tabletopv1.TriggerAreaResponse{Version: version}, err
}

func (t tables) Undo(ctx context.Context, r *tabletopv1.UndoRequest) (*tabletopv1.UndoResponse, error) {
	version, err := act(ctx, t, r, tableGame.Undo)
	return &tabletopv1.UndoResponse{Version: version}, err
}

func (t tables) Redo(ctx context.Context, r *tabletopv1.RedoRequest) (*tabletopv1.RedoResponse, error) {
	version, err := act(ctx, t, r, tableGame.Redo)
	return &tabletopv1.RedoResponse{Version: version}, err
}

func (t tables) Say(ctx context.Context, r *tabletopv1.SayRequest) (*tabletopv1.SayResponse, error) {
	version, err := act(ctx, t, r, tableGame.Say)
	return &tabletopv1.SayResponse{Version: version}, err
}

func (t tables) RollInitiative(ctx context.Context, r *tabletopv1.RollInitiativeRequest) (*tabletopv1.RollInitiativeResponse, error) {
	version, err := act(ctx, t, r, tableGame.RollInitiative)
	return &tabletopv1.RollInitiativeResponse{Version: version}, err
}

func (t tables) NextTurn(ctx context.Context, r *tabletopv1.NextTurnRequest) (*tabletopv1.NextTurnResponse, error) {
	version, err := act(ctx, t, r, tableGame.NextTurn)
	return &tabletopv1.NextTurnResponse{Version: version}, err
}

func (t tables) PreviousTurn(ctx context.Context, r *tabletopv1.PreviousTurnRequest) (*tabletopv1.PreviousTurnResponse, error) {
	version, err := act(ctx, t, r, tableGame.PreviousTurn)
	return &tabletopv1.PreviousTurnResponse{Version: version}, err
}

func (t tables) DelayTurn(ctx context.Context, r *tabletopv1.DelayTurnRequest) (*tabletopv1.DelayTurnResponse, error) {
	version, err := act(ctx, t, r, tableGame.DelayTurn)
	return &tabletopv1.DelayTurnResponse{Version: version}, err
}

func (t tables) ReorderCombatants(ctx context.Context, r *tabletopv1.ReorderCombatantsRequest) (*tabletopv1.ReorderCombatantsResponse, error) {
	version, err := act(ctx, t, r, tableGame.ReorderCombatants)
	return &tabletopv1.ReorderCombatantsResponse{Version: version}, err
}

func (t tables) ChangeHp(ctx context.Context, r *tabletopv1.ChangeHpRequest) (*tabletopv1.ChangeHpResponse, error) {
	version, err := act(ctx, t, r, tableGame.ChangeHp)
	return &tabletopv1.ChangeHpResponse{Version: version}, err
}

func (t tables) SetConditions(ctx context.Context, r *tabletopv1.SetConditionsRequest) (*tabletopv1.SetConditionsResponse, error) {
	version, err := act(ctx, t, r, tableGame.SetConditions)
	return &tabletopv1.SetConditionsResponse{Version: version}, err
}

func (t tables) HideCombatant(ctx context.Context, r *tabletopv1.HideCombatantRequest) (*tabletopv1.HideCombatantResponse, error) {
	version, err := act(ctx, t, r, tableGame.HideCombatant)
	return &tabletopv1.HideCombatantResponse{Version: version}, err
}

func (t tables) SetDead(ctx context.Context, r *tabletopv1.SetDeadRequest) (*tabletopv1.SetDeadResponse, error) {
	version, err := act(ctx, t, r, tableGame.SetDead)
	return &tabletopv1.SetDeadResponse{Version: version}, err
}

func (t tables) RemoveCombatants(ctx context.Context, r *tabletopv1.RemoveCombatantsRequest) (*tabletopv1.RemoveCombatantsResponse, error) {
	version, err := act(ctx, t, r, tableGame.RemoveCombatants)
	return &tabletopv1.RemoveCombatantsResponse{Version: version}, err
}

func (t tables) ShowInitiative(ctx context.Context, r *tabletopv1.ShowInitiativeRequest) (*tabletopv1.ShowInitiativeResponse, error) {
	version, err := act(ctx, t, r, tableGame.ShowInitiative)
	return &tabletopv1.ShowInitiativeResponse{Version: version}, err
}

func (t tables) ChangeDisplay(ctx context.Context, r *tabletopv1.ChangeDisplayRequest) (*tabletopv1.ChangeDisplayResponse, error) {
	if err := t.haveAssets(ctx, r.GetSessionId(), picture, r.GetDisplay().GetHandoutAssetId()); err != nil {
		return nil, err
	}
	version, err := act(ctx, t, r, tableGame.ChangeDisplay)
	return &tabletopv1.ChangeDisplayResponse{Version: version}, err
}

func (t tables) ChangeAudio(ctx context.Context, r *tabletopv1.ChangeAudioRequest) (*tabletopv1.ChangeAudioResponse, error) {
	if err := t.haveAssets(ctx, r.GetSessionId(), sound, r.GetChannel().GetAssetIds()...); err != nil {
		return nil, err
	}
	version, err := act(ctx, t, r, tableGame.ChangeAudio)
	return &tabletopv1.ChangeAudioResponse{Version: version}, err
}

func (t tables) PlaySound(ctx context.Context, r *tabletopv1.PlaySoundRequest) (*tabletopv1.PlaySoundResponse, error) {
	if err := t.haveAssets(ctx, r.GetSessionId(), sound, r.GetAssetId()); err != nil {
		return nil, err
	}
	version, err := act(ctx, t, r, tableGame.PlaySound)
	return &tabletopv1.PlaySoundResponse{Version: version}, err
}
