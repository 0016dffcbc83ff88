package save

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	savev1 "playhouse/gen/playhouse/save/v1"
	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/session"
)

const (
	// Slots is how many slots a player has for each game, the autosave counted.
	Slots = 5
	// autosave is the slot that nobody writes.
	autosave = 0
)

// Store keeps the slots.
type Store interface {
	Saves(ctx context.Context, user session.UserID, game string) ([]*savev1.SaveSlot, error)
	PutSave(ctx context.Context, user session.UserID, slot *savev1.SaveSlot) error
	RenameSave(ctx context.Context, user session.UserID, game string, slot int32, name string) (bool, error)
	DeleteSave(ctx context.Context, user session.UserID, game string, slot int32) (bool, error)
	// List finds the sessions that the autosave is of.
	List(ctx context.Context, f session.Filter) ([]*sessionv1.Room, string, error)
}

// Service is what players do with their slots. The caller is in the context.
type Service struct {
	Runtime *session.Runtime
	Store   Store
	Signer  Signer
	Now     func() time.Time
}

// List returns the caller's occupied slots, by game and slot; of all games when
// game is empty.
func (s *Service) List(ctx context.Context, game string) ([]*savev1.SaveSlot, error) {
	all, err := s.Store.Saves(ctx, session.CallerFrom(ctx).User, game)
	if err != nil {
		return nil, err
	}
	for _, name := range s.Runtime.SavedGames() {
		if game != "" && game != name {
			continue
		}
		auto, err := s.autosave(ctx, name)
		if err != nil {
			return nil, err
		}
		if auto != nil {
			all = append(all, auto)
		}
	}
	slices.SortFunc(all, func(a, b *savev1.SaveSlot) int {
		return cmp.Or(cmp.Compare(a.GetGame(), b.GetGame()), cmp.Compare(a.GetSlot(), b.GetSlot()))
	})
	return all, nil
}

// recent is how many running sessions are looked at for the one played last.
const recent = 20

// autosave is the newest position of the game that the caller played last and
// that still goes on; nil when there is none.
func (s *Service) autosave(ctx context.Context, game string) (*savev1.SaveSlot, error) {
	rooms, _, err := s.Store.List(ctx, session.Filter{
		User: session.CallerFrom(ctx).User, Game: game, Status: session.Running, Mine: true, Limit: recent,
	})
	if err != nil {
		return nil, err
	}
	var newest session.Savepoint
	for _, room := range rooms {
		p, err := s.Runtime.Savepoint(ctx, session.ID(room.GetSessionId()), 0)
		if known, ok := errors.AsType[*session.Error](err); ok && known.Kind != session.Unavailable {
			continue // watched, not played; or ended a moment ago
		}
		if err != nil {
			return nil, err
		}
		if p.Played.After(newest.Played) {
			newest = p
		}
	}
	if newest.Session == "" {
		return nil, nil //nolint:nilnil // an empty slot is no error
	}
	return slotOf(newest, autosave, "Autosave", newest.Played), nil
}

func slotOf(p session.Savepoint, slot int32, name string, at time.Time) *savev1.SaveSlot {
	if name == "" && len(p.Details) > 0 {
		name = p.Details[0].Label + " " + p.Details[0].Value
	}
	answer := &savev1.SaveSlot{
		Game: p.Game, Slot: slot, Name: cmp.Or(name, fmt.Sprintf("Slot %d", slot)), SessionId: string(p.Session), Version: p.Version,
		SavedAt: timestamppb.New(at), Format: Format,
	}
	for _, d := range p.Details {
		answer.Details = append(answer.Details, &savev1.Detail{Key: d.Key, Label: d.Label, Value: d.Value})
	}
	return answer
}

// find returns what is in a slot.
func (s *Service) find(ctx context.Context, game string, slot int32) (*savev1.SaveSlot, error) {
	if !slices.Contains(s.Runtime.SavedGames(), game) {
		return nil, session.Refuse("no_saves", "%q has no save slots", game)
	}
	if slot == autosave {
		one, err := s.autosave(ctx, game)
		if err == nil && one == nil {
			err = empty(slot)
		}
		return one, err
	}
	all, err := s.Store.Saves(ctx, session.CallerFrom(ctx).User, game)
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		if one.GetSlot() == slot {
			return one, nil
		}
	}
	return nil, empty(slot)
}

