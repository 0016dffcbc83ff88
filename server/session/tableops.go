package session

import (
	"strings"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// This file decides what members do to the table; what they do in the game is
// decided by the game.

// voice is a position as a table operation sees it: the room, the number of
// seats, and the game's say.
type voice struct {
	room room
	// private is true when the game is: see Private.
	private bool
	least   int
	most    int
	// turn is what the game is told with a change.
	turn *Turn
	// hear lets the game refuse the change, or adds its events to the record.
	hear func(Change) error
}

// tableOp decides what happens to the table. It knows no game.
type tableOp func(Turn, voice) ([]*sessionv1.RoomEvent, error)

// newcomer is somebody who wants in.
type newcomer struct {
	user UserID
	name string
	role sessionv1.Role
	seat Seat // wanted; 0 for the first free one
	bot  bool
}

func joinTable(n newcomer) tableOp {
	return func(_ Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		m, present := v.room.Of(n.user)
		if present && (m.Role == n.role || m.Seat > 0) {
			return nil, nil // joining twice is the same as once; a player watches anyway
		}
		joined := &sessionv1.RoomEvent_Joined{UserId: string(n.user), DisplayName: n.name, Role: n.role, Bot: n.bot}
		if n.role == sessionv1.Role_ROLE_PLAYER {
			if v.room.Status == Finished {
				return nil, Refuse("game_finished", "this game has ended; watch it, or start a new one")
			}
			seat, err := freeSeat(v, n.seat)
			if err != nil {
				return nil, err
			}
			if owner, gone := v.room.gone[seat]; gone && v.most == 1 && owner != n.user {
				return nil, Refuse("seat_kept", "this game is kept for who began it; watch it, or start your own")
			}
			joined.Seat = int32(seat)
			if err := v.hear(Change{Kind: Join, Seat: seat, Bot: n.bot}); err != nil {
				return nil, err
			}
		}
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_Joined_{Joined: joined}}}, nil
	}
}

func leftEvent(m Member, kicked bool) *sessionv1.RoomEvent {
	return &sessionv1.RoomEvent{Kind: &sessionv1.RoomEvent_Left_{Left: &sessionv1.RoomEvent_Left{
		UserId: string(m.User), Seat: int32(m.Seat), Kicked: kicked,
	}}}
}

// freeSeat is the seat wanted if it is free, or the first free one.
func freeSeat(v voice, wanted Seat) (Seat, error) {
	if wanted > Seat(v.most) {
		return 0, Invalid("seat", "this table has %d seats", v.most)
	}
	if wanted > 0 {
		if m, taken := v.room.At(wanted); taken {
			return 0, Refuse("seat_taken", "seat %d is taken by %s; choose another", wanted, m.Name)
		}
		return wanted, nil
	}
	for s := Seat(1); s <= Seat(v.most); s++ {
		if _, taken := v.room.At(s); !taken {
			return s, nil
		}
	}
	return 0, Refuse("table_full", "all %d seats are taken; you can watch instead", v.most)
}

// leaveTable removes a member. It is never refused; one who is not at the table
// changes nothing by leaving it.
func leaveTable(who Member, kicked bool) tableOp {
	return func(_ Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		m, ok := current(v.room.Table, who)
		if !ok {
			return nil, nil
		}
		if m.Seat > 0 && v.room.Status != Finished {
			if err := v.hear(Change{Kind: Leave, Seat: m.Seat, Bot: m.Bot}); err != nil {
				return nil, err
			}
		}
		return []*sessionv1.RoomEvent{leftEvent(m, kicked)}, nil
	}
}

// current is the member as they sit now: found by account, or by seat for bots.
func current(t Table, m Member) (Member, bool) {
	if m.User != "" {
		return t.Of(m.User)
	}
	return t.At(m.Seat)
}

func setReady(user UserID, ready bool) tableOp {
	return func(_ Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		m, ok := v.room.Of(user)
		switch {
		case v.room.Status != Lobby:
			return nil, Refuse("not_in_lobby", "the game has already begun")
		case !ok || m.Seat == 0:
			return nil, Refuse("not_seated", "take a seat first")
		case m.Ready == ready:
			return nil, nil
		}
		kind := Unready
		if ready {
			kind = Ready
		}
		if err := v.hear(Change{Kind: kind, Seat: m.Seat}); err != nil {
			return nil, err
		}
		return readyEvent(m.Seat, ready, false), nil
	}
}

// clearAbsent takes the readiness of one who was disconnected too long, and
// what the game reserved for them.
func clearAbsent(user UserID) tableOp {
	return func(_ Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		m, ok := v.room.Of(user)
		if !ok || m.Seat == 0 || v.room.Status != Lobby {
			return nil, nil
		}
		if err := v.hear(Change{Kind: Absent, Seat: m.Seat}); err != nil {
			return nil, err
		}
		return readyEvent(m.Seat, false, true), nil
	}
}

