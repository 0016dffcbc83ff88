package session

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/server/dice"
)

// walk folds the log from its beginning and shows each step, until show says
// false or what can be folded ends: a quarantined session can still be read.
func (l *live[S, E, V]) walk(ctx context.Context, show func(*step[S, E], Record, *sessionv1.RecordBody) (bool, error)) error {
	p := l.game.start()
	for {
		records, err := l.rt.Log.Read(ctx, l.id, p.version, readBatch)
		if err != nil {
			return l.rt.unavailable(err)
		}
		for _, r := range records {
			s, body, err := l.game.read(p, r)
			if err != nil && l.isBroken() {
				return nil
			}
			if err != nil {
				return err
			}
			p = s.pos
			if more, err := show(s, r, body); err != nil || !more {
				return err
			}
		}
		if len(records) < readBatch {
			return nil
		}
	}
}

// at folds up to a version.
func (l *live[S, E, V]) at(ctx context.Context, version int32) (position[S], error) {
	var found position[S]
	err := l.walk(ctx, func(s *step[S, E], _ Record, _ *sessionv1.RecordBody) (bool, error) {
		found = s.pos
		return s.pos.version < version, nil
	})
	if err == nil && found.version != version {
		err = Refuse("no_such_version", "this session has versions 1 to %d", found.version)
	}
	return found, err
}

// talk is table talk before a version, newest first, and the version to go on
// before; 0 at the end. It reads the log backwards and folds nothing: a long
// game's last page costs no more than a short one's.
func (l *live[S, E, V]) talk(ctx context.Context, before, limit int32) (lines []*sessionv1.ChatLine, next int32, err error) {
	for to := before - 1; to > 0; {
		from := max(0, to-readBatch)
		records, err := l.rt.Log.Read(ctx, l.id, from, int(to-from))
		if err != nil {
			return nil, 0, l.rt.unavailable(err)
		}
		for _, r := range slices.Backward(records) {
			lines = append(lines, chatIn(r)...)
			if int32(len(lines)) > limit {
				return lines[:limit], lines[limit-1].GetVersion(), nil
			}
		}
		to = from
	}
	return lines, 0, nil
}

// chatIn is what was said in a record, newest first; nothing in one that cannot
// be read: a quarantined session can still be looked at.
func chatIn(r Record) (lines []*sessionv1.ChatLine) {
	body := &sessionv1.RecordBody{}
	if err := proto.Unmarshal(r.Body, body); err != nil {
		return nil
	}
	for _, e := range slices.Backward(body.GetRoomEvents()) {
		if c := e.GetChatSent(); c != nil {
			lines = append(lines, chatLine(c, r.Version))
		}
	}
	return lines
}

type historyQuery struct {
	caller Caller
	after  int32
	limit  int32
}

// history tells the log in readable form, and the version to go on after; 0 at
// the end.
func (l *live[S, E, V]) history(ctx context.Context, q historyQuery) ([]*sessionv1.HistoryEntry, int32, error) {
	r, _ := l.look()
	if !r.mayWatch(q.caller.User) {
		return nil, 0, Missing("there is no such session")
	}
	viewer := viewerOf(r, q.caller)
	if l.game.hindsight != nil {
		viewer = l.game.hindsight.InHindsight(l.newest().pos.state, viewer)
	}
	var (
		lines []*sessionv1.HistoryEntry
		next  int32
		seen  int32
	)
	err := l.walk(ctx, func(s *step[S, E], _ Record, _ *sessionv1.RecordBody) (bool, error) {
		if s.pos.version <= q.after {
			return true, nil
		}
		if seen == q.limit {
			next = s.pos.version - 1
			return false, nil
		}
		seen++
		lines = append(lines, l.entries(s, viewer)...)
		return true, nil
	})
	return lines, next, err
}

func (l *live[S, E, V]) entries(s *step[S, E], v Viewer) []*sessionv1.HistoryEntry {
	var lines []*sessionv1.HistoryEntry
	for _, e := range s.room {
		if line := roomEntry(e); line != nil {
			lines = append(lines, line)
		}
	}
	for _, h := range l.tell(s, v) {
		lines = append(lines, &sessionv1.HistoryEntry{
			Seat: h.GetSeat(), Actor: h.GetActor(), Action: h.GetAction(), Turn: h.GetTurn(),
			Outcome: h.GetOutcome(), Narration: h.GetNarration(),
		})
	}
	for _, line := range lines {
		line.Version, line.Time = s.pos.version, timestamp(s.at)
	}
	return lines
}

