package session

import (
	"context"
	"slices"
	"strconv"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// This file is what the session service calls: operations on any game's table
// by the caller in the context.

// Room returns a session's room. It is missing for those who may not see it.
func (r *Runtime) Room(ctx context.Context, id ID) (*sessionv1.Room, error) {
	var shown *sessionv1.Room
	err := r.with(ctx, id, func(t table) error {
		var err error
		shown, err = roomFor(t, CallerFrom(ctx).User)
		return err
	})
	return shown, err
}

// Admit asks the service of a session's game whether the caller may be there at all.
// Services for any game's sessions ask before they do or tell something.
func (r *Runtime) Admit(ctx context.Context, id ID) error {
	var game string
	err := r.with(ctx, id, func(t table) error {
		_, shown := t.look()
		game = shown.GetGame()
		return nil
	})
	if err != nil {
		return err
	}
	k, ok := r.games[game]
	if !ok {
		return Missing("there is no such session")
	}
	return k.admit(ctx, id)
}

func (r *Runtime) with(ctx context.Context, id ID, f func(table) error) error {
	t, release, err := r.acquire(ctx, id)
	if err != nil {
		return err
	}
	defer release()
	return f(t)
}

func roomFor(t table, user UserID) (*sessionv1.Room, error) {
	room, shown := t.look()
	if !room.mayWatch(user) {
		return nil, Missing("there is no such session")
	}
	return shown, nil
}

// request is what operate needs of a call: the payload is digested when there
// is a command id.
type request struct {
	commandID string
	payload   proto.Message
}

func requestOf(payload Creation) request {
	return request{commandID: payload.GetCommandId(), payload: payload}
}

// op decides with the room and the caller's place in it what is to be done.
type op func(r room, m Member) (tableOp, error)

// operate carries an operation out for the caller and returns the room after
// it.
func (r *Runtime) operate(ctx context.Context, id ID, q request, choose op) (*sessionv1.Room, int32, error) {
	var (
		shown   *sessionv1.Room
		version int32
	)
	err := r.with(ctx, id, func(t table) error {
		user := CallerFrom(ctx).User
		// The choice is made again at the position that decides: what was true a
		// moment ago may not be now.
		decide := func(turn Turn, v voice) ([]*sessionv1.RoomEvent, error) {
			m, _ := v.room.Of(user)
			todo, err := choose(v.room, m)
			if err != nil {
				return nil, err
			}
			return todo(turn, v)
		}
		var err error
		version, err = t.operate(ctx, callOf(id, user, q.commandID, q.payload), decide)
		_, shown = t.look()
		return err
	})
	return shown, version, err
}

// member lets only members through.
func member(todo func(room, Member) (tableOp, error)) op {
	return func(r room, m Member) (tableOp, error) {
		if m.User == "" {
			if r.visibility != sessionv1.Visibility_VISIBILITY_PUBLIC {
				return nil, Missing("there is no such session")
			}
			return nil, Forbid("not_a_member", "join the table first")
		}
		return todo(r, m)
	}
}

// hostOnly lets only the host through.
func hostOnly(todo func(room, Member) (tableOp, error)) op {
	return member(func(r room, m Member) (tableOp, error) {
		if r.Host != m.User {
			return nil, Forbid("not_host", "only the host can do this")
		}
		return todo(r, m)
	})
}

func always(todo tableOp) func(room, Member) (tableOp, error) {
	return func(room, Member) (tableOp, error) { return todo, nil }
}

// Ticket is what lets a caller into a session.
type Ticket struct {
	Role     sessionv1.Role
	Seat     Seat // wanted; 0 for the first free one
	Invite   string
	Password string
	// Welcome says that who hands the ticket in vouches for the caller: they come
	// in without invite or password, unless they were sent away.
	Welcome bool

	opens string // the hash that the password was found to match
}

// tryPassword compares the password before the session's turn is taken: it is
// slow on purpose, and a guesser must not hold the table up.
func (k *Ticket) tryPassword(t table) {
	room, _ := t.look()
	if k.Password != "" && passwordMatches(room.passwordHash, k.Password) {
		k.opens = room.passwordHash
	}
}

// Join seats the caller or lets them watch. Joining twice answers the same.
func (r *Runtime) Join(ctx context.Context, id ID, k Ticket) (*sessionv1.Room, error) {
	caller := CallerFrom(ctx)
	if k.Role == sessionv1.Role_ROLE_UNSPECIFIED {
		k.Role = sessionv1.Role_ROLE_PLAYER
	}
	if err := r.with(ctx, id, func(t table) error { k.tryPassword(t); return nil }); err != nil {
		return nil, err
	}
	shown, _, err := r.operate(ctx, id, request{}, func(room room, m Member) (tableOp, error) {
		if m.User == "" {
			if err := k.admits(room, caller.User, r.Now()); err != nil {
				return nil, err
			}
		}
		return joinTable(newcomer{user: caller.User, name: caller.Name, role: k.Role, seat: k.Seat}), nil
	})
	return shown, err
}

// admits checks the ticket: an invite opens every door, also to those who were
// sent away; a welcome every one but to those; a password its own; a private
// session without password takes an invite.
func (k Ticket) admits(r room, user UserID, now time.Time) error {
	switch {
	case k.Invite != "" && r.invited(k.Invite, now):
		return nil
	case slices.Contains(r.kicked, user):
		return Forbid("kicked", "the host sent you away; you can come back with an invite")
	case k.Welcome || r.passwordHash != "" && k.opens == r.passwordHash:
		return nil
	case k.Invite != "":
		return Refuse("invite_invalid", "this invite is not valid any more; ask for a new one")
	case r.passwordHash != "":
		return Refuse("password_wrong", "this table takes a password; ask its host")
	case r.visibility == sessionv1.Visibility_VISIBILITY_PUBLIC:
		return nil
	}
	return Missing("there is no such session")
}

// Leave takes the caller away from the table.
func (r *Runtime) Leave(ctx context.Context, id ID) (*sessionv1.Room, error) {
	shown, _, err := r.operate(ctx, id, request{}, member(func(_ room, m Member) (tableOp, error) {
		return leaveTable(m, false), nil
	}))
	return shown, err
}

// SetReady says whether the caller is ready.
func (r *Runtime) SetReady(ctx context.Context, id ID, ready bool) (*sessionv1.Room, error) {
	shown, _, err := r.operate(ctx, id, request{}, member(func(_ room, m Member) (tableOp, error) {
		return setReady(m.User, ready), nil
	}))
	return shown, err
}

// Start begins the game.
func (r *Runtime) Start(ctx context.Context, id ID, payload Creation) (*sessionv1.Room, error) {
	shown, _, err := r.operate(ctx, id, requestOf(payload), hostOnly(always(startGame)))
	return shown, err
}

// TransferHost makes another player host.
func (r *Runtime) TransferHost(ctx context.Context, id ID, to UserID) (*sessionv1.Room, error) {
	shown, _, err := r.operate(ctx, id, request{}, hostOnly(always(transferHost(to))))
	return shown, err
}

// Kick sends a member away, by account or (bots) by seat.
func (r *Runtime) Kick(ctx context.Context, id ID, user UserID, seat Seat, payload Creation) (*sessionv1.Room, error) {
	shown, _, err := r.operate(ctx, id, requestOf(payload), hostOnly(func(room room, host Member) (tableOp, error) {
		m, ok := current(room.Table, Member{User: user, Seat: seat})
		switch {
		case !ok:
			return nil, Refuse("no_such_member", "nobody like that is at this table")
		case m.User == host.User:
			return nil, Refuse("no_such_member", "you cannot send yourself away; leave instead")
		}
		return leaveTable(m, true), nil
	}))
	return shown, err
}

// AddBot lets the computer play a seat.
func (r *Runtime) AddBot(ctx context.Context, id ID, seat Seat, payload Creation) (*sessionv1.Room, error) {
	var canPlay bool
	if err := r.with(ctx, id, func(t table) error { canPlay = t.canPlay(); return nil }); err != nil {
		return nil, err
	}
	shown, _, err := r.operate(ctx, id, requestOf(payload), hostOnly(func(room room, _ Member) (tableOp, error) {
		if !canPlay {
			return nil, Refuse("no_bots", "the computer cannot play this game")
		}
		return func(t Turn, v voice) ([]*sessionv1.RoomEvent, error) {
			free, err := freeSeat(v, seat)
			if err != nil {
				return nil, err
			}
			n := newcomer{name: botName(free), role: sessionv1.Role_ROLE_PLAYER, seat: free, bot: true}
			return joinTable(n)(t, v)
		}, nil
	}))
	return shown, err
}

// botName is plain on purpose: nobody shall take it for a person.
func botName(s Seat) string { return "Bot " + strconv.Itoa(int(s)) }

// SetVisibility opens or closes the session and sets its password.
func (r *Runtime) SetVisibility(ctx context.Context, id ID, v sessionv1.Visibility, password string) (*sessionv1.Room, error) {
	// Only a host's password is worth hashing.
	if err := r.MayHost(ctx, id); err != nil {
		return nil, err
	}
	hash, err := hashPassword(password)
	if err != nil {
		return nil, err
	}
	shown, _, err := r.operate(ctx, id, request{}, hostOnly(always(changeAccess(v, hash))))
	return shown, err
}

const inviteLifetime = 24 * time.Hour

// CreateInvite makes a token that lets its bearers join for a while; a day if
// lifetime is 0.
func (r *Runtime) CreateInvite(ctx context.Context, id ID, lifetime time.Duration) (string, time.Time, error) {
	if lifetime <= 0 {
		lifetime = inviteLifetime
	}
	token, hash := newInvite()
	expires := r.Now().Add(lifetime).Truncate(time.Millisecond)
	_, _, err := r.operate(ctx, id, request{}, hostOnly(always(addInvite(hash, expires.UnixMilli()))))
	return token, expires, err
}

// AddClientSeed mixes the caller's words into the dice.
func (r *Runtime) AddClientSeed(ctx context.Context, id ID, text string, payload Creation) (int32, error) {
	_, version, err := r.operate(ctx, id, requestOf(payload), member(func(_ room, m Member) (tableOp, error) {
		if m.Seat == 0 {
			return nil, Forbid("not_seated", "only seated players can mix words into the dice")
		}
		return addClientSeed(text), nil
	}))
	return version, err
}

// Chat says a line.
func (r *Runtime) Chat(ctx context.Context, id ID, text string, payload Creation) (int32, error) {
	_, version, err := r.operate(ctx, id, requestOf(payload), member(func(_ room, m Member) (tableOp, error) { return say(m, text), nil }))
	return version, err
}

// Signal shows something for a moment to everybody who watches on this node.
func (r *Runtime) Signal(ctx context.Context, id ID, kind string, data []byte) error {
	return r.with(ctx, id, func(t table) error {
		room, _ := t.look()
		m, ok := room.Of(CallerFrom(ctx).User)
		if !ok {
			_, err := member(nil)(room, m)
			return err
		}
		t.signal(&sessionv1.Signal{UserId: string(m.User), Seat: int32(m.Seat), Kind: kind, Data: data})
		return nil
	})
}

// Chatted returns lines of table talk older than a version (0 for the newest),
// newest first, and the version to go on before; 0 at the end.
func (r *Runtime) Chatted(ctx context.Context, id ID, before, limit int32) (lines []*sessionv1.ChatLine, next int32, err error) {
	err = r.with(ctx, id, func(t table) error {
		if _, err := roomFor(t, CallerFrom(ctx).User); err != nil {
			return err
		}
		// Another node may be ahead: what was answered there is said here.
		heads, err := r.Index.Heads(ctx, []ID{id})
		if err != nil {
			return r.unavailable(err)
		}
		if before == 0 || before > heads[id] {
			before = heads[id] + 1
		}
		lines, next, err = t.talk(ctx, before, limit)
		return err
	})
	return lines, next, err
}

// History tells the log after a version in readable form, and the version to go
// on after; 0 at the end.
func (r *Runtime) History(ctx context.Context, id ID, after, limit int32) (lines []*sessionv1.HistoryEntry, next int32, err error) {
	err = r.with(ctx, id, func(t table) error {
		lines, next, err = t.history(ctx, historyQuery{caller: CallerFrom(ctx), after: after, limit: limit})
		return err
	})
	return lines, next, err
}

// Verify recomputes every roll of a finished session.
func (r *Runtime) Verify(ctx context.Context, id ID) (answer *sessionv1.VerifySessionResponse, err error) {
	err = r.with(ctx, id, func(t table) error {
		if _, err := roomFor(t, CallerFrom(ctx).User); err != nil {
			return err
		}
		answer, err = t.verify(ctx)
		return err
	})
	return answer, err
}

// MayHost is nil when the caller is the session's host.
func (r *Runtime) MayHost(ctx context.Context, id ID) error {
	return r.with(ctx, id, func(t table) error {
		room, _ := t.look()
		m, _ := room.Of(CallerFrom(ctx).User)
		_, err := hostOnly(always(nil))(room, m)
		return err
	})
}