func empty(slot int32) error {
	if slot == autosave {
		return session.Refuse("slot_empty", "there is no game that goes on; start one, or load another slot")
	}
	return session.Refuse("slot_empty", "slot %d is empty; ListSaves names the others", slot)
}

// writable refuses the autosave.
func writable(slot int32) error {
	if slot == autosave {
		return session.Refuse("autosave_slot", "slot 0 is the autosave and keeps itself; take slot 1 to %d", Slots-1)
	}
	return nil
}

// Save names a session's newest position.
func (s *Service) Save(ctx context.Context, id session.ID, slot int32, name string) (*savev1.SaveSlot, error) {
	p, err := s.Runtime.Savepoint(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	if err := writable(slot); err != nil {
		return nil, err
	}
	one := slotOf(p, slot, name, s.Now())
	return one, s.Store.PutSave(ctx, session.CallerFrom(ctx).User, one)
}

// Load goes on from a slot; same is true when the saved session itself goes on.
func (s *Service) Load(ctx context.Context, r *savev1.LoadSaveRequest) (id session.ID, same bool, err error) {
	one, err := s.find(ctx, r.GetGame(), r.GetSlot())
	if err != nil {
		return "", false, err
	}
	saved := session.Saved{Session: session.ID(one.GetSessionId()), Version: one.GetVersion(), AsNew: r.GetAsNew()}
	return s.Runtime.Load(ctx, saved, r)
}

// Delete empties a slot.
func (s *Service) Delete(ctx context.Context, game string, slot int32) error {
	if err := writable(slot); err != nil {
		return err
	}
	there, err := s.Store.DeleteSave(ctx, session.CallerFrom(ctx).User, game, slot)
	if err == nil && !there {
		err = empty(slot)
	}
	return err
}

// Rename gives a slot another name.
func (s *Service) Rename(ctx context.Context, game string, slot int32, name string) (*savev1.SaveSlot, error) {
	if err := writable(slot); err != nil {
		return nil, err
	}
	there, err := s.Store.RenameSave(ctx, session.CallerFrom(ctx).User, game, slot, name)
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, empty(slot)
	}
	return s.find(ctx, game, slot)
}

// Export makes a file of a slot, and a name for it.
func (s *Service) Export(ctx context.Context, game string, slot int32) (file []byte, name string, err error) {
	one, err := s.find(ctx, game, slot)
	if err != nil {
		return nil, "", err
	}
	past, err := s.Runtime.Past(ctx, session.ID(one.GetSessionId()), one.GetVersion())
	if err != nil {
		return nil, "", err
	}
	file, err = write(s.Signer, &savev1.SaveFile_Content{
		Format: Format, Game: game, UserId: string(session.CallerFrom(ctx).User), Name: one.GetName(),
		SessionId: one.GetSessionId(), Positions: positionsOf(past),
	})
	return file, fmt.Sprintf("%s-%s-v%d.save", game, one.GetSessionId()[:8], one.GetVersion()), err
}

// Import puts a file into a slot. The same file makes one session, however often
// it is imported.
func (s *Service) Import(ctx context.Context, r *savev1.ImportSaveRequest) (*savev1.SaveSlot, error) {
	if err := writable(r.GetSlot()); err != nil {
		return nil, err
	}
	c, err := read(ctx, s.Signer, r.GetFile())
	if err != nil {
		return nil, err
	}
	if c.GetUserId() != string(session.CallerFrom(ctx).User) {
		return nil, session.Refuse("foreign_save", "this save belongs to another player")
	}
	past, err := pastOf(c)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(r.GetFile())
	id, version, err := s.Runtime.Adopt(ctx, past, hex.EncodeToString(sum[:]))
	if err != nil {
		return nil, err
	}
	p, err := s.Runtime.Savepoint(ctx, id, version)
	if err != nil {
		return nil, err
	}
	one := slotOf(p, r.GetSlot(), c.GetName(), s.Now())
	return one, s.Store.PutSave(ctx, session.CallerFrom(ctx).User, one)
}
