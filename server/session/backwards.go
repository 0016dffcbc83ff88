package session

import (
	"context"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// Event is a game's event with where and when it is in the log.
type Event[E proto.Message] struct {
	Version int32
	Time    time.Time
	Event   E
}

// backwardsBatch is how many records are read at once: a page of talk is seldom
// further apart.
const backwardsBatch = 500

// Backwards shows the game's events of the records before a version (0 for all),
// newest first, until show says false. It folds nothing: the last page of a long
// game costs no more than that of a short one. What of it the caller may know is
// for show to decide.
func Backwards[G Rules[S, E, V], S any, E, V proto.Message](
	ctx context.Context, h *Host[G, S, E, V], id ID, before int32, show func(Event[E]) bool,
) error {
	l, release, err := h.open(ctx, id)
	if err != nil {
		return err
	}
	defer release()
	if r, _ := l.look(); !r.mayWatch(CallerFrom(ctx).User) {
		return Missing("there is no such session")
	}
	if err := l.catchUp(ctx); err != nil {
		return err
	}
	if newest := l.version(); before == 0 || before > newest {
		before = newest + 1
	}
	for to := before - 1; to > 0; {
		from := max(0, to-backwardsBatch)
		records, err := l.rt.Log.Read(ctx, l.id, from, int(to-from))
		if err != nil {
			return l.rt.unavailable(err)
		}
		for _, r := range slices.Backward(records) {
			if more, err := l.showBackwards(r, show); err != nil || !more {
				return err
			}
		}
		to = from
	}
	return nil
}

func (l *live[S, E, V]) showBackwards(r Record, show func(Event[E]) bool) (more bool, err error) {
	events, err := l.game.eventsOf(r)
	if err != nil {
		return false, err
	}
	for _, e := range slices.Backward(events) {
		if !show(Event[E]{Version: r.Version, Time: r.Time, Event: e}) {
			return false, nil
		}
	}
	return true, nil
}

func (g *game[S, E, V]) eventsOf(r Record) ([]E, error) {
	body := &sessionv1.RecordBody{}
	if err := proto.Unmarshal(r.Body, body); err != nil {
		return nil, err //nolint:wrapcheck // internal either way
	}
	var events []E
	for _, raw := range body.GetGameEvents() {
		e, err := g.decode(raw)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, nil
}

// EventsAt returns the game's events of one record: what a command decided whose
// version is known, also when the answer is a repeated one. What of it the caller
// may know is for the game's service to decide.
func EventsAt[G Rules[S, E, V], S any, E, V proto.Message](
	ctx context.Context, h *Host[G, S, E, V], id ID, version int32,
) ([]E, error) {
	l, release, err := h.open(ctx, id)
	if err != nil {
		return nil, err
	}
	defer release()
	if r, _ := l.look(); !r.mayWatch(CallerFrom(ctx).User) {
		return nil, Missing("there is no such session")
	}
	if events, ok := l.keptEvents(version); ok {
		return events, nil
	}
	records, err := l.rt.Log.Read(ctx, l.id, version-1, 1)
	if err != nil {
		return nil, l.rt.unavailable(err)
	}
	if len(records) == 0 {
		return nil, nil
	}
	return l.game.eventsOf(records[0])
}

func (l *live[S, E, V]) keptEvents(version int32) ([]E, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := l.kept(version); i >= 0 {
		return l.ring[i].events, true
	}
	return nil, false
}
