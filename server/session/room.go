package session

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// errUnknownEvent is met when a newer server wrote the log.
var errUnknownEvent = errors.New("unknown event kind")

// apply folds one room event. Slices are replaced, never changed in place:
// older positions share them.
func (r *room) apply(e *sessionv1.RoomEvent, version int32) error {
	switch k := e.GetKind().(type) {
	case *sessionv1.RoomEvent_Opened_:
		r.Status = Lobby
		r.title, r.visibility, r.passwordHash = k.Opened.GetTitle(), k.Opened.GetVisibility(), k.Opened.GetPasswordHash()
		r.commitment, r.created = k.Opened.GetDiceCommitment(), time.UnixMilli(k.Opened.GetCreatedAtMs())
	case *sessionv1.RoomEvent_Joined_:
		r.join(k.Joined)
	case *sessionv1.RoomEvent_Left_:
		r.vacate(Seat(k.Left.GetSeat()), UserID(k.Left.GetUserId()))
		r.Members = r.without(UserID(k.Left.GetUserId()), Seat(k.Left.GetSeat()))
		r.passHost(UserID(k.Left.GetUserId()))
		if k.Left.GetKicked() && k.Left.GetUserId() != "" {
			r.kicked = append(slices.Clone(r.kicked), UserID(k.Left.GetUserId()))
		}
	case *sessionv1.RoomEvent_ReadySet_:
		if m, ok := r.At(Seat(k.ReadySet.GetSeat())); ok {
			m.Ready = k.ReadySet.GetReady()
			r.Members = r.with(m)
		}
	case *sessionv1.RoomEvent_HostTransferred_:
		r.Host = UserID(k.HostTransferred.GetUserId())
	case *sessionv1.RoomEvent_Started_:
		r.Status = Running
	case *sessionv1.RoomEvent_Ended_:
		r.Status = Finished
	case *sessionv1.RoomEvent_ChatSent_:
		r.say(k.ChatSent, version)
	case *sessionv1.RoomEvent_AccessChanged_:
		r.visibility, r.passwordHash = k.AccessChanged.GetVisibility(), k.AccessChanged.GetPasswordHash()
	case *sessionv1.RoomEvent_InviteCreated_:
		r.invites = append(slices.Clone(r.invites), invite{
			hash:    string(k.InviteCreated.GetTokenHash()),
			expires: time.UnixMilli(k.InviteCreated.GetExpiresAtMs()),
		})
	case *sessionv1.RoomEvent_ClientSeedAdded_:
		r.clientSeeds = append(slices.Clone(r.clientSeeds), k.ClientSeedAdded.GetText())
	case *sessionv1.RoomEvent_Forked_:
		r.fork(k.Forked)
	default:
		return fmt.Errorf("room event %T: %w", k, errUnknownEvent)
	}
	return nil
}

func (r *room) join(j *sessionv1.RoomEvent_Joined) {
	r.Members = r.with(Member{
		User: UserID(j.GetUserId()), Name: j.GetDisplayName(), Role: j.GetRole(),
		Seat: Seat(j.GetSeat()), Bot: j.GetBot(), Ready: j.GetBot(),
	})
	// Nobody becomes host of a finished game by looking at it.
	if r.Host == "" && !j.GetBot() && r.Status != Finished {
		r.Host = UserID(j.GetUserId())
	}
}

// vacate remembers who left a seat of a running game.
func (r *room) vacate(seat Seat, user UserID) {
	if seat == 0 || user == "" || r.Status != Running {
		return
	}
	r.gone = maps.Clone(r.gone)
	if r.gone == nil {
		r.gone = map[Seat]UserID{}
	}
	r.gone[seat] = user
}

// passHost hands the table to the next player when its host has left; with no
// person left the next one to join becomes host.
func (r *room) passHost(left UserID) {
	if left == "" || left != r.Host {
		return
	}
	r.Host = ""
	for _, m := range r.Members {
		if !m.Bot {
			r.Host = m.User
			return
		}
	}
}

func chatLine(c *sessionv1.RoomEvent_ChatSent, version int32) *sessionv1.ChatLine {
	return &sessionv1.ChatLine{
		Version: version, UserId: c.GetUserId(), DisplayName: c.GetDisplayName(), Text: c.GetText(), Time: timestamp(time.UnixMilli(c.GetTimeMs())),
	}
}

func (r *room) say(c *sessionv1.RoomEvent_ChatSent, version int32) {
	line := chatLine(c, version)
	kept := r.chat
	if len(kept) >= chatKept {
		kept = kept[len(kept)-chatKept+1:]
	}
	r.chat = append(slices.Clone(kept), line)
}

// fork begins a life of its own: new dice, nobody but the forker at the table
// (on the seat they had, or as a spectator), no invites, no password. Other
// seats keep their place in the game and wait for somebody to take them over.
func (r *room) fork(f *sessionv1.RoomEvent_Forked) {
	user := UserID(f.GetUserId())
	m, ok := r.Of(user)
	if !ok {
		m = Member{User: user, Name: f.GetDisplayName(), Role: sessionv1.Role_ROLE_SPECTATOR}
	}
	m.Ready = false
	*r = room{
		Table:      Table{Status: r.Status, Host: user, Members: []Member{m}},
		title:      r.title,
		visibility: sessionv1.Visibility_VISIBILITY_PRIVATE,
		commitment: f.GetDiceCommitment(),
		created:    time.UnixMilli(f.GetCreatedAtMs()),
		forkedFrom: ID(f.GetSessionId()),
		chat:       r.chat,
	}
}
