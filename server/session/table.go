package session

import (
	"cmp"
	"slices"
	"time"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// Status is where a session is in its life.
type Status = sessionv1.SessionStatus

// The statuses.
const (
	Lobby       = sessionv1.SessionStatus_SESSION_STATUS_LOBBY
	Running     = sessionv1.SessionStatus_SESSION_STATUS_RUNNING
	Finished    = sessionv1.SessionStatus_SESSION_STATUS_FINISHED
	Quarantined = sessionv1.SessionStatus_SESSION_STATUS_QUARANTINED
)

// Member is one who takes part.
type Member struct {
	User  UserID // empty for a bot
	Name  string
	Role  sessionv1.Role
	Seat  Seat // 0 for a spectator
	Ready bool
	Bot   bool
}

// Table is who sits where, folded from the log. It is a value: commands may
// read it, nobody changes it in place.
type Table struct {
	Status  Status
	Host    UserID
	Members []Member // players by seat, then spectators in the order they came
}

// Players returns the seated members, by seat.
func (t Table) Players() []Member {
	var players []Member
	for _, m := range t.Members {
		if m.Seat > 0 {
			players = append(players, m)
		}
	}
	return players
}

// At returns the member on a seat.
func (t Table) At(seat Seat) (Member, bool) {
	for _, m := range t.Members {
		if m.Seat == seat && seat > 0 {
			return m, true
		}
	}
	return Member{}, false
}

// Of returns the member that a user is.
func (t Table) Of(user UserID) (Member, bool) {
	for _, m := range t.Members {
		if m.User == user && user != "" {
			return m, true
		}
	}
	return Member{}, false
}

// AllReady is true when at least one player is seated and every seated player
// is ready.
func (t Table) AllReady() bool {
	players := t.Players()
	return len(players) > 0 && !slices.ContainsFunc(players, func(m Member) bool { return !m.Ready })
}

// room is the platform's share of a session, folded from its room events.
type room struct {
	Table
	title        string
	visibility   sessionv1.Visibility
	passwordHash string
	commitment   []byte
	created      time.Time
	clientSeeds  []string
	forkedFrom   ID
	invites      []invite
	kicked       []UserID              // may come back by invite only
	chat         []*sessionv1.ChatLine // the last chatKept lines
	rolled       bool                  // a roll was drawn; client seeds are closed
	gone         map[Seat]UserID       // who left a seat while the game ran
}

type invite struct {
	hash    string
	expires time.Time
}

const chatKept = 50

// with returns the members with one added or replaced, in order.
func (t Table) with(m Member) []Member {
	members := append(t.without(m.User, m.Seat), m)
	slices.SortStableFunc(members, func(a, b Member) int {
		return cmp.Compare(order(a.Seat), order(b.Seat))
	})
	return members
}

func order(s Seat) Seat {
	if s == 0 {
		return 1 << 30
	}
	return s
}

// without returns a copy of the members less the one on the seat or, with seat
// 0, the user.
func (t Table) without(user UserID, seat Seat) []Member {
	return slices.DeleteFunc(slices.Clone(t.Members), func(m Member) bool {
		return (seat > 0 && m.Seat == seat) || (user != "" && m.User == user)
	})
}

// viewerOf is a caller as a viewer of a position.
func viewerOf(r room, c Caller) Viewer {
	m, _ := r.Of(c.User)
	if c.display {
		m.Seat = Display
	}
	return r.viewerAt(m.Seat)
}

// viewerAt is whoever looks from a seat.
func (r room) viewerAt(seat Seat) Viewer {
	m, _ := r.At(seat)
	return Viewer{Seat: seat, User: m.User, All: r.Status == Finished}
}

// mayWatch is true for members, and for everybody when the session is public.
func (r room) mayWatch(user UserID) bool {
	_, member := r.Of(user)
	return member || r.visibility == sessionv1.Visibility_VISIBILITY_PUBLIC
}