// roomEntry tells what happened to the table; nil for what is told elsewhere
// (chat) or is nobody's business (invites, passwords).
func roomEntry(e *sessionv1.RoomEvent) *sessionv1.HistoryEntry {
	switch k := e.GetKind().(type) {
	case *sessionv1.RoomEvent_Opened_:
		return &sessionv1.HistoryEntry{Action: "opened", Narration: "The table was opened."}
	case *sessionv1.RoomEvent_Joined_:
		name := k.Joined.GetDisplayName()
		return &sessionv1.HistoryEntry{Action: "joined", Seat: k.Joined.GetSeat(), Actor: name, Narration: name + " joined."}
	case *sessionv1.RoomEvent_Left_:
		return &sessionv1.HistoryEntry{Action: "left", Seat: k.Left.GetSeat(), Narration: fmt.Sprintf("Seat %d was left.", k.Left.GetSeat())}
	case *sessionv1.RoomEvent_Started_:
		return &sessionv1.HistoryEntry{Action: "started", Narration: "The game began."}
	case *sessionv1.RoomEvent_Ended_:
		return &sessionv1.HistoryEntry{Action: "ended", Narration: "The game ended."}
	case *sessionv1.RoomEvent_Forked_:
		return &sessionv1.HistoryEntry{Action: "forked", Narration: "This session goes its own way from here."}
	}
	return nil
}

// verify recomputes every roll since the session began or was forked: the dice
// of a copied past belong to the session it was copied from.
func (l *live[S, E, V]) verify(ctx context.Context) (*sessionv1.VerifySessionResponse, error) {
	last := l.newest().pos
	if last.room.Status != Finished {
		return nil, Refuse("game_not_finished", "the dice are opened when the game has ended")
	}
	commitment := dice.Commitment(l.seed)
	answer := &sessionv1.VerifySessionResponse{
		Ok:   string(commitment[:]) == string(last.room.commitment),
		Seed: hex.EncodeToString(l.seed[:]), Commitment: hexOf(last.room.commitment), ClientSeeds: last.room.clientSeeds,
	}
	err := l.walk(ctx, func(s *step[S, E], _ Record, body *sessionv1.RecordBody) (bool, error) {
		if isFork(s) {
			answer.Rolls = nil
		}
		roller := s.pos.key(l.id, l.seed).At(s.pos.version)
		for i, r := range body.GetRolls() {
			ok := r.GetFaces() > 0 && int64(roller.Int(int(r.GetFaces()))) == r.GetValue()
			answer.Rolls = append(answer.Rolls, &sessionv1.VerifiedRoll{
				Version: s.pos.version, Index: int32(i), Faces: r.GetFaces(), Value: r.GetValue(), Ok: ok,
			})
		}
		return true, nil
	})
	for _, r := range answer.GetRolls() {
		answer.Ok = answer.GetOk() && r.GetOk()
	}
	return answer, err
}

func isFork[S any, E proto.Message](s *step[S, E]) bool {
	for _, e := range s.room {
		if e.GetForked() != nil {
			return true
		}
	}
	return false
}

// othersPlay is true when people besides one sit at the table.
func (r room) othersPlay(user UserID) bool {
	return slices.ContainsFunc(r.Players(), func(m Member) bool { return !m.Bot && m.User != user })
}

// Replay shows every position of a finished game from a version on, as a
// spectator saw it, with the time it was made at. The context given to show ends
// with *EndedError when the runtime stops.
func Replay[G Rules[S, E, V], S any, E, V proto.Message](
	ctx context.Context, h *Host[G, S, E, V], id ID, from int32, show func(context.Context, Update[V], time.Time) error,
) error {
	l, release, err := h.open(ctx, id)
	if err != nil {
		return err
	}
	defer release()
	r, _ := l.look()
	switch {
	case !r.mayWatch(CallerFrom(ctx).User):
		return Missing("there is no such session")
	case r.Status != Finished:
		return Refuse("game_not_finished", "a replay can be watched when the game has ended")
	case from > l.version():
		return Refuse("no_such_version", "this session has versions 1 to %d", l.version())
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(l.rt.ctx, func() {
		cancel(&EndedError{Resume: &sessionv1.ResumeHint{ResumeVersion: from, RetryAfterMs: retryAfterMs}})
	})()
	var before *step[S, E]
	return l.walk(ctx, func(s *step[S, E], _ Record, _ *sessionv1.RecordBody) (bool, error) {
		if s.pos.version < from {
			return true, nil
		}
		u := l.replayed(before, s)
		before = s
		return true, show(ctx, u, s.at)
	})
}

func (l *live[S, E, V]) replayed(before, s *step[S, E]) Update[V] {
	steps, key := []*step[S, E]{s}, frameKey{}
	if before != nil {
		steps, key.from.version = []*step[S, E]{before, s}, before.pos.version
	}
	u := l.update(key, steps)
	u.Happenings = l.tell(s, Viewer{All: true})
	return u
}
