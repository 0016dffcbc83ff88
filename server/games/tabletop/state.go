package tabletop

import (
	"maps"
	"slices"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/session"
)

// Short names for what is written often.
type (
	element  = tabletopv1.Element
	edited   = tabletopv1.Event_Edited
	change   = tabletopv1.Event_Change
	settings = tabletopv1.Event_Settings
	role     = tabletopv1.TableRole
)

const (
	nobody    = tabletopv1.TableRole_TABLE_ROLE_UNSPECIFIED
	gm        = tabletopv1.TableRole_TABLE_ROLE_GM
	player    = tabletopv1.TableRole_TABLE_ROLE_PLAYER
	spectator = tabletopv1.TableRole_TABLE_ROLE_SPECTATOR
	display   = tabletopv1.TableRole_TABLE_ROLE_DISPLAY
)

// State is a position of a live table. It is a value: maps, boards and messages
// are replaced, never changed.
type State struct {
	campaign string
	seats    map[session.Seat]*tabletopv1.Seat
	comings  int32  // counts changes of seats
	scene    string // the one that is played; empty for none
	boards   map[string]*board
	display  *tabletopv1.Display
	channels map[string]*tabletopv1.Channel
}

// board is the scene that is played; nil for none.
func (s State) board() *board { return s.boards[s.scene] }

// seatOf is where an account sits; nil for nowhere.
func (s State) seatOf(user string) *tabletopv1.Seat {
	for _, seat := range s.seats {
		if seat.GetUserId() == user && user != "" {
			return seat
		}
	}
	return nil
}

// isGM is true for accounts that sit as game masters.
func (s State) isGM(user string) bool { return s.seatOf(user).GetRole() == gm }

// seated are the places that are taken, by number.
func (s State) seated() []*tabletopv1.Seat {
	list := make([]*tabletopv1.Seat, 0, len(s.seats))
	for _, n := range slices.Sorted(maps.Keys(s.seats)) {
		list = append(list, s.seats[n])
	}
	return list
}

// viewer is what somebody is and who, as they look now. Who sits on a seat that
// was another's then is nobody to that past.
func (s State) viewer(v session.Viewer) viewer {
	switch v.Seat {
	case session.Display:
		return viewer{role: display}
	case 0:
		return viewer{role: spectator}
	}
	seat := s.seats[v.Seat]
	if seat == nil || v.User != "" && seat.GetUserId() != string(v.User) {
		return viewer{}
	}
	what := seat.GetRole()
	if v.Plain && what == gm {
		what = player
	}
	return viewer{role: what, user: seat.GetUserId()}
}

// viewer is one who looks at the table.
type viewer struct {
	role role
	user string // empty for those who see what all players see
}

// with is a map with one entry set.
func with[K comparable, V any](m map[K]V, key K, value V) map[K]V {
	next := make(map[K]V, len(m)+1)
	maps.Copy(next, m)
	next[key] = value
	return next
}

// without is a map less one entry.
func without[K comparable, V any](m map[K]V, key K) map[K]V {
	next := maps.Clone(m)
	delete(next, key)
	return next
}
