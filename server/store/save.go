package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"playhouse/ent"
	"playhouse/ent/predicate"
	entsave "playhouse/ent/save"
	savev1 "playhouse/gen/playhouse/save/v1"
	"playhouse/server/session"
)

// Saves returns a player's occupied slots, by game and slot; of all games when
// game is empty.
func (s *Store) Saves(ctx context.Context, user session.UserID, game string) (_ []*savev1.SaveSlot, err error) {
	defer explain(ctx, &err)
	owner, err := uuid.Parse(string(user))
	if err != nil {
		return nil, fmt.Errorf("user id: %w", err)
	}
	chosen := []predicate.Save{entsave.UserID(owner)}
	if game != "" {
		chosen = append(chosen, entsave.Game(game))
	}
	rows, err := s.ent.Save.Query().Where(chosen...).Order(entsave.ByGame(), entsave.BySlot()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("list saves: %w", err)
	}
	slots := make([]*savev1.SaveSlot, 0, len(rows))
	for _, row := range rows {
		slot, err := slotOf(row)
		if err != nil {
			return nil, err
		}
		slots = append(slots, slot)
	}
	return slots, nil
}

func slotOf(row *ent.Save) (*savev1.SaveSlot, error) {
	slot := &savev1.SaveSlot{}
	if err := proto.Unmarshal(row.Details, slot); err != nil {
		return nil, fmt.Errorf("save %d: %w", row.ID, err)
	}
	slot.Game, slot.Slot, slot.Name = row.Game, row.Slot, row.Name
	slot.SessionId, slot.Version, slot.SavedAt = row.SessionID.String(), row.Version, timestamppb.New(row.SavedAt)
	return slot, nil
}

// PutSave fills a slot; what was in it is replaced.
func (s *Store) PutSave(ctx context.Context, user session.UserID, slot *savev1.SaveSlot) (err error) {
	defer explain(ctx, &err)
	owner, err := uuid.Parse(string(user))
	if err != nil {
		return fmt.Errorf("user id: %w", err)
	}
	id, err := uuid.Parse(slot.GetSessionId())
	if err != nil {
		return fmt.Errorf("session id: %w", err)
	}
	shown, err := proto.Marshal(&savev1.SaveSlot{Details: slot.GetDetails(), Format: slot.GetFormat()})
	if err != nil {
		return fmt.Errorf("encode save: %w", err)
	}
	err = s.ent.Save.Create().SetUserID(owner).SetGame(slot.GetGame()).SetSlot(slot.GetSlot()).SetName(slot.GetName()).
		SetSessionID(id).SetVersion(slot.GetVersion()).SetSavedAt(slot.GetSavedAt().AsTime()).SetDetails(shown).
		OnConflictColumns(entsave.FieldUserID, entsave.FieldGame, entsave.FieldSlot).UpdateNewValues().Exec(ctx)
	if ent.IsConstraintError(err) {
		return session.Missing("there is no such session") // deleted a moment ago
	}
	return err
}

// RenameSave gives a slot another name; false when it is empty.
func (s *Store) RenameSave(ctx context.Context, user session.UserID, game string, slot int32, name string) (_ bool, err error) {
	defer explain(ctx, &err)
	owner, err := uuid.Parse(string(user))
	if err != nil {
		return false, fmt.Errorf("user id: %w", err)
	}
	n, err := s.ent.Save.Update().Where(entsave.UserID(owner), entsave.Game(game), entsave.Slot(slot)).SetName(name).Save(ctx)
	return n > 0, err
}

// DeleteSave empties a slot; false when it was empty.
func (s *Store) DeleteSave(ctx context.Context, user session.UserID, game string, slot int32) (_ bool, err error) {
	defer explain(ctx, &err)
	owner, err := uuid.Parse(string(user))
	if err != nil {
		return false, fmt.Errorf("user id: %w", err)
	}
	n, err := s.ent.Save.Delete().Where(entsave.UserID(owner), entsave.Game(game), entsave.Slot(slot)).Exec(ctx)
	return n > 0, err
}
