package session

import (
	"context"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// A save is a name for a position: nothing is copied by saving, and loading is
// a fork, or nothing at all where the game has not gone on since.

// Savepoint is a position that a save names.
type Savepoint struct {
	Session ID
	Game    string
	Version int32
	Played  time.Time // when the game last moved
	Details []Detail
}

// SavedGames returns the games that have save slots, in alphabetical order.
func (r *Runtime) SavedGames() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var names []string
	for name, k := range r.games {
		if k.keepsSaves() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (h *Host[G, S, E, V]) keepsSaves() bool { return h.game.saves != nil }

// Savepoint returns a position of a session that the caller plays: the newest,
// or that at a version.
func (r *Runtime) Savepoint(ctx context.Context, id ID, version int32) (p Savepoint, err error) {
	err = r.with(ctx, id, func(t table) error {
		p, err = t.savepoint(ctx, CallerFrom(ctx).User, version)
		return err
	})
	return p, err
}

func (l *live[S, E, V]) savepoint(ctx context.Context, user UserID, version int32) (Savepoint, error) {
	at := l.newest().pos
	r := at.room
	m, _ := r.Of(user)
	switch {
	case !r.mayWatch(user):
		return Savepoint{}, Missing("there is no such session")
	case l.game.saves == nil:
		return Savepoint{}, Refuse("no_saves", "this game has no save slots: its session keeps everything")
	case m.Seat == 0:
		return Savepoint{}, Forbid("not_seated", "only who plays can save")
	case r.Status == Finished:
		return Savepoint{}, Refuse("game_finished", "this game has ended; start a new one, or load a save")
	case r.othersPlay(user):
		return Savepoint{}, Refuse("no_saves", "a game that others play, too, cannot be saved by one of them")
	}
	if version > 0 && version != at.version {
		var err error
		if at, err = l.at(ctx, version); err != nil {
			return Savepoint{}, err
		}
	}
	return Savepoint{
		Session: l.id, Game: l.name, Version: at.version, Played: at.played, Details: l.game.saves.Saved(at.state),
	}, nil
}

// Saved names a position and how to go on from it.
type Saved struct {
	Session ID
	Version int32
	// AsNew asks for a new session even where the old one could go on.
	AsNew bool
}

// Load goes on from a saved position, by the right that the save gives: in the
// session itself (same is true) when the game has not gone on since, else in a
// new one.
func (r *Runtime) Load(ctx context.Context, s Saved, payload Creation) (to ID, same bool, err error) {
	err = r.with(ctx, s.Session, func(t table) error {
		if !s.AsNew {
			if same, err = t.continues(ctx, CallerFrom(ctx).User, s.Version); err != nil || same {
				to = s.Session
				return err
			}
		}
		scope := fmt.Sprintf("load/%s/%d", s.Session, s.Version)
		to, err = r.branch(ctx, t, branching{upTo: s.Version, saved: true}, scope, payload)
		return err
	})
	return to, same, err
}

// continues is true when the user still plays and nothing has happened in the
// game since a version.
func (l *live[S, E, V]) continues(ctx context.Context, user UserID, version int32) (bool, error) {
	newest := l.newest().pos
	m, _ := newest.room.Of(user)
	if newest.room.Status != Running || m.Seat == 0 {
		return false, nil
	}
	for version < newest.version {
		records, err := l.rt.Log.Read(ctx, l.id, version, readBatch)
		if err != nil {
			return false, l.rt.unavailable(err)
		}
		if len(records) == 0 {
			return true, nil
		}
		for _, r := range records {
			body := &sessionv1.RecordBody{}
			if err := proto.Unmarshal(r.Body, body); err != nil || len(body.GetGameEvents()) > 0 {
				return false, err
			}
			version = r.Version
		}
	}
	return true, nil
}

// Past returns a session's log up to a version. It asks nobody for leave: that
// is its caller's business.
func (r *Runtime) Past(ctx context.Context, id ID, upTo int32) (Past, error) {
	h, err := r.Log.Open(ctx, id)
	if err != nil {
		return Past{}, r.unavailable(err)
	}
	p := Past{Session: id, Game: h.Game}
	for int32(len(p.Records)) < upTo {
		records, err := r.Log.Read(ctx, id, int32(len(p.Records)), min(readBatch, int(upTo)-len(p.Records)))
		if err != nil {
			return Past{}, r.unavailable(err)
		}
		if len(records) == 0 {
			break
		}
		p.Records = append(p.Records, records...)
	}
	return p, nil
}
