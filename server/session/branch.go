package session

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

// This file makes new sessions of old ones' pasts: forks, loaded saves, and
// saves that were imported.

// branching is a wish to go on from a past in a session of one's own.
type branching struct {
	caller  Caller
	upTo    int32 // 0 for all
	opening Opening
	now     time.Time
	// saved is true when a save gives the right to it.
	saved bool
}

// Past is a session's log up to a position.
type Past struct {
	Session ID
	Game    string
	Records []Record
}

// Fork makes a new session of this one's log up to a version (0 for all), with
// the caller as host.
func (r *Runtime) Fork(ctx context.Context, id ID, upTo int32, payload Creation) (ID, error) {
	var fork ID
	err := r.with(ctx, id, func(t table) error {
		var err error
		fork, err = r.branch(ctx, t, branching{upTo: upTo}, "fork/"+string(id)+fmt.Sprint(upTo), payload)
		return err
	})
	return fork, err
}

// branch makes a new session of a table's past. scope tells apart what one
// command id may make: one id may fork several sessions, or one at several
// versions.
func (r *Runtime) branch(ctx context.Context, t table, b branching, scope string, payload Creation) (ID, error) {
	_, shown := t.look()
	b, err := r.branching(ctx, b, shown.GetGame(), scope, payload)
	if err != nil {
		return "", err
	}
	o, err := t.fork(ctx, b)
	if err != nil {
		return "", err
	}
	o.Records[0].Digest = DigestOf(payload)
	return r.create(ctx, o)
}

func (r *Runtime) branching(ctx context.Context, b branching, game, scope string, payload Creation) (branching, error) {
	var err error
	b.caller, b.now = CallerFrom(ctx), r.Now()
	if b.opening, err = newOpening(game); err != nil {
		return b, err
	}
	b.opening.Key = callOf(ID(scope), b.caller.User, payload.GetCommandId(), payload).key
	return b, nil
}

// fork makes a new session of this one's log up to a version.
func (l *live[S, E, V]) fork(ctx context.Context, w branching) (Opening, error) {
	r, _ := l.look()
	switch {
	case w.saved:
	case !r.mayWatch(w.caller.User):
		return Opening{}, Missing("there is no such session")
	case l.game.private:
		return Opening{}, errPrivate
	case r.Status != Finished && r.Host != w.caller.User:
		return Opening{}, Forbid("not_host", "only the host can fork a game that is still being played")
	case r.Status != Finished && r.othersPlay(w.caller.User):
		// A fork's seats can be taken by anybody, with all they keep secret.
		return Opening{}, Refuse("others_play", "a game that others still play cannot be forked; wait for its end")
	}
	b := newBranch(l.game, w)
	err := l.walk(ctx, func(s *step[S, E], r Record, _ *sessionv1.RecordBody) (bool, error) {
		b.copy(r, s.pos)
		return w.upTo == 0 || s.pos.version < w.upTo, nil
	})
	if err != nil {
		return Opening{}, err
	}
	if r.Status != Finished && b.at.room.othersPlay(w.caller.User) {
		return Opening{}, Refuse("others_play", "others play in that position; wait for the game's end")
	}
	if w.upTo > b.at.version {
		return Opening{}, Refuse("no_such_version", "this session has versions 1 to %d", b.at.version)
	}
	return b.goOwnWay(l.id, l.name, w)
}

// Adopt makes a new session of a past that came from elsewhere, with the caller
// as host on the seat they had in it, and returns the version it begins at. The
// same past under the same name is adopted once. A past that does not fold is
// refused.
func (r *Runtime) Adopt(ctx context.Context, p Past, name string) (ID, int32, error) {
	k, ok := r.games[p.Game]
	if !ok {
		return "", 0, Refuse("foreign_save", "this server does not host %q", p.Game)
	}
	var err error
	b := branching{caller: CallerFrom(ctx), now: r.Now()}
	if b.opening, err = newOpening(p.Game); err != nil {
		return "", 0, err
	}
	b.opening.Key = KeyOf("adopt", "user/"+string(b.caller.User), name)
	o, err := k.adopt(p, b)
	if err != nil {
		return "", 0, err
	}
	id, err := r.create(ctx, o)
	return id, int32(len(o.Records)), err
}

func (h *Host[G, S, E, V]) adopt(p Past, w branching) (Opening, error) {
	if h.game.private {
		return Opening{}, Refuse("foreign_save", "a table of %s is no save", h.name)
	}
	b := newBranch(h.game, w)
	for _, r := range p.Records {
		s, _, err := h.game.read(b.at, r)
		if err != nil {
			h.rt.Logger.Warn("a past that does not fold", "game", h.name, "err", err)
			return Opening{}, Refuse("save_damaged", "this server cannot read that save; it may come from a newer one")
		}
		b.copy(r, s.pos)
	}
	if m, _ := b.at.room.Of(w.caller.User); m.Seat == 0 {
		return Opening{}, Refuse("foreign_save", "this save belongs to another player")
	}
	return b.goOwnWay(p.Session, h.name, w)
}

func newBranch[S any, E, V proto.Message](g *game[S, E, V], w branching) *builder[S, E, V] {
	return &builder[S, E, V]{game: g, opening: &w.opening, user: w.caller.User, now: w.now, at: g.start()}
}

// copy takes a record over that leads to a position.
func (b *builder[S, E, V]) copy(r Record, to position[S]) {
	r.Session, r.Key = b.opening.ID, KeyOf(b.opening.ID, "copy", fmt.Sprint(r.Version))
	b.opening.Records = append(b.opening.Records, r)
	b.at = to
}

// goOwnWay ends the copied past and begins the new session's own life.
func (b *builder[S, E, V]) goOwnWay(from ID, name string, w branching) (Opening, error) {
	commitment := dice.Commitment(b.opening.Seed)
	b.record(b.game.table(goOwnWay(&sessionv1.RoomEvent_Forked{
		SessionId: string(from), Version: b.at.version, DiceCommitment: commitment[:],
		UserId: string(w.caller.User), DisplayName: w.caller.Name, CreatedAtMs: w.now.UnixMilli(),
	})))
	if b.err != nil {
		return Opening{}, b.err
	}
	described, err := b.game.describe(b.opening.ID, name, b.at)
	if err != nil {
		return Opening{}, err
	}
	b.opening.Row = *rowOf(described, b.at.room.Table, b.game.deadline(b.at))
	return *b.opening, nil
}
