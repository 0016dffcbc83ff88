package keeper

import (
	"context"
	"time"

	"playhouse/server/session"
)

// Limits keep people from taking a server away from each other. They count worlds in
// which time passes, on this node: those that stand still cost nothing, and are never
// refused to those who look. Worlds that a node takes over count, and are not refused
// either: somebody has to run them. 0 is for no limit.
type Limits struct {
	Host int // worlds of one host
	All  int // worlds of everybody
}

// stance is what an owner tells of its world for the count.
type stance struct {
	host  session.UserID
	moves bool
	seen  time.Time // when somebody watched, or gave an order, last
}

// unseen is for how long nobody has watched a world that may be stopped for another of
// its host's: longer than its owner takes to notice who comes.
func (t Times) unseen() time.Duration { return 2 * t.Renew } //nolint:mnd // a look, and its delay

// Admit makes room for one more world in which the caller lets time pass: a new one
// (an empty id), or one that stands. If there is none left, a world of the caller's that nobody
// watches falls asleep for it. Refused as too_many_worlds when the caller has no such
// world, and as busy when the server has no room. When it is known whether and
// in which world time passes, admitted must be called once; with an empty id for none.
func (w *Keeper) Admit(ctx context.Context, id session.ID) (admitted func(session.ID), err error) {
	user := session.CallerFrom(ctx).User
	w.mu.Lock()
	defer w.mu.Unlock()
	if o := w.owners[id]; o != nil && o.stance.moves {
		return func(session.ID) {}, nil
	}
	own, all := w.moving(user)
	switch {
	case w.Limits.Host > 0 && own >= w.Limits.Host && !w.lull(user):
		return nil, session.Refuse("too_many_worlds", "you let time pass in %d worlds and watch them all; pause or leave one of them first", own)
	case w.Limits.All > 0 && all >= w.Limits.All && !w.lull(user):
		return nil, session.Refuse("busy", "time passes in %d worlds on this server, and it has room for no more; try again in a moment", all)
	}
	w.coming[user]++
	return func(in session.ID) { w.admitted(user, in) }, nil
}

// admitted counts a world instead of who was let in for it. Its owner corrects that in
// its next turn.
func (w *Keeper) admitted(user session.UserID, id session.ID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	bump(w.coming, user, -1)
	if o := w.owners[id]; o != nil {
		o.stance = stance{host: user, moves: true, seen: time.Now()}
	}
}

// moving counts worlds in which time passes, or is about to. The caller holds mu.
func (w *Keeper) moving(user session.UserID) (own, all int) {
	for _, n := range w.coming {
		all += n
	}
	own = w.coming[user]
	for _, o := range w.owners {
		if o == nil || !o.stance.moves || o.drowsy.Load() {
			continue
		}
		all++
		if o.stance.host == user {
			own++
		}
	}
	return own, all
}

// lull has the world of a host that nobody has watched for longest fall asleep; false
// when there is none. The caller holds mu.
func (w *Keeper) lull(host session.UserID) bool {
	var oldest *owner
	for _, o := range w.owners {
		if o == nil || !o.stance.moves || o.stance.host != host || o.drowsy.Load() || time.Since(o.stance.seen) < w.Times.unseen() {
			continue
		}
		if oldest == nil || o.stance.seen.Before(oldest.stance.seen) {
			oldest = o
		}
	}
	if oldest == nil {
		return false
	}
	oldest.drowsy.Store(true)
	return true
}

// stands takes down how an owner's world stands.
func (w *Keeper) stands(o *owner, s stance) {
	w.mu.Lock()
	defer w.mu.Unlock()
	o.stance = s
}

// compute does what takes a processor. One processor is left to those who call: they
// would wait behind all worlds for each turn of theirs.
func (w *Keeper) compute(ctx context.Context, work func()) error {
	if w.cores == nil { // nobody calls
		work()
		return nil
	}
	select {
	case w.cores <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	defer func() { <-w.cores }()
	work()
	return nil
}
