package session

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	sessionv1 "playhouse/gen/playhouse/session/v1"
)

// botRun says whether a goroutine plays the bots' seats now, and whether it
// shall look again.
type botRun struct {
	running bool
	pending bool
	seen    int32 // the version they last looked at
}

// startBots lets the bots look at the newest position.
func (l *live[S, E, V]) startBots() {
	if l.game.bots == nil || !l.hasBots() {
		return
	}
	// Held in memory while they play; one that is not for all to find yet lets
	// them begin later.
	_, release, ok := l.rt.loaded(l.id, true)
	if !ok {
		return
	}
	begin := l.botsShallBegin()
	// The runtime's locks are never taken under the session's.
	if !begin || !l.rt.spawn(func() {
		defer release()
		l.runBots()
	}) {
		release()
	}
}

// botsShallBegin notes that there is something new to look at, and is true when
// nobody plays the bots' seats yet.
func (l *live[S, E, V]) botsShallBegin() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	newest := l.ring[len(l.ring)-1].pos.version
	if l.bots.seen == newest || l.rt.ctx.Err() != nil {
		return false
	}
	l.bots.seen, l.bots.pending = newest, true
	if l.bots.running {
		return false
	}
	l.bots.running = true
	return true
}

func (l *live[S, E, V]) hasBots() bool {
	p := l.newest().pos
	if p.room.Status == Finished {
		return false
	}
	for _, m := range p.room.Members {
		if m.Bot {
			return true
		}
	}
	return false
}

// runBots plays until no bot has anything to do.
func (l *live[S, E, V]) runBots() {
	for l.botsPending() {
		if pause := l.rt.BotPause; pause > 0 {
			select {
			case <-l.rt.ctx.Done():
				continue
			case <-time.After(pause):
			}
		}
		for _, m := range l.newest().pos.room.Players() {
			if m.Bot && l.rt.ctx.Err() == nil && !l.playBot(m.Seat) {
				l.tryAgainLater()
			}
		}
	}
}

// botRetry is how long bots wait for a log that is away.
const botRetry = time.Second

func (l *live[S, E, V]) tryAgainLater() {
	select {
	case <-l.rt.ctx.Done():
	case <-time.After(botRetry):
		l.mu.Lock()
		defer l.mu.Unlock()
		l.bots.pending = true
	}
}

func (l *live[S, E, V]) botsPending() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	pending := l.bots.pending && l.rt.ctx.Err() == nil && l.broken == nil && !l.closed
	l.bots.pending, l.bots.running = false, pending
	return pending
}

// playBot lets one bot act once. Its command's key follows from the position,
// so that two nodes playing the same bot do it once. It is false when the bot
// shall try again.
func (l *live[S, E, V]) playBot(seat Seat) bool {
	p := l.newest().pos
	cmd := l.thinkAs(p, seat)
	if cmd == nil {
		return true
	}
	ctx, cancel := context.WithTimeout(l.rt.ctx, loadTimeout)
	defer cancel()
	c := call{seat: seat, key: KeyOf(l.id, fmt.Sprintf("bot/%d", seat), fmt.Sprint(p.version))}
	_, err := l.perform(ctx, c, func(t Turn, p position[S]) ([]*sessionv1.RoomEvent, []E, error) {
		if m, ok := p.room.At(seat); !ok || !m.Bot {
			return nil, nil, nil // somebody else sits there by now
		}
		return play(cmd)(t, p)
	})
	if err != nil {
		l.rt.Logger.Debug("bot", "session", l.id, "seat", int(seat), "err", err)
	}
	var e *Error
	return err == nil || (errors.As(err, &e) && e.Kind != Unavailable)
}

// thinkAs asks the game; a bot that panics passes.
func (l *live[S, E, V]) thinkAs(p position[S], seat Seat) (cmd Command[S, E]) {
	defer func() {
		if r := recover(); r != nil {
			l.rt.Logger.Error("a bot broke", "session", l.id, "game", l.name, "seat", int(seat), "err", r)
			cmd = nil
		}
	}()
	key := KeyOf(l.id, fmt.Sprintf("bot/%d", seat), fmt.Sprint(p.version))
	chance := rand.New(rand.NewPCG(binary.BigEndian.Uint64(key[:8]), binary.BigEndian.Uint64(key[8:]))) //nolint:gosec // a bot's mood, not dice
	return l.game.bots.Bot(l.game.View(p.state, Viewer{Seat: seat}), seat, chance)
}
