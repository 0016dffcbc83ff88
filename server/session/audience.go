package session

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// audience is who watches a session now, and what is only shown: presence and
// signals. It is not part of the log. The owner's mutex guards it.
type audience struct {
	woken   chan struct{} // closed and replaced at every change
	shown   *sessionv1.Room
	roomSeq int // counts the changes of shown

	streams   map[UserID]int // open streams by user
	visits    map[UserID]int // streams ever opened, by user
	watchers  int
	elsewhere map[string]away     // by node
	counting  bool                // a changed number of watchers will be shown in a moment
	signals   []*sessionv1.Signal // the last signalsKept
	signalSeq int                 // how many signals there ever were
}

const signalsKept = 64

func newAudience() audience {
	return audience{woken: make(chan struct{}), streams: map[UserID]int{}, visits: map[UserID]int{}, elsewhere: map[string]away{}, shown: &sessionv1.Room{}}
}

// wake tells all watchers to look again. The owner holds the mutex.
func (a *audience) wake() {
	close(a.woken)
	a.woken = make(chan struct{})
}

// describe is the room without presence, as it is stored beside the log. A game
// that panics here fails like one that panics in a rule.
func (g *game[S, E, V]) describe(id ID, name string, p position[S]) (room *sessionv1.Room, err error) {
	defer func() {
		if r := recover(); r != nil {
			room = &sessionv1.Room{SessionId: string(id), Game: name, Status: p.room.Status, Visibility: p.room.visibility}
			err = fmt.Errorf("describe: panic: %v", r)
		}
	}()
	least, most := g.seats(p.state)
	room = &sessionv1.Room{
		SessionId: string(id), Game: name, Status: p.room.Status, HostUserId: string(p.room.Host),
		AllReady: p.room.AllReady(), MinPlayers: int32(least), MaxPlayers: int32(most),
		Visibility: p.room.visibility, HasPassword: p.room.passwordHash != "", Title: p.room.title,
		CreatedAt: timestamp(p.room.created), Deadline: timestamp(g.deadline(p)),
		DiceCommitment: hexOf(p.room.commitment), ForkedFromSessionId: string(p.room.forkedFrom),
	}
	if g.summary != nil {
		room.Summary = g.summary.Summary(p.state)
	}
	if g.waiting != nil && p.room.Status == Running {
		for _, s := range g.waiting.Waiting(p.state) {
			room.WaitingFor = append(room.WaitingFor, int32(s))
		}
	}
	for _, m := range p.room.Members {
		room.Members = append(room.Members, &sessionv1.Member{
			UserId: string(m.User), DisplayName: m.Name, Role: m.Role, Seat: int32(m.Seat),
			Ready: m.Ready, Bot: m.Bot, Connected: m.Bot,
		})
	}
	return room, nil
}

// refreshRoom shows the newest room with presence. The caller holds mu.
func (l *live[S, E, V]) refreshRoom() {
	newest := l.ring[len(l.ring)-1]
	if newest.described == nil {
		var err error
		if newest.described, err = l.game.describe(l.id, l.name, newest.pos); err != nil && l.broken == nil {
			l.rt.Logger.Error("session quarantined", "session", l.id, "game", l.name, "err", err)
			l.broken = err
		}
	}
	room := proto.CloneOf(newest.described)
	if l.broken != nil {
		room.Status = Quarantined
	}
	for _, m := range room.GetMembers() {
		m.Connected = m.GetBot() || l.streams[UserID(m.GetUserId())] > 0 || l.isElsewhere(UserID(m.GetUserId()))
	}
	room.Watching = int32(l.everywhere())
	if !proto.Equal(room, l.shown) {
		l.shown = room
		l.roomSeq++
	}
}

func (l *live[S, E, V]) watching() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.watchers
}

// enter counts a stream in; the function returned counts it out, and after a
// while takes the readiness of a member who did not come back.
func (l *live[S, E, V]) enter(user UserID) (leave func()) {
	l.present(user, +1)
	return func() {
		if l.present(user, -1) == 0 {
			l.awaitReturn(user, l.visitsOf(user))
		}
	}
}

// awaitReturn gives a member time to come back. The session is held in memory
// meanwhile, so that whoever comes back is seen.
func (l *live[S, E, V]) awaitReturn(user UserID, visits int) {
	_, release, ok := l.rt.loaded(l.id, true)
	if !ok {
		return
	}
	spawned := l.rt.spawn(func() {
		defer release()
		l.missAfter(user, visits)
	})
	if !spawned {
		release()
	}
}

// visitsOf counts how often a user has come: whoever came back in between is
// not absent.
func (l *live[S, E, V]) visitsOf(user UserID) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.visits[user]
}

func (l *live[S, E, V]) present(user UserID, by int) (streams int) {
	l.mu.Lock()
	l.watchers += by
	l.streams[user] += by
	if by > 0 {
		l.visits[user]++
	}
	streams = l.streams[user]
	if streams == 0 {
		delete(l.streams, user)
	}
	_, member := l.ring[len(l.ring)-1].pos.room.Of(user)
	cameOrWent := member && streams == max(by, 0) // the first stream, or the last
	if cameOrWent {
		l.showPresence()
	} else {
		l.showCount()
	}
	l.mu.Unlock()
	if cameOrWent {
		l.announce()
	}
	return streams
}

// showPresence shows the room if who is here has changed. The caller holds mu.
func (l *live[S, E, V]) showPresence() {
	before := l.roomSeq
	l.refreshRoom()
	if l.roomSeq != before {
		l.wake()
	}
}

// countEvery is how often a changed number of watchers is shown and told: a herd
// that comes in a second costs each of its heads a few messages, not a thousand.
const countEvery = 250 * time.Millisecond

// showCount shows the number of watchers in a moment. The caller holds mu.
func (l *live[S, E, V]) showCount() {
	if l.counting {
		return
	}
	l.counting = l.rt.spawn(func() {
		select {
		case <-l.rt.ctx.Done():
		case <-time.After(countEvery):
		}
		l.mu.Lock()
		l.counting = false
		l.showPresence()
		l.mu.Unlock()
		l.announce()
	})
}

func (l *live[S, E, V]) missAfter(user UserID, visits int) {
	if m, ok := l.newest().pos.room.Of(user); !ok || m.Seat == 0 {
		return
	}
	select {
	case <-l.rt.ctx.Done():
		return
	case <-time.After(l.rt.AbsentAfter):
	}
	if l.visitsOf(user) != visits || l.isThere(user) {
		return
	}
	ctx, cancel := context.WithTimeout(l.rt.ctx, loadTimeout)
	defer cancel()
	c := call{key: newKey(), once: true}
	if _, err := l.operate(ctx, c, clearAbsent(user)); err != nil {
		l.rt.Logger.Warn("absent member", "session", l.id, "err", err)
	}
}

// isThere is true when a user watches, here or on another node.
func (l *live[S, E, V]) isThere(user UserID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.streams[user] > 0 || l.isElsewhere(user)
}

// shine shows a signal to who watches here.
func (l *live[S, E, V]) shine(s *sessionv1.Signal) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.signals = append(l.signals, s)
	if len(l.signals) > signalsKept {
		l.signals = append([]*sessionv1.Signal(nil), l.signals[1:]...)
	}
	l.signalSeq++
	l.wake()
}
