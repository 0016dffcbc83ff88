package tabletop

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"sync"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/server/games/tabletop/plane"
	"playhouse/server/games/tabletop/vision"
)

// gaze is what some eyes see on a board.
type gaze struct {
	vision.Gaze

	area  *lazy[vision.Area]
	sight *lazy[*tabletopv1.Sight]
	mu    sync.Mutex
	seen  map[*element]bool // figures, doors and lights, as they stand
}

// everybody is the name for all players together.
const everybody = ""

// players are the accounts that play: who owns a figure, who sits as a player,
// and who has explored, but no game masters. In order.
func (s State) players(b *board) []string {
	all := map[string]bool{}
	for _, e := range b.things[tokens] {
		for _, owner := range e.GetToken().GetOwnerIds() {
			all[owner] = true
		}
	}
	for user := range b.explored {
		all[user] = true
	}
	for _, seat := range s.seats {
		if seat.GetRole() == player {
			all[seat.GetUserId()] = true
		}
	}
	for _, seat := range s.seats {
		if seat.GetRole() != player {
			delete(all, seat.GetUserId())
		}
	}
	delete(all, everybody)
	return slices.Sorted(maps.Keys(all))
}

// eyes are those of a player's figures, or of all players', in order.
func (s State) eyes(b *board, user string) []vision.Eye {
	var ids []string
	for id, e := range b.things[tokens] {
		if e.GetToken().GetVision() != nil && !e.GetHidden() && s.looksFor(user, e.GetToken()) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	eyes := make([]vision.Eye, 0, len(ids))
	for _, id := range ids {
		if eye, ok := vision.EyeOf(b.things[tokens][id].GetToken(), b.grid().GetFeet()); ok && eye.At.Finite() {
			eyes = append(eyes, eye)
		}
	}
	return eyes
}

// looksFor is true for a figure through which somebody sees. The blinded and the
// dead see nothing.
func (s State) looksFor(user string, t *tabletopv1.Token) bool {
	if t.GetDead() || slices.ContainsFunc(t.GetConditions(), func(c *tabletopv1.Condition) bool { return c.GetId() == "blinded" }) {
		return false
	}
	if user == everybody {
		return s.ofPlayers(t)
	}
	return slices.Contains(t.GetOwnerIds(), user)
}

// ofPlayers is true for a figure that a player leads.
func (s State) ofPlayers(t *tabletopv1.Token) bool {
	return slices.ContainsFunc(t.GetOwnerIds(), func(owner string) bool { return owner != "" && !s.isGM(owner) })
}

// gaze is what a player sees now, or all players together.
func (s State) gaze(b *board, user string) *gaze {
	return b.optics.gazes.get(gazer{user: user, comings: s.comings}, nil, func() *gaze { return b.gazeOf(s.eyes(b, user)) })
}

func (b *board) gazeOf(eyes []vision.Eye) *gaze {
	darkness := b.settings.GetAtmosphere().GetDarkness()
	lamps, walls := b.optics.lamps.get(), b.optics.walls
	return walls.gazes.get(keyOf(darkness, eyes, lamps), nil, func() *gaze {
		g := &gaze{Gaze: walls.blockers.get().Gaze(darkness, eyes, lamps), seen: map[*element]bool{}}
		g.area = later(g.Area)
		g.sight = later(func() *tabletopv1.Sight { return g.area.get().Proto() })
		return g
	})
}

// keyOf names what eyes see by the light of lamps.
func keyOf(darkness float64, eyes []vision.Eye, lamps []vision.Lamp) string {
	key := make([]byte, 0, 8*(2+4*len(eyes)+4*len(lamps))) //nolint:mnd // eight bytes a number
	add := func(numbers ...float64) {
		for _, n := range numbers {
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(n))
		}
	}
	add(darkness, float64(len(eyes)))
	for _, e := range eyes {
		add(e.At.X, e.At.Y, e.Range, e.Darkvision)
	}
	for _, l := range lamps {
		shadows := 0.0
		if l.Shadows {
			shadows = 1
		}
		add(l.At.X, l.At.Y, l.Bright, l.Dim, shadows)
	}
	return string(key)
}

// limb is how far from its middle, in parts of its width, a figure is looked for.
const limb = 0.35

// sees tells whether any of a figure, a face of a door, or a light, is seen.
func (g *gaze) sees(e *element) bool {
	g.mu.Lock()
	seen, known := g.seen[e]
	g.mu.Unlock()
	if known {
		return seen
	}
	seen = slices.ContainsFunc(spots(e), g.SeesPoint)
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.seen) >= facesKept {
		clear(g.seen)
	}
	g.seen[e] = seen
	return seen
}

func spots(e *element) []plane.Point {
	if light := e.GetLight(); light != nil {
		return []plane.Point{plane.At(light.GetAt())}
	}
	if door := e.GetDoor(); door != nil {
		return faces(door)
	}
	t := e.GetToken()
	at, reach := plane.At(t.GetAt()), limb*t.GetSize()
	return []plane.Point{
		at, {X: at.X - reach, Y: at.Y - reach}, {X: at.X + reach, Y: at.Y - reach},
		{X: at.X + reach, Y: at.Y + reach}, {X: at.X - reach, Y: at.Y + reach},
	}
}

// ground is explored ground that several have a share in.
type ground struct {
	of    []*vision.Explored
	whole *vision.Explored
	proto *lazy[*tabletopv1.Explored]
}

// ground is what a player has explored and what was revealed to all; with
// everybody, what any player has.
func (s State) ground(b *board, user string) ground {
	shares := []*vision.Explored{b.explored[everybody], b.explored[user]}
	if user == everybody {
		shares = shares[:1]
		for _, p := range s.players(b) {
			shares = append(shares, b.explored[p])
		}
	}
	shares = slices.DeleteFunc(shares, func(e *vision.Explored) bool { return e == nil })
	return b.optics.grounds.get(user, func(g ground) bool { return slices.Equal(g.of, shares) }, func() ground {
		whole := vision.NewExplored(b.settings.GetWidth(), b.settings.GetHeight())
		for _, share := range shares {
			whole.Union(share)
		}
		return ground{of: shares, whole: whole, proto: later(whole.Proto)}
	})
}

// found is the ground that comes into sight when a board becomes another, and on
// the way there: stops are where figures look around, by account.
func (s State) found(old, now *board, stops map[string][][]vision.Eye) []*tabletopv1.Event_Found {
	if !now.fog() {
		return nil
	}
	var all []*tabletopv1.Event_Found
	for _, user := range s.players(now) {
		looks := []*gaze{s.gaze(now, user)}
		if old != nil && looks[0] == s.gaze(old, user) && old.fog() {
			looks = nil
		}
		for _, eyes := range stops[user] {
			looks = append(looks, now.gazeOf(eyes))
		}
		known := s.ground(now, user).whole
		seen := known.Clone()
		for _, look := range looks {
			seen.AddArea(look.area.get())
		}
		if fresh := seen.Without(known); !fresh.Empty() {
			all = append(all, &tabletopv1.Event_Found{UserId: user, Ground: fresh.Proto()})
		}
	}
	return all
}
