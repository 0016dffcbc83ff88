package session

import (
	"strings"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// This file decides what members do to the table; what they do in the game is
// decided by the game.

// newcomer is somebody who wants in.
type newcomer struct {
	user UserID
	name string
	role sessionv1.Role
	seat Seat // wanted; 0 for the first free one
	bot  bool
}

func joinTable[S any, E, V proto.Message](g *game[S, E, V], n newcomer) decision[S, E] {
	return func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		if m, ok := p.room.Of(n.user); ok && (m.Role == n.role || p.room.Status != Lobby) {
			return nil, nil, nil // joining twice is the same as once
		}
		if p.room.Status == Finished && n.role == sessionv1.Role_ROLE_PLAYER {
			return nil, nil, Refuse("game_finished", "this game has ended; watch it, or start a new one")
		}
		joined := &sessionv1.RoomEvent_Joined{UserId: string(n.user), DisplayName: n.name, Role: n.role, Bot: n.bot}
		var events []E
		room := leaveFirst(p, n.user)
		if n.role == sessionv1.Role_ROLE_PLAYER {
			seat, err := freeSeat(g, p, n.seat)
			if err != nil {
				return nil, nil, err
			}
			joined.Seat = int32(seat)
			if events, err = g.hear(t, p, Change{Kind: Join, Seat: seat, Bot: n.bot}); err != nil {
				return nil, nil, err
			}
		}
		return append(room, &sessionv1.RoomEvent{Kind: &sessionv1.RoomEvent_Joined_{Joined: joined}}), events, nil
	}
}

// leaveFirst lets a spectator who sits down (or the reverse, in the lobby) give
// the old place up in the same record.
func leaveFirst[S any](p position[S], user UserID) []*sessionv1.RoomEvent {
	m, ok := p.room.Of(user)
	if !ok || m.Seat > 0 {
		return nil
	}
	return []*sessionv1.RoomEvent{leftEvent(m, false)}
}

func leftEvent(m Member, kicked bool) *sessionv1.RoomEvent {
	return &sessionv1.RoomEvent{Kind: &sessionv1.RoomEvent_Left_{Left: &sessionv1.RoomEvent_Left{
		UserId: string(m.User), Seat: int32(m.Seat), Kicked: kicked,
	}}}
}

// freeSeat is the seat wanted if it is free, or the first free one.
func freeSeat[S any, E, V proto.Message](g *game[S, E, V], p position[S], wanted Seat) (Seat, error) {
	_, most := g.seats(p.state)
	if wanted > Seat(most) {
		return 0, Invalid("seat", "this table has %d seats", most)
	}
	if wanted > 0 {
		if m, taken := p.room.At(wanted); taken {
			return 0, Refuse("seat_taken", "seat %d is taken by %s; choose another", wanted, m.Name)
		}
		return wanted, nil
	}
	for s := Seat(1); s <= Seat(most); s++ {
		if _, taken := p.room.At(s); !taken {
			return s, nil
		}
	}
	return 0, Refuse("table_full", "all %d seats are taken; you can watch instead", most)
}

// leaveTable removes a member. It is never refused; leaving a table one is not
// at changes nothing.
func leaveTable[S any, E, V proto.Message](g *game[S, E, V], m Member, kicked bool) decision[S, E] {
	return func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		m, ok := current(p.room.Table, m)
		if !ok {
			return nil, nil, nil
		}
		var events []E
		if m.Seat > 0 && p.room.Status != Finished {
			var err error
			if events, err = g.hear(t, p, Change{Kind: Leave, Seat: m.Seat, Bot: m.Bot}); err != nil {
				return nil, nil, err
			}
		}
		return []*sessionv1.RoomEvent{leftEvent(m, kicked)}, events, nil
	}
}

// current is the member as they sit now: found by account, or by seat for bots.
func current(t Table, m Member) (Member, bool) {
	if m.User != "" {
		return t.Of(m.User)
	}
	return t.At(m.Seat)
}

func setReady[S any, E, V proto.Message](g *game[S, E, V], user UserID, ready bool) decision[S, E] {
	return readiness(g, user, ready, false)
}

// clearAbsent takes the readiness of one who was disconnected too long.
func clearAbsent[S any, E, V proto.Message](g *game[S, E, V], user UserID) decision[S, E] {
	return readiness(g, user, false, true)
}

func readiness[S any, E, V proto.Message](g *game[S, E, V], user UserID, ready, absent bool) decision[S, E] {
	return func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		m, ok := p.room.Of(user)
		switch {
		case absent && (!ok || m.Seat == 0 || p.room.Status != Lobby):
			return nil, nil, nil
		case !ok || m.Seat == 0:
			return nil, nil, Refuse("not_seated", "take a seat first")
		case p.room.Status != Lobby:
			return nil, nil, Refuse("not_in_lobby", "the game has already begun")
		case m.Ready == ready && !absent:
			return nil, nil, nil
		}
		kind := Unready
		if ready {
			kind = Ready
		} else if absent {
			kind = Absent
		}
		events, err := g.hear(t, p, Change{Kind: kind, Seat: m.Seat})
		if err != nil || (absent && !m.Ready && len(events) == 0) {
			return nil, nil, err
		}
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_ReadySet_{ReadySet: &sessionv1.RoomEvent_ReadySet{
			Seat: int32(m.Seat), Ready: ready, Absent: absent,
		}}}}, events, nil
	}
}

func startGame[S any, E, V proto.Message](g *game[S, E, V]) decision[S, E] {
	return func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		if p.room.Status != Lobby {
			return nil, nil, Refuse("not_in_lobby", "the game has already begun")
		}
		least, _ := g.seats(p.state)
		if len(p.room.Players()) < least {
			return nil, nil, Refuse("too_few_players", "this game needs %d players; invite somebody or add a bot", least)
		}
		var idle []string
		for _, m := range p.room.Players() {
			if !m.Ready {
				idle = append(idle, m.Name)
			}
		}
		if len(idle) > 0 {
			return nil, nil, Refuse("not_all_ready", "not ready yet: %s", strings.Join(idle, ", "))
		}
		events, err := g.hear(t, p, Change{Kind: Start, Seat: t.Seat})
		if err != nil {
			return nil, nil, err
		}
		return []*sessionv1.RoomEvent{{Kind: &sessionv1.RoomEvent_Started_{Started: &sessionv1.RoomEvent_Started{}}}}, events, nil
	}
}

// hear lets the game have its say.
func (g *game[S, E, V]) hear(t Turn, p position[S], c Change) ([]E, error) {
	if g.roomRules == nil {
		return nil, nil
	}
	return g.roomRules.Room(t, p.state, c)
}

// play wraps a game's command: only for seats, only while the table is open.
func play[S any, E proto.Message](cmd Command[S, E]) decision[S, E] {
	return func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		if p.room.Status == Finished {
			return nil, nil, Refuse("game_finished", "this game has ended")
		}
		events, err := cmd(t, p.state)
		return nil, events, err
	}
}