func readyEvent(seat Seat, ready, absent bool) []*sessionv1.RoomEvent {
	return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_ReadySet_{ReadySet: &sessionv1.RoomEvent_ReadySet{
		Seat: int32(seat), Ready: ready, Absent: absent,
	}}}}
}

func startGame(t Turn, v voice) ([]*sessionv1.RoomEvent, error) {
	if v.room.Status != Lobby {
		return nil, Refuse("not_in_lobby", "the game has already begun")
	}
	if len(v.room.Players()) < v.least {
		return nil, Refuse("too_few_players", "this game needs %d players; invite somebody or add a bot", v.least)
	}
	var idle []string
	for _, m := range v.room.Players() {
		if !m.Ready {
			idle = append(idle, m.Name)
		}
	}
	if len(idle) > 0 {
		return nil, Refuse("not_all_ready", "not ready yet: %s", strings.Join(idle, ", "))
	}
	if err := v.hear(Change{Kind: Start, Seat: t.Seat}); err != nil {
		return nil, err
	}
	return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_Started_{Started: &sessionv1.RoomEvent_Started{}}}}, nil
}

// beginAtOnce starts a game that waits for nobody: who made it is ready.
func beginAtOnce(t Turn, v voice) ([]*sessionv1.RoomEvent, error) {
	const first Seat = 1
	if err := v.hear(Change{Kind: Ready, Seat: first}); err != nil {
		return nil, err
	}
	ready := readyEvent(first, true, false)
	v.room.Members = v.room.with(Member{User: v.room.Host, Seat: first, Ready: true})
	started, err := startGame(t, v)
	return append(ready, started...), err
}

func transferHost(to UserID) tableOp {
	return func(_ Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		m, ok := v.room.Of(to)
		switch {
		case !ok || m.Seat == 0:
			return nil, Refuse("no_such_member", "only a seated player can become host")
		case v.room.Host == to:
			return nil, nil
		}
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_HostTransferred_{
			HostTransferred: &sessionv1.RoomEvent_HostTransferred{UserId: string(to)},
		}}}, nil
	}
}

func say(m Member, text string) tableOp {
	return func(t Turn, _ voice) ([]*sessionv1.RoomEvent, error) {
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_ChatSent_{ChatSent: &sessionv1.RoomEvent_ChatSent{
			UserId: string(m.User), DisplayName: m.Name, Text: text, TimeMs: t.Now.UnixMilli(),
		}}}}, nil
	}
}

func addClientSeed(text string) tableOp {
	return func(_ Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		switch {
		case v.room.rolled:
			return nil, Refuse("dice_already_rolled", "words can be mixed into the dice before the first roll only")
		case len(v.room.clientSeeds) >= maxClientSeeds:
			return nil, &Error{Kind: Exhausted, Reason: "too_many_seeds", Message: "no more words fit into these dice"}
		}
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_ClientSeedAdded_{
			ClientSeedAdded: &sessionv1.RoomEvent_ClientSeedAdded{Text: text},
		}}}, nil
	}
}

const (
	maxClientSeeds = 32
	maxInvites     = 100
)

func changeAccess(visibility sessionv1.Visibility, passwordHash string) tableOp {
	return func(_ Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		if v.private {
			return nil, errPrivate
		}
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_AccessChanged_{AccessChanged: &sessionv1.RoomEvent_AccessChanged{
			Visibility: visibility, PasswordHash: passwordHash,
		}}}}, nil
	}
}

var errPrivate = Refuse("private_table", "this table is for its own group: invite people there")

func addInvite(hash []byte, expiresMs int64) tableOp {
	return func(t Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		if v.private {
			return nil, errPrivate
		}
		good := 0
		for _, i := range v.room.invites {
			if t.Now.Before(i.expires) {
				good++
			}
		}
		if good >= maxInvites {
			return nil, &Error{Kind: Exhausted, Reason: "too_many_invites", Message: "this table has enough invites; use one you have"}
		}
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_InviteCreated_{InviteCreated: &sessionv1.RoomEvent_InviteCreated{
			TokenHash: hash, ExpiresAtMs: expiresMs,
		}}}}, nil
	}
}

// goOwnWay begins the fork's own life: the game hears who sits in it.
func goOwnWay(f *sessionv1.RoomEvent_Forked) tableOp {
	return func(_ Turn, v voice) ([]*sessionv1.RoomEvent, error) {
		r := v.room
		r.fork(f)
		v.turn.Table = r.Table
		if err := v.hear(Change{Kind: Fork}); err != nil {
			return nil, err
		}
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_Forked_{Forked: f}}}, nil
	}
}
