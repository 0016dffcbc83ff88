package session

import (
	"context"
	"time"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// This file is what nodes tell each other: how far a session's log is, what is
// shown for a moment, and who watches. None of it is needed to be right; see
// Bus.

const (
	// announceEvery is how often a node says who watches on it.
	announceEvery = 10 * time.Second
	// forgottenAfter is when a node that says nothing more is taken for gone.
	forgottenAfter = 25 * time.Second
)

// away is who watches a session on another node.
type away struct {
	users    map[UserID]bool
	watching int
	heard    time.Time
}

func (r *Runtime) publish(id ID, n *sessionv1.Notice) {
	n.Node, n.SessionId = r.node, string(id)
	r.Bus.Publish(n)
}

// noticed takes a notice of another node. Sessions that are not in memory need
// none: they are read from the log when somebody wants them.
func (r *Runtime) noticed(n *sessionv1.Notice) {
	if n.GetNode() == r.node {
		return
	}
	id := ID(n.GetSessionId())
	switch k := n.GetKind().(type) {
	case *sessionv1.Notice_Version:
		r.hinted(id, k.Version)
	case *sessionv1.Notice_Signal:
		r.ifLoaded(id, func(t table) { t.shine(k.Signal) })
	case *sessionv1.Notice_Presence_:
		r.ifLoaded(id, func(t table) { t.hear(n.GetNode(), k.Presence) })
	}
}

func (r *Runtime) ifLoaded(id ID, f func(table)) {
	if t, release, ok := r.loaded(id, false); ok {
		defer release()
		f(t)
	}
}

// hinted catches up with what another node wrote.
func (r *Runtime) hinted(id ID, version int32) {
	t, release, ok := r.loaded(id, false)
	if !ok {
		return
	}
	if t.version() >= version {
		release()
		return
	}
	spawned := r.spawn(func() {
		defer release()
		ctx, cancel := context.WithTimeout(r.ctx, loadTimeout)
		defer cancel()
		if err := t.catchUp(ctx); err != nil && r.ctx.Err() == nil {
			r.Logger.Warn("catch up", "session", id, "err", err)
		}
	})
	if !spawned {
		release()
	}
}

// announce says who watches on this node, and forgets nodes that have fallen
// silent.
func (r *Runtime) announce() {
	r.mu.Lock()
	ids := make([]ID, 0, len(r.slots))
	for id := range r.slots {
		ids = append(ids, id)
	}
	r.mu.Unlock()
	for _, id := range ids {
		r.ifLoaded(id, func(t table) {
			t.sweep()
			if t.watching() > 0 {
				t.announce()
			}
		})
	}
}

// announce says which members watch this session here, and how many in all.
func (l *live[S, E, V]) announce() {
	l.mu.Lock()
	p := &sessionv1.Notice_Presence{Watching: int32(l.watchers)}
	for _, m := range l.ring[len(l.ring)-1].pos.room.Members {
		if l.streams[m.User] > 0 {
			p.UserIds = append(p.UserIds, string(m.User))
		}
	}
	l.mu.Unlock()
	l.rt.publish(l.id, &sessionv1.Notice{Kind: &sessionv1.Notice_Presence_{Presence: p}})
}

// hear notes who watches on another node. One that was not known is told at once
// who watches here.
func (l *live[S, E, V]) hear(node string, p *sessionv1.Notice_Presence) {
	users := map[UserID]bool{}
	for _, user := range p.GetUserIds() {
		users[UserID(user)] = true
	}
	l.mu.Lock()
	_, known := l.elsewhere[node]
	l.elsewhere[node] = away{users: users, watching: int(p.GetWatching()), heard: l.rt.Now()}
	if len(users) == 0 && p.GetWatching() == 0 {
		delete(l.elsewhere, node)
	}
	l.showPresence()
	answer := !known && l.watchers > 0
	l.mu.Unlock()
	if answer {
		l.rt.spawn(l.announce)
	}
}

// sweep forgets nodes that have fallen silent. Members who were there are given
// the same time to come back as those whose stream ended here.
func (l *live[S, E, V]) sweep() {
	l.mu.Lock()
	lost := map[UserID]int{}
	for node, a := range l.elsewhere {
		if l.rt.Now().Sub(a.heard) < forgottenAfter {
			continue
		}
		delete(l.elsewhere, node)
		for user := range a.users {
			lost[user] = l.visits[user]
		}
	}
	if len(lost) > 0 {
		l.showPresence()
	}
	l.mu.Unlock()
	for user, visits := range lost {
		l.awaitReturn(user, visits)
	}
}

// isElsewhere is true when a user watches on another node. The caller holds mu.
func (l *live[S, E, V]) isElsewhere(user UserID) bool {
	for _, a := range l.elsewhere {
		if a.users[user] {
			return true
		}
	}
	return false
}

// everywhere is how many streams are open on all nodes. The caller holds mu.
func (l *live[S, E, V]) everywhere() int {
	n := l.watchers
	for _, a := range l.elsewhere {
		n += a.watching
	}
	return n
}

// signal shows something for a moment, here and on the other nodes.
func (l *live[S, E, V]) signal(s *sessionv1.Signal) {
	l.shine(s)
	l.rt.publish(l.id, &sessionv1.Notice{Kind: &sessionv1.Notice_Signal{Signal: s}})
}
